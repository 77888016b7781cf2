"""The invented names, kept as data in names.toml."""

import tomllib
from pathlib import Path
from typing import Any

NAMES: dict[str, Any] = tomllib.loads(Path(__file__).with_name("names.toml").read_text(encoding="utf-8"))
TRAEGER: dict[str, str] = NAMES["traeger"]
