"""Familienzentren of one Sozialraum: which certificates hold, until when, and whether a Verbund keeps the rule."""

from datetime import date
from typing import Any

from sozialraum.model import measures as m
from sozialraum.model.periods import first_day, last_day
from sozialraum.model.tables import BESTAND
from sozialraum.presentation.quality.data_notes import shown_value
from sozialraum.presentation.supply.cells import plain
from sozialraum.presentation.supply.rows import At, PlanRows, Row
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.centre_words import centre_groups
from sozialraum.presentation.words.numbers import number
from sozialraum.presentation.words.numbers import period as period_label


def centres_here(context: Context, rows: PlanRows, area_id: str) -> dict[str, Any] | None:
    """How many Familienzentren an area has on the day of the data, and its houses that ever bore the certificate.

    Returns:
        {text, houses: [{name, details: [text]}]}; None where nobody told of Familienzentren.
    """
    merkmal = context.project.planning.familienzentren
    own = rows.measures.get(area_id, {})
    days = [at.period for at in own if at.measure == m.CENTRES and at.coverage == merkmal]
    if merkmal is None or not days:
        return None
    day, words = max(days, key=first_day), context.words
    count = plain(own[At(merkmal, m.CENTRES, day, BESTAND)], 0, "", words)
    heads = own.get(At(merkmal, m.CHILDREN_PER_CENTRE, day, BESTAND))
    fields = {"count": count.text, "day": period_label(day, words)}
    if shown_value(own[At(merkmal, m.CENTRES, day, BESTAND)]["value"]) == 0:
        text = words("supply.centres_none", **fields)
    elif heads is None:
        text = words("supply.centres", **fields)
    else:
        text = words(
            "supply.centres_children",
            children=plain(heads, 0, "", words).text,
            groups=centre_groups(context),
            **fields,
        )
    houses = [
        {"name": str(house["name"]), "details": [_certificate(context, rows, row, first_day(day)) for row in held]}
        for house in rows.houses.get(area_id, [])
        if (held := rows.certificates.get(str(house["facility_id"])))
    ]
    return {"text": text, "houses": houses}


def _certificate(context: Context, rows: PlanRows, row: Row, on: date) -> str:
    words = context.words
    begins, ends = str(row["from"]), str(row["to"])
    since, until = (period_label(one, words) if one else "" for one in (begins, ends))
    if ends and last_day(ends) < on:
        held = words("supply.certificate_over", until=until)
    elif begins and first_day(begins) > on:
        held = words("supply.certificate_later", since=since)
    elif until:
        held = words("supply.certificate_until", until=until)
    else:
        held = words("supply.certificate_open")
    network = rows.networks.get(str(row["verbund"]))
    if not row["verbund"]:
        return held
    return f"{held} {_network(context, str(row['verbund']), network)}"


def _network(context: Context, name: str, row: Row | None) -> str:
    """A Verbund beside the rule, by both readings of its distance."""
    words, rule = context.words, context.project.planning.rules.network
    if row is None or rule is None:
        return words("supply.network", name=name)
    widest, radius = shown_value(row["pairwise_m"]), shown_value(row["circle_m"])
    fields = {
        "name": name,
        "houses": number(float(row["houses"]), 0, words),
        "widest": words("status.O") if widest is None else number(widest, 0, words),
        "radius": words("status.O") if radius is None else number(radius, 0, words),
        "most": number(rule.max_houses, 0, words),
        "limit": number(rule.max_m, 0, words),
    }
    readings = [str(row[one]) for one in ("number", "by_pairs", "by_circle")]
    if readings == ["within"] * 3:
        verdict = "within"
    elif "above" in readings and readings[0] == "within" and readings[1] != readings[2]:
        verdict = "differs"
    else:
        verdict = "above" if "above" in readings else "unknown"
    return words("supply.network_measured", verdict=words(f"supply.network_{verdict}"), **fields)
