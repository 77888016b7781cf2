"""The walk-through of the atlas: the stops of the project file as the page's scripts read them."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sozialraum.model.status import Status
from sozialraum.model.tour import TourView
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import Layer

NOTHING_TOLD = (str(Status.MISSING), str(Status.NOT_COLLECTED))  # as find/levels.js asks for it


def tour_data(context: Context, layers: Sequence[Layer], levels: Mapping[str, Any]) -> dict[str, Any]:
    """{"tour": [{title, sentence, at}]}, `at` being names of the address line -> texts; nothing without stops.

    A stop whose figure this edition does not show, or not for the areas the stop is about, is left out; a date it
    does not know is left open.

    Args:
        levels: the larger areas as `levels_data` tells them; {} without any.
    """
    dates = {layer.id: layer.periods for layer in layers if layer.periods}
    stops = [
        {
            "title": context.text(view.title),
            "sentence": context.text(view.sentence),
            "at": _address(view, dates[view.figure], _areas(context, view)),
        }
        for view in context.project.views
        if view.figure in dates and (view.level is None or _told(view, levels))
    ]
    return {"tour": stops} if stops else {}


def _address(view: TourView, periods: Sequence[str], areas: Sequence[str]) -> dict[str, str]:
    at = {"ind": view.figure}
    if view.level:
        at["ebene"] = view.level
    if view.period in periods:
        at["jahr"] = str(view.period)
    if view.area in areas:
        at["gebiet"] = str(view.area)
    if view.tab:
        at["ansicht"] = view.tab
    return at | {str(name): text for name, text in view.settings.items()}


def _areas(context: Context, view: TourView) -> list[str]:
    return context.areas if view.level is None else replace(context, levels=(view.level,)).areas


def _told(view: TourView, levels: Mapping[str, Any]) -> bool:
    """Has any area of the level a figure, or one that is withheld?"""
    if not levels or view.figure not in levels["larger"]["layers"]:
        return False
    before = 0
    for level in levels["levels"]:
        if level["id"] == view.level:
            rows = levels["larger"]["layers"][view.figure]["s"]
            return any(letter not in NOTHING_TOLD for row in rows for letter in row[before : before + level["count"]])
        before += level["count"]
    return False
