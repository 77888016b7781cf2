"""Phrases that texts say again and again have a letter each; with the phrases put back every text is as it was."""

from unicodedata import combining

from hypothesis import given, settings
from hypothesis import strategies as st

from sozialraum.presentation.page.phrases import RANGES, SIGN, shortened


def test_a_phrase_is_found_and_a_letter_stands_for_it() -> None:
    texts = [f"{n} Plätze fehlen am Ort der Einrichtung" for n in range(9)]
    short, phrases = shortened(texts)
    assert phrases == {"Ā": "Plätze fehlen am Ort der Einrichtung", "ā": " Ā"}
    assert short["3 Plätze fehlen am Ort der Einrichtung"] == "3ā"


def test_a_letter_of_the_texts_stands_for_nothing_else() -> None:
    texts = [f"{n} Plätze fehlen am Ort der Einrichtung" for n in range(9)] + ["Ādams Straße"]
    short, phrases = shortened(texts)
    assert list(phrases) == ["ā", "Ă"]
    assert short["Ādams Straße"] == "Ādams Straße"


def test_nothing_is_gained_by_what_is_short_or_rare() -> None:
    assert shortened(["so", "so", "so da", "Versorgung mit Plätzen"])[1] == {}


words = st.lists(
    st.sampled_from(["Anteil ", "der ", "Kinder ", "unter 3 Jahren ", "Ā", "ab", "\0"]), max_size=12
).map("".join)


@settings(deadline=None)
@given(texts=st.lists(words, max_size=40))
def test_every_text_comes_back(texts: list[str]) -> None:
    short, phrases = shortened(texts * 2)
    for text in texts:
        told = short.get(text, text)
        assert spoken(told, phrases) == text


def test_a_phrase_may_hold_another() -> None:
    texts = [f"{n} Plätze fehlen am Ort der Einrichtung" for n in range(9)]
    texts += [f"{n} Plätze sind frei" for n in range(30)] + [f"Am Tag {n} fehlen hier Plätze" for n in range(30)]
    short, phrases = shortened(texts)
    assert any(sign in phrase for phrase in phrases.values() for sign in phrases)
    assert all(spoken(short[text], phrases) == text for text in texts)


def test_no_sign_is_a_digit_or_a_mark_that_changes_the_letter_before_it() -> None:
    signs = [chr(one) for first, end in RANGES for one in range(first, end)]
    assert not any(sign.isnumeric() or combining(sign) for sign in signs)
    assert all(len(sign.encode()) == SIGN for sign in signs)


def spoken(text: str, phrases: dict[str, str]) -> str:
    return "".join(spoken(phrases[letter], phrases) if letter in phrases else letter for letter in text)
