"""Files that are broken or mean harm: each one sentence and exit status 2; nothing is fetched, nothing runs."""

import http.server
import os
import stat
import sys
import threading
import time
import warnings
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from cities import POPULATION, write_city
from fuzz.samples import shapefile
from openpyxl import Workbook
from sources.breaking.breaks import AREAS_LINE, LIMITED, POP_LINE, TOML, archive, damaged, people, tight
from sources.test_spreadsheet import BOMB
from sources.test_vector_damage import GML as SOUND_GML
from sources.test_vector_damage import KML as SOUND_KML
from sources.vector_files import CITY
from sources.workbooks import encrypted, ods, with_part, xls, xlsx, zipped
from typer.testing import CliRunner

from sozialraum.cli.app import app
from sozialraum.errors import InputError
from sozialraum.model.codes import Code
from sozialraum.model.files import Dialect, Limits
from sozialraum.presentation.words.texts import texts
from sozialraum.sources.drafts.guessing import Wishes, drafted
from sozialraum.sources.drafts.survey import survey
from sozialraum.sources.files import CityFiles
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project
from sozialraum.sources.reading import read_whole

pytestmark = pytest.mark.slow

Write = Callable[[Path], object]
SHEET, TYPES = "xl/worksheets/sheet1.xml", "[Content_Types].xml"
ROWS = [["KEY", "WERT"], ["nord", 1]]
EXTERNAL = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
HOSTNAME = Path("/etc/hostname")


def text(content: str | bytes) -> Write:
    return lambda path: path.write_bytes(content if isinstance(content, bytes) else content.encode())


def book(part: str, old: str, new: str) -> Write:
    return lambda path: with_part(xlsx(path, {"T": ROWS}), part, old, new)


def open_book(declaration: str) -> Write:
    return lambda path: with_part(ods(path, {"T": ROWS}), "content.xml", "?><office", f"?>{declaration}<office")


def formula(path: Path) -> None:
    xlsx(path, {"T": [["KEY", "WERT"], ["nord", None]]})
    with_part(path, SHEET, '<c r="A2"', '<c r="B2"><f>SUM(1,2)</f></c><c r="A2"')


def half(path: Path) -> None:
    path.write_bytes(damaged(people(path).read_bytes()))


def linked(path: Path) -> None:
    outside = path.parents[2] / "geheim.csv"
    outside.write_text("streng;geheim\n")
    path.symlink_to(outside)


def blown_up(path: Path) -> None:
    people(path)
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/media/bild.bin", bytes(3_000_000))


def nested(path: Path) -> None:
    path.write_bytes(archive(innen__zip=archive(**{"p.csv": b"KEY;WERT\n"})))


def linking_member(path: Path) -> None:
    """A member that says of itself that it is a link."""
    entry = zipfile.ZipInfo("p.csv")
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(path, "w") as file:
        file.writestr(entry, "/etc/hostname")


def twice(path: Path) -> None:
    with warnings.catch_warnings(), zipfile.ZipFile(path, "w") as file:
        warnings.simplefilter("ignore")
        file.writestr("p.csv", POPULATION)
        file.writestr("p.csv", "KEY;WERT\nanders;1\n")


TABLES: list[tuple[str, Write | None, Code]] = [
    ("~$p.xlsx", text(b"\x05Mustermann"), Code.LOCK_FILE),
    ("p.xlsx", encrypted, Code.WORKBOOK_LOCKED),
    ("p.xls", encrypted, Code.WORKBOOK_LOCKED),
    ("p.xlsx", half, Code.WORKBOOK_UNREADABLE),
    ("p.xlsx", text(b"PK\x03\x04"), Code.WORKBOOK_UNREADABLE),
    ("p.xlsx", text(b""), Code.FILE_EMPTY),
    ("p.xlsx", text(POPULATION), Code.CONTENT_DIFFERS),
    ("p.xlsx", text("<html><table><tr><td>KEY</td></tr></table></html>"), Code.CONTENT_DIFFERS),
    ("p.xlsx", lambda path: xls(path, {"T": ROWS}), Code.CONTENT_DIFFERS),
    ("p.xlsx", lambda path: path.mkdir(), Code.NOT_A_FILE),
    ("p.xlsx", lambda path: ods(path, {"T": ROWS}), Code.WORKBOOK_UNREADABLE),
    ("p.xlsx", blown_up, Code.ARCHIVE_RATIO),
    ("p.xlsx", book(SHEET, "<worksheet", f"{BOMB}<worksheet"), Code.CONTENT_DIFFERS),
    ("p.xlsx", book(SHEET, "<worksheet", f"{EXTERNAL}<worksheet"), Code.CONTENT_DIFFERS),
    ("p.xlsx", book(TYPES, "<Types", f"{EXTERNAL}<Types"), Code.CONTENT_DIFFERS),
    ("p.xlsx", book("_rels/.rels", "<Relationships", f"{BOMB}<Relationships"), Code.CONTENT_DIFFERS),
    ("p.xlsm", formula, Code.FORMULA_WITHOUT_VALUE),
    ("p.ods", open_book(BOMB), Code.CONTENT_DIFFERS),
    ("p.ods", open_book(EXTERNAL), Code.CONTENT_DIFFERS),
    ("p.ods", lambda path: ods(path, {"T": ROWS}, repeat=900_000_000), Code.TABLE_TOO_LARGE),
    ("p.csv", text(b""), Code.FILE_EMPTY),
    ("p.csv", text(b"\xef\xbb\xbf\r\n \r\n"), Code.FILE_EMPTY),
    ("p.csv", text(b"\x7fELF\x02\x01\x01\x00"), Code.NOT_TEXT),
    ("p.csv", text("KEY;WERT\n" + "x" * 10_000_001 + ";1\n"), Code.QUOTES),
    ("p.csv", lambda path: path.mkdir(), Code.NOT_A_FILE),
    ("p.csv", linked, Code.FILE_OUTSIDE),
    ("p.csv", None, Code.FILE_NOT_FOUND),
    ("p.vrt", text("<OGRVRTDataSource/>"), Code.FILE_KIND),
    ("p.xlsb", text(b"PK\x03\x04"), Code.FILE_KIND),
    ("/vsizip/p.zip/p.csv", None, Code.PATH_OUTSIDE_PROJECT),
    ("/vsicurl/http://127.0.0.1/p.csv", None, Code.PATH_OUTSIDE_PROJECT),
    ("vsizip/p.zip/p.csv", None, Code.FILE_NOT_FOUND),
    ("http://127.0.0.1/p.csv", None, Code.PATH_OUTSIDE_PROJECT),
    ("file:///etc/hostname", None, Code.PATH_OUTSIDE_PROJECT),
    ("..\\p.csv", None, Code.PATH_OUTSIDE_PROJECT),
    ("C:\\p.csv", None, Code.PATH_OUTSIDE_PROJECT),
    ("\\\\server\\p.csv", None, Code.PATH_OUTSIDE_PROJECT),
    ("a/../../p.csv", None, Code.PATH_OUTSIDE_PROJECT),
    ("~/p.csv", None, Code.FILE_NOT_FOUND),
    ("p.zip", text(archive(**{"..__p.csv": b"KEY\n"})), Code.ARCHIVE_UNSAFE),
    ("p.zip", text(archive(**{"__tmp__p.csv": b"KEY\n"})), Code.ARCHIVE_UNSAFE),
    ("p.zip", text(archive(**{"C:\\p.csv": b"KEY\n"})), Code.ARCHIVE_UNSAFE),
    ("p.zip", text(archive(**{"a\\..\\..\\p.csv": b"KEY\n"})), Code.ARCHIVE_UNSAFE),
    ("p.zip", text(tight(3_000_000)), Code.ARCHIVE_RATIO),
    ("p.zip", text(archive(**{f"{n}.csv": b"" for n in range(1001)})), Code.ARCHIVE_TOO_LARGE),
    ("p.zip", nested, Code.ARCHIVE_CHOICE),
    ("p.zip", twice, Code.ARCHIVE_CHOICE),
    ("p.zip", text(damaged(archive(**{"p.csv": POPULATION.encode()}))), Code.ARCHIVE_UNREADABLE),
    ("p.zip", text(b"PK\x05\x06" + bytes(18)), Code.ARCHIVE_CHOICE),
    ("p.zip", text(archive(**{"p.xlsx": b"KEY;WERT\n"})), Code.CONTENT_DIFFERS),
]  # fmt: skip
VRT = (
    '<OGRVRTDataSource><OGRVRTLayer name="a"><SrcDataSource>/etc/hostname</SrcDataSource></OGRVRTLayer>'
    "</OGRVRTDataSource>"
)
OTHER = Code.CONTENT_KIND
DTD = "<!DOCTYPE a SYSTEM 'http://127.0.0.1/a.dtd'>"
NETWORK_LINK = "<kml><NetworkLink><Link><href>http://127.0.0.1/a.kml</href></Link></NetworkLink></kml>"
MAPS: list[tuple[str, Write, Code]] = [
    ("a.geojson", text(VRT), Code.CONTENT_DIFFERS),
    ("a.json", text(VRT), Code.CONTENT_DIFFERS),
    ("a.json", text(f'{{"type": "{VRT.replace(chr(34), "")}"}}'), Code.CONTENT_KIND),
    ("a.gml", text(VRT), Code.CONTENT_KIND),
    ("a.kml", text(VRT), Code.CONTENT_KIND),
    ("a.gml", text("<OGRWFSDataSource><URL>http://127.0.0.1/</URL></OGRWFSDataSource>"), Code.CONTENT_KIND),
    ("a.gml", text("<GMLASConf><AllowRemoteSchemaDownload>true</AllowRemoteSchemaDownload></GMLASConf>"), OTHER),
    ("a.gpkg", text(VRT), Code.CONTENT_DIFFERS),
    ("a.shp", text(VRT), Code.CONTENT_DIFFERS),
    ("a.gpkg", text(b"SQLite format 3\x00"), Code.VECTOR_UNREADABLE),
    ("a.shp", text(b"\x00\x00\x27\x0a" + bytes(96)), Code.VECTOR_UNREADABLE),
    ("a.gml", text(SOUND_GML.replace("25832", "9" * 10_000)), Code.FILE_CRS_UNKNOWN),
    ("a.gml", text(SOUND_GML.replace("?><wfs", f"?>{BOMB}<wfs").replace("Süd", "&c;")), Code.XML_DEFINITIONS),
    ("a.gml", text(SOUND_GML.replace("?><wfs", f"?>{EXTERNAL}<wfs").replace("Süd", "&a;")), Code.XML_DEFINITIONS),
    ("a.gml", text(SOUND_GML.replace("?><wfs", f"?>{DTD}<wfs")), Code.XML_DEFINITIONS),
    ("a.kml", text(f"{BOMB}{SOUND_KML}"), Code.XML_DEFINITIONS),
    ("a.kml", text(f"{EXTERNAL}{SOUND_KML}"), Code.XML_DEFINITIONS),
    ("a.kml", text(NETWORK_LINK), Code.NO_ROWS),
    ("a.geojson", text('{"a":' * 100_000), Code.VECTOR_UNREADABLE),
    ("a.geojson", text('{"type": "Point", "coordinates": [' + "9" * 10_000 + ", 5]}"), Code.VECTOR_UNREADABLE),
    ("a.geojson", text('{"type": "FeatureCollection", "features": []}'), Code.NO_ROWS),
    ("a.geojson", text("{}"), Code.CONTENT_KIND),
    ("a.geojson", text(b""), Code.FILE_EMPTY),
]  # fmt: skip


def of_city(folder: Path, line: str, file: str, write: Write | None, limits: str = "") -> Path:
    """A city one of whose files is that one."""
    named = file if file.startswith(("/", "~/", "..", "a/", "vsi", "http", "file:", "\\", "C:")) else f"neu/{file}"
    escaped = named.replace("\\", "\\\\")
    project = write_city(folder / "stadt", {TOML: {line: f'file = "{escaped}"', LIMITED: f"{limits}{LIMITED}"}})
    if write is not None:
        target = project.parent / named
        target.parent.mkdir(parents=True, exist_ok=True)
        write(target)
    return project


def checked(project: Path) -> tuple[int, list[str]]:
    """Exit status of `sozialraum check` and the sentences that begin with a code of an error."""
    ran = CliRunner().invoke(app(texts("de")), ["check", str(project)])
    assert ran.exception is None or isinstance(ran.exception, SystemExit)
    assert "Traceback" not in ran.output
    return ran.exit_code, [line for line in ran.stderr.splitlines() if line.startswith("SR-")]


@pytest.fixture(scope="module")
def asked() -> Iterator[list[str]]:
    """What a server on this machine is asked for: nothing, whatever the files say."""
    paths: list[str] = []

    class Server(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        def log_message(self, *_: object) -> None:
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    paths.append(f"127.0.0.1:{server.server_address[1]}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield paths
    server.shutdown()
    server.server_close()
    thread.join()


REACHING = {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request", "os.system"}
WATCHED: list[tuple[str, str]] = []
WATCHING: list[str] = []


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if WATCHING and event in {"open", "subprocess.Popen", *REACHING}:
        WATCHED.append((event, str(arguments[0])))


sys.addaudithook(_hook)


@pytest.fixture
def watched() -> Iterator[list[tuple[str, str]]]:
    """(event, path or address) of everything opened, started or connected to."""
    WATCHED.clear()
    WATCHING.append("on")
    yield WATCHED
    WATCHING.clear()


@pytest.mark.parametrize(
    ("file", "write", "code"), TABLES, ids=[f"{n}-{name}" for n, (name, *_) in enumerate(TABLES)]
)
def test_a_table_is_refused_in_one_sentence(
    file: str, write: Write | None, code: Code, tmp_path: Path, watched: list[tuple[str, str]]
) -> None:
    project = of_city(tmp_path, POP_LINE, file, write)
    watched.clear()
    began = time.monotonic()
    status, told = checked(project)
    assert (status, [line[:6] for line in told]) == (2, [code])
    assert time.monotonic() - began < 20
    assert "geheim" not in told[0].replace("geheim.csv", "")
    _nothing_else(watched, tmp_path)


@pytest.mark.parametrize(("file", "write", "code"), MAPS, ids=[f"{n}-{name}" for n, (name, *_) in enumerate(MAPS)])
def test_a_map_is_refused_in_one_sentence(
    file: str, write: Write, code: Code, tmp_path: Path, watched: list[tuple[str, str]]
) -> None:
    project = of_city(tmp_path, AREAS_LINE, file, write)
    watched.clear()
    status, told = checked(project)
    assert (status, [line[:6] for line in told]) == (2, [code])
    _nothing_else(watched, tmp_path)


def _nothing_else(watched: list[tuple[str, str]], folder: Path) -> None:
    """No socket, no other program than our own, no file of somebody else's."""
    assert [event for event in watched if event[0] in REACHING] == []
    assert {what for event, what in watched if event == "subprocess.Popen"} <= {sys.executable}
    assert str(HOSTNAME) not in {what for event, what in watched if event == "open"}
    assert not (folder / "p.csv").exists()


LINKS = (
    'xmlns:xi="http://www.w3.org/2001/XInclude" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://{host}/a http://{host}/a.xsd" '
)
INCLUDE = (
    '<xi:include href="http://{host}/b.xml" parse="text"/><xi:include href="file:///etc/hostname" parse="text"/>'
)


def test_addresses_in_a_file_are_never_asked(
    tmp_path: Path, asked: list[str], watched: list[tuple[str, str]]
) -> None:
    host = asked[0]
    crs = {"type": "link", "properties": {"href": f"http://{host}/crs.wkt", "type": "ogcwkt"}}
    links, include = LINKS.format(host=host), INCLUDE.format(host=host)
    gml = SOUND_GML.replace("<wfs:FeatureCollection ", f"<wfs:FeatureCollection {links}")
    files = {
        "a.gml": gml.replace("<app:name>", f'{include}<app:ort xlink:href="http://{host}/c.gml#x"/><app:name>'),
        "b.gml": gml.replace("urn:ogc:def:crs:EPSG::25832", f"http://{host}/def/crs/EPSG/0/25832"),
        "c.kml": SOUND_KML.replace("<kml ", f"<kml {links}").replace("<name>", f"{include}<name>"),
        "d.geojson": f'{{"type": "Point", "coordinates": [9, 51], "crs": {crs!r}}}'.replace("'", '"'),
        "e.json": f'{{"features": [{{"geometry": {{"x": 9, "y": 51}}}}], "spatialReference": {{"wkt": "http://{host}/"}}}}',
    }
    for name, content in files.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
        watched.clear()
        try:
            table, _ = read_whole(name, None, Dialect(), CityFiles((tmp_path,), CITY))
        except InputError as error:
            said = "".join(problem.value or "" for problem in error.problems)
        else:
            said = table.cells.to_csv()
        _nothing_else(watched, tmp_path)
        assert not HOSTNAME.is_file() or HOSTNAME.read_text().strip() not in said
    assert asked[1:] == []


def test_looking_at_a_file_fetches_and_writes_nothing(tmp_path: Path, asked: list[str]) -> None:
    """Of a GML with several types of features, a library would ask for their definitions and keep them beside it."""
    host = asked[0]
    ask = "SERVICE=WFS&amp;VERSION=2.0.0&amp;REQUEST=DescribeFeatureType&amp;TYPENAME=app:teil"
    head = LINKS.format(host=host).replace(f"http://{host}/a ", "http://www.deegree.org/app ")
    head = head.replace("/a.xsd", f"/x?{ask}")
    further = SOUND_GML[SOUND_GML.index("<wfs:member>") :].replace("app:teil", "app:haus")
    gml = SOUND_GML.replace("<wfs:FeatureCollection ", f"<wfs:FeatureCollection {head}")
    (tmp_path / "a.gml").write_text(gml.replace("</wfs:FeatureCollection>", further), encoding="utf-8")
    found, problems = survey(tmp_path / "a.gml")
    assert ([one.layer for one in found], problems) == (["haus", "teil"], [])
    assert asked[1:] == []
    assert [path.name for path in tmp_path.iterdir()] == ["a.gml"]


def test_a_shape_that_reaches_to_infinity_stops_no_draft(tmp_path: Path) -> None:
    (tmp_path / "a.kml").write_text(SOUND_KML.replace("9.1,51,0", "9.1,5151,0"), encoding="utf-8")
    found, problems = survey(tmp_path / "a.kml")
    draft = drafted(found, Wishes("Musterstadt", "2024-01-01")).draft
    assert (problems, draft.areas.table) == ([], None)


def test_an_archive_of_workbooks_is_looked_at_or_told(tmp_path: Path) -> None:
    content = xlsx(tmp_path / "a.xlsx", {"T": ROWS}).read_bytes()
    zipped(tmp_path / "a.zip", {"eins.xlsx": content, "zwei.xlsx": content})
    found, problems = survey(tmp_path / "a.zip")
    assert ([one.layer for one in found], problems) == (["eins.xlsx", "zwei.xlsx"], [])
    zipped(tmp_path / "b.zip", {"b.zip": b""})
    found, problems = survey(tmp_path / "b.zip")
    assert (found, [problem.code for problem in problems]) == ([], [Code.ARCHIVE_CHOICE])


def test_a_workbook_with_links_and_macros_is_read_for_its_values_only(
    tmp_path: Path, asked: list[str], watched: list[tuple[str, str]]
) -> None:
    path = xlsx(tmp_path / "a.xlsx", {"T": [["KEY", "WERT"], ["nord", 7], ["=1+1", 8]]})
    with zipfile.ZipFile(path) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    link = (
        '<Relationship Id="rId9" Type="http://x/externalLinkPath" '
        f'Target="http://{asked[0]}/a.xlsx" TargetMode="External"/>'
    )
    parts["xl/externalLinks/externalLink1.xml"] = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink '
        b'ddeService="cmd" ddeTopic="/C touch ran"/></externalLink>'
    )
    parts["xl/externalLinks/_rels/externalLink1.xml.rels"] = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + link
    ).encode() + b"</Relationships>"
    parts["xl/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + bytes(512)
    parts[SHEET] = parts[SHEET].replace(b"<v>7</v>", f'<f>WEBSERVICE("http://{asked[0]}/")</f><v>7</v>'.encode())
    for name in ("a.xlsx", "b.xlsm"):
        zipped(tmp_path / name, parts)
        watched.clear()
        table, _ = read_whole(name, None, Dialect(), CityFiles((tmp_path,), CITY))
        assert table.cells.to_numpy().tolist() == [["nord", "7"], ["=1+1", "8"]]
        _nothing_else(watched, tmp_path)
    assert asked[1:] == []


def test_a_member_that_is_a_link_is_read_as_the_text_it_is(tmp_path: Path) -> None:
    linking_member(tmp_path / "p.zip")
    with pytest.raises(InputError) as error:
        read_whole("p.zip", None, Dialect(), CityFiles((tmp_path,), CITY))
    assert [problem.code for problem in error.value.problems] == [Code.NO_ROWS]


@pytest.mark.parametrize("part", ["a.prj", "a.dbf", "a.shx", "a.shp"])
def test_a_part_of_a_shapefile_that_is_no_text_or_cut_off_is_told(part: str, tmp_path: Path) -> None:
    parts = {name: content for name, content in shapefile().items() if isinstance(content, bytes)}
    for content in (parts[part][:9] + b"\x80" + parts[part][9:], parts[part][:40]):
        for name, one in {**parts, part: content}.items():
            (tmp_path / name).write_bytes(one)
        try:
            table, _ = read_whole("a.shp", None, Dialect(), CityFiles((tmp_path,), CITY))
        except InputError as error:
            told = {problem.code for problem in error.problems}
        else:
            told = {part: len(table)}
        assert told in ({Code.VECTOR_UNREADABLE}, {Code.CRS_MISSING}, {part: 5}), part


def test_a_member_without_a_name_is_passed_over(tmp_path: Path) -> None:
    zipped(tmp_path / "p.zip", {"": b"nichts", "p.csv": b"KEY;WERT\nnord;1\n"})
    table, _ = read_whole("p.zip", None, Dialect(), CityFiles((tmp_path,), CITY))
    assert table.layer == "p.csv"


def test_one_of_several_maps_in_an_archive_is_chosen_by_its_name(tmp_path: Path) -> None:
    zipped(tmp_path / "p.zip", {"a.gml": SOUND_GML.encode(), "b.gml": SOUND_GML.replace("Süd", "Ost").encode()})
    table, _ = read_whole("p.zip", "b.gml", Dialect(), CityFiles((tmp_path,), CITY))
    assert table.cells["name"].tolist() == ["Ost"]


def test_numbers_without_end_in_the_project_are_told_with_their_row(tmp_path: Path) -> None:
    project = write_city(tmp_path, {TOML: {LIMITED: f"[limits]\nmax_mb = {'9' * 5_000}\n\n{LIMITED}"}})
    row = project.read_text().splitlines().index(f"max_mb = {'9' * 5_000}") + 1
    status, told = checked(project)
    assert (status, len(told)) == (2, 1)
    assert told[0].startswith(Code.TOML_SYNTAX)
    assert f"{TOML}, Zeile {row}:" in told[0]


# what is large and yet sound


def _formatted(path: Path) -> Path:
    """A sheet whose rows are formatted down to the last one that a spreadsheet has."""
    rows = "".join(f'<row r="{row}" s="1" customFormat="1"/>' for row in range(3, 1_048_577))
    return with_part(xlsx(path, {"T": ROWS}), SHEET, "</sheetData>", f"{rows}</sheetData>")


def _wide(path: Path) -> Path:
    book = Workbook()
    book.worksheets[0].append([f"S{n}" for n in range(16_384)])
    book.worksheets[0].append(list(range(16_384)))
    book.save(path)
    return path


def test_what_is_large_is_read_quickly(tmp_path: Path) -> None:
    files = CityFiles((tmp_path,), CITY)
    long = "x" * 32_767
    for write, name, expected in (
        (_formatted, "a.xlsx", (1, 2)),
        (_wide, "b.xlsx", (1, 16_384)),
        (lambda path: xlsx(path, {"T": [["KEY", "WERT"], [long, 1]]}), "c.xlsx", (1, 2)),
        (lambda path: path.write_text(f"KEY;WERT\n{'x' * 9_000_000};1\n"), "d.csv", (1, 2)),
        (lambda path: path.write_text(f"KEY;WERT\nnord;{'9' * 10_000}\n"), "e.csv", (1, 2)),
    ):
        write(tmp_path / name)
        began = time.monotonic()
        table, _ = read_whole(name, None, Dialect(), files)
        assert table.cells.shape == expected, name
        assert time.monotonic() - began < 60, name


@pytest.mark.parametrize("cell", ["9" * 10_000, "-" + "9" * 400, "1e400", "0," + "1" * 10_000])
def test_a_number_beyond_all_numbers_is_no_value(cell: str, tmp_path: Path) -> None:
    content = POPULATION.replace(";1.200\n", f";{cell}\n", 1)
    assert content != POPULATION
    project = of_city(tmp_path, POP_LINE, "p.csv", text(content))
    status, told = checked(project)
    if cell.startswith("0,"):  # many digits, but a number
        return
    assert (status, [line[:6] for line in told]) == (2, [Code.NOT_A_NUMBER])
    assert all(len(line) < 1_000 for line in told)


# [limits]


def _packed(path: Path) -> None:
    zipped(path, {"p.csv": POPULATION.encode(), "liesmich.txt": os.urandom(600_000).hex().encode()})


def _pretty_tight(path: Path) -> None:
    zipped(path, {"p.csv": POPULATION.encode() + b"\n" * 2_000_000})


@pytest.mark.parametrize(
    ("limit", "low", "high", "line", "file", "write", "code"),
    [
        ("max_mb", 1, 2, POP_LINE, "p.csv", text(POPULATION + "\n" * 1_000_000), Code.FILE_TOO_LARGE),
        ("max_unpacked_mb", 1, 2, POP_LINE, "p.zip", _packed, Code.ARCHIVE_TOO_LARGE),
        ("max_ratio", 200, 2_000, POP_LINE, "p.zip", _pretty_tight, Code.ARCHIVE_RATIO),
        ("max_rows", 4, 100, POP_LINE, "p.csv", text(POPULATION), Code.TABLE_TOO_LARGE),
        ("max_vertices", 19, 20, "", "", None, Code.TOO_MANY_VERTICES),
    ],
)
def test_each_limit_is_told_and_can_be_raised(
    limit: str, low: int, high: int, line: str, file: str, write: Write | None, code: Code, tmp_path: Path
) -> None:
    for value in (low, high):
        folder = tmp_path / str(value)
        stated = f"[limits]\n{limit} = {value}\n\n"
        if file:
            project = of_city(folder, line, file, write, stated)
        else:
            project = write_city(folder, {TOML: {LIMITED: f"{stated}{LIMITED}"}})
        status, told = checked(project)
        if value == high:
            assert status == 0, told
        else:
            assert status == 2
            assert {line[:6] for line in told} == {code}
            assert limit in told[0], "the sentence names the setting"
    read_inputs(read_project(project))


def test_limits_are_whole_numbers_above_nothing(tmp_path: Path) -> None:
    for limit in Limits.model_fields:
        project = write_city(tmp_path, {TOML: {LIMITED: f"[limits]\n{limit} = 0\n\n{LIMITED}"}})
        assert [line[:6] for line in checked(project)[1]] == [Code.OUT_OF_BOUNDS], limit
