"""Whether the colours of a palette can be told apart, and whether one of them is red.

Differences are CIEDE2000 (CIE 142), also as people with a deficient colour vision see them (Machado, Oliveira and
Fernandes 2009, severity 1). The check needs no array library, since it belongs to reading a project file.
"""

import math
from collections.abc import Sequence
from itertools import combinations

Triple = tuple[float, float, float]

ALIKE = 7.0  # two classes nearer than this are taken for each other
RED_FROM, RED_TO = -15.0, 48.0  # degrees of hue in CIELAB: from crimson to the red end of orange
COLOURFUL = 25.0  # chroma from which a hue is seen as a colour of its own
TURN = 360.0

# rows: what of the light of red, green and blue reaches the eye as such
VISIONS: tuple[tuple[Triple, Triple, Triple], ...] = (
    ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
)
XYZ: tuple[Triple, Triple, Triple] = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)


def least_difference(colours: Sequence[str]) -> float:
    """The smallest difference of any two colours under any vision; endless for fewer than two."""
    seen = [[_lab(_times(vision, _light(colour))) for colour in colours] for vision in VISIONS]
    return min((difference(*two) for labs in seen for two in combinations(labs, 2)), default=math.inf)


def has_red(colours: Sequence[str]) -> bool:
    """Whether any colour "#rrggbb" is red to normal sight; orange, brown and pale ones are not."""
    for colour in colours:
        _, a, b = _lab(_light(colour))
        hue = math.degrees(math.atan2(b, a))
        if math.hypot(a, b) >= COLOURFUL and RED_FROM <= hue <= RED_TO:
            return True
    return False


def difference(one: Triple, other: Triple) -> float:
    """CIEDE2000 of two colours in CIELAB."""
    (light_1, a_1, b_1), (light_2, a_2, b_2) = one, other
    stretch = 1.5 - _grey((math.hypot(a_1, b_1) + math.hypot(a_2, b_2)) / 2) / 2
    chroma_1, chroma_2 = math.hypot(a_1 * stretch, b_1), math.hypot(a_2 * stretch, b_2)
    hue_1, hue_2 = (math.degrees(math.atan2(b, a * stretch)) % TURN for a, b in ((a_1, b_1), (a_2, b_2)))
    both = chroma_1 > 0 and chroma_2 > 0
    turn = (hue_2 - hue_1 + TURN / 2) % TURN - TURN / 2 if both else 0.0
    hue = (hue_1 + turn / 2) % TURN if both else hue_1 + hue_2
    light, chroma = (light_1 + light_2) / 2, (chroma_1 + chroma_2) / 2
    waves = 1 + sum(
        weight * math.cos(math.radians(times * hue + shift))
        for weight, times, shift in ((-0.17, 1, -30), (0.24, 2, 0), (0.32, 3, 6), (-0.20, 4, -63))
    )
    by_light = (light_2 - light_1) / (1 + 0.015 * (light - 50) ** 2 / math.sqrt(20 + (light - 50) ** 2))
    by_chroma = (chroma_2 - chroma_1) / (1 + 0.045 * chroma)
    arc = 2 * math.sqrt(chroma_1 * chroma_2) * math.sin(math.radians(turn / 2))
    by_hue = arc / (1 + 0.015 * chroma * waves)
    blue = math.radians(60 * math.exp(-(((hue - 275) / 25) ** 2)))
    crossed = -2 * _grey(chroma) * math.sin(blue) * by_chroma * by_hue
    return math.sqrt(by_light**2 + by_chroma**2 + by_hue**2 + crossed)


def _grey(chroma: float) -> float:
    """Between 0 for grey and 1 for the strongest colours."""
    return math.sqrt(chroma**7 / (chroma**7 + 25.0**7))


def _light(colour: str) -> Triple:
    """Light of the primaries of "#rrggbb", 0 to 1."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return _linear(red), _linear(green), _linear(blue)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _times(rows: tuple[Triple, Triple, Triple], light: Triple) -> Triple:
    red, green, blue = (
        min(max(sum(weight * part for weight, part in zip(row, light, strict=True)), 0.0), 1.0) for row in rows
    )
    return red, green, blue


def _lab(light: Triple) -> Triple:
    """CIELAB of linear light; white is that of the primaries together."""
    x, y, z = (_root(sum(weight * part for weight, part in zip(row, light, strict=True)) / sum(row)) for row in XYZ)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _root(share: float) -> float:
    edge = 6 / 29
    return share ** (1 / 3) if share > edge**3 else share / (3 * edge**2) + 4 / 29
