"""Places beside the children in reach of them, by each of the usual ways of weighing competition."""

import math

import numpy as np

from sozialraum.analysis.access.catchment import Method, catchment
from sozialraum.analysis.access.straight import Pairs
from sozialraum.analysis.access.weights import Weight, binary, gaussian, steps
from sozialraum.model.reach_settings import Competition

LEFT_AT_EDGE = 0.01  # what the bell curve gives at the widest step


def competition(settings: Competition, pairs: Pairs, people: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Places for each person by the steps of the project (E2SFCA).

    Args:
        settings: up to where a place counts how much.
        pairs: people and facilities within the widest step, and maybe beyond.
        people: (n,) who compete, those outside the city included.
        places: (m,) of each facility; NaN where it is not known: the facility is left out.

    Returns:
        (n,) 0 where no facility is in reach; NaN where there are some, but of none the places are known.

    Source: docs/methods.md#plaetze-im-umkreis
    """
    found = catchment("e2sfca", *_known(pairs, people, places), steps(settings.weights)).places_per_person
    return np.where(_silent(settings, pairs, places, len(people)), np.nan, found)


def fewest_around(settings: Competition, pairs: Pairs, people: np.ndarray, places: np.ndarray) -> np.ndarray:
    """On how few (weighted) people the places of each origin rest (n,): around the facility in reach with the fewest.

    Args: as for `competition`. A facility without places adds nothing, and does not count; inf where none is reached.

    Source: docs/methods.md#erreichbarkeit-geheimhaltung
    """
    near, heads, known = _known(pairs, people, places)
    weight = steps(settings.weights)(near.distance_m)
    around = np.bincount(near.target, weights=heads[near.origin] * weight, minlength=len(known))
    reaches = (weight > 0) & (known[near.target] > 0)
    found = np.full(len(heads), np.inf)
    np.minimum.at(found, near.origin[reaches], around[near.target[reaches]])
    return found


def variants(settings: Competition, pairs: Pairs, people: np.ndarray, places: np.ndarray) -> dict[str, np.ndarray]:
    """Places for each person (n,) by every method; arguments, 0 and NaN as for `competition`.

    Source: docs/methods.md#plaetze-im-umkreis
    """
    given = _known(pairs, people, places)
    silent = _silent(settings, pairs, places, len(people))
    found = {name: catchment(method, *given, weight) for name, (method, weight) in _methods(settings).items()}
    return {name: np.where(silent, np.nan, one.places_per_person) for name, one in found.items()}


def widest(settings: Competition) -> float:
    """Metres beyond which no place counts."""
    return settings.weights[-1][0]


def _methods(settings: Competition) -> dict[str, tuple[Method, Weight]]:
    stepped, edge = steps(settings.weights), widest(settings)
    bell = gaussian(edge / math.sqrt(-2 * math.log(LEFT_AT_EDGE)), edge)
    return {
        "2sfca": ("2sfca", binary(edge)),
        "e2sfca": ("e2sfca", stepped),
        "e2sfca_gaussian": ("e2sfca", bell),
        "m2sfca": ("m2sfca", stepped),
        "3sfca": ("3sfca", stepped),
        "bfca": ("bfca", stepped),
    }


def _silent(settings: Competition, pairs: Pairs, places: np.ndarray, origins: int) -> np.ndarray:
    """Which origins (n,) reach facilities, but none whose places are known."""
    unknown = np.isnan(places)[pairs.target]
    near = pairs.distance_m <= widest(settings)
    said, unsaid = (np.bincount(pairs.origin[near & which], minlength=origins) for which in (~unknown, unknown))
    return np.asarray((said == 0) & (unsaid > 0))


def _known(pairs: Pairs, people: np.ndarray, places: np.ndarray) -> tuple[Pairs, np.ndarray, np.ndarray]:
    """Without facilities whose places nobody knows; people of whom nothing is known compete for none."""
    kept = ~np.isnan(places)[pairs.target]
    known = Pairs(pairs.origin[kept], pairs.target[kept], pairs.distance_m[kept])
    return known, np.nan_to_num(people), np.nan_to_num(places)
