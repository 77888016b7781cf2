"""What may leave analysis: small counts of people are withheld with all that tells them, things stay."""

import copy
from collections.abc import Mapping

import pandas as pd
import pytest
from built import built
from cities import POPULATION
from hypothesis import given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from rows import indicator, indicators

from sozialraum.analysis.disclosure import small, withheld_indicators
from sozialraum.model.indicators import Indicator
from sozialraum.model.inputs import Results
from sozialraum.model.published import Published
from sozialraum.model.rules import DisclosureRule

COUNT, SHARE = indicator("people", kind="count"), indicator("share")
PEOPLE = {one.id: one for one in (COUNT, SHARE)}


def rule(min_count: int = 5, min_base: int = 0) -> DisclosureRule:
    return DisclosureRule(min_count=min_count, min_base=min_base, rule="erfunden", set_by="erfunden")


def hidden(
    rows: pd.DataFrame,
    definitions: Mapping[str, Indicator] = PEOPLE,
    sources: Mapping[str, str] | None = None,
    by: DisclosureRule | None = None,
) -> list[bool]:
    return withheld_indicators(rows, definitions, sources or {}, by or rule()).tolist()


def test_small_by_hand() -> None:
    """With a smallest count of 5: 1 to 4 are small; zero is nobody, and the unknown is not small."""
    counts = pd.Series([0, 1, 4, 5, 100, None], dtype="Float64")
    assert small(counts, 5).tolist() == [False, True, True, False, False, False]


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
    rows = indicators("| area_id | value | source_id |\n| nord | 3 | press |\n| mitte | 3 | own |", indicator_id="people")
    assert hidden(rows, sources={"press": "as_published", "own": "rule"}) == [False, True]


def test_groups_are_counts_like_any_other() -> None:
    rows = indicators("| area_id | group | value |\n| nord | | 40 |\n| nord | sex=f | 2 |", indicator_id="people")
    assert hidden(rows) == [False, True]


def test_the_numerator_of_a_share_hidden_for_its_rest_is_hidden_too() -> None:
    """117 of 120: whoever sees 117 and 120 knows the other three."""
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
    assert hidden(rows, definitions) == [True, True, False, False]


@settings(max_examples=100, deadline=None)
@given(above=st.integers(0, 60), rest=st.integers(0, 60), k=st.integers(1, 20), base=st.integers(0, 50))
def test_nothing_small_can_be_read_off_a_share(above: int, rest: int, k: int, base: int) -> None:
    rows = indicators(f"| area_id | indicator_id | numerator | denominator |\n| a | share | {above} | {above + rest} |")
    if not hidden(rows, by=rule(k, base))[0]:
        assert all(count == 0 or count >= k for count in (above, rest, above + rest))
        assert above + rest == 0 or above + rest >= base


# --- the whole city -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> tuple[Results, Published]:
    """hafen has 3 children under three; its share of 2022 is withheld by its source; it has 24 of 60 single parents."""
    build = built(tmp_path_factory.mktemp("city"))
    return build.results, build.published


def value(table: pd.DataFrame, name: str = "value", **wanted: str) -> tuple[object, str]:
    for column_, text in wanted.items():
        table = table[table[column_] == text]
    assert len(table) == 1, table
    row = table.iloc[0]
    return (None if pd.isna(row[name]) else float(row[name])), str(row["status"])


def test_a_small_count_is_withheld_and_a_zero_is_not(city: tuple[Results, Published]) -> None:
    table = city[1].indicators
    at = {"indicator_id": "children_u3", "period": "2023-12-31"}
    assert value(table, area_id="hafen", **at) == (None, "Q")
    assert value(table, area_id="heide", **at) == (0, "A")
    assert value(table, area_id="mitte", **at) == (30, "A")
    assert value(city[0].indicators, area_id="hafen", **at) == (3, "A")


@pytest.mark.parametrize(
    "measure", ["children", "versorgungsquote_pct", "places_needed", "places_missing", "coverage_of_need_pct", "handlungsbedarf"]
)
def test_what_was_worked_out_from_it_is_withheld(city: tuple[Results, Published], measure: str) -> None:
    at = {"area_id": "hafen", "measure_id": measure}
    assert value(city[1].measures, **at) == (None, "Q")
    row = city[1].measures[(city[1].measures["area_id"] == "hafen") & (city[1].measures["measure_id"] == measure)]
    assert row[["lower", "upper", "base"]].isna().all(axis=None)
    assert set(row["reason"]) == {""}


@pytest.mark.parametrize("measure", ["places", "facilities_without_places"])
def test_things_stay(city: tuple[Results, Published], measure: str) -> None:
    assert value(city[1].measures, area_id="hafen", measure_id=measure) == (0, "A")
    assert value(city[1].measures, area_id="hafen", measure_id="facilities", target_group="kita") == (1, "A")


def test_a_change_from_a_withheld_value_is_withheld(city: tuple[Results, Published]) -> None:
    at = {"area_id": "hafen", "indicator_id": "sgb2_u18"}
    assert value(city[1].changes, "change", **at) == (None, "Q")


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """mitte has 2 households of single parents among 150: its part of the index tells them."""
    replace = {"indicators/anteile.csv": {"Mitte;Alleinerziehende;2023;;15;150;": "Mitte;Alleinerziehende;2023;;2;150;"}}
    return built(tmp_path_factory.mktemp("few"), replace).published


@pytest.mark.parametrize("measure", ["lage_index", "lage_class", "lage_part:sgb2_u18", "lage_part:single_parents", "handlungsbedarf"])
def test_an_index_is_withheld_with_any_of_its_parts(few: Published, measure: str) -> None:
    assert value(few.measures, area_id="mitte", measure_id=measure) == (None, "Q")
    assert value(few.measures, area_id="nord", measure_id=measure)[1] == "A"


def test_the_supply_of_an_area_with_a_withheld_lage_stays(few: Published) -> None:
    assert value(few.measures, area_id="mitte", measure_id="versorgungsquote_pct") == (40, "A")


def test_taken_places_are_children(tmp_path_factory: pytest.TempPathFactory) -> None:
    """2 taken places are two children; 2 permitted places are places."""
    places = "NR;GRUPPE;KITAJAHR;PLAETZE;ART\nk1;U3;2023/24;2;belegt\nk2;U3;2023/24;2;erlaubt\n"
    toml = {
        'period = "KITAJAHR", \\\nweekly_hours = "STUNDEN" }': 'period = "KITAJAHR", kind = "ART" }',
        'kind = "betriebserlaubnis"\nsource = "jugendamt"\n\n[[coverage]]': (
            'kind_names = { "belegt" = "belegt", "erlaubt" = "betriebserlaubnis" }\nsource = "jugendamt"\n\n[[coverage]]'
        ),
    }
    build = built(tmp_path_factory.mktemp("taken"), {"projekt.toml": toml}, add={"facilities/plaetze.csv": places})
    table = build.published.offers
    assert value(table, "places", facility_id="k1") == (None, "Q")
    assert value(table, "places", facility_id="k2") == (2, "A")


def test_figures_of_a_source_that_published_them_stay(tmp_path_factory: pytest.TempPathFactory) -> None:
    toml = {'title = "Einwohnermelderegister"': 'title = "Einwohnermelderegister"\ndisclosure = "as_published"'}
    published = built(tmp_path_factory.mktemp("published"), {"projekt.toml": toml}).published
    at = {"area_id": "hafen", "indicator_id": "children_u3", "period": "2023-12-31"}
    assert value(published.indicators, **at) == (3, "A")


def test_houses_that_are_never_mapped_are_counted_and_not_shown(tmp_path_factory: pytest.TempPathFactory) -> None:
    toml = {'as_of = 2023-08-01\nsource = "jugendamt"\n\n[[facility_types]]': (
        'as_of = 2023-08-01\nposition = "never_mapped"\nsource = "jugendamt"\n\n[[facility_types]]'
    )}  # fmt: skip
    published = built(tmp_path_factory.mktemp("never"), {"projekt.toml": toml}).published
    assert list(published.facilities.index) == ["s1"]
    assert published.offers.empty
    assert published.merkmale.empty
    assert value(published.measures, area_id="nord", measure_id="facilities", target_group="kita") == (2, "A")


TABLES = ("indicators", "measures", "changes", "offers")


def test_publishing_leaves_its_input_unchanged(tmp_path_factory: pytest.TempPathFactory) -> None:
    build = built(tmp_path_factory.mktemp("unchanged"))
    before = {name: copy.deepcopy(getattr(build.results, name)) for name in TABLES}
    assert build.published.indicators["value"].isna().sum() > before["indicators"]["value"].isna().sum()
    for name, table in before.items():
        assert_frame_equal(getattr(build.results, name), table)


def test_withheld_rows_hold_no_number(city: tuple[Results, Published], few: Published) -> None:
    for published in (city[1], few):
        for name, numbers in {
            "indicators": ["value", "numerator", "denominator"],
            "measures": ["value", "lower", "upper", "base"],
            "changes": ["change"],
        }.items():
            rows = getattr(published, name)
            rows = rows[rows["status"] == "Q"]
            assert not rows.empty
            assert rows[numbers].isna().all(axis=None), name


@settings(max_examples=12, deadline=None)
@given(counts=st.lists(st.integers(0, 12), min_size=3, max_size=3), k=st.integers(2, 9))
def test_nothing_small_is_in_any_table(
    tmp_path_factory: pytest.TempPathFactory, counts: list[int], k: int
) -> None:
    """Whatever few children there are: neither they, nor a quota from which they follow, are published."""
    texts = {
        f"{area};Kinder u3;31.12.2023;insgesamt;{old}\n": f"{area};Kinder u3;31.12.2023;insgesamt;{count}\n"
        for (area, old), count in zip((("nord", 40), ("mitte", 30), ("hafen", 3)), counts, strict=True)
    }
    assert all(text in POPULATION for text in texts)
    replace = {"indicators/bevoelkerung.csv": texts, "projekt.toml": {"min_count = 5": f"min_count = {k}"}}
    published = built(tmp_path_factory.mktemp("few"), replace).published
    for area, count in zip(("nord", "mitte", "hafen"), counts, strict=True):
        own = published.measures[(published.measures["area_id"] == area) & (published.measures["target_group"] == "kita_u3")]
        of_children = own[~own["measure_id"].isin(["places", "facilities_without_places"])]
        is_small = 0 < count < k
        assert (of_children["status"] == "Q").all() == is_small
        if is_small:
            assert of_children[["value", "lower", "upper", "base"]].isna().all(axis=None)
        at = {"area_id": area, "indicator_id": "children_u3", "period": "2023-12-31"}
        assert value(published.indicators, **at) == ((None, "Q") if is_small else (count, "A"))
    bound = published.indicators[published.indicators["indicator_id"] != "schulsozialindex"]
    for name in ("value", "numerator", "denominator"):
        if name != "value":
            assert not ((bound[name] > 0) & (bound[name] < k)).any()
    people = published.indicators[published.indicators["indicator_id"].isin(["children_u3", "residents"])]
    assert not ((people["value"] > 0) & (people["value"] < k)).any()
