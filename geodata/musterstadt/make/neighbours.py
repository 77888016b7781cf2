"""The invented municipalities around the city: they share its outline and end somewhere beyond the map."""

import math

from ground import ORIGIN, Line, Point, outline
from names import NAMES
from writing import metres

MIDDLE = (ORIGIN[0] + 6_000, ORIGIN[1] + 5_500)
BEYOND_M = 9_000.0
DIRECTIONS = (25, 100, 170, 240, 305)  # degrees from east against the clock: where two of them meet


def neighbours() -> list[tuple[str, Line]]:
    """Name and closed ring of each; they meet where the city reaches farthest in a direction, so none crosses it."""
    ring = outline()[:-1]
    rays = [(math.cos(math.radians(turn)), math.sin(math.radians(turn))) for turn in DIRECTIONS]
    meets = [
        max(range(len(ring)), key=lambda at, ray=ray: ring[at][0] * ray[0] + ring[at][1] * ray[1]) for ray in rays
    ]
    found = []
    for number, name in enumerate(NAMES["neighbours"]["names"]):
        following = (number + 1) % len(rays)
        start, end = meets[number], meets[following]
        inner = ring[start : end + 1] if start <= end else [*ring[start:], *ring[: end + 1]]
        turn = math.radians((DIRECTIONS[number] + (DIRECTIONS[following] - DIRECTIONS[number]) % 360 / 2) % 360)
        corner = _out(MIDDLE, (math.cos(turn), math.sin(turn)), 2 * BEYOND_M)
        far = [_out(inner[-1], rays[following], BEYOND_M), corner, _out(inner[0], rays[number], BEYOND_M)]
        found.append((str(name), [*inner[::-1], far[2], far[1], far[0], inner[-1]]))
    return found


def _out(start: Point, ray: Point, far: float) -> Point:
    return metres(start[0] + far * ray[0]), metres(start[1] + far * ray[1])
