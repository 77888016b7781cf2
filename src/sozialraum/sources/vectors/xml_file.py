"""XML of a city's file, read piece by piece, without definitions of its own and without anything from elsewhere."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError  # types only: every file is read by defusedxml

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import iterparse

from sozialraum.model.codes import Code
from sozialraum.sources.paths import refused


def pieces(name: str, path: Path) -> Iterator[tuple[str, Element]]:
    """("start" or "end", element) in the order of the file; whoever has done with an element clears it.

    Raises:
        InputError: no well-formed XML, or one with a DOCTYPE, which could make a small file endless.
    """
    try:
        yield from iterparse(path, events=("start", "end"), forbid_dtd=True)
    except DefusedXmlException as error:
        raise refused(Code.XML_DEFINITIONS, name) from error
    except (ParseError, LookupError, UnicodeError, ValueError) as error:
        raise refused(Code.VECTOR_UNREADABLE, name) from error
