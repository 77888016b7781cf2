"""The small city of tests/cities.py with everything that planning reads; some numbers of children are small."""

from collections.abc import Mapping
from pathlib import Path

from built import built
from cities import PROJECT

from sozialraum.pipeline import CityBuild

USUAL = {"nord": 30, "mitte": 40, "hafen": 12, "heide": 14}  # infants; one more of each further year of age
DAYS = ("2019-10-31", "2020-10-31", "2021-10-31", "2022-10-31", "2023-10-31")
FEW = {
    "hafen 1 2023-10-31": "3",  # one-year-olds of two areas on the last Stichtag
    "heide 1 2023-10-31": "2",
    "nord in mitte": "3",  # in the Kita of Mitte
    "heide in mitte": "2",
    "waiting hafen": "3",
    "waiting heide": "2",
    "class 2": "3",
    "entrants": "4",
}
COVERAGE = """children = "children_u3"
cohorts = ["alter_0", "alter_1", "alter_2"]
measure"""
MORE = """
[[offers]]
id = "ogs"
label = { de = "Offener Ganztag", en = "All-day school" }
facility_types = ["grundschule"]

[[places]]
file = "planung/ganztag.csv"
columns = { facility_id = "NR", places = "PLAETZE", period = "JAHR", weekly_hours = "STUNDEN" }
offer = "ogs"
target_group = "ue3"
kind = "betriebserlaubnis"
source = "jugendamt"

[[coverage]]
id = "ogs"
label = { de = "Ganztag", en = "All-day school" }
short = { de = "Ganztag", en = "All-day school" }
offers = ["ogs"]
target_groups = ["ue3"]
kind = "betriebserlaubnis"
children = "residents"
cohorts = ["klassen_1_4"]
measure = "versorgungsquote"
target_quota_pct = 60
target_source = { de = "erfunden", en = "invented" }

[cohorts]
preset = "nrw"

[[registers]]
file = "planung/register.csv"
columns = { area_id = "KEY", as_of = "TAG", age = "ALTER", count = "ANZAHL" }
source = "melderegister"

[forecast]
years_ahead = 4
to_age = 11
rate_years = 2

[planning]
preset = "nrw"
ganztag = "ogs"
schools = ["grundschule"]
familienzentren = "familienzentrum"
centre_children = ["u3"]

[[use]]
file = "planung/wohnort.csv"
source = "jugendamt"
columns = { facility_id = "NR", home = "WOHNORT", children = "KINDER" }
offer = "kita"
target_group = "u3"
period = "2023/24"

[[applications]]
file = "planung/anmeldungen.csv"
source = "jugendamt"
columns = { area_id = "KEY", children = "KINDER" }
coverage = "kita_u3"
period = "2023/24"
counted_on = "2024-03-15"
deduplicated = true

[[registrations]]
file = "planung/schulanmeldungen.csv"
source = "jugendamt"
columns = { facility_id = "NR", children = "KINDER", year = "JAHR" }

[[pupils]]
file = "planung/schueler.csv"
source = "jugendamt"
columns = { facility_id = "NR", school_class = "KLASSE", children = "KINDER" }
year = "2023/24"

[lage_index]
"""


def planning_city(folder: Path, few: Mapping[str, str] | None = None) -> CityBuild:
    """The city, written and read; `few` replaces some of FEW."""
    numbers = {**FEW, **(few or {})}
    register = [
        f"{area};{day};{age};{numbers.get(f'{area} {age} {day}', USUAL[area] + age)}"
        for area in USUAL
        for day in DAYS
        for age in range(14)
    ]
    files = {
        "register": ("KEY;TAG;ALTER;ANZAHL", register),
        "ganztag": ("NR;PLAETZE;JAHR;STUNDEN", ["s1;40;2023/24;40"]),
        "wohnort": (
            "NR;WOHNORT;KINDER",
            ["k1;nord;9", f"k2;nord;{numbers['nord in mitte']}", f"k2;heide;{numbers['heide in mitte']}",
             "k2;mitte;7", "k3;mitte;6", "k4;hafen;0", "k5;nord;5"],
        ),
        "anmeldungen": (
            "KEY;KINDER",
            ["nord;11", "mitte;7", f"hafen;{numbers['waiting hafen']}", f"heide;{numbers['waiting heide']}"],
        ),
        "schulanmeldungen": ("NR;KINDER;JAHR", [f"s1;{numbers['entrants']};2024/25"]),
        "schueler": ("NR;KLASSE;KINDER", ["s1;1;20", f"s1;2;{numbers['class 2']}", "s1;3;21", "s1;4;22"]),
    }  # fmt: skip
    add = {f"planung/{name}.csv": "\n".join([head, *lines]) + "\n" for name, (head, lines) in files.items()}
    # without Planungsbezirke, whose sums would change with one of their parts
    start, end = PROJECT.index("[[planungsbezirke]]"), PROJECT.index("[disclosure.oeffentlich]")
    toml = {
        PROJECT[start:end]: "",
        'children = "children_u3"\nmeasure': COVERAGE,
        "\n[lage_index]\n": MORE,
    }
    people = {"Nord/Mitte;Kinder u3;31.12.2022;insgesamt;71\n": ""}
    return built(folder, {"projekt.toml": toml, "indicators/bevoelkerung.csv": people}, add=add)
