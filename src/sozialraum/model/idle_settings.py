"""Settings of a project file that another setting leaves without any effect."""

from collections.abc import Iterable

from sozialraum.model.findings import INDEX_RULES, PLACES_RULES
from sozialraum.model.lage import Dynamics, LageIndex, all_parts
from sozialraum.model.network_file import NetworkFile
from sozialraum.model.planning_checks import Idle, idle_planning
from sozialraum.model.project import Project
from sozialraum.model.targets import with_target


def idle_settings(project: Project) -> Iterable[Idle]:
    """Each setting that is written down and does nothing, with the one that decides.

    Raises:
        KeyError: a reference does not resolve.
    """
    index = project.lage_index
    if index is not None:
        yield from _of_index(project, index)
        if index.dynamics is not None:
            yield from _of_dynamics(index.dynamics)
        ranks = index.rank_stability
        if ranks.free_weights and "weights_pct" in ranks.model_fields_set:
            yield "lage_index.rank_stability.weights_pct", "free_weights"
    elif "similar_count" in project.profile.model_fields_set and not project.profile.similar_by:
        yield "profile.similar_count", "profile.similar_by"
    yield from idle_planning(project)
    if project.network is not None:
        yield from _of_network(project.network)
    targeted = with_target(project.coverage, project.targets)
    for rule in dict.fromkeys(one.rule for one in project.findings.release):
        if index is None and rule in INDEX_RULES:
            yield f"findings.release ({rule})", "lage_index"
        if not targeted and rule in PLACES_RULES:
            yield f"findings.release ({rule})", "coverage.target_quota_pct"


def _of_index(project: Project, index: LageIndex) -> Iterable[Idle]:
    changes = [part.indicator for part in index.dynamics.parts] if index.dynamics else []
    used = [project.indicator(id_) for id_ in (*all_parts(index), *changes)]
    if index.other_roles_because is not None and all(one.rolle == "lage" for one in used):
        yield "lage_index.other_roles_because", "lage_index.parts"
    # Handlungsfelder of the index alone: the dynamics is put together like it
    fields = {project.indicator(id_).handlungsfeld for id_ in all_parts(index)}
    if index.field_weights and len(fields) == 1:
        yield "lage_index.field_weights", "lage_index.parts"
    scaled = index.normalisation == "z" or index.field_normalisation == "z" or index.standardise_again
    if "ddof" in index.model_fields_set and not scaled:
        yield "lage_index.ddof", "lage_index.normalisation"


def _of_network(network: NetworkFile) -> Iterable[Idle]:
    if network.ways is not None and not network.is_osm:
        yield "network.ways", "network.file"
    if network.nodes is not None and (network.is_osm or network.is_graph):
        yield "network.nodes", "network.file"
    if network.crs is not None and (network.is_osm or network.nodes is not None):
        yield "network.crs", "network.file" if network.is_osm else "network.nodes.crs"
    of_tables = {"layer", "dialect", "where", "unless"} & network.model_fields_set
    if network.is_osm:
        yield from ((f"network.{name}", "network.file") for name in sorted(of_tables))


def _of_dynamics(rule: Dynamics) -> Iterable[Idle]:
    where = "lage_index.dynamics"
    if rule.parts:
        for name in ("years", "pairs"):
            if name in rule.model_fields_set and getattr(rule, name):
                yield f"{where}.{name}", f"{where}.parts"
    if any(part.window for part in rule.parts):
        yield f"{where}.parts.window", f"{where}.normalisation"
    if "ddof" in rule.model_fields_set and rule.normalisation != "z" and not rule.standardise_again:
        yield f"{where}.ddof", f"{where}.normalisation"
