"""One broken city for every code of a problem with what its planning says."""

from sources.breaking.breaks import PLACES, Break, replaced
from sources.planned import (
    APPLICATIONS,
    BIRTHS,
    MEASURES,
    OF_GROUPS,
    PROJECTION,
    PUPILS,
    REGISTRATIONS,
    SECTIONS,
    USE,
    in_groups,
    rows,
    write_planned,
)

from sozialraum.model.codes import Code


def planned(file: str, row: str) -> Break:
    """The city with its planning, and one more row of a file."""
    return lambda folder: write_planned(folder, add=rows(file, row))


def planning(old: str, new: str) -> Break:
    """The city with its planning, and another text in its sections."""
    return lambda folder: write_planned(folder, {"sections": {old: new}})


OFFICIAL = {
    "years_ahead = 3": 'years_ahead = 3\nbirths = "projection"',
    '"GEBURTEN" }': '"GEBURTEN" }\nprojected = true',
}
BORN = "KEY;JAHR;GEBURTEN\n"


def official_births(*told: str) -> Break:
    """The city with its planning, and an official projection of births with these rows alone."""
    births = BORN + "".join(f"{row}\n" for row in told)
    return lambda folder: write_planned(folder, {"sections": OFFICIAL}, {BIRTHS: births})


OF_PUPILS = SECTIONS[SECTIONS.index("[[pupils]]") :]
FORM = """[planning.rules.group_forms]
source = { de = "Anlage (erfunden)" }
as_of = 2024-08-01
[[planning.rules.group_forms.forms]]
id = "i"
names = ["I"]
sizes = [{ weekly_hours = [25, 35], children = 20 }, { weekly_hours = [35], children = 10 }]

[planning.measures]"""


BROKEN_PLANNING: dict[Code, Break] = {
    Code.CELL_EMPTY: planned(MEASURES, "m4;Neu;k6;;5;01.08.2026;geplant;"),
    Code.MEASURE_WITHOUT_PLACES: planned(MEASURES, "m4;Neu;k6;U3;;01.08.2026;geplant;"),
    Code.COUNT_REPEATED: planned(USE, "k1;nord;6;2023/24;eins"),
    Code.COUNTS_DIFFER: planned(APPLICATIONS, "Nord;5;15.03.2024"),
    Code.CLASS_UNREADABLE: planned(PUPILS, "s1;1a;20"),
    Code.SCHOOL_YEAR_NEEDED: planned(REGISTRATIONS, "s1;51;2027;15.11.2026"),
    Code.RULES_PRESET_UNKNOWN: planning('preset = "nrw"\nganztag', 'preset = "nrv"\nganztag'),
    Code.DAY_NEEDED: planned(MEASURES, "m4;Neu;k6;U3;5;2026;geplant;"),
    Code.PLACES_CHANGE_UNFIT: planned(MEASURES, "m4;Neu;k6;U3;4,5;01.08.2026;geplant;"),
    Code.COST_UNFIT: planned(MEASURES, "m4;Neu;k6;U3;5;01.08.2026;geplant;-7"),
    Code.MEASURE_FACILITY_UNKNOWN: planned(MEASURES, "m4;Neu;k66;U3;5;01.08.2026;geplant;"),
    Code.MEASURE_TWICE: planned(MEASURES, "m3;Neu;k2;U3;-12;01.08.2026;beschlossen;"),
    Code.MEASURE_BELOW_ZERO: planned(MEASURES, "m4;Neu;k1;U3;-17;01.08.2026;geplant;"),
    Code.MEASURE_COUNTED: planned(MEASURES, "m4;Neu;k1;U3;5;01.08.2010;geplant;"),
    Code.OFFER_UNFIT: planned(MEASURES, "m4;Neu;s1;U3;5;01.08.2026;geplant;"),
    Code.NOT_A_SCHOOL: lambda folder: write_planned(
        folder,
        {"sections": {'ganztag = "kita_u3"\n': "", OF_PUPILS: ""}},
        rows(REGISTRATIONS, "k1;51;2026/27;15.11.2026"),
    ),
    Code.PERIOD_WITHOUT_PLACES: planning('period = "2024/25"\ndeduplicated', 'period = "2024"\ndeduplicated'),
    Code.YEAR_BEYOND: planning("year = 2025", "year = 2045"),
    Code.PLACES_FAR_AHEAD: lambda folder: write_planned(folder, {PLACES: {"2023/24": "2033/34"}}),
    Code.TARGET_AS_SHARE: planning("target_pct = 60", "target_pct = 0.6"),
    Code.MEASURE_BEFORE_PLACES: planned(MEASURES, "m4;Neu;k1;U3;5;01.08.2020;geplant;"),
    Code.KITA_YEAR_NEEDED: planning("age = 1\n", 'age = 1\nyear = "2026"\n'),
    Code.MEASURE_UNKNOWN: planning('chosen = ["m2"]', 'chosen = ["m22"]'),
    Code.VALIDITY_OVERLAPS: replaced("facilities/familienzentren.csv", old="k2;2019", new="k1;01.08.2014"),
    Code.HOME_UNKNOWN: planned(USE, "k1;nrd;1;2023/24;"),
    Code.GROUP_OR_AGE: planning("age = 1\n", 'age = 1\ngroup = "alter_1"\n'),
    Code.TARGET_OF_NOBODY: planning("age = 1\n", ""),
    Code.RESERVE_ABOVE_TARGET: planning("reserve_pct = 5", "reserve_pct = 95"),
    Code.TARGET_TWICE: planning("age = 1\n", "age = 2\n"),
    Code.TARGET_HIGH: planning("target_pct = 90", "target_pct = 111"),
    Code.TARGET_UNUSED: planning("age = 1\n", "age = 7\n"),
    Code.TARGET_FINER: lambda folder: write_planned(folder, ages='"u3"'),
    Code.COHORTS_OVERLAP: planning('"u3", "ue3_jahrgaenge"', '"u3", "alter_2"'),
    Code.GROUPS_UNFIT: lambda folder: write_planned(
        folder, OF_GROUPS, in_groups("m2;Gruppe;k1;U3;;01.08.2025;geplant;1;I;45")
    ),
    Code.GROUPS_NEED_FORM: planning('cost_eur = "EUR"', 'groups = "EUR"'),
    Code.HOURS_TWICE: planning("[planning.measures]", FORM),
    Code.HOUSING_IN_REGISTER: planning("year = 2025", "year = 2024"),
    Code.BIRTHS_FILE_NEEDED: planning("years_ahead = 3", 'years_ahead = 3\nbirths = "projection"'),
    Code.BIRTHS_INCOMPLETE: official_births("Gesamtstadt;2025;30", "Gesamtstadt;2026;31", "nord;2027;9"),
    Code.BIRTHS_NOT_THE_CITY: lambda folder: write_planned(
        folder, add={BIRTHS: f"{BORN}nord;2023;12\nmitte;2023;10\nhafen;2023;3\nheide;2023;0\nGesamtstadt;2023;30\n"}
    ),
    Code.BIRTHS_NOT_BY_AREA: lambda folder: write_planned(folder, add={BIRTHS: f"{BORN}Gesamtstadt;2023;30\n"}),
    Code.PROJECTION_TWICE: planned(BIRTHS, "nord;2023;13"),
    Code.PROJECTION_AGES: planned(PROJECTION, "2025;5;6;90"),
}
