"""Tables of children by birth month or single year of age: a register of residents, from which planning counts."""

from sozialraum.model.draft import FileDraft, ResidentsDraft
from sozialraum.model.periods import STICHTAG, parse_period
from sozialraum.sources.drafts.guessed_areas import Link
from sozialraum.sources.drafts.guessed_facilities import stated_period
from sozialraum.sources.drafts.headings import has_role
from sozialraum.sources.drafts.survey import Surveyed

OLDEST = 120


def residents_of_areas(surveyed: Surveyed, found: Link, table: FileDraft) -> ResidentsDraft | None:
    """The entry under [[registers]] a table needs; None where it does not say for certain how old who is where.

    There is one column of birth months or of ages, one of numbers besides, a Stichtag, and no row counts the
    children of another one again.
    """
    month = _one(surveyed, "birth_month", ("period",))
    age = None if month else _one(surveyed, "age", ("number", "key"))
    born = month or age
    if born is None or (age and not _are_ages(surveyed, age)):
        return None
    column, whole = stated_period(surveyed)
    texts = surveyed.values(column) if column else {whole or ""}
    if not all(STICHTAG.fullmatch(parse_period(text) or "") for text in texts):
        return None
    numbers = [one for one in surveyed.of_kind("number") if one not in {found.heading, born, column}]
    if len(numbers) != 1:
        return None
    sex = _one(surveyed, "sex", ("text",))
    key = [found.heading, born, *([column] if column else []), *([sex] if sex else [])]
    if surveyed.table.cells.duplicated(key).any():
        return None
    columns = {"area_id" if found.by == "id" else "area_name": found.heading}
    columns |= {"as_of": column} if column else {}
    columns |= {"birth_month" if month else "age": born, **({"sex": sex} if sex else {}), "count": numbers[0]}
    empty = ("",) if (surveyed.texts(found.heading) == "").any() else ()
    strange = (*empty, *found.strange)
    unless = {found.heading: strange[0] if len(strange) == 1 else strange} if strange else {}
    return ResidentsDraft(table, columns, None if column else whole, unless)


def _one(surveyed: Surveyed, role: str, kinds: tuple[str, ...]) -> str | None:
    named = [one for one in surveyed.headings if has_role(one, role) and surveyed.column(one).kind in kinds]
    return named[0] if len(named) == 1 else None


def _are_ages(surveyed: Surveyed, heading: str) -> bool:
    return all(text.isdigit() and int(text) <= OLDEST for text in surveyed.values(heading))
