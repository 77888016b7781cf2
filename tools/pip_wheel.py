"""Finds a wheel of pip for a Python that comes without one (Debian's, without python3-venv).

In this order: another pip of the machine, the indexes and folders that pip's own settings name, the wheel in
Debian's package python3-pip-whl. No address of an index stands here: where none is configured, the way
leads through the system's own packages.
"""

import configparser
import hashlib
import os
import re
import shutil
import ssl
import subprocess
import sys
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path

DEBIAN_PACKAGE = "python3-pip-whl"
DEBIAN_WHEELS = Path("/usr/share/python-wheels")
WHEEL = re.compile(r"^pip-(?P<version>[0-9][0-9.]*)-py3-none-any\.whl$")


class NoPipError(Exception):
    """No way to a pip; the text says what to install."""


def pip_wheel(version: str, folder: Path) -> Path:
    """A wheel of pip in folder, of this version where it is to be had, else another recent one.

    Raises:
        NoPipError: every way failed.
    """
    for way in (from_other_pip, from_settings, from_debian):
        wheel = way(version, folder)
        if wheel is not None:
            return wheel
    raise NoPipError(
        "Dieses Python hat weder ensurepip noch pip, und kein Paketverzeichnis ist eingestellt, aus dem "
        "pip zu laden wäre.\nBitte das Paket python3-venv installieren (Debian, Ubuntu: sudo apt-get install "
        "python3-venv) oder in pip.conf oder PIP_INDEX_URL ein Paketverzeichnis nennen.\n"
        "This Python has neither ensurepip nor pip: please install the package python3-venv."
    )


def from_other_pip(version: str, folder: Path) -> Path | None:
    """Ask a pip that is already on the machine; it knows its index itself."""
    commands = [
        [sys.executable, "-m", "pip"],
        *([found] for name in ("pip3", "pip") if (found := shutil.which(name))),
    ]
    for command in commands:
        options = ["download", "--quiet", "--no-deps", "--disable-pip-version-check", "--no-input"]
        if succeeds([*command, *options, "--dest", str(folder), f"pip=={version}"]):
            return newest(folder, version)
    return None


def from_settings(version: str, folder: Path) -> Path | None:
    """Fetch from the places that pip's settings name, as pip would once it is there."""
    settings = pip_settings(os.environ)
    context = ssl.create_default_context(cafile=settings.get("cert") or None)
    for place in places(settings):
        try:
            links = links_of(place, context)
            name = best({file_name(link) for link in links}, version)
            if name is None:
                continue
            link = next(link for link in links if file_name(link) == name)
            content = fetched(link, context)
        except (OSError, ValueError):
            continue
        if matches(content, urllib.parse.urlsplit(link).fragment):
            (folder / name).write_bytes(content)
            return folder / name
    return None


def from_debian(version: str, folder: Path) -> Path | None:
    """Debian's package of pip's wheel: as installed, else unpacked into folder without installing it."""
    if (wheel := newest(DEBIAN_WHEELS, version)) is not None:
        return wheel
    if shutil.which("apt-get") is None or shutil.which("dpkg-deb") is None:
        return None
    download = ["apt-get", "download", "-qq", DEBIAN_PACKAGE]
    if not succeeds(download, folder) and not (
        os.geteuid() == 0 and succeeds(["apt-get", "update", "-qq"]) and succeeds(download, folder)
    ):
        return None
    for package in folder.glob(f"{DEBIAN_PACKAGE}_*.deb"):
        if succeeds(["dpkg-deb", "-x", str(package), str(folder / "unpacked")]):
            return newest(folder / "unpacked" / DEBIAN_WHEELS.relative_to("/"), version)
    return None


def pip_settings(environment: Mapping[str, str]) -> dict[str, str]:
    """pip's [global] and [install] settings; later files win, PIP_... win over all. Keys as `index-url`."""
    settings: dict[str, str] = {}
    for file in config_files(environment):
        parser = configparser.RawConfigParser()
        try:
            parser.read(file, encoding="utf-8")
        except (configparser.Error, UnicodeDecodeError):
            continue
        for section in ("global", "install"):
            if parser.has_section(section):
                settings.update((key.replace("_", "-"), value) for key, value in parser.items(section))
    for key, value in environment.items():
        if key.startswith("PIP_") and key != "PIP_CONFIG_FILE":
            settings[key[4:].lower().replace("_", "-")] = value
    return settings


def config_files(environment: Mapping[str, str]) -> Iterator[Path]:
    """Where pip looks for its settings, weakest first."""
    chosen = environment.get("PIP_CONFIG_FILE", "")
    if chosen == os.devnull:
        return
    home = Path(environment.get("HOME") or Path.home())
    name = "pip.ini" if os.name == "nt" else "pip.conf"
    for folder in environment.get("XDG_CONFIG_DIRS", "/etc/xdg").split(os.pathsep):
        yield Path(folder) / "pip" / name
    yield Path("/etc") / name
    yield home / ".pip" / name
    yield Path(environment.get("XDG_CONFIG_HOME") or home / ".config") / "pip" / name
    if sys.platform == "darwin":
        yield home / "Library" / "Application Support" / "pip" / name
    yield Path(sys.prefix) / name
    if chosen:
        yield Path(chosen)


def places(settings: dict[str, str]) -> Iterator[str]:
    """Folders and pages that may list wheels of pip, in pip's order."""
    yield from settings.get("find-links", "").split()
    if settings.get("no-index", "").lower() in {"1", "true", "yes", "on"}:
        return
    indexes = [*settings.get("index-url", "").split(), *settings.get("extra-index-url", "").split()]
    yield from (f"{index.rstrip('/')}/pip/" for index in indexes)


def links_of(place: str, context: ssl.SSLContext) -> list[str]:
    """Addresses of the files a place lists: a folder's files, or the links of a page."""
    parts = urllib.parse.urlsplit(place)
    path = Path(urllib.request.url2pathname(parts.path)) if parts.scheme == "file" else Path(place)
    if parts.scheme in {"", "file"} and not (path / "index.html").exists():
        return [file.resolve().as_uri() for file in sorted(path.iterdir())] if path.is_dir() else []
    page = (path / "index.html").resolve().as_uri() if parts.scheme in {"", "file"} else place
    reader = Links()
    reader.feed(fetched(page, context).decode("utf-8", errors="replace"))
    return [urllib.parse.urljoin(page, link) for link in reader.found]


class Links(HTMLParser):
    """The href of every link of an index page, those to withdrawn files left out."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "a" and named.get("href") and "data-yanked" not in named:
            self.found.append(str(named["href"]))


def fetched(address: str, context: ssl.SSLContext) -> bytes:
    """The bytes at an address; a name and password inside it are sent as pip does."""
    parts = urllib.parse.urlsplit(address)
    if parts.scheme not in {"https", "http", "file"}:
        raise ValueError(f"not an address of a package index: {parts.scheme}")
    handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPSHandler(context=context)]
    if parts.username:
        bare = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        keys = urllib.request.HTTPPasswordMgrWithPriorAuth()
        user, password = urllib.parse.unquote(parts.username), urllib.parse.unquote(parts.password or "")
        keys.add_password(None, bare, user, password, is_authenticated=True)
        handlers.append(urllib.request.HTTPBasicAuthHandler(keys))
        address = bare
    with urllib.request.build_opener(*handlers).open(address, timeout=60) as response:
        content: bytes = response.read()
    return content


def matches(content: bytes, fragment: str) -> bool:
    """Whether the bytes have the checksum the index states; without one there is nothing to compare."""
    name, _, digest = fragment.partition("=")
    return name != "sha256" or hashlib.sha256(content).hexdigest() == digest


def file_name(link: str) -> str:
    return urllib.parse.unquote(urllib.parse.urlsplit(link).path.rpartition("/")[2])


def best(names: set[str], version: str) -> str | None:
    """The wheel of this version, else the newest release."""
    found = {name: found["version"] for name in names if (found := WHEEL.match(name))}
    for name, its_version in found.items():
        if its_version == version:
            return name
    return max(found, key=lambda name: [int(part) for part in found[name].split(".") if part], default=None)


def newest(folder: Path, version: str) -> Path | None:
    """The best wheel of pip lying in a folder."""
    name = best({file.name for file in folder.iterdir()}, version) if folder.is_dir() else None
    return None if name is None else folder / name


def succeeds(command: list[str], folder: Path | None = None) -> bool:
    """Run quietly; a program that is missing has not succeeded."""
    try:
        return subprocess.run(command, cwd=folder, capture_output=True, check=False).returncode == 0
    except OSError:
        return False
