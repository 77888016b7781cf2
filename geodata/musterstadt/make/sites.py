"""What a facility is, and finding it a house in the address register."""

from dataclasses import dataclass

import numpy as np
from addresses import Address, in_area
from areas import AREAS
from dice import Dice
from ground import ORIGIN

HEADER = [
    "NR",
    "NAME",
    "TRAEGER",
    "ADRESSE",
    "PLZ",
    "RECHTSWERT",
    "HOCHWERT",
    "SOZIALRAUM",
    "BETRIEBSSTATUS",
    "AB",
    "BIS",
    "BEMERKUNG",
]


@dataclass(frozen=True)
class Facility:
    """One line of a list of facilities; `x`, `y` and `area` may be unknown."""

    id: str
    name: str
    traeger: str
    address: str = ""
    plz: str = ""
    x: float | None = None
    y: float | None = None
    area: str = ""
    status: str = "in Betrieb"
    opens: str = ""
    closes: str = ""
    note: str = ""

    def cells(self) -> list[object]:
        return [
            self.id,
            self.name,
            self.traeger,
            self.address,
            self.plz,
            self.x,
            self.y,
            self.area,
            self.status,
            self.opens,
            self.closes,
            self.note,
        ]


class Houses:
    """Gives out addresses of the register, none twice."""

    def __init__(self) -> None:
        self.taken: list[Address] = []

    def one(self, topic: str, area_id: str, apart: float = 220.0, central: bool = False) -> Address:
        """A free house of the area, away from those given out; central ones are in the middle of a settlement."""
        dice = Dice(f"site {topic}")
        taken = {(house.x, house.y) for house in self.taken}
        houses = [house for house in in_area(area_id) if (house.x, house.y) not in taken]
        choice = [house for house in houses if _is_central(house)] if central else houses
        for distance in (apart, apart / 2, apart / 4, 0.0):
            for index in np.argsort(dice.uniform(len(choice)), kind="stable"):
                house = choice[int(index)]
                if all(np.hypot(house.x - x, house.y - y) >= distance for x, y in taken):
                    self.taken.append(house)
                    return house
        raise ValueError(f"no free house in {area_id}")


def placed(id_: str, name: str, traeger: str, house: Address, **more: str) -> Facility:
    """A facility in a house of the register, its Sozialraum stated."""
    return Facility(id_, name, traeger, house.text, house.plz, house.x, house.y, AREAS[house.area].id, **more)


def _is_central(house: Address) -> bool:
    x, y, radius = AREAS[house.area].kernels[0]
    return bool(np.hypot(house.x - ORIGIN[0] - 1000 * x, house.y - ORIGIN[1] - 1000 * y) < 600 * radius)
