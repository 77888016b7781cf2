"""Texts of a project that pages show in another language than their own, because the project has them in no other."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any, get_args

import pandas as pd
from pydantic import BaseModel

from sozialraum.model.disclosure_rules import DisclosureRule
from sozialraum.model.fields import Language
from sozialraum.model.indicators import Indicator, Source
from sozialraum.model.project import Project
from sozialraum.model.published import Published

TEXT = dict[Language, str]
LETTERS = 3  # a text with fewer belongs to no language
PLAIN: Mapping[type[BaseModel], tuple[str, ...]] = MappingProxyType(
    {Source: ("title", "publisher"), DisclosureRule: ("rule", "set_by"), Indicator: ("evidence",)}
)
OF_TABLES = MappingProxyType(
    {
        "facilities": ("name", "traeger", "note"),
        "merkmale": ("verbund",),
        "offers": ("note",),
        "indicators": ("note",),
        "planning.targets": ("source",),
        "planning.planned": ("label", "who"),
        "planning.networks": ("verbund",),
        "reach.beyond": ("name",),
    }
)


def foreign_texts(project: Project, published: Published, language: str) -> dict[str, str]:
    """Text -> its language, of all that pages in `language` may show in another one; empty where there is none.

    Where that is not the language of the project, texts that the project has in both are among them: a remark on the
    files may quote what its author wrote. Names of areas and of the city are the same in every language.
    """
    own: set[str] = set()
    found: dict[str, str] = {}
    for text in _texts(project, type(project)):
        if text.get(language):
            own.add(text[language])
        if not text.get(language) or language != project.language:
            found |= {shown: told for told, shown in text.items() if told != language}
    if language != project.language:
        found |= dict.fromkeys([*_plain(project), *_of_tables(published)], project.language)
    names = {project.city.name, *map(str, published.areas["name"]), *own}
    return {
        text: told
        for text, told in sorted(found.items())
        if text not in names and sum(sign.isalpha() for sign in text) >= LETTERS
    }


def _texts(value: Any, form: Any) -> Iterator[Mapping[str, str]]:
    """Every Text in a part of the project, found by the form its field has."""
    if isinstance(value, BaseModel):
        for name, field in type(value).model_fields.items():
            yield from _texts(getattr(value, name), field.annotation)
    elif isinstance(value, dict) and _holds(form):
        texts = [value] if all(isinstance(one, str) for one in value.values()) else list(value.values())
        yield from (one for one in texts if isinstance(one, dict))
    elif isinstance(value, dict):
        for one in value.values():
            yield from _texts(one, None)
    elif isinstance(value, list | tuple):
        for one in value:
            yield from _texts(one, form)


def _holds(form: Any) -> bool:
    """Is a Text among what this form is made of?"""
    return form == TEXT or any(_holds(one) for one in get_args(form))


def _plain(value: Any) -> Iterator[str]:
    """Texts that a project says in its own language only."""
    if isinstance(value, BaseModel):
        fields = next((names for form, names in PLAIN.items() if isinstance(value, form)), ())
        yield from (text for name in fields if (text := getattr(value, name)))
        for name in type(value).model_fields:
            yield from _plain(getattr(value, name))
    elif isinstance(value, dict | list | tuple):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _plain(one)


def _of_tables(published: Published) -> Iterator[str]:
    for place, columns in OF_TABLES.items():
        table: Any = published
        for name in place.split("."):
            table = getattr(table, name)
        for column in columns:
            texts = table[column] if column in table else pd.Series(dtype=object)
            yield from (text for text in texts.dropna().unique() if isinstance(text, str))
