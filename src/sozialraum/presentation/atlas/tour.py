"""The walk-through of the atlas: the stops of the project file as the page's scripts read them."""

from collections.abc import Sequence
from typing import Any

from sozialraum.model.tour import TourView
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.layer import Layer


def tour_data(context: Context, layers: Sequence[Layer]) -> dict[str, Any]:
    """{"tour": [{title, sentence, at}]}, `at` being names of the address line -> texts; nothing without stops.

    A stop whose figure this edition does not show is left out; a date it does not know is left open.
    """
    dates = {layer.id: layer.periods for layer in layers if layer.periods}
    stops = [
        {
            "title": context.text(view.title),
            "sentence": context.text(view.sentence),
            "at": _address(view, dates[view.figure], context.areas),
        }
        for view in context.project.views
        if view.figure in dates
    ]
    return {"tour": stops} if stops else {}


def _address(view: TourView, periods: Sequence[str], areas: Sequence[str]) -> dict[str, str]:
    at = {"ind": view.figure}
    if view.period in periods:
        at["jahr"] = str(view.period)
    if view.area in areas:
        at["gebiet"] = str(view.area)
    if view.tab:
        at["ansicht"] = view.tab
    return at | {str(name): text for name, text in view.settings.items()}
