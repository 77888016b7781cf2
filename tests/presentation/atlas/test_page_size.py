"""Pages go by mail and open from a slow drive: what the invented city's take, with everything it has."""

import re

import pytest
from invented import invented_pages
from packing import page_data

from sozialraum.presentation.page.elements import short_lists

MOST = 700_000  # bytes of the whole atlas, Leaflet and all
SHARES = {"data": 250_000, "scripts": 350_000, "styles": 74_000}
BLOCK = re.compile(r'<script id="sr-data" type="application/json">(.*?)</script>', re.DOTALL)


@pytest.mark.slow
def test_the_atlas_of_the_invented_city_stays_below_700_kilobytes() -> None:
    """Fourteen areas and more than a hundred layers; made with the short scripts, as the wheel has them."""
    assert short_lists(), "scripts changed since they were made short: python tools/environment.py"
    page = (invented_pages() / "index.html").read_text(encoding="utf-8")
    block = BLOCK.search(page)
    assert block
    assert len(page_data(block[1])["layers"]) > 100
    parts = {
        "data": block[1],
        "scripts": "".join(re.findall(r"<script>(.*?)</script>", page, re.DOTALL)),
        "styles": "".join(re.findall(r"<style>(.*?)</style>", page, re.DOTALL)),
    }
    sizes = {name: len(text.encode()) for name, text in parts.items()}
    assert all(sizes[name] < most for name, most in SHARES.items()), sizes
    assert len(page.encode()) < MOST, sizes
