"""An address of tiles: what may stand in a page's policy, and what is refused."""

import pytest
from pydantic import ValidationError

from sozialraum.model.base_map import Background

WORDS = {"de": "Karten"}


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://karten.example/{z}/{x}/{y}.png", "karten.example"),
        ("https://sgx.geodatenzentrum.de:8443/wmts/grau/{z}/{y}/{x}.png?a=b", "sgx.geodatenzentrum.de:8443"),
    ],
)
def test_the_host_is_that_of_the_address(url: str, host: str) -> None:
    assert Background(url=url, attribution=WORDS).host == host


@pytest.mark.parametrize(
    "url",
    [
        "http://karten.example/{z}/{x}/{y}.png",
        "https://karten.example/{z}/{x}.png",
        "https://karten.example/{z}/{x}/{y}/{x}.png",
        "https://{s}.karten.example/{z}/{x}/{y}.png",
        "https://{z}.karten.example/{x}/{y}.png",
        "https://name@karten.example/{z}/{x}/{y}.png",
        "https://*.example/{z}/{x}/{y}.png",
        "https://karten.example; script-src *//{z}/{x}/{y}.png",
        "https://karten.example/{z}/{x}/{y}.png'",
        "//karten.example/{z}/{x}/{y}.png",
        "javascript:alert(1)/{z}/{x}/{y}",
    ],
)
def test_any_other_address_is_refused(url: str) -> None:
    with pytest.raises(ValidationError, match="background_unfit"):
        Background(url=url, attribution=WORDS)
