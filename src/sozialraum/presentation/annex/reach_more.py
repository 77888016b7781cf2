"""Reach beyond the single question: around each facility, the other ways of counting, and how fairly it is spread."""

from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.model.tables import CITY, records
from sozialraum.presentation.annex.names import area_of, house_name
from sozialraum.presentation.annex.sheet import Block, Column, Row, Sheet
from sozialraum.presentation.annex.values import number
from sozialraum.presentation.planning.areas import kept, places_in_order
from sozialraum.presentation.reach.reach_words import way_word
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import number as written

METHODS = ("2sfca", "e2sfca", "e2sfca_gaussian", "m2sfca", "3sfca", "bfca")
FAIRNESS = ("disparity", "best_to_worst", "concentration", "gini", "dissimilarity", "fgt0", "fgt1", "fgt2")


def around_sheets(context: Context, questions: list[ReachQuestion]) -> list[Sheet]:
    """How many people live around each facility; none where nothing is told."""
    words, table = context.words, context.published.reach.around
    if table.empty:
        return []
    cells = {(row["question"], row["facility_id"], float(row["step_m"])): row for row in records(table)}
    steps = sorted({step for _, _, step in cells})
    columns = (
        Column(words("reach_annex.question"), 26),
        Column(words("annex.house"), 36),
        Column(words("annex.area"), 26),
        *(
            Column(
                words("reach_annex.up_to", metres=written(step, 0, words)), 12, "whole", words("reach_annex.people")
            )
            for step in steps
        ),
    )
    rows = []
    for question in questions:
        houses = {str(house) for one, house, _ in cells if one == question.id}
        for at, house in enumerate(sorted(houses, key=lambda one: (house_name(context, one), one))):
            told = [cells.get((question.id, house, step)) for step in steps]
            counts = [None if one is None else number(one["people"], str(one["status"]), words) for one in told]
            names = (context.text(question.short), house_name(context, house), area_of(context, house))
            rows.append(Row((*names, *counts), begins=at == 0))
    return [
        Sheet(
            name=words("reach_annex.around"),
            title=words("reach_annex.around_title", city=context.project.city.name),
            lead=_lead(context, words("reach_annex.around_lead", way=way_word(context))),
            blocks=(Block(columns, tuple(rows)),),
            keys=2,
        )
    ]


def variant_sheets(context: Context, questions: list[ReachQuestion]) -> list[Sheet]:
    """Places per child by every method, area by area; none where no question asks for places."""
    words, table = context.words, context.published.reach.variants
    if table.empty:
        return []
    cells = {(row["question"], row["area_id"], row["method"]): row for row in records(table)}
    methods = [one for one in METHODS if any(method == one for _, _, method in cells)]
    columns = (
        Column(words("reach_annex.question"), 26),
        Column(words("annex.area"), 30),
        *(Column(words(f"reach_annex.method_{one}"), 15, "thousandths") for one in methods),
    )
    rows = []
    for question in questions:
        own = {area for one, area, _ in cells if one == question.id}
        for at, place in enumerate(kept(places_in_order(context), {str(area) for area in own})):
            told = [cells.get((question.id, place.area_id, method)) for method in methods]
            values = [None if one is None else number(one["value"], str(one["status"]), words, 3) for one in told]
            name = context.project.city.name if place.area_id == CITY else place.name
            rows.append(
                Row((context.text(question.short), name, *values), strong=place.kind != "area", begins=at == 0)
            )
    return [
        Sheet(
            name=words("reach_annex.variants"),
            title=words("reach_annex.variants_title", city=context.project.city.name),
            lead=_lead(context, words("reach_annex.variants_lead")),
            blocks=(Block(columns, tuple(rows)),),
            notes=tuple(words(f"reach_annex.explained_{one}") for one in methods),
            keys=2,
        )
    ]


def fairness_sheets(context: Context, questions: list[ReachQuestion]) -> list[Sheet]:
    """How fairly ways and places are distributed; none where nothing is told."""
    words, table = context.words, context.published.reach.fairness
    if table.empty:
        return []
    columns = (
        Column(words("reach_annex.question"), 26),
        Column(words("reach_annex.figure"), 34),
        Column(words("reach_annex.value"), 14, "thousandths"),
        Column(words("reach_annex.from"), 14, "thousandths"),
        Column(words("reach_annex.to"), 14, "thousandths"),
        Column(words("reach_annex.reading"), 90),
    )
    cells = {(row["question"], row["measure_id"]): row for row in records(table)}
    rows = []
    for question in questions:
        told = [cells[question.id, one] for one in FAIRNESS if (question.id, one) in cells]
        for at, row in enumerate(told):
            name, status = str(row["measure_id"]), str(row["status"])
            sides = [
                None if row[side] is None else number(row[side], status, words, 3) for side in ("lower", "upper")
            ]
            cell = number(row["value"], status, words, 3)
            reading = words(f"reach_annex.reading_{name}")
            rows.append(
                Row(
                    (context.text(question.short), words(f"reach_annex.{name}"), cell, *sides, reading),
                    begins=at == 0,
                )
            )
    return [
        Sheet(
            name=words("reach_annex.fairness"),
            title=words("reach_annex.fairness_title", city=context.project.city.name),
            lead=_lead(context, words("reach_annex.fairness_lead")),
            blocks=(Block(columns, tuple(rows)),),
            keys=2,
        )
    ]


def _lead(context: Context, *lines: str) -> tuple[str, ...]:
    return tuple(line for line in (context.text(context.project.city.notice), *lines) if line)
