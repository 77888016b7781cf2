"""Flensburg as built from its open data: the figures of the raw files, on the pages and in the tables."""

import re
from collections.abc import Callable
from html import unescape
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from packing import page_data

Table = Callable[[Path, str], pd.DataFrame]
LARGEST_PAGE = 350_000
# counted by hand in the raw files, 2021; places of all kinds as of the list of day-care centres
FIGURES = {
    "Nordstadt": (12_525, 946, 2_170, 550),
    "Tarup": (5_596, 453, 150, 285),
    "Altstadt": (3_866, 174, 475, 60),
}
INDICATORS = ("residents", "residents_u7", "sgb2_personen")


def plain(page: Path) -> str:
    """What a reader sees of a page without scripts, in one line."""
    text = re.sub(r"<(script|style)\b.*?</\1>", " ", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", text)).split())


def block(page: Path) -> Any:
    text = page.read_text(encoding="utf-8")
    return page_data(text.partition('<script id="sr-data" type="application/json">')[2].partition("</script>")[0])


def german(count: int) -> str:
    return f"{count:,}".replace(",", ".")


@pytest.mark.parametrize("name", FIGURES)
def test_a_stadtteil_has_the_figures_of_the_raw_files(flensburg: Path, table: Table, name: str) -> None:
    areas = table(flensburg, "areas").set_index("name")["area_id"]
    values = table(flensburg, "indicators")
    own = values[(values["area_id"] == areas[name]) & (values["period"] == "2021-12-31") & (values["group"] == "")]
    found = own.set_index("indicator_id")["value"]
    places = table(flensburg, "measures").query("measure_id == 'places_all' and area_id == @areas[@name]")["value"]
    assert (*(found[id_] for id_ in INDICATORS), *places) == FIGURES[name]


@pytest.mark.parametrize("name", FIGURES)
def test_the_figures_stand_on_the_pages(flensburg: Path, name: str) -> None:
    data = block(flensburg / "index.html")
    at = next(number for number, area in enumerate(data["areas"]) if area["name"] == name)
    layers = {layer["id"]: layer for layer in data["layers"]}
    for id_, value in zip((*INDICATORS, "kita_places_all"), FIGURES[name], strict=True):
        periods = [period["id"] for period in layers[id_]["periods"]]
        period = periods.index("2021-12-31") if id_ in INDICATORS else len(periods) - 1
        assert layers[id_]["v"][period][at] == value, id_
    page = plain(flensburg / f"{name.lower()}.html")
    assert german(FIGURES[name][3]) in page


def test_all_places_and_those_for_school_children_only(flensburg: Path, table: Table) -> None:
    measures = table(flensburg, "measures")
    city = measures[(measures["area_id"] == "city") & (measures["target_group"] == "kita")].set_index("measure_id")[
        "value"
    ]
    assert city["places_all"] == 4_475
    assert city["places_all"] - city["places"] == 255
    offers = table(flensburg, "offers").merge(table(flensburg, "facilities")[["facility_id", "facility_type"]])
    school = offers[offers["facility_type"] == "hort"]
    assert (len(school), school["places"].sum()) == (3, 255)
    assert offers["places"].sum() == 4_475


def test_what_is_shown_is_places_per_100_children_and_never_a_versorgungsquote(flensburg: Path) -> None:
    """The word occurs only where a page says that there is none."""
    for page in sorted(flensburg.glob("*.html")):
        said = plain(page)
        assert len(re.findall("(?i)versorgungsquote", said)) == len(re.findall("(?i)keine versorgungsquote", said))
    data = block(flensburg / "index.html")
    for layer in data["layers"]:
        assert "versorgungsquote" not in f"{layer['label']} {layer['short']}".casefold()
    assert any("Plätze je 100 Kinder unter 7" in layer["label"] for layer in data["layers"])
    assert "Plätze je 100 Kinder unter 7" in plain(flensburg / "nordstadt.html")


def test_69_of_70_houses_lie_where_they_say(flensburg: Path, table: Table) -> None:
    facilities = table(flensburg, "facilities")
    facilities = facilities[facilities["facility_type"].isin(["kita", "hort"])]
    assert facilities["placement"].value_counts().to_dict() == {"inside": 69, "conflict": 1}
    assert list(facilities.loc[facilities["placement"] == "conflict", "name"]) == ["Waldkiga"]
    problems = table(flensburg, "problems")
    assert list(problems["code"]) == ["SR-451"]
    assert "Waldkiga" in problems["text"][0]
    assert problems["text"][0].removeprefix("SR-451 ") in plain(flensburg / "index.html")


def test_every_stadtteil_has_a_page_of_bearable_size(flensburg: Path) -> None:
    other = {flensburg / name for name in ("index.html", "lizenzen.html", "planung.html", "qualitaet.html")}
    pages = sorted(set(flensburg.glob("*.html")) - other)
    assert len(pages) == 13
    assert {page.name: page.stat().st_size for page in pages if page.stat().st_size > LARGEST_PAGE} == {}


def test_every_figure_has_its_date_and_source(flensburg: Path, table: Table) -> None:
    values = table(flensburg, "indicators")
    shown = values[values["value"].notna()]
    assert (shown["source_id"] != "").all()
    assert shown["period"].str.fullmatch(r"\d{4}(-\d\d-\d\d)?|\d{4}/\d\d.*").all()
    for layer in block(flensburg / "index.html")["layers"]:
        terms = dict(layer["info"])
        assert terms["Definition"], layer["id"]
        assert "Quelle" in terms or layer["id"].startswith("lage_"), layer["id"]


def test_areas_are_compared_over_the_years_before_the_series_break_only(flensburg: Path, table: Table) -> None:
    """SGB II counts otherwise since June 2022; 2021 stands beside 2018, and 2022 beside nothing."""
    change = table(flensburg, "measures").query("measure_id == 'lage_dynamics'")
    known = change[change["value"].notna()]
    assert set(known["period"]) == {"2021-12-31"}
    assert len(known) == 13
    assert known[["lower", "upper"]].notna().all(axis=None)
    assert set(change.loc[change["period"] == "2022-12-31", "reason"]) == {"series_break"}


def test_what_stands_out_speaks_of_figures_of_the_source_and_not_of_the_index(flensburg: Path) -> None:
    """By hand from the file, 2022: Tarup 188 of 5,675 residents, all others 9,743 of 93,666."""
    data = block(flensburg / "index.html")
    told = [one for found in data["findings"]["areas"].values() for one in found] + data["findings"]["city"]
    assert {one["weight"] for one in told} == {"burden", "strength"}
    assert {one["layer"] for one in told} <= {"sgb2_je_100", "arbeitslosenanteil_18_64", "beschaeftigte_je_100"}
    tarup = next(number for number, area in enumerate(data["areas"]) if area["name"] == "Tarup")
    (benefits,) = (one for one in data["findings"]["areas"][str(tarup)] if one["layer"] == "sgb2_je_100")
    assert "3,3" in benefits["text"]
    assert "10,4" in benefits["text"]
    assert data["notes"] == {"city": [], "areas": {}}


def test_the_planning_page_has_places_per_100_children_under_7_and_the_school_age_houses_apart(
    flensburg: Path,
) -> None:
    """Figures of the raw files: 4,220 of 4,475 places; Nordstadt 460 of 550 for 946 children, Neustadt 75 apart."""
    page = plain(flensburg / "planung.html")
    assert "Plätze je 100 Kinder unter 7 Jahren; darunter Plätze und Kinder" in page
    assert "Hortplätze. Plätze aller Art in der ganzen Stadt: 4.475, hier gezählt: 4.220." in page
    assert "Gesamtstadt 68,6 je 100 4.220 Plätze, 6.148 Kinder" in page.replace("\u202f", " ")
    assert "Nordstadt 946 460 550 48,6" in page
    assert "Neustadt 347 173 248 49,9" in page
    assert "Tarup 453 285 285 62,9" in page


def test_where_there_is_no_target_no_page_speaks_of_need(flensburg: Path) -> None:
    """The index of social situation says that it alone is no Handlungsbedarf; the benefit's name is the law's."""
    said = {"Handlungsbedarf", "Bedarfsgemeinschaften"}
    for page in sorted(flensburg.glob("*.html")):
        text = (
            plain(page)
            .replace("\u00ad", "")
            .replace("Beschreibt die Bevölkerung, keinen Bedarf", "")
            .replace("nicht den Bedarf", "")
        )
        assert set(re.findall(r"\w*[Bb]edarf\w*", text)) <= said, page.name
    page = plain(flensburg / "planung.html")
    assert "Ohne Zielquote sagt diese Seite nicht, wie viele Plätze fehlen." in page
    assert not re.search(r"fehlen \d|\d übrig|Kita-Jahr", page)


def test_children_under_18_are_worked_out_ahead_and_the_error_stands_beside_as_last_time(
    flensburg: Path, table: Table
) -> None:
    """Errors in the Stadtteile as of tests/analysis/planning/test_backtest_real.py, city by hand from the file."""
    tested = table(flensburg, "bands_test").query("level == 'sozialraum'").set_index("horizon")
    errors = tested[["error_pct", "naive_error_pct"]].astype(float).round(2)
    assert errors.to_numpy().tolist() == [[2.40, 2.47], [3.68, 3.92], [4.09, 4.77]]
    ahead = table(flensburg, "bands")
    assert set(ahead["as_of"]) == {"2023-12-31", "2024-12-31", "2025-12-31"}
    assert (len(ahead), set(ahead["status"]), set(ahead["indicator_id"])) == (42, {"F"}, {"residents_u18"})
    assert (ahead["lower"] < ahead["value"]).all()
    assert (ahead["value"] < pd.to_numeric(ahead["upper"])).all()
    of_areas = ahead[ahead["area_id"] != "city"].groupby("as_of")["value"].sum()
    city = ahead[ahead["area_id"] == "city"].set_index("as_of")["value"]
    assert of_areas.to_dict() == pytest.approx(city.to_dict())
    page = plain(flensburg / "planung.html").replace("\u202f", " ")
    assert "Kinder und Jugendliche unter 18 Jahren: gezählt und vorausgerechnet" in page
    assert "Gesamtstadt 14.736 14.944 15.295 15.463 14.861 bis 16.065" in page
    assert "31.12.2022 gezählt 31.12.2023 Prognose" in page
    assert "Geburten vor 2012 bleiben außer Betracht." in page
    assert "2,4 % wie zuletzt: 2,5 % Rechnung näher" in page
    assert "3,7 % wie zuletzt: 3,9 % Rechnung näher" in page
    assert "4,1 % wie zuletzt: 4,8 % Rechnung näher" in page
