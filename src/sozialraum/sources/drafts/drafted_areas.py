"""The blocks of projekt.toml about areas, from the files that show them."""

from collections.abc import Sequence
from dataclasses import replace

from sozialraum.model.draft import AreasDraft, DivisionDraft, LargerDraft, LeftOut
from sozialraum.sources.drafts.guessed_areas import (
    Base,
    chosen_base,
    is_outline,
    larger_column,
    overlap,
    same_areas,
    stated_day,
)
from sozialraum.sources.drafts.headings import kind_of_areas
from sozialraum.sources.drafts.placing_files import Placing, file_draft, free, shown, slug
from sozialraum.sources.drafts.survey import Surveyed

ELSEWHERE = 0.1  # share of areas in the city, below which a file is about another one


def drafted_areas(
    base: Base | None, polygons: Sequence[Surveyed], placing: Placing
) -> tuple[AreasDraft, tuple[LargerDraft, ...], tuple[DivisionDraft, ...], list[LeftOut]]:
    """The Sozialräume, larger areas, other divisions, and the files of areas that serve for none of these."""
    if base is None:
        return AreasDraft(None), (), (), []
    file = file_draft(placing, base.surveyed, "areas")
    words = kind_of_areas([base.surveyed.path.stem, base.area_id, base.name or "", *_level_names(base.surveyed)])
    day = stated_day(base.surveyed)
    areas = AreasDraft(
        table=file,
        area_id=base.area_id,
        name=base.name,
        count=base.count,
        label=words["label"],
        label_plural=words["label_plural"],
        as_of=day[0] if day else None,
        as_of_column=day[1] if day else None,
        names=base.names,
        choices=base.choices,
        sums=base.sums,
    )
    larger: list[LargerDraft] = []
    divisions: list[DivisionDraft] = []
    out: list[LeftOut] = []
    for other in polygons:
        if (other.path, other.layer) == (base.surveyed.path, base.surveyed.layer):
            continue
        name = other.path.name
        if same_areas(base, other):
            out.append(LeftOut(name, "same_areas", {"other": file.file}))
        elif overlap(base, other) < ELSEWHERE:
            out.append(LeftOut(name, "areas_elsewhere", {}))
        elif len(other.table) == 1:
            if areas.outline is None and is_outline(base, other):
                areas = replace(areas, outline=file_draft(placing, other, "areas").file)
            else:
                out.append(LeftOut(shown(other), "one_area"))
        elif (found := larger_column(base, other)) and not larger:
            kinds = kind_of_areas([other.path.stem, found[0]])
            level = free(slug(kinds["label"]["de"]), {"sozialraum", "city", "joint"})
            larger.append(LargerDraft(level, found[0], kinds["label"], kinds["label_plural"], found[1]))
            out.append(LeftOut(name, "larger_by_column", {"column": found[0], "other": file.file}))
        else:
            reading = chosen_base([other], [])
            if reading is None:
                out.append(LeftOut(name, "no_key", {}))
                continue
            table = file_draft(placing, other, "areas")
            divisions.append(DivisionDraft(table, other.path.stem, reading.area_id, reading.count))
    return areas, tuple(larger), tuple(divisions), out


def _level_names(surveyed: Surveyed) -> list[str]:
    """Texts that are the same in all rows, among which the kind of area may be."""
    return [
        next(iter(surveyed.values(column.heading)))
        for column in surveyed.columns
        if column.different == 1 and column.kind == "text"
    ]
