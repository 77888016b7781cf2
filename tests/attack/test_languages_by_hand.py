"""A number that is withheld in one language only, at each place of a page, drawn small."""

import pytest
from attack.languages import differing

GERMAN = """<html lang="de"><body><h1>Hafen</h1>
<p>Beschluss vom 14.03.2024; am 1. November <em>1.250</em> Kinder, 37,5 je 100.</p>
<p>Kinder im SGB II: gesperrt (Datenschutz). Amt für Jugend</p>
<svg aria-label="Heute 12, Stadt gesperrt"><text>12</text></svg>
<table><tr><th>Kinder</th><td>gesperrt (Datenschutz)</td></tr></table>
<script type="application/json">{"v": [11, null], "s": ["AQ"], "cmp": "+ ", "w": ["gesperrt", "12 von 14"]}</script>
</body></html>"""
ENGLISH = """<html lang="en"><body><h1>Hafen</h1>
<p>Decision of 14 March 2024; <em>1,250</em> children on 1 November, a rate of 37.5.</p>
<p>Children on SGB II: withheld (data protection). <span lang="de">Amt für Jugend</span></p>
<svg aria-label="Today 12, city withheld"><text>12</text></svg>
<table><tr><th>Children</th><td>withheld (data protection)</td></tr></table>
<script type="application/json">{"v": [11, null], "s": ["AQ"], "cmp": "+ ", "w": ["withheld", "12 of 14"],
"foreign": {"de": ["Amt für Jugend"]}}</script>
</body></html>"""


def beside(german: str, english: str) -> list[str]:
    return differing({"hafen.html": german.encode(), "en/hafen.html": english.encode()})


def test_pages_that_say_the_same_in_other_words_are_sound() -> None:
    assert beside(GERMAN, ENGLISH) == []


@pytest.mark.parametrize(
    ("withheld", "told"),
    [
        pytest.param("<td>withheld (data protection)", "<td>4", id="a_cell"),
        pytest.param("SGB II: withheld", "SGB II: 4", id="a_sentence"),
        pytest.param("Amt für Jugend</span>", "Amt für Jugend: 4</span>", id="words_of_the_first_language"),
        pytest.param("<h1>Hafen", '<h1 title="4">Hafen', id="an_attribute"),
        pytest.param("city withheld", "city 4", id="a_label"),
        pytest.param("<text>12", "<text>12 4", id="a_drawing"),
        pytest.param('["withheld"', '["4"', id="a_text_of_the_data"),
        pytest.param("11, null", "11, 4", id="a_number_of_the_data"),
        pytest.param('"AQ"', '"AA"', id="a_letter_of_the_data"),
        pytest.param('"+ "', '"++"', id="a_sign_of_the_data"),
    ],
)
def test_a_number_withheld_in_german_is_found_in_english(withheld: str, told: str) -> None:
    assert len(beside(GERMAN, ENGLISH.replace(withheld, told, 1))) == 1


@pytest.mark.parametrize(
    "more", ["<p>4</p></body>", '<script type="application/json">{"v": 4}</script></body>'], ids=["page", "data"]
)
def test_what_only_one_language_has_is_found(more: str) -> None:
    assert len(beside(GERMAN, ENGLISH.replace("</body>", more))) == 1
    assert len(beside(GERMAN.replace("</body>", more), ENGLISH)) == 1
