"""The page of one Sozialraum: whole without scripts, its links lead somewhere, nothing is said beyond the data."""

import re
from dataclasses import replace

import pytest
from rows import long, measures

from sozialraum.model.findings import Finding, PlannerNote
from sozialraum.model.tables import INTERVALS
from sozialraum.presentation.area.page import _move, area_context, near_houses
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.page.templating import filled
from sozialraum.presentation.views.certainty import Certainty
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.texts import texts

AREAS = ["hafen", "heide", "mitte", "nord"]
INDEX = """
    | area_id | measure_id               | value | lower | upper | base |
    |---------|--------------------------|-------|-------|-------|------|
    | nord    | lage_index               |   1.2 |       |       |    3 |
    | mitte   | lage_index               |  -1.0 |       |       |    3 |
    | hafen   | lage_index               |  -0.2 |       |       |    3 |
    | nord    | lage_class               |     2 |       |       |      |
    | nord    | lage_part:sgb2_u18       |   0.5 |       |       |      |
    | nord    | lage_part:single_parents |   0.7 |       |       |      |
    | nord    | lage_rank                |     1 |     1 |     2 |    3 |
    | nord    | lage_rank_robust         |     1 |       |       |    3 |
"""
ENDS = """
    | area_id | lower | upper | beside_rest |
    |---------|-------|-------|-------------|
    | nord    |    18 |    33 | similar     |
    | hafen   |    50 |    69 | more        |
"""
PLACES = {"places": 10, "needed": 20, "missing": 10, "coverage": 50, "target": 50}
RATE = {"value": 60, "rest": 12.5, "lower": 50, "upper": 69}


@pytest.fixture(scope="module")
def told(pages: CityPages) -> CityPages:
    """The small city with an index, intervals, findings and a note that tries to be markup."""
    context = pages.context
    at = {"period": "2023-12-31"}
    findings = (
        Finding("nord", "places_missing", "burden", "kita_u3", "2023/24", numbers=PLACES),
        Finding("hafen", "above_city", "burden", "sgb2_u18", "2023-12-31", numbers=RATE),
    )
    note = PlannerNote(area="nord", text={"de": "<b>Neubau</b>"}, signed="A. Plan", on="2024-05-01")
    published = replace(
        context.published,
        measures=measures(INDEX, **at),
        intervals=long(ENDS, INTERVALS, indicator_id="sgb2_u18", method="wilson", **at),
        findings=findings,
    )
    project = context.project.model_copy(update={"planner_notes": [note], "coverage": context.project.coverage})
    return CityPages(Context(published, project, context.words))


def page(pages: CityPages, area_id: str) -> str:
    near = near_houses(pages)[area_id]
    return filled("sozialraum.html.j2", map_html="", **area_context(pages, area_id, near, "0"))


@pytest.mark.parametrize("area_id", AREAS)
def test_links_and_marks_lead_somewhere_and_every_place_is_named_once(told: CityPages, area_id: str) -> None:
    text = page(told, area_id)
    ids = re.findall(r'\sid="([^"]+)"', text)
    assert len(ids) == len(set(ids))
    assert set(re.findall(r'href="#([^"]+)"', text)) <= set(ids)


@pytest.mark.parametrize("area_id", AREAS)
def test_no_style_attribute_and_no_handler_stands_in_the_page(told: CityPages, area_id: str) -> None:
    assert re.findall(r"<[^>]*\s(?:style|on\w+)=", page(told, area_id)) == []


def test_what_stands_out_links_to_its_numbers_and_notes_stay_text(told: CityPages) -> None:
    nord, hafen = page(told, "nord"), page(told, "hafen")
    assert '<a href="#wert-sgb2_u18">' in hafen
    assert "&lt;b&gt;Neubau&lt;/b&gt;" in nord
    assert "A. Plan, 01.05.2024" in nord
    assert "A. Plan" not in hafen


@pytest.mark.parametrize("language", ["de", "en"])
def test_what_differences_are_worked_out_from_is_said_below_the_tables_and_on_the_short_print(
    language: str, told: CityPages
) -> None:
    own = CityPages(Context(told.context.published, told.context.project, texts(language)))
    text = page(own, "nord")
    said = own.context.words.section("page")["profile.unrounded"]
    fields = text[text.index('id="felder"') :]
    assert fields[: fields.index("</section>")].count(said) == 1
    (short,) = re.findall(r'<p class="sr-note sr-only-short">(.*?)</p>', text)
    assert said in short
    assert text.count(said) == 2  # one of them on a sheet, the other one on the screen and on the whole print


def test_a_value_similar_to_the_rest_is_hollow_and_not_judged(told: CityPages) -> None:
    """25 % with 18 to 33 in nord, 60 % with 50 to 69 in hafen; in mitte nothing is known of the fluctuation."""
    rows = {
        area_id: re.search(r'<tr id="wert-sgb2_u18">.*?</tr>', page(told, area_id), re.DOTALL)[0]  # type: ignore[index]  # every area has this row
        for area_id in ("nord", "hafen")
    }
    assert "sr-none sr-hollow" in rows["nord"]
    assert "18,0 bis 33,0" in rows["nord"]
    assert told.context.words("rest.similar") in rows["nord"]
    assert told.context.words("rest.worse") in rows["hafen"]
    assert "sr-hollow" not in rows["hafen"]


def test_the_block_of_supply_has_no_intervals(pages: CityPages) -> None:
    text = page(pages, "nord")
    supply = text[text.index('id="versorgung"') :]
    assert "polyline" not in supply[: supply.index("</section>")]


def test_without_index_and_findings_the_page_has_no_empty_blocks(pages: CityPages) -> None:
    context = pages.context
    bare = context.project.model_copy(update={"lage_index": None})
    text = page(CityPages(Context(replace(context.published, findings=()), bare, context.words)), "nord")
    assert "sr-essentials" not in text


def with_years(pages: CityPages, statuses: str) -> CityPages:
    """sgb2_u18 of nord from 2019 on, a letter for each year: a number where it is A."""
    made = CityPages(pages.context)
    years = [str(2019 + at) for at in range(len(statuses))]
    of_nord = {(year, "nord"): letter for year, letter in zip(years, statuses, strict=True)}
    values = {at: 7.0 for at, letter in of_nord.items() if letter == "A"}
    unchanged = {"class_of": {}, "changes": {}, "sentences": {}, "city": {}, "certainty": Certainty()}
    made.__dict__["layers"] = [
        replace(one, periods=years, values=values, statuses=of_nord, **unchanged) if one.id == "sgb2_u18" else one
        for one in pages.layers
    ]
    return made


def test_a_tile_with_a_number_of_an_older_date_says_so_beside_it(pages: CityPages) -> None:
    older = with_years(pages, "AAQ")
    (tile,) = [
        one for one in area_context(older, "nord", [], "0")["headline"] if one["label"] == "Kinder im SGB-II-Bezug"
    ]
    assert tile["value"] == "7,0\u202f%"
    assert tile["older"] == "Stand 2020; 2021: gesperrt (Datenschutz)"
    assert '<p class="sr-older">Stand 2020; 2021: gesperrt (Datenschutz)</p>' in page(older, "nord")
    assert 'class="sr-older"' not in page(with_years(pages, "QQA"), "nord")


def test_a_change_has_an_arrow_and_is_judged_by_what_is_shown_of_it(pages: CityPages) -> None:
    layer = next(one for one in pages.layers if one.id == "sgb2_u18")
    words = pages.context.words
    assert _move(layer, 1.26, words) == {"arrow": "↗", "words": "ungünstiger", "judgement": "worse"}
    assert _move(layer, -0.3, words) == {"arrow": "↘", "words": "günstiger", "judgement": "better"}
    assert _move(layer, 0.04, words) == {"arrow": "→", "words": None, "judgement": "none"}
    assert _move(replace(layer, polarity="keine"), 2.0, words)["judgement"] == "none"


def test_every_figure_leads_to_itself_in_the_atlas(pages: CityPages) -> None:
    told = area_context(pages, "nord", [], "0")
    rows = [*told["headline"], *(row for group in told["groups"] for row in group["rows"])]
    assert rows
    assert all(row["atlas_href"] == f"index.html#ind={row['layer']}&gebiet=nord" for row in rows)


def test_withheld_dates_in_a_row_are_told_as_a_span_with_the_rule(pages: CityPages) -> None:
    withheld = area_context(with_years(pages, "QQQAQ"), "nord", [], "0")["withheld"]
    assert "Kinder im SGB-II-Bezug (2019 bis 2021, 2023)" in withheld["rows"]
    assert "festgelegt von Statistikstelle Musterstadt am 01.02.2024" in withheld["why"]
