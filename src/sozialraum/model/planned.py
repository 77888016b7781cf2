"""[planned_measures]: what is planned to change places, and from which state on it counts."""

from enum import StrEnum

from sozialraum.model.fields import Strict


class PlannedStatus(StrEnum):
    """How far a planned measure has come."""

    IDEE = "idee"
    GEPLANT = "geplant"
    BESCHLOSSEN = "beschlossen"
    IM_BAU = "im_bau"


class PlannedRule(Strict):
    """Which planned measures count in the balance with measures: ideas only where they are chosen."""

    counted: list[PlannedStatus] = [PlannedStatus.GEPLANT, PlannedStatus.BESCHLOSSEN, PlannedStatus.IM_BAU]
    chosen: list[str] = []  # measures that count whatever their state
    left_out: list[str] = []  # measures that do not count whatever their state


WITH_MEASURES = "mit_massnahmen"  # scenario of the balance with the counted measures
