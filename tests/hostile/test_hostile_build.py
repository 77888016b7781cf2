"""A hostile project builds; nothing in it runs in Python, leaves its folder, or becomes markup or a formula."""

import base64
import csv
import hashlib
import io
import json
import re
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from cities import write_city
from hostile.built_hostile import Hostile, hostile_build
from hostile.hostile_city import IDS, PAYLOADS, RAN, area_names, hostile_files
from openpyxl import load_workbook
from running import sozialraum, tree

OWN_ELEMENTS_ONLY = {"base", "form", "iframe", "object", "embed", "img", "frame", "applet", "audio", "video", "link"}
SAFE_NAME = re.compile(r"^[a-z0-9][a-z0-9-]*\.html$")
MARKS = re.compile(r"[\W_]+")  # a workbook cannot hold every sign
DEVICE = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)\.", re.IGNORECASE)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Hostile:
    return hostile_build(tmp_path_factory)


def test_nothing_ran_in_python_and_nothing_was_written_elsewhere(hostile: Hostile) -> None:
    now = tree(hostile.folder)
    assert {name: now[name] for name in hostile.before} == hostile.before
    assert [name for name in now if name not in hostile.before and not name.startswith("karten/")] == []
    assert list(hostile.folder.rglob(RAN)) == []
    assert not Path(RAN).exists()


def test_49_is_nowhere_where_a_template_would_have_put_it(hostile: Hostile) -> None:
    names = area_names()
    page = (hostile.city / "7-7.html").read_text(encoding="utf-8")
    assert "<h1>{{7*7}}</h1>" in page
    assert len(names) == len(PAYLOADS) + len(IDS)


def test_page_names_are_safe_everywhere(hostile: Hostile) -> None:
    names = [path.name for path in hostile.city.iterdir() if path.suffix == ".html"]
    assert len(names) == len(area_names()) + 4  # and the atlas, planning, the report on quality and the licences
    assert [name for name in names if not SAFE_NAME.match(name) or DEVICE.match(name)] == []
    assert len({name.casefold() for name in names}) == len(names)
    assert SAFE_NAME.match(f"{hostile.city.name}.html")
    assert {"a.html", "a-2.html", "gebiet-con.html", "gebiet-index.html", "wulfen-barkenberg.html"} <= set(names)


class Markup(HTMLParser):
    """What a page consists of once a parser has read it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.title = ""
        self.h1 = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.open.append(tag)
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "script":
            attributes, text = self.scripts[-1]
            self.scripts[-1] = (attributes, text + data)
        if "title" in self.open:
            self.title += data
        if "h1" in self.open and "span" not in self.open:
            self.h1 += data


def pages(hostile: Hostile) -> Iterator[tuple[str, Markup]]:
    for path in sorted(hostile.folder.joinpath("karten").rglob("*.html")):
        markup = Markup()
        markup.feed(path.read_bytes().decode())
        yield path.name, markup


def test_no_text_became_markup(hostile: Hostile) -> None:
    for name, markup in pages(hostile):
        assert {tag for tag, _ in markup.tags}.isdisjoint(OWN_ELEMENTS_ONLY), name
        metas = [set(attributes) for tag, attributes in markup.tags if tag == "meta"]
        assert len(metas) == 5, name
        for tag, attributes in markup.tags:
            assert not any(one.startswith("on") or one in {"style", "srcdoc"} for one in attributes), (name, tag)
            address = (attributes.get("href") or "").strip()
            assert ":" not in address or address.startswith("https://geo.example/"), (name, address)


def test_every_script_is_one_the_policy_names(hostile: Hostile) -> None:
    for name, markup in pages(hostile):
        policy = next(
            attributes["content"] or ""
            for tag, attributes in markup.tags
            if tag == "meta" and "http-equiv" in attributes
        )
        for attributes, text in markup.scripts:
            if attributes.get("type") == "application/json":
                json.loads(text)
                assert "<" not in text
                continue
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy, name


def test_names_are_headings_and_titles_as_they_were_written(hostile: Hostile) -> None:
    found = {
        markup.h1.strip(): markup.title
        for name, markup in pages(hostile)
        if name not in {"index.html", "lizenzen.html"}
    }
    for name in area_names().values():
        assert name in found
        assert found[name].startswith(name)


def test_the_report_on_quality_quotes_texts_as_texts(hostile: Hostile) -> None:
    """Whatever stood in the workbook, the register and the lists is read there letter for letter."""
    page = TextOf()
    page.feed((hostile.city / "qualitaet.html").read_bytes().decode())
    shown = " ".join("".join(page.texts).split())
    unseen = [payload for payload in PAYLOADS if " ".join(f"{payload} Weg".split()) not in shown]
    assert unseen == []


def test_check_quotes_texts_for_programs_and_for_people(hostile: Hostile) -> None:
    said = sozialraum("check", hostile.folder / "stadt", "--format", "json", folder=hostile.folder)
    assert (said.returncode, said.stderr, said.stdout.isascii()) == (0, "", True)
    document = json.loads(said.stdout)
    quoted = {problem["value"] for problem in document["problems"]}
    assert [payload for payload in PAYLOADS if not any(str(value).startswith(payload) for value in quoted)] == []
    read = sozialraum("check", hostile.folder / "stadt", folder=hostile.folder)
    assert read.returncode == 0
    steering = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
    assert not re.search(steering, read.stdout + read.stderr)
    assert list(hostile.folder.rglob(RAN)) == []


class TextOf(HTMLParser):
    """The text of a page outside its scripts and styles."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, _: list[tuple[str, str | None]]) -> None:
        self.hidden += tag in {"script", "style"}

    def handle_endtag(self, tag: str) -> None:
        self.hidden -= tag in {"script", "style"}

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.texts.append(data)


def read_csv(content: bytes, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode(), newline=""), delimiter=separator))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_no_cell_is_a_formula_whatever_is_taken_for_the_separator(hostile: Hostile, separator: str) -> None:
    for file in sorted((hostile.city / "data").glob("*.csv")):
        for row in read_csv(file.read_bytes(), separator):
            for cell in row:
                if re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell):
                    continue
                assert not re.match(r"[\s\"']*[=+\-@]", cell) or cell.startswith("'"), (file.name, cell)
                assert not cell.startswith(("\t", "\r")), (file.name, cell)


def test_the_annex_holds_no_formula_no_link_and_no_macro(hostile: Hostile) -> None:
    with zipfile.ZipFile(hostile.city / "data" / "planung.xlsx") as annex:
        parts = {name: annex.read(name).decode() for name in annex.namelist()}
    strange = re.compile(r"macro|vba|external|embedding|activeX|connection", re.IGNORECASE)
    assert [name for name in parts if strange.search(name)] == []
    sheets = {name: text for name, text in parts.items() if "worksheets/sheet" in name}
    assert sheets
    for name, text in sheets.items():
        assert not re.search(r"<(\w+:)?(f|hyperlink|oleObject|control)[ >/]", text), name
    book = load_workbook(hostile.city / "data" / "planung.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "d"}
    assert [sheet.title for sheet in book if re.search(r"[\[\]:*?/\\]|^'|'$", sheet.title)] == []


def test_texts_of_planning_are_shown_letter_for_letter_on_the_page_and_in_the_annex(hostile: Hostile) -> None:
    """A measure, who is in charge of it and its paper; one title is two thousand letters long."""
    page = TextOf()
    page.feed((hostile.city / "planung.html").read_bytes().decode())
    shown = " ".join("".join(page.texts).split())
    book = load_workbook(hostile.city / "data" / "planung.xlsx")
    written = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    printed = MARKS.sub("", "".join(written))
    rows = list(
        csv.DictReader(io.StringIO((hostile.folder / "stadt/planung/massnahmen.csv").read_text()), delimiter=";")
    )
    assert len(rows) == len(area_names())
    for row in rows:
        for column in ("TITEL", "WER", "SACHE"):
            text = " ".join(row[column].split())
            assert text in shown, ("page", text)
            assert MARKS.sub("", text) in printed, ("annex", text)


def test_tables_hold_every_text_as_written_but_for_the_apostrophe(hostile: Hostile) -> None:
    rows = read_csv((hostile.city / "data" / "areas.csv").read_bytes(), ",")
    bare = {row[0].replace("'", ""): row[1].replace("'", "") for row in rows[1:]}
    for id_, name in area_names().items():
        assert bare[id_.replace("'", "")] == name.replace("'", ""), id_


def test_the_terminal_gets_no_control_characters(tmp_path: Path) -> None:
    outside = {"facilities/kitas.csv": {"Kita Ausblick": "Kita \u001b]0,Titel\u0007\u001b[31m\u202erot"}}
    project = write_city(tmp_path / "stadt", outside)
    ran = sozialraum("build", project, "--out", "karten", folder=tmp_path)
    assert ran.returncode == 0
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", ran.stderr + ran.stdout)
    assert "rot" in ran.stderr


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    secret = tmp_path / "geheim.csv"
    secret.write_text("KEY;WERT\nstreng;geheim\n", encoding="utf-8")
    project = write_city(tmp_path / "stadt", without=["facilities/plaetze.csv"])
    (project.parent / "facilities" / "plaetze.csv").symlink_to(secret)
    ran = sozialraum("build", project, "--out", "karten", folder=tmp_path)
    assert ran.returncode == 2
    assert "streng" not in ran.stderr
    assert not (tmp_path / "karten").exists()


@pytest.mark.parametrize(
    "path", ["../geheim.csv", "/etc/passwd", "C:/geheim.csv", "a/../../geheim.csv", "\\\\server\\x.csv"]
)
def test_a_path_out_of_the_folder_is_refused(tmp_path: Path, path: str) -> None:
    (tmp_path / "geheim.csv").write_text("streng;geheim\n", encoding="utf-8")
    named = path.replace("\\", "\\\\")
    project = write_city(
        tmp_path / "stadt", {"projekt.toml": {'file = "facilities/plaetze.csv"': f'file = "{named}"'}}
    )
    ran = sozialraum("check", project, folder=tmp_path)
    assert (ran.returncode, "Traceback" in ran.stderr, "streng" in ran.stderr) == (2, False, False)


def test_the_hostile_files_are_hostile() -> None:
    """The texts really are where they would do harm; otherwise the rest proves nothing."""
    files = hostile_files()
    collection = json.loads(str(files["boundaries/stadtteile.geojson"]))
    assert {feature["properties"]["NAME"] for feature in collection["features"]} == set(area_names().values())
    for name, content in files.items():
        if name.endswith(".csv"):
            assert "cycler" in str(content) or name in {"indicators/schulen.csv", "planung/schulanmeldungen.csv"}, (
                name
            )
