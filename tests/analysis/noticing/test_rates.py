"""Which figures and dates sentences may rest on."""

import pandas as pd
import pytest
from analysis.noticing.drawn import rates
from rows import column, indicator, indicators

from sozialraum.analysis.noticing.rates import by_indicator, firm_rates, runs, telling, wide


@pytest.mark.parametrize(
    ("more", "spoken_of"),
    [
        ({}, True),
        ({"polaritaet": "weniger_belastung"}, True),
        ({"counts": "households"}, True),
        ({"rolle": "nachfrage"}, True),
        ({"polaritaet": "keine"}, False),
        ({"rolle": "inanspruchnahme"}, False),  # help that is used burdens nobody
        ({"rolle": "kontext"}, False),
        ({"raumbezug": "einrichtungsort"}, False),  # those who come to a school need not live beside it
        ({"counts": "things"}, False),
        ({"kind": "count"}, False),
        ({"kind": "ordinal"}, False),
    ],
)
def test_which_indicators_rules_speak_of(more: dict[str, str], spoken_of: bool) -> None:
    kind = more.get("kind", "share")
    rest = {key: text for key, text in more.items() if key != "kind"}
    assert bool(telling([indicator(kind=kind, **rest)])) == spoken_of


def test_only_counted_and_provisional_figures_stay_and_withheld_ones_keep_their_date() -> None:
    rows = indicators("""
        | area_id | period     | value | status | group |
        |---------|------------|-------|--------|-------|
        | nord    | 2023-12-31 |    20 | A      |       |
        | mitte   | 2023-12-31 |    21 | P      |       |
        | hafen   | 2023-12-31 |    22 | E      |       |
        | heide   | 2023-12-31 |    23 | U      |       |
        | au      | 2023-12-31 |       | Q      |       |
        | berg    | 2023-12-31 |       | O      |       |
        | nord    | 2024-12-31 |    30 | F      |       |
        | nord    | 2023-12-31 |    40 | A      | sex=f |
        | fern    | 2023-12-31 |    50 | A      |       |
        | city    | 2023-12-31 |    21 | A      |       |
    """)
    listed = rows.assign(period="2022-12-31", list_only=True)
    areas = ["nord", "mitte", "hafen", "heide", "au", "berg"]
    result = firm_rates(pd.concat([rows, listed], ignore_index=True), {"x": indicator()}, areas)
    assert column(result) == {"nord": 20, "mitte": 21, "hafen": None, "heide": None, "au": None, "city": 21}
    assert set(result["period"]) == {"2023-12-31"}


def test_a_run_ends_at_a_break_and_holds_only_like_dates() -> None:
    """2019 and 2020 lie before the break of June 2020; the quarter is no year's end; 2024-Q1 is not the newest."""
    rows = rates("""
        | area_id | period     | value |
        |---------|------------|-------|
        | nord    | 2018-12-31 |     1 |
        | nord    | 2019-12-31 |     1 |
        | nord    | 2020-12-31 |     1 |
        | nord    | 2021-Q1    |     1 |
        | nord    | 2021-12-31 |     1 |
        | mitte   | 2022-12-31 |     1 |
    """)
    dates = ["2018-12-31", "2019-12-31", "2020-12-31", "2021-12-31", "2022-12-31"]
    assert runs(rows, {"x": indicator()}) == {"x": dates}
    assert runs(rows, {"x": indicator(reihenbruch=("2020-06-01",))}) == {"x": dates[2:]}
    assert runs(rows, {"x": indicator(reihenbruch=("2018-06-01", "2022-06-01"))}) == {"x": dates[4:]}


def test_a_base_year_cuts_the_run_and_leaves_the_newest_date() -> None:
    """A Kita-Jahr belongs to the year in which it begins."""
    rows = rates(
        "| area_id | period | value |\n"
        + "".join(f"| nord | {year} | 1 |\n" for year in ("2019/20", "2020/21", "2021/22"))
    )
    assert runs(rows, {"x": indicator()}, 2020) == {"x": ["2020/21", "2021/22"]}
    assert runs(rows, {"x": indicator()}, 2030) == {"x": ["2021/22"]}


def test_values_side_by_side() -> None:
    rows = rates("| area_id | period | value |\n| nord | 2022 | 1 |\n| mitte | 2023 | 2 |")
    table = wide(by_indicator(rows)["x"], ["2022", "2023"])
    assert list(table.index) == ["mitte", "nord"]
    assert table["2023"].isna().tolist() == [False, True]
