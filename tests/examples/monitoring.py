"""Project files of other editions of Berlin's Monitoring, written as its users would: nothing but configuration."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from sozialraum.analysis.disclosure import publish
from sozialraum.analysis.everything import analyse
from sozialraum.model.published import Audience, Published
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

HEAD = """
schema = 1

[city]
name = "Berlin"
ags = "11000000"
crs = "EPSG:25833"
languages = ["de"]

[areas]
file = "{areas}"
columns = {{ area_id = "{key}", name = "{name}" }}
label = {{ de = "Planungsraum" }}
label_plural = {{ de = "Planungsräume" }}
boundaries_as_of = 2015-01-01
source = "mss"
{corrections}
[disclosure.oeffentlich]
min_count = 5
min_base = 0
zeros = "zeigen"
complement = "sperren"
rates_without_counts = "sperren"
min_values = 3
dominance = "keine"
rounding = "keine"
rule = "Nur für die Probe gesetzt"
set_by = "Probe"
set_on = 2024-02-01

[sources.mss]
title = "Monitoring Soziale Stadtentwicklung"
publisher = "Senatsverwaltung für Stadtentwicklung Berlin"
disclosure = "as_published"

[[indicators]]
id = "residents"
use = "residents"
source = "mss"
"""

CORRECTION = """
[[areas.corrections]]
where = {{ {where} }}
area_id = "{area_id}"
"""

RATE = """
[[indicators]]
id = "{id}"
label = {{ de = "{label}" }}
short = {{ de = "{id}" }}
handlungsfeld = "erwerb"
definition = {{ de = "{label} nach dem Monitoring" }}
kind = "{kind}"
counts = "persons"
unit = {{ de = "{unit}" }}
per = {per}
polaritaet = "mehr_belastung"
rolle = "lage"
raumbezug = "wohnort"
zeitbezug = "stichtag"
source = "mss"
"""

VALUES = """
[[values]]
file = "{file}"
columns = {{ area_id = "{key}", value = "{column}" }}
indicator = "{id}"
period = "{period}"
{more}
"""

INDEX = """
[lage_index]
label = {{ de = "Statusindex" }}
parts = [{parts}]
cuts = [-1.0, 1.0, 1.5]
periods = ["{period}"]
residents = "residents"
min_residents = 300
excluded = [{excluded}]

[lage_index.dynamics]
parts = [{changes}]
stable_within_interval = false
"""

LABELS = {
    "s1": "Arbeitslosenanteil",
    "s2": "Langzeitarbeitslose",
    "s3": "Transferbezug ohne Arbeitslose",
    "s4": "Kinderarmut",
}


def project_text(
    *,
    areas: tuple[str, str, str],
    file: str,
    key: str,
    period: str,
    columns: dict[str, str],
    excluded: dict[str, str],
    residents_file: str | None = None,
    corrections: Sequence[tuple[Mapping[str, str], str]] = (),
    more: str = "",
) -> str:
    """A projekt.toml of one edition.

    Args:
        areas: file of the boundaries, heading of the key, heading of the name.
        file: the table of indicators.
        key: heading of its key.
        period: day of the values.
        columns: "residents", "s1" ... and "d1" ... -> heading.
        excluded: area -> why it is left out.
        residents_file: file of the residents, where it is another.
        corrections: what the area bears in the boundaries whose key is wrong there -> the right one.
        more: further keys of the values of the indicators, e.g. where = { ... }.
    """
    rates = [id_ for id_ in columns if id_ != "residents"]
    said = "".join(
        CORRECTION.format(where=", ".join(f'"{name}" = "{text}"' for name, text in where.items()), area_id=area_id)
        for where, area_id in corrections
    )
    text = HEAD.format(areas=areas[0], key=areas[1], name=areas[2], corrections=said)
    for id_ in rates:
        share = id_.startswith("s")
        label = LABELS[f"s{id_[1:]}"] if share else f"Veränderung: {LABELS[f's{id_[1:]}']}"
        kind, unit, per = ("share", "%", 100) if share else ("mean", "Prozentpunkte", 1)
        text += RATE.format(id=id_, label=label, kind=kind, unit=unit, per=per)
    for id_, column in columns.items():
        own = residents_file or file if id_ == "residents" else file
        kept = "" if id_ == "residents" else more
        text += VALUES.format(file=own, key=key, column=column, id=id_, period=period, more=kept)
    left_out = ", ".join(f'{{ area = "{id_}", because = {{ de = "{why}" }} }}' for id_, why in excluded.items())
    parts, changes = (
        ", ".join(f'{{ indicator = "{id_}" }}' for id_ in rates if id_.startswith(letter)) for letter in "sd"
    )
    return text + INDEX.format(parts=parts, changes=changes, period=period, excluded=left_out)


def published(folder: Path, data: Path | None = None) -> Published:
    """What a public edition of this project says."""
    read = read_project(folder, data)
    return publish(analyse(read.project, read_inputs(read)), read.project, Audience.OEFFENTLICH)
