"""What every view is given: the published tables, the project's words, and the language."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sozialraum.model.fields import text_of
from sozialraum.model.project import Project
from sozialraum.model.published import Published
from sozialraum.model.tables import BASE_LEVEL
from sozialraum.presentation.numbers import day
from sozialraum.presentation.texts import Texts


@dataclass(frozen=True)
class Context:
    """Published tables of one city, and words for them."""

    published: Published
    project: Project
    words: Texts

    @cached_property
    def areas(self) -> list[str]:
        """The Sozialräume in order of id: the order of everything in the data block."""
        table = self.published.areas
        return sorted(str(area_id) for area_id in table.index[table["level"] == BASE_LEVEL])

    @cached_property
    def names(self) -> dict[str, str]:
        table = self.published.areas
        return {str(area_id): str(name) for area_id, name in table["name"].items()}

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


def single_sources(source_ids: Iterable[str]) -> list[str]:
    """Each source once; a value made from two names both as "a;b"."""
    return sorted({one for text in source_ids for one in str(text).split(";")} - {""})
