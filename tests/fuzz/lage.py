"""The sections of a project file that say how the soziale Lage is put together, each key damaged in turn."""

import copy
import json
import math
import tomllib
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from cities import city_files
from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
Files = dict[str, str | bytes]

SECTIONS = ("lage_index", "uncertainty", "findings", "planner_notes", "gaps", "profile")
LAGE = """
[lage_index]
label = { de = "Lageindex", en = "Index" }
parts = [
  { indicator = "sgb2_u18", window = [0.0, 60.0] },
  { indicator = "single_parents", weight = 0.5, window = [0.0, 50.0] },
]
normalisation = "z"
zero = "areas"
ddof = 0
by_handlungsfeld = true
field_weights = [{ handlungsfeld = "soziale_sicherung", weight = 2.0 }]
field_normalisation = "none"
standardise_again = true
cuts = [-1.0, 1.0, 1.5]
class_labels = [{ de = "gering" }, { de = "mittel" }, { de = "hoch" }, { de = "sehr hoch" }]
periods = ["2021-12-31", "2022-12-31", "2023-12-31"]
residents = "residents"
min_residents = 0
excluded = [{ area = "heide", because = { de = "Gewerbe" }, periods = ["2023-12-31"] }]
missing = "rescale"
min_share_pct = 40.0
note = { de = "Anmerkung" }

[[lage_index.versions]]
since = "2023-01-01"
because = { de = "neu" }
parts = [{ indicator = "sgb2_u18" }, { indicator = "sprache" }]

[lage_index.dynamics]
parts = []
years = 1.0
pairs = { "2023-12-31" = "2021-12-31" }
normalisation = "z"
zero = "areas"
ddof = 0
standardise_again = true
cuts = [-1.0, 1.0]
stable_within_interval = true

[lage_index.rank_stability]
variants = 100
weights_pct = 50.0
free_weights = false
seed = 1
robust_ranks = 2.0
robust_pct = 10.0

[uncertainty]
confidence_pct = 95.0
smoothed = ["sgb2_u18", "jaehrlich"]
pooled = [{ indicator = "jaehrlich", years = 2 }]

[findings]
most = 5
since = 2021
worsening_dates = 2
spread_pct = 5.0
min_deviations = 0.0
release = [
  { rule = "above_city", indicator = "sgb2_u18", area = "nord" },
  { rule = "below_city" }, { rule = "rising" },
]

[[planner_notes]]
area = "nord"
text = { de = "Anmerkung" }
signed = "M. Muster"
on = 2024-05-02

[gaps]
bounds_pct = [90.0, 100.0]
lage_cuts = [-1.0, 1.0]
coverage = ["kita_u3"]
source = { de = "Ausschuss" }

[profile]
headline = ["residents", "sgb2_u18"]
similar_by = ["sgb2_u18", "single_parents"]
similar_count = 2
"""
IDS = ("residents", "children_u3", "sgb2_u18", "single_parents", "schulsozialindex", "sprache", "jaehrlich")
AREAS = ("nord", "mitte", "hafen", "heide", "west", "nord_mitte", "city", "joint", "Nord", "nirgends", "")
PERIODS = (
    "2021-12-31", "2022-12-31", "2023-12-31", "2023-02-30", "2023", "2022", "2023-Q4", "2023/24", "2023/25",
    "2018..2020", "1066-01-01", "9999-12-31", "0000-00-00", "1800-01-01", "morgen",
)  # fmt: skip
ODD_TEXTS = (
    "", " ", "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "{{ 7*7 }}", "{% raw %}",
    "{0}", "{x}", "{self.__class__}", "%(a)s", "\u202etxet", "\x01", "ß" * 300, "javascript:alert(1)", "=1+1", "nan",
)  # fmt: skip
ODD_NUMBERS: tuple[Any, ...] = (
    0, -0.0, -1, 1, 2, 3, 5e-324, 1e-300, 1e-9, 0.5, 99.9, 100, 1e6, 1e16, 1e300, 1e308, -1e308, 10**30, -(10**30),
    math.nan, math.inf, -math.inf, 2200, 20_000,
)  # fmt: skip
ODD_OTHERS: tuple[Any, ...] = (
    True, False, [], {}, [[]], [{}], [""], [0], [math.nan, math.nan], [1.5, 1, -1], [-math.inf, math.inf], [1, 1],
    [-1e308, 1e308], [0, 5e-324], {"de": ""}, {"xx": "x"}, {"de": 1}, {"": "x"}, date(2023, 12, 31), date(1, 1, 1),
    datetime(2023, 12, 31, 5, tzinfo=UTC), time(7, 32),
)  # fmt: skip
CHOICES = (
    "z", "robust_z", "min_max", "percentile", "exponential", "none", "areas", "city", "no_index", "rescale",
    "above_city", "rising", "falling", "worsening_series", "improving_series", "overtook_city", "fell_below_city",
    "group_gap", "spread_grows", "spread_shrinks", "places_missing", "places_enough", "strained_index",
    "relieved_index",
)  # fmt: skip
ODD = st.one_of(
    *(st.sampled_from(some) for some in (IDS, AREAS, PERIODS, ODD_TEXTS, ODD_NUMBERS, ODD_OTHERS, CHOICES))
)
FIELDS = ("soziale_sicherung", "bevoelkerung", "nirgends")


def lage_files() -> dict[str, str]:
    """The small city with three dates, a rate of the year, and every section of the Lage in full."""
    files = {name: text for name, text in city_files().items() if isinstance(text, str)}
    project = files["projekt.toml"]
    start, end = project.index("[lage_index]"), project.index("[[missing_data]]")
    definition = project[project.index('[[indicators]]\nid = "single_parents"') :].split("[[indicators]]")[1]
    files["projekt.toml"] = project[:start] + _more(definition) + LAGE + project[end:]
    rows = files["indicators/anteile.csv"].replace("Mitte;SGB II;2022;;;;", "Mitte;SGB II;2022;;11;196;")
    for at, year in enumerate((2021, 2022)):
        rows += f"Heide;SGB II;{year};;{4 + at};{90 - at};\nHafen;Alleinerziehende;{year};;{20 + at};60;\n"
        rows += f"Nord;Alleinerziehende;{year};;{17 - at};95;\nMitte;Alleinerziehende;{year};;16;{140 + at};\n"
    rows += "Nord;SGB II;2021;;25;120;\nMitte;SGB II;2021;;11;190;\nHafen;SGB II;2021;;50;101;\n"
    for year in (2021, 2022, 2023):
        for at, name in enumerate(("Nord", "Mitte", "Hafen", "Heide")):
            rows += f"{name};Sprache;{year};;{10 + 3 * at};{60 + at};\n"
    files["indicators/anteile.csv"] = rows
    files["indicators/jahre.csv"] = "STADTTEIL;JAHR;ZAEHLER;NENNER\n" + "".join(
        f"{name};{year};{8 + 2 * at + year % 3};{60 + at}\n"
        for year in (2021, 2022, 2023)
        for at, name in enumerate(("Nord", "Mitte", "Hafen", "Heide"))
    )
    files["projekt.toml"] = files["projekt.toml"].replace(
        '"Alleinerziehende" = "single_parents" }', '"Alleinerziehende" = "single_parents", "Sprache" = "sprache" }'
    )
    return files


def _more(definition: str) -> str:
    """Two further indicators like the one given, and the file of the second."""
    made = ""
    for id_, reference in (("sprache", "stichtag"), ("jaehrlich", "jahr")):
        own = definition.replace('id = "single_parents"', f'id = "{id_}"').replace("Alleinerziehende", id_)
        own = own.replace('counts = "households"', 'counts = "persons"')
        own = own.replace('zeitbezug = "stichtag"', f'zeitbezug = "{reference}"')
        own = own.replace('handlungsfeld = "soziale_sicherung"', 'handlungsfeld = "bevoelkerung"')
        made += f"[[indicators]]{own}"
    return made + (
        '[[values]]\nfile = "indicators/jahre.csv"\nindicator = "jaehrlich"\n'
        'columns = { area_name = "STADTTEIL", period = "JAHR", numerator = "ZAEHLER", denominator = "NENNER" }\n'
    )


USUAL = lage_files()
SOUND = tomllib.loads(USUAL["projekt.toml"])


@st.composite
def odd_lage(draw: Draw) -> Files:
    """One to three places of the sections of the Lage replaced, left out, doubled or emptied."""
    project = copy.deepcopy(SOUND)
    for _ in range(draw(st.sampled_from((1, 1, 1, 2, 3)))):
        places = [place for name in SECTIONS if name in project for place in _places(project, name)]
        if not places:
            break
        kind = draw(st.sampled_from(("like", "like", "like", "like", "like", "odd", "drop", "double", "reverse")))
        if kind == "like":  # what fits in kind gets further than what does not
            places = [place for place in places if not isinstance(place[0][place[1]], dict | list)] or places
        holder, key = places[draw(st.integers(0, len(places) - 1))]
        value = holder[key]
        if kind == "like" and isinstance(value, str):
            holder[key] = draw(_texts_like(value))
        elif kind == "drop":
            del holder[key]
        elif kind == "double" and isinstance(value, list) and value:
            value.append(copy.deepcopy(value[draw(st.integers(0, len(value) - 1))]))
        elif kind == "reverse" and isinstance(value, list):
            value.reverse()
        elif kind == "like" and isinstance(value, bool):
            holder[key] = not value
        elif kind == "like" and isinstance(value, int):
            holder[key] = draw(st.sampled_from([one for one in ODD_NUMBERS if isinstance(one, int)]))
        elif kind == "like" and isinstance(value, float):
            holder[key] = draw(st.sampled_from(ODD_NUMBERS))
        else:
            holder[key] = copy.deepcopy(draw(ODD))
    return {**USUAL, "projekt.toml": toml(project)}


def _texts_like(value: str) -> st.SearchStrategy[str]:
    """Texts of the list in which the value stands, else odd ones: as a rule those that a label could have."""
    alike = next((some for some in (IDS, AREAS, PERIODS, CHOICES, FIELDS) if value in some), ODD_TEXTS)
    return st.sampled_from(alike) | st.sampled_from(ODD_TEXTS)


def toml(document: dict[str, Any]) -> str:
    """A TOML text of the document, each of its sections on one line."""
    return "".join(f"{_key(key)} = {_inline(value)}\n" for key, value in document.items())


def _places(holder: Any, key: Any) -> list[tuple[Any, Any]]:
    """(holder, key) of a value and of everything below."""
    value = holder[key]
    below = list(value) if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else []
    return [(holder, key), *(place for one in below for place in _places(value, one))]


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_inline(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, str):
        return json.dumps(value).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    return value.isoformat() if isinstance(value, date | time) else repr(value)


def _key(key: str) -> str:
    return json.dumps(key)
