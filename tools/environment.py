"""Sets up the environment of the project: python3 tools/environment.py [--extra NAME] [--venv FOLDER].

Needs nothing but the standard library. What is installed, in which version, stand in pyproject.toml and
constraints.txt. A stamp over all that decides about the result makes the second run quick.
"""

import argparse
import hashlib
import importlib.util
import os
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from pip_wheel import NoPipError, pip_wheel

ROOT = Path(__file__).resolve().parent.parent
DECIDES = (
    "pyproject.toml",
    "constraints.txt",
    "package-lock.json",
    "hatch_build.py",
    "tools/environment.py",
    "tools/pip_wheel.py",
)
OLDEST = (3, 11)


def main(arguments: Sequence[str]) -> int:
    """Exit status: 0 when the environment stands, 1 with a sentence when it cannot be made."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--extra", default="test", help="extra of pyproject.toml to install")
    parser.add_argument("--venv", type=Path, default=ROOT / ".venv", help="folder of the environment")
    options = parser.parse_args(arguments)
    if sys.version_info < OLDEST:
        return refuse("sozialraum braucht Python 3.11 oder neuer; gefunden: " + sys.version.split()[0])
    stamp_file = options.venv / f"sozialraum-{options.extra}.stamp"
    stamp = stamp_of(ROOT)
    if is_current(options.venv, stamp_file, stamp):
        return shorten(options.venv)
    say(f"Umgebung {options.venv.name} wird eingerichtet (einmalig, etwa zwei Minuten) …")
    stamp_file.unlink(missing_ok=True)
    try:
        set_up(options.venv, options.extra)
    except NoPipError as reason:
        return refuse(str(reason))
    except subprocess.CalledProcessError as failed:
        return refuse(f"Die Einrichtung ist gescheitert (Exit-Status {failed.returncode}); der Grund steht oben.")
    stamp_file.write_text(stamp, encoding="utf-8")
    say("Umgebung steht.")
    return shorten(options.venv)


def stamp_of(root: Path) -> str:
    """One hash of everything that decides what is installed; lines end alike everywhere."""
    digest = hashlib.sha256(f"{sys.version}|{sys.base_prefix}|{root}".encode())
    for name in DECIDES:
        text = (root / name).read_text(encoding="utf-8")
        digest.update(f"\0{name}\0{text}".encode())
    return digest.hexdigest()


def is_current(folder: Path, stamp_file: Path, stamp: str) -> bool:
    """Whether this very environment was finished and its interpreter is still there."""
    return python_of(folder).exists() and stamp_file.exists() and stamp_file.read_text(encoding="utf-8") == stamp


def python_of(folder: Path) -> Path:
    """The interpreter inside an environment."""
    return folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def set_up(folder: Path, extra: str) -> None:
    """Make the environment if there is none that runs, then install into it."""
    pip = pinned("pip", ROOT / "constraints.txt")
    if not runs(folder):
        venv.create(folder, clear=True, symlinks=os.name != "nt", with_pip=False)
    if not has_pip(folder):
        bring_pip(folder, pip)
    constraints = str(ROOT / "constraints.txt")
    install(folder, f"pip=={pip}")
    install(folder, "--build-constraint", constraints, "-c", constraints, "-e", f"{ROOT}[{extra}]")


def shorten(folder: Path) -> int:
    """Scripts and styles that were changed since are made short anew; what fits is left alone."""
    return subprocess.run([str(python_of(folder)), str(ROOT / "tools" / "minify.py")], check=False).returncode


def runs(folder: Path) -> bool:
    """Whether the folder holds an environment of this version of Python."""
    ask = "import sys; print(sys.version)"
    return python_of(folder).exists() and answer(folder, "-c", ask).strip() == sys.version


def has_pip(folder: Path) -> bool:
    return bool(answer(folder, "-m", "pip", "--version"))


def answer(folder: Path, *arguments: str) -> str:
    """What the environment's Python prints; empty when it fails."""
    command = [str(python_of(folder)), *arguments]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def bring_pip(folder: Path, version: str) -> None:
    """From Python's own bundle, else (Debian without python3-venv) from a wheel fetched for it."""
    python = str(python_of(folder))
    if importlib.util.find_spec("ensurepip") is not None:
        command = [python, "-m", "ensurepip", "--default-pip"]
        if subprocess.run(command, capture_output=True, check=False).returncode == 0:
            return
    with tempfile.TemporaryDirectory() as work:
        wheel = pip_wheel(version, Path(work))
        # A wheel of pip can be run as it lies there, and so installs itself.
        command = [python, f"{wheel}/pip", "install", "--quiet", "--no-index", str(wheel)]
        subprocess.run(command, check=True)


def install(folder: Path, *what: str) -> None:
    """pip install inside the environment; pip takes its index from its own settings."""
    quiet = ["--quiet", "--disable-pip-version-check", "--no-input"]
    subprocess.run([str(python_of(folder)), "-m", "pip", "install", *quiet, *what], check=True)


def pinned(name: str, constraints: Path) -> str:
    """The version constraints.txt gives a package."""
    for line in constraints.read_text(encoding="utf-8").splitlines():
        package, _, version = line.partition("==")
        if package == name:
            return version.split(";")[0].strip()
    raise KeyError(name)


def say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)


def refuse(sentence: str) -> int:
    say(sentence)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
