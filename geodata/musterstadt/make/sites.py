"""What a facility is, and finding it a house in the address register."""

from dataclasses import dataclass

import numpy as np
from addresses import Address, in_area
from areas import AREAS
from dice import Dice
from streets import network

HEADER = ["NR", "NAME", "TRAEGER", "ADRESSE", "PLZ", "RECHTSWERT", "HOCHWERT", "SOZIALRAUM", "BETRIEBSSTATUS", "AB",
          "BIS", "BEMERKUNG"]  # fmt: skip
NAMES = {area.id: area.name for area in AREAS}
STADT = "Stadt Musterstadt"
KIRCHE = "Ev. Kirchenverband Ahlketal"
KATH = "Kath. Gemeindeverband St. Wendelin"
FREIE = ("Kinderwelt Ahlke e. V.", "Sozialwerk Lüttken gGmbH", "Arbeit & Familie Ahlketal gGmbH", "Wohlfahrtsring Musterstadt e. V.")
TRAEGER = (STADT, KIRCHE, KATH, *FREIE)


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
        return [self.id, self.name, self.traeger, self.address, self.plz, self.x, self.y, self.area, self.status,
                self.opens, self.closes, self.note]  # fmt: skip


class Houses:
    """Gives out addresses: by a main road or a side street, apart from those already given."""

    def __init__(self) -> None:
        self.taken: list[Address] = []

    def one(self, topic: str, area_id: str, apart: float = 220.0, central: bool = False) -> Address:
        """A free house of the area; central ones stand on a main road where there are any."""
        dice = Dice(f"site {topic}")
        houses = [house for house in in_area(area_id) if house not in self.taken]
        on_roads = [house for house in houses if house.street in _main_roads()]
        choice = on_roads if central and on_roads else houses
        for distance in (apart, apart / 2, apart / 4, 0.0):
            order = np.argsort(dice.uniform(len(choice)), kind="stable")
            for index in order:
                house = choice[int(index)]
                if all(np.hypot(house.x - other.x, house.y - other.y) >= distance for other in self.taken):
                    self.taken.append(house)
                    return house
        raise ValueError(f"no free house in {area_id}")


def placed(id_: str, name: str, traeger: str, house: Address, **more: str) -> Facility:
    """A facility in a house of the register, its Sozialraum stated."""
    return Facility(id_, name, traeger, house.text, house.plz, house.x, house.y, AREAS[house.area].id, **more)


def _main_roads() -> set[str]:
    return {edge.name for edge in network().edges if edge.name is not None}
