"""What leaves the atlas: the address of a view, its figures as a table, its map as a drawing and in pixels."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

from defusedxml.ElementTree import fromstring
from handed import WITHHELD, rows_of, saved
from moving import show

Open = Callable[..., Any]
LIMITED = "ind=kita_u3_lage_versorgung&jahr=2024%2F25&gebiet=sr03&ansicht=tabelle"
NOT_DRAWN = {"script", "foreignObject", "image", "a", "style"}


def test_the_table_is_exactly_what_is_shown(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html")
    page = opened.page
    for layer in ("sgb2_u18", "residents", "kita_u3_bilanz", "reach_grundschule", "kita_u3_lage_versorgung"):
        show(page, f"ind={layer}&ansicht=tabelle")
        name, content = saved(page, "csv")
        assert name.isascii(), name
        assert name.endswith(".csv"), name
        rows = rows_of(content)
        head, areas = rows[0], {row[1]: row for row in rows[1 : rows.index([])]}
        twin = page.evaluate(
            "() => [...document.querySelectorAll('#sr-table tbody tr')]"
            ".map((row) => [row.querySelector('th').textContent,"
            " [...row.querySelectorAll('td')].map((cell) => cell.textContent).join(' | ')])"
        )
        assert len(twin) >= 14
        status = head.index("Status")
        for area, shown in twin:
            row = areas[area]
            if WITHHELD in shown:
                assert WITHHELD in row, (layer, row)
            for place, title in enumerate(head):
                if title.startswith("Wert") and row[place]:
                    whole, _, digits = row[place].partition(",")
                    grouped = f"{int(whole):,}".replace(",", ".") + (f",{digits}" if digits else "")
                    assert grouped in shown, (layer, row, shown)
                if title.startswith("Wert") and row[status] == WITHHELD:
                    assert row[place] == ""
        told = {row[0]: row[1] for row in rows[rows.index([]) :] if row}
        assert told["Hinweis"]
        assert "Lizenz" in told["Quelle und Lizenz"]
        assert "Definition" in told
        assert f"ind={layer}" in told["Einstellungen"]
    assert opened.complaints() == []


def test_the_picture_stands_alone(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", fragment=f"#{LIMITED}")
    page = opened.page
    name, content = saved(page, "svg")
    assert name == "musterstadt-lage-versorgung-u3-2024-25.svg"
    drawing = fromstring(content)
    tags = {node.tag.rpartition("}")[2] for node in drawing.iter()}
    assert not tags & NOT_DRAWN
    assert not any(
        key.endswith("href") or key.startswith("on") or key == "style"
        for node in drawing.iter()
        for key in node.attrib
    )
    words = [(node.text or "").strip() for node in drawing.iter() if node.tag.endswith("}text")]
    text = " ".join(words)
    for wanted in (
        "Fiktive Stadt",
        "2024/25",
        "Quellen:",
        "Einstellungen:",
        WITHHELD,
        "km",
        "Lüttkenhöhe",
        "nicht Menschen",
    ):
        assert wanted in text, wanted
    fills = [node.get("fill", "") for node in drawing.iter() if node.tag.endswith("}path")]
    hidden = page.evaluate("document.querySelectorAll('.sr-area[fill*=withheld]').length")
    assert hidden
    assert sum("withheld" in fill for fill in fills) >= hidden
    names = [node.get("id") for node in drawing.iter() if node.get("id")]
    assert len(names) == len(set(names)), "patterns come along once"
    assert all(f'id="{fill[5:-1]}"'.encode() in content for fill in fills if fill.startswith("url(#"))

    name, content = saved(page, "png")
    assert content.startswith(b"\x89PNG")
    assert struct.unpack(">II", content[16:24]) == (2480, 1720)
    show(page, "ind=reach_grundschule")
    assert len(saved(page, "svg")[1]) > len(content) / 100
    assert page.locator(".sr-traced").count() == 0
    assert opened.complaints() == []


def test_the_link_brings_back_the_view_and_steps_fill_no_history(invented_city: Path, offline_page: Open) -> None:
    opened = offline_page(invented_city / "index.html", fragment="#ind=sgb2_u18")
    page = opened.page
    show(page, LIMITED)
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('forbidden')); }")
    page.click("#sr-share > button")
    page.click('[data-share="link"]')
    field = page.locator(".sr-share-field")
    field.wait_for(state="visible")
    link = field.input_value()
    assert page.evaluate("getSelection().toString() || document.activeElement.value") == link
    assert page.locator("#sr-share-menu [role=status]").text_content()
    page.keyboard.press("Escape")
    assert not page.locator("#sr-share-menu").is_visible()
    assert page.evaluate("document.activeElement.getAttribute('aria-controls')") == "sr-share-menu"

    other = offline_page(invented_city / "index.html", fragment="#" + link.partition("#")[2]).page
    assert other.text_content("#sr-title") == page.text_content("#sr-title")
    assert other.evaluate("document.querySelector('[role=tab][aria-selected=true]').dataset.view") == "tabelle"

    before = page.evaluate("history.length")
    slider = page.locator("#sr-year")
    slider.focus()
    for _ in range(3):
        page.keyboard.press("ArrowLeft")
    assert "2021" in page.url or "2022" in page.url, page.url
    assert page.evaluate("history.length") == before
    page.click("#sr-tab-profile")
    assert page.evaluate("history.length") == before + 1
    page.go_back()
    page.wait_for_function("() => document.querySelector('#sr-tab-table').getAttribute('aria-selected') === 'true'")
    assert opened.complaints() == []
