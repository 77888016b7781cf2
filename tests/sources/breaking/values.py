"""One broken city for every code of a problem with its values."""

from cities import POPULATION, geojson, quarters, write_city
from sources.breaking.breaks import AREAS, POP, POP_LINE, TOML, Break, replaced, toml, with_file, with_rows, with_toml

from sozialraum.model.codes import Code

RATES = "indicators/anteile.csv"


def numbered(*keys: str) -> Break:
    """Quarters whose keys are digits, and values under the keys given."""
    areas = geojson(quarters())
    for place, name in enumerate(("nord", "mitte", "hafen", "heide"), start=11):
        areas = areas.replace(f'"KEY": "{name}"', f'"KEY": "050000{place}"')
    rows = "".join(f"{key};Einwohner;31.12.2023;;900\n" for key in keys)
    return lambda folder: write_city(folder, add={AREAS: areas, POP: f"KEY;KENNZAHL;STICHTAG;SEX;WERT\n{rows}"})


def with_wide(header: str, wide: str) -> Break:
    entry = f"""[[values]]
file = "breit.csv"
columns = {{ area_id = "KEY" }}
indicator = "residents"
wide = [{wide}]

[[facility_types]]
id = "kita\""""
    row = "nord" + ";7" * header.count(";")
    return with_toml('[[facility_types]]\nid = "kita"', entry, {"breit.csv": f"{header}\n{row}\n"})


OTHER = '[[other_geographies]]\nname = "Stadtteile 2010"\nfile = "boundaries/alt.csv"\ncolumn = "KEY"\n\n'


BROKEN_VALUES: dict[Code, Break] = {
    Code.NOT_A_NUMBER: replaced(POP, old=";40", new=";vierzig"),
    Code.DECIMAL_AMBIGUOUS: toml('dialect = { decimal = "," }\n', ""),
    Code.DECIMAL_MIXED: replaced(RATES, old=";27;120;", new=";27.5;120;"),
    Code.PERIOD_UNKNOWN: replaced(POP, old="31.12.2022", new="32.12.2022"),
    Code.INDICATOR_UNKNOWN: with_rows(POP, POPULATION, "nord;Hunde;31.12.2023;;7"),
    Code.PART_UNKNOWN: replaced(POP, old="weiblich", new="Frauen"),
    Code.VALUE_STATUS_UNKNOWN: replaced(RATES, old="100;E", new="100;Z"),
    Code.STATUS_CONTRADICTS_VALUE: replaced(RATES, old="100;E", new="100;Q"),
    Code.STATUS_WITHOUT_VALUE: replaced(RATES, old="Mitte;SGB II;2022;;;;", new="Mitte;SGB II;2022;;;;A"),
    Code.COUNT_NEGATIVE: replaced(POP, old=";40", new=";-40"),
    Code.SHARE_OUT_OF_BOUNDS: replaced(RATES, old="22,5;27;120", new="122,5;;"),
    Code.NUMERATOR_ABOVE_DENOMINATOR: replaced(RATES, old=";10;200;", new=";200;10;"),
    Code.DENOMINATOR_NEGATIVE: replaced(RATES, old="22,5;27;120", new="22,5;;-120"),
    Code.VALUES_DIFFER: with_rows(POP, POPULATION, "nord;Kinder u3;31.12.2023;insgesamt;41"),
    Code.VALUE_REPEATED: with_rows(POP, POPULATION, "nord;Kinder u3;31.12.2023;insgesamt;40"),
    Code.VALUE_AREA_UNKNOWN: with_rows(POP, POPULATION, "haven;Kinder u3;31.12.2023;insgesamt;4"),
    Code.OTHER_GEOGRAPHY: lambda folder: write_city(
        folder,
        replace={TOML: {"[disclosure.oeffentlich]": f"{OTHER}[disclosure.oeffentlich]"}},
        add={
            "boundaries/alt.csv": "KEY\nalt1\nalt2\nalt3\nalt4\n",
            POP: "KEY;KENNZAHL;STICHTAG;SEX;WERT\n"
            + "".join(f"alt{n};Einwohner;31.12.2023;;{n}00\n" for n in (1, 2, 3, 4)),
        },
    ),
    Code.MOST_KEYS_UNKNOWN: with_file(
        POP,
        "KEY;KENNZAHL;STICHTAG;SEX;WERT\n" + "".join(f"{n};Einwohner;31.12.2023;;{n}00\n" for n in (1, 2, 3)),
    ),
    Code.SOURCE_UNKNOWN: lambda folder: write_city(
        folder,
        replace={
            TOML: {'period = "STICHTAG"': 'source = "QUELLE", period = "STICHTAG"'},
            POP: {"SEX;WERT": "SEX;WERT;QUELLE", "insgesamt;40": "insgesamt;40;Zeitung"},
        },
    ),
    Code.SOURCE_MISSING: toml('zeitbezug = "schuljahr"\nsource = "jugendamt"', 'zeitbezug = "schuljahr"'),
    Code.GROUP_UNREADABLE: lambda folder: write_city(
        folder,
        replace={
            TOML: {'dimensions = { sex = "SEX" }': 'group = "SEX"', "dimension_values = {": "# dimension_values = {"},
            POP: {"insgesamt": "", "weiblich": "weiblich", "männlich": "sex=m"},
        },
    ),
    Code.FLAG_UNREADABLE: toml(
        'columns = { facility_id = "SCHULE"', 'columns = { list_only = "STUFE", facility_id = "SCHULE"'
    ),
    Code.VALUE_CONTRADICTS_PARTS: replaced(RATES, old="25,0;30;120", new="26,0;30;120"),
    Code.VALUE_AREA_AMBIGUOUS: with_file(AREAS, geojson(quarters()).replace('"NAME": "Nord"', '"NAME": "Mitte"')),
    Code.AREA_KEY_ROW_EMPTY: with_rows(POP, POPULATION, ";Kinder u3;31.12.2023;insgesamt;99"),
    Code.NUMBER_READ_AS: replaced(POP, old=";40", new=";40 ¹"),
    Code.PERIOD_AMBIGUOUS: replaced(POP, old="31.12.2022", new="31.12.22"),
    Code.PERIOD_HALF_YEAR: replaced(POP, old="31.12.2022", new="2. Hj. 2022"),
    Code.PERIOD_UNFIT: replaced(POP, old="31.12.2022", new="Schuljahr 2022/23"),
    Code.PRESET_UNKNOWN: toml(POP_LINE, f'{POP_LINE}\npreset = "amtlich"'),
    Code.WIDE_FORM_UNFOUND: with_wide("KEY;EW 2021", '{ column = "Einwohner {period}" }'),
    Code.WIDE_FITS_TWO: with_wide("KEY;EW 2021", '{ column = "EW {period}" }, { column = "EW {period} " }'),
    Code.WIDE_SAME: with_wide(
        "KEY;EW;EW neu", '{ column = "EW", period = "2021" }, { column = "EW neu", period = "2021" }'
    ),
    Code.WIDE_LEFT_OUT: with_wide("KEY;EW 2021;EW 2O22", '{ column = "EW {period}" }'),
    Code.SPELLING_AMBIGUOUS: lambda folder: write_city(
        folder,
        add={
            AREAS: geojson(quarters())
            .replace('"NAME": "Hafen"', '"NAME": "Neu-Nord"')
            .replace('"NAME": "Heide"', '"NAME": "Neu/Nord"'),
            RATES: "STADTTEIL;KENNZAHL;JAHR;QUOTE;ZAEHLER;NENNER;STATUS\nNeu Nord;SGB II;2023;25,0;30;120;\n",
        },
    ),
    Code.LOOKS_LIKE_TOTAL: with_rows(POP, POPULATION, "Insgesamt;Kinder u3;31.12.2023;insgesamt;73"),
    Code.KEY_ROUNDED: numbered("5,0E+06", "05000012"),
    Code.KEY_GROUPED: numbered("5.000.011", "05000012"),
    Code.SPELLINGS_TAKEN: replaced(RATES, old="Hafen;SGB II;2023", new="HAFEN;SGB II;2023"),
    Code.ZEROS_RESTORED: numbered("5000011", "5000012"),
    Code.DECIMALS_DROPPED: numbered("5000011.0", "5000012.0"),
    Code.CONDITION_ZEROS: with_toml(
        POP_LINE,
        f'{POP_LINE}\nwhere = {{ AGS = "05999999" }}',
        {POP: "AGS;KEY;KENNZAHL;STICHTAG;SEX;WERT\n5999999;nord;Einwohner;31.12.2023;;5\n"},
    ),
}
