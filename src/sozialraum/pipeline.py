"""Composition only: a project and its inputs in, pages and tables out. Nothing is read or written here."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from importlib.metadata import version as installed_version

import folium

from sozialraum.analysis.disclosure import Steps, noticed, of_the_office, publish
from sozialraum.analysis.earlier import told_earlier
from sozialraum.analysis.everything import analyse
from sozialraum.errors import Problem
from sozialraum.model.earlier import Earlier
from sozialraum.model.findings import Noticed
from sozialraum.model.inputs import Inputs, Results
from sozialraum.model.project import Project
from sozialraum.model.published import Audience, Published
from sozialraum.model.quality import Quality
from sozialraum.presentation.annex.book import annex_files
from sozialraum.presentation.annex.reach_book import reach_annex_files
from sozialraum.presentation.annex.withheld import withheld_files
from sozialraum.presentation.area.page import area_map, near_houses
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.atlas.page import atlas_map
from sozialraum.presentation.exports.open_tables import data_files
from sozialraum.presentation.overview import CityEntry, licences_page
from sozialraum.presentation.page.languages import page_languages
from sozialraum.presentation.planning.page import planning_page
from sozialraum.presentation.planning.told import planning_href
from sozialraum.presentation.quality.page import quality_page
from sozialraum.presentation.slugs import slug
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day
from sozialraum.presentation.words.texts import texts

VERSION = installed_version("sozialraum")


@dataclass(frozen=True)
class CityBuild:
    """One city's edition for one audience: what it publishes and the files that show it."""

    project: Project
    inputs: Inputs
    audience: Audience = field(default=Audience.OEFFENTLICH)
    earlier: Earlier | None = None  # what an earlier public edition has told
    public: "CityBuild | None" = None  # of an internal edition: the public one beside it
    listeners: list[Steps] = field(default_factory=list, compare=False)  # told how far withholding and its audit are

    @cached_property
    def results(self) -> Results:
        return self.public.results if self.public else analyse(self.project, self.inputs)

    @cached_property
    def published(self) -> Published:
        beside = self.public.published if self.public else None
        return publish(self.results, self.project, self.audience, self.earlier, beside, self._tell)

    def _tell(self, work: str, done: int, of: int) -> None:
        for listener in self.listeners:
            listener(work, done, of)

    @cached_property
    def internal(self) -> "CityBuild":
        """The internal edition of the same city; the project must have a rule for it."""
        return CityBuild(self.project, self.inputs, Audience.INTERN, self.earlier, self, self.listeners)

    @cached_property
    def told_earlier(self) -> tuple[Problem, ...]:
        """What is withheld now and was told before, for the office; never for a page."""
        return () if self.earlier is None else told_earlier(self.published, self.results, self.earlier)

    @cached_property
    def quality(self) -> Quality:
        """For the office that holds the data; the pages show that of `published`."""
        return of_the_office(self.results, self.project)

    @cached_property
    def noticed(self) -> tuple[Noticed, ...]:
        """What stands out, for the office; an edition tells what of it is released."""
        return noticed(self.results, self.project, self.audience, self.earlier)

    @cached_property
    def pages(self) -> CityPages:
        """In the first language of the project."""
        return self.pages_in(self.project.language)

    def pages_in(self, language: str) -> CityPages:
        return CityPages(Context(self.published, self.project, texts(language)))

    @property
    def languages(self) -> list[str]:
        """In which there are pages, the first of them in the folder of the city itself."""
        return page_languages(self.project.city.languages)

    @property
    def slug(self) -> str:
        """Name of the city's folder."""
        return slug(self.project.city.name)

    @property
    def file_count(self) -> int:
        """How many pages there will be, for showing progress."""
        of_each = len(self.pages.context.areas) + 3 + (planning_href(self.pages.context) is not None)
        return len(self.languages) * of_each + 1

    def atlas(self) -> folium.Map:
        """The atlas as a folium map."""
        return atlas_map(self.pages, VERSION)

    def files(self) -> Iterator[tuple[str, bytes]]:
        """(path inside the city's folder, content) of every file, one after another."""
        yield from self._pages(self.pages)
        for language in self.languages[1:]:
            for name, content in self._pages(self.pages_in(language)):
                yield f"{language}/{name}", content
        yield from self.tables()

    def tables(self) -> Iterator[tuple[str, bytes]]:
        """(path inside the city's folder, content) of the files to work on with; no page is made for them."""
        context = self.pages.context
        annexes = annex_files(context, VERSION) | reach_annex_files(context, VERSION) | withheld_files(context)
        yield from sorted((data_files(context, VERSION) | annexes).items())

    def _pages(self, pages: CityPages) -> Iterator[tuple[str, bytes]]:
        """(file name, content) of every page of one language."""
        yield "index.html", atlas_map(pages, VERSION).get_root().render().encode()
        near = near_houses(pages)
        for area_id in pages.context.areas:
            page = area_map(pages, area_id, near[area_id], VERSION).get_root()
            yield f"{pages.slugs[area_id]}.html", page.render().encode()
        if planning := planning_page(pages, VERSION):
            yield "planung.html", planning.encode()
        yield "qualitaet.html", quality_page(pages.context, VERSION).encode()
        yield "lizenzen.html", licences_page(pages.context.words, self.audience).encode()

    def entry(self) -> CityEntry:
        """How the list of cities shows this one."""
        context = self.pages.context
        return CityEntry(
            name=self.project.city.name,
            href=f"{self.slug}/index.html",
            area_words=context.text(self.project.areas.label_plural),
            count=len(context.areas),
            notice=context.text(self.project.city.notice) or None,
            schematic=context.text(self.project.areas.schematic_short) or None,
            stand=day(self.published.newest, context.words) or None,
        )
