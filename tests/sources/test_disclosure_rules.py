"""A rule of disclosure control is read as it was meant, or refused with one clear sentence."""

from collections.abc import Mapping
from pathlib import Path

import pytest
from cities import write_city
from sources.disclosed import BROKEN_RULES, DOMINANCE, NO_DOMINANCE, OF_CLASS, with_contributions, with_rule
from sources.test_problems import problems_of

from sozialraum.model.codes import Code
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

PUBLIC = "disclosure.oeffentlich"


def told(project: Path) -> list[tuple[str, str | None, str | None]]:
    """(code, place, expected or nearest) of every fault."""
    return [
        (str(one.code), one.column, one.fields.get("expected") or one.fields.get("nearest"))
        for one in problems_of(project)
        if one.is_error
    ]


@pytest.mark.parametrize("code", BROKEN_RULES, ids=lambda code: code.name)
def test_each_contradiction_is_one_fault(code: Code, tmp_path: Path) -> None:
    assert [one[0] for one in told(BROKEN_RULES[code](tmp_path))] == [code]


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        ({"min_count = 5": "min_count = true"}, (Code.WRONG_TYPE, f"{PUBLIC}.min_count", "1")),
        ({"min_count = 5": 'min_count = "5"'}, (Code.WRONG_TYPE, f"{PUBLIC}.min_count", "1")),
        ({"min_count = 5": "min_count = 0"}, (Code.OUT_OF_BOUNDS, f"{PUBLIC}.min_count", "≥ 1")),
        ({"min_count = 5": "min_cuont = 5"}, None),
        ({"min_values = 3": "min_values = 1"}, (Code.OUT_OF_BOUNDS, f"{PUBLIC}.min_values", "≥ 2")),
        ({'zeros = "zeigen"': "zeros = true"}, (Code.NOT_A_CHOICE, f"{PUBLIC}.zeros", "zeigen, sperren")),
        ({'complement = "sperren"\n': ""}, (Code.KEY_MISSING, f"{PUBLIC}.complement", None)),
        ({"set_on = 2024-02-01": 'set_on = "gestern"'}, (Code.NOT_A_DATE, f"{PUBLIC}.set_on", None)),
        ({NO_DOMINANCE: 'dominance = "kein"\n'}, (Code.DOMINANCE_UNCLEAR, f"{PUBLIC}.dominance", None)),
        ({NO_DOMINANCE: "dominance = 10\n"}, (Code.DOMINANCE_UNCLEAR, f"{PUBLIC}.dominance", None)),
        ({NO_DOMINANCE: "dominance = { largest = 2 }\n"}, (Code.DOMINANCE_UNCLEAR, f"{PUBLIC}.dominance", None)),
        ({NO_DOMINANCE: "dominance = {}\n"}, (Code.DOMINANCE_UNCLEAR, f"{PUBLIC}.dominance", None)),
        (
            {NO_DOMINANCE: "dominance = { p_percent = 0 }\n"},
            (Code.OUT_OF_BOUNDS, f"{PUBLIC}.dominance.p_percent", "> 0"),
        ),
        (
            {NO_DOMINANCE: "dominance = { p_prozent = 10 }\n"},
            (Code.UNKNOWN_KEY, f"{PUBLIC}.dominance.p_prozent", "p_percent"),
        ),
        ({'rounding = "keine"\n': "rounding = true\n"}, (Code.ROUNDING_UNCLEAR, f"{PUBLIC}.rounding", None)),
        ({'rounding = "keine"\n': "rounding = 5.5\n"}, (Code.ROUNDING_UNCLEAR, f"{PUBLIC}.rounding", None)),
        ({'rounding = "keine"\n': "rounding = [5]\n"}, (Code.ROUNDING_UNCLEAR, f"{PUBLIC}.rounding", None)),
    ],
)
def test_a_typing_error_neither_turns_a_rule_off_nor_loosens_it(
    changes: Mapping[str, str], fault: tuple[str, str, str | None] | None, tmp_path: Path
) -> None:
    found = told(with_rule(changes)(tmp_path))
    if fault is None:  # a key that is misspelt is both unknown and missing
        assert {one[0] for one in found} == {Code.UNKNOWN_KEY, Code.KEY_MISSING}
        assert "min_count" in " ".join(one[2] or "" for one in found)
        return
    assert len(found) == 1
    code, place, expected = found[0]
    assert (code, place) == fault[:2]
    assert (fault[2] or "") in (expected or "")


@pytest.mark.parametrize(
    ("behind", "code", "place"),
    [
        (OF_CLASS.replace("klassen.ba", "klassen.BA"), Code.NOT_A_CHOICE, f"{PUBLIC}.klassen.BA"),
        (OF_CLASS.replace("klassen.ba", "klassen.oeffentlich"), Code.NOT_A_CHOICE, f"{PUBLIC}.klassen.oeffentlich"),
        (OF_CLASS.replace("klassen.ba", "klasen.ba"), Code.UNKNOWN_KEY, f"{PUBLIC}.klasen"),
        (OF_CLASS.replace("oeffentlich.klassen.ba", "interne"), Code.UNKNOWN_KEY, "disclosure.interne"),
        (
            OF_CLASS.replace("min_base = 0", "min_base = 2"),
            Code.MIN_BASE_BELOW_MIN_COUNT,
            f"{PUBLIC}.klassen.ba.min_base",
        ),
        (OF_CLASS.replace("rounding", "runden"), Code.UNKNOWN_KEY, f"{PUBLIC}.klassen.ba.runden"),
        (OF_CLASS, Code.SETTING_WITHOUT_EFFECT, f"{PUBLIC}.klassen.ba"),
    ],
)
def test_unknown_classes_and_audiences_are_told(behind: str, code: Code, place: str, tmp_path: Path) -> None:
    assert (str(code), place) in [one[:2] for one in told(with_rule({}, behind)(tmp_path))]


def test_a_source_of_an_unknown_class_is_told(tmp_path: Path) -> None:
    changes = {"[sources.geo]\n": '[sources.geo]\nschutzklasse = "sozial"\n'}
    assert told(with_rule(changes)(tmp_path)) == [
        (Code.NOT_A_CHOICE, "sources.geo.schutzklasse", "oeffentlich, register, ba, sozialdaten")
    ]


def test_classes_with_and_without_a_rule_of_their_own(tmp_path: Path) -> None:
    changes = {
        "[sources.geo]\n": '[sources.geo]\nschutzklasse = "ba"\n',
        "[sources.melderegister]\n": '[sources.melderegister]\nschutzklasse = "sozialdaten"\n',
    }
    intern = OF_CLASS.replace("oeffentlich.klassen.ba", "intern")
    rules = read_project(with_rule(changes, OF_CLASS + intern)(tmp_path)).project.disclosure
    assert rules.oeffentlich.of("ba").min_count == 3
    assert rules.oeffentlich.of("sozialdaten").min_count == 5
    assert rules.oeffentlich.of("register").min_count == 5
    assert rules.intern is not None
    assert rules.intern.of("sozialdaten").min_count == 3


def test_contributions_are_carried_beside_the_sums(tmp_path: Path) -> None:
    project = with_contributions(tmp_path, {"nord;Einwohner;31.12.2023;insgesamt": "700;100", "hafen;Einw": "200;"})
    inputs = read_inputs(read_project(project))
    rows = inputs.contributions.set_index(["area_id", "indicator_id", "group"])[["largest", "second_largest"]]
    assert rows.loc[("nord", "residents", "")].tolist() == [700, 100]
    assert rows.loc[("hafen", "residents", "")].isna().tolist() == [False, True]
    assert rows.loc[("mitte", "residents", "")].isna().all(), "named by the file, and not known"
    assert not rows.index.get_level_values("indicator_id").isin({"sgb2_u18"}).any(), "the other file names none"


def test_contributions_that_no_rule_asks_for_are_told(tmp_path: Path) -> None:
    project = with_contributions(tmp_path, {}, {NO_DOMINANCE: NO_DOMINANCE})
    assert told(project)[0][:2] == (Code.SETTING_WITHOUT_EFFECT, "values[1].columns.largest")


@pytest.mark.parametrize("cells", ["-1;", "10;20", "401;0"])
def test_contributions_that_cannot_be_are_told_with_their_row(cells: str, tmp_path: Path) -> None:
    (problem,) = problems_of(with_contributions(tmp_path, {"hafen;Einwohner": cells}))
    assert (problem.code, problem.row, problem.about_persons) == (Code.CONTRIBUTION_ABOVE_SUM, 4, True)


def test_contributions_belong_to_counts(tmp_path: Path) -> None:
    project = write_city(
        tmp_path,
        replace={
            "projekt.toml": {
                NO_DOMINANCE: DOMINANCE.replace("p_percent = 10", "largest = 1, k_percent = 60"),
                'value = "QUOTE"': 'value = "QUOTE", largest = "ZAEHLER"',
            }
        },
    )
    assert told(project) == [(Code.CONTRIBUTIONS_UNFIT, "values[2].columns.largest", None)]


@pytest.mark.parametrize(
    ("stated", "fault"),
    [
        ('total = "residents"\nparts = ["kinder"]', (Code.NOT_DECLARED, "disclosure.sums[1]")),
        ('total = "sgb2_u18"\nparts = ["children_u3"]', (Code.NOT_A_COUNT, "disclosure.sums[1]")),
        ('total = "residents"\nparts = ["residents"]', (Code.NAMED_TWICE, "disclosure.sums[1]")),
        ('total = "residents"\nparts = ["children_u3"]\nrest = true', None),
    ],
)
def test_stated_sums_are_made_of_counts(stated: str, fault: tuple[Code, str] | None, tmp_path: Path) -> None:
    found = told(with_rule({}, f"\n[[disclosure.sums]]\n{stated}\n")(tmp_path))
    assert [one[:2] for one in found] == ([fault] if fault else [])


def test_weights_of_unknown_indicators_are_told(tmp_path: Path) -> None:
    found = told(with_rule({}, "\n[disclosure.weights]\nindicators = { residnts = 3 }\n")(tmp_path))
    assert found == [(Code.NOT_DECLARED, "disclosure.weights.indicators", "residents")]
