"""[cohorts] with what it takes from the built-in rules of a Land."""

from typing import Any

from sozialraum.errors import Problem
from sozialraum.model.codes import Code
from sozialraum.sources.catalogue import packaged_cohorts
from sozialraum.sources.paths import listed


def with_cohorts(document: dict[str, Any], file: str) -> tuple[dict[str, Any], list[Problem]]:
    """The document with `cohorts.preset` filled in; own keys go before it, own groups replace those of the same id.

    Groups of the preset keep their order, further ones follow.
    """
    own = document.get("cohorts")
    wanted = own.get("preset") if isinstance(own, dict) else None
    if not isinstance(own, dict) or not isinstance(wanted, str):
        return document, []
    packaged, problems = packaged_cohorts(), []
    if wanted not in packaged:
        fields = {"nearest": listed(sorted(packaged))}
        problems.append(
            Problem(Code.COHORTS_PRESET_UNKNOWN, file, column="cohorts.preset", value=wanted, fields=fields)
        )
        wanted = min(packaged)  # some rules, so that nothing is told of what only lacks them
    groups = _groups(packaged[wanted]["groups"], own.get("groups", []))
    return {**document, "cohorts": {**packaged[wanted], **own, "preset": wanted, "groups": groups}}, problems


def _groups(packaged: list[dict[str, Any]], declared: Any) -> Any:
    if not isinstance(declared, list) or not all(isinstance(table, dict) for table in declared):
        return declared
    own = {table.get("id"): table for table in reversed(declared)}
    known = {table["id"] for table in packaged}
    return [own.get(table["id"], table) for table in packaged] + [
        table for table in declared if table.get("id") not in known
    ]
