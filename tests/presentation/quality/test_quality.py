"""The report on quality: every file, every row, every gap, and nothing that pages withhold."""

import dataclasses
import re
import tomllib
from pathlib import Path

import pytest
from built import built
from cities import POPULATION
from hypothesis import given
from hypothesis import strategies as st

from sozialraum.analysis.quality import by_file
from sozialraum.errors import Problem, Severity
from sozialraum.model.intake import Aside, Aspect, Guess, Intake, KeyMatch, Rule
from sozialraum.model.quality import JOINT, NO_ROW, Quality
from sozialraum.model.status import Status
from sozialraum.pipeline import CityBuild
from sozialraum.presentation.quality.files import account_sentence, toml_lines
from sozialraum.presentation.quality.grid import Section
from sozialraum.presentation.quality.report import quality_sections
from sozialraum.presentation.words.texts import Texts, texts

POP = "indicators/bevoelkerung.csv"
WITHHELD = "hafen;Kinder u3;31.12.2023;insgesamt;3"
INTAKES = (
    Intake("areas", "stadtteile.geojson", "", (Guess(Aspect.CRS, "EPSG:25832"),), 4, 4, used_at=((2, 5),)),
    Intake(
        "values[1]",
        "zahlen.xlsx",
        "T1",
        (Guess(Aspect.SEPARATOR, ";"), Guess(Aspect.ENCODING, "utf-8", stated=True)),
        13,
        9,
        {"footnote": 1, "SR-516": 3},
        KeyMatch("Gebiet", 2, (("Nord <b>", "nord", "spelling"),), (("Nrod", "Nord"),), ("heide", "hafen")),
        ((3, 11),),
        {"footnote": ((15, 15),), "SR-516": ((12, 14),)},
    ),
)


def page(build: CityBuild) -> str:
    return dict(build.files())["qualitaet.html"].decode()


@pytest.fixture(scope="module")
def whole(city: CityBuild) -> str:
    return page(city)


def sections(city: CityBuild, words: Texts, *problems: Problem) -> dict[str, Section]:
    quality = dataclasses.replace(city.published.quality, intakes=INTAKES, files=by_file(INTAKES))
    context = city.pages.context
    return {one.id: one for one in quality_sections(quality, problems, city.project, context.names, words)}


@pytest.mark.slow
def test_a_withheld_value_cannot_be_told_from_the_page(tmp_path: Path, whole: str) -> None:
    """Three children under three in Hafen or four: the same bytes."""
    assert WITHHELD in POPULATION
    four = built(tmp_path, {POP: {f"{WITHHELD}\n": f"{WITHHELD.removesuffix('3')}4\n"}})
    assert page(four) == whole


@pytest.mark.slow
def test_a_sum_with_a_withheld_part_is_for_the_office_only(tmp_path: Path) -> None:
    """Stated are 99, the parts make 73, but that of Hafen is withheld: the page would tell 3."""
    stated = "Gesamtstadt;Kinder u3;31.12.2023;insgesamt;"
    build = built(tmp_path, {POP: {f"{stated}73": f"{stated}99"}})
    assert "SR-601" in {problem.code for problem in build.quality.findings}
    assert "SR-601" not in {problem.code for problem in build.published.quality.findings}
    assert "SR-601" not in page(build)


def test_the_page_is_offline_has_no_script_and_is_linked(city: CityBuild, whole: str) -> None:
    assert "script-src 'none'" in whole
    assert "<script" not in whole
    assert not re.search(r"(src|href)=\"(?!#|index\.html|lizenzen\.html|en/qualitaet\.html)", whole)
    files = dict(city.files())
    for name in ("index.html", "nord.html"):
        assert b'href="qualitaet.html"' in files[name]
    anchors = set(re.findall(r'href="#([a-z]+)"', whole))
    assert anchors <= set(re.findall(r'id="([a-z]+)"', whole))
    assert {"dateien", "lesart", "gebiete", "einrichtungen", "luecken", "summen", "spruenge"} < anchors


def test_notices_stand_where_they_belong(city: CityBuild, german: Texts) -> None:
    def problem(code: str, fields: dict[str, str] | None = None) -> Problem:
        return Problem(code, "x.csv", fields=fields or {}, severity=Severity.WARNING)

    codes = ("SR-451", "SR-604", "SR-601", "SR-222", "SR-516", "SR-305", "SR-523")
    found = sections(city, german, *(problem(code) for code in codes), problem("SR-299", {"code": "SR-403"}))
    told = {id_: [one.code for one in section.problems] for id_, section in found.items() if section.problems}
    assert told == {
        "einrichtungen": ["SR-451", "SR-604", "SR-299"],
        "summen": ["SR-601"],
        "dateien": ["SR-222"],
        "gebiete": ["SR-516", "SR-305"],
        "weitere": ["SR-523"],
    }


def test_the_account_by_hand(city: CityBuild, german: Texts) -> None:
    """4 + 13 = 17 rows, 4 + 9 = 13 used, 1 + 3 = 4 listed."""
    grid = sections(city, german)["dateien"].grids[0]
    assert [list(row) for row in grid.rows] == [
        ["stadtteile.geojson", "areas", "4", "4", "0", ""],
        ["zahlen.xlsx · T1", "values[1]", "13", "9", "4", "abgewiesen (SR-516): 3; Fußnote: 1"],
        ["alle Dateien", "", "17", "13", "4", ""],
    ]
    whole = Quality(INTAKES, by_file(INTAKES))
    assert "17 Zeilen = 13 verwendet + 4 aufgelistet" in account_sentence(whole, german)
    lost = (dataclasses.replace(INTAKES[0], rows=5),)
    assert "geht nicht auf" in account_sentence(Quality(lost, by_file(lost)), german)


def test_readings_and_matches_by_hand(city: CityBuild, german: Texts) -> None:
    found = sections(city, german)
    assert [list(row) for row in found["lesart"].grids[0].rows] == [
        ["stadtteile.geojson", "areas", "Koordinatensystem: EPSG:25832", "", 'crs = "EPSG:25832"'],
        [
            "zahlen.xlsx · T1",
            "values[1]",
            "Trennzeichen: Semikolon",
            "Zeichensatz: utf-8",
            'dialect = { encoding = "utf-8", separator = ";" }',
        ],
    ]
    overview, by_rule, unmatched = (one.rows for one in found["gebiete"].grids)
    assert [list(row) for row in overview] == [
        ["zahlen.xlsx · T1", "values[1]", "Gebiet", "2", "1", "1", "Hafen, Heide"]
    ]
    assert [list(row) for row in by_rule] == [
        ["zahlen.xlsx · T1", "Nord <b>", "Nord", "gleich bis auf die Schreibweise"]
    ]
    assert [list(row) for row in unmatched] == [["zahlen.xlsx · T1", "Nrod", "Nord"]]


def test_gaps_by_hand(city: CityBuild, german: Texts) -> None:
    """Children of 2023 are known in four quarters; of 2022 Nord and Mitte only jointly.

    Hafen's 3 are withheld, and Nord's 40 with them: 43 - 40 in Bezirk West, or 73 - 40 - 30 - 0, would tell them.
    """
    rows = {(row[0], row[1]): list(row[2:]) for row in sections(city, german)["luecken"].grids[0].rows}
    label = next(one.label["de"] for one in city.project.indicators if one.id == "children_u3")
    assert rows[(label, "31.12.2023")] == ["2 von 4", "gesperrt: Hafen, Nord"]
    assert "nur gemeinsam mit anderen: Mitte, Nord" in rows[(label, "31.12.2022")][1]


@pytest.mark.slow
def test_text_of_a_file_arrives_as_text(city: CityBuild, tmp_path: Path) -> None:
    """Through the gate and the template: no element is made of it."""
    inputs = dataclasses.replace(city.inputs, intakes=INTAKES)
    text = page(CityBuild(city.project, inputs))
    assert "Nord &lt;b&gt;" in text
    assert "Nord <b>" not in text


@pytest.mark.parametrize("language", ["de", "en"])
def test_there_are_words_for_all_that_can_be_said(language: str) -> None:
    entries = texts(language).entries
    wanted = [f"report.aside.{one}" for one in Aside]
    wanted += [f"report.aspect.{one}" for one in Aspect] + [f"report.rule.{one}" for one in Rule]
    wanted += [f"report.state.{one}" for one in (*Status, JOINT, NO_ROW)]
    wanted += [f"report.position.{one}" for one in ("coordinates", "address", "address_near", "stated_area", "none")]
    assert [key for key in wanted if key not in entries] == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_a_report_of_nothing_says_so(city: CityBuild, language: str) -> None:
    found = quality_sections(Quality(()), (), city.project, {}, texts(language))
    assert all(section.sentences and not section.grids for section in found)


def test_both_languages_tell_the_same(city: CityBuild, german: Texts, english: Texts) -> None:
    found = [sections(city, words) for words in (german, english)]
    shapes = [{id_: [len(grid.rows) for grid in one.grids] for id_, one in part.items()} for part in found]
    assert shapes[0] == shapes[1]
    assert not {one.title for one in found[0].values()} & {one.title for one in found[1].values()}


@given(
    st.dictionaries(
        st.sampled_from([Aspect.ENCODING, Aspect.SEPARATOR, Aspect.DECIMAL, Aspect.RANGE, Aspect.LAYER, Aspect.CRS]),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x7f"), max_size=8),
    ),
    st.one_of(st.none(), st.integers(0, 4)),
)
def test_the_lines_to_copy_say_in_toml_what_was_recognised(values: dict[Aspect, str], rows: int | None) -> None:
    guesses = [Guess(aspect, value) for aspect, value in values.items()]
    guesses += [Guess(Aspect.HEADER_ROWS, str(rows))] if rows is not None else []
    intake = Intake("areas", "x.csv", "", tuple(guesses), 0, 0)
    read = tomllib.loads(toml_lines(intake))
    said = {**read.pop("dialect", {}), **read}
    assert said == {str(aspect): value for aspect, value in values.items()} | (
        {} if rows is None else {"header_rows": rows}
    )
    stated = tuple(dataclasses.replace(guess, stated=True) for guess in guesses)
    assert toml_lines(dataclasses.replace(intake, guesses=stated)) == ""


def test_no_line_is_proposed_that_its_entry_would_refuse() -> None:
    """Values and places of a GeoJSON know no crs; the outline is read as [areas] says."""
    guesses = (Guess(Aspect.CRS, "OGC:CRS84"), Guess(Aspect.LAYER, "a"), Guess(Aspect.AXES, "north_first"))
    said = {
        entry: toml_lines(Intake(entry, "x", "", guesses, 0, 0))
        for entry in ("areas", "areas.outline_file", "facility_types.kita", "values[1]")
    }
    assert said == {
        "areas": 'layer = "a"\ncrs = "OGC:CRS84"',
        "areas.outline_file": "",
        "facility_types.kita": 'layer = "a"\ncrs = "OGC:CRS84"',
        "values[1]": 'layer = "a"',
    }


def test_entries_that_read_a_file_alike_stand_together(city: CityBuild, german: Texts) -> None:
    twice = (*INTAKES, dataclasses.replace(INTAKES[1], entry="values[2]"))
    quality = dataclasses.replace(city.published.quality, intakes=twice)
    found = quality_sections(quality, (), city.project, city.pages.context.names, german)
    reading, matching = (next(one for one in found if one.id == id_) for id_ in ("lesart", "gebiete"))
    assert [row[1] for row in reading.grids[0].rows] == ["areas", "values[1], values[2]"]
    assert [[row[1] for row in matching.grids[0].rows], len(matching.grids[1].rows)] == [["values[1], values[2]"], 1]
