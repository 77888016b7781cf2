"""Which rule protects which count."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from sozialraum.model.disclosure_rules import AudienceRule, DisclosureRule, StatedSum
from sozialraum.model.indicators import Indicator, Source
from sozialraum.model.project import Project
from sozialraum.model.published import Audience
from sozialraum.model.schutzklassen import schutzklasse_of_source, schutzklassen, strictest

USUAL = "register"
SOCIAL = "sozialdaten"


@dataclass(frozen=True)
class Rules:
    """What binds counts of an edition.

    Args:
        definitions: indicator id -> definition.
        sources: id -> source.
        by_name: class of data -> rule of the audience.
        rule_of: indicator id -> class of data.
        below_city: classes of which nothing may be told below the city.
        sums: counts of which the project says that they make up another one.
    """

    definitions: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    by_name: dict[str, DisclosureRule]
    rule_of: Mapping[str, str]
    below_city: frozenset[str]
    sums: Sequence[StatedSum] = ()

    @property
    def additive(self) -> frozenset[str]:
        """Indicators whose counts may be added up."""
        return frozenset(id_ for id_, one in self.definitions.items() if one.additive or one.kind != "count")

    @property
    def made_of(self) -> dict[str, tuple[str, str]]:
        """Indicator -> the two counts it is worked out from."""
        return {
            id_: (one.computed_from.numerator, one.computed_from.denominator)
            for id_, one in self.definitions.items()
            if one.computed_from
        }

    @property
    def balances(self) -> dict[str, bool]:
        """Indicator -> whether it is a balance, or worked out from one, and so may lie below zero."""
        of = {id_: one.balance for id_, one in self.definitions.items()}
        above = {id_: both[0] for id_, both in self.made_of.items()}
        return {id_: own or of.get(above.get(id_, ""), False) for id_, own in of.items()}

    def fewest_base(self, indicator_id: str) -> int:
        """The smallest base of a share that may be shown."""
        return self.by_name[self.rule_of[indicator_id]].min_base

    def published_by_source(self, source_ids: pd.Series) -> pd.Series:
        """Whether every source of a row ("a" or "a;b") has published its figures itself."""
        known = {
            text: all(
                one in self.sources and self.sources[one].disclosure == "as_published" for one in text.split(";")
            )
            for text in source_ids.unique()
        }
        return source_ids.map(known).astype(bool)

    def class_of(self, source_ids: pd.Series) -> pd.Series:
        """The class of data of rows of no indicator, by their sources."""
        known = {
            text: str(
                strictest(
                    schutzklasse_of_source(self.sources[one])
                    for one in sorted(text.split(";"))
                    if one in self.sources
                )
            )
            for text in source_ids.unique()
        }
        return source_ids.map(known).astype("str")


def rules_of(project: Project, audience: Audience, indicators: pd.DataFrame) -> Rules:
    """The rules of a project for an audience; its rows of the table `indicators` name further sources."""
    rule: AudienceRule = getattr(project.disclosure, str(audience))
    rows = indicators[["indicator_id", "source_id"]].drop_duplicates()
    named = {str(id_): sorted(own["source_id"]) for id_, own in rows.groupby("indicator_id")}
    classes = schutzklassen(project.indicators, project.sources, named)
    by_name: dict[str, DisclosureRule] = {
        USUAL: rule.of("register"),
        "oeffentlich": rule.of("oeffentlich"),
        "ba": rule.of("ba"),
        SOCIAL: rule.of("sozialdaten"),
    }
    below = frozenset({SOCIAL}) if audience == Audience.OEFFENTLICH else frozenset[str]()
    return Rules(
        {one.id: one for one in project.indicators}, project.sources, by_name, classes, below, project.disclosure.sums
    )


def of_people(counts: str) -> bool:
    """Whether persons or households are counted."""
    return counts in {"persons", "households"}
