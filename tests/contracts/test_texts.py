"""Sentences stand in the catalogues, in both languages alike, and nowhere in code."""

import ast
import re
from pathlib import Path

import pytest
from scripts import SCRIPTS

from sozialraum.model.codes import Code
from sozialraum.presentation.page.elements import asset
from sozialraum.presentation.words.texts import FIELD, texts

SOURCE = Path(__file__).resolve().parents[2] / "src" / "sozialraum"
DE, EN = texts("de").entries, texts("en").entries
GERMAN = re.compile(
    r"[äöüÄÖÜß„“]|\b(und|oder|nicht|kein|keine|der|die|das|ein|eine|wird|werden|ist|sind|mit|für|von|Datei|Zeile|Fehler)\b"
)
JS_KEY = re.compile(r"\bt\(\s*\"([a-z_]+(?:\.[a-z_]+)+)\"")
TEMPLATE_KEY = re.compile(r"\btexts\[[\"']([a-z_.]+)[\"']\]")
JS_STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|`((?:[^`\\]|\\.)*)`")
# names of things in files, not sentences: keys of TOML and words of Python that are German words too
FINE = re.compile(r"[a-z0-9_.:;|\-*/^$()\[\]{}\\?+,=äöüß]*")


def test_both_languages_have_the_same_keys() -> None:
    assert set(DE) - set(EN) == set()
    assert set(EN) - set(DE) == set()


def test_both_languages_have_the_same_fields() -> None:
    different = {key for key in set(DE) & set(EN) if set(FIELD.findall(DE[key])) != set(FIELD.findall(EN[key]))}
    assert different == set()


def test_no_number_of_a_page_is_parted_from_its_percent_sign() -> None:
    """A terminal, the sheets to fill in and the headings of files have the plain space of a keyboard."""
    plain = ("problems.", "cli.", "workbook.", "exports.", "page.csv.")
    parted = re.compile(r"(?:[}\d]|\bin) %")
    found = {key for entries in (DE, EN) for key, text in entries.items() if parted.search(text)}
    assert {key for key in found if not key.startswith(plain)} == set()


def test_no_text_is_empty() -> None:
    may_be_empty = {"status.A", "lage.unit"}
    assert {key for entries in (DE, EN) for key, text in entries.items() if not text} <= may_be_empty


def test_the_catalogues_are_in_their_language() -> None:
    """English sentences are not German ones left over."""
    same = {key for key in DE if DE[key] == EN.get(key) and len(DE[key].split()) > 2 and GERMAN.search(DE[key])}
    assert same == set()


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_code_has_a_sentence(language: str) -> None:
    entries = texts(language).entries
    own = {key.removeprefix("problems.") for key in entries if key.startswith("problems.SR")}
    assert {str(code) for code in Code} - own == set()
    assert own - {str(code) for code in Code} == set()


def python_files() -> list[Path]:
    return sorted(SOURCE.rglob("*.py"))


def literal_keys(path: Path) -> set[str]:
    """Keys of the catalogue that a module asks for by name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and node.args):
            continue
        name, first = ast.unparse(node.func), node.args[0]
        if name.rsplit(".", 1)[-1] == "words":
            branches = [first.body, first.orelse] if isinstance(first, ast.IfExp) else [first]
            found |= {one.value for one in branches if isinstance(one, ast.Constant) and isinstance(one.value, str)}
    return found


@pytest.mark.slow
def test_every_key_that_is_asked_for_exists() -> None:
    asked = {key for path in python_files() for key in literal_keys(path)}
    assert len(asked) > 60
    assert asked - set(DE) == set()


def test_every_key_that_a_script_asks_for_exists() -> None:
    """Scripts get the section [page]; they call t(key, fields), and an unknown key would be shown as itself."""
    page = set(texts("de").section("page"))
    asked = {key for name in SCRIPTS for key in JS_KEY.findall(asset(name))}
    assert len(asked) > 20
    begun = {key for key in asked if key.endswith("_")}  # "compare.short_" + "above"
    assert asked - begun - page == set()
    assert all(any(key.startswith(start) for key in page) for start in begun)


def test_every_key_that_a_template_asks_for_exists() -> None:
    page = set(texts("de").section("page"))
    files = sorted((SOURCE / "presentation" / "templates").glob("*.j2"))
    asked = {key for path in files for key in TEMPLATE_KEY.findall(path.read_text(encoding="utf-8"))}
    assert len(asked) > 20
    assert asked - page == set()


def prose(path: Path) -> list[str]:
    """String literals of a module that are read by people: no docstrings, no descriptions of fields."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    exempt: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            exempt.add(id(node.body[0].value))  # type: ignore[attr-defined]  # a docstring is an expression
        if isinstance(node, ast.keyword) and node.arg == "description":
            exempt |= {id(part) for part in ast.walk(node.value)}
        if isinstance(node, ast.Dict):
            exempt |= {id(key) for key in node.keys if key is not None}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in exempt
    ]


def german(strings: list[str]) -> list[str]:
    return [text for text in strings if " " in text.strip() and GERMAN.search(text) and not FINE.fullmatch(text)]


@pytest.mark.parametrize("path", python_files(), ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_german_sentence_in_python(path: Path) -> None:
    assert german(prose(path)) == []


@pytest.mark.parametrize("name", SCRIPTS)
def test_no_german_sentence_in_scripts(name: str) -> None:
    code = re.sub(r"/\*.*?\*/|^\s*//.*$|\s//\s.*$", "", asset(name), flags=re.DOTALL | re.MULTILINE)
    strings = ["".join(match) for match in JS_STRING.findall(code)]
    assert german(strings) == []


def test_a_german_sentence_would_be_seen() -> None:
    assert german(["Bitte die Datei prüfen"]) == ["Bitte die Datei prüfen"]
    assert german(["keine Angabe"]) == ["keine Angabe"]
    assert german(["the same rows", "area_id", "über"]) == []
