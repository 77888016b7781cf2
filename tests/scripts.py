"""Our own scripts, as the lists of assets/ name them."""

from running import ROOT

from sozialraum.presentation.page.minified import files_of, lists

ASSETS = ROOT / "src" / "sozialraum" / "presentation" / "assets"
SCRIPTS = sorted({file for name in lists(ASSETS) if name.startswith("scripts") for file in files_of(ASSETS, name)})
