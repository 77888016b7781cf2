"""Verbatim map elements and a page without the network: folium gives structure, text never passes through it.

branca compiles text a second time as a template, so whatever comes from data is put into the page by elements
whose render() returns their text as it is.
"""

import base64
import hashlib
import json
import re
from functools import cache
from html import escape
from importlib import resources
from typing import Any

import folium
from branca.element import CssLink, Element, Figure, JavascriptLink
from markupsafe import Markup

from sozialraum.presentation.internal import Banner
from sozialraum.presentation.page.bare_script import bare_script
from sozialraum.presentation.page.derived import lean
from sozialraum.presentation.page.minified import minified
from sozialraum.presentation.page.packing import packed
from sozialraum.presentation.page.tongues import Tongues

MAP_NAME = "map_1"
INLINED = frozenset({"leaflet", "leaflet_css"})
NOT_NEEDED = frozenset(  # what folium asks CDNs for and a map without its markers, popups and controls does not use
    {
        "jquery",
        "bootstrap",
        "awesome_markers",
        "bootstrap_css",
        "glyphicons_css",
        "awesome_markers_font_css",
        "awesome_markers_css",
        "awesome_rotate_css",
    }
)
POLICY = (
    "default-src 'none'; base-uri 'none'; form-action 'none'; script-src {scripts}; style-src {styles}; "
    "img-src data: blob:{images}"
)


class OnlineContentError(Exception):
    """Something on the map would be fetched from elsewhere when the page is opened."""


def json_for_html(data: Any) -> str:
    """JSON that may stand in a script element: `<`, U+2028 and U+2029 as escapes.

    Raises:
        ValueError: a number is not finite.
    """
    text = json.dumps(data, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


class Page(Figure):
    """A whole page in one file: folium's map, our words, data and scripts; it makes no request.

    Args:
        language: two letters, for the html element.
        title: of the page.
        styles, scripts: the program's own, in order.
        banner: what stands above everything and on every sheet of paper; None in a public edition.
    """

    def __init__(
        self, language: str, title: str, styles: list[str], scripts: list[str], banner: Banner | None = None
    ) -> None:
        super().__init__()
        self.language, self.page_title = language, banner.marked(title) if banner else title
        self.styles = [*styles, *listed("styles_intern.txt"), banner.on_paper] if banner else styles
        self.scripts, self.banner = scripts, banner
        self.images: tuple[str, ...] = ()  # origins that may be asked for pictures, after a click
        self.body: Any = None
        self.data: Any = None
        self.tongues: Tongues | None = None  # texts of other languages than that of the page
        self.start = ""

    def render(self, **kwargs: Any) -> str:
        """The page as text.

        Raises:
            OnlineContentError: an element of the map links to something that is not inlined here.
        """
        _number(self)
        for child in self._children.values():
            child.render(**kwargs)
        _refuse_links(self.header)
        map_html = Markup("".join(str(child.render(**kwargs)) for child in self.html._children.values()))
        map_script = "".join(str(child.render(**kwargs)) for child in self.script._children.values())
        body = self.body(map_html) if callable(self.body) else str(self.body or map_html)
        scripts = [*self.scripts, f"{map_script}\n{self.start}"] if map_script or self.start else []
        told = self.tongues.marked(str(body)) if self.tongues else str(body)
        return _assemble(self, (self.banner.html if self.banner else "") + told, scripts)

    def _repr_html_(self, **kwargs: Any) -> str:
        """For notebooks: the page in a frame."""
        return f'<iframe srcdoc="{escape(self.render(**kwargs))}" width="100%" height="700"></iframe>'


def page_map(bounds: list[list[float]], page: Page) -> folium.Map:
    """folium's map on that page: structure only, no tiles.

    Args:
        bounds: [[south, west], [north, east]] in degrees.
        page: it becomes the map's figure.
    """
    centre = [round((bounds[0][axis] + bounds[1][axis]) / 2, 5) for axis in (0, 1)]
    map_ = folium.Map(
        location=centre,
        tiles=None,
        max_zoom=19,
        zoom_start=12,
        prefer_canvas=False,
        attribution_control=False,
    )
    page.add_child(map_)
    return map_


@cache
def asset(name: str) -> str:
    """Text of a file in assets/."""
    folder = resources.files("sozialraum.presentation") / "assets"
    return (folder / name).read_text(encoding="utf-8")


@cache
def leaflet() -> tuple[str, str]:
    """(script, style) of the parts of Leaflet, without anything that would be fetched.

    Raises:
        FileNotFoundError: the package was built without it.
    """
    style = re.sub(r"url\((?!data:|#)[^)]*\)", "none", asset("vendor/leaflet/leaflet.css"))
    return asset("vendor/leaflet/leaflet.js"), style


@cache
def short_lists() -> dict[str, str]:
    """The lists of assets/ made short when the package was built; empty where assets were changed since."""
    return minified(resources.files("sozialraum.presentation") / "assets")


def listed(name: str) -> list[str]:
    """What a list in assets/ names: as one short text, or (assets changed since) file by file without comments."""
    if name in short_lists():
        return [short_lists()[name]]
    return [bare_script(asset(line)) if line.endswith(".js") else asset(line) for line in asset(name).split()]


def _number(figure: Figure) -> None:
    """Ids in order of a walk instead of random ones, so that two builds are alike."""
    counts: dict[str, int] = {}

    def walk(element: Element) -> None:
        name = str(element._name)
        counts[name] = counts.get(name, 0) + 1
        element._id = str(counts[name])
        for child in element._children.values():
            walk(child)

    walk(figure)


def _refuse_links(header: Element) -> None:
    for name, child in header._children.items():
        if isinstance(child, JavascriptLink | CssLink) and name not in INLINED | NOT_NEEDED:
            raise OnlineContentError(f"the map asks for {name!r}, which would be fetched when the page is opened")


def _assemble(page: Page, body: str, scripts: list[str]) -> str:
    hashes = {
        "scripts": " ".join(_hash(script) for script in scripts) or "'none'",
        "styles": " ".join(_hash(style) for style in page.styles) or "'none'",
        "images": "".join(f" {escape(origin)}" for origin in page.images),
    }
    data = (
        ""
        if page.data is None
        else (f'<script id="sr-data" type="application/json">{json_for_html(packed(lean(page.data)))}</script>\n')
    )
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(page.language)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY.format(**hashes)}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="sozialraum">\n'
        f"<title>{escape(page.page_title)}</title>\n"
        + "".join(f"<style>{style}</style>\n" for style in page.styles)
        + f"</head>\n<body>\n{body}\n{data}"
        + "".join(f"<script>{script}</script>\n" for script in scripts)
        + "</body>\n</html>\n"
    )


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
