"""What a map shows beside the city's own numbers: lines and land to find one's way, and a background on request."""

import re
from typing import Literal

from pydantic import Field, field_validator

from sozialraum.model.fields import ProjectPath, Slug, Strict, Text

BaseKind = Literal["water", "rail", "road", "neighbour"]
# https, a host without user or odd signs, and the three numbers of a tile; nothing that could end a policy
TILES = re.compile(r"https://([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?)/[A-Za-z0-9._~!$&+=:@%/?{}-]*")
NUMBERS = ("{z}", "{x}", "{y}")


class BaseLines(Strict):
    """[[base_lines]]: lines or areas of a file that help to find one's way: water, rail, roads, neighbours."""

    id: Slug
    label: Text
    kind: BaseKind
    file: ProjectPath
    layer: str | None = None
    crs: str | None = None
    where: dict[str, str | list[str]] = {}
    names: str | None = None  # heading of the names, which are written on the map for neighbours
    shown: bool = True
    source: Slug


class Background(Strict):
    """[background]: tiles of a map service, fetched after a click that says so; never by default or in print."""

    url: str
    attribution: Text
    max_zoom: int = Field(18, ge=1, le=22)

    @field_validator("url")
    @classmethod
    def _tiles_over_https(cls, url: str) -> str:
        numbers = all(url.count(one) == 1 for one in NUMBERS) and "{" not in re.sub("|".join(NUMBERS), "", url)
        if not numbers or not TILES.fullmatch(url) or "{" in url.split("/")[2]:
            raise ValueError("background_unfit")
        return url

    @property
    def host(self) -> str:
        """Host (and port) that is asked for tiles."""
        found = TILES.fullmatch(self.url)
        return found.group(1) if found else ""
