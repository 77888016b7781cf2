"""The last sheet of reach: on what every question stands, the rules, who is not reached, the sources."""

from sozialraum.model.reach_settings import Competition, ReachQuestion
from sozialraum.model.tables import records
from sozialraum.presentation.annex.method import sources_block
from sozialraum.presentation.annex.names import house_name
from sozialraum.presentation.annex.sheet import Block, Column, Row, Sheet
from sozialraum.presentation.reach.basis import people_info, way_info
from sozialraum.presentation.reach.reach_words import benchmark_info, limit_info, metres_text, plain_number
from sozialraum.presentation.views.context import Context
from sozialraum.presentation.words.numbers import day

WIDTHS = (38, 64, 24)


def reach_method_sheet(context: Context, questions: list[ReachQuestion], version: str) -> Sheet:
    """Everything a reader needs to check the sheets before."""
    words, rule = context.words, context.published.rule
    blocks = (
        *(_question(context, question) for question in questions),
        _unreached(context, questions),
        sources_block(context),
    )
    lead = (
        context.text(context.project.city.notice),
        way_info(context),
        words("annex.method_states"),
        words("annex.method_withheld", count=rule.min_count, rule=rule.rule, by=rule.set_by),
        words("reach_annex.method_rounded"),
        words("annex.method_made", version=version, stand=day(context.published.newest, words)),
    )
    return Sheet(
        name=words("annex.method"),
        title=words("reach_annex.method_title", city=context.project.city.name),
        lead=tuple(line for line in lead if line),
        blocks=tuple(block for block in blocks if block.rows),
    )


def _question(context: Context, question: ReachQuestion) -> Block:
    """What is behind a question, in the words of the pages."""
    words = context.words
    told = [
        *people_info(context, question),
        (words("reach_annex.steps"), "; ".join(metres_text(context, step) for step in question.steps_m)),
        (words("reach_annex.limit"), limit_info(context, question)),
        (words("reach_annex.benchmark"), benchmark_info(context, question)),
        (words("reach_annex.weights"), _weights(context, question.places)),
    ]
    columns = (Column(words("reach_annex.term"), WIDTHS[0]), Column(words("reach_annex.told"), WIDTHS[1]))
    rows = tuple(Row((term, text)) for term, text in told if text)
    return Block(columns, rows, context.text(question.label))


def _weights(context: Context, places: Competition | None) -> str:
    """Up to where a place counts how much."""
    words = context.words
    told = [
        words("reach_annex.weight", metres=metres_text(context, metres), percent=plain_number(100 * weight, words))
        for metres, weight in (places.weights if places else ())
    ]
    return "; ".join(told)


def _unreached(context: Context, questions: list[ReachQuestion]) -> Block:
    """Every facility that counts for nobody: the pages name only some."""
    words = context.words
    labels = {question.id: context.text(question.short) for question in questions}
    rows = tuple(
        Row(
            (
                house_name(context, row["facility_id"]),
                words(f"reach_annex.{row['reason']}"),
                labels.get(str(row["question"]), str(row["question"])),
            )
        )
        for row in records(context.published.reach.unreached.sort_values(["question", "facility_id"]))
    )
    columns = tuple(
        Column(words(key), width)
        for key, width in zip(("annex.house", "reach_annex.why", "reach_annex.question"), WIDTHS, strict=True)
    )
    return Block(columns, rows, words("reach_annex.unreached"))
