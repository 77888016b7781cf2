"""Finds programs of the system, or installs them where there is a way to: for the browsers of the tests."""

import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Program:
    """Where a program is looked for.

    Args:
        variable: of the environment that may name it; what it names goes first, and nothing else is looked for.
        on_path: its names, the preferred one first.
        on_mac: inside the folders for applications of macOS.
        on_windows: inside the folders for programs of Windows.
    """

    variable: str
    on_path: tuple[str, ...]
    on_mac: tuple[str, ...]
    on_windows: tuple[str, ...]

    def path(self, environment: Mapping[str, str]) -> str | None:
        """Path of the program on this machine, or None."""
        if named := environment.get(self.variable):
            return shutil.which(named)
        for name in self.on_path:
            if found := shutil.which(name, path=environment.get("PATH")):
                return found
        return next((str(path) for path in self._usual_places(environment) if path.is_file()), None)

    def _usual_places(self, environment: Mapping[str, str]) -> Iterator[Path]:
        """Where Windows and macOS keep programs that are on no PATH."""
        for variable in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"):
            if folder := environment.get(variable):
                yield from (Path(folder) / program for program in self.on_windows)
        for folder in ("/Applications", f"{environment.get('HOME', '')}/Applications"):
            yield from (Path(folder) / program for program in self.on_mac)


def apt_install(*names: str) -> bool:
    """The first of these packages that Debian or Ubuntu has; False where apt is missing or we may not."""
    prefix = root_prefix()
    if not shutil.which("apt-get") or prefix is None:
        return False
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    run([*prefix, "apt-get", "update", "-qq"], quiet)
    return any(
        run([*prefix, "apt-get", "install", "-y", "-qq", "--no-install-recommends", name], quiet) for name in names
    )


def root_prefix() -> list[str] | None:
    """What makes a command root's: nothing for root, sudo where it asks for no password, None elsewhere."""
    if not hasattr(os, "geteuid"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    return [sudo, "-n"] if sudo and run([sudo, "-n", "true"]) else None


def run(command: list[str], environment: Mapping[str, str] | None = None) -> bool:
    """Run without input and without a word on our output; a program that is missing has failed."""
    try:
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=900
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
