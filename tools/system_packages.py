"""Installs programs of the system, where there is a way to: used by tools/browser.py and tools/firefox.py."""

import os
import shutil
import subprocess
from collections.abc import Mapping


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
