"""A coverage whose places and children never meet is told, with what to write."""

from types import SimpleNamespace

import pandas as pd
import pytest
from rows import coverage

from sozialraum.analysis.unpaired import unpaired_coverages


@pytest.mark.parametrize(
    ("places", "children", "pairs", "pair"),
    [
        (["2024"], ["2021-12-31", "2022-12-31"], {}, '"2024" = "2022-12-31"'),
        (["2023/24"], ["2023-12-31"], {}, None),
        (["2019", "2023/24"], ["2023-12-31"], {}, None),  # older places without children are no mistake
        (["2024"], ["2022-12-31"], {"2024": "2022-12-31"}, None),
        (["2024"], ["2022-12-31"], {"2024": "2022"}, '"2024" = "2022-12-31"'),
        ([], ["2022-12-31"], {}, None),
        (["2024"], [], {}, None),
    ],
)
def test_places_that_meet_no_children_are_told(
    places: list[str], children: list[str], pairs: dict[str, str], pair: str | None
) -> None:
    one = coverage(pairs=pairs)
    offers = pd.DataFrame({"offer": one.offers[0], "kind": one.kind, "period": pd.Series(places, dtype="str")})
    numbers = pd.DataFrame({"indicator_id": one.children, "period": pd.Series(children, dtype="str")})
    found = unpaired_coverages(offers, numbers, SimpleNamespace(coverage=[one], language="de"))  # type: ignore[arg-type]  # all it looks at
    assert [problem.fields["pair"] for problem in found] == ([] if pair is None else [pair])
