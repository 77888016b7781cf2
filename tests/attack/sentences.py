"""Sentences of an edition, and all its text."""

import io
import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from attack.html_tree import elements, text_of, tree_of
from attack.told import SCRIPT, areas_of, blocks_of
from attack.written import area_of_page

STYLE = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)
SPEAKING = {"p", "li", "h2", "h3", "figcaption", "dd", "title"}


@dataclass(frozen=True)
class Sentence:
    """A sentence about an area, or about the city, and where it stood."""

    area: str
    text: str
    where: str
    layer: str = ""
    period: str = ""


def sentences(files: Mapping[str, bytes]) -> list[Sentence]:
    """Findings in data blocks, texts of pages about one area, and labels that tooltips and readers speak."""
    names = {area.name: area.id for area in areas_of(files).values()}
    keys = tuple(sorted(names.items()))
    return [
        one for name, content in files.items() if name.endswith(".html") for one in _sentences(name, content, keys)
    ]


@lru_cache(maxsize=64)
def _sentences(name: str, content: bytes, names: tuple[tuple[str, str], ...]) -> tuple[Sentence, ...]:
    ids, found = dict(names), []
    for data in blocks_of(content):
        told = data.get("findings") if isinstance(data, dict) else None
        if told:
            places = [area["id"] for area in data["areas"]]
            lists = [("city", told.get("city") or [])]
            lists += [(places[int(at)], each) for at, each in (told.get("areas") or {}).items()]
            for area, each in lists:
                found += [
                    Sentence(area, one["text"], f"{name} finding", one.get("layer") or "", one.get("period") or "")
                    for one in each
                ]
    page = tree_of(STYLE.sub("", content.decode()))
    own = area_of_page(page, ids)
    for one in elements(page):
        if one.tag in SPEAKING:
            found.append(Sentence(own, text_of(one), name))
        for label in ("aria-label", "title"):
            if label in one.attributes:
                found.append(Sentence(own, one.attributes[label], f"{name} aria-label"))
    return tuple(one for one in found if one.text)


def words_of(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """All text of all files, unpacked, by name."""
    for name, content in files.items():
        if content.startswith(b"PK\x03\x04"):
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for inner in archive.namelist():
                    yield f"{name} > {inner}", archive.read(inner).decode("utf-8", "replace")
        elif name.endswith(".html"):
            yield name, SCRIPT.sub(" ", content.decode())
            for data in blocks_of(content):
                yield f"{name} > data", json.dumps(data, ensure_ascii=False)
        else:
            yield name, content.decode("utf-8", "replace")
