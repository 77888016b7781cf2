"""Of which class of data a number is, and that in doubt it is the stricter one."""

import pytest
from rows import indicator
from rules import made_rule

from sozialraum.model.disclosure_rules import DisclosureRule, Schutzklasse
from sozialraum.model.indicators import ComputedFrom, Source
from sozialraum.model.schutzklassen import schutzklasse, schutzklasse_of_source, schutzklassen


def source(of_class: Schutzklasse | None = None) -> Source:
    return Source(title="Quelle", publisher="Amt", schutzklasse=of_class)


SOURCES = {
    "amt": source(),
    "offen": source("oeffentlich"),
    "agentur": source("ba"),
    "jugendamt": source("sozialdaten"),
}


@pytest.mark.parametrize(
    ("stated", "expected"),
    [(None, "register"), ("oeffentlich", "register"), ("ba", "ba"), ("sozialdaten", "sozialdaten")],
)
def test_a_source_frees_no_counts_of_people(stated: Schutzklasse | None, expected: Schutzklasse) -> None:
    assert schutzklasse_of_source(source(stated)) == expected


def test_an_indicator_goes_before_its_sources_and_the_strictest_of_them_counts() -> None:
    people = indicator("x", kind="count")
    assert schutzklasse(people, SOURCES) == "register"
    assert schutzklasse(people, SOURCES, ["offen"]) == "register"
    assert schutzklasse(people, SOURCES, ["amt;agentur"]) == "ba"
    assert schutzklasse(people, SOURCES, ["agentur", "jugendamt"]) == "sozialdaten"
    own = people.model_copy(update={"schutzklasse": "ba"})
    assert schutzklasse(own, SOURCES, ["jugendamt"]) == "ba"
    assert schutzklasse(people.model_copy(update={"source": "agentur"}), SOURCES) == "ba"


def test_things_are_nobodys_secret_but_things_per_head_are() -> None:
    things = indicator("x", kind="count", counts="things")
    assert schutzklasse(things, SOURCES, ["jugendamt"]) == "oeffentlich"
    per_head = things.model_copy(update={"denominator_counts": "persons"})
    assert schutzklasse(per_head, SOURCES, ["agentur"]) == "ba"


def test_what_is_computed_is_at_least_as_strict_as_its_parts() -> None:
    count = indicator("faelle", kind="count").model_copy(update={"schutzklasse": "sozialdaten"})
    base = indicator("kinder", kind="count")
    made_of = ComputedFrom(numerator="faelle", denominator="kinder")
    share = indicator("quote").model_copy(update={"computed_from": made_of, "schutzklasse": "register"})
    turned = [share, base, count]
    for every in (turned, turned[::-1]):
        assert schutzklassen(every, SOURCES, {"kinder": ["amt"]}) == {
            "faelle": "sozialdaten",
            "kinder": "register",
            "quote": "sozialdaten",
        }


def test_a_class_without_a_rule_of_its_own_has_that_of_the_audience() -> None:
    own = DisclosureRule.model_validate(made_rule(min_count=3).model_dump(exclude={"klassen"}))
    rule = made_rule(klassen={"ba": own})
    assert [rule.of(one).min_count for one in ("oeffentlich", "register", "ba", "sozialdaten")] == [5, 5, 3, 5]
    assert not rule.shows_everything
