"""A page without the network, in which no text ever becomes markup, script or template."""

import base64
import hashlib
import html
import json
import re

import folium
import pytest
from branca.element import CssLink, JavascriptLink
from hypothesis import given
from hypothesis import strategies as st
from packing import page_data

from sozialraum.presentation.area.page import area_map, near_houses
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.page.elements import (
    OnlineContentError,
    Page,
    json_for_html,
    leaflet,
    page_map,
)

BOUNDS = [[51.0, 7.0], [51.1, 7.1]]
NASTY = [
    "</script><script>alert(1)</script>",
    "<!--<script>",
    "]]>",
    "line\u2028and\u2029paragraph",
    'it\'s "quoted" `so`',
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% for x in y %}",
    "\\u003c/script>",
    "ä €  🏘️ \x7f",
]


def element(text: str) -> str:
    """The content of a script element of type application/json as a browser would take it from the page."""
    assert "<" not in text
    return text


@pytest.mark.parametrize("text", NASTY)
def test_nasty_texts_come_back_as_they_were(text: str) -> None:
    written = json_for_html({"name": text, text: [text]})
    assert "\u2028" not in written
    assert "\u2029" not in written
    assert json.loads(element(written)) == {"name": text, text: [text]}


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@given(data=json_values)
def test_any_data_come_back_as_they_were(data: object) -> None:
    assert json.loads(element(json_for_html(data))) == data


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_numbers_that_are_none_are_refused(number: float) -> None:
    with pytest.raises(ValueError, match="JSON compliant"):
        json_for_html([number])


def plain_page(title: str = "Titel") -> Page:
    return Page("de", title, ["body { margin: 0 }"], ["'use strict';"])


def test_a_page_with_an_unknown_link_is_refused() -> None:
    for link in (JavascriptLink("https://example.invalid/x.js"), CssLink("https://example.invalid/x.css")):
        page = plain_page()
        page_map(BOUNDS, page)
        page.header.add_child(link, name="unknown")
        with pytest.raises(OnlineContentError, match="unknown"):
            page.render()


def test_a_plugin_that_loads_from_elsewhere_is_refused() -> None:
    from folium.plugins import MarkerCluster

    page = plain_page()
    page_map(BOUNDS, page).add_child(MarkerCluster())  # type: ignore[no-untyped-call]  # folium has no types
    with pytest.raises(OnlineContentError):
        page.render()


def test_ids_are_numbered_so_that_two_pages_are_alike() -> None:
    def rendered() -> str:
        page = plain_page()
        folium.FeatureGroup("a").add_to(page_map(BOUNDS, page))
        return page.render()

    assert rendered() == rendered()
    assert "map_1" in rendered()
    assert not re.search(r"_[0-9a-f]{32}", rendered())


def policy(page: str) -> str:
    found = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert found
    return html.unescape(found[1])


def hashes(page: str, tag: str) -> set[str]:
    blocks = re.findall(rf"<{tag}>(.*?)</{tag}>", page, flags=re.DOTALL)
    return {f"sha256-{base64.b64encode(hashlib.sha256(block.encode()).digest()).decode()}" for block in blocks}


@pytest.fixture(scope="module")
def made(pages: CityPages) -> list[str]:
    """The atlas and the page of one Sozialraum as text."""
    from sozialraum.presentation.atlas.page import atlas_map

    near = near_houses(pages)
    maps = [atlas_map(pages, "0.0.0"), area_map(pages, "nord", near["nord"], "0.0.0")]
    return [str(one.get_root().render()) for one in maps]


@pytest.mark.parametrize("at", [0, 1])
def test_the_policy_allows_exactly_what_the_page_carries(made: list[str], at: int) -> None:
    rules = dict(rule.split(" ", 1) for rule in policy(made[at]).split("; "))
    assert rules["default-src"] == "'none'"
    assert rules["base-uri"] == "'none'"
    assert rules["form-action"] == "'none'"
    assert set(rules["script-src"].replace("'", "").split()) == hashes(made[at], "script")
    assert set(rules["style-src"].replace("'", "").split()) == hashes(made[at], "style")
    assert "unsafe" not in policy(made[at])


@pytest.mark.parametrize("at", [0, 1])
def test_a_page_has_no_inline_handlers_styles_or_foreign_addresses(made: list[str], at: int) -> None:
    body = re.sub(r"<(script|style)\b.*?</\1>", "", made[at], flags=re.DOTALL)
    assert not re.search(r"\s(on[a-z]+|style)\s*=", body)
    assert not re.search(r"\b(src|href|action|data|poster|srcset)\s*=\s*[\"']?(https?:)?//", body)
    assert not re.search(r"<(link|iframe|object|embed|base|form)\b", body)


@pytest.mark.parametrize("at", [0, 1])
def test_the_data_can_be_read_back(made: list[str], at: int) -> None:
    found = re.findall(r'<script id="sr-data" type="application/json">(.*?)</script>', made[at], flags=re.DOTALL)
    assert len(found) == 1
    assert page_data(found[0])["city"]["name"] == "Musterstadt"


def test_the_style_of_leaflet_fetches_nothing() -> None:
    script, style = leaflet()
    assert "http" not in re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    assert "@import" not in style
    assert re.findall(r"url\((?!data:|#)", style) == []
    assert "sourceMappingURL" not in script


def test_the_title_is_text() -> None:
    page = plain_page("<b>Titel</b>")
    assert "<title>&lt;b&gt;Titel&lt;/b&gt;</title>" in page.render()


def test_data_and_body_are_no_templates() -> None:
    page = plain_page()
    page_map(BOUNDS, page)
    page.data = NASTY
    page.body = "<p>{{ 7 * 7 }}</p>"
    text = page.render()
    assert "{{ 7 * 7 }}" in text
    assert "49" not in re.sub(r"sha256-\S+", "", text.split("<body>")[1].split("<script")[0])
