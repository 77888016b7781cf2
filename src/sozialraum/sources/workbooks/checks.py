"""What only a workbook can have wrong: empty cells, lists, references between sheets, names that are alike."""

from collections import Counter
from collections.abc import Iterable

from sozialraum.model.codes import Code
from sozialraum.model.measures import INDEX
from sozialraum.model.tables import CITY
from sozialraum.model.workbook import Field
from sozialraum.sources.catalogue import packaged_handlungsfelder, packaged_indicators
from sozialraum.sources.paths import NONE_NEAR, listed, nearest
from sozialraum.sources.workbooks.book import Book, Known, field_of, tell
from sozialraum.sources.workbooks.cells import SAMPLES, folded, id_of, parsed_entry, several
from sozialraum.sources.workbooks.sheets import Filled, Line

TOLD_BY_READERS = frozenset({"text", "texts", "value", "suggestion", "catalogue"})
OF_COLUMN = "columns."  # of a field whose column a reader reads, and checks
# where names of a kind are to be found
OTHER_SHEETS = {"area": "areas.name", "areas": "areas.name", "area_or_city": "areas.name", "figure": "indicators"}
BY_KEY = frozenset({"key", "facility_id"})  # fields whose texts are keys of the city and make no ids


def known_names(book: Book) -> Known:
    """What the references of a workbook may refer to; the first of two names that are alike counts."""
    packaged = packaged_indicators()
    fields = packaged_handlungsfelder()
    known: dict[str, dict[str, str]] = {
        "handlungsfelder": {folded(text): one["id"] for one in fields for text in one["label"].values()},
        "catalogue": {folded(text): id_ for id_, one in packaged.items() for text in one["label"].values()},
    }
    named = {"sources": "id", "facility_types": "label", "targets": "label", "views": "title", "joint_areas": "name"}
    for sheet, name in named.items():
        known[sheet] = _ids(row[name] for row in book.sheets[sheet].rows)
    labels = [row["label"] for row in book.sheets["indicators"].rows]
    known["indicators"] = {
        folded(text): known["catalogue"].get(folded(text), id_of(text)) for text in reversed(labels) if text
    }
    known["facilities"] = {row["facility_id"]: row["facility_id"] for row in book.sheets["facilities"].rows}
    for column in ("offer", "target_group"):
        known[f"places.{column}"] = _ids(row[column] for row in book.sheets["places"].rows)
    known["area"] = _areas(book)
    whole = [book.sheets["city"].rows[0]["name"], *several(book.sheets["city"].rows[0]["keys"], book.layout)]
    known["area_or_city"] = {folded(text): CITY for text in (CITY, *whole) if text} | known["area"]
    label = field_of(book, "city", "index_label")
    indices = (INDEX, *label.default.values(), book.sheets["city"].rows[0]["index_label"])
    known["figure"] = {
        **{folded(text): INDEX for text in indices if text},
        **{id_: id_ for sheet in ("indicators", "targets", "facility_types") for id_ in known[sheet].values()},
        **known["facility_types"],
        **known["targets"],
        **known["indicators"],
    }
    return known


def _areas(book: Book) -> dict[str, str]:
    """Name, spelling or key of an area -> its key, larger areas after all others; a name of two means neither."""
    rows = [row for row in book.sheets["areas"].rows if row["key"]]
    larger = {
        folded(text): row["larger_key"] or row["larger_name"]
        for row in rows
        for text in (row["larger_key"], row["larger_name"])
        if text
    }
    shared = Counter(folded(row["name"]) for row in rows)
    names = {folded(row["name"]): row["key"] for row in rows if row["name"] and shared[folded(row["name"])] == 1}
    spelt = {folded(text): row["key"] for row in rows for text in several(row["spellings"], book.layout)}
    return {**larger, **names, **spelt, **{folded(row["key"]): row["key"] for row in rows}}


def _ids(texts: Iterable[str]) -> dict[str, str]:
    return {folded(text): id_of(text) for text in texts if text}


def check(book: Book, sheet: Filled, row: Line, known: Known) -> None:
    """Whatever the readers of a city's files would not tell: empty cells, lists, references, numbers and days."""
    for one in sheet.sheet.fields:
        text = row[one.id]
        if not text:
            own = one.own and folded(row["label"]) not in known["catalogue"]
            if one.required or own or (one.beside and row[one.beside]):
                tell(book, Code.ENTRY_MISSING, sheet, row, one)
        elif one.kind in {"reference", "references"}:
            for part in several(text, book.layout) if one.kind == "references" else [text]:
                if (part if one.of == "facilities" else folded(part)) not in known[one.of]:
                    _not_there(book, sheet, row, one, part)
        elif one.kind in {"area", "areas", "area_or_city", "figure"}:
            if not one.path.startswith(OF_COLUMN):
                _check_named(book, sheet, row, one, known)
        elif one.kind == "period" and one.path.startswith(OF_COLUMN):
            continue
        elif one.kind not in TOLD_BY_READERS and parsed_entry(one, text, book.layout) is None:
            if one.kind in {"choice", "yes_no"}:
                expected = {"expected": listed(_texts(book, one.of))}
                tell(book, Code.NOT_IN_LIST, sheet, row, one, text, expected)
            else:
                tell(book, Code.ENTRY_UNREADABLE, sheet, row, one, text, {"expected": SAMPLES[one.kind]})


def _check_named(book: Book, sheet: Filled, row: Line, one: Field, known: Known) -> None:
    """Areas and figures by the names that the other sheets give them; without a sheet of areas the map decides."""
    if one.kind != "figure" and not book.sheets["areas"].rows:
        return
    for part in several(row[one.id], book.layout) if one.kind == "areas" else [row[one.id]]:
        if folded(part) not in known[one.kind if one.kind != "areas" else "area"]:
            _not_there(book, sheet, row, one, part)


def _not_there(book: Book, sheet: Filled, row: Line, one: Field, text: str) -> None:
    """A reference to something that the other sheet does not have."""
    other, _, column = (one.of or OTHER_SHEETS[one.kind]).partition(".")
    if other == "handlungsfelder":
        title = book.layout.sheet("catalogue").name[book.language]
        there = [field_["label"].get(book.language, field_["id"]) for field_ in packaged_handlungsfelder()]
    else:
        target = book.sheets[other]
        title = target.title or target.sheet.name[book.language]
        there = [entry for line in target.rows if (entry := line[column or target.sheet.fields[0].id])]
    if one.kind == "figure":
        more = [line["label"] for name in ("targets", "facility_types") for line in book.sheets[name].rows]
        there += [*filter(None, more), field_of(book, "city", "index_label").default[book.language]]
    alike = nearest(text, there)
    fields = {"other": title, "nearest": alike if alike != NONE_NEAR else listed(sorted(set(there)))}
    tell(book, Code.NOT_ON_SHEET, sheet, row, one, text, fields)


def check_names(book: Book, sheet: Filled) -> None:
    """Names that are alike, or that make the same id."""
    for one in (one for one in sheet.sheet.fields if one.unique):
        first: dict[str, int] = {}
        for row in sheet.rows:
            text = row[one.id]
            key = text if one.id in BY_KEY else id_of(text)
            if text and key in first:
                tell(book, Code.NAMES_COLLIDE, sheet, row, one, text, {"other": str(first[key])})
            first.setdefault(key, row.number)


def _texts(book: Book, name: str) -> list[str]:
    return [texts[book.language] for texts in book.layout.lists[name].values()]
