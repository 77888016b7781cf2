"""Kinds of fields that the project file is made of."""

from collections.abc import Mapping
from pathlib import PurePosixPath
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints

from sozialraum.model.periods import last_day


class Strict(BaseModel):
    """A part of the project file: never changed after reading, no key it does not know, no number without end."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, populate_by_name=True, allow_inf_nan=False
    )


Slug = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}$")]
Stichtag = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d{2}-\d{2}$")]
Day = Annotated[str, StringConstraints(pattern=r"^\d{2}-\d{2}$")]
CellRange = Annotated[str, StringConstraints(pattern=r"^[A-Z]{1,3}[1-9][0-9]*:[A-Z]{1,3}[1-9][0-9]*$")]
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Text = Annotated[dict[Language, str], Field(min_length=1)]
Share = Annotated[float, Field(ge=0, le=100)]
Weight = Annotated[float, Field(ge=1e-6, le=1e6)]  # so that sums and ratios of them stay numbers
Cut = Annotated[float, Field(ge=-1000, le=1000)]  # on an index; beyond, no area could ever stand


def _inside_the_project(path: str) -> str:
    parts = PurePosixPath(path.replace("\\", "/"))
    if not path or parts.is_absolute() or ".." in parts.parts or ":" in path:
        raise ValueError("path_outside_project")
    return str(parts)


ProjectPath = Annotated[str, AfterValidator(_inside_the_project)]


def _canonical(period: str) -> str:
    try:
        last_day(period)
    except ValueError:
        raise ValueError("period_unfit") from None
    return period


Period = Annotated[str, AfterValidator(_canonical)]


def in_language(text: Mapping[str, str], language: str) -> str:
    """The text in that language, else in the one named first."""
    return text.get(language) or next(iter(text.values()), "")


def text_of(value: Any, language: str) -> str:
    """A Text field or None as one string; "" for None."""
    return in_language(value, language) if value else ""
