"""The internal edition: beside the public one, marked wherever it is read, and never mixed with it."""

import csv
import hashlib
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from cities import with_intern, write_city
from openpyxl import load_workbook

from sozialraum.cli.build import build_cities
from sozialraum.cli.output import MixedEditionsError, internal_folder, refuse_mixed
from sozialraum.errors import InputError
from sozialraum.model.published import Audience
from sozialraum.presentation.words.texts import texts

SENTENCE = "Nur für den internen Gebrauch – enthält Zahlen, die nicht veröffentlicht werden dürfen."
MARK = "Nur intern"
# what only the internal edition may say: its notice, and why and how far a withheld number is protected
SECRETS = (MARK, SENTENCE, "öffentlich gesperrt", "geheimhaltung", "smallest", "intern_", "secondary", "für andere")
IN_ENGLISH = texts("en").section("intern")
SECRETS_IN_ENGLISH = (
    *(IN_ENGLISH[key] for key in ("mark", "sentence", "short", "smallest", "reason.secondary")),
    *(MARK, SENTENCE, "öffentlich gesperrt", "geheimhaltung", "intern_", "secondary"),
)


def build(project: Path, out: Path, intern: bool = True, previous: Path | None = None) -> int:
    return build_cities([project], out, None, texts("de"), intern, previous)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_city(tmp_path_factory.mktemp("stadt"), with_intern())


@pytest.fixture(scope="module")
def both(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the public edition; the internal one lies beside it."""
    out = tmp_path_factory.mktemp("beide") / "karten"
    assert build(project, out) == 0
    return out


@pytest.fixture(scope="module")
def intern(both: Path) -> Path:
    return internal_folder(both) / "musterstadt"


def hashes(folder: Path) -> dict[str, str]:
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {file.relative_to(folder).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.mark.slow
def test_the_public_edition_is_the_same_whether_or_not_an_internal_one_is_built(
    project: Path, both: Path, tmp_path: Path
) -> None:
    assert build(project, tmp_path / "karten", intern=False) == 0
    assert hashes(tmp_path / "karten") == hashes(both)
    assert not (tmp_path / "karten-intern").exists()


@pytest.mark.slow
def test_every_page_says_that_it_is_internal_in_title_banner_and_print(both: Path) -> None:
    pages = sorted(internal_folder(both).rglob("*.html"))
    assert len(pages) == len(sorted(both.rglob("*.html"))) > 6
    assert {page.parent.name for page in pages} >= {"musterstadt", "en"}
    for page in pages:
        text = page.read_text(encoding="utf-8")
        english = page.parent.name == "en"
        mark, sentence = (IN_ENGLISH["mark"], IN_ENGLISH["sentence"]) if english else (MARK, SENTENCE)
        assert f"<title>{mark}: " in text, page.name
        notice = f'<b>{mark}</b><span class="sr-hidden">:</span> {sentence}'
        assert f'<p class="sr-intern" role="note">{notice}</p>' in text, page.name
        assert f'@page {{ @top-center {{ content: "{mark}: {sentence}"' in text, page.name


@pytest.mark.slow
def test_every_export_says_so_in_its_name_and_in_itself(intern: Path) -> None:
    data = intern / "data"
    for file in data.iterdir():
        assert file.name.startswith("intern_") or file.name == "datapackage.json", file.name
    for file in data.glob("*.csv"):
        rows = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8"), newline="")))
        assert {row["edition"] for row in rows} <= {MARK}, file.name
    for file in data.glob("*.xlsx"):
        for page in load_workbook(file).worksheets:
            assert page["A1"].value == f"{MARK}: {SENTENCE}", (file.name, page.title)
            header: Any = page.oddHeader
            assert header.center.text == f"{MARK}: {SENTENCE}"
    package = json.loads((data / "datapackage.json").read_text(encoding="utf-8"))
    assert package["audience"] == "intern"
    assert package["title"] == f"{MARK}: Musterstadt"
    assert package["description"] == SENTENCE
    for one in package["resources"]:
        assert one["schema"]["fields"][-1] == {"name": "edition", "type": "string"}
        content = (data / one["path"]).read_bytes()
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"


@pytest.mark.slow
def test_the_internal_edition_shows_what_is_withheld_why_and_how_far_it_can_be_narrowed(intern: Path) -> None:
    with (intern / "data" / "intern_withheld.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["area_id"], row["what"], row["period"]): row for row in csv.DictReader(file)}
    hidden = rows["hafen", "children_u3", "2023-12-31"]
    assert (hidden["value"], hidden["why"]) == ("3", "primary")
    assert float(hidden["smallest"]) <= 3 <= float(hidden["largest"])
    assert rows["hafen", "places_needed", "2023/24"]["why"] == "derived"
    page = load_workbook(intern / "data" / "intern_geheimhaltung.xlsx").worksheets[0]
    told = [[cell.value for cell in row] for row in page.iter_rows()]
    assert any(row[0] == "Hafen" and "für sich" in row and 3 in row for row in told)
    assert "öffentlich gesperrt: für sich" in (intern / "index.html").read_text(encoding="utf-8")


@pytest.mark.slow
def test_no_public_file_says_why_or_links_to_the_internal_edition(both: Path) -> None:
    for file in sorted(both.rglob("*")):
        if not file.is_file():
            continue
        if file.suffix == ".xlsx":
            cells = (str(cell.value) for page in load_workbook(file).worksheets for row in page for cell in row)
            text = "\n".join(cells)
        else:
            text = file.read_text(encoding="utf-8")
        secrets = SECRETS_IN_ENGLISH if file.parent.name == "en" else SECRETS
        assert not [secret for secret in secrets if secret in text], file.name


@pytest.mark.slow
def test_git_leaves_the_folder_alone(both: Path) -> None:
    assert (internal_folder(both) / ".gitignore").read_text(encoding="utf-8") == "*\n"
    assert not (both / ".gitignore").exists()


def test_without_a_rule_for_it_no_internal_edition_is_built(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        build(write_city(tmp_path / "stadt"), tmp_path / "karten")
    assert [one.code for one in caught.value.problems] == ["SR-720"]
    assert not (tmp_path / "karten").exists()


@pytest.mark.parametrize(
    ("out", "folder"),
    [("maps", "maps-intern"), ("a/b", "a/b-intern"), ("maps/", "maps-intern"), ("../maps", "../maps-intern")],
)
def test_it_lies_beside_the_public_one(out: str, folder: str) -> None:
    assert internal_folder(Path(out)) == Path(folder)


def test_the_folder_one_stands_in_has_a_name_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "karten").mkdir()
    monkeypatch.chdir(tmp_path / "karten")
    assert internal_folder(Path()) == tmp_path / "karten-intern"


def edition(folder: Path, audience: str | None) -> None:
    """What a build leaves behind, as far as it says for whom it is."""
    folder.mkdir(parents=True)
    told = {"program": "sozialraum", "city": {}} | ({"audience": audience} if audience else {})
    (folder / "manifest.json").write_text(json.dumps(told), encoding="utf-8")


MIXED = [
    ("maps/neu-intern", Audience.INTERN, "maps/stadt", None),  # the internal one would lie below the public one
    ("maps/stadt/neu-intern", Audience.INTERN, "maps/stadt", None),
    ("maps-intern", Audience.INTERN, "maps-intern/stadt", None),  # a public one stands where it would go
    ("maps", Audience.OEFFENTLICH, "maps/stadt", "intern"),  # the public one would be written into an internal one
    ("maps/neu", Audience.OEFFENTLICH, "maps/stadt", "intern"),
]


@pytest.mark.parametrize(("out", "audience", "there", "told"), MIXED)
def test_both_editions_are_never_mixed(
    tmp_path: Path, out: str, audience: Audience, there: str, told: str | None
) -> None:
    edition(tmp_path / there, told)
    with pytest.raises(MixedEditionsError) as caught:
        refuse_mixed(tmp_path / out, audience)
    assert caught.value.path == tmp_path / there


def test_both_may_lie_side_by_side(tmp_path: Path) -> None:
    edition(tmp_path / "maps" / "stadt", None)
    edition(tmp_path / "maps-intern" / "stadt", "intern")
    refuse_mixed(tmp_path / "maps", Audience.OEFFENTLICH)
    refuse_mixed(tmp_path / "maps-intern", Audience.INTERN)


def test_a_link_into_the_public_folder_is_seen_through(tmp_path: Path) -> None:
    edition(tmp_path / "maps" / "stadt", None)
    (tmp_path / "neu-intern").symlink_to(tmp_path / "maps", target_is_directory=True)
    with pytest.raises(MixedEditionsError):
        refuse_mixed(tmp_path / "neu-intern", Audience.INTERN)


@pytest.mark.slow
def test_nothing_is_written_where_they_would_be_mixed(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    edition(tmp_path / "maps" / "stadt", None)
    before = hashes(tmp_path)
    assert build(project, tmp_path / "maps" / "neu") == 3
    assert hashes(tmp_path) == before
    assert str(tmp_path / "maps" / "stadt") in capsys.readouterr().err


@pytest.mark.slow
def test_an_earlier_edition_is_known_to_everybody(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Once with a rule that showed everything, then with the one of today: what stood there is gone, and told of."""
    loose = write_city(tmp_path / "stadt", {"projekt.toml": {"min_count = 5": "min_count = 1"}})
    assert build(loose, tmp_path / "frueher", intern=False) == 0
    earlier = tmp_path / "frueher" / "musterstadt" / "data" / "datapackage.json"
    assert build(project, tmp_path / "karten", intern=False, previous=earlier) == 0
    assert "SR-721" in capsys.readouterr().err
    for file in (tmp_path / "karten").rglob("*"):
        if file.suffix in {".html", ".csv"}:
            assert "SR-721" not in file.read_text(encoding="utf-8"), file.name


def test_another_edition_is_refused(project: Path, tmp_path: Path) -> None:
    (tmp_path / "datapackage.json").write_text("{}", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        build(project, tmp_path / "karten", intern=False, previous=tmp_path)
    assert [one.code for one in caught.value.problems] == ["SR-722"]


@pytest.mark.slow
def test_the_page_of_an_area_says_what_the_public_one_withholds(both: Path, intern: Path) -> None:
    """So that nobody copies a number from a printed profile into a public paper."""
    page = (intern / "hafen.html").read_text(encoding="utf-8")
    row = re.search(r'<tr id="wert-children_u3".*?</tr>', page, re.DOTALL)
    assert row is not None
    assert "öffentlich gesperrt: für sich" in row.group(0)
    assert "öffentlich gesperrt" not in (both / "musterstadt" / "hafen.html").read_text(encoding="utf-8")
