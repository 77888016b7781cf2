"""One broken city for every code of a problem with its facilities and places."""

from cities import CRS, KITAS, write_city
from sources.breaking.breaks import KITA, PLACES, TOML, Break, replaced, toml, with_file, with_rows

from sozialraum.model.codes import Code

HOUSES = """STR;NR;PLZ;X;Y
Lange Str.;1;10001;500300;5701500
Lange Str.;3;10002;500320;5701500
Hof;1;10001;500300;5701500
Hof;1;10001;502300;5701500
"""
OF_HOUSES = 'columns = { street = "STR", house_number = "NR", postcode = "PLZ", x = "X", y = "Y" }'
BUILDING = "N;1;A;05;NW;9;B;99;K;999;M;;;1;Weg;1;;32;500300;5701500;2024\n"


def with_register(
    register: str = HOUSES, how: str = f'{OF_HOUSES}\ncrs = "{CRS}"', address: str = "Lange Str. 1", kita: str = "k4"
) -> Break:
    """A register of addresses, and Kitas with an address; k4 has no coordinates."""
    entry = f'[addresses]\nfile = "adressen.csv"\nsource = "jugendamt"\n{how}\n\n[disclosure.'
    first = "[disclosure.oeffentlich]"
    name = {"k4": "Kita Kaimauer;", "k5": "Kita Irrtum;"}[kita]
    return lambda folder: write_city(
        folder,
        replace={
            TOML: {first: entry + first.removeprefix("[disclosure."), 'traeger = "TRAEGER"': 'address = "TRAEGER"'},
            KITA: {f"{kita};{name}Stadt": f"{kita};{name}{address}"},
        },
        add={"adressen.csv": register},
    )


def with_second_list(second: str, columns: str = ', x = "X", y = "Y"') -> Break:
    """Another list of the Kitas whose positions are compared."""
    check = f'file = "zweite.csv"\ncolumns = {{ facility_id = "ID"{columns} }}\ncrs = "{CRS}"\n\n'
    following = '[[facility_types]]\nid = "grundschule"'
    return lambda folder: write_city(
        folder,
        replace={TOML: {following: f"[[facility_types.position_checks]]\n{check}{following}"}},
        add={"zweite.csv": second},
    )


BROKEN_FACILITIES: dict[Code, Break] = {
    Code.FACILITY_ID_EMPTY: with_rows(KITA, KITAS, ";Kita Namenlos;Stadt;;;nord;offen;"),
    Code.FACILITY_ID_REPEATED: with_rows(KITA, KITAS, "k1;Kita Zwei;Stadt;;;nord;offen;"),
    Code.FACILITY_TWICE: with_rows(KITA, KITAS, "k9;Kita Sonnenschein;Stadt;500300;5701500;nord;offen;"),
    Code.FACILITY_UNKNOWN: with_file(PLACES, "NR;GRUPPE;KITAJAHR;PLAETZE;STUNDEN\nk11;U3;2023/24;10;45\n"),
    Code.COORDINATE_UNREADABLE: replaced(KITA, old="500300;", new="etwa 500300;"),
    Code.COORDINATE_INCOMPLETE: replaced(KITA, old="500300;5701500", new="500300;"),
    Code.COORDINATE_IMPLAUSIBLE: replaced(KITA, old="500300;5701500", new="500300;57015"),
    Code.FACILITY_CRS_MISSING: toml('crs = "EPSG:25832"\nbetriebsstatus_names', "betriebsstatus_names"),
    Code.STATED_AREA_UNKNOWN: replaced(KITA, old=";;;hafen;", new=";;;haven;"),
    Code.STATUS_UNKNOWN: replaced(KITA, old="geplant", new="geplannt"),
    Code.DATE_UNREADABLE: replaced(KITA, old="01.08.2010", new="Sommer 2010"),
    Code.DATES_REVERSED: lambda folder: write_city(
        folder,
        replace={
            TOML: {'gueltig_ab = "AB"': 'gueltig_ab = "AB", gueltig_bis = "BIS"'},
            KITA: {"STATUS;AB": "STATUS;AB;BIS", "01.08.2010": "01.08.2010;31.07.2009"},
        },
    ),
    Code.TEXT_NOT_MAPPED: replaced(PLACES, old="k1;U3;", new="k1;U-3;"),
    Code.PLACES_NEGATIVE: replaced(PLACES, old=";10;45", new=";-10;45"),
    Code.PLACES_REPEATED: replaced(PLACES, old="k5;U3", new="k1;U3"),
    Code.MERKMAL_REPEATED: replaced("facilities/familienzentren.csv", old="k2;2019", new="k1;01.08.2012"),
    Code.ADDRESS_WITHOUT_NUMBER: with_register(f"{HOUSES}Lange Str.;;10001;500300;5701500\n"),
    Code.ADDRESS_WITHOUT_STREET: with_register(f"{HOUSES}### unbekannt;1;10001;500300;5701500\n"),
    Code.ADDRESS_ARTIFICIAL: with_register(BUILDING + BUILDING.replace(";A;", ";C;"), 'layout = "gebref"'),
    Code.ADDRESS_WITHOUT_POSITION: with_register(f"{HOUSES}Lange Str.;5;10001;;\n"),
    Code.REGISTER_LAYOUT: with_register(HOUSES, 'layout = "gebref"'),
    Code.REGISTER_WITHOUT_POSITIONS: with_register(how='columns = { street = "STR", house_number = "NR" }'),
    Code.REGISTER_OF_ANOTHER_CITY: with_register(BUILDING.replace(";999;", ";998;"), 'layout = "gebref"'),
    Code.STREET_UNKNOWN: with_register(address="Kurze Str. 1"),
    Code.HOUSE_NUMBER_MISSING: with_register(address="Lange Str."),
    Code.HOUSE_NUMBER_UNKNOWN: with_register(address="Lange Str. 99"),
    Code.ADDRESS_AMBIGUOUS: with_register(address="Hof 1"),
    Code.ADDRESS_ELSEWHERE: with_register(address='"Lange Str. 1, 99999 Anderswo"'),
    Code.ADDRESS_NEAR: with_register(address="Lange Str. 1a"),
    Code.POSTCODE_DIFFERS: with_register(address='"Lange Str. 1, 10002 Musterstadt"'),
    Code.POSITION_CONTRADICTS_ADDRESS: with_register(kita="k5"),
    Code.POSITIONS_DIFFER: with_second_list("ID;X;Y\nk1;500300;5702500\n"),
    Code.NOT_IN_OTHER_LIST: with_second_list("ID;X;Y\nk1;500300;5701500\n"),
    Code.ONLY_IN_OTHER_LIST: with_second_list("ID;X;Y\nk1;500300;5701500\nk99;500300;5701500\n"),
    Code.WITHOUT_POSITION_TO_COMPARE: with_second_list("ID;X;Y\nk1;500300;5701500\nk2;;\n"),
    Code.OTHER_LIST_REPEATS: with_second_list("ID;X;Y\nk1;500300;5701500\nk1;500300;5701500\n"),
    Code.POSITION_CHECK_EMPTY: with_second_list("ID\nk1\n", columns=""),
}
