"""The drawn Musterstadt with everything that planning reads: two registers, births, use, measures, schools."""

from collections.abc import Mapping
from pathlib import Path

from cities import PROJECT, write_city

TOML = "projekt.toml"
REGISTER = "planung/kinder.csv"
BIRTHS = "planung/geburten.csv"
PROJECTION = "planung/stadt.csv"
USE = "planung/wohnort.csv"
APPLICATIONS = "planung/anmeldungen.csv"
MEASURES = "planung/massnahmen.csv"
REGISTRATIONS = "planung/schulanmeldungen.csv"
PUPILS = "planung/schueler.csv"

HERE = '[[target_groups]]\nid = "u3"'
QUOTA = PROJECT[PROJECT.index("target_quota_pct") : PROJECT.index("[lage_index]")]
SECTIONS = """
[cohorts]
preset = "nrw"

[[registers]]
file = "planung/kinder.csv"
columns = { area_id = "KEY", as_of = "TAG", birth_month = "MONAT", count = "KINDER" }
source = "melderegister"

[forecast]
years_ahead = 3

[[forecast.dwelling_types]]
id = "reihenhaus"
label = { de = "Reihenhaus" }
children_per_dwelling = [0.1, 0.2]
source = { de = "Erhebung (erfunden)" }

[[new_housing]]
area = "nord"
year = 2025
dwellings = 10
type = "reihenhaus"

[[births]]
file = "planung/geburten.csv"
columns = { area_id = "KEY", year = "JAHR", births = "GEBURTEN" }
source = "melderegister"

[[city_projection]]
file = "planung/stadt.csv"
columns = { year = "JAHR", from_age = "VON", to_age = "BIS", count = "KINDER" }
source = "melderegister"

[[targets]]
age = 1
target_pct = 60
source = { de = "Ratsbeschluss (erfunden)" }

[[targets]]
age = 2
target_pct = 90
reserve_pct = 5
source = { de = "Ratsbeschluss (erfunden)" }

[planning]
preset = "nrw"
ganztag = "kita_u3"
schools = ["grundschule"]
familienzentren = "familienzentrum"
centre_children = ["u3", "ue3_jahrgaenge"]

[planning.measures]
chosen = ["m2"]

[[use]]
file = "planung/wohnort.csv"
columns = { facility_id = "NR", home = "WOHNORT", children = "KINDER", period = "JAHR", group = "ALTER" }
offer = "kita"
target_group = "u3"
group_names = { "eins" = "alter_1" }
home_names = { "auswärts" = "outside", "?" = "" }
source = "jugendamt"

[[applications]]
file = "planung/anmeldungen.csv"
columns = { area_name = "STADTTEIL", children = "KINDER", counted_on = "TAG" }
coverage = "kita_u3"
period = "2024/25"
deduplicated = true
source = "jugendamt"

[[planned_measures]]
file = "planung/massnahmen.csv"
source = "jugendamt"
offer = "kita"
target_group_names = { "U3" = "u3", "Ü3" = "ue3" }
status_names = { "im Bau" = "im_bau" }
[planned_measures.columns]
measure = "NR"
label = "TITEL"
facility_id = "KITA"
target_group = "GRUPPE"
places = "PLAETZE"
from_day = "AB"
status = "STAND"
cost_eur = "EUR"

[[registrations]]
file = "planung/schulanmeldungen.csv"
columns = { facility_id = "SCHULE", children = "KINDER", year = "SCHULJAHR", counted_on = "TAG" }
source = "jugendamt"

[[pupils]]
file = "planung/schueler.csv"
columns = { facility_id = "SCHULE", school_class = "KLASSE", children = "KINDER" }
year = "2024/25"
source = "jugendamt"

"""
FILES = {
    REGISTER: "KEY;TAG;MONAT;KINDER\n"
    + "".join(
        f"{area};31.12.{year};{year - age}-{month:02d};3\n"
        for area in ("nord", "mitte", "hafen", "heide")
        for year in (2022, 2023, 2024)
        for age in range(4)
        for month in (1, 7, 12)
    ),
    BIRTHS: "KEY;JAHR;GEBURTEN\nnord;2023;12\nmitte;2023;10\nhafen;2023;.\nheide;2023;-\nGesamtstadt;2023;30\n",
    PROJECTION: "JAHR;VON;BIS;KINDER\n2025;0;2;140,5\n2025;3;5;120\n",
    USE: "NR;WOHNORT;KINDER;JAHR;ALTER\nk1;nord;6;2023/24;eins\nk1;Mitte;2;2023/24;eins\nk1;auswärts;1;2023/24;\n"
    "k2;?;3;2023/24;\nk2;outside;.;2023/24;\n",
    APPLICATIONS: "STADTTEIL;KINDER;TAG\nNord;4;15.03.2024\nMitte;-;15.03.2024\n;2;15.03.2024\n",
    MEASURES: "NR;TITEL;KITA;GRUPPE;PLAETZE;AB;STAND;EUR\n"
    "m1;Neubau;k6;U3;22;01.02.2026;im Bau;4.800.000,50\n"
    "m1;Neubau;k6;Ü3;50;Februar 2026;im Bau;\n"
    "m2;Anbau;k1;U3;6;2026/27;idee;\n"
    "m3;Weniger Gruppen;k2;U3;-12;08/2026;beschlossen;\n",
    REGISTRATIONS: "SCHULE;KINDER;SCHULJAHR;TAG\ns1;52;2025/26;15.11.2024\ns1;57;2026/27;15.11.2025\n"
    "s1;55;2026/27;31.01.2026\n",
    PUPILS: "SCHULE;KLASSE;KINDER\ns1;1;51\ns1;2.;48\ns1;3;.\ns1;04;44\n",
}
OF_GROUPS = {"sections": {'cost_eur = "EUR"': 'groups = "GRUPPEN"\ngroup_form = "FORM"\nweekly_hours = "STUNDEN"'}}


def in_groups(*rows: str) -> dict[str, str]:
    """The file of planned measures with groups, their form and hours."""
    return {
        MEASURES: "NR;TITEL;KITA;GRUPPE;PLAETZE;AB;STAND;GRUPPEN;FORM;STUNDEN\n" + "".join(f"{row}\n" for row in rows)
    }


def write_planned(
    folder: Path,
    replace: Mapping[str, Mapping[str, str]] | None = None,
    add: Mapping[str, str] | None = None,
    ages: str = '"alter_0", "alter_1", "alter_2"',
) -> Path:
    """The city in a folder, with texts replaced as in cities.write_city; returns the path of its projekt.toml.

    Args:
        replace: per file; under "sections" the parts of projekt.toml about planning.
        ages: cohorts of the coverage.
    """
    wishes = dict(replace or {})
    sections = SECTIONS
    for old, new in wishes.pop("sections", {}).items():
        assert old in sections, old
        sections = sections.replace(old, new)
    toml = {HERE: f"{sections}{HERE}", QUOTA: f"cohorts = [{ages}]\n\n"}
    return write_city(folder, replace={TOML: toml, **wishes}, add={**FILES, **(add or {})})


def rows(file: str, *more: str) -> dict[str, str]:
    """The file with further rows."""
    return {file: FILES[file] + "".join(f"{row}\n" for row in more)}
