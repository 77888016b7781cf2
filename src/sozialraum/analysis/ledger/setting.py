"""What a project says of its counts: what they mean, which areas and groups make up others, and who may see what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from sozialraum.model.disclosure_rules import AudienceRule, StatedSum, Weights
from sozialraum.model.indicators import Breakdown, Indicator, Source
from sozialraum.model.inputs import Results
from sozialraum.model.lage import all_parts
from sozialraum.model.project import Project
from sozialraum.model.published import Audience
from sozialraum.model.tables import CONTRIBUTIONS, frame


@dataclass(frozen=True)
class Setting:
    """What the ledger of indicators rests on beside the numbers."""

    definitions: Mapping[str, Indicator]
    sources: Mapping[str, Source]
    rules: AudienceRule
    public: bool  # help for single families is then told of the whole city only
    members: Mapping[str, list[str]]  # larger area (the city too) -> its Sozialräume
    joint: Mapping[str, list[str]] = field(default_factory=dict)  # joint area -> its Sozialräume
    breakdowns: tuple[Breakdown, ...] = ()
    sums: tuple[StatedSum, ...] = ()
    weights: Weights = field(default_factory=Weights)
    index_parts: frozenset[str] = frozenset()
    contributions: pd.DataFrame = field(default_factory=lambda: frame(CONTRIBUTIONS))


def setting_of(results: Results, project: Project, audience: Audience) -> Setting:
    """The setting of one audience."""
    index = project.lage_index
    return Setting(
        definitions={one.id: one for one in project.indicators},
        sources=project.sources,
        rules=getattr(project.disclosure, str(audience)),
        public=audience == Audience.OEFFENTLICH,
        members={area: parts for area, parts in results.members.items() if parts != [area]},
        joint={str(id_): sorted(rows["area_id"]) for id_, rows in results.inputs.members.groupby("joint_id")},
        breakdowns=tuple(project.breakdowns),
        sums=tuple(project.disclosure.sums),
        weights=project.disclosure.weights,
        index_parts=frozenset(all_parts(index)) if index else frozenset(),
        contributions=results.inputs.contributions,
    )
