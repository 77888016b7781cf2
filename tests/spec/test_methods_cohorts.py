"""The worked tables of docs/methods.md#kohorten are what the program works out."""

from pathlib import Path

import pandas as pd
from cohorts_of import NRW
from tables import text_table

from sozialraum.analysis.planning.cohorts import children
from sozialraum.model.cohorts import month_number, window
from sozialraum.model.tables import REGISTER, frame

METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods.md"
GROUPS = {group.id: group for group in NRW.groups}
UNIONS = {"alter_5_bis_schule"}  # of two others
SLICES = [
    *(id_ for id_ in GROUPS if id_.startswith("alter_") and id_ not in UNIONS),
    "einschulung",
    "klasse_2",
    "klasse_3",
    "klasse_4",
]


def drawn(number: int) -> pd.DataFrame:
    section = METHODS.read_text(encoding="utf-8").split('<a id="kohorten"></a>')[1].split("<a id=")[0]
    blocks = [block for block in section.split("\n\n") if block.startswith("|")]
    return text_table(blocks[number])


def test_windows() -> None:
    for row in drawn(0).to_dict("records"):
        months = window(NRW, GROUPS[row["Gruppe"]], 2026)
        ends = [f"{month // 12}-{month % 12 + 1:02d}" for month in (months[0], months[-1])]
        assert [*ends, str(len(months))] == [row["ab"], row["bis"], row["Monate"]]


def test_kohorten() -> None:
    ages = [24, 36, 12, 48, 24, 36, 60, 12, 12, 99]
    rows: list[dict[str, object]] = [
        {"area_id": "nord", "as_of": "2024-12-31", "age": float(age), "count": count, "status": "A"}
        for age, count in enumerate(ages)
    ]
    table = children(NRW, frame(REGISTER, rows), {"nord": ["nord"]}, [2024]).set_index("group")
    for row in drawn(1).to_dict("records"):
        found = table.loc[row["Kinder"], ["value", "lower", "upper"]].tolist()
        assert found == [float(row[name]) for name in ("Anzahl", "mindestens", "höchstens")]


def test_one_child() -> None:
    for row in drawn(2).to_dict("records"):
        for day, group in list(row.items())[1:]:
            born = month_number(2019, int(day.split(".")[1]))
            found = [id_ for id_ in SLICES if born in window(NRW, GROUPS[id_], int(row["Jahr"][:4]))]
            assert found == ([group] if group else [])
