"""A fictitious Musterstadt of four 1 km squares, small enough to know every answer by eye.

    nord  | mitte        Planungsbezirk "west" = nord + hafen, "ost" = mitte + heide
    ------+------        south-west corner (500000, 5700000) in EPSG:25832
    hafen | heide        heide is empty: nobody lives there, no facility stands there

Awkward on purpose: k2 stands on the border of nord and mitte, k3 outside, k4 has no coordinates, k5 stands in
mitte and says nord, k6 is only planned and has no places; hafen has 3 children under three (to be withheld),
heide has 0; the share is missing for mitte in 2022 and not applicable in heide.
"""

import json
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

CRS = "EPSG:25832"
WEST, SOUTH, SIDE = 500_000, 5_700_000, 1_000
CORNERS = {"hafen": (0, 0), "heide": (1, 0), "nord": (0, 1), "mitte": (1, 1)}
NAMES = {"hafen": "Hafen", "heide": "Heide", "mitte": "Mitte", "nord": "Nord"}

PROJECT = """
schema = 1

[city]
name = "Musterstadt"
ags = "05999999"
crs = "EPSG:25832"
languages = ["de", "en"]
notice = { de = "Fiktive Stadt: alle Werte erfunden", en = "Fictitious city: all values invented" }
keys = ["Gesamtstadt"]

[areas]
file = "boundaries/stadtteile.geojson"
columns = { area_id = "KEY", name = "NAME" }
label = { de = "Stadtteil", en = "Quarter" }
label_plural = { de = "Stadtteile", en = "Quarters" }
boundaries_as_of = 2023-12-31
geography = "Stadtteile 2023"
source = "geo"

[[planungsbezirke]]
level = "planungsbezirk"
label = { de = "Planungsbezirk", en = "Planning district" }
label_plural = { de = "Planungsbezirke", en = "Planning districts" }
file = "boundaries/bezirke.csv"
columns = { area_id = "KEY", part_of = "BEZIRK", name = "BEZIRK_NAME" }

[[joint_areas]]
id = "nord_mitte"
name = "Nord und Mitte zusammen"
keys = ["Nord/Mitte"]
members = ["nord", "mitte"]

[disclosure.oeffentlich]
min_count = 5
min_base = 0
zeros = "zeigen"
complement = "sperren"
rates_without_counts = "sperren"
min_values = 3
dominance = "keine"
rounding = "keine"
rule = "Dienstanweisung Statistik 2024, Nr. 3"
set_by = "Statistikstelle Musterstadt"
set_on = 2024-02-01

[sources.geo]
title = "Kleinräumige Gliederung"
publisher = "Musterstadt"
licence = "dl-de/by-2-0"

[sources.melderegister]
title = "Einwohnermelderegister"
publisher = "Musterstadt, Statistikstelle"
licence = "dl-de/by-2-0"
retrieved_on = 2024-02-01

[sources.jugendamt]
title = "Liste der Einrichtungen"
publisher = "Musterstadt, Jugendamt"

[[breakdowns]]
id = "sex"
label = { de = "Geschlecht", en = "Sex" }
exhaustive = true
parts = [
  { id = "f", label = { de = "weiblich", en = "female" } },
  { id = "m", label = { de = "männlich", en = "male" } },
]

[[handlungsfelder]]
id = "bevoelkerung"
label = { de = "Bevölkerung", en = "Population" }

[[handlungsfelder]]
id = "soziale_sicherung"
label = { de = "Soziale Sicherung", en = "Social security" }

[[indicators]]
id = "residents"
label = { de = "Einwohnerinnen und Einwohner", en = "Residents" }
short = { de = "Einwohner", en = "Residents" }
handlungsfeld = "bevoelkerung"
definition = { de = "Hauptwohnung am Stichtag", en = "Main residence" }
kind = "count"
counts = "persons"
unit = { de = "Personen", en = "persons" }
per = 1
decimals = 0
polaritaet = "keine"
rolle = "kontext"
raumbezug = "wohnort"
zeitbezug = "stichtag"
source = "melderegister"

[[indicators]]
id = "children_u3"
label = { de = "Kinder unter drei Jahren", en = "Children under three" }
short = { de = "Kinder unter 3", en = "Under 3" }
handlungsfeld = "bevoelkerung"
definition = { de = "Vollendete Lebensjahre 0 bis 2, Hauptwohnung", en = "Ages 0 to 2" }
kind = "count"
counts = "persons"
unit = { de = "Kinder", en = "children" }
per = 1
decimals = 0
polaritaet = "keine"
rolle = "nachfrage"
raumbezug = "wohnort"
zeitbezug = "stichtag"
source = "melderegister"

[[indicators]]
id = "sgb2_u18"
label = { de = "Kinder im SGB-II-Bezug", en = "Children in SGB II" }
short = { de = "SGB II unter 18", en = "SGB II under 18" }
handlungsfeld = "soziale_sicherung"
definition = { de = "Unter 18-Jährige in Bedarfsgemeinschaften je 100 unter 18", en = "per 100 under 18" }
kind = "share"
counts = "persons"
unit = { de = "%", en = "%" }
polaritaet = "mehr_belastung"
rolle = "lage"
raumbezug = "wohnort"
zeitbezug = "stichtag"
source = "melderegister"

[[indicators]]
id = "single_parents"
label = { de = "Haushalte Alleinerziehender", en = "Single-parent households" }
short = { de = "Alleinerziehende", en = "Single parents" }
handlungsfeld = "soziale_sicherung"
definition = { de = "je 100 Haushalte mit Kindern", en = "per 100 households with children" }
kind = "share"
counts = "households"
unit = { de = "%", en = "%" }
polaritaet = "mehr_belastung"
rolle = "lage"
raumbezug = "wohnort"
zeitbezug = "stichtag"
source = "melderegister"

[[indicators]]
id = "schulsozialindex"
label = { de = "Schulsozialindex", en = "School social index" }
short = { de = "Schulsozialindex", en = "School index" }
handlungsfeld = "soziale_sicherung"
definition = { de = "Stufe 1 bis 9", en = "Level 1 to 9" }
kind = "ordinal"
counts = "things"
unit = { de = "Stufe", en = "level" }
per = 1
decimals = 0
polaritaet = "mehr_belastung"
rolle = "kontext"
raumbezug = "einrichtungsort"
zeitbezug = "schuljahr"
source = "jugendamt"

[[values]]
file = "indicators/bevoelkerung.csv"
dialect = { decimal = "," }
columns = { area_id = "KEY", indicator = "KENNZAHL", period = "STICHTAG", value = "WERT", \
dimensions = { sex = "SEX" } }
indicator_names = { "Einwohner" = "residents", "Kinder u3" = "children_u3" }
dimension_values = { sex = { "weiblich" = "f", "männlich" = "m", "insgesamt" = "" } }

[[values]]
file = "indicators/anteile.csv"
columns = { area_name = "STADTTEIL", period = "JAHR", value = "QUOTE", numerator = "ZAEHLER", \
denominator = "NENNER", indicator = "KENNZAHL", status = "STATUS" }
indicator_names = { "SGB II" = "sgb2_u18", "Alleinerziehende" = "single_parents" }
stichtag = "12-31"

[[values]]
file = "indicators/schulen.csv"
columns = { facility_id = "SCHULE", period = "SCHULJAHR", value = "STUFE" }
indicator = "schulsozialindex"

[[facility_types]]
id = "kita"
label = { de = "Kindertagesstätte", en = "Day-care centre" }
label_plural = { de = "Kindertagesstätten", en = "Day-care centres" }
symbol = { shape = "circle", letter = "K", color = "#5e3c99" }
file = "facilities/kitas.csv"
columns = { facility_id = "NR", name = "NAME", traeger = "TRAEGER", x = "RECHTS", y = "HOCH", \
area_id = "KEY", betriebsstatus = "STATUS", gueltig_ab = "AB" }
crs = "EPSG:25832"
betriebsstatus_names = { "offen" = "in_betrieb", "geplant" = "geplant" }
as_of = 2023-08-01
source = "jugendamt"

[[facility_types]]
id = "grundschule"
label = { de = "Grundschule", en = "Primary school" }
label_plural = { de = "Grundschulen", en = "Primary schools" }
symbol = { shape = "square", letter = "G", color = "#1b6e5a" }
file = "facilities/schulen.geojson"
columns = { facility_id = "nr", name = "name" }
as_of = 2023-08-01
source = "jugendamt"

[[merkmale]]
id = "familienzentrum"
label = { de = "Familienzentrum", en = "Family centre" }

[[merkmal_files]]
file = "facilities/familienzentren.csv"
columns = { facility_id = "NR", gueltig_ab = "SEIT", verbund = "VERBUND" }
merkmal = "familienzentrum"
source = "jugendamt"

[[target_groups]]
id = "u3"
label = { de = "unter 3 Jahre", en = "under 3" }
ages = [0, 2]

[[target_groups]]
id = "ue3"
label = { de = "3 Jahre bis Einschulung", en = "3 to school entry" }
ages = [3, 5]

[[offers]]
id = "kita"
label = { de = "Kita", en = "Day care" }
facility_types = ["kita"]

[[places]]
file = "facilities/plaetze.csv"
columns = { facility_id = "NR", places = "PLAETZE", target_group = "GRUPPE", period = "KITAJAHR", \
weekly_hours = "STUNDEN" }
offer = "kita"
target_group_names = { "U3" = "u3", "Ü3" = "ue3" }
kind = "betriebserlaubnis"
source = "jugendamt"

[[coverage]]
id = "kita_u3"
label = { de = "Kita-Plätze unter 3", en = "Day-care places under 3" }
short = { de = "Kita U3", en = "Day care U3" }
offers = ["kita"]
target_groups = ["u3"]
kind = "betriebserlaubnis"
children = "children_u3"
measure = "versorgungsquote"
target_quota_pct = 50
target_source = { de = "Ratsbeschluss vom 01.02.2023 (erfunden)", en = "Council decision (invented)" }

[lage_index]
label = { de = "Lageindex", en = "Index of social situation" }
parts = [{ indicator = "sgb2_u18" }, { indicator = "single_parents" }]
cuts = [-0.5, 0.5]
residents = "residents"
min_residents = 100

[gaps]
bounds_pct = [90, 100]
coverage = ["kita_u3"]
source = { de = "Jugendhilfeausschuss 2023 (erfunden)", en = "Youth committee 2023 (invented)" }

[profile]
headline = ["residents", "children_u3", "sgb2_u18"]

[[missing_data]]
label = { de = "Ergebnisse der Einschulungsuntersuchung", en = "School entry examination" }
office = { de = "Gesundheitsamt", en = "Health office" }
"""

DISTRICTS = """KEY;BEZIRK;BEZIRK_NAME
nord;west;Bezirk West
hafen;west;Bezirk West
mitte;ost;Bezirk Ost
heide;ost;Bezirk Ost
"""

POPULATION = """KEY;KENNZAHL;STICHTAG;SEX;WERT
nord;Einwohner;31.12.2023;insgesamt;1.200
mitte;Einwohner;31.12.2023;insgesamt;900
hafen;Einwohner;31.12.2023;insgesamt;400
heide;Einwohner;31.12.2023;insgesamt;-
nord;Einwohner;31.12.2023;weiblich;620
nord;Einwohner;31.12.2023;männlich;580
nord;Kinder u3;31.12.2023;insgesamt;40
mitte;Kinder u3;31.12.2023;insgesamt;30
hafen;Kinder u3;31.12.2023;insgesamt;3
heide;Kinder u3;31.12.2023;insgesamt;0
Gesamtstadt;Kinder u3;31.12.2023;insgesamt;73
Nord/Mitte;Kinder u3;31.12.2022;insgesamt;71
"""

SHARES = """STADTTEIL;KENNZAHL;JAHR;QUOTE;ZAEHLER;NENNER;STATUS
Nord;SGB II;2023;25,0;30;120;
Mitte;SGB II;2023;;10;200;
Hafen;SGB II;2023;;60;100;E
Heide;SGB II;2023;;0;0;
Nord;SGB II;2022;22,5;27;120;
Mitte;SGB II;2022;;;;
Hafen;SGB II;2022;.;;;
Nord;Alleinerziehende;2023;;20;100;
Mitte;Alleinerziehende;2023;;15;150;
Hafen;Alleinerziehende;2023;;24;60;
Heide;Alleinerziehende;2023;x;;;
"""

SCHOOL_INDEX = """SCHULE;SCHULJAHR;STUFE
s1;2023/24;4
"""

KITAS = """NR;NAME;TRAEGER;RECHTS;HOCH;KEY;STATUS;AB
k1;Kita Sonnenschein;Stadt;500300;5701500;nord;offen;01.08.2010
k2;Kita Grenzstein;Kirche;501000;5701500;mitte;offen;
k3;Kita Ausblick;Verein;502500;5700500;;offen;
k4;Kita Kaimauer;Stadt;;;hafen;offen;
k5;Kita Irrtum;Stadt;501500;5701500;nord;offen;
k6;Kita Neubau;Stadt;500500;5700500;hafen;geplant;01.08.2025
"""

PLACES = """NR;GRUPPE;KITAJAHR;PLAETZE;STUNDEN
k1;U3;2023/24;10;45
k1;Ü3;2023/24;40;45
k2;U3;2023/24;12;35
k2;Ü3;2023/24;30;35
k3;U3;2023/24;6;
k4;U3;2023/24;0;
k5;U3;2023/24;5;45
"""

FAMILY_CENTRES = """NR;SEIT;VERBUND
k1;01.08.2012;
k2;2019;Verbund Mitte
"""


def square(east: int, north: int, side: int = SIDE) -> list[list[list[int]]]:
    """Rings of the square `east` and `north` kilometres from the south-west corner."""
    x, y = WEST + east * SIDE, SOUTH + north * SIDE
    return [[[x, y], [x + side, y], [x + side, y + side], [x, y + side], [x, y]]]


def geojson(features: list[dict[str, object]], crs: str | None = CRS) -> str:
    """A GeoJSON text; the `crs` member is written as offices do, although RFC 7946 forbids it."""
    member = {} if crs is None else {"crs": {"type": "name", "properties": {"name": crs_urn(crs)}}}
    return json.dumps({"type": "FeatureCollection", **member, "features": features}, ensure_ascii=False)


def crs_urn(crs: str) -> str:
    authority, code = crs.split(":")
    return f"urn:ogc:def:crs:{authority}::{code}"


def feature(properties: Mapping[str, object], geometry: Mapping[str, object] | None) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": dict(properties),
        "geometry": None if geometry is None else dict(geometry),
    }


def quarters() -> list[dict[str, object]]:
    """The four squares as features with KEY and NAME."""
    return [
        feature({"KEY": key, "NAME": NAMES[key]}, {"type": "Polygon", "coordinates": square(*corner)})
        for key, corner in CORNERS.items()
    ]


def schools() -> list[dict[str, object]]:
    return [feature({"nr": "s1", "name": "Hafenschule"}, {"type": "Point", "coordinates": [WEST + 250, SOUTH + 250]})]


def city_files() -> dict[str, str | bytes]:
    """Every file of the city by its path in the project folder."""
    return {
        "projekt.toml": PROJECT,
        "boundaries/stadtteile.geojson": geojson(quarters()),
        "boundaries/bezirke.csv": DISTRICTS,
        "indicators/bevoelkerung.csv": POPULATION,
        "indicators/anteile.csv": SHARES,
        "indicators/schulen.csv": SCHOOL_INDEX,
        "facilities/kitas.csv": KITAS,
        "facilities/schulen.geojson": geojson(schools()),
        "facilities/plaetze.csv": PLACES,
        "facilities/familienzentren.csv": FAMILY_CENTRES,
    }


SHOWN = {"min_count": "1", "complement": '"zeigen"', "rates_without_counts": '"zeigen"'}


def with_intern() -> dict[str, dict[str, str]]:
    """Replacements that give the city a rule for the office itself, which may see everything."""
    found = re.search(r"\[disclosure\.oeffentlich\]\n(.*?)\n\n", PROJECT, re.DOTALL)
    assert found
    rule = found.group(0).replace("oeffentlich", "intern")
    for key, value in SHOWN.items():
        rule = re.sub(rf"^{key} = .*$", f"{key} = {value}", rule, flags=re.MULTILINE)
    return {"projekt.toml": {found.group(0): found.group(0) + rule}}


def write_city(
    folder: Path,
    replace: Mapping[str, Mapping[str, str]] | None = None,
    add: Mapping[str, str | bytes] | None = None,
    without: Iterable[str] = (),
) -> Path:
    """Write the city into `folder` and return the path of its projekt.toml.

    Args:
        replace: per file, old text -> new text; the old text must occur.
        add: further files, or files written in place of the usual ones.
        without: files that are left out.

    Raises:
        AssertionError: a text to be replaced does not occur, so the test would not test anything.
    """
    files = city_files() | dict(add or {})
    for name, texts in (replace or {}).items():
        content = files[name]
        assert isinstance(content, str)
        for old, new in texts.items():
            assert old in content, f"{old!r} does not occur in {name}"
            content = content.replace(old, new)
        files[name] = content
    for name in without:
        del files[name]
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder / "projekt.toml"
