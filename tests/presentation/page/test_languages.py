"""Pages in every language of a project: the first in the folder of the city, the others in folders of their own."""

import re
from dataclasses import replace

import pytest

from sozialraum.pipeline import CityBuild
from sozialraum.presentation.page.languages import language_links, page_languages
from sozialraum.presentation.words.texts import told_in


@pytest.fixture(scope="module")
def files(city: CityBuild) -> dict[str, str]:
    return {name: content.decode() for name, content in city.files() if name.endswith(".html")}


def test_every_page_is_there_in_both_languages_and_counted(city: CityBuild, files: dict[str, str]) -> None:
    own = {name for name in files if "/" not in name}
    assert {name for name in files if "/" in name} == {f"en/{name}" for name in own}
    assert len(files) == city.file_count - 1  # the tables are one more
    assert {"index.html", "nord.html", "planung.html", "qualitaet.html", "lizenzen.html"} <= own


def test_each_page_says_its_language_and_leads_to_itself_in_the_other(files: dict[str, str]) -> None:
    for name, text in files.items():
        file, english = name.rpartition("/")[2], name.startswith("en/")
        assert f'<html lang="{"en" if english else "de"}">' in text, name
        found = re.findall(r'<a href="([^"]+)" hreflang="(..)" lang="(..)" data-sr-language>([^<]+)</a>', text)
        wanted = (f"../{file}", "de", "de", "Deutsch") if english else (f"en/{file}", "en", "en", "English")
        assert found == ([] if file == "lizenzen.html" else [wanted]), name


def test_words_numbers_and_dates_are_of_the_language(files: dict[str, str]) -> None:
    german, english = files["nord.html"], files["en/nord.html"]
    assert "31.12.2023" in german
    assert "31.12.2023" not in english
    assert "2023-12-31" in english
    assert ("1.200" in german, "1,200" in english, "1.200" in english) == (True, True, False)
    assert "Fictitious city: all values invented" in english
    assert "Fiktive Stadt" not in english


def test_what_lies_once_is_found_from_both(files: dict[str, str]) -> None:
    """Tables lie in the folder of the city, the list of cities above it."""
    assert 'href="data/planung.xlsx"' in files["planung.html"]
    assert 'href="../data/planung.xlsx"' in files["en/planung.html"]
    assert 'href="../index.html"' in files["index.html"]
    assert 'href="../../index.html"' in files["en/index.html"]


def test_a_text_without_a_translation_stays_german(city: CityBuild) -> None:
    english = city.pages_in("en").context
    assert english.text({"de": "Wohngeld"}) == "Wohngeld"


def test_only_languages_with_words_have_pages_and_none_twice(city: CityBuild) -> None:
    assert page_languages(["de", "en", "de", "fr", "../de", ""]) == ["de", "en"]
    assert page_languages(["en", "de"]) == ["en", "de"]
    assert not told_in("..")
    project = city.project.model_copy(update={"city": city.project.city.model_copy(update={"languages": ["de"]})})
    assert language_links(replace(city.pages.context, project=project), "nord.html") == []
    assert CityBuild(project, city.inputs).languages == ["de"]
