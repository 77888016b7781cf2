"""On what the numbers of reach stand: how ways were measured, who was counted, which facilities, what is outside."""

from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.tables import records
from sozialraum.presentation.reach.reach_words import is_walked, metres_text, plain_number, speed_text
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day, number

NAMED = 12  # facilities that are named one by one


def way_info(context: Context) -> str:
    """How ways were measured, and how fast people walk in the minutes that are told."""
    reach, words = context.project.reach, context.words
    way = context.published.reach.way
    factor, snap = plain_number(reach.detour, words), metres_text(context, reach.max_snap_m)
    told = words(f"reach.how_{way}", factor=factor, snap=snap)
    told = " ".join(part for part in (told, network_text(context)) if part)
    return f"{told} {words('reach.how_speed', speed=speed_text(context))}" if is_walked(context) else told


def network_text(context: Context) -> str:
    """Where the ways come from; "" where none are walked."""
    network = context.project.network
    if context.published.reach.way != "network" or network is None:
        return ""
    return context.words("reach.network_source", source=context.source(network.source))


def people_info(context: Context, question: ReachQuestion) -> list[tuple[str, str]]:
    """Who was counted and how, which facilities count, what the hatch says, why cells are merged."""
    words = context.words
    return [
        (words("reach.term_people"), basis_text(context, question)),
        (words("reach.term_facilities"), facilities_text(context, question)),
        (words("reach.term_unreached"), unreached_text(context, question)),
        (words("reach.term_edge"), edge_text(context, question)),
        (words("reach.term_blocks"), privacy_text(context)),
    ]


def privacy_text(context: Context) -> str:
    """Where the map shows anything, by which rule, and how many people it leaves out."""
    words, left_out = context.words, context.published.reach.left_out
    told = words("reach.blocks_rule", rule=context.published.rule.rule)
    return f"{told} {words('reach.left_out', count=number(left_out, 0, words))}" if left_out else told


def basis_text(context: Context, question: ReachQuestion) -> str:
    """Who was counted, when, and by which kind of source; spread totals say that they are an estimate."""
    words, reach = context.words, context.published.reach
    return words(
        f"reach.basis_{reach.basis}",
        people=context.text(question.people_label),
        day=day(reach.as_of, words),
        source=context.sources(_people_sources(context)),
    ).strip()


def facilities_text(context: Context, question: ReachQuestion) -> str:
    """Types, and the Merkmal that is asked for or left out."""
    project, words = context.project, context.words
    labels = {type_.id: context.text(type_.label_plural) for type_ in project.facility_types}
    marks = {one.id: context.text(one.label) for one in project.merkmale}
    told = ", ".join(labels.get(id_, id_) for id_ in question.facility_types)
    if question.merkmal:
        told = words("reach.facilities_with", types=told, merkmal=marks.get(question.merkmal, question.merkmal))
    if question.without:
        left_out = ", ".join(marks.get(one, one) for one in question.without)
        told = words("reach.facilities_without", types=told, merkmale=left_out)
    beyond = [one for one in project.reach.beyond if one.facility_type in question.facility_types]
    return words("reach.facilities_beyond" if beyond else "reach.facilities_own", types=told)


def unreached_text(context: Context, question: ReachQuestion) -> str:
    """Facilities that count for nobody, by name and reason; "" where there is none."""
    table = context.published.reach.unreached
    names = context.published.facilities["name"]
    rows = records(table[table["question"] == question.id].sort_values(["reason", "facility_id"]))
    told = [
        context.words(
            f"reach.unreached_{row['reason']}", name=str(names.get(row["facility_id"], "")) or row["facility_id"]
        )
        for row in rows
    ]
    if len(told) > NAMED:
        more = context.words("reach.unreached_more", count=number(len(told) - NAMED, 0, context.words))
        told = [*told[:NAMED], more]
    return "; ".join(told)


def edge_text(context: Context, question: ReachQuestion) -> str:
    """What the hatch says, and how far outside the border anything is known."""
    words, reach = context.words, context.project.reach
    told = words("reach.edge")
    covered = [one.covers_m for one in reach.beyond if one.facility_type in question.facility_types]
    if covered:
        told += " " + words("reach.edge_covered", metres=metres_text(context, min(covered)))
    if reach.people_beyond_m and question.places is not None:
        told += " " + words("reach.edge_people", metres=metres_text(context, reach.people_beyond_m))
    return told


def _people_sources(context: Context) -> list[str]:
    project = context.project
    spread = [project.spread.source] if project.spread is not None and project.spread.source else []
    return list(dict.fromkeys([*(one.source for one in project.population), *spread]))
