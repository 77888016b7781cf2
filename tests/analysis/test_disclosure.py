"""What may leave analysis: small counts of people are withheld with all that tells them, things stay."""

import copy
from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import pytest
from built import built
from hypothesis import given, settings
from hypothesis import strategies as st
from ledgers import edition, setting, source
from pandas.testing import assert_frame_equal
from rows import indicator, indicators
from rules import made_rule

from sozialraum.analysis.disclosure import publish
from sozialraum.analysis.everything import analyse
from sozialraum.analysis.suppression import small
from sozialraum.model.disclosure_rules import AudienceRule
from sozialraum.model.indicators import Indicator, Source
from sozialraum.model.inputs import Results
from sozialraum.model.project import Project
from sozialraum.model.published import Audience, Published

COUNT, SHARE = indicator("people", kind="count"), indicator("share")
PEOPLE = {one.id: one for one in (COUNT, SHARE)}


def rule(min_count: int = 5, min_base: int = 0, **more: str) -> AudienceRule:
    return made_rule(min_count=min_count, min_base=min_base, **more)


def hidden(
    rows: pd.DataFrame,
    definitions: Mapping[str, Indicator] = PEOPLE,
    sources: Mapping[str, Source] | None = None,
    by: AudienceRule | None = None,
) -> list[bool]:
    return edition(rows, setting(*definitions.values(), rule=by or rule(), sources=sources or {}))[1]


def test_small_by_hand() -> None:
    """With a smallest count of 5: 1 to 4 are small, a balance of -2 too; zero is nobody, the unknown is not small."""
    counts = pd.Series([0, 1, 4, 5, 100, -2, -5, None], dtype="Float64")
    assert small(counts, 5).tolist() == [False, True, True, False, False, True, False, False]


@pytest.mark.parametrize(
    ("above", "below", "min_base", "withheld"),
    [
        (30, 120, 0, False),
        (3, 120, 0, True),  # 3 people
        (0, 120, 0, False),  # nobody
        (117, 120, 0, True),  # the other 3 people
        (120, 120, 0, False),  # all of them
        (2, 4, 0, True),  # 4 people in all
        (0, 0, 0, False),  # there are none
        (10, 25, 30, True),  # 25 are too few for a share by this rule
        (10, 30, 30, False),
    ],
)
def test_a_share_by_hand(above: int, below: int, min_base: int, withheld: bool) -> None:
    """Numerator, rest and denominator each must be nobody or enough people."""
    rows = indicators(f"| area_id | indicator_id | numerator | denominator |\n| nord | share | {above} | {below} |")
    assert hidden(rows, by=rule(min_base=min_base)) == [withheld]


@pytest.mark.parametrize(
    ("more", "withheld"),
    [
        ({"counts": "persons"}, True),
        ({"counts": "households"}, True),
        ({"counts": "things"}, False),
        ({"disclosure": "as_published"}, False),
    ],
)
def test_rules_bind_people_and_households_not_things(more: dict[str, str], withheld: bool) -> None:
    rows = indicators("| area_id | indicator_id | value |\n| nord | people | 3 |")
    assert hidden(rows, {"people": indicator("people", kind="count", **more)}) == [withheld]


def test_what_its_source_has_published_stays() -> None:
    rows = indicators(
        "| area_id | value | source_id |\n| nord | 3 | press |\n| mitte | 3 | own |", indicator_id="people"
    )
    assert hidden(rows, sources={"press": source(disclosure="as_published"), "own": source()}) == [False, True]


def test_groups_are_counts_like_any_other() -> None:
    rows = indicators("| area_id | group | value |\n| nord | | 40 |\n| nord | sex=f | 2 |", indicator_id="people")
    assert hidden(rows) == [False, True]


def test_a_count_of_a_share_hidden_for_its_rest_is_hidden_too() -> None:
    """117 of 120: whoever sees 117 and 120 knows the other three, so one of both goes."""
    made = indicator("share", computed_from={"numerator": "people", "denominator": "all"})
    rows = indicators("""
        | area_id | indicator_id | value | numerator | denominator |
        |---------|--------------|-------|-----------|-------------|
        | nord    | share        |  97.5 |       117 |         120 |
        | nord    | people       |   117 |           |             |
        | nord    | all          |   120 |           |             |
        | mitte   | people       |   117 |           |             |
    """)
    definitions = {"share": made, "people": COUNT, "all": indicator("all", kind="count")}
    assert hidden(rows, definitions) in ([True, True, False, False], [True, False, True, False])


@pytest.mark.parametrize(("rates", "withheld"), [("sperren", True), ("zeigen", False)])
def test_a_share_nobody_can_check_is_withheld_unless_the_rule_shows_it(rates: str, withheld: bool) -> None:
    rows = indicators("| area_id | indicator_id | value |\n| nord | share | 12.5 |")
    assert hidden(rows, by=rule(rates_without_counts=rates)) == [withheld]


def test_the_numerator_follows_from_value_and_base() -> None:
    """2.5 % of 120 are 3 people, 25 % are 30."""
    rows = indicators("""
        | area_id | indicator_id | value | denominator |
        |---------|--------------|-------|-------------|
        | nord    | share        |   2.5 |         120 |
        | mitte   | share        |    25 |         120 |
    """)
    assert hidden(rows) == [True, False]


def test_a_base_of_things_is_nobody() -> None:
    """30 residents on 2 hectares: the hectares are no small group of people."""
    density = indicator("share", kind="rate", denominator_counts="things")
    rows = indicators("| area_id | indicator_id | numerator | denominator |\n| nord | share | 30 | 2 |")
    assert hidden(rows, {"share": density}) == [False]
    assert hidden(rows, {"share": indicator("share", kind="rate")}) == [True]


@settings(max_examples=12, deadline=None)
@given(above=st.integers(0, 60), rest=st.integers(0, 60), k=st.integers(1, 20), base=st.just(0) | st.integers(20, 50))
def test_nothing_small_can_be_read_off_a_share(above: int, rest: int, k: int, base: int) -> None:
    rows = indicators(
        f"| area_id | indicator_id | numerator | denominator |\n| a | share | {above} | {above + rest} |"
    )
    if not hidden(rows, by=rule(k, base))[0]:
        assert all(count == 0 or count >= k for count in (above, rest, above + rest))
        assert above + rest == 0 or above + rest >= base


# --- the whole city -------------------------------------------------------------------------------------------


THINGS = ["places", "places_all", "facilities_without_places"]


@dataclass(frozen=True, repr=False)
class City:
    """What follows from the small city, and what of it is shown."""

    results: Results
    published: Published
    project: Project


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    """hafen has 3 children under three; its share of 2022 is withheld by its source."""
    build = built(tmp_path_factory.mktemp("city"))
    return City(build.results, build.published, build.project)


def value(table: pd.DataFrame, name: str = "value", **wanted: str) -> tuple[object, str]:
    for column_, text in wanted.items():
        table = table[table[column_] == text]
    assert len(table) == 1, table
    row = table.iloc[0]
    return (None if pd.isna(row[name]) else float(row[name])), str(row["status"])


def test_a_small_count_is_withheld_and_a_zero_is_not(city: City) -> None:
    table = city.published.indicators
    at = {"indicator_id": "children_u3", "period": "2023-12-31"}
    assert value(table, area_id="hafen", **at) == (None, "Q")
    assert value(table, area_id="heide", **at) == (0, "A")
    assert value(table, area_id="mitte", **at) == (30, "A")
    assert value(city.results.indicators, area_id="hafen", **at) == (3, "A")


@pytest.mark.parametrize(
    "measure",
    [
        "children",
        "versorgungsquote_pct",
        "places_needed",
        "places_missing",
        "coverage_of_need_pct",
        "handlungsbedarf",
    ],
)
def test_what_was_worked_out_from_it_is_withheld(city: City, measure: str) -> None:
    at = {"area_id": "hafen", "measure_id": measure}
    assert value(city.published.measures, **at) == (None, "Q")
    row = city.published.measures[
        (city.published.measures["area_id"] == "hafen") & (city.published.measures["measure_id"] == measure)
    ]
    assert row[["lower", "upper", "base"]].isna().all(axis=None)
    assert set(row["reason"]) == {"parts_withheld"}


@pytest.mark.parametrize("measure", ["places", "facilities_without_places"])
def test_things_stay(city: City, measure: str) -> None:
    assert value(city.published.measures, area_id="hafen", measure_id=measure) == (0, "A")
    assert value(city.published.measures, area_id="hafen", measure_id="facilities", target_group="kita") == (1, "A")


def test_a_change_from_a_withheld_value_is_withheld(city: City) -> None:
    at = {"area_id": "hafen", "indicator_id": "sgb2_u18"}
    assert value(city.published.changes, "change", **at) == (None, "Q")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """mitte has 2 households of single parents among 150: its part of the index tells them.

    The city's 46 less the 24 of hafen and 20 of nord would tell them too, so one of the two is withheld with them (of
    equal losses the earlier key), and both Bezirke (hafen is 44 - 20): 26 are left for hafen and mitte.
    """
    texts = {
        "indicators/anteile.csv": {"Mitte;Alleinerziehende;2023;;15;150;": "Mitte;Alleinerziehende;2023;;2;150;"}
    }
    return built(tmp_path_factory.mktemp("few"), texts).published


@pytest.mark.parametrize(
    "measure", ["lage_index", "lage_class", "lage_part:sgb2_u18", "lage_part:single_parents", "handlungsbedarf"]
)
def test_an_index_is_withheld_with_any_of_its_parts(few: Published, measure: str) -> None:
    for area in ("hafen", "mitte"):
        assert value(few.measures, area_id=area, measure_id=measure) == (None, "Q")
    # nord is left alone: too few to compare; its children are withheld whatever the index says
    other = few.measures[(few.measures["area_id"] == "nord") & (few.measures["measure_id"] == measure)]
    assert set(other["status"]) == {"Q" if measure == "handlungsbedarf" else "O"}


def test_the_supply_of_an_area_with_a_withheld_lage_stays(few: Published) -> None:
    assert value(few.measures, area_id="mitte", measure_id="versorgungsquote_pct") == (40, "A")


@pytest.mark.slow
def test_taken_places_are_children(tmp_path_factory: pytest.TempPathFactory) -> None:
    """2 taken places are two children; 2 permitted places are places."""
    places = "NR;GRUPPE;KITAJAHR;PLAETZE;ART\nk1;U3;2023/24;2;belegt\nk2;U3;2023/24;2;erlaubt\n"
    toml = {
        'period = "KITAJAHR", weekly_hours = "STUNDEN" }': 'period = "KITAJAHR", kind = "ART" }',
        'kind = "betriebserlaubnis"\nsource = "jugendamt"\n\n[[coverage]]': (
            'kind_names = { "belegt" = "belegt", "erlaubt" = "betriebserlaubnis" }\n'
            'source = "jugendamt"\n\n[[coverage]]'
        ),
    }
    build = built(tmp_path_factory.mktemp("taken"), {"projekt.toml": toml}, add={"facilities/plaetze.csv": places})
    table = build.published.offers
    assert value(table, "places", facility_id="k1") == (None, "Q")
    assert value(table, "places", facility_id="k2") == (2, "A")


@pytest.mark.slow
def test_figures_of_a_source_that_published_them_stay(tmp_path_factory: pytest.TempPathFactory) -> None:
    toml = {'title = "Einwohnermelderegister"': 'title = "Einwohnermelderegister"\ndisclosure = "as_published"'}
    published = built(tmp_path_factory.mktemp("published"), {"projekt.toml": toml}).published
    at = {"area_id": "hafen", "indicator_id": "children_u3", "period": "2023-12-31"}
    assert value(published.indicators, **at) == (3, "A")


@pytest.mark.slow
def test_houses_that_are_never_mapped_are_counted_and_not_shown(tmp_path_factory: pytest.TempPathFactory) -> None:
    toml = {'as_of = 2023-08-01\nsource = "jugendamt"\n\n[[facility_types]]': (
        'as_of = 2023-08-01\nposition = "never_mapped"\nsource = "jugendamt"\n\n[[facility_types]]'
    )}  # fmt: skip
    published = built(tmp_path_factory.mktemp("never"), {"projekt.toml": toml}).published
    assert list(published.facilities.index) == ["s1"]
    assert published.offers.empty
    assert published.merkmale.empty
    assert value(published.measures, area_id="nord", measure_id="facilities", target_group="kita") == (2, "A")


TABLES = ("indicators", "supply", "offers")


@pytest.mark.slow
def test_publishing_leaves_its_input_unchanged(tmp_path_factory: pytest.TempPathFactory) -> None:
    build = built(tmp_path_factory.mktemp("unchanged"))
    before = {name: copy.deepcopy(getattr(build.results, name)) for name in TABLES}
    assert build.published.indicators["value"].isna().sum() > before["indicators"]["value"].isna().sum()
    for name, table in before.items():
        assert_frame_equal(getattr(build.results, name), table)


def test_withheld_rows_hold_no_number(city: City, few: Published) -> None:
    for published in (city.published, few):
        for name, numbers in {
            "indicators": ["value", "numerator", "denominator"],
            "measures": ["value", "lower", "upper", "base"],
            "changes": ["change"],
        }.items():
            rows = getattr(published, name)
            rows = rows[rows["status"] == "Q"]
            assert not rows.empty
            assert rows[numbers].isna().all(axis=None), name


@pytest.mark.slow
@settings(max_examples=5, deadline=None)
@given(counts=st.lists(st.integers(0, 12), min_size=3, max_size=3), k=st.integers(2, 9))
def test_nothing_small_is_in_any_table(city: City, counts: list[int], k: int) -> None:
    """Whatever few children there are: neither they nor anything from which they follow is in a published table."""
    children = dict(zip(("nord", "mitte", "hafen"), counts, strict=True))
    table = city.results.inputs.indicators
    own = (
        (table["indicator_id"] == "children_u3") & (table["period"] == "2023-12-31") & table["area_id"].isin(children)
    )
    table = table.assign(value=table["area_id"].map(children).astype("Float64").where(own, table["value"]))
    oeffentlich = rule(k)
    project = city.project.model_copy(
        update={"disclosure": city.project.disclosure.model_copy(update={"oeffentlich": oeffentlich})}
    )
    results = analyse(project, replace(city.results.inputs, indicators=table))
    published = publish(results, project, Audience.OEFFENTLICH)
    for area, count in children.items():
        is_small = 0 < count < k
        at = {"area_id": area, "indicator_id": "children_u3", "period": "2023-12-31"}
        shown = value(published.indicators, **at)
        assert shown in ([(None, "Q")] if is_small else [(count, "A"), (None, "Q")])
        rows = published.measures[
            (published.measures["area_id"] == area)
            & (published.measures["target_group"] == "kita_u3")
            & ~published.measures["measure_id"].isin(THINGS)
            & ~published.measures["measure_id"].str.startswith(("places_hours:", "places_form:"))
        ]
        gone = shown == (None, "Q")
        assert set(rows["status"] == "Q") == {gone}
        if gone:
            assert rows[["value", "lower", "upper", "base"]].isna().all(axis=None)
    people = published.indicators[published.indicators["indicator_id"].isin(["children_u3", "residents"])]
    for numbers in (people["value"], published.indicators["numerator"], published.indicators["denominator"]):
        assert not ((numbers > 0) & (numbers < k)).any()
