"""Handlungsfelder 3 to 6: care, health at school entry, school, Hilfen zur Erziehung."""

from dataclasses import replace

import numpy as np
import people
from areas import INDEX, STICHTAGE, YEARS
from dice import Floats, Ints
from rows import JAHRE, SCHULJAHRE, Row, city_ratio, drawn, groups_of, marked, only_rates, ratio, strain

JOINT = "Ohlbeck/Rothenwisch und Külsenbrock"
JOINT_MEMBERS = ("sr08", "sr10")
TIME: Floats = np.arange(len(YEARS), dtype=np.float64)


def care() -> list[Row]:
    """Use of day care by children who live there."""
    u3, ue3 = people.at_ages(0, 2), people.at_ages(3, 5)
    in_u3 = drawn("care u3", u3, 0.385 - 0.055 * strain() + 0.010 * TIME, 0.05)
    in_ue3 = drawn("care ue3", ue3, np.minimum(0.985, 0.955 - 0.022 * strain()), 0.006)
    cared = in_u3 + in_ue3
    found = ratio("betreuung_u3", in_u3, u3, SCHULJAHRE)
    found += ratio("kita_45h", drawn("45h", cared, 0.47 + 0.02 * strain() + 0.006 * TIME), cared, SCHULJAHRE)
    free = ratio("kita_beitragsfrei", drawn("free", cared, 0.24 + 0.14 * strain(), 0.06), cared, SCHULJAHRE)
    found += marked(free, "O", "Meldung eines Trägers fehlt", areas=("sr05",), periods=("2019/20",))
    spoken = drawn("language", cared, _odds(-1.55 + 0.85 * strain() + 0.03 * TIME))
    found += only_rates(ratio("kita_familiensprache", spoken, cared, SCHULJAHRE))
    found += city_ratio("kita_familiensprache", spoken, cared, SCHULJAHRE)
    waiting = drawn("waiting", u3 + ue3, 0.035 + 0.018 * np.maximum(strain(), -0.6), 0.15)
    found += ratio("warteliste", waiting, u3 + ue3, STICHTAGE)
    pupils = people.at_ages(6, 9)
    ogs = ratio("ogs_quote", drawn("ogs", pupils, 0.50 + 0.016 * TIME - 0.01 * strain()), pupils, SCHULJAHRE)
    return found + marked(ogs, "P", "vorläufig", periods=("2024/25",))


def health() -> list[Row]:
    """School entry examination; none in spring 2021, and two areas report teeth together."""
    examined = drawn("examined", people.at_ages(6, 6), np.full((len(strain()), 7), 0.95), 0.01)
    found: list[Row] = []
    for name, rate in (
        ("seu_u_untersuchung", 0.90 - 0.05 * strain()),
        ("seu_uebergewicht", 0.105 + 0.030 * strain()),
        ("seu_sprache", _odds(-1.45 + 0.62 * strain() + 0.03 * TIME)),
        ("seu_koordination", 0.095 + 0.022 * strain()),
        ("seu_visuomotorik", 0.105 + 0.025 * strain()),
        ("seu_kitadauer", 0.20 + 0.07 * strain()),
    ):
        found += ratio(name, drawn(name, examined, rate, 0.06), examined, SCHULJAHRE)
    with_booklet = drawn("booklet", examined, np.full(examined.shape, 0.93), 0.01)
    vaccinated = drawn("seu_impf", with_booklet, 0.945 - 0.012 * strain(), 0.01)
    found += ratio("seu_zahn_impf", vaccinated, with_booklet, SCHULJAHRE)
    found += _teeth(examined)
    return marked(found, "L", "Untersuchung ausgesetzt", periods=("2021/22",))


def school() -> list[Row]:
    """School by where the children live."""
    leaving = people.at_ages(10, 10)
    gym = drawn("gym", leaving, 0.43 - 0.13 * strain(), 0.04)
    ge = drawn("ge", leaving, 0.29 + 0.035 * strain(), 0.04)
    rs = np.minimum(drawn("rs", leaving, 0.215 + 0.04 * strain(), 0.04), leaving - gym - ge)
    found = ratio("uebergang_gym", gym, leaving, SCHULJAHRE)
    found += ratio("uebergang_ge", ge, leaving, SCHULJAHRE)
    found += ratio("uebergang_rs_sk", rs, leaving, SCHULJAHRE)
    pupils = people.at_ages(6, 15)
    found += ratio("foerderquote", drawn("support", pupils, 0.068 + 0.02 * strain()), pupils, SCHULJAHRE)
    primary = people.at_ages(6, 9)
    found += ratio("wiederholer", drawn("repeat", primary, 0.018 + 0.008 * strain(), 0.1), primary, SCHULJAHRE)
    leavers = people.at_ages(16, 16)
    without = ratio("ohne_abschluss", drawn("no degree", leavers, 0.055 + 0.027 * strain(), 0.1), leavers, SCHULJAHRE)
    return found + marked(without, "O", "Abgleich mit den Schulen läuft", periods=("2024/25",))


def upbringing() -> list[Row]:
    """Hilfen zur Erziehung and protection of children: cases of a year, by where the family lives."""
    known = people.residents()[:, 1:].sum(axis=2)  # area, year, sex, age
    u21, u18, youth = known[..., :21].sum(axis=-1), known[..., :18].sum(axis=-1), known[..., 14:21].sum(axis=-1)
    boys = np.array([0.92, 1.08])
    ambulant = drawn("hze a", u21, _per_1000(19, 0.50) * boys, 0.07)
    stationary = drawn("hze s", u21, _per_1000(7.5, 0.55) * boys, 0.08)
    found: list[Row] = []
    for name, top, base in (
        ("hze_quote", ambulant + stationary, u21),
        ("hze_ambulant", ambulant, u21),
        ("hze_stationaer", stationary, u21),
        ("par35a", drawn("par35a", u21, _per_1000(7, -0.04) * np.array([0.6, 1.4]), 0.07), u21),
        ("par8a", drawn("par8a", u18, _per_1000(8.5, 0.55) * np.array([1.0, 1.0]), 0.1), u18),
        ("inobhut", drawn("inobhut", u18, _per_1000(2.6, 0.6) * np.array([1.1, 0.9]), 0.12), u18),
        ("jgh", drawn("jgh", youth, _per_1000(26, 0.35) * np.array([0.45, 1.55]), 0.08), youth),
        ("eb", drawn("eb", u21, _per_1000(21, 0.03) * np.array([1.0, 1.0]), 0.05), u21),
    ):
        found += _by_sex(name, top, base)
    return found


def _by_sex(name: str, top: Ints, base: Ints) -> list[Row]:
    found: list[Row] = []
    for kept in ((), ("sex",)):
        bases = groups_of(base, ("sex",), kept)
        for (text, part), (_, whole) in zip(groups_of(top, ("sex",), kept), bases, strict=True):
            found += ratio(name, part, whole, JAHRE, text, per=1000)
    return found


def _teeth(examined: Ints) -> list[Row]:
    """Two villages have too few children for the office: it gives one value for both."""
    unhealthy = drawn("teeth", examined, 0.15 + 0.055 * strain())
    single = [row for row in ratio("seu_zahn", unhealthy, examined, SCHULJAHRE) if row.area not in JOINT_MEMBERS]
    members = [INDEX[id_] for id_ in JOINT_MEMBERS]
    tops, bases = unhealthy[members].sum(axis=0), examined[members].sum(axis=0)
    together = ratio("seu_zahn", tops[None].repeat(14, axis=0), bases[None].repeat(14, axis=0), SCHULJAHRE)
    return single + [replace(row, area=JOINT) for row in together if row.area == JOINT_MEMBERS[0]]


def _per_1000(middle: float, steepness: float) -> Floats:
    rate: Floats = middle / 1000 * np.exp(steepness * strain()) * (1 + 0.012 * TIME)
    return rate[:, :, None]


def _odds(scale: Floats) -> Floats:
    return 1 / (1 + np.exp(-scale))
