"""[[targets]]: for what part of the children places are to be kept, as the council set it."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from pydantic import Field, field_validator, model_validator

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.fields import Slug, Strict, Text, in_language
from sozialraum.model.periods import kind_of
from sozialraum.model.rules import Coverage

NO_AGES: frozenset[int] = frozenset()
EVERYWHERE = "–"  # in a sentence: all areas, all years


class Target(Strict):
    """One target: of a cohort group or a single year of age, for a Kita-Jahr or all, in an area or the city.

    `target_pct` includes the reserve; `reserve_pct` says how much of it that is. What is said more closely holds:
    first that of the smaller area, then that of the year.
    """

    coverage: Slug | None = None
    group: Slug | None = None
    age: int | None = Field(None, ge=0, le=20)
    year: str | None = None
    area: str | None = None
    target_pct: float = Field(ge=0, le=300)
    reserve_pct: float = Field(0.0, ge=0)
    source: Text

    @field_validator("year")
    @classmethod
    def _is_a_school_year(cls, year: str | None) -> str | None:
        if year is not None and _kind(year) != "school_year":
            raise ValueError("kita_year_needed")
        return year

    @model_validator(mode="after")
    def _says_of_whom(self) -> "Target":
        if self.group is not None and self.age is not None:
            raise ValueError("group_or_age")
        if self.group is None and self.age is None and self.coverage is None:
            raise ValueError("target_of_nobody")
        if self.reserve_pct > self.target_pct:
            raise ValueError("reserve_above_target")
        return self


Placed = tuple[str, Target]  # where it stands, and what it says


def all_targets(coverages: Iterable[Coverage], targets: Iterable[Target]) -> list[Target]:
    """Those of [[targets]], and the target_quota_pct of each coverage as one for all ages, years and areas."""
    own = [
        Target(coverage=one.id, target_pct=one.target_quota_pct, source=one.target_source)
        for one in coverages
        if one.target_quota_pct is not None and one.target_source is not None
    ]
    return [*own, *targets]


def with_target(coverages: Iterable[Coverage], targets: Iterable[Target]) -> frozenset[str]:
    """The coverages of which some target speaks, whatever its ages, year and area."""
    spoken_of = {one.coverage for one in targets}
    return frozenset(one.id for one in coverages if one.target_quota_pct is not None or spoken_of & {one.id, None})


def target_rows(targets: Iterable[Target], language: str) -> list[dict[str, object]]:
    """Rows of the table TARGETS."""
    return [
        {
            "coverage": one.coverage or "",
            "group": one.group or "",
            "age": None if one.age is None else float(one.age),
            "year": one.year or "",
            "area_id": one.area or "",
            "target_pct": one.target_pct,
            "source": in_language(one.source, language),
        }
        for one in targets
    ]


def held(
    rows: Sequence[Mapping[str, object]],
    coverage: str,
    group: str | None,
    ages: Mapping[str, frozenset[int]],
    year: str,
    around: Sequence[str],
) -> int | None:
    """Which target holds for a cohort group of a coverage in a year: that of the smaller area, then that of the year.

    Args:
        rows: of the table TARGETS.
        coverage: id.
        group: a cohort group; None for all children of a coverage without cohorts.
        ages: cohort group -> its years of age; empty for a group that is no set of whole years.
        year: Kita-Jahr.
        around: the area and all that it is part of, the nearest first, the city last.

    Returns:
        The number of the row; None for none, and where two as close differ.

    Source: docs/methods.md#bedarf-nach-altersjahren
    """
    city = around[-1]
    close: dict[tuple[int, bool], list[int]] = {}
    for number, row in enumerate(rows):
        area = str(row["area_id"]) or city
        applies = row["coverage"] in {"", coverage} and row["year"] in {"", year} and area in around
        if applies and _speaks_of(row, group, ages):
            close.setdefault((around.index(area), row["year"] == ""), []).append(number)
    if not close:
        return None
    nearest = close[min(close)]
    return nearest[0] if len({rows[number]["target_pct"] for number in nearest}) == 1 else None


def _speaks_of(row: Mapping[str, object], group: str | None, ages: Mapping[str, frozenset[int]]) -> bool:
    named, age = row["group"], row["age"]
    own = ages.get(group or "", NO_AGES)
    if isinstance(age, int | float):
        return own == frozenset({int(age)})
    return named in {"", group} or (bool(own) and own <= ages.get(str(named), NO_AGES))


def target_problems(
    targets: Iterable[Target],
    coverages: Iterable[Coverage],
    ages: Mapping[str, frozenset[int]],
    high_pct: float,
    file: str,
) -> list[Problem]:
    """What is wrong with targets: two for one age and year, a high reserve, a target that does nothing.

    Args:
        targets: from all_targets.
        coverages: with their cohort groups.
        ages: cohort group -> its years of age; empty for a group that is no set of whole years.
        high_pct: from above this on a reserve is worth a question.
        file: the project file.
    """
    coverages = list(coverages)
    placed = _placed(list(targets), coverages)
    return [
        *_overlapping_cohorts(coverages, ages, file),
        *_twice(placed, coverages, ages, file),
        *_finer(placed, coverages, ages, file),
        *_unused(placed, coverages, ages, file),
        *_high(placed, high_pct, file),
    ]


def _placed(targets: list[Target], coverages: list[Coverage]) -> list[Placed]:
    """Each target and where it stands in the project file: those of coverages first, as in all_targets."""
    own = [f"coverage.{one.id}" for one in coverages if one.target_quota_pct is not None]
    places = own if len(targets) >= len(own) else []
    more = [f"targets[{number}]" for number in range(1, len(targets) - len(places) + 1)]
    return list(zip([*places, *more], targets, strict=True))


def covers(target: Target, group: str, ages: Mapping[str, frozenset[int]]) -> bool:
    """Whether a target holds for all children of a cohort group."""
    if target.group is None and target.age is None:
        return True
    wanted = ages.get(group, NO_AGES)
    return target.group == group or (bool(wanted) and wanted <= _ages(target, ages))


def _ages(target: Target, ages: Mapping[str, frozenset[int]]) -> frozenset[int]:
    return frozenset({target.age}) if target.age is not None else ages.get(target.group or "", NO_AGES)


def _met(target: Target, coverage: Coverage, ages: Mapping[str, frozenset[int]]) -> frozenset[str]:
    """The cohort groups of a coverage of which a target says something."""
    if target.coverage not in {None, coverage.id}:
        return frozenset()
    if target.group is None and target.age is None:
        return frozenset(coverage.cohorts or [coverage.id])
    spoken_of = _ages(target, ages)
    return frozenset(
        group for group in coverage.cohorts if target.group == group or spoken_of & ages.get(group, NO_AGES)
    )


def _twice(
    targets: list[Placed], coverages: list[Coverage], ages: Mapping[str, frozenset[int]], file: str
) -> Iterable[Problem]:
    for coverage in coverages:
        of_coverage = [(where, target, _met(target, coverage, ages)) for where, target in targets]
        for (place, one, groups), (where, other, other_groups) in combinations(of_coverage, 2):
            common = groups & other_groups
            if common and _same_ages(one, other) and (one.area, one.year) == (other.area, other.year):
                fields = {
                    "coverage": coverage.id,
                    "area": one.area or EVERYWHERE,
                    "period": one.year or EVERYWHERE,
                    "ages": ", ".join(sorted(common)),
                    "other": place,
                }
                value = f"{one.target_pct:g}, {other.target_pct:g}"
                yield Problem(Code.TARGET_TWICE, file, column=where, value=value, fields=fields)


def _same_ages(one: Target, other: Target) -> bool:
    """Whether two targets speak of the same children of a group; those for two single years of age do not."""
    return None in {one.age, other.age} or one.age == other.age


def _finer(
    targets: list[Placed], coverages: list[Coverage], ages: Mapping[str, frozenset[int]], file: str
) -> Iterable[Problem]:
    """A target for one year of age does nothing where the children are only known for several together."""
    for where, target in targets:
        for one in coverages:
            for group in sorted(_met(target, one, ages)):
                if not covers(target, group, ages):
                    fields = {"coverage": one.id, "ages": group}
                    yield Problem(Code.TARGET_FINER, file, column=where, value=_of_whom(target), fields=fields)


def _unused(
    targets: list[Placed], coverages: list[Coverage], ages: Mapping[str, frozenset[int]], file: str
) -> Iterable[Problem]:
    for where, target in targets:
        if not any(_met(target, one, ages) for one in coverages):
            value, severity = _of_whom(target), Severity.WARNING
            yield Problem(Code.TARGET_UNUSED, file, column=where, value=value, severity=severity)


def _overlapping_cohorts(
    coverages: list[Coverage], ages: Mapping[str, frozenset[int]], file: str
) -> Iterable[Problem]:
    for one in coverages:
        for group, other in combinations(one.cohorts, 2):
            common = ages.get(group, NO_AGES) & ages.get(other, NO_AGES)
            if common or group == other:
                fields = {
                    "coverage": one.id,
                    "other": other,
                    "ages": ", ".join(str(age) for age in sorted(common)),
                }
                yield Problem(
                    Code.COHORTS_OVERLAP, file, column=f"coverage.{one.id}.cohorts", value=group, fields=fields
                )


def _high(targets: list[Placed], high_pct: float, file: str) -> Iterable[Problem]:
    for where, target in targets:
        if target.target_pct > high_pct:
            fields = {"target": f"{target.target_pct:g}", "limit": f"{high_pct:g}"}
            value, severity = _of_whom(target), Severity.WARNING
            yield Problem(Code.TARGET_HIGH, file, column=where, value=value, fields=fields, severity=severity)


def _of_whom(target: Target) -> str:
    return target.group or ("" if target.age is None else str(target.age)) or target.coverage or ""


def _kind(period: str) -> str:
    try:
        return kind_of(period)
    except ValueError:
        return ""
