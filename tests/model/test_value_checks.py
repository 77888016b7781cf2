"""A period that cannot be what its indicator refers to is told; a vague one is not."""

import tomllib

import pandas as pd
import pytest
from cities import PROJECT
from tables import text_table

from sozialraum.errors import Severity
from sozialraum.model.codes import Code
from sozialraum.model.value_checks import unfit_periods
from sozialraum.sources.project import parsed

# x: told
DRAWN = text_table("""
    | zeitbezug        | 2023-12-31 | 2023 | 2023-Q4 | 2023/24 | 2021..2023 |
    |------------------|------------|------|---------|---------|------------|
    | stichtag         |            |      |         | x       | x          |
    | jahr             |            |      | x       | x       | x          |
    | kita_jahr        |            |      | x       |         | x          |
    | schuljahr        |            |      | x       |         | x          |
    | mehrjahresmittel | x          |      | x       | x       |            |
    | quartal          |            | x    |         | x       | x          |
""")


@pytest.mark.parametrize("row", DRAWN.to_dict("records"), ids=lambda row: row["zeitbezug"])
def test_what_an_indicator_cannot_refer_to(row: dict[str, str]) -> None:
    document = tomllib.loads(PROJECT)
    document["indicators"][0]["zeitbezug"] = row["zeitbezug"]
    definitions = {indicator.id: indicator for indicator in parsed(document).indicators}
    periods = list(row)[1:]
    rows = pd.DataFrame(
        {"indicator_id": "residents", "period": [*periods, *periods, ""], "file": "w.csv", "row": range(2, 13)}
    )
    problems = unfit_periods(rows, definitions, "JAHR")
    assert [problem.value for problem in problems] == sorted(period for period in periods if row[period])
    for problem in problems:
        assert (problem.code, problem.severity, problem.row) == (
            Code.PERIOD_UNFIT,
            Severity.WARNING,
            periods.index(problem.value or "") + 2,
        )
        assert problem.fields == {"indicator": "residents", "zeitbezug": row["zeitbezug"], "count": "2"}
