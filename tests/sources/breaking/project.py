"""One broken city for every code of a problem with its project file or workbook."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

from cities import PROJECT, SOUTH, WEST, geojson, write_city
from openpyxl import Workbook, load_workbook
from sources.breaking.breaks import POP_LINE, TOML, Break, toml, with_toml
from workbooks import ROWS, write_workbook

from sozialraum.model.codes import Code

FAR_RIVER = geojson(
    [
        {
            "type": "Feature",
            "properties": {},
            "geometry": {"type": "LineString", "coordinates": [[WEST + 50_000, SOUTH], [WEST + 51_000, SOUTH]]},
        }
    ]
)
NOTE = """[[planner_notes]]
area = "{area}"
text = {{ de = "Neue Wohnungen seit 2022 (erfunden)" }}
signed = "Sozialplanung"
on = 2024-05-02

"""
RELEASE = """[[findings.release]]
rule = "above_city"
{says}

"""
TYPE_KITA = 'file = "facilities/kitas.csv"'
LAGE_INDEX = PROJECT[PROJECT.index("[lage_index]") : PROJECT.index("[gaps]")]
TARGET = PROJECT[PROJECT.index("target_quota_pct") : PROJECT.index("[lage_index]")]
CUTS = "cuts = [-0.5, 0.5]"


def filled_workbook(**entries: Any) -> Break:
    return lambda folder: write_workbook(folder, **entries)


UNUSED_TYPE = ("Hort", "Horte", "01.08.2023", "Jugendamt")


def _two_workbooks(folder: Path) -> Path:
    write_workbook(folder)
    shutil.copyfile(folder / "projekt.xlsx", folder / "kopie.xlsx")
    (folder / "projekt.xlsx").rename(folder / "daten.xlsx")
    return folder


def _changed(folder: Path, change: Callable[[Workbook], object]) -> Path:
    write_workbook(folder)
    book = load_workbook(folder / "projekt.xlsx")
    change(book)
    book.save(folder / "projekt.xlsx")
    return folder


def _without_sheet(folder: Path) -> Path:
    return _changed(folder, lambda book: book.remove(book["Stadt"]))


def _with_sheet(folder: Path) -> Path:
    return _changed(folder, lambda book: book.create_sheet("Notizen").append(["Anrufen", "Montag"]))


BROKEN_PROJECT: dict[Code, Break] = {
    Code.PROJECT_NOT_FOUND: lambda folder: write_city(folder, without=[TOML]),
    Code.SEVERAL_WORKBOOKS: _two_workbooks,
    Code.SHEET_MISSING: _without_sheet,
    Code.SHEET_HEADING_MISSING: filled_workbook(cells={("values", "C4"): "Datum"}),
    Code.ENTRY_MISSING: filled_workbook(city={"name": None}),
    Code.NOT_ON_SHEET: filled_workbook(cells={("values", "B5"): "Einwohnr"}),
    Code.NOT_IN_LIST: filled_workbook(cells={("facilities", "L5"): "zu"}),
    Code.NAMES_COLLIDE: filled_workbook(cells={("facilities", "A6"): "k1"}),
    Code.ENTRY_UNREADABLE: filled_workbook(city={"min_count": "fünf"}),
    Code.TYPE_UNUSED: filled_workbook(rows={"facility_types": [*ROWS["facility_types"], UNUSED_TYPE]}),
    Code.SHEET_UNKNOWN: _with_sheet,
    Code.SHEET_HEADING_UNKNOWN: filled_workbook(
        cells={("values", "I4"): "Bemerkung", ("values", "I5"): "Melderegister"}
    ),
    Code.TOML_SYNTAX: toml("schema = 1", "schema = ="),
    Code.SCHEMA_MISSING: toml("schema = 1\n", ""),
    Code.SCHEMA_NEWER: toml("schema = 1", "schema = 99"),
    Code.SCHEMA_UNKNOWN: toml("schema = 1", "schema = 0"),
    Code.UNKNOWN_KEY: toml("min_count = 5", "min_count = 5\nmincount = 3"),
    Code.KEY_MISSING: toml("min_count = 5\n", ""),
    Code.WRONG_TYPE: toml("min_count = 5", 'min_count = "viele"'),
    Code.WRONG_PATTERN: toml('ags = "05999999"', 'ags = "5999999"'),
    Code.NOT_A_CHOICE: toml('kind = "ordinal"', 'kind = "ordinel"'),
    Code.OUT_OF_BOUNDS: toml("min_count = 5", "min_count = 0"),
    Code.WRONG_LENGTH: toml('members = ["nord", "mitte"]', 'members = ["nord"]'),
    Code.NOT_A_DATE: toml("boundaries_as_of = 2023-12-31", 'boundaries_as_of = "Ende 2023"'),
    Code.PATH_OUTSIDE_PROJECT: toml(POP_LINE, 'file = "../bevoelkerung.csv"'),
    Code.ONE_KEY_NEEDED: toml('columns = { facility_id = "SCHULE", ', "columns = { "),
    Code.INDICATOR_NEEDED: toml('indicator = "schulsozialindex"\n', ""),
    Code.PERIOD_NEEDED: toml('period = "SCHULJAHR", value', "value"),
    Code.VALUE_NEEDED: toml(', value = "STUFE"', ""),
    Code.SCHEMATIC_NEEDS_BOTH: toml('geography = "Stadt', 'schematic = { de = "Skizze" }\ngeography = "Stadt'),
    Code.X_AND_Y: toml('x = "RECHTS", ', ""),
    Code.PLACES_MEANING_NEEDED: toml('kind = "betriebserlaubnis"\nsource', "source"),
    Code.COMPUTED_NEEDS_RATIO: toml(
        'kind = "ordinal"', 'computed_from = { numerator = "residents", denominator = "residents" }\nkind = "ordinal"'
    ),
    Code.PALETTE_ALIKE: toml(
        'kind = "share"', 'palette = ["#d7191c", "#fdae61", "#ffffbf", "#a6d96a", "#1a9641"]\nkind = "share"'
    ),
    Code.PALETTE_RED: toml('kind = "share"', 'palette = ["#fee5d9", "#fb6a4a", "#a50f15"]\nkind = "share"'),
    Code.BACKGROUND_UNFIT: toml(
        "[disclosure",
        '[background]\nurl = "http://karten.example/{z}/{x}/{y}.png"\nattribution = { de = "Karten" }\n\n[disclosure',
    ),
    Code.BASE_NOT_NEAR: with_toml(
        "[disclosure",
        '[[base_lines]]\nid = "fluss"\nlabel = { de = "Fluss" }\nkind = "water"\nfile = "boundaries/fluss.geojson"\n'
        'source = "geo"\n\n[disclosure',
        {"boundaries/fluss.geojson": FAR_RIVER},
    ),
    Code.NOT_RISING: toml("cuts = [-0.5, 0.5]", "cuts = [0.5, -0.5]"),
    Code.NO_CANONICAL_PERIOD: toml("cuts = [-0.5, 0.5]", 'cuts = [-0.5, 0.5]\nperiods = ["Ende 2023"]'),
    Code.TARGET_NEEDS_SOURCE: toml("target_quota_pct = 50\n", ""),
    Code.FIGURE_WITHOUT_LEVEL: toml(
        "[profile]",
        '[[views]]\nid = "lage"\ntitle = { de = "T" }\nsentence = { de = "S" }\nfigure = "lage_index"\n'
        'level = "planungsbezirk"\n\n[profile]',
    ),
    Code.LARGER_NEEDED: toml('part_of = "BEZIRK", name', "name"),
    Code.WIDE_HAS_ITS_VALUES: toml(POP_LINE, f'{POP_LINE}\nwide = [{{ column = "2024" }}]'),
    Code.LAYOUT_OR_COLUMNS: toml("[disclosure.", '[addresses]\nfile = "a.csv"\nsource = "amt"\n\n[disclosure.'),
    Code.WRONG_SETTING: toml(TYPE_KITA, f'{TYPE_KITA}\ndialect = {{ separator = "||" }}'),
    Code.NOT_DECLARED: toml('children = "children_u3"', 'children = "childen_u3"'),
    Code.ID_REPEATED: toml('id = "grundschule"', 'id = "kita"'),
    Code.NOT_IN_CATALOGUE: toml('id = "single_parents"', 'id = "single_parents"\nuse = "gibt_es_nicht"'),
    Code.UNKNOWN_CRS: toml('crs = "EPSG:25832"\nlanguages', 'crs = "EPSG:999999"\nlanguages'),
    Code.CRS_NOT_METRIC: toml('crs = "EPSG:25832"\nlanguages', 'crs = "EPSG:4326"\nlanguages'),
    Code.LEVEL_TAKEN: toml('level = "planungsbezirk"', 'level = "sozialraum"'),
    Code.INDEX_WITHOUT_POLARITY: toml(
        'polaritaet = "mehr_belastung"\nrolle = "lage"', 'polaritaet = "keine"\nrolle = "lage"'
    ),
    Code.INDEX_OF_NO_RATE: toml('{ indicator = "single_parents" }', '{ indicator = "schulsozialindex" }'),
    Code.INDEX_OTHER_ROLE: toml('rolle = "lage"', 'rolle = "kontext"'),
    Code.GAPS_WITHOUT_INDEX: lambda folder: write_city(folder, replace={TOML: {LAGE_INDEX: ""}}),
    Code.GAPS_WITHOUT_TARGET: lambda folder: write_city(folder, replace={TOML: {TARGET: ""}}),
    Code.SMOOTHED_NO_RATE: toml("[profile]", '[uncertainty]\nsmoothed = ["residents"]\n\n[profile]'),
    Code.POOLED_STOCK: toml("[profile]", '[[uncertainty.pooled]]\nindicator = "sgb2_u18"\n\n[profile]'),
    Code.SIMILAR_BY_STEPS: toml("[profile]\n", '[profile]\nsimilar_by = ["schulsozialindex"]\n'),
    Code.NOT_A_COUNT: toml('children = "children_u3"', 'children = "sgb2_u18"'),
    Code.CLASS_LABELS_COUNT: toml(CUTS, f'{CUTS}\nclass_labels = [{{ de = "wenig" }}, {{ de = "viel" }}]'),
    Code.NEEDS_BY_HANDLUNGSFELD: toml(CUTS, f'{CUTS}\nfield_normalisation = "percentile"'),
    Code.ZERO_NEEDS_Z: toml(CUTS, f'{CUTS}\nnormalisation = "percentile"\nzero = "city"'),
    Code.RESCALE_AND_SHARE: toml(CUTS, f'{CUTS}\nmissing = "rescale"'),
    Code.RESIDENTS_NEEDED: toml('residents = "residents"\nmin_res', "min_res"),
    Code.WINDOW_MISSING: toml(CUTS, f'{CUTS}\nnormalisation = "min_max"'),
    Code.FIELD_WEIGHT_UNUSED: toml(
        CUTS, f'{CUTS}\nby_handlungsfeld = true\nfield_weights = [{{ handlungsfeld = "bevoelkerung", weight = 2 }}]'
    ),
    Code.NAMED_TWICE: toml('{ indicator = "single_parents" }', '{ indicator = "sgb2_u18" }'),
    Code.GAPS_NEED_CUTS: toml(CUTS, "cuts = [-0.5, 0.5, 1.5]"),
    Code.NAMED_AREA_UNKNOWN: toml("[profile]", NOTE.format(area="hafem") + "[profile]"),
    Code.RELEASE_TELLS_NOTHING: toml("[profile]", RELEASE.format(says='indicator = "residents"') + "[profile]"),
    Code.SETTING_WITHOUT_EFFECT: toml(CUTS, f"{CUTS}\nrank_stability = {{ free_weights = true, weights_pct = 20 }}"),
    Code.RELEASE_AREA_UNFIT: toml("[profile]", RELEASE.format(says='area = "city"') + "[profile]"),
    Code.PATTERN_UNMET: toml(POP_LINE, 'file = "indicators/einwohner_*.csv"'),
    Code.PATTERN_FORM: toml(POP_LINE, 'file = "ind*/bevoelkerung.csv"'),
    Code.PATTERN_NOT_HERE: toml('file = "boundaries/bezirke.csv"', 'file = "boundaries/bezirke*.csv"'),
}
