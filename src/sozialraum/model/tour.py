"""The walk-through of an atlas for a meeting: chosen views, each with a title and a sentence."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, ValidationInfo, field_validator

from sozialraum.model.fields import Period, Slug, Strict, Text

# Names in the address line of the atlas; tests/js/tour.test.js holds them against the scripts.
Tab = Literal["lesen", "steckbrief", "tabelle", "vergleich", "zusammenhang", "handlungsbedarf"]
Setting = Literal[
    "massnahmen",
    "klassen",
    "gruppe",
    "flaechen",
    "unsicher",
    "vergleich",
    "felder",
    "karte2",
    "jahr2",
    "ohne",
    "einr",
    "grund",
    "x",
    "y",
    "ausschnitt",
    "einrichtung",
    "namen",
    "klasse",
    "sortierung",
]
Figure = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(:[a-z][a-z0-9_]*)?$", max_length=130)]
ONLY_BELOW = ("lage_", "_lage_versorgung")  # how figures begin or end that larger areas have not
Written = Annotated[str, StringConstraints(min_length=1, max_length=300)]


class TourView(Strict):
    """[[views]]: one stop of the walk-through; what it leaves open is as the atlas opens.

    Args:
        figure: what the map shows, by the id in the address line (ind=…): an indicator, lage_index, kita_u3_quota …
        period: its date; without it the newest.
        level: areas of which level are shown; without it the Sozialräume.
        area: the Sozialraum, or the area of that level, that is chosen.
        tab: what stands beside the map.
        settings: further parts of the address line -> their text, such as {massnahmen = "1"}.
    """

    id: Slug
    title: Text
    sentence: Text
    figure: Figure
    level: Slug | None = None
    period: Period | None = None
    area: str | None = None
    tab: Tab | None = None
    settings: dict[Setting, Written] = Field(default_factory=dict)

    @field_validator("level")
    @classmethod
    def _has_the_figure(cls, level: str | None, info: ValidationInfo) -> str | None:
        figure, (start, end) = str(info.data.get("figure", "")), ONLY_BELOW
        if level is not None and (figure.startswith(start) or figure.endswith(end)):
            raise ValueError("figure_without_level")
        return level
