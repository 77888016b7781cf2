"""The fixture city with childminders: every word of their lists and of what is found is made up."""

import re
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path

from cities import CRS, write_city
from openpyxl import Workbook

SHEET_NAME = "Hulvikbrandt"  # of the list and of a file's name: somebody may have put a name there
SECTION = "Plonkatz"
LIST = "facilities/tagespflege_{}.xlsx"
SECOND = "facilities/pflegebuero.xlsx"
TOML = """
[addresses]
file = "adressen.csv"
columns = { street = "STR", house_number = "HNR", postcode = "PLZ", place = "ORT", x = "X", y = "Y" }
crs = "EPSG:25832"
source = "geo"

[[indicators]]
id = "pflegestufe"
label = { de = "Erlaubnis in Jahren", en = "Years of permission" }
short = { de = "Erlaubnis", en = "Permission" }
handlungsfeld = "bevoelkerung"
definition = { de = "gilt so viele Jahre", en = "is valid for so many years" }
kind = "mean"
counts = "things"
unit = { de = "Jahre", en = "years" }
per = 1
decimals = 0
polaritaet = "keine"
rolle = "kontext"
raumbezug = "einrichtungsort"
zeitbezug = "stichtag"
source = "jugendamt"

[[values]]
file = "indicators/erlaubnis.csv"
columns = { facility_id = "TPNR", value = "JAHRE", note = "WORT" }
period = "2023-12-31"
indicator = "pflegestufe"

[[places]]
file = "facilities/pflegeplaetze.csv"
columns = { facility_id = "TPNR", places = "PLAETZE", note = "WORT" }
offer = "pflege"
target_group = "u3"
kind = "betriebserlaubnis"
period = "2023/24"
source = "jugendamt"

[[merkmal_files]]
file = "facilities/pflegemerkmale.csv"
columns = { facility_id = "TPNR", verbund = "VERBUND" }
merkmal = "familienzentrum"
source = "jugendamt"

[[offers]]
id = "pflege"
label = { de = "Kindertagespflege", en = "Childminding" }
facility_types = ["tagespflege"]

[[coverage]]
id = "pflege_u3"
label = { de = "Tagespflege unter 3", en = "Childminding under 3" }
short = { de = "Pflege U3", en = "Childminding U3" }
offers = ["pflege"]
target_groups = ["u3"]
kind = "betriebserlaubnis"
children = "children_u3"
measure = "versorgungsquote"

[[facility_types]]
id = "tagespflege"
label = { de = "Kindertagespflegestelle", en = "Childminder" }
label_plural = { de = "Kindertagespflegestellen", en = "Childminders" }
symbol = { shape = "diamond", letter = "T", color = "#5e3c99" }
file = "LIST"
columns = { facility_id = "TPNR", name = "NAME", traeger = "TRAEGER", street = "STRASSE", house_number = "HNR", \
postcode = "PLZ", place = "ORT", x = "RECHTS", y = "HOCH", area_name = "QUARTIER", note = "WORT" }
crs = "EPSG:25832"
as_of = 2023-08-01
source = "jugendamt"
position = "never_mapped"

[[facility_types.position_checks]]
file = "facilities/pflegebuero.xlsx"
columns = { facility_id = "TPNR", x = "RECHTS", y = "HOCH" }
crs = "EPSG:25832"

[[facility_types]]
id = "grundschule"
"""
HEAD = ["TPNR", "NAME", "TRAEGER", "STRASSE", "HNR", "PLZ", "ORT", "RECHTS", "HOCH", "QUARTIER", "WORT"]
# street, number, postcode, place, x, y, stated area
ROWS = {
    "tpgorlu": ("Kwastelstraße", "7351", "10001", "Musterstadt", None, None, "Nord"),  # found
    "tpbimsa": ("Kwastelstraße", "7351x", "10001", "Musterstadt", None, None, "Nord"),  # the house without its letter
    "tpzefku": ("Kwastelstrase", "7353", "10001", "Musterstadt", None, None, "Nord"),  # no such street
    "tpvondo": ("Kwastelstraße", "9998", "10001", "Musterstadt", None, None, "Nord"),  # no such house
    "tphirpa": ("Kwastelstraße", None, "10001", "Musterstadt", None, None, "Nord"),  # no number
    "tpquemo": ("Dralbenplatz", "8642", None, None, None, None, "Nord"),  # two of that name
    "tpjaxli": ("Kwastelstraße", "7351", "10001", "Wunsterhude", None, None, "Nord"),  # in another city
    "tpnulwe": ("Kwastelstraße", "7355", "10003", "Musterstadt", None, None, "Nord"),  # another postcode
    "tpfarko": ("Kwastelstraße", "7357", "10001", "Musterstadt", 501917, 5700113, "Mitte"),  # far from its address
    "tpobsid": (None, None, None, None, 500383, 5701587, "Grelfswinkel"),  # no such area
    "tpsygra": (None, None, None, None, 500389, 5701589, "3 Nord"),  # an area by a rule
    "tplomte": (None, None, None, None, 507919, 5709973, None),  # outside of the city
    "tpmefra": (None, None, None, None, 500397, 5701597, "Heide"),  # in another area than stated
    "tpuvwal": (None, None, None, None, 501000, 5701571, "Nord"),  # on a border
    "tpkeduh": (None, None, None, None, 7919, 7927, "Nord"),  # nowhere near
}
REGISTER = """STR;HNR;PLZ;ORT;X;Y
Kwastelstr.;7351;10001;Musterstadt;500377;5701573
Kwastelstr.;7355;10001;Musterstadt;500379;5701577
Kwastelstr.;7357;10001;Musterstadt;500383;5701579
Dralbenplatz;8642;10001;Musterstadt;500391;5701583
Dralbenplatz;8642;10003;Musterstadt;501393;5700587
Torfmilbenweg;8647;10003;Musterstadt;501399;5700591
"""
WORDS = (SECTION, "Struwalder", "Ummerzien", "Zwickolin", "Fudrimer", "Borzheli")


def written(
    sheets: Mapping[str, list[list[object]]], hidden: Mapping[str, list[int]] | None = None, column: str = ""
) -> bytes:
    """A workbook; the row of a section is one merged cell.

    Args:
        hidden: sheet -> rows that are hidden.
        column: letter of a hidden column.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for number, row in enumerate(rows, start=1):
            if row and str(row[0]).startswith(SECTION):
                sheet.merge_cells(start_row=number, end_row=number, start_column=1, end_column=3)
        for row_ in (hidden or {}).get(title, []):
            sheet.row_dimensions[row_].hidden = True
        if column:
            sheet.column_dimensions[column].hidden = True
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def name_of(id_: str) -> str:
    return f"{id_[2:].capitalize()}dora {id_[:1:-1].capitalize()}ski"


def rows_of_homes() -> list[list[object]]:
    """Title, headings, a section, every home, one of them twice, a mark, a note below."""
    rows: list[list[object]] = [["Stellen von Struwalder, Stand 2023"], [], list(HEAD), [f"{SECTION}, Revier"]]
    for at, (id_, (street, number, postcode, place, x, y, area)) in enumerate(ROWS.items()):
        if at == 9:
            rows.append([f"{SECTION}, Zwickolin"])
        rows.append([id_, name_of(id_), "Ummerzien", street, number, postcode, place, x, y, area, "Zwickolin"])
    rows.append(list(rows[4]))  # the same row again
    alike = [*rows[5]]
    alike[0] = "tpwimsa"  # another id for the same name and address
    rows.append(alike)
    typed = [*rows[15]]
    typed[0], typed[1], typed[7] = (
        "tpraste",
        name_of("tpraste"),
        "500398,5",
    )  # a number typed as text, among real ones
    rows.append(typed)
    return [*rows, [], ["1) laut Fudrimer"]]


def files_of_homes() -> dict[str, str | bytes]:
    """Every file that names a home, and the register of addresses."""
    twice = "tpgorlu;{};Borzheli SchÃ¼ler\n"
    second: list[list[object]] = [
        ["TPNR", "RECHTS", "HOCH"],
        [f"{SECTION}, Revier"],
        ["tpobsid", 501789, 5700789],
        ["tpsygra", 7933, 7937],
        ["tplomte", "500347,5", 5701500],
        ["tpfremd", 500353, 5701500],
        ["tpgorlu", 500359, 5701501],
        ["tpgorlu", 500359, 5701501],
        ["tpuvwal", None, None],
    ]
    return {
        "adressen.csv": REGISTER,
        LIST.format(SHEET_NAME): written({SHEET_NAME: rows_of_homes()}, {SHEET_NAME: [6]}, "C"),
        SECOND: written({SHEET_NAME: second}, {SHEET_NAME: [4]}),
        "indicators/erlaubnis.csv": "TPNR;JAHRE;WORT\n" + twice.format(5) * 2 + "tpmefra;7¹;Zwickolin\n",
        "facilities/pflegeplaetze.csv": "TPNR;PLAETZE;WORT\n" + twice.format(5) * 2 + "tpmefra;3;Zwickolin\n",
        "facilities/pflegemerkmale.csv": "TPNR;VERBUND\n" + "tpmefra;Ummerzien\n" * 2,
    }


def write_homes_city(folder: Path) -> Path:
    """The city with its childminders; its projekt.toml."""
    assert CRS == "EPSG:25832"
    more = TOML.replace("LIST", LIST.format("*"))
    replace = {"projekt.toml": {'\n[[facility_types]]\nid = "grundschule"\n': more}}
    return write_city(folder, replace, add=files_of_homes())


def secret_texts() -> set[str]:
    """Every text of the lists that tells of a home, folded; none of them occurs in the city by chance."""
    told = {
        SHEET_NAME,
        *WORDS,
        "Kwastel",
        "Dralben",
        "Torfmilben",
        "Wunsterhude",
        "Grelfswinkel",
        "tpfremd",
        "tpwimsa",
    }
    for id_, (_, number, _, _, x, y, _) in ROWS.items():
        told |= {id_, *name_of(id_).split(), *(str(one) for one in (number, x, y) if one)}
    told |= {"500398", "500347", "501789", "500353", "500359", "500377", "501393"}
    return {text.casefold() for text in told if not re.fullmatch(r"\d{1,3}", text)}
