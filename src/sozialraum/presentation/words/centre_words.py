"""Which children stand beside the Familienzentren, in words."""

from sozialraum.presentation.views.context import Context


def centre_groups(context: Context) -> str:
    """The groups of [planning] centre_children in short, e.g. "U3, Ü3"; "" where the project names none."""
    cohorts, ids = context.project.cohorts, context.project.planning.centre_children
    groups = {one.id: one for one in cohorts.groups} if cohorts else {}
    return ", ".join(context.text(groups[id_].short or groups[id_].label) for id_ in ids if id_ in groups)
