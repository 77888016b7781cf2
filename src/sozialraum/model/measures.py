"""Ids of the measures (column measure_id): one place for those who work them out and those who show them."""

PLACES, CHILDREN = "places", "children"
ALL_PLACES = "places_all"  # with those of offers shown beside, never in a quota
UNKNOWN_HOUSES = "facilities_without_places"
NEEDED, MISSING, OF_NEED = "places_needed", "places_missing", "coverage_of_need_pct"
QUOTAS = {
    "versorgungsquote": "versorgungsquote_pct",
    "plaetze_je_100": "places_per_100",
}  # by its name
INDEX, CLASS, PART = "lage_index", "lage_class", "lage_part:"  # PART is followed by the id of an indicator
FIELD = "handlungsbedarf"
COUNT = "facilities"
