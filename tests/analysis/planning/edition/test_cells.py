"""Which groups of children an edition shows: no difference of two is a single month of birth."""

from hypothesis import given
from hypothesis import strategies as st
from rows import coverage

from sozialraum.analysis.planning.edition.cells import cells_of, same_months
from sozialraum.model.cohorts import YEAR_TRIED, Cohorts, window
from sozialraum.sources.catalogue import packaged_cohorts

AGES = ["alter_0", "alter_1", "alter_2", "alter_3", "alter_4"]


def rules() -> Cohorts:
    return Cohorts.model_validate(packaged_cohorts()["nrw"])


def test_groups_of_the_coverages_and_what_is_made_of_them() -> None:
    """Ü3 to school entry is the coverage, so Ü3 by three cohorts, the five and the six by themselves are left out."""
    found = cells_of(
        rules(),
        [coverage(cohorts=AGES[:3]), coverage(id="ue3", cohorts=[*AGES[3:], "alter_5_bis_schule"])],
    )
    classes = ["klasse_4", "klasse_3", "klasse_2", "einschulung"]
    assert list(found.ids) == [*classes, "alter_5_bis_schule", *reversed(AGES)]
    assert found.made_of["u3"] == ("alter_2", "alter_1", "alter_0")
    assert found.made_of["anspruch_1_2"] == ("alter_2", "alter_1")
    assert found.made_of["ue3"] == ("alter_5_bis_schule", "alter_4", "alter_3")
    assert found.made_of["klassen_1_4"] == tuple(classes)
    assert {"ue3_jahrgaenge", "alter_5", "alter_6_vor_schule"}.isdisjoint(found.made_of)


def test_with_three_cohorts_the_month_before_school_is_left_out() -> None:
    found = cells_of(rules(), [coverage(cohorts=["u3"]), coverage(id="ue3", cohorts=["ue3_jahrgaenge"])])
    assert set(found.made_of) == {
        "u3", "ue3_jahrgaenge", "einschulung", "klasse_2", "klasse_3", "klasse_4", "klassen_1_4",
    }  # fmt: skip


def test_a_year_told_by_an_earlier_stichtag_shows_the_same_children_again_or_none() -> None:
    """Who is two in 2024/25 is three in 2025/26; of the first class of 2025/26 a month was still in day care."""
    found = cells_of(rules(), [coverage(cohorts=AGES), coverage(id="ue3", cohorts=["alter_5_bis_schule"])])
    assert same_months(rules(), found, "alter_3", 2025, 2024) == ("alter_2",)
    assert same_months(rules(), found, "klasse_2", 2025, 2024) == ("einschulung",)
    assert same_months(rules(), found, "einschulung", 2025, 2024) == ()
    assert same_months(rules(), found, "alter_5_bis_schule", 2025, 2024) == ()


GROUPS = [group.id for group in rules().groups]


@given(st.lists(st.lists(st.sampled_from(GROUPS), min_size=1, max_size=4, unique=True), max_size=3))
def test_any_two_shown_groups_differ_by_whole_cells(cohorts: list[list[str]]) -> None:
    land = rules()
    groups = {group.id: group for group in land.groups}
    found = cells_of(land, [coverage(id=f"c{at}", cohorts=own) for at, own in enumerate(cohorts)])
    months = {id_: set(window(land, groups[id_], YEAR_TRIED)) for id_ in found.made_of}
    for id_, parts in found.made_of.items():
        assert months[id_] == set().union(*(months[part] for part in parts))
        assert len(months[id_]) == sum(len(months[part]) for part in parts)
    for one in found.ids:
        assert all(one == other or months[one].isdisjoint(months[other]) for other in found.ids)
