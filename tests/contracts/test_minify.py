"""Scripts made short do the same: names are changed only where they are surely ours, and nothing else is touched."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from scripts import ASSETS, SCRIPTS

from sozialraum.presentation.page.elements import asset, leaflet
from tools import minify

ROOT = Path(__file__).resolve().parents[2]
HEAD = '(function () {\n  "use strict";\n  const s = (globalThis.sozialraum = globalThis.sozialraum || {});\n'


def test_the_global_is_renamed_wherever_it_is_followed_by_a_name_that_a_script_sets() -> None:
    code = "s.far = 1; s.near = () => [...s.far, s.far.far, x.s.far, ax.far, s.length]; s.atlas = s.near;"
    short = minify.short_names(code)
    assert short == {"far": "a", "near": "b"}, "the most frequent is the shortest; what pages call keeps its name"
    assert minify.renamed(code, short) == (
        "s.a = 1; s.b = () => [...s.a, s.a.far, x.s.far, ax.far, s.length]; s.atlas = s.b;"
    )


@pytest.mark.parametrize(
    "code", ["f(s)", "s['far']", "list.map((s) => s.far)", "const { far } = s;", "s => s.far", "[s]"]
)
def test_the_global_by_itself_is_refused(code: str) -> None:
    with pytest.raises(ValueError, match="by itself"):
        minify.short_names(f"s.far = 1;{code}")


def test_scripts_become_blocks_of_one(tmp_path: Path) -> None:
    for name, line in {"a.js": "  s.one = 1;\n", "b.js": "  const one = 2;\n"}.items():
        (tmp_path / name).write_text(f"/* {name} */\n{HEAD}{line}}})();\n", encoding="utf-8")
    (tmp_path / "odd.js").write_text("alert(1);\n", encoding="utf-8")
    bare = minify._module(ASSETS.parent / "page/bare_script.py").bare_script
    text = minify.joined(bare, tmp_path, ["a.js", "b.js"])
    assert text.splitlines()[3:] == ["{", "s.one = 1;", "}", "{", "const one = 2;", "}", "})();"]
    with pytest.raises(ValueError, match=r"odd\.js"):
        minify.joined(bare, tmp_path, ["odd.js"])


def test_styles_of_idle_parts_go_and_the_others_stay() -> None:
    style = ".leaflet-pane,.leaflet-tile{left:0}.leaflet-tile{top:0}@media print{.leaflet-control{color:red}}"
    assert minify.without_idle(style) == ".leaflet-pane{left:0}@media print{.leaflet-control{color:red}}"


def test_every_name_of_leaflet_that_a_script_asks_for_is_in_the_part() -> None:
    entry = (ROOT / minify.ENTRY).read_text(encoding="utf-8")
    exported = set(re.findall(r"export const (\w+)", entry))
    for names in re.findall(r"export \{([^}]*)\}", entry):
        exported |= {name.split()[-1] for name in names.split(",")}
    asked = {name for file in SCRIPTS for name in re.findall(r"(?<![\w.])L\.(\w+)", asset(file))}
    assert asked | {"map", "CRS"} <= exported, sorted(asked - exported)
    assert set(re.findall(r"L\.control\.(\w+)", "".join(map(asset, SCRIPTS)))) <= {
        "scale",
        "zoom",
    }


def test_the_part_of_leaflet_says_whose_it_is_and_fetches_nothing() -> None:
    script, _ = leaflet()
    assert script.startswith("/* @preserve Leaflet ")
    assert "Agafonkin" in script.split("\n")[0]
    assert "sourceMappingURL" not in script
    assert len(script.encode()) < 96_000


def test_what_is_private_to_the_library_is_short_but_for_what_our_scripts_reach_into() -> None:
    script, _ = leaflet()
    kept = minify.kept_private(ROOT)
    long = {name for name in re.findall(r"(?<=\.)_[a-zA-Z]\w*", script) if len(name) > 3}
    assert long, "no name is left that a script could reach"
    assert all(any(re.fullmatch(one, name) for one in kept) for name in long), sorted(long)
    used = {name for file in SCRIPTS for name in re.findall(r"\._([a-zA-Z]\w*)", asset(file))}
    assert {f"_{name}" for name in used} <= set(kept), "every file of scripts is looked at"


def test_names_that_a_file_of_the_library_has_of_another_are_kept() -> None:
    files = (ROOT / "node_modules/leaflet/src").rglob("*.js")
    told = {
        name
        for file in files
        for name in re.findall(r"^export function (_\w+)", file.read_text("utf-8"), re.MULTILINE)
    }
    assert told == set(minify.SHARED)


def test_everything_fits_its_sources_and_making_it_again_changes_no_byte(tmp_path: Path) -> None:
    """The environment of the tests has made it: see tools/environment.py. Made by hand: python tools/minify.py."""
    run = subprocess.run([sys.executable, "tools/minify.py"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert minify.leaflet_fits(ROOT)
    assert minify.lists_fit(ROOT)
    folder = ASSETS / "minified"
    before = {file.name: file.read_bytes() for file in folder.iterdir()}
    if not minify.has_tools(ROOT):
        pytest.fail("node_modules/ lacks the tools: python tools/environment.py fetches them")
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules", target_is_directory=True)
    left_out = shutil.ignore_patterns("vendor", "minified", "*.toml")
    shutil.copytree(ASSETS, tmp_path / minify.ASSETS, ignore=left_out)
    shutil.copytree(ASSETS.parent / "page", (tmp_path / minify.ASSETS).parent / "page")
    (tmp_path / "package-lock.json").write_bytes((ROOT / "package-lock.json").read_bytes())
    minify.make_lists(tmp_path, minify.fetched(tmp_path))
    assert {file.name: file.read_bytes() for file in (tmp_path / minify.ASSETS / "minified").iterdir()} == before
