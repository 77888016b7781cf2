"""Everything a build wrote, unpacked as far as it goes: numbers and texts that somebody could read out of it."""

import base64
import binascii
import csv
import gzip
import io
import json
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import unquote

from packing import larger_layers, page_data

DIGEST = re.compile(r"sha256[-:][A-Za-z0-9+/=]{44,64}|\b[0-9a-f]{64}\b")
BLOCK = re.compile(r'<script[^>]*type="application/json"[^>]*>(.*?)</script>', re.DOTALL)
NUMBER = re.compile(r"(?<![\d])\d[\d.,'’\u00a0\u202f\u2009_]*\d|\d")
LONG_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{16,}={0,2}")
LONG_HEX = re.compile(r"\b(?:[0-9a-fA-F]{2}){8,}\b")
ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
DIGITS = re.compile(r"\d+")
GROUPED = re.compile(r"(?<!\d)(?=(\d+)[.,'’\u00a0\u202f\u2009_ ](\d{3})(?!\d))")
GROUPING = re.compile(r"[.,'’\u00a0\u202f\u2009_]")
DEEPEST = 5
ARCHIVE = b"PK\x03\x04"


@dataclass
class Found:
    """Numbers, and texts without digests, with where they stood."""

    numbers: dict[float, str] = field(default_factory=dict)
    texts: list[tuple[str, str]] = field(default_factory=list)
    blobs: list[tuple[str, bytes]] = field(default_factory=list)

    def number(self, value: float, where: str) -> None:
        self.numbers.setdefault(float(value), where)


def decoded(files: dict[str, bytes]) -> Found:
    """All of a folder; sizes that the data package states of files beside it say nothing that these do not."""
    found = Found()
    sizes = {len(content) for content in files.values()}

    def without_size(stated: re.Match[bytes]) -> bytes:
        return b'"bytes": 0' if int(stated[1]) in sizes else stated[0]

    for name, content in files.items():
        package = name.endswith("datapackage.json")
        _bytes(name, re.sub(rb'"bytes": (\d+)', without_size, content) if package else content, found, 0)
        if name.endswith(".csv"):
            _cells(name, content.decode(), found)
    return found


def _cells(where: str, text: str, found: Found) -> None:
    """Numbers side by side, between which a comma could be one for thousands."""
    for row in csv.reader(io.StringIO(text)):
        for cell in row:
            with suppress(ValueError):
                found.number(float(cell), f"{where}: {cell}")


def _bytes(where: str, content: bytes, found: Found, depth: int) -> None:
    if depth > DEEPEST or not content:
        return
    for unpacked in _unpacked(content):
        _bytes(f"{where} > unpacked", unpacked, found, depth + 1)
    if content.startswith(ARCHIVE):
        return  # read file by file: in what is packed any four bytes occur by chance
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        found.blobs.append((where, content))
        return
    _text(where, text, found, depth)


def _unpacked(content: bytes) -> Iterator[bytes]:
    if content.startswith(b"\x1f\x8b"):
        yield gzip.decompress(content)
    elif content.startswith(ARCHIVE):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
            yield from (name.encode() for name in archive.namelist())
            yield archive.comment
    else:
        for window in (zlib.MAX_WBITS, -zlib.MAX_WBITS):
            try:
                yield zlib.decompress(content, window)
            except zlib.error:
                continue


def _text(where: str, text: str, found: Found, depth: int) -> None:
    text = DIGEST.sub(" ", text)
    plain = unescape(ESCAPE.sub(lambda match: chr(int(match[1], 16)), unquote(text)))
    found.texts.append((where, plain))
    for match in NUMBER.finditer(plain):
        for value in _readings(match[0]):
            found.number(value, f"{where}: {match[0]}")
    for block in BLOCK.findall(text):
        _json(f"{where} > block", json.loads(block), found, depth)
        data = page_data(block)
        _json(f"{where} > data", data, found, depth)
        _json(f"{where} > larger", larger_layers(data), found, depth)
    if text.lstrip()[:1] in {"{", "["}:
        with suppress(ValueError):
            _json(f"{where} > json", json.loads(text), found, depth + 1)
    for match in LONG_BASE64.finditer(text):
        padded = match[0].rstrip("=") + "=" * (-len(match[0].rstrip("=")) % 4)
        for alphabet in (b"+/", b"-_"):
            try:
                inside = base64.b64decode(padded, altchars=alphabet, validate=True)
            except (binascii.Error, ValueError):
                continue
            if inside != text.encode():
                _packed(f"{where} > base64", inside, found, depth + 1)
    for match in LONG_HEX.finditer(text):
        _packed(f"{where} > hex", bytes.fromhex(match[0]), found, depth + 1)


def _packed(where: str, content: bytes, found: Found, depth: int) -> None:
    """What came out of base64 or hex: read on if it is text or an archive, else kept as it is."""
    printable = sum(32 <= byte < 127 or byte in (9, 10, 13) for byte in content) / max(len(content), 1)
    if printable > 0.95 or content.startswith((b"\x1f\x8b", ARCHIVE, b"\x78\x9c", b"\x78\xda", b"\x78\x01")):
        _bytes(where, content, found, depth)
    else:
        found.blobs.append((where, content))


def _json(where: str, value: Any, found: Found, depth: int) -> None:
    if isinstance(value, bool) or value is None:
        return
    if isinstance(value, int | float):
        found.number(value, where)
    elif isinstance(value, str):
        _text(where, value, found, depth) if depth < DEEPEST and value else None
    elif isinstance(value, dict):
        for key, one in value.items():
            _json(f"{where}.{key}", one, found, depth)
            _json(f"{where}.{key}", key, found, DEEPEST)
    else:
        for at, one in enumerate(value):
            _json(f"{where}[{at}]", one, found, depth)
        numbers = [one for one in value if isinstance(one, int | float) and not isinstance(one, bool)]
        for step in (1, 2):  # lists of differences, of single numbers and of pairs
            for start in range(step):
                total = 0.0
                for one in numbers[start::step]:
                    total += one
                    found.number(total, f"{where} summed up")


def _readings(text: str) -> Iterable[float]:
    """A written number in German and in English: 7.919 is both 7919 and 7.919."""
    yield float(GROUPING.sub("", text))
    for mark in ".,":
        whole, found, rest = text.rpartition(mark)
        if found and rest.isdigit():
            yield float(f"{GROUPING.sub('', whole) or 0}.{rest}")


def leaks(found: Found, counts: Iterable[int], rates: Iterable[float]) -> list[str]:
    """Where one of the counts, or a rate made of them, can be read."""
    told = []
    written = {f"{count // 1000}{count % 1000:03}": count for count in sorted(set(counts))}
    for where, text in found.texts:
        told += [f"{written[digits]}: {where}" for digits in sorted(_digits(text) & written.keys())]
    together = b"".join(blob for _, blob in found.blobs)
    for count in written.values():
        if float(count) in found.numbers:
            told.append(f"{count}: {found.numbers[float(count)]}")
        packs = [struct.pack(kind, count) for kind in ("<I", ">I", "<f", ">f", "<d", ">d")]
        if any(one in together for one in packs):  # blobs are many and small: one by one only where it helps
            told += [f"{count}: packed in {at}" for at, blob in found.blobs if any(one in blob for one in packs)]
    numbers = sorted(found.numbers)
    for rate in sorted(set(rates)):
        near = [one for one in numbers if abs(one - rate) <= 5e-6 * abs(rate) or one == round(rate, 4)]
        told += [f"{rate}: {found.numbers[one]}" for one in near if rate]
    return told


def _digits(text: str) -> set[str]:
    """The digits of every whole number in a text, and of those with one mark or space before the last three."""
    plain = {match[0] for match in DIGITS.finditer(text)}
    return plain | {match[1] + match[2] for match in GROUPED.finditer(text)}
