"""First pass: a number that one output says and another withholds, or that is worked out from a withheld one."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping

from attack.sentences import sentences
from attack.told import NUMBER, WITHHELD, Figure, areas_of, blocks_of, figures, page_figures, rows_of
from attack.written import number_written, written

FEWEST_ALIKE = 4  # so many areas must say the same before two columns count as one
FEWEST_VALUES = 3  # and so many of these numbers must differ
DATE = re.compile(
    r"\d{1,2}\.\d{1,2}\.\d{4}|\d{4}[/-]\d{2}(?:-\d{2})?|\b(?:seit|ab|Jahr|in|von|bis|since|from|in) \d{4}|\(\d{4}\)|"
    r"\bCC0?[A-Z -]*\d\.\d"
)
Column = dict[str, tuple[str, float | None, int]]  # area -> state, value, digits


def contradictions(files: Mapping[str, bytes]) -> list[str]:
    """Where a figure that the open tables withhold is told, in what words; sorted, none twice."""
    told = figures(files)
    withheld = {(one.area, one.what, one.period) for one in told if one.state == WITHHELD}
    found = set(_other_columns(files, told))
    found |= set(_worked_out(files, withheld))
    found |= set(_sentences(files, withheld))
    return sorted(found)


# ---- columns of other outputs beside those of the open tables ----


def _other_columns(files: Mapping[str, bytes], told: list[Figure]) -> Iterator[str]:
    areas = areas_of(files)
    known: dict[tuple[str, str], Column] = defaultdict(dict)
    for one in told:
        if one.area in areas:
            known[one.what, one.period][one.area] = (one.state, one.value, one.places)
    known |= _shares_of_groups(known)
    index: dict[str, list[tuple[float, tuple[str, str]]]] = defaultdict(list)
    for key, column in known.items():
        for area, (_, value, _) in column.items():
            if value is not None:
                index[area].append((value, key))
    for each in index.values():
        each.sort(key=lambda pair: (pair[0], pair[1]))
    for name, column in _columns(files):
        alike = _alike(name, column, known, index)
        own = not name.startswith("layer|") or alike == [_key_of_layer(name)]  # others rest on more than one figure
        for area, (state, value, places) in sorted(column.items()):
            said = {known[key][area][0] for key in alike if area in known[key]}
            if state == NUMBER and said == {WITHHELD} and not _earlier(known, alike, area, value, places):
                yield f"{name}: {area} says {value:g}, withheld as {alike[0]}"
            if state == WITHHELD and said == {NUMBER} and own:
                yield f"{name}: {area} is withheld, told as {alike[0]}"


def _key_of_layer(name: str) -> tuple[str, str]:
    """The column of the open tables that a layer of an indicator shows."""
    return f"indicators|{name.split('|')[1].rpartition(' ')[0]}||value", name.rpartition(" ")[2]


def _earlier(
    known: Mapping[tuple[str, str], Column], alike: list[tuple[str, str]], area: str, value: float | None, places: int
) -> bool:
    """Whether the number is one that is told of another date: a page shows the newest that it may tell."""
    whats = {what for what, _ in alike}
    told = [column[area] for (what, _), column in known.items() if what in whats and area in column]
    return value is not None and any(
        one[1] is not None and abs(one[1] - value) <= max(_half(value, places), _half(one[1], one[2])) for one in told
    )


def _shares_of_groups(known: Mapping[tuple[str, str], Column]) -> dict[tuple[str, str], Column]:
    """What percentage of a count each group is, as pages show it; withheld where one of both is."""
    found: dict[tuple[str, str], Column] = {}
    for (what, period), column in known.items():
        table, indicator, group, number = (what.split("|") + [""] * 4)[:4]
        total = known.get((f"indicators|{indicator}||value", period), {})
        if table != "indicators" or not group or number != "value":
            continue
        share: Column = {}
        for area, (state, value, _) in column.items():
            whole = total.get(area, ("", None, 0))
            if value is not None and whole[1]:
                share[area] = (NUMBER, 100 * value / whole[1], 9)
            elif WITHHELD in {state, whole[0]}:
                share[area] = (WITHHELD, None, 9)
        found[f"share|{indicator}|{group}", period] = share
    return found


def _columns(files: Mapping[str, bytes]) -> Iterator[tuple[str, Column]]:
    """The columns of pages, workbooks and GeoPackages, an entry for each area."""
    found: dict[str, Column] = defaultdict(dict)
    for one in page_figures(files):
        if one.state in {NUMBER, WITHHELD}:
            found[f"{one.what} {one.period}"][one.area] = (one.state, one.value, one.places)
    twice = set()
    for cell in written(files):
        name = f"{cell.source} {' / '.join(cell.headings)}"
        number = number_written(cell.text)
        if number:
            entry = (NUMBER, number[0], number[1])
        elif "gesperrt" in cell.text or "withheld" in cell.text:
            entry = (WITHHELD, None, 0)
        else:
            continue
        if found[name].get(cell.area, entry) != entry:
            twice.add(name)  # rows that these headings do not tell apart
        found[name][cell.area] = entry
    yield from ((name, column) for name, column in sorted(found.items()) if name not in twice)


def _alike(
    name: str,
    column: Column,
    known: Mapping[tuple[str, str], Column],
    index: Mapping[str, list[tuple[float, tuple[str, str]]]],
) -> list[tuple[str, str]]:
    """The columns of the open tables that agree with this one wherever both tell a number."""
    if name.startswith("layer|"):
        own = _key_of_layer(name)
        if own in known:
            return [own]
    numbers = {area: (value, places) for area, (_, value, places) in column.items() if value is not None}
    if len({value for value, _ in numbers.values()}) < FEWEST_VALUES:
        return []
    probes = sorted(numbers, key=lambda area: (-len(str(numbers[area][0])), -abs(numbers[area][0]), area))[:3]
    candidates: set[tuple[str, str]] = set()
    for area in probes:
        value, places = numbers[area]
        half = _half(value, places)
        each = index.get(area, [])
        at = bisect_left(each, (value - half, ("", "")))
        while at < len(each) and each[at][0] <= value + half:
            candidates.add(each[at][1])
            at += 1
    best: list[tuple[str, str]] = []
    most = FEWEST_ALIKE - 1
    for key in sorted(candidates):
        same = _agreeing(numbers, known[key])
        if same > most:
            best, most = [key], same
        elif same == most and best:
            best.append(key)
    return best


def _agreeing(numbers: Mapping[str, tuple[float, int]], other: Column) -> int:
    """In how many areas both tell the same number; -1 where they contradict each other."""
    same, values = 0, set()
    for area, (value, places) in numbers.items():
        entry = other.get(area)
        if entry is None or entry[1] is None:
            continue
        if abs(entry[1] - value) > max(_half(value, places), _half(entry[1], entry[2])):
            return -1
        same += 1
        values.add(value)
    return same if len(values) >= FEWEST_VALUES else 0


def _half(value: float, places: int) -> float:
    """How far a number as written may lie from the one meant; pages hold six significant digits."""
    return max(0.5 * 10.0**-places, abs(value) * 1e-5 if value % 1 else 0.0) + 1e-9


# ---- what is worked out from a figure ----


def _worked_out(files: Mapping[str, bytes], withheld: set[tuple[str, str, str]]) -> Iterator[str]:
    """Changes, intervals, differences of groups and parts of the index of figures that are withheld."""

    def gone(area: str, indicator: str, period: str, group: str = "") -> bool:
        return (area, f"indicators|{indicator}|{group}|value", period) in withheld

    for row in _rows(files, "changes"):
        ends = [row["period"], row["since"]]
        if row["change"] and any(gone(row["area_id"], row["indicator_id"], end) for end in ends):
            yield f"changes: {row['area_id']} {row['indicator_id']} {row['since']} to {row['period']}"
    for row in _rows(files, "intervals"):
        told = row["lower"] or row["upper"] or row["rest"]
        if told and gone(row["area_id"], row["indicator_id"], row["period"], row["group"]):
            yield f"intervals: {row['area_id']} {row['indicator_id']} {row['period']} {row['group']}"
    for row in _rows(files, "group_gaps"):
        groups = [f"{row['dimension']}={row[part]}" for part in ("group", "other")]
        if row["difference"] and any(gone(row["area_id"], row["indicator_id"], row["period"], one) for one in groups):
            yield f"group_gaps: {row['area_id']} {row['indicator_id']} {row['period']} {row['dimension']}"
    for row in _rows(files, "measures"):
        name, _, indicator = row["measure_id"].partition(":")
        single = name in {"lage_part", "smoothed"}
        if single and row["value"] and gone(row["area_id"], indicator, row["period"]):
            yield f"measures: {row['area_id']} {row['measure_id']} {row['period']}"


def _rows(files: Mapping[str, bytes], table: str) -> tuple[dict[str, str], ...]:
    return rows_of(files[f"data/{table}.csv"]) if f"data/{table}.csv" in files else ()


# ---- sentences ----


def _sentences(files: Mapping[str, bytes], withheld: set[tuple[str, str, str]]) -> Iterator[str]:
    """Sentences with a number, a rank or a finding about a figure that is withheld."""
    areas = areas_of(files)
    layers = {
        layer["id"]: layer
        for data in blocks_of(files["index.html"])
        if isinstance(data, dict)
        for layer in data.get("layers", [])
    }
    words = sorted(
        {(text, id_) for id_, layer in layers.items() for text in (layer.get("label"), layer.get("short")) if text}
    )
    labels = {
        (id_, period["id"]): str(period["label"])
        for id_, layer in layers.items()
        for period in layer.get("periods", [])
    }
    told_periods = sorted(set(labels.values()) | {period for _, period in labels}, key=len, reverse=True)
    periods = re.compile("|".join(map(re.escape, told_periods)) or "(?!)")
    names_of_layers = re.compile("|".join(re.escape(text) for text, _ in sorted(words, key=_longest)) or "(?!)")
    by_area: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for area, what, period in withheld:
        parts = what.split("|")
        if parts[0] == "indicators" and parts[2] == "" and parts[3] == "value":
            by_area[area].add((parts[1], period))
    names = {area.name: area.id for area in areas.values() if area.level != "city"}
    for one in sentences(files):
        said = {one.area} | {id_ for name, id_ in names.items() if name in one.text} - {""}
        for area in sorted(said):
            gone = by_area.get(area, set())
            if one.layer and (one.layer, one.period) in gone and area == one.area:
                yield f"{one.where}: {area} {one.layer} {one.period}: a sentence"
            rest = DATE.sub("", periods.sub("", names_of_layers.sub("", one.text)))
            if not gone or "gesperrt" in one.text or not re.search(r"\d", rest):
                continue
            about = {id_ for text, id_ in words if one.text.startswith(text) or f"„{text}“" in one.text}
            for id_, period in sorted(gone):
                label = labels.get((id_, period))
                if id_ in about and label and label in one.text and one.where.count("aria") == 0:
                    yield f"{one.where}: {area} {id_} {period}: a number in a sentence"


def _longest(word: tuple[str, str]) -> tuple[int, tuple[str, str]]:
    return -len(word[0]), word
