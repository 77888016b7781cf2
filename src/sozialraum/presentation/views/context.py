"""What every view is given: the published tables, the project's words, and the language."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from sozialraum.model.fields import text_of
from sozialraum.model.project import Project
from sozialraum.model.published import Published
from sozialraum.model.tables import BASE_LEVEL
from sozialraum.presentation.page.tongues import Tongues
from sozialraum.presentation.words.foreign import foreign_texts
from sozialraum.presentation.words.numbers import day
from sozialraum.presentation.words.texts import Texts


@dataclass(frozen=True)
class Context:
    """Published tables of one city, and words for them.

    Args:
        levels: of the areas that views are made for.
    """

    published: Published
    project: Project
    words: Texts
    levels: tuple[str, ...] = (BASE_LEVEL,)

    @property
    def first(self) -> bool:
        """Is this the first language of the project, whose pages lie in the folder of the city itself?"""
        return self.words.language == self.project.language

    @property
    def up(self) -> str:
        """What leads from a page of this language to the folder of the city: "" or "../"."""
        return "" if self.first else "../"

    @cached_property
    def areas(self) -> list[str]:
        """The Sozialräume, or those of other levels one after another, by id: the order of the data block."""
        table = self.published.areas
        return [area_id for one in self.levels for area_id in sorted(map(str, table.index[table["level"] == one]))]

    @cached_property
    def tongues(self) -> Tongues:
        """Texts that pages of this language show in another one."""
        return Tongues(foreign_texts(self.project, self.published, self.words.language))

    @cached_property
    def names(self) -> dict[str, str]:
        table = self.published.areas
        return {str(area_id): str(name) for area_id, name in table["name"].items()}

    @cached_property
    def measures_of(self) -> dict[str, pd.DataFrame]:
        """area_id -> its rows of the table `measures`: hundreds of pages each ask for theirs."""
        return _by_area(self.published.measures)

    @cached_property
    def indicators_of(self) -> dict[str, pd.DataFrame]:
        """area_id -> its rows of the table `indicators`."""
        return _by_area(self.published.indicators)

    @cached_property
    def intervals_of(self) -> dict[str, pd.DataFrame]:
        """area_id -> its rows of the table `intervals`."""
        return _by_area(self.published.intervals)

    @cached_property
    def group_gaps_of(self) -> dict[str, pd.DataFrame]:
        """area_id -> its rows of the table `group_gaps`."""
        return _by_area(self.published.group_gaps)

    @cached_property
    def withheld_of(self) -> dict[str, pd.DataFrame]:
        """id of an indicator -> its totals that the public edition withholds; empty in that edition."""
        table = self.published.withheld
        totals = table[(table["group"] == "") & (table["of"] == "")]
        return {str(id_): rows for id_, rows in totals.groupby("what", sort=False)}

    def text(self, value: object) -> str:
        """A text of the project file in the language of the page."""
        return text_of(value, self.words.language)

    def source(self, source_id: str) -> str:
        """Title, publisher and date of a source in one line."""
        source = self.project.sources.get(source_id)
        if source is None:
            return ""
        parts = [source.title, source.publisher, day(source.as_of, self.words)]
        return ", ".join(part for part in parts if part)

    def sources(self, source_ids: Iterable[str]) -> str:
        return "; ".join(self.source(source_id) for source_id in source_ids if source_id)


def _by_area(table: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Rows of each area; none for an area that has none."""
    return defaultdict(table.iloc[:0].copy, {str(id_): rows for id_, rows in table.groupby("area_id", sort=False)})


def single_sources(source_ids: Iterable[str]) -> list[str]:
    """Each source once; a value made from two names both as "a;b"."""
    return sorted({one for text in source_ids for one in str(text).split(";")} - {""})
