"""A workbook filled in by an office -> the same document that a projekt.toml would be.

Settings become the document; tables stay where they are: the document points at sheets and columns of that very
workbook, so that they are read, and their faults told, like every other file of a city.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.tables import BASE_LEVEL, CITY_LEVEL, JOINT_LEVEL
from sozialraum.model.workbook import Layout
from sozialraum.sources.tables.grid import Grid
from sozialraum.sources.workbooks.atlas_parts import atlas_parts
from sozialraum.sources.workbooks.book import Book, Known, field_of, mark, put, said, tell
from sozialraum.sources.workbooks.cells import choices, folded, id_of, parsed_entry, several
from sozialraum.sources.workbooks.checks import check, check_names, known_names
from sozialraum.sources.workbooks.origin import Origin
from sozialraum.sources.workbooks.rows import columns_of, items, named_texts, needed, own_rows, table_at
from sozialraum.sources.workbooks.sheets import Line, filled, language_of

SCHEMA = 1  # in which this module writes; newer ones are reached by migration
LARGER = "larger"  # level of the larger areas, where their name is that of another one
TAKEN = frozenset({CITY_LEVEL, BASE_LEVEL, JOINT_LEVEL})


def document(file: str, grids: Mapping[str, Grid], layout: Layout) -> tuple[dict[str, Any], Origin, list[Problem]]:
    """The document of a workbook, where its parts stand, and every Problem; with an error it is not whole.

    Args:
        grids: title of each sheet -> row -> cells.
    """
    sheets, problems = filled(file, layout, grids)
    book = Book(file, layout, language_of(layout, grids), sheets, problems)
    if any(problem.is_error for problem in problems):
        return {}, Origin(file), problems
    known = known_names(book)
    for sheet in sheets.values():
        for row in sheet.rows:
            check(book, sheet, row, known)
        check_names(book, sheet)
        if sheet.sheet.required and not sheet.rows:
            tell(book, Code.ENTRY_MISSING, sheet, Line(sheet.head + 1, {}, {}), sheet.sheet.fields[0])
    made = _settings(book, known)
    city = sheets["city"].rows[0]
    made |= _areas(book, made)
    made["sources"] = dict(items(book, "sources", known, "id"))
    made["indicators"] = _indicators(book, known)
    made["profile"] = {**made.get("profile", {}), "headline": _marked(book, "headline", known)}
    if similar := _marked(book, "similar", known):
        made["profile"]["similar_by"] = similar
    if smoothed := _marked(book, "smoothed", known):
        made["uncertainty"] = {"smoothed": smoothed}
    made["facility_types"] = _facility_types(book, known, city)
    made |= _places(book, known, city)
    made["planned_measures"] = _measures(book, known, city)
    made["coverage"] = _coverage(book, known)
    made |= _index(book, known, city)
    made["values"] = _values(book, known)
    made["missing_data"] = [table for _, table in items(book, "missing_data", known, "label")]
    made |= atlas_parts(book, known, [one["level"] for one in made.get("planungsbezirke", [])])
    origin = Origin(file, book.places, book.names)
    return {key: value for key, value in made.items() if value not in ([], {}, None)}, origin, book.problems


def _settings(book: Book, known: Known) -> dict[str, Any]:
    """The parts of the document that single entries make."""
    made: dict[str, Any] = {"schema": SCHEMA, "city": {"languages": [book.language]}}
    for sheet in (one for one in book.sheets.values() if one.sheet.form == "entries"):
        for row in sheet.rows:
            for one in sheet.sheet.fields:
                mark(book, sheet, row, one, one.path)
                put(made, one.path, said(book, one, row[one.id], known))
    if "addresses" in made:
        made["addresses"]["layout"] = "gebref"
    return made


def _areas(book: Book, made: dict[str, Any]) -> dict[str, Any]:
    """Names, spellings and larger areas of the areas."""
    sheet, city = book.sheets["areas"], book.sheets["city"].rows[0]
    names = {row["key"]: row["name"] for row in sheet.rows if row["key"] and row["name"]}
    aliases = {text: row["key"] for row in sheet.rows for text in several(row["spellings"], book.layout)}
    shared = Counter(map(folded, names.values()))
    keys = {key: key for key, name in names.items() if shared[folded(name)] > 1}  # the key says which one is meant
    for row in sheet.rows:
        for text in several(row["spellings"], book.layout):
            mark(book, sheet, row, field_of(book, "areas", "spellings"), f".{text}")
        for path in (f"areas.names.{row['key']}", f"areas.aliases.{row['key']}"):
            mark(book, sheet, row, sheet.sheet.fields[0], path)
    areas = {**made.get("areas", {}), "names": names, "aliases": {**keys, **aliases}}
    whole = next((id_ for id_ in ("larger_key", "larger_name") if any(row[id_] for row in sheet.rows)), None)
    if whole is None:
        return {"areas": areas}
    columns = {"area_id": sheet.headings["key"], "part_of": sheet.headings[whole]}
    if whole == "larger_key" and any(row["larger_name"] for row in sheet.rows):
        columns["name"] = sheet.headings["larger_name"]
    name = id_of(city["larger_label"])
    level = {"level": LARGER if name in TAKEN else name, **table_at(sheet), "columns": columns}
    for key in ("label", "label_plural"):
        if text := city[f"larger_{key}"]:
            level[key] = {book.language: text}
        mark(book, book.sheets["city"], city, field_of(book, "city", f"larger_{key}"), f"planungsbezirke[1].{key}")
    return {"areas": areas, "planungsbezirke": [level]}


def _indicators(book: Book, known: Known) -> list[dict[str, Any]]:
    """Those of the catalogue with what is said of them beside, and the office's own."""
    made = []
    for id_, table in items(book, "indicators", known, "label"):
        label = table.pop("label")
        if known["catalogue"].get(folded(label[book.language])) == id_:
            made.append({"id": id_, "use": id_, **table})
        else:
            made.append({"id": id_, "label": label, "short": label, **table})
    return made


def _facility_types(book: Book, known: Known, city: Line) -> list[dict[str, Any]]:
    """One list of facilities for each type: the rows of the sheet that name it."""
    facilities = book.sheets["facilities"]
    texts: dict[str, set[str]] = {}
    for row in facilities.rows:
        texts.setdefault(known["facility_types"].get(folded(row["type"]), ""), set()).add(row["type"])
    crs = city["facilities_crs"] or city["crs"]
    found, symbols = [], book.layout.symbols
    types = items(book, "facility_types", known, "label")
    rows = dict(reversed(own_rows(book, "facility_types", known)))
    for at, (id_, table) in enumerate(types):
        if id_ not in texts:
            sheet, one = book.sheets["facility_types"], field_of(book, "facility_types", "label")
            other = {"other": facilities.title or facilities.sheet.name[book.language]}
            tell(book, Code.TYPE_UNUSED, sheet, rows[id_], one, rows[id_]["label"], other, Severity.WARNING)
            continue
        shape, color = symbols[at % len(symbols)]
        letter = rows[id_]["label"][0].upper()[:2]
        symbol = {"shape": shape, "color": color, "letter": letter, **table.get("symbol", {})}
        names = named_texts(facilities, "betriebsstatus", choices(book.layout, "betriebsstatus"))
        where = {facilities.headings["type"]: sorted(texts[id_])}
        columns = columns_of(facilities)
        own = {"id": id_, **table, "symbol": symbol, **table_at(facilities), "where": where, "columns": columns}
        if "x" in columns and crs:
            own["crs"] = crs
        found.append({**own, "betriebsstatus_names": names} if names else own)
    return found


def _places(book: Book, known: Known, city: Line) -> dict[str, Any]:
    """Places, and the offers and target groups that their sheet names."""
    sheet = book.sheets["places"]
    if not sheet.rows:
        return {}
    types = {
        row["facility_id"]: known["facility_types"].get(folded(row["type"]), "")
        for row in book.sheets["facilities"].rows
    }
    offers: dict[str, set[str]] = {}
    labels: dict[str, dict[str, str]] = {"offer": {}, "target_group": {}}
    for row in sheet.rows:
        for column, found in labels.items():
            if row[column]:
                found.setdefault(known[f"places.{column}"][folded(row[column])], row[column])
        if row["offer"]:
            id_ = known["places.offer"][folded(row["offer"])]
            offers.setdefault(id_, set()).update(filter(None, [types.get(row["facility_id"], "")]))
    for found in labels.values():
        for id_, text in found.items():
            book.names.setdefault(id_, text)
    places = {
        **table_at(sheet),
        "columns": columns_of(sheet),
        "offer_names": named_texts(sheet, "offer", known["places.offer"]),
        "target_group_names": named_texts(sheet, "target_group", known["places.target_group"]),
        "kind_names": named_texts(sheet, "kind", choices(book.layout, "kind_of_places")),
    }
    source = field_of(book, "city", "places_source")
    mark(book, book.sheets["city"], city, source, "places[1].source")
    if city["places_source"]:
        places["source"] = known["sources"].get(folded(city["places_source"]), "")
    else:
        tell(book, Code.ENTRY_MISSING, book.sheets["city"], city, source)
    return {
        "offers": [
            {"id": id_, "label": {book.language: text}, "facility_types": sorted(offers.get(id_, ()))}
            for id_, text in labels["offer"].items()
        ],
        "target_groups": [
            {"id": id_, "label": {book.language: text}} for id_, text in labels["target_group"].items()
        ],
        "places": [places],
    }


def _coverage(book: Book, known: Known) -> list[dict[str, Any]]:
    found = [{"id": id_, "short": table["label"], **table} for id_, table in items(book, "targets", known, "label")]
    for path, place in list(book.places.items()):
        if path.startswith("targets."):
            book.places[f"coverage.{path.removeprefix('targets.')}"] = place
    return found


def _index(book: Book, known: Known, city: Line) -> dict[str, Any]:
    """The Lageindex and the comparison with supply, if anything is said about them."""
    weight = field_of(book, "indicators", "weight")
    parts = [
        {"indicator": id_, "weight": parsed_entry(weight, row["weight"], book.layout)}
        for id_, row in own_rows(book, "indicators", known)
        if row["weight"]
    ]
    made: dict[str, Any] = {}
    asked = ("index_low", "index_high", "index_residents", "index_min_residents")
    if parts or any(city[one] for one in asked):
        entries = needed(book, city, asked, known)
        label = city["index_label"] or field_of(book, "city", "index_label").default[book.language]
        index = {
            "label": {book.language: label},
            "parts": parts,
            "cuts": [entries["index_low"], entries["index_high"]],
            "residents": entries["index_residents"],
            "min_residents": entries["index_min_residents"],
        }
        if city["index_other_roles"]:
            index["other_roles_because"] = {book.language: city["index_other_roles"]}
        if None not in entries.values():
            made["lage_index"] = index
        sheet = book.sheets["indicators"]
        for row in sheet.rows[:1]:
            mark(book, sheet, row, weight, "lage_index.parts")
        for id_, row in own_rows(book, "indicators", known):
            mark(book, sheet, row, weight, f"lage_index.parts.{id_}")
        of_cells = {"index_low": "cuts", "index_residents": "residents", "index_min_residents": "min_residents"}
        for id_, path in of_cells.items():
            mark(book, book.sheets["city"], city, field_of(book, "city", id_), f"lage_index.{path}")
        mark(book, book.sheets["city"], city, field_of(book, "city", "index_low"), "lage_index")
    of_gaps = ("gaps_low", "gaps_high", "gaps_source")
    if any(city[one] for one in of_gaps):
        entries = needed(book, city, of_gaps, known)
        gaps = {
            "bounds_pct": [entries["gaps_low"], entries["gaps_high"]],
            "coverage": [id_ for id_, row in own_rows(book, "targets", known) if row["target_quota_pct"]],
            "source": {book.language: entries["gaps_source"]},
        }
        if None not in entries.values():
            made["gaps"] = gaps
        for id_, path in (("gaps_low", "gaps"), ("gaps_low", "gaps.bounds_pct"), ("gaps_source", "gaps.source")):
            mark(book, book.sheets["city"], city, field_of(book, "city", id_), path)
    return made


def _values(book: Book, known: Known) -> list[dict[str, Any]]:
    sheet = book.sheets["values"]
    if not sheet.rows:
        return []
    names = named_texts(sheet, "indicator", known["indicators"])
    columns = {"value": sheet.headings.get("value"), **columns_of(sheet)}
    return [{**table_at(sheet), "columns": columns, "indicator_names": names}]


def _measures(book: Book, known: Known, city: Line) -> list[dict[str, Any]]:
    """Planned measures: read like any other file of them."""
    sheet, source = book.sheets["measures"], field_of(book, "city", "measures_source")
    if not sheet.rows:
        return []
    mark(book, book.sheets["city"], city, source, "planned_measures[1].source")
    if not city["measures_source"]:
        tell(book, Code.ENTRY_MISSING, book.sheets["city"], city, source)
    measures = {
        **table_at(sheet),
        "columns": columns_of(sheet),
        "offer_names": named_texts(sheet, "offer", known["places.offer"]),
        "target_group_names": named_texts(sheet, "target_group", known["places.target_group"]),
        "status_names": named_texts(sheet, "status", choices(book.layout, "planned")),
    }
    put(measures, "source", said(book, source, city["measures_source"], known))
    return [measures]


def _marked(book: Book, field: str, known: Known) -> list[str]:
    """Indicators whose row says yes in that column."""
    answers = choices(book.layout, "yes_no")
    return [id_ for id_, row in own_rows(book, "indicators", known) if answers.get(folded(row[field])) == "yes"]
