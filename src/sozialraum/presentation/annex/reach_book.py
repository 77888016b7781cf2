"""The annex on reach as a file: all sheets in the order in which they are read."""

from sozialraum.presentation.annex.reach import question_sheet
from sozialraum.presentation.annex.reach_method import reach_method_sheet
from sozialraum.presentation.annex.reach_more import around_sheets, fairness_sheets, variant_sheets
from sozialraum.presentation.annex.sheet import book_bytes
from sozialraum.presentation.internal import banner_of, file_name
from sozialraum.presentation.reach.figures import asked
from sozialraum.presentation.views.context import Context

REACH_ANNEX = "data/erreichbarkeit.xlsx"  # where pages find it, from the folder of the city


def reach_annex_files(context: Context, version: str) -> dict[str, bytes]:
    """data/erreichbarkeit.xlsx of what the pages show; nothing for a city that asks no question of [reach].

    The same tables give the same bytes. Withheld values are words, as on the pages.
    """
    questions = asked(context)
    if not questions:
        return {}
    sheets = [
        *(question_sheet(context, question) for question in questions),
        *around_sheets(context, questions),
        *variant_sheets(context, questions),
        *fairness_sheets(context, questions),
        reach_method_sheet(context, questions, version),
    ]
    title = context.words("reach_annex.title", city=context.project.city.name)
    return {file_name(context, REACH_ANNEX): book_bytes(sheets, title, banner_of(context))}
