"""`sozialraum new --excel`: a workbook to fill in, with the areas of a file of boundaries where one was given."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sozialraum.model.fields import in_language
from sozialraum.presentation.exports.workbook import template
from sozialraum.presentation.words.texts import Texts
from sozialraum.sources.catalogue import packaged_handlungsfelder, packaged_indicators
from sozialraum.sources.drafts.guessing import Found
from sozialraum.sources.drafts.survey import Surveyed
from sozialraum.sources.workbooks.file import PROJECT_WORKBOOK
from sozialraum.sources.workbooks.layout import layout

NOTHING: Mapping[str, str] = {}


def write_template(
    folder: Path, words: Texts, areas: Sequence[tuple[str, str]] = (), settings: Mapping[str, str] = NOTHING
) -> Path:
    """Write an empty workbook into a folder, which is made if it is not there; returns the file.

    Args:
        areas: (key, name) of areas that are known already.
        settings: entries about the city that are known already, by field of the layout.
    """
    indicators = list(packaged_indicators().values())
    content = template(words, layout(), indicators, packaged_handlungsfelder(), areas, settings)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / PROJECT_WORKBOOK
    file.write_bytes(content)
    return file


def boundaries_only(found: Found) -> Found:
    """The same without any other file than that of the areas."""
    areas = found.draft.areas.table
    kept = {name: path for name, path in found.copies.items() if areas is not None and name == areas.file}
    return replace(found, copies=kept)


def known_areas(
    found: Found, tables: Sequence[Surveyed], words: Texts
) -> tuple[list[tuple[str, str]], dict[str, str]]:
    """(key, name) of the areas in the file that was taken for the boundaries, and what is known of the city."""
    draft = found.draft
    settings = {"crs": draft.crs}
    if draft.city_known:
        settings["name"] = draft.city
    if draft.ags:
        settings["ags"] = draft.ags
    if draft.areas.table is None:
        return [], settings
    settings |= {"boundaries": draft.areas.table.file, "area_id": draft.areas.area_id}
    optional = {
        "boundaries_layer": draft.areas.table.layer,
        "area_name": draft.areas.name,
        "boundaries_as_of": draft.areas.as_of,
        "label": in_language(draft.areas.label, words.language),
        "label_plural": in_language(draft.areas.label_plural, words.language),
    }
    settings |= {field: text for field, text in optional.items() if text}
    if found.drawn is not None:
        settings |= {name: words(f"new.text.{name}") for name in ("schematic", "schematic_short")}
        ids = [str(id_) for id_ in found.drawn[draft.areas.area_id]]
        names = [str(name) for name in found.drawn[draft.areas.name or draft.areas.area_id]]
    else:
        path = found.copies[draft.areas.table.file]
        same = (one for one in tables if one.path == path and one.layer == draft.areas.table.layer)
        table = next(same).table
        ids = table.column(draft.areas.area_id).tolist()
        names = table.column(draft.areas.name or draft.areas.area_id).tolist()
    return sorted(
        {id_: draft.areas.names.get(id_, name) for id_, name in zip(ids, names, strict=True)}.items()
    ), settings
