"""What the open tables tell of a number beside the layers: gap board, ranks of the Lage, groups, reach, likeness."""

from attack.atlas import Atlas, Numbers, finer
from attack.layers_held import ENDS, Rule
from attack.leaves import Path
from attack.open_tables import AS_IS, CITY, number, withheld

BOARD = {  # key of a row of the gap board -> the measure and how far it may be rounded
    "of": ("coverage_of_need_pct", 0.0),
    "n": ("places_needed", 0.005),
    "m": ("places_missing", 0.005),
}
LIMITS = {"lo": ("lower", "upper"), "hi": ("upper", "lower")}  # of places and of places needed
MISSING = {"w": "value", "wl": "lower", "wh": "upper"}
RANKS = {
    "rank": ("lage_rank", "value"),
    "low": ("lage_rank", "lower"),
    "high": ("lage_rank", "upper"),
    "median": ("lage_rank_median", "value"),
    "top3": ("lage_top_three_pct", "value"),
}
REACH = {  # key of a question -> the measure it is
    "people": "reach_people",
    "mean": "way_mean_m",
    "median": "way_median_m",
    "p90": "way_p90_m",
    "over": "people_over",
    "over_pct": "people_over_pct",
    "none": "people_unreachable",
    "dep": "way_depends_pct",
    "places_dep": "places_depends_pct",
}


def of_board(atlas: Atlas, path: Path) -> Numbers:
    """("gap_board", "offers", offer, "rows", scenario, period, key, area)"""
    _, _, offer, _, scenario, period, key, area = path
    told = atlas.data["gap_board"]["offers"][offer]
    at = (atlas.areas[int(area)], told["years"][period]["id"], str(scenario))
    if key in MISSING:
        return atlas.gap(told["id"], *at, MISSING[str(key)]), 1.0
    if key in LIMITS:
        return [_of_need(atlas, told["id"], at, *LIMITS[str(key)])], 0.0
    measure, within = BOARD[str(key)]
    return [number(atlas.of_target(told["id"], measure, *at))], within


def _of_need(atlas: Atlas, id_: str, at: tuple[str, str, str], of_places: str, of_needed: str) -> float | None:
    """Percent of what is needed, by ends of both; an end that is not told is the number itself."""
    rows = (atlas.of_target(id_, one, *at) for one in ("places", "places_needed"))
    places, needed = (
        number(row) if number(row, column) is None else number(row, column)
        for row, column in zip(rows, (of_places, of_needed), strict=True)
    )
    closed = withheld(atlas.of_target(id_, "coverage_of_need_pct", *at))
    return None if closed or places is None or not needed else 100 * places / needed


def of_silent_house(atlas: Atlas, path: Path) -> Numbers:
    _, _, offer, _, scenario, period, _, area = path
    told = atlas.data["gap_board"]["offers"][offer]
    date, where = told["years"][period]["id"], atlas.areas[int(area)]
    return [number(atlas.of_target(told["id"], "facilities_without_places", where, date, str(scenario)))], 0.0


def of_planned_house(atlas: Atlas, path: Path) -> Numbers:
    """Places of what is planned are nobody's secret, and each stands in its table."""
    told = atlas.data["gap_board"]["offers"][path[2]]["planned"][path[4]][path[5]]
    return [number(row, "places") for row in atlas.tables.planned if row["label"] == told["label"]], 0.0


def of_lage(atlas: Atlas, path: Path) -> Numbers:
    lage, what, period = atlas.data["lage"], path[1], path[2]
    measure, column, within = "lage_centring", "value", 1e-9
    if what == "terms":
        measure = f"lage_part:{lage['parts'][path[3]]['id']}"
    if what == "ranks":
        (measure, column), within = RANKS[str(path[3])], 0.5
    row = atlas.tables.measures.get((atlas.areas[int(path[-1])], measure, "", lage["periods"][period], AS_IS))
    return [number(row, column)], within


def of_group(atlas: Atlas, path: Path) -> Numbers:
    """("groups_of", split, "groups", group, key, area); of the city the last is left out."""
    split = atlas.data["groups_of"][path[1]]
    group, key = split["groups"][path[3]]["id"], str(path[4])
    area = CITY if key == "city" else atlas.areas[int(path[5])]
    part, whole = (atlas.tables.indicators.get((area, split["layer"], split["period"], one)) for one in (group, ""))
    told, within = [number(part)], finer(split["decimals"])
    if key in ENDS:
        row = atlas.tables.intervals.get((area, split["layer"], split["period"], group))
        return [] if withheld(part) else [number(row, ENDS[key])], within
    if split["share"]:
        above, below = number(part), number(whole)
        told = [100 * above / below if above is not None and below else None]
    return told, within


def of_reach(atlas: Atlas, path: Path) -> Numbers:
    """("reach", "questions", question, "figures", key, …) or ("larger", "reach", question, key, …)."""
    larger = path[0] == "larger"
    id_, rest = str(path[2]), path[3:] if larger else path[4:]
    steps = atlas.data["reach"]["questions"][id_]["steps"]
    areas = atlas.larger if larger else (*atlas.areas, CITY)
    measure = f"people_within_pct:{steps[rest[1]]:g}" if rest[0] == "pct" else REACH[str(rest[0])]
    return [number(atlas.tables.newest.get((areas[int(rest[-1])], measure, id_)))], 0.05 + 1e-9


def of_around(atlas: Atlas, path: Path) -> Numbers:
    """People within each step of a house, which is the first number of its row."""
    question = atlas.data["reach"]["questions"][path[2]]
    house, *_ = question["around"][path[4]]
    column = int(path[5])
    if column == 0:
        return [house], 0.0
    step = question["steps"][column - 1]
    told = atlas.tables.around.get((str(path[2]), _id_of_house(atlas, house), f"{step:g}"))
    return [number(told, "people")], 0.0


def _id_of_house(atlas: Atlas, house: int) -> str:
    """An area's page has its own houses, then those near by, of which it says no more than the name."""
    own = atlas.data["facilities"]
    if house < len(own):
        return str(own[house]["id"])
    name = atlas.data["reach"]["more"][house - len(own)]["name"]
    return atlas.tables.houses[name,]["facility_id"]


def of_similar(atlas: Atlas, path: Path) -> Numbers:
    row = atlas.tables.similar.get((atlas.areas[int(path[2])], str(int(path[3]) + 1)))
    return [atlas.areas.index(row["other_id"]) if row else None], 0.0


PART_RULES: dict[str, Rule] = {
    **{f"gap_board.offers[].rows.*[].{key}[]": of_board for key in (*BOARD, *LIMITS, *MISSING)},
    "gap_board.offers[].rows.*[].houses.*": of_silent_house,
    "gap_board.offers[].planned.*[].places": of_planned_house,
    "lage.terms[][][]": of_lage,
    "lage.centring[][]": of_lage,
    **{f"lage.ranks[].{key}[]": of_lage for key in RANKS},
    **{f"groups_of[].groups[].{key}": of_group for key in ("v[]", "city", "lo[]", "hi[]")},
    **{
        f"{at}.{key}[]": of_reach
        for at in ("reach.questions.*.figures", "larger.reach.*")
        for key in ("pct[]", *REACH)
    },
    "reach.questions.*.around[][]": of_around,
    "similar.areas[][]": of_similar,
}
