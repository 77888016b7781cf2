"""Every warning is on one list of what it quotes; those that quote cells beside numbers of people are cut.

Errors need no list: they stop the build, and only the office sees them.
"""

from pathlib import Path

import pytest
from sources.broken import BROKEN, OF_ANALYSIS, WARNINGS
from sources.test_problems import problems_of

from sozialraum.analysis.homes import Homes, public_problem
from sozialraum.model.codes import Code

# a number, a piece of a row, or a text above rows: any of them may tell how many people
CELLS = {
    Code.MOJIBAKE,
    Code.SECTIONS_FOUND,
    Code.NUMBER_AS_TEXT,
    Code.NUMBER_READ_AS,
    Code.VALUE_REPEATED,
    Code.VALUE_CONTRADICTS_PARTS,
    Code.STATUS_WITHOUT_VALUE,
    Code.REGISTER_REPEATED,
    Code.COUNT_REPEATED,
    Code.PROJECTION_FAR,
    Code.CELLS_SUMMED,
    Code.CELL_POSITION_DIFFERS,
}
# made of published tables only; what is withheld is not in them
OF_PUBLISHED = {Code.SUM_DIFFERS, Code.PARTS_DIFFER, Code.JUMP}
# id, name, address or position of a facility, or its area: withheld for lists of homes
FACILITIES = {
    Code.FACILITY_TWICE,
    Code.COORDINATE_IMPLAUSIBLE,
    Code.CRS_DOUBTFUL,
    Code.ZONE_IN_EASTING,
    Code.AXES_SWAPPED,
    Code.STREET_UNKNOWN,
    Code.HOUSE_NUMBER_MISSING,
    Code.HOUSE_NUMBER_UNKNOWN,
    Code.ADDRESS_AMBIGUOUS,
    Code.ADDRESS_ELSEWHERE,
    Code.ADDRESS_NEAR,
    Code.POSTCODE_DIFFERS,
    Code.POSITION_CONTRADICTS_ADDRESS,
    Code.POSITIONS_DIFFER,
    Code.NOT_IN_OTHER_LIST,
    Code.ONLY_IN_OTHER_LIST,
    Code.MERKMAL_REPEATED,
    Code.VALIDITY_OVERLAPS,
    Code.MEASURE_COUNTED,
    Code.MEASURE_BEFORE_PLACES,
    Code.FACILITY_OUTSIDE,
    Code.FACILITY_CONFLICT,
    Code.FACILITY_ON_BORDER,
    Code.FACILITY_NO_AREA,
    Code.PLACES_MISSING,
    Code.NOBODY_IN_REACH,
    Code.NO_WAY_NEAR,
    Code.BEYOND_INSIDE,
    Code.BEYOND_WITHOUT_POSITION,
    Code.FACILITIES_SAME_PLACE,
    Code.BEYOND_FAR,
}
# keys, names and shapes of areas, dates, headings, ids of the project, sheets, cells by their place, numbers of rows
NOBODY = {
    Code.EDITION_TELLS,
    Code.EDITION_UNPROTECTABLE,
    Code.EDITION_RESTS_ON_WITHHELD,
    Code.EDITION_WITHOUT_PROTECTION,
    Code.EDITION_BROKE_OFF,
    Code.INTERN_WITHOUT_RULE,
    Code.TOLD_EARLIER,
    Code.PREVIOUS_UNFIT,
    Code.BASE_NOT_NEAR,
    Code.REACH_NO_PEOPLE,
    Code.REACH_NOBODY,
    Code.REACH_NO_FACILITY,
    Code.REACH_ALL_OUTSIDE,
    Code.PEOPLE_UNREACHABLE,
    Code.NETWORK_NOT_COVERING,
    Code.NETWORK_LEAVES_OUT,
    Code.NETWORK_IN_PARTS,
    Code.WAY_ONE_WAY,
    Code.EDGE_LENGTH_SHORT,
    Code.EDGE_LENGTH_LONG,
    Code.WAY_CUT,
    Code.QUESTION_IN_VALUE,
    Code.QUESTIONS_IN_COMMENTS,
    Code.TYPE_UNUSED,
    Code.SHEET_UNKNOWN,
    Code.SHEET_HEADING_UNKNOWN,
    Code.ROW_TOO_SHORT,
    Code.FURTHER_TABLES,
    Code.HIDDEN_CELLS,
    Code.SHEET_HIDDEN,
    Code.PERCENT_UNSEEN,
    Code.ERRORS_UNSEEN,
    Code.AREA_NAME_REPEATED,
    Code.GEOMETRY_REPAIRED,
    Code.AREA_DISSOLVED,
    Code.AREAS_OVERLAP,
    Code.CRS_CONTRADICTION,
    Code.RING_OPEN,
    Code.AREA_SLIVERS,
    Code.AREAS_GAP,
    Code.OUTLINE_UNCOVERED,
    Code.ADDRESS_WITHOUT_NUMBER,
    Code.ADDRESS_WITHOUT_STREET,
    Code.ADDRESS_ARTIFICIAL,
    Code.ADDRESS_WITHOUT_POSITION,
    Code.WITHOUT_POSITION_TO_COMPARE,
    Code.OTHER_LIST_REPEATS,
    Code.INDICATOR_UNKNOWN,
    Code.PERIOD_UNFIT,
    Code.WIDE_LEFT_OUT,
    Code.SPELLINGS_TAKEN,
    Code.ZEROS_RESTORED,
    Code.DECIMALS_DROPPED,
    Code.CONDITION_ZEROS,
    Code.RATE_UNCHECKED,
    Code.LIST_STALE,
    Code.ROWS_UNACCOUNTED,
    Code.NOTHING_PAIRED,
    Code.INDEX_CITY_UNKNOWN,
    Code.INDEX_NO_SPREAD,
    Code.INDEX_TOO_FEW,
    Code.INDEX_NO_DATE,
    Code.DATE_WITHOUT_VALUES,
    Code.VERSION_NEVER_HOLDS,
    Code.SMOOTHED_EMPTY,
    Code.POOLED_EMPTY,
    Code.NOTHING_COMPARED,
    Code.REGISTER_LARGER_AREA,
    Code.MEASURE_WITHOUT_PLACES,
    Code.TARGET_HIGH,
    Code.TARGET_UNUSED,
    Code.HOUSING_IN_REGISTER,
    Code.PERIOD_WITHOUT_PLACES,
    Code.YEAR_BEYOND,
    Code.PLACES_FAR_AHEAD,
    Code.TARGET_AS_SHARE,
    Code.PEOPLE_WITHOUT_POSITION,
    Code.CELLS_OUTSIDE,
    Code.CELLS_IN_TWO_AREAS,
    Code.PEOPLE_BEYOND_INSIDE,
    Code.POPULATION_DAYS_DIFFER,
    Code.AREA_WITHOUT_PEOPLE,
    Code.PEOPLE_DIFFER,
    Code.AREAS_WITHOUT_HOMES,
    Code.AREAS_WITHOUT_GROUP,
    Code.PLACES_NOT_NAMED,
}


# errors, but in some places only warnings; all that they may quote there is of facilities
SOMETIMES = {
    Code.PLACES_REPEATED,
    Code.STATED_AREA_UNKNOWN,
    Code.COORDINATE_UNREADABLE,
    Code.COORDINATE_INCOMPLETE,
}


def test_every_warning_is_on_one_list() -> None:
    """Whoever adds one decides what it may quote."""
    lists = (CELLS, OF_PUBLISHED, FACILITIES, NOBODY)
    assert set().union(*lists) == WARNINGS | OF_ANALYSIS
    assert sum(map(len, lists)) == len(WARNINGS | OF_ANALYSIS)


@pytest.mark.parametrize("code", sorted(CELLS & BROKEN.keys()), ids=lambda code: code.name)
def test_what_may_count_people_is_not_quoted(code: Code, tmp_path: Path) -> None:
    told = [problem for problem in problems_of(BROKEN[code](tmp_path)) if problem.code == code]
    assert told
    for problem in told:
        assert problem.about_persons
        public = public_problem(problem, Homes(frozenset(), frozenset()))
        assert {public.value, *public.fields.values()} == {"…"}
        assert (public.file, public.row, public.column) == (problem.file, problem.row, problem.column)


@pytest.mark.parametrize("code", sorted((FACILITIES | SOMETIMES) & BROKEN.keys()), ids=lambda code: code.name)
def test_what_names_a_facility_is_not_quoted_of_homes(code: Code, tmp_path: Path) -> None:
    told = [problem for problem in problems_of(BROKEN[code](tmp_path)) if problem.code == code]
    assert told
    for problem in told:
        homes = Homes(frozenset({(problem.file, "")}), frozenset())
        public = public_problem(problem, homes)
        assert {public.value, *public.fields.values()} == {"…"}
        assert public.column in {None, "…"}
