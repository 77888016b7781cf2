"""Which people stand behind a rate, and where nobody knows."""

import pandas as pd
from rows import column, indicator, indicators

from sozialraum.analysis.uncertainty.counts import with_counts


def test_counts_are_given_worked_out_or_unknown() -> None:
    """12.5 % of 40 are 5; 12.5 % of 1,000 are 125, as 12.46 and 12.54 are; 12.5 % of 2,000 could be 249 to 251."""
    rows = indicators("""
        | area_id | value | numerator | denominator | status |
        |---------|-------|-----------|-------------|--------|
        | nord    |  12.5 |        15 |         120 | A      |
        | mitte   |  12.5 |           |          40 | A      |
        | hafen   |  12.5 |           |         999 | A      |
        | heide   |  12.5 |           |        2000 | A      |
        | wald    |  12.5 |        15 |             | A      |
        | berg    |  12.5 |           |             | A      |
        | tal     |       |           |         100 | Q      |
        | see     |       |           |           0 | M      |
        | moor    |    50 |        15 |         120 | A      |
        | feld    |  12.5 |        15 |         120 | F      |
        | bach    |  12.5 |           |          30 | A      |
        | au      |     0 |         0 |         120 | A      |
    """)
    result = with_counts(rows, [indicator()])
    assert column(result, value="above") == {
        "nord": 15,
        "mitte": 5,
        "hafen": 125,
        "heide": None,
        "wald": None,
        "berg": None,
        "tal": None,
        "see": None,
        "moor": None,
        "feld": None,
        "bach": None,
        "au": 0,
    }
    assert column(result, value="why") == {
        "nord": "",
        "mitte": "",
        "hafen": "",
        "heide": "no_counts",
        "wald": "no_counts",
        "berg": "no_counts",
        "tal": "no_value",
        "see": "no_value",
        "moor": "no_counts",  # 15 of 120 are not 50 %
        "feld": "forecast",
        "bach": "no_counts",  # 3.75 of 30 people are nobody's count
        "au": "",
    }


def test_a_value_printed_without_its_zero_is_as_exact_as_the_others() -> None:
    """12 % of 300 stands for 12.0 % where the next value says 12.5: 36 people, and no other number."""
    rows = indicators("""
        | area_id | value | denominator |
        |---------|-------|-------------|
        | nord    |    12 |         300 |
        | mitte   |  12.5 |         200 |
    """)
    assert column(with_counts(rows, [indicator()]), value="above") == {"nord": 36, "mitte": 25}
    alone = with_counts(rows.iloc[:1], [indicator()])
    assert column(alone, value="above") == {"nord": None}  # could be 35 to 37


def test_things_balances_and_other_kinds_have_no_people() -> None:
    rows = pd.concat(
        [
            indicators("| area_id | value | numerator | denominator |\n| nord | 20 | 20 | 100 |", indicator_id=id_)
            for id_ in ("share", "places", "per_house", "quotient", "saldo", "negative", "mean", "count")
        ]
        + [
            indicators(
                "| area_id | value | numerator | denominator |\n| mitte | -5 | -5 | 100 |", indicator_id="negative"
            )
        ],
        ignore_index=True,
    )
    result = with_counts(
        rows,
        [
            indicator("share"),
            indicator("places", counts="things"),
            indicator("per_house", denominator_counts="things"),
            indicator("quotient", "rate", per=100, fluctuates=False),
            indicator("saldo", "rate", per=100, computed_from={"numerator": "arrivals", "denominator": "count"}),
            indicator("negative", "rate", per=100),
            indicator("mean", "mean"),
            indicator("count", "count"),
            indicator("arrivals", "count", balance=True),
        ],
    )
    assert column(result[result["area_id"] == "nord"], "indicator_id", "why") == {
        "share": "",
        "places": "things",
        "per_house": "things",
        "quotient": "things",
        "saldo": "balance",
        "negative": "balance",
    }
