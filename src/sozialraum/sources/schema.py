"""What editors and people need to write a projekt.toml: a JSON schema and a reference, both made from the model."""

import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum
from importlib.resources import files
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from sozialraum.model.indicators import Indicator
from sozialraum.model.project import Project
from sozialraum.sources.catalogue import packaged_indicators


def project_schema() -> str:
    """JSON schema of projekt.toml, the same for the same model; an indicator with `use` needs nothing else."""
    schema = Project.model_json_schema(by_alias=True)
    words = _words()
    for title, model in _sections(Project, ""):
        keys = schema["properties"] if model is Project else schema["$defs"][model.__name__]["properties"]
        for name, field in model.model_fields.items():
            key = field.alias or name
            if meaning := _meaning(title, key, words):
                keys[key].setdefault("description", meaning)
    indicator = schema["$defs"][Indicator.__name__]
    indicator["anyOf"] = [{"required": ["use"]}, {"required": indicator.pop("required")}]
    return json.dumps(schema, indent=2, ensure_ascii=False, sort_keys=True) + "\n"


def project_reference() -> str:
    """Every section and key of projekt.toml and every indicator of the catalogue in Markdown, in German."""
    words = _words()
    parts = [f"# {words['title']}\n\n{words['intro'].strip()}\n"]
    for title, model in _sections(Project, ""):
        parts.append(f"\n## `{title}`\n\n{_table(title, model, words)}")
    for name, table in (("only", _beside_the_workbook(words)), ("catalogue", _catalogue(words))):
        parts.append(f"\n## {words[f'{name}_title']}\n\n{words[f'{name}_intro'].strip()}\n\n{table}")
    return "".join(parts)


def project_keys() -> list[str]:
    """Every key of projekt.toml that is no section, such as "areas.columns.name", in the order of the model."""
    found = []
    for title, model in _sections(Project, ""):
        section = "" if title == "projekt.toml" else f"{title.strip('[]').replace('.<id>', '')}."
        for name, field in model.model_fields.items():
            if _inner(field.annotation)[0] is None:
                found.append(f"{section}{field.alias or name}")
    return found


def only_in_toml() -> dict[str, str]:
    """Key or section that the workbook of a project cannot say -> why, in German."""
    return {key: table["why"] for table in _words()["only_in_toml"] for key in table["keys"]}


def _beside_the_workbook(words: Mapping[str, Any]) -> str:
    rows = [words["only_head"], ["---"] * len(words["only_head"])]
    rows += [[", ".join(f"`{key}`" for key in table["keys"]), table["why"]] for table in words["only_in_toml"]]
    return "".join(f"| {' | '.join(_cell(cell) for cell in row)} |\n" for row in rows)


def _catalogue(words: Mapping[str, Any]) -> str:
    """What `use` can name, in the order of the catalogue; choices as a project file writes them."""
    head = words["catalogue_head"]
    rows = [head, ["---"] * len(head)]
    for id_, one in packaged_indicators().items():
        choices = [f"`{one[key]}`" for key in ("handlungsfeld", "kind", "rolle", "polaritaet", "zeitbezug")]
        rows.append([f"`{id_}`", one["label"]["de"], *choices])
    return "".join(f"| {' | '.join(_cell(cell) for cell in row)} |\n" for row in rows)


def _words() -> dict[str, Any]:
    return tomllib.loads(files("sozialraum.sources").joinpath("reference.toml").read_text(encoding="utf-8"))


def _sections(model: type[BaseModel], path: str) -> Iterator[tuple[str, type[BaseModel]]]:
    """(heading as in TOML, model) of the file itself and of every section, in the order of the model."""
    yield path or "projekt.toml", model
    for name, field in model.model_fields.items():
        inner, in_list, in_table = _inner(field.annotation)
        if inner is not None:
            yield from _sections(inner, _heading(path, field.alias or name, in_list, in_table))


def _heading(path: str, name: str, in_list: bool, in_table: bool) -> str:
    outer = path.strip("[]")
    full = f"{outer}.{name}" if outer else name
    return f"[[{full}]]" if in_list else f"[{full}.<id>]" if in_table else f"[{full}]"


def _inner(annotation: Any) -> tuple[type[BaseModel] | None, bool, bool]:
    """The model an annotation holds, whether in a list, whether in a table of such."""
    annotation = _bare(annotation)
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation, False, False
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin in {Union, UnionType, list, tuple, dict}:
        for argument in arguments:
            model, _, _ = _inner(argument)
            if model is not None:
                return model, origin in {list, tuple}, origin is dict
    return None, False, False


def _table(title: str, model: type[BaseModel], words: Mapping[str, Any]) -> str:
    if not model.model_fields:
        return f"{words['no_keys']}\n"
    rows = [words["head"], ["---"] * len(words["head"])]
    for name, field in model.model_fields.items():
        key = field.alias or name
        inner, in_list, in_table = _inner(field.annotation)
        if inner is None:
            form = _form(field.annotation, words)
        else:
            path = "" if title == "projekt.toml" else title
            section = words["section"].format(name=f"`{_heading(path, key, in_list, in_table)}`")
            form = str(words["either"]).join([*_literals(field.annotation, words), section])
        rows.append([f"`{key}`", form, _default(field, words), _meaning(title, key, words)])
    return "".join(f"| {' | '.join(_cell(cell) for cell in row)} |\n" for row in rows)


def _meaning(title: str, key: str, words: Mapping[str, Any]) -> str:
    """What the word list says about a key in this section, else anywhere."""
    meanings = words["meanings"]
    return str(meanings.get(f"{title.strip('[]')}.{key}", meanings.get(key, "")))


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def _default(field: FieldInfo, words: Mapping[str, Any]) -> str:
    if field.is_required():
        return str(words["required"])
    value = field.get_default(call_default_factory=True)
    if value is None or value in ("", [], {}, ()) or isinstance(value, BaseModel):
        return str(words["optional"])
    return f"`{json.dumps(value, ensure_ascii=False, default=str)}`"


def _form(annotation: Any, words: Mapping[str, Any]) -> str:
    """A type in words."""
    annotation = _bare(annotation)
    origin, arguments = get_origin(annotation), get_args(annotation)
    either = str(words["either"])
    if origin is Literal:
        return either.join(f"`{json.dumps(choice)}`" for choice in arguments)
    if origin in {Union, UnionType}:
        return either.join(_form(one, words) for one in arguments if one is not NoneType)
    if origin in {list, tuple}:
        forms = dict.fromkeys(_form(one, words) for one in arguments if one is not Ellipsis)
        return str(words["list_of"]).format(of=either.join(forms))
    if origin is dict:
        key, value = (_form(one, words) for one in arguments)
        return str(words["table_of"]).format(key=key, of=value)
    if isinstance(annotation, type) and issubclass(annotation, Enum):
        return either.join(f"`{json.dumps(choice.value)}`" for choice in annotation)
    names = {str: "str", int: "int", float: "float", bool: "bool", date: "date"}
    return str(words["types"][names[annotation]])


def _literals(annotation: Any, words: Mapping[str, Any]) -> list[str]:
    """The words that may stand in place of a section."""
    annotation = _bare(annotation)
    if get_origin(annotation) not in {Union, UnionType}:
        return []
    return [_form(one, words) for one in get_args(annotation) if get_origin(_bare(one)) is Literal]


def _bare(annotation: Any) -> Any:
    """A type without the constraints that Annotated adds, and without None."""
    while get_origin(annotation) is Annotated:
        annotation = get_args(annotation)[0]
    return annotation
