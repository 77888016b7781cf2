"""Stable codes of problems in the input. A code keeps its meaning for ever; its sentence is in the locales.

Besides {file}, {row}, {column} and {value}, a sentence may use the fields named behind its code.
SR-1xx project file, SR-2xx files and tables, SR-3xx areas, SR-4xx facilities and places, SR-5xx values,
SR-6xx what comparing shows, and the walking network, SR-7xx disclosure control.
"""

from enum import StrEnum


class Code(StrEnum):
    """What is wrong."""

    # the project file
    PROJECT_NOT_FOUND = "SR-101"  # nearest
    TOML_SYNTAX = "SR-102"
    SCHEMA_MISSING = "SR-103"  # newest
    SCHEMA_NEWER = "SR-104"  # newest
    SCHEMA_UNKNOWN = "SR-105"  # newest
    UNKNOWN_KEY = "SR-110"  # nearest
    KEY_MISSING = "SR-111"
    WRONG_TYPE = "SR-112"  # expected
    WRONG_PATTERN = "SR-113"  # expected
    NOT_A_CHOICE = "SR-114"  # expected
    OUT_OF_BOUNDS = "SR-115"  # expected
    WRONG_LENGTH = "SR-116"  # expected
    NOT_A_DATE = "SR-117"
    PATH_OUTSIDE_PROJECT = "SR-120"
    ONE_KEY_NEEDED = "SR-121"
    INDICATOR_NEEDED = "SR-122"
    PERIOD_NEEDED = "SR-123"
    VALUE_NEEDED = "SR-124"
    SCHEMATIC_NEEDS_BOTH = "SR-125"
    X_AND_Y = "SR-126"
    PLACES_MEANING_NEEDED = "SR-127"
    COMPUTED_NEEDS_RATIO = "SR-128"
    NOT_RISING = "SR-129"
    TARGET_NEEDS_SOURCE = "SR-130"
    LARGER_NEEDED = "SR-132"
    WIDE_HAS_ITS_VALUES = "SR-133"
    LAYOUT_OR_COLUMNS = "SR-134"
    PALETTE_ALIKE = "SR-135"
    PALETTE_RED = "SR-136"
    BACKGROUND_UNFIT = "SR-137"
    BASE_NOT_NEAR = "SR-138"
    FIGURE_WITHOUT_LEVEL = "SR-139"
    WRONG_SETTING = "SR-131"  # detail
    NOT_DECLARED = "SR-140"  # nearest
    ID_REPEATED = "SR-141"
    NOT_IN_CATALOGUE = "SR-142"  # nearest
    UNKNOWN_CRS = "SR-143"
    CRS_NOT_METRIC = "SR-144"
    LEVEL_TAKEN = "SR-145"
    INDEX_WITHOUT_POLARITY = "SR-151"
    INDEX_OF_NO_RATE = "SR-152"
    INDEX_OTHER_ROLE = "SR-153"
    GAPS_WITHOUT_INDEX = "SR-154"
    GAPS_WITHOUT_TARGET = "SR-155"
    NOT_A_COUNT = "SR-156"
    NAMED_AREA_UNKNOWN = "SR-157"  # nearest
    RELEASE_TELLS_NOTHING = "SR-158"
    RELEASE_AREA_UNFIT = "SR-159"
    SETTING_WITHOUT_EFFECT = "SR-163"
    DATE_WITHOUT_VALUES = "SR-164"  # known
    VERSION_NEVER_HOLDS = "SR-165"  # known
    SMOOTHED_EMPTY = "SR-166"
    POOLED_EMPTY = "SR-167"  # known
    NOTHING_COMPARED = "SR-168"  # known

    # questions that `sozialraum new` left
    QUESTION_IN_VALUE = "SR-160"
    QUESTION_STOPS = "SR-161"
    QUESTIONS_IN_COMMENTS = "SR-162"  # count, rows

    # the workbook in place of projekt.toml
    SEVERAL_WORKBOOKS = "SR-170"  # known
    SHEET_MISSING = "SR-171"  # sheet, known
    SHEET_HEADING_MISSING = "SR-172"
    ENTRY_MISSING = "SR-173"
    NOT_ON_SHEET = "SR-174"  # other, nearest
    NOT_IN_LIST = "SR-175"  # expected
    NAMES_COLLIDE = "SR-176"  # other
    ENTRY_UNREADABLE = "SR-177"  # expected
    TYPE_UNUSED = "SR-178"  # other
    SHEET_UNKNOWN = "SR-179"
    SHEET_HEADING_UNKNOWN = "SR-180"  # nearest

    # how an index is put together
    CLASS_LABELS_COUNT = "SR-181"
    NEEDS_BY_HANDLUNGSFELD = "SR-182"
    ZERO_NEEDS_Z = "SR-183"
    RESCALE_AND_SHARE = "SR-184"
    WINDOW_MISSING = "SR-185"
    RESIDENTS_NEEDED = "SR-336"
    FIELD_WEIGHT_UNUSED = "SR-186"
    NAMED_TWICE = "SR-187"
    GAPS_NEED_CUTS = "SR-188"
    INDEX_CITY_UNKNOWN = "SR-190"  # periods
    INDEX_NO_SPREAD = "SR-191"  # periods
    INDEX_TOO_FEW = "SR-192"  # periods, fewest
    INDEX_NO_DATE = "SR-193"
    NO_CANONICAL_PERIOD = "SR-189"

    # rates smoothed or taken together over years
    SMOOTHED_NO_RATE = "SR-238"
    POOLED_STOCK = "SR-239"

    # which areas are like each other
    SIMILAR_BY_STEPS = "SR-333"

    # files and tables
    FILE_NOT_FOUND = "SR-201"  # nearest
    NOT_A_FILE = "SR-202"
    FILE_EMPTY = "SR-203"
    FILE_OUTSIDE = "SR-204"
    FILE_KIND = "SR-205"  # expected
    FILE_TOO_LARGE = "SR-206"  # limit
    NOT_TEXT = "SR-207"
    CONTENT_DIFFERS = "SR-208"
    ARCHIVE_UNSAFE = "SR-209"
    ARCHIVE_TOO_LARGE = "SR-210"  # limit
    ARCHIVE_UNREADABLE = "SR-211"
    ARCHIVE_CHOICE = "SR-212"  # known
    LAYER_NOT_FOUND = "SR-213"  # known
    VECTOR_UNREADABLE = "SR-214"
    ENCODING = "SR-215"
    QUOTES = "SR-216"
    ROW_TOO_LONG = "SR-217"  # count
    ROW_TOO_SHORT = "SR-218"  # count
    COLUMN_NOT_FOUND = "SR-219"  # nearest, known
    COLUMN_REPEATED = "SR-220"  # known, places
    NO_ROWS = "SR-221"
    MOJIBAKE = "SR-222"  # count
    LOCK_FILE = "SR-223"
    WORKBOOK_LOCKED = "SR-224"
    WORKBOOK_UNREADABLE = "SR-225"
    SHEET_CHOICE = "SR-226"  # known
    TABLE_TOO_LARGE = "SR-227"  # limit
    ARCHIVE_RATIO = "SR-228"  # limit
    CONDITION_UNMET = "SR-337"  # known
    FORMULA_WITHOUT_VALUE = "SR-229"  # count
    RANGE_EMPTY = "SR-230"
    FURTHER_TABLES = "SR-231"  # known
    SECTIONS_FOUND = "SR-232"  # count
    HIDDEN_CELLS = "SR-233"  # rows, columns
    SHEET_HIDDEN = "SR-234"
    NUMBER_AS_TEXT = "SR-235"  # count
    PERCENT_UNSEEN = "SR-236"
    ERRORS_UNSEEN = "SR-237"  # count
    FURTHER = "SR-299"  # code, count

    # areas
    AREA_KEY_EMPTY = "SR-301"
    AREA_ID_REPEATED = "SR-302"  # names
    AREA_ID_TAKEN = "SR-303"  # level
    AREA_NAME_REPEATED = "SR-304"  # ids
    AREA_UNKNOWN = "SR-305"  # nearest
    AREA_IN_NO_LARGER = "SR-306"  # level
    AREA_IN_TWO_LARGER = "SR-307"  # larger
    LARGER_NAMED_TWICE = "SR-308"  # names
    KEY_AMBIGUOUS = "SR-309"  # ids
    GEOMETRY_EMPTY = "SR-310"
    GEOMETRY_NOT_AREA = "SR-311"
    GEOMETRY_REPAIRED = "SR-312"  # square_metres
    AREA_DISSOLVED = "SR-313"  # count
    AREAS_OVERLAP = "SR-314"  # other, square_metres
    CRS_MISSING = "SR-315"  # fits
    AXES_SWAPPED = "SR-316"
    CRS_IMPLAUSIBLE = "SR-317"  # crs, example, fits
    CRS_CONTRADICTION = "SR-318"  # stated
    NO_GEOMETRY = "SR-319"
    LARGER_AREA_UNKNOWN = "SR-320"  # nearest
    GEOMETRY_ASTRAY = "SR-321"  # crs
    CRS_DOUBTFUL = "SR-322"  # crs, example, fits
    ZONE_IN_EASTING = "SR-323"  # stated, used
    RING_OPEN = "SR-324"
    GEOMETRY_UNREADABLE = "SR-325"
    AREA_SLIVERS = "SR-326"  # count, square_metres, share
    AREA_IS_SUM = "SR-327"  # name, count, parts, heading
    TOO_MANY_VERTICES = "SR-328"  # limit
    CONTENT_KIND = "SR-329"  # expected
    PATTERN_UNMET = "SR-330"  # known
    PATTERN_FORM = "SR-331"
    PATTERN_NOT_HERE = "SR-332"
    CORRECTION_UNMET = "SR-334"
    CORRECTIONS_CLASH = "SR-335"  # known
    JSON_LINES = "SR-340"
    CRS_SEVERAL = "SR-341"  # known
    XML_DEFINITIONS = "SR-342"
    FILE_CRS_UNKNOWN = "SR-343"
    AREAS_GAP = "SR-344"  # square_metres, where
    OUTLINE_UNCOVERED = "SR-345"  # square_metres, where

    # facilities and places
    FACILITY_ID_EMPTY = "SR-401"
    FACILITY_ID_REPEATED = "SR-402"  # other
    FACILITY_TWICE = "SR-403"  # other
    FACILITY_UNKNOWN = "SR-404"  # count, nearest
    COORDINATE_UNREADABLE = "SR-405"
    COORDINATE_INCOMPLETE = "SR-406"
    COORDINATE_IMPLAUSIBLE = "SR-407"  # crs
    FACILITY_CRS_MISSING = "SR-408"
    STATED_AREA_UNKNOWN = "SR-409"  # count, nearest
    STATUS_UNKNOWN = "SR-410"  # count, nearest
    DATE_UNREADABLE = "SR-411"
    DATES_REVERSED = "SR-412"
    TEXT_NOT_MAPPED = "SR-413"  # count, nearest
    PLACES_NEGATIVE = "SR-414"
    PLACES_REPEATED = "SR-415"  # other
    MERKMAL_REPEATED = "SR-416"
    ADDRESS_WITHOUT_NUMBER = "SR-417"  # count
    ADDRESS_WITHOUT_STREET = "SR-418"  # count
    ADDRESS_ARTIFICIAL = "SR-419"  # count
    ADDRESS_WITHOUT_POSITION = "SR-420"  # count
    REGISTER_LAYOUT = "SR-421"  # count, expected
    REGISTER_WITHOUT_POSITIONS = "SR-422"
    REGISTER_OF_ANOTHER_CITY = "SR-423"
    STREET_UNKNOWN = "SR-424"  # name, nearest
    HOUSE_NUMBER_MISSING = "SR-425"  # name, nearest
    HOUSE_NUMBER_UNKNOWN = "SR-426"  # name, nearest
    ADDRESS_AMBIGUOUS = "SR-427"  # name, nearest
    ADDRESS_ELSEWHERE = "SR-428"  # name, nearest
    ADDRESS_NEAR = "SR-429"  # name, found
    POSTCODE_DIFFERS = "SR-430"  # name, found
    POSITION_CONTRADICTS_ADDRESS = "SR-431"  # name, metres
    POSITIONS_DIFFER = "SR-432"  # name, metres, other
    NOT_IN_OTHER_LIST = "SR-433"  # count, other, examples
    ONLY_IN_OTHER_LIST = "SR-434"  # count, other, examples
    WITHOUT_POSITION_TO_COMPARE = "SR-435"  # count, other
    OTHER_LIST_REPEATS = "SR-436"  # count
    POSITION_CHECK_EMPTY = "SR-437"
    FACILITY_OUTSIDE = "SR-450"  # name, stated, found
    FACILITY_CONFLICT = "SR-451"  # name, stated, found
    FACILITY_ON_BORDER = "SR-452"  # name, stated, found
    PLACES_MISSING = "SR-453"  # name, offer
    FACILITY_NO_AREA = "SR-454"  # name, stated, found

    # rows of planning that say too little, or say it twice
    CELL_EMPTY = "SR-455"  # count
    MEASURE_WITHOUT_PLACES = "SR-456"
    COUNT_REPEATED = "SR-457"  # of, other
    COUNTS_DIFFER = "SR-458"  # of, other
    CLASS_UNREADABLE = "SR-459"  # count, nearest
    SCHOOL_YEAR_NEEDED = "SR-460"  # count, nearest
    RULES_PRESET_UNKNOWN = "SR-461"  # nearest
    DAY_NEEDED = "SR-462"
    PLACES_CHANGE_UNFIT = "SR-463"
    COST_UNFIT = "SR-464"
    OFFER_UNFIT = "SR-465"  # offer, type, known
    NOT_A_SCHOOL = "SR-466"  # count, nearest
    PERIOD_WITHOUT_PLACES = "SR-467"  # first, last
    YEAR_BEYOND = "SR-468"  # first, last
    PLACES_FAR_AHEAD = "SR-469"  # first, last

    # targets, planned measures, validity
    TARGET_TWICE = "SR-470"  # coverage, area, period, ages, other
    TARGET_HIGH = "SR-471"  # target, limit
    TARGET_FINER = "SR-472"  # coverage, ages
    COHORTS_OVERLAP = "SR-473"  # coverage, other, ages
    MEASURE_FACILITY_UNKNOWN = "SR-474"  # nearest
    MEASURE_TWICE = "SR-475"  # other
    MEASURE_BELOW_ZERO = "SR-476"  # name, places, change
    MEASURE_COUNTED = "SR-477"  # name
    VALIDITY_OVERLAPS = "SR-478"  # name, merkmal, other, where
    TARGET_UNUSED = "SR-480"
    TARGET_AS_SHARE = "SR-481"  # likely
    MEASURE_BEFORE_PLACES = "SR-482"  # name, from, period
    KITA_YEAR_NEEDED = "SR-483"
    GROUPS_UNFIT = "SR-484"  # form, hours
    GROUPS_NEED_FORM = "SR-485"
    HOME_UNKNOWN = "SR-479"  # count, nearest

    # values
    NOT_A_NUMBER = "SR-501"
    DECIMAL_AMBIGUOUS = "SR-502"
    DECIMAL_MIXED = "SR-503"  # other
    PERIOD_UNKNOWN = "SR-504"  # count
    INDICATOR_UNKNOWN = "SR-505"  # count, nearest
    PART_UNKNOWN = "SR-506"  # breakdown, count, nearest
    VALUE_STATUS_UNKNOWN = "SR-507"  # expected
    STATUS_CONTRADICTS_VALUE = "SR-508"  # status
    STATUS_WITHOUT_VALUE = "SR-509"  # status
    COUNT_NEGATIVE = "SR-510"  # indicator
    SHARE_OUT_OF_BOUNDS = "SR-511"  # indicator, limit
    NUMERATOR_ABOVE_DENOMINATOR = "SR-512"  # indicator, denominator
    DENOMINATOR_NEGATIVE = "SR-513"  # indicator
    VALUES_DIFFER = "SR-514"  # indicator, area, period, other, other_value
    VALUE_REPEATED = "SR-515"  # indicator, area, period, other
    VALUE_AREA_UNKNOWN = "SR-516"  # count, nearest
    OTHER_GEOGRAPHY = "SR-517"  # geography, other, count, total
    MOST_KEYS_UNKNOWN = "SR-518"  # count, total, covered, areas, geography, nearest
    SOURCE_UNKNOWN = "SR-519"  # count, nearest
    SOURCE_MISSING = "SR-520"  # indicator
    GROUP_UNREADABLE = "SR-521"  # count
    FLAG_UNREADABLE = "SR-522"
    VALUE_CONTRADICTS_PARTS = "SR-523"  # indicator, computed
    AREA_KEY_ROW_EMPTY = "SR-524"  # count
    RATE_UNCHECKED = "SR-550"  # indicator
    VALUE_AREA_AMBIGUOUS = "SR-525"  # count, nearest
    NUMBER_READ_AS = "SR-526"  # count, number
    PERIOD_AMBIGUOUS = "SR-527"  # count, nearest
    PERIOD_HALF_YEAR = "SR-528"  # count
    PERIOD_UNFIT = "SR-529"  # indicator, zeitbezug, count
    PRESET_UNKNOWN = "SR-530"  # nearest
    WIDE_FORM_UNFOUND = "SR-531"  # known, placeholder
    WIDE_FITS_TWO = "SR-532"  # form, other
    WIDE_SAME = "SR-533"  # other
    WIDE_LEFT_OUT = "SR-534"  # form
    # the register of residents
    COHORT_WINDOW = "SR-560"
    CUT_OFF_INSIDE_MONTH = "SR-561"
    COHORTS_PRESET_UNKNOWN = "SR-562"  # nearest
    REGISTER_AGE_NEEDED = "SR-563"
    REGISTER_BORN_LATER = "SR-564"  # as_of, count
    REGISTER_WITHOUT_AGE = "SR-565"  # count
    REGISTER_AGE_TWICE = "SR-566"  # month, count
    REGISTER_AGE_UNREADABLE = "SR-567"  # count, nearest
    REGISTER_MONTH_UNREADABLE = "SR-568"  # count
    REGISTER_NO_DAY = "SR-569"  # count, nearest
    REGISTER_COUNT_UNFIT = "SR-570"
    REGISTER_REPEATED = "SR-571"  # area, as_of, of, other
    REGISTER_DIFFERS = "SR-572"  # area, as_of, of, other
    REGISTER_LARGER_AREA = "SR-573"  # count, nearest
    REGISTER_SEX_UNKNOWN = "SR-574"  # count, nearest

    # the years ahead
    HOUSING_IN_REGISTER = "SR-580"  # area, last
    BIRTHS_INCOMPLETE = "SR-581"  # missing
    BIRTHS_NOT_THE_CITY = "SR-582"  # sum, city, tolerance
    PROJECTION_TWICE = "SR-583"  # area, values
    PROJECTION_AGES = "SR-584"  # year, last
    BIRTHS_FILE_NEEDED = "SR-585"
    GROUP_OR_AGE = "SR-586"
    TARGET_OF_NOBODY = "SR-587"
    RESERVE_ABOVE_TARGET = "SR-588"
    HOURS_TWICE = "SR-589"
    MEASURE_UNKNOWN = "SR-590"  # nearest
    BIRTHS_NOT_BY_AREA = "SR-591"
    PROJECTION_FAR = "SR-592"  # ages, official, worked_out
    SPELLING_AMBIGUOUS = "SR-540"  # count, nearest
    LOOKS_LIKE_TOTAL = "SR-541"  # count, nearest
    KEY_ROUNDED = "SR-542"  # count, nearest
    KEY_GROUPED = "SR-543"  # count, nearest
    SPELLINGS_TAKEN = "SR-544"  # count
    ZEROS_RESTORED = "SR-545"  # count
    DECIMALS_DROPPED = "SR-546"  # count
    CONDITION_ZEROS = "SR-547"  # wanted

    # quality
    SUM_DIFFERS = "SR-601"  # indicator, area, period, sum
    PARTS_DIFFER = "SR-602"  # indicator, area, period, breakdown, sum
    JUMP = "SR-603"  # indicator, area, since, period, earlier, change
    LIST_STALE = "SR-604"  # type, newest
    ROWS_UNACCOUNTED = "SR-605"  # rows, used, listed
    NOTHING_PAIRED = "SR-606"  # coverage, periods, known, pair

    # the walking network
    NETWORK_NEEDS_NODES = "SR-600"
    OSM_UNREADABLE = "SR-607"
    NETWORK_EMPTY = "SR-608"  # rows
    NETWORK_NOT_LINES = "SR-609"  # count
    NETWORK_ELSEWHERE = "SR-610"  # km, fits
    NETWORK_NOT_COVERING = "SR-611"  # share, known
    NETWORK_LEAVES_OUT = "SR-612"  # count, known
    NETWORK_IN_PARTS = "SR-613"  # count, metres, share
    WAY_ONE_WAY = "SR-614"  # count
    NODE_UNKNOWN = "SR-615"  # count
    NODE_REPEATED = "SR-616"  # other
    EDGE_LENGTH_UNFIT = "SR-617"  # straight, count
    EDGE_LENGTH_SHORT = "SR-618"  # straight, count
    WAY_CUT = "SR-619"  # count
    EDGE_LENGTH_LONG = "SR-647"  # straight, count
    NODES_UNKNOWN = "SR-651"  # count

    # where people live
    CELL_OR_POSITION_NEEDED = "SR-620"
    POLYGONS_NEED_A_FILE = "SR-621"
    SPREAD_NEEDS_HOUSES = "SR-622"
    CELL_ID_UNREADABLE = "SR-623"  # count, nearest
    CELL_CRS_DIFFERS = "SR-624"  # stated, count
    CELL_SIZES_DIFFER = "SR-625"  # count, usual
    GRIDS_DIFFER = "SR-626"  # grid, other
    CELL_POSITION_DIFFERS = "SR-627"  # count
    PEOPLE_UNFIT = "SR-628"
    PEOPLE_WITHOUT_POSITION = "SR-629"  # count
    CELLS_SUMMED = "SR-630"  # count, other
    CELLS_OUTSIDE = "SR-631"  # count, total
    CELLS_IN_TWO_AREAS = "SR-632"  # count, areas
    POPULATION_ELSEWHERE = "SR-633"  # count
    PEOPLE_BEYOND_INSIDE = "SR-634"  # count
    POPULATION_DAYS_DIFFER = "SR-635"  # days
    AREA_WITHOUT_PEOPLE = "SR-636"  # as_of
    PEOPLE_DIFFER = "SR-637"  # group, indicator, period, tolerance, count, areas
    AREAS_WITHOUT_HOMES = "SR-638"  # over, count, areas
    AREAS_WITHOUT_GROUP = "SR-652"  # indicator, period, count, areas
    PLACES_NOT_NAMED = "SR-653"  # group, count, total

    # questions of reach and what lies beyond the border
    WEIGHT_UNFIT = "SR-640"
    REACH_NEEDS_PEOPLE = "SR-641"
    REACH_NEEDS_NETWORK = "SR-642"
    WAY_RULE_MISSING = "SR-643"
    BEYOND_INSIDE = "SR-644"  # name
    BEYOND_WITHOUT_POSITION = "SR-645"  # name
    FACILITIES_SAME_PLACE = "SR-646"  # count, names
    METRES_EXPECTED = "SR-648"
    BOUNDS_NOT_PER_CHILD = "SR-649"
    BEYOND_FAR = "SR-650"  # name, km, count
    PLACES_OF_OTHER_TYPES = "SR-654"  # the coverage is the value

    # what ways show
    REACH_NO_PEOPLE = "SR-660"
    REACH_NO_FACILITY = "SR-661"
    REACH_ALL_OUTSIDE = "SR-662"  # count
    NOBODY_IN_REACH = "SR-663"  # question, metres
    NO_WAY_NEAR = "SR-664"  # metres
    PEOPLE_UNREACHABLE = "SR-665"  # count, metres
    REACH_NOBODY = "SR-666"

    # rules of disclosure control
    DOMINANCE_UNCLEAR = "SR-700"
    MIN_BASE_BELOW_MIN_COUNT = "SR-701"
    ROUNDING_UNCLEAR = "SR-702"
    ROUNDING_TOO_FINE = "SR-703"
    ROUNDING_TELLS_ZEROS = "SR-704"
    PEOPLE_NOT_PUBLIC = "SR-705"
    DOMINANCE_WITHOUT_CONTRIBUTIONS = "SR-706"  # the columns that are lacking are the value
    CONTRIBUTIONS_UNFIT = "SR-707"
    CONTRIBUTION_ABOVE_SUM = "SR-708"  # indicator

    # editions
    INTERN_WITHOUT_RULE = "SR-720"
    TOLD_EARLIER = "SR-721"  # count
    PREVIOUS_UNFIT = "SR-722"  # city

    # what the audit of an edition finds
    EDITION_TELLS = "SR-730"  # areas, period, count
    EDITION_UNPROTECTABLE = "SR-731"  # areas, period, count
    EDITION_RESTS_ON_WITHHELD = "SR-732"  # areas, period, count
    EDITION_WITHOUT_PROTECTION = "SR-733"  # areas, period, count
    EDITION_BROKE_OFF = "SR-734"  # areas
