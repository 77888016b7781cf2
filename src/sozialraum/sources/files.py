"""A city's files: where they may lie, how large they may be, and where their geometry goes."""

from dataclasses import dataclass, field
from pathlib import Path

import pyproj

from sozialraum.model.files import Limits


@dataclass(frozen=True)
class CityFiles:
    """What every reader of a file needs to know.

    Args:
        folders: where a file may lie, in the order of looking; nothing outside them is opened.
        crs: the metric coordinate system of the city, into which every geometry is brought.
        limits: sizes beyond which a file is refused.
    """

    folders: tuple[Path, ...]
    crs: pyproj.CRS
    limits: Limits = field(default_factory=Limits)
