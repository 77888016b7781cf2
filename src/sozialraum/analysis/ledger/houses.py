"""Children and pupils of single facilities in the ledger: places taken, registrations, classes, other figures."""

from collections.abc import Collection, Iterable, Mapping
from itertools import combinations

import pandas as pd

from sozialraum.analysis.ledger.ledger import CELLS, LINKS, Ledger, cell_key
from sozialraum.analysis.ledger.people import Binding, binding, people
from sozialraum.analysis.ledger.same_children import ENOUGH
from sozialraum.analysis.suppression import TAKEN, is_bound
from sozialraum.model.indicators import Indicator
from sozialraum.model.project import Project
from sozialraum.model.published import Audience
from sozialraum.model.tables import frame, typed

REGISTERED, IN_CLASS, OF_HOUSE = "registrations", "pupils:", "value:"  # followed by the class, by the indicator
OF_TAKEN = "taken:"  # followed by the offer and the target group
Figure = Mapping[str, tuple[tuple[str, ...], float]]  # facility -> the cells whose sum is a figure of it, and the sum


def taken_keys(offers: pd.DataFrame) -> pd.Series:
    """The key of each row of the table OFFERS; only rows of taken places are in the ledger."""
    details = ["facility_id", "offer", "target_group", "period", "kind", "weekly_hours", "group_form", "inclusion"]
    again = offers.groupby(details, dropna=False, sort=False).cumcount()
    columns = [offers[name] for name in ("offer", "target_group", "period", "facility_id")]
    more = zip(offers["weekly_hours"], offers["group_form"], offers["inclusion"], again, strict=True)
    keys = [
        cell_key("", f"{OF_TAKEN}{offer}:{group}", period, "\x1e".join((house, *map(str, rest))))
        for offer, group, period, house, rest in zip(*columns, more, strict=True)
    ]
    return pd.Series(keys, index=offers.index, dtype=object)


def registration_keys(registrations: pd.DataFrame) -> pd.Series:
    """The key of each row of the table REGISTRATIONS; of several counts of a school and year the newest is told."""
    columns = registrations["counted_on"], registrations["year"], registrations["facility_id"]
    keys = [cell_key("", f"{REGISTERED}:{day}", year, school) for day, year, school in zip(*columns, strict=True)]
    return pd.Series(keys, index=registrations.index, dtype=object)


def pupil_keys(pupils: pd.DataFrame) -> pd.Series:
    """The key of each row of the table PUPILS."""
    columns = pupils["school_class"], pupils["year"], pupils["facility_id"]
    keys = [cell_key("", f"{IN_CLASS}{class_}", year, school) for class_, year, school in zip(*columns, strict=True)]
    return pd.Series(keys, index=pupils.index, dtype=object)


def value_keys(values: pd.DataFrame) -> pd.Series:
    """The key of each row of the table FACILITY_VALUES."""
    columns = values["indicator_id"], values["period"], values["facility_id"]
    keys = [cell_key("", f"{OF_HOUSE}{id_}", period, house) for id_, period, house in zip(*columns, strict=True)]
    return pd.Series(keys, index=values.index, dtype=object)


def withheld_rows(keys: pd.Series, withheld: Collection[str]) -> pd.Series:
    """Which rows are withheld, of keys from one of the functions above."""
    return pd.Series([key in withheld for key in keys], index=keys.index, dtype=bool)


def houses_ledger(
    project: Project,
    audience: Audience,
    offers: pd.DataFrame,
    registrations: pd.DataFrame,
    pupils: pd.DataFrame,
    values: pd.DataFrame,
) -> Ledger:
    """Counts of people that belong to facilities.

    Args:
        project: its sources, rules and indicators.
        audience: of which edition.
        offers: table OFFERS; only places taken are people.
        registrations: table REGISTRATIONS.
        pupils: table PUPILS.
        values: table FACILITY_VALUES.

    Returns:
        A cell for each row, of facilities that are never named too: the sum of an area less the named ones tells
        theirs. Sums over several of them, of a house, an area or the city, are told only where all of
        them are, so they are no cells; but two figures that are the same at every house are taken for the same
        children.

    Source: docs/methods.md#geheimhaltung
    """
    taken = offers[offers["kind"] == TAKEN]
    definitions = {one.id: one for one in project.indicators}
    counted = [_is_count(definitions.get(str(id_))) for id_ in values["indicator_id"]]
    of_people = values[pd.Series(counted, index=values.index, dtype=bool)]
    tables = [
        _rows(taken, taken_keys(taken), OF_TAKEN + taken["offer"] + ":" + taken["target_group"], "period", "places"),
        _rows(registrations, registration_keys(registrations), REGISTERED, "year", "children"),
        _rows(pupils, pupil_keys(pupils), IN_CLASS + pupils["school_class"].astype(str), "year", "children"),
        _rows(of_people, value_keys(of_people), OF_HOUSE + of_people["indicator_id"], "period", "value"),
    ]
    rows = pd.concat(tables, ignore_index=True)
    cells = [frame(CELLS)]
    for source, own in rows.groupby("source_id", sort=True):
        cells.append(people(own, binding(project, audience, [str(source)])))
    # counts that the project itself says are published
    free = {f"{OF_HOUSE}{id_}" for id_, one in definitions.items() if not is_bound(one)}
    table = pd.concat(cells, ignore_index=True)
    is_free = table["what"].isin(free)
    table.loc[is_free, "state"] = "known"
    table.loc[is_free, "needs"] = 0.0
    return Ledger(typed(table, CELLS), _same(rows))


def taken_of(
    offers: pd.DataFrame, wanted: Iterable[str], target_groups: Iterable[str], period: str
) -> dict[str, tuple[tuple[str, ...], float]]:
    """Facility -> the cells of its taken places of these offers and groups, and their sum."""
    rows = offers[
        (offers["kind"] == TAKEN)
        & offers["offer"].isin(list(wanted))
        & offers["target_group"].isin(list(target_groups))
        & (offers["period"] == period)
    ]
    return _figure(rows.assign(cell=taken_keys(offers[offers["kind"] == TAKEN]).reindex(rows.index)), "places")


def _rows(table: pd.DataFrame, keys: pd.Series, what: pd.Series | str, period: str, number: str) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "cell": keys,
            "area_id": "",
            "what": what,
            "period": table[period],
            "value": table[number].astype("Float64"),
            "weight": 1.0,
            "facility_id": table["facility_id"],
            "source_id": table["source_id"],
        }
    )


def _is_count(indicator: Indicator | None) -> bool:
    return indicator is not None and indicator.kind == "count" and indicator.counts in ("persons", "households")


def _figure(rows: pd.DataFrame, number: str) -> dict[str, tuple[tuple[str, ...], float]]:
    """Facilities all of whose rows have a number."""
    found: dict[str, tuple[tuple[str, ...], float]] = {}
    for house, own in rows.groupby("facility_id", sort=True):
        if own[number].notna().all():
            found[str(house)] = tuple(sorted(own["cell"])), float(own[number].sum())
    return found


def _same(rows: pd.DataFrame) -> pd.DataFrame:
    """Links of figures that are the same at every facility that has both."""
    figures: list[tuple[str, Figure]] = [
        (f"{what}\x1e{period}", _figure(own, "value")) for (what, period), own in rows.groupby(["what", "period"])
    ]
    family = rows["what"].str.split(":").str[0]
    several = rows[family.isin(["taken", "pupils"])].assign(family=family)
    figures += [
        (f"{of}:\x1e{period}", _figure(own, "value")) for (of, period), own in several.groupby(["family", "period"])
    ]
    links: list[dict[str, object]] = []
    for (name, one), (other_name, other) in combinations(sorted(figures, key=lambda pair: pair[0]), 2):
        both = sorted(set(one) & set(other))
        if len({one[house][1] for house in both}) < ENOUGH or any(one[at][1] != other[at][1] for at in both):
            continue
        for house in both:
            if one[house][0] == other[house][0]:
                continue
            relation = f"same\x1e{name}\x1e{other_name}\x1e{house}"
            links += [{"relation": relation, "cell": cell, "factor": 1.0} for cell in one[house][0]]
            links += [{"relation": relation, "cell": cell, "factor": -1.0} for cell in other[house][0]]
    return frame(LINKS, links)


def bound_of(project: Project, audience: Audience, table: pd.DataFrame) -> Binding:
    """What binds a whole table with a column source_id: the strictest class of its sources."""
    return binding(project, audience, [str(one) for one in table["source_id"].unique()])
