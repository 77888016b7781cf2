"""The tables of planning: their columns and kinds. Children and places are whole things; sums may be fractions."""

from sozialraum.model.tables import NUMBER, TEXT

# what part of the children places are to be kept for
TARGETS = {
    "coverage": TEXT,  # "" for every coverage
    "group": TEXT,  # a cohort group; "" where `age` says it, and for all ages of the coverage
    "age": NUMBER,
    "year": TEXT,  # "" for every year
    "area_id": TEXT,  # "" for the whole city
    "target_pct": NUMBER,  # with the reserve
    "source": TEXT,
}

# places of each house that counts in a year
STOCK = {
    "facility_id": TEXT,
    "area_id": TEXT,
    "places": NUMBER,  # NA: unknown
    "most": NUMBER,  # how many an unknown number could be; NA where nothing tells
    "share": NUMBER,  # 0 to 1: the part of the year for which the house counts
    "status": TEXT,
}

# who takes the places: home x facility
USE = {
    "facility_id": TEXT,
    "offer": TEXT,
    "target_group": TEXT,
    "group": TEXT,  # a cohort group, or "" where the source does not tell the age
    "period": TEXT,
    "home": TEXT,  # a Sozialraum; OUTSIDE; "" where it is unknown
    "children": NUMBER,
    "status": TEXT,
    "source_id": TEXT,
}
OUTSIDE = "outside"  # home of a child that lives in another municipality

APPLICATIONS = {
    "area_id": TEXT,  # home of the child; "" unknown
    "coverage": TEXT,
    "period": TEXT,
    "counted_on": TEXT,
    "children": NUMBER,
    "deduplicated": "bool",
    "status": TEXT,
    "source_id": TEXT,
}

PLANNED = {
    "measure": TEXT,  # id
    "label": TEXT,
    "facility_id": TEXT,
    "offer": TEXT,
    "target_group": TEXT,
    "places": NUMBER,  # the change: below zero for places that go
    "from_day": TEXT,  # ISO day
    "status": TEXT,
    "cost_eur": NUMBER,
    "who": TEXT,
    "drucksache": TEXT,
    "source_id": TEXT,
    "file": TEXT,
    "row": "int64",
}

# what one planned measure does to one area in one year, all others left as they are
EFFECTS = {
    "measure": TEXT,
    "coverage": TEXT,
    "area_id": TEXT,
    "year": TEXT,
    "places": NUMBER,  # change
    "missing_before": NUMBER,
    "missing_after": NUMBER,
}

REGISTRATIONS = {
    "facility_id": TEXT,
    "year": TEXT,
    "children": NUMBER,
    "counted_on": TEXT,
    "status": TEXT,
    "source_id": TEXT,
}

CLASSES = {
    "facility_id": TEXT,
    "year": TEXT,
    "children": NUMBER,
    "classes": NUMBER,
    "per_class": NUMBER,
    "band": TEXT,  # within | below | above; "" where unknown
    "status": TEXT,
    "reason": TEXT,
}

CLASS_TOTALS = {
    "year": TEXT,
    "children": NUMBER,
    "classes": NUMBER,  # formed at the schools
    "richtzahl": NUMBER,  # at most so many in the whole municipality
    "above": NUMBER,  # classes formed beyond that
    "unknown_schools": NUMBER,
    "status": TEXT,
    "reason": TEXT,
}

PUPILS = {
    "facility_id": TEXT,
    "year": TEXT,
    "school_class": NUMBER,
    "children": NUMBER,
    "status": TEXT,
    "source_id": TEXT,
}

GANZTAG = {
    "facility_id": TEXT,
    "year": TEXT,
    "children": NUMBER,
    "entitled": NUMBER,
    "places_needed": NUMBER,
    "places_claim_hours": NUMBER,
    "places_shorter": NUMBER,
    "places_hours_unknown": NUMBER,
    "places_missing": NUMBER,
    "places_spare": NUMBER,
    "lower": NUMBER,  # of what is missing: if places of unknown hours meet the claim
    "upper": NUMBER,  # if none of them does
    "status": TEXT,
    "reason": TEXT,
}

GROUPS = {
    "facility_id": TEXT,
    "group_form": TEXT,
    "weekly_hours": NUMBER,
    "groups": NUMBER,
    "inclusion_children": NUMBER,
}

NETWORKS = {
    "verbund": TEXT,
    "houses": NUMBER,
    "without_position": NUMBER,
    "pairwise_m": NUMBER,  # the two houses farthest apart
    "circle_m": NUMBER,  # radius of the smallest circle around all houses
    "number": TEXT,  # within | above
    "by_pairs": TEXT,  # within | above | unknown
    "by_circle": TEXT,
}

# nearest school of the houses of an area
NEAREST = {
    "rule": TEXT,
    "area_id": TEXT,
    "facility_id": TEXT,  # "": none can be reached from these houses
    "way": TEXT,  # network | straight
    "houses": NUMBER,
    "share_pct": NUMBER,  # of the houses of the area
    "mean_m": NUMBER,
    "farthest_m": NUMBER,
}
