"""A public edition with an atlas drawn by hand: each part of its data withholds the third Sozialraum and Nord."""

import json
from collections.abc import Iterator
from typing import Any

from attack.small_edition import SINGLE, counts, edition

YEARS = {2020: {"a": 11, "b": 23, "c": 4, "d": 37, "e": 41}, 2021: {"a": 12, "b": 24, "c": 6, "d": 38, "e": 42}}
GONE = ("c", "n")
NONE_OF = "--Q--"


def told(value: float) -> list[float | None]:
    """Of each Sozialraum, but of the third."""
    return [value, value, None, value, value]


def _measure(what: str, value: float, target: str = "", scenario: str = "bestand") -> Iterator[tuple[object, ...]]:
    for area in (*SINGLE, "n", "s"):
        number, status = ("", "Q") if area in GONE else (value, "A")
        yield area, what, target, "2021", "", scenario, number, "", status


def files(data: dict[str, Any]) -> dict[str, bytes]:
    """The edition whose atlas has this data."""
    block = f'<script type="application/json">{json.dumps(data)}</script>'
    tables = edition(
        counts("x", YEARS, [(area, 2020) for area in GONE]),
        intervals=[(area, "x", "2020", "", *((4, 4) if area in GONE else (1, 60))) for area in (*SINGLE, "n", "s")],
        changes=[(area, "x", "2021", "2020", "", "Q") for area in GONE],
        facilities=[("K1", "a")],
        reach_around=[("kita", "K1", 500, 30, "A"), ("kita", "K1", 1000, "", "Q")],
        measures=[
            *_measure("pooled:x", 7),
            *_measure("versorgungsquote_pct", 50, "u3"),
            *_measure("versorgungsquote_pct", 60, "u3", "mit_massnahmen"),
            *_measure("coverage_of_need_pct", 80, "u3"),
            *_measure("places_needed", 10, "u3"),
            *((area, "places", "u3", "2021", "", "bestand", 8, "", "A") for area in SINGLE),
            *_measure("places_missing", 2, "u3"),
            *_measure("reach_people", 90, "kita"),
            *_measure("people_within_pct:500", 40, "kita"),
        ],
    )
    return tables | {"index.html": f"<html><body>{block}</body></html>".encode()}


def _layer(id_: str, *dates: str, **more: Any) -> dict[str, Any]:
    periods = [{"id": date, "label": date} for date in dates]
    own = {"id": id_, "label": id_, "decimals": 0, "classes": [{"label": "alle"}], "periods": periods}
    return {**own, "city": [None for _ in dates], **more}


def small_data() -> dict[str, Any]:
    """A count, a pooled figure and a quota with its planned values; reach and gap board."""
    counted = [[11, 23, None, 37, 41], [12, 24, 6, 38, 42]]
    moved = [None if old is None else 100 * (new - old) / old for old, new in zip(*counted, strict=True)]
    change = [None, {"from": 0, "v": moved, "city": None}]
    more = {"lo": [told(1), None], "hi": [told(60), None], "c": [[0, 0, -1, 0, 0], [0, 0, 0, 0, 0]]}
    planned = {"from": 0, "v": [told(60)], "s": [NONE_OF], "city": [None]}
    return {
        "areas": [{"id": area} for area in SINGLE],
        "facilities": [{"id": "K1"}],
        "layers": [
            _layer("x", "2020", "2021", v=counted, s=[NONE_OF, "-----"], change=change, **more),
            _layer("pooled:x", "2021", v=[told(7)], s=[NONE_OF]),
            _layer("u3_quota", "2021", v=[told(50)], s=[NONE_OF], planned=planned),
        ],
        "larger": {
            "areas": [{"id": "n"}, {"id": "s"}],
            "layers": {
                "x": {
                    "v": [[None, 78], [42, 80]],
                    "s": ["Q-", "--"],
                    "lo": [[None, 1], None],
                    "hi": [[None, 60], None],
                    "change": [None, {"from": 0, "v": [None, 100 * 2 / 78], "city": None}],
                },
                "pooled:x": {"v": [[None, 7]], "s": ["Q-"]},
                "u3_quota": {
                    "v": [[None, 50]],
                    "s": ["Q-"],
                    "planned": {"from": 0, "v": [[None, 60]], "s": ["Q-"], "city": [None]},
                },
            },
            "reach": {"kita": {"people": ["Q", 90], "pct": [["Q", 40]]}},
        },
        "reach": {
            "questions": {
                "kita": {
                    "steps": [500, 1000],
                    "figures": {"people": [90, 90, "Q", 90, 90], "pct": [[40, 40, "Q", 40, 40]]},
                    "around": [[0, 30, "Q"]],
                }
            }
        },
        "gap_board": {
            "offers": [
                {
                    "id": "u3",
                    "years": [{"id": "2021"}],
                    "rows": {
                        "bestand": [
                            {
                                "s": NONE_OF,
                                "f": "-----",
                                **{key: told(80) for key in ("of", "lo", "hi")},
                                "n": told(10),
                                "m": told(2),
                                "w": told(2),
                            }
                        ]
                    },
                }
            ]
        },
    }
