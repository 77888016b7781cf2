"""The annex as a file: all sheets in the order in which they are read."""

from sozialraum.presentation.annex.bands import band_sheets
from sozialraum.presentation.annex.centres import centre_sheets
from sozialraum.presentation.annex.method import method_sheet
from sozialraum.presentation.annex.nearest import nearest_sheets
from sozialraum.presentation.annex.offers import offer_sheets
from sozialraum.presentation.annex.overview import overview_sheets
from sozialraum.presentation.annex.planned import planned_sheets
from sozialraum.presentation.annex.residence import residence_sheets
from sozialraum.presentation.annex.schools import school_sheets
from sozialraum.presentation.annex.sheet import book_bytes
from sozialraum.presentation.internal import banner_of, file_name
from sozialraum.presentation.planning.figures import figures_of
from sozialraum.presentation.planning.told import planning_href
from sozialraum.presentation.views.context import Context

ANNEX = "data/planung.xlsx"  # where pages find it, from the folder of the city


def annex_files(context: Context, version: str) -> dict[str, bytes]:
    """data/planung.xlsx of what the pages show; nothing for a city of whose planning nothing is told.

    The same tables give the same bytes. Withheld values are words, as on the pages.
    """
    figures = {one.id: figures_of(context.published.measures, one.id) for one in context.project.coverage}
    sheets = [
        *overview_sheets(context, figures),
        *offer_sheets(context, figures),
        *residence_sheets(context, figures),
        *school_sheets(context),
        *nearest_sheets(context),
        *centre_sheets(context),
        *band_sheets(context),
        *planned_sheets(context, figures),
    ]
    if not sheets and planning_href(context) is None:  # the page on planning links to it
        return {}
    title = context.words("annex.title", city=context.project.city.name)
    book = book_bytes([*sheets, method_sheet(context, version)], title, banner_of(context))
    return {file_name(context, ANNEX): book}
