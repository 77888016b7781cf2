"""Ids of the measures (column measure_id): one place for those who work them out and those who show them."""

PLACES, CHILDREN = "places", "children"
ALL_PLACES = "places_all"  # with those of offers shown beside, never in a quota
UNKNOWN_HOUSES = "facilities_without_places"
NEEDED, MISSING, OF_NEED = "places_needed", "places_missing", "coverage_of_need_pct"
QUOTAS = {
    "versorgungsquote": "versorgungsquote_pct",
    "plaetze_je_100": "places_per_100",
}  # by its name
INDEX, CLASS = "lage_index", "lage_class"
PART = "lage_part:"  # followed by the id of an indicator: what it adds to the index
FIELD_PART = "lage_field_part:"  # followed by the id of a Handlungsfeld: what it adds to the index
CENTRING = "lage_centring"  # what is left of the index when the parts are taken away
FIELD_INDEX = "lage_field:"  # followed by the id of a Handlungsfeld: the index of that field alone
RANK = "lage_rank"  # 1 is the most strained; lower and upper: 5 and 95 % of the variants
RANK_MEDIAN, TOP_THREE = "lage_rank_median", "lage_top_three_pct"
ROBUST = "lage_rank_robust"  # 1 robust, 0 depends on the method
DYNAMICS, DYNAMICS_CLASS = "lage_dynamics", "lage_dynamics_class"  # 0 better, 1 stable, 2 worse
DYNAMICS_CITY = "lage_dynamics_city"  # how a change like the city's would score
TYPE = "lage_type"  # 3 x class of the index + class of its dynamics
SMOOTHED, POOLED = "smoothed:", "pooled:"  # followed by the id of an indicator
FIELD = "handlungsbedarf"
COUNT = "facilities"

# the balance of places
SPARE = "places_spare"
MISSING_IN_PARTS = "places_missing_in_parts"  # of a larger area: what is missing in its Sozialräume one by one
OF_HOURS, OF_FORM = "places_hours:", "places_form:"  # followed by the weekly hours, by the group form
VERSORGUNG, BETREUUNG = "versorgungsquote_pct", "betreuungsquote_pct"
INANSPRUCHNAHME = "inanspruchnahmequote_pct"
BY_RESIDENCE = "places_by_residence"
MISSING_BY_RESIDENCE, SPARE_BY_RESIDENCE = "places_missing_by_residence", "places_spare_by_residence"
FROM_OUTSIDE, FROM_OUTSIDE_PCT = "places_from_outside", "places_from_outside_pct"
ELSEWHERE = "children_elsewhere"  # children of the area whose place is in another one
WAITING = "applications_without_place"
ENTITLED = "children_entitled"
EIGHT_HOURS, SHORTER, HOURS_UNKNOWN = "places_claim_hours", "places_shorter", "places_hours_unknown"
CENTRES, CENTRE_HOUSES = "familienzentren", "familienzentrum_houses"
CHILDREN_PER_CENTRE = "children_per_familienzentrum"
