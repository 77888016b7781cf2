"""The list of the cities built (maps/index.html) and the page of licences."""

from dataclasses import dataclass
from html import escape
from importlib import resources

from sozialraum.model.published import Audience
from sozialraum.presentation.atlas.page import NOTICES
from sozialraum.presentation.internal import banner_for
from sozialraum.presentation.page.elements import Page, listed
from sozialraum.presentation.page.templating import filled
from sozialraum.presentation.words.texts import Texts


@dataclass(frozen=True)
class CityEntry:
    """One city in the list; the fields are what its manifest says."""

    name: str
    href: str
    area_words: str
    count: int
    notice: str | None = None
    schematic: str | None = None
    stand: str | None = None


def overview_page(cities: list[CityEntry], words: Texts, version: str, audience: Audience) -> str:
    """maps/index.html as text."""
    banner = banner_for(audience, words)
    page = Page(words.language, words("page.atlas.title"), listed("styles_overview.txt"), [], banner)
    page.body = filled(
        "overview.html.j2",
        texts=words.section("page"),
        cities=[vars(city) | {"count": str(city.count)} for city in cities],
        version=version,
        notices_href=NOTICES,
    )
    return page.render()


def licences_page(words: Texts, audience: Audience) -> str:
    """maps/<city>/lizenzen.html: the licence of what the pages carry that is not ours."""
    banner = banner_for(audience, words)
    package = resources.files("sozialraum.presentation")
    text = (package / "assets" / "vendor" / "leaflet" / "LICENSE").read_text(encoding="utf-8")
    page = Page(words.language, words("licences.title"), listed("styles_overview.txt"), [], banner)
    page.body = (
        f'<main class="sr-page"><h1>{escape(words("licences.title"))}</h1>'
        f"<p>{escape(words('licences.leaflet'))}</p><pre>{escape(text)}</pre>"
        f'<p><a href="index.html">{escape(words("licences.back"))}</a></p></main>'
    )
    return page.render()
