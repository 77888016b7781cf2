"""Who comes to a place: children from near by first, and more of those of the same Sozialraum."""

import numpy as np
from areas import AREAS
from dice import Floats
from ground import ORIGIN
from sites import Facility


def weights(house: Facility, reach_m: float, own: float) -> Floats:
    """How likely a child of each Sozialraum comes to a house.

    Args:
        house: where it stands.
        reach_m: at so many metres farther the likelihood falls to a third.
        own: how many times more likely it is within the same Sozialraum.
    """
    x, y = (house.x or 0.0) - ORIGIN[0], (house.y or 0.0) - ORIGIN[1]
    found = []
    for area in AREAS:
        ways = [np.hypot(x - 1000 * east, y - 1000 * north) for east, north, _ in area.kernels]
        found.append(np.exp(-min(ways) / reach_m) * (own if area.id == house.area else 1.0))
    return np.array(found)
