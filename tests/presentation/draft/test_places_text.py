"""The blocks about places of a draft, by hand."""

import tomllib

import pytest

from sozialraum.model.draft import (
    AreasDraft,
    Draft,
    FacilitiesDraft,
    FileDraft,
    GroupDraft,
    PlacesDraft,
    ValuesDraft,
)
from sozialraum.presentation.draft.lines import shortened
from sozialraum.presentation.draft.places_text import places_blocks
from sozialraum.presentation.words.texts import texts

KITAS = FileDraft("facilities/kitas.csv", "kitas", 2)
CHILDREN = FileDraft("indicators/kinder.csv", "kinder", 2)
KITA = {"de": "Kita", "en": "day-care centre"}


def draft(places: PlacesDraft, newest: str, year_only: bool = False, groups: tuple[GroupDraft, ...] = ()) -> Draft:
    one = FacilitiesDraft(KITAS, "kita", KITA, KITA, {}, {"facility_id": "Nr"}, places=(places,))
    columns = {"area_id": "Nr", "indicator": "k", "period": "Jahr", "value": "Wert"}
    names = {"u7": "residents_u7", "u3": "residents_u3"}
    values = ValuesDraft(CHILDREN, columns, names=names, year_only=year_only, newest=newest)
    return Draft(
        "A",
        True,
        None,
        "EPSG:25832",
        "2026-01-31",
        AreasDraft(None),
        facilities=(one,),
        groups=groups,
        values=(values,),
    )


def coverage(of: Draft) -> dict[str, object]:
    """The coverage that is proposed, as it reads once the # are removed."""
    block = list(places_blocks(of, texts("de")))[-1]
    [found] = tomllib.loads("\n".join(line.removeprefix("# ") for line in block[1:]))["coverage"]
    return dict(found)


@pytest.mark.parametrize(
    ("period", "newest", "pairs"),
    [
        (None, "2022", {"2026": "2022"}),
        ("2022", "2022-12-31", None),
        ("2022/23", "2022-12-31", None),
        ("2024", "2022-12-31", {"2024": "2022-12-31"}),
    ],
)
def test_a_coverage_says_which_children_belong_to_its_places(
    period: str | None, newest: str, pairs: dict[str, str] | None
) -> None:
    found = coverage(draft(PlacesDraft(KITAS, "Plätze", "Nr", 60, period=period), newest, year_only=len(newest) == 4))
    assert found.get("pairs") == pairs
    assert (found["children"], found["target_groups"], found["kind"]) == (
        "residents_u7",
        ["ohne_angabe"],
        "ohne_angabe",
    )


def test_a_coverage_of_a_target_group_takes_its_children() -> None:
    group = GroupDraft("u3", {"de": "unter 3 Jahren", "en": "under 3"}, (0, 2))
    found = coverage(
        draft(PlacesDraft(KITAS, "U3", "Nr", 60, "u3", kind="belegt", period="2022"), "2022", groups=(group,))
    )
    assert (found["id"], found["children"], found["kind"]) == ("kita_u3_je_100", "residents_u3", "belegt")
    assert found["label"] == {"de": "Kita, unter 3 Jahren"}


def test_many_headings_of_one_group_are_told_by_the_first_and_the_last() -> None:
    months = [f"2024 | {month}" for month in "abcdefg"]
    assert shortened(["Nr", *months, "Summe"], texts("de")) == ["Nr", "2024 | a … g (7 Spalten)", "Summe"]
    assert shortened(months[:6], texts("de")) == months[:6]
