"""Counts of people as cells of a ledger: what is withheld, what everybody knows beforehand, how safe it must be."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from sozialraum.analysis.ledger.ledger import CELLS
from sozialraum.model.disclosure_rules import DisclosureRule, Weights
from sozialraum.model.project import Project
from sozialraum.model.published import Audience
from sozialraum.model.schutzklassen import schutzklasse_of_source, strictest
from sozialraum.model.tables import CITY, typed

NEARLY = 1e-9


@dataclass(frozen=True)
class Binding:
    """What binds a file of counts of people in an edition.

    Args:
        rule: of its class of data.
        below_city: whether areas below the city may be told at all.
        known: whether all its sources have published these figures themselves.
        weights: how much more is lost with some numbers.
    """

    rule: DisclosureRule
    below_city: bool
    known: bool
    weights: Weights = field(default_factory=Weights)


def binding(project: Project, audience: Audience, source_ids: Iterable[str]) -> Binding:
    """What binds counts that come from these sources.

    Args:
        project: its sources and rules.
        audience: of which edition.
        source_ids: column source_id of any table ("a", or "a;b").
    """
    ids = sorted({one for text in source_ids for one in str(text).split(";")} & set(project.sources))
    class_ = strictest(schutzklasse_of_source(project.sources[one]) for one in ids)
    return Binding(
        rule=getattr(project.disclosure, str(audience)).of(class_),
        below_city=not (class_ == "sozialdaten" and audience == Audience.OEFFENTLICH),
        known=bool(ids) and all(project.sources[one].disclosure == "as_published" for one in ids),
        weights=project.disclosure.weights,
    )


def people(rows: pd.DataFrame, bound: Binding, told: bool = True) -> pd.DataFrame:
    """Cells of counts of people.

    Args:
        rows: columns cell, area_id, what, period, value, weight; value NA where nobody has counted.
        bound: what binds them.
        told: whether the edition would publish them; else they are what could be worked out.

    Returns:
        Table CELLS. Hidden are small counts, zeros where the rule says so, and everything below the city of a class
        that has no place there. Of what is withheld anybody knows that it is not zero where zeros are shown; who
        guesses that a small one is small is right, so those have a limit.

    Source: docs/methods.md#geheimhaltung
    """
    rule, value = bound.rule, rows["value"]
    shows_zeros = rule.zeros == "zeigen"
    none, few = (value == 0).fillna(False), ((value > 0) & (value < rule.min_count)).fillna(False)
    kept = pd.Series(not bound.below_city, index=rows.index) & (rows["area_id"] != CITY)
    small = few | (none & (not shows_zeros))
    hidden = small | kept
    free = none & ~hidden
    state = pd.Series("open" if told else "never", index=rows.index)
    if told:
        state = state.mask(hidden, "hidden").mask(free, "known")
    secret = hidden if not told else ~free
    at_least_one = told and shows_zeros
    table = rows.assign(
        least=np.where(at_least_one & ~none & ~kept, 1.0, 0.0),
        most=pd.Series(float(max(rule.min_count - 1, rule.min_values)), index=rows.index).where(small),
        guess=small,
        whole=(value - value.round()).abs().fillna(0) < NEARLY,
        needs=np.where(secret, float(rule.min_values), 0.0),
        state=state,
    )
    if bound.known:
        table = table.assign(state="known", needs=0.0, least=0.0, most=np.nan)
    return typed(table.reset_index(drop=True), CELLS)


def worth(bound: Binding, area_id: str, parts: int) -> float:
    """How many times as much a figure of an area is worth as one of a Sozialraum; parts: Sozialräume it has."""
    return bound.weights.city if area_id == CITY else bound.weights.larger if parts > 1 else 1.0
