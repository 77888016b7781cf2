"""Pages carry the scripts without their comments, and every line of code as it was written."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from running import ROOT
from scripts import SCRIPTS

from sozialraum.presentation.page.bare_script import bare_script
from sozialraum.presentation.page.elements import asset

FOLDER = ROOT / "src" / "sozialraum" / "presentation"


def test_comments_empty_lines_and_indents_go_and_nothing_else() -> None:
    script = (
        '/* what it does:\n   more */\n(function () {\n\n  /** One line. */\n  const a = "http://x/*y*/"; // stays\n'
        "  // goes\n  return a\n    + `/* ${a} //`;\n})();\n"
    )
    bare = '(function () {\nconst a = "http://x/*y*/"; // stays\nreturn a\n+ `/* ${a} //`;\n})();\n'
    assert bare_script(script) == bare


@pytest.mark.parametrize(
    "script", ["a = `x\n  y`;", 'a = "x\\\n  y";', "/* x */ a();", "/* x\n*/ a();", "a();\n/* x"]
)
def test_what_cannot_be_taken_line_by_line_is_refused(script: str) -> None:
    with pytest.raises(ValueError, match=r"line|end"):
        bare_script(script)


@pytest.mark.parametrize("name", SCRIPTS)
def test_every_line_of_code_is_kept(name: str) -> None:
    text = asset(name)
    code = [line for line in map(str.strip, text.split("\n")) if line]
    kept = bare_script(text).split("\n")[:-1]
    assert [line for line in kept if line not in code] == []
    rest = iter(code)
    assert all(line in rest for line in kept)
    left_out = [line for line in code if line not in kept]
    assert all(line.startswith(("/*", "*", "//")) or line.endswith("*/") for line in left_out)
    assert bare_script("\n".join(kept)) == "\n".join(kept) + "\n"


@pytest.mark.slow
def test_the_tests_of_the_scripts_hold_for_what_pages_carry(tmp_path: Path) -> None:
    shutil.copytree(
        FOLDER, tmp_path / "presentation", ignore=shutil.ignore_patterns("__pycache__", "vendor", "minified")
    )
    for name in SCRIPTS:
        shipped = tmp_path / "presentation" / "assets" / name
        shipped.write_text(bare_script(asset(name)), encoding="utf-8")
    found = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert found, "the test environment brings node"
    run = subprocess.run(
        [found, "--test", "tests/js"],
        cwd=ROOT, env=os.environ | {"SOZIALRAUM_PRESENTATION": str(tmp_path / "presentation")},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stdout[-3000:]
