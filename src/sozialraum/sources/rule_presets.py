"""[planning.rules] with what it takes from the built-in rules of a Land."""

from typing import Any

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.sources.catalogue import packaged_rules
from sozialraum.sources.paths import listed


def with_rules(document: dict[str, Any], file: str) -> tuple[dict[str, Any], list[Problem]]:
    """The document with `planning.preset` filled in; a part under `planning.rules` goes before that of the preset."""
    planning = document.get("planning")
    wanted = planning.get("preset") if isinstance(planning, dict) else None
    if not isinstance(planning, dict) or not isinstance(wanted, str):
        return document, []
    packaged, problems = packaged_rules(), []
    if wanted not in packaged:
        fields = {"nearest": listed(sorted(packaged))}
        problems = [Problem(Code.RULES_PRESET_UNKNOWN, file, column="planning.preset", value=wanted, fields=fields)]
        wanted = min(packaged)  # some rules, so that nothing is told of what only lacks them
    own = planning.get("rules", {})
    if not isinstance(own, dict):
        return document, problems
    return {**document, "planning": {**planning, "preset": wanted, "rules": {**packaged[wanted], **own}}}, problems
