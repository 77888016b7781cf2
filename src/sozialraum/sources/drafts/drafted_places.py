"""Which columns hold numbers of places, for whom, and of what kind, as far as headings say it."""

from collections.abc import Iterable, Sequence

from sozialraum.model.draft import FileDraft, GroupDraft, PlacesDraft
from sozialraum.sources.drafts.guessed_facilities import Facilities, named_date, numbers_of, stated_period
from sozialraum.sources.drafts.headings import has_role, kind_of_places, target_group, target_groups, with_role
from sozialraum.sources.drafts.survey import Surveyed

SHARED = 0.9  # share of the keys of a second list that must be facilities of the first


def places_in_list(one: Facilities, table: FileDraft, numbers: Sequence[str]) -> tuple[PlacesDraft, ...]:
    """The columns of a list of facilities that hold places: those of target groups, else one for all.

    Args:
        numbers: headings that may be such a column.
    """
    surveyed = one.surveyed
    groups = {heading: group for heading in numbers if (group := target_group(heading, of_places=True)) is not None}
    all_of_them = [heading for heading in with_role(numbers, "places") if has_role(heading, "places")]
    key = one.key if len(one.key) > 1 else one.key[0]
    wanted = list(groups) if len({group["id"] for group in groups.values()}) == len(groups) else []
    return tuple(
        PlacesDraft(
            table=table,
            column=heading,
            key=key,
            total=_total(surveyed, heading),
            group=str(groups[heading]["id"]) if wanted else "",
            kind=kind_of_places(heading, surveyed.path.stem),
            period=named_date(surveyed),
        )
        for heading in wanted or all_of_them[:1]
    )


def places_beside(surveyed: Surveyed, lists: Iterable[Facilities]) -> tuple[Facilities, str] | None:
    """The list of facilities to which a table with several rows for each belongs, and its column of keys.

    Only where a column says which target group each row is about, so that no two rows say the same.
    """
    column = _column_of_groups(surveyed)
    if column is None or not _columns_of_places(surveyed):
        return None
    for one in lists:
        own = frozenset(one.ids())
        for heading in surveyed.headings:
            texts = surveyed.values(heading)
            once = not surveyed.table.cells.duplicated([heading, column]).any()
            if once and texts and len(texts & own) >= SHARED * len(texts):
                return one, heading
    return None


def drafted_beside(surveyed: Surveyed, key: str, table: FileDraft) -> tuple[PlacesDraft, ...]:
    """The columns of places of such a table."""
    column = _column_of_groups(surveyed)
    if column is None:
        return ()
    names = {text: str(group["id"]) for text in sorted(surveyed.values(column)) if (group := target_group(text))}
    dates, whole = stated_period(surveyed)
    return tuple(
        PlacesDraft(
            table=table,
            column=heading,
            key=key,
            total=_total(surveyed, heading),
            group_column=column,
            group_names=names,
            kind=kind_of_places(heading, surveyed.path.stem),
            period=whole,
            period_column=dates or "",
        )
        for heading in _columns_of_places(surveyed)
    )


def drafted_groups(places: Iterable[PlacesDraft]) -> tuple[GroupDraft, ...]:
    """The target groups that these places name, in the order of headings.toml."""
    wanted = {group for one in places for group in one.groups}
    return tuple(
        GroupDraft(str(one["id"]), one["label"], (int(one["ages"][0]), int(one["ages"][1])))
        for one in target_groups()
        if one["id"] in wanted
    )


def _column_of_groups(surveyed: Surveyed) -> str | None:
    """The column of which every text names a target group."""
    for heading in surveyed.of_kind("text"):
        texts = surveyed.values(heading)
        if texts and all(target_group(text) for text in texts) and "" not in set(surveyed.texts(heading)):
            return heading
    return None


def _columns_of_places(surveyed: Surveyed) -> list[str]:
    numbers = surveyed.of_kind("number")
    places = [heading for heading in with_role(numbers, "places") if has_role(heading, "places")]
    return [*places[:1], *(heading for heading in numbers if heading not in places and kind_of_places(heading))]


def _total(surveyed: Surveyed, heading: str) -> int:
    return int(numbers_of(surveyed.texts(heading)).sum())
