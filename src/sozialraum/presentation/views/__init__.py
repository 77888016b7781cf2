"""What the map can show: one view a module, registered here in the order in which the atlas offers them."""

from collections.abc import Callable

from sozialraum.presentation.views.context import Context
from sozialraum.presentation.views.coverage import coverage_layers
from sozialraum.presentation.views.facility_counts import facility_layers
from sozialraum.presentation.views.gap import gap_layers
from sozialraum.presentation.views.indicators import indicator_layers
from sozialraum.presentation.views.lage import lage_layers
from sozialraum.presentation.views.layer import Layer
from sozialraum.presentation.views.reach import reach_layers

VIEWS: tuple[Callable[[Context], list[Layer]], ...] = (
    gap_layers,
    coverage_layers,
    reach_layers,
    lage_layers,
    indicator_layers,
)


def all_layers(context: Context) -> list[Layer]:
    """Every layer of the city, in order; where there is none, at least how many facilities stand in each area."""
    return [layer for view in VIEWS for layer in view(context)] or facility_layers(context)
