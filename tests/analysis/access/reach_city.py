"""Children around the Kitas of the fixture city (tests/cities.py), at places whose ways everybody can add up.

nord   n1 (300, 1600)  100 m from k1      mitte  m1 (1200, 1500)  200 m from k2, 300 m from k5
       n2 (300, 1900)  400 m from k1      hafen  h1 (300, 500)   1000 m from k1
       n3 (700, 1500)  300 m from k2      heide  d1 (1500, 500)  1000 m from k3 and k5; children not known
                       400 m from k1
"""

from collections.abc import Mapping
from pathlib import Path

from cities import write_city

from sozialraum.analysis.disclosure import publish
from sozialraum.analysis.everything import analyse
from sozialraum.model.inputs import Results
from sozialraum.model.published import Audience, Published
from sozialraum.model.reach_settings import ReachQuestion
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

CHILDREN = """ORT;X;Y;U3;ALLE
n1;500300;5701600;10;50
n2;500300;5701900;20;60
n3;500700;5701500;8;40
m1;501200;5701500;5;30
h1;500300;5700500;6;30
d1;501500;5700500;;30
"""
REACH = """
[[population]]
file = "population/orte.csv"
columns = { x = "X", y = "Y" }
people = { u3 = "U3", alle = "ALLE" }
crs = "EPSG:25832"
as_of = 2023-12-31
source = "melderegister"

[reach]
way = "straight"

[[reach.questions]]
id = "kita"
label = { de = "Weg zur nächsten Kita", en = "Way to the nearest day-care centre" }
short = { de = "Kita", en = "Day care" }
facility_types = ["kita"]
people = ["u3"]
people_label = { de = "Kinder unter 3", en = "Children under 3" }
steps_m = [200, 400, 1000]

[reach.questions.places]
coverage = "kita_u3"
weights = [[200, 1], [400, 0.5]]
bounds = [0.5, 1]
"""


def published_city(
    folder: Path,
    children: str = CHILDREN,
    settings: Mapping[str, str] | None = None,
    add: Mapping[str, str | bytes] | None = None,
) -> tuple[Results, Published]:
    """The city worked out and published.

    Args:
        children: population/orte.csv.
        settings: in projekt.toml, old text -> new text.
        add: further files.
    """
    reach = REACH
    for old, new in (settings or {}).items():
        if old in reach:
            reach = reach.replace(old, new)
    rest = {old: new for old, new in (settings or {}).items() if old not in REACH}
    replace = {"projekt.toml": {"[profile]": f"{reach}\n[profile]", **rest}}
    project = read_project(write_city(folder, replace, add={"population/orte.csv": children, **(add or {})}))
    results = analyse(project.project, read_inputs(project))
    return results, publish(results, project.project, Audience.OEFFENTLICH)


def question(**more: object) -> ReachQuestion:
    """The way of children to the nearest school, unless said otherwise."""
    usual: dict[str, object] = {
        "id": "schule",
        "label": {"de": "Weg zur Schule"},
        "short": {"de": "Schule"},
        "facility_types": ["schule"],
        "people": ["kinder"],
        "people_label": {"de": "Kinder"},
        "steps_m": [200, 400],
    }
    return ReachQuestion.model_validate(usual | more)
