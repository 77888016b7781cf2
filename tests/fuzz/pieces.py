"""Damage to the bytes of any file, drawn by Hypothesis: pieces cut, doubled, exchanged, or replaced by odd ones.

A file may be an archive (a dictionary of its members); then one of them is damaged, or the packed bytes are.
"""

import io
import re
import warnings
import zipfile
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Content = bytes | dict[str, Any]  # of a file, or of an archive by member
Draw = Callable[[st.SearchStrategy[Any]], Any]

WORD = re.compile(rb"[^\s;,<>\"'=\[\]{}()/]+")
NUMBER = re.compile(rb"\d+")
FORMED = (
    "null", "NaN", "-Infinity", "1e999", "[]", "{}", '""', '"x"', "[[[]]]", "true", "]", "}", '"', "'", ",", ":", ";",
    '"\\ud800"', '"\\u0000"', "\\", "<a/>", "</a>", "<!DOCTYPE a>", "<!ENTITY b 'c'>", "&b;", "&#0;", "&#x110000;",
    "<![CDATA[", "]]>", "<!--", "<?xml version='1.1' encoding='utf-7'?>", 'encoding="UTF-16"', "xmlns:gml=", ' r=""',
    "<f/>", "<c><v/></c>", ' t="s"', ' t="d"', ' s="99999"', ' hidden="1"', "urn:ogc:def:crs:EPSG::3857", '"EPSG:0"',
    "ESRI:102329", "PROJCS[", "[[a]]", "a.b = 1", '"""', "sep=;", "sep=\t", "\tx", "1;2;3;4", "=1+1", "#NV", "#REF!",
)  # fmt: skip
NUMBERS = (
    "0", "-1", "1", "-0", "1e400", "nan", "1,5", "1.234.567,89", "65535", "65536", "1048577", "16385", "2147483648",
    "4294967295", "18446744073709551616", "9" * 400, "0." + "9" * 400, "1e-400", "२", "½", "00", "0x10", "2023-02-30",
    "31.12.0000", "10000-01-01", "99", "12",
)  # fmt: skip
BYTES = (
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff", b"\xed\xa0\x80", b"\xc3", b"\x80", b"\x1b[31m",
    b"\x1a", b"\r", b"\n", b"\r\n", b"\x0b", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xc2\xa0",
    b"\xc2\xad", b"\x7f",
    b"PK\x03\x04", b"PK\x05\x06", b"\x00\x00\x27\x0a", b"\xd0\xcf\x11\xe0", b"SQLite format 3\x00", bytes(64),
)  # fmt: skip
ODD = (*(text.encode() for text in (*FORMED, *NUMBERS)), *BYTES)
TIMES = (2, 3, 40, 3_000)  # that a piece is repeated; the last is deep nesting or a long field
AS_PACKED = 5  # one in so many damages of an archive is to its packed bytes
MOST = 400_000  # bytes to which repeating may blow a file up


@st.composite
def damaged(draw: Draw, content: Content) -> bytes:
    """The bytes of the file with one to three damages; archives are packed again."""
    for _ in range(draw(st.sampled_from((1, 1, 1, 2, 3)))):
        content = _once(draw, content)
    return content if isinstance(content, bytes) else packed(content)


@st.composite
def odd_text(draw: Draw) -> str:
    """A text put together of odd pieces."""
    pieces = st.sampled_from([one.decode("utf-8", "replace") for one in ODD]) | st.text(max_size=4)
    return "".join(draw(st.lists(pieces, max_size=5)))


def packed(members: dict[str, Any]) -> bytes:
    """The bytes of an archive."""
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        warnings.simplefilter("ignore")  # about members of one name
        for name, content in members.items():
            entry = zipfile.ZipInfo(name)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content if isinstance(content, bytes) else packed(content))
    return target.getvalue()


def unpacked(archive: bytes) -> dict[str, Any]:
    """The members of an archive."""
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        return {name: file.read(name) for name in file.namelist()}


def _once(draw: Draw, content: Content) -> Content:
    if isinstance(content, bytes):
        return _bytes(draw, content)
    if not content or draw(st.integers(1, AS_PACKED)) == AS_PACKED:
        return _bytes(draw, packed(content))
    names = sorted(content)
    name = draw(st.sampled_from(names))
    match draw(st.sampled_from(("inside",) * 8 + ("without", "renamed", "exchanged"))):
        case "without":
            return {one: content[one] for one in content if one != name}
        case "renamed":
            new = draw(
                st.sampled_from(("../x.csv", "/x.csv", "C:\\x.csv", "a/b.csv", "A.CSV", "", "x" * 300, "~$a.csv"))
            )
            return {(new if one == name else one): content[one] for one in content}
        case "exchanged":
            return content | {name: content[draw(st.sampled_from(names))]}
    return content | {name: _once(draw, content[name])}


def _bytes(draw: Draw, content: bytes) -> bytes:
    start, end = _piece(draw, content)
    piece = content[start:end]
    match draw(st.sampled_from(("odd", "odd", "odd", "noise", "remove", "cut", "repeat", "elsewhere", "insert"))):
        case "odd":
            put = draw(st.sampled_from(ODD))
        case "insert":
            put = piece + draw(st.sampled_from(ODD))
        case "noise":
            put = draw(st.binary(min_size=1, max_size=4))
        case "cut":
            return content[:start]
        case "repeat":
            put = piece * min(draw(st.sampled_from(TIMES)), max(MOST // max(len(piece), 1), 1))
        case "elsewhere":
            first, last = _piece(draw, content)
            put = content[first:last]
        case _:
            put = b""
    return content[:start] + put + content[end:]


def _piece(draw: Draw, content: bytes) -> tuple[int, int]:
    """A word, a number, a line or some bytes: where it begins and ends."""
    at = draw(st.integers(0, len(content)))
    match draw(st.sampled_from(("word", "word", "number", "number", "line", "bytes", "point"))):
        case "word" if found := WORD.search(content, at):
            return found.span()
        case "number" if found := NUMBER.search(content, at):
            return found.span()
        case "line":
            end = content.find(b"\n", at) + 1
            return content.rfind(b"\n", 0, at) + 1, end or len(content)
        case "bytes":
            return at, min(len(content), at + draw(st.sampled_from((1, 2, 4, 20, 200))))
    return at, at
