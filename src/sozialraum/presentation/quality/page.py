"""The page on the quality of the data: maps/<city>/qualitaet.html, without scripts."""

from typing import Any

from sozialraum.presentation.atlas.data import attribution
from sozialraum.presentation.atlas.page import NOTICES
from sozialraum.presentation.internal import banner_of
from sozialraum.presentation.page.elements import Page, listed
from sozialraum.presentation.page.languages import language_links
from sozialraum.presentation.page.templating import filled
from sozialraum.presentation.quality.data_notes import problem_rows
from sozialraum.presentation.quality.files import account_sentence
from sozialraum.presentation.quality.report import quality_sections
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day, number

QUALITY = "qualitaet.html"
OVERVIEWS = frozenset({"lesart", "luecken"})  # sections that no problem belongs to


def quality_page(context: Context, version: str) -> str:
    """The page as text; everything in it follows from what is published."""
    words = context.words
    title = f"{words('report.page.page_title')} · {context.project.city.name}"
    page = Page(words.language, title, listed("styles_quality.txt"), [], banner_of(context))
    page.tongues = context.tongues
    page.body = filled("qualitaet.html.j2", **_page_context(context, version))
    return page.render()


def _page_context(context: Context, version: str) -> dict[str, Any]:
    published, words, city = context.published, context.words, context.project.city
    problems = [*published.problems, *published.quality.findings]
    errors = sum(problem.is_error for problem in problems)
    sections = quality_sections(published.quality, published.problems, context.project, context.names, words)
    return {
        "texts": words.section("page"),
        "own": words.section("report.page"),
        "city": {"name": city.name, "notice": context.text(city.notice) or None},
        "account": account_sentence(published.quality, words),
        "errors": number(errors, 0, words),
        "warnings": number(len(problems) - errors, 0, words),
        "sections": [
            {
                **vars(section),
                "problems": problem_rows(section.problems, words),
                "checked": section.id not in OVERVIEWS,
            }
            for section in sections
        ],
        "attribution": attribution(context),
        "stand": day(published.newest, words) or None,
        "version": version,
        "notices_href": NOTICES,
        "languages": language_links(context, QUALITY),
    }
