"""The small city with measures drawn by hand, so that a layer's answer stands beside its input."""

from dataclasses import replace
from typing import Any

import pandas as pd
from rows import measures

from sozialraum.model.lage import LageIndex
from sozialraum.model.tables import MEASURES
from sozialraum.presentation.views.context import Context

YEAR = "2023-12-31"


def with_measures(context: Context, drawn: str, **tables: pd.DataFrame) -> Context:
    """The context with these measures in place of its own, at the end of 2023 unless drawn otherwise."""
    rows = measures(drawn, period=YEAR).astype(MEASURES)
    return replace(context, published=replace(context.published, measures=rows, **tables))


def with_index(context: Context, **more: Any) -> Context:
    """The context with another [lage_index]: that of the city with these keys changed."""
    index = context.project.lage_index
    assert index is not None
    changed = LageIndex.model_validate({**index.model_dump(exclude_unset=True), **more})
    return replace(context, project=context.project.model_copy(update={"lage_index": changed}))
