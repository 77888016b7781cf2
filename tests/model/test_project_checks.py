"""Parts of a project file that do not go together are told with a code, not met later as a fault of the program."""

from pathlib import Path

import pytest
from cities import write_city

from sozialraum.errors import InputError
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project

TARGET = 'target_source = { de = "Ratsbeschluss vom 01.02.2023 (erfunden)", en = "Council decision (invented)" }'
PARTS = 'parts = [{ indicator = "sgb2_u18" }, { indicator = "single_parents" }]'


def codes(folder: Path, texts: dict[str, str]) -> list[str]:
    with pytest.raises(InputError) as caught:
        read_project(write_city(folder, replace={"projekt.toml": texts}))
    return sorted(str(problem.code) for problem in caught.value.problems)


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # a count of context without polarity in the index: three faults at once
        ({'{ indicator = "single_parents" }': '{ indicator = "residents" }'}, ["SR-151", "SR-152", "SR-153"]),
        # residents and children are counts, a share is none
        ({'residents = "residents"\nmin_residents': 'residents = "sgb2_u18"\nmin_residents'}, ["SR-156"]),
        ({'children = "children_u3"': 'children = "sgb2_u18"'}, ["SR-156"]),
        # a field of need without a target has no needed places
        (
            {
                "target_quota_pct = 50\n": "",
                TARGET: "",
            },
            ["SR-155"],
        ),
        # and none without an index
        (
            {
                "[lage_index]": "[[missing_data]]",
                PARTS: "",
                "cuts = [-0.5, 0.5]": "",
                'residents = "residents"\nmin_residents = 100': 'office = { de = "Statistikstelle" }',
            },
            ["SR-154"],
        ),
    ],
)
def test_misfits_have_codes(tmp_path: Path, texts: dict[str, str], expected: list[str]) -> None:
    assert codes(tmp_path, texts) == expected


def test_another_role_enters_the_index_only_with_a_reason(tmp_path: Path) -> None:
    """single_parents turned into context: refused; with a reason it is read."""
    broken = {'rolle = "lage"': 'rolle = "kontext"'}
    assert set(codes(tmp_path / "a", broken)) == {"SR-153"}
    reason = f'{PARTS}\nother_roles_because = {{ de = "Beschluss des JHA (erfunden)" }}'
    folder = read_project(write_city(tmp_path / "b", replace={"projekt.toml": broken | {PARTS: reason}}))
    assert folder.project.lage_index is not None
    assert folder.project.lage_index.other_roles_because == {"de": "Beschluss des JHA (erfunden)"}


CUTS = "cuts = [-0.5, 0.5]"
VERSION = """
[[lage_index.versions]]
since = "2022-01-01"
because = {{ de = "Neue Kennzahl (erfunden)" }}
parts = [{{ indicator = "sgb2_u18" }}, {{ indicator = "{part}" }}]
"""
DYNAMICS = """
[lage_index.dynamics]
parts = [{ indicator = "residents" }]
"""
GAPS = "[gaps]"


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        # later sets and changes are held to the same rules as the first set
        ({GAPS: VERSION.format(part="residents") + GAPS}, ["SR-151", "SR-152", "SR-153"]),
        ({GAPS: DYNAMICS + GAPS}, ["SR-151", "SR-152", "SR-153"]),
        # the same twice, in any list
        ({GAPS: VERSION.format(part="sgb2_u18") + GAPS}, ["SR-187"]),
        ({GAPS: 2 * VERSION.format(part="single_parents") + GAPS}, ["SR-187"]),
        # a fixed window for every indicator of every set
        ({CUTS: f'{CUTS}\nnormalisation = "min_max"'}, ["SR-185", "SR-185"]),
        # a window that does not rise, a day that does not exist
        ({'{ indicator = "single_parents" }': '{ indicator = "single_parents", window = [9, 9] }'}, ["SR-129"]),
        ({GAPS: VERSION.format(part="single_parents").replace("01-01", "02-30") + GAPS}, ["SR-117"]),
        # settings without an effect
        ({CUTS: f"{CUTS}\nmin_share_pct = 50"}, ["SR-184"]),
        ({CUTS: f'{CUTS}\nfield_weights = [{{ handlungsfeld = "soziale_sicherung", weight = 2 }}]'}, ["SR-182"]),
        ({CUTS: f'{CUTS}\nnormalisation = "exponential"\nzero = "city"'}, ["SR-183"]),
        # three classes of Lage beside Versorgung need two cuts
        ({CUTS: "cuts = [0]"}, ["SR-188"]),
    ],
)
def test_an_index_says_nothing_that_has_no_effect(tmp_path: Path, texts: dict[str, str], expected: list[str]) -> None:
    assert codes(tmp_path, texts) == expected


CHANGES = 'dynamics = {{ parts = [{{ indicator = "sgb2_u18"{window} }}]{more} }}'
LEFT_OUT = 'excluded = [{ area = "heide", because = { de = "x" }, periods = ["2023-12-31"] }, '
FIELD = 'by_handlungsfeld = true\nfield_weights = [{ handlungsfeld = "soziale_sicherung", weight = 2 }]'


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("rank_stability = { free_weights = true, weights_pct = 20 }", "rank_stability.weights_pct"),
        ('other_roles_because = { de = "Beschluss" }', "other_roles_because"),
        (FIELD, "field_weights"),  # both indicators are of one Handlungsfeld
        ('normalisation = "percentile"\nstandardise_again = false\nddof = 1', "ddof"),
        ('dynamics = { normalisation = "robust_z", standardise_again = false, ddof = 1 }', "dynamics.ddof"),
        (CHANGES.format(window="", more=", years = 3"), "dynamics.years"),
        (CHANGES.format(window="", more=', pairs = { "2023" = "2022" }'), "dynamics.pairs"),
        (CHANGES.format(window=", window = [0, 1]", more=""), "dynamics.parts.window"),
    ],
)
def test_settings_that_another_leaves_without_effect(tmp_path: Path, setting: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        read_project(write_city(tmp_path, replace={"projekt.toml": {CUTS: f"{CUTS}\n{setting}"}}))
    assert [(str(one.code), one.column) for one in caught.value.problems] == [("SR-163", f"lage_index.{told}")]


@pytest.mark.parametrize(
    "setting",
    [
        "rank_stability = { free_weights = true }",
        'normalisation = "percentile"\nddof = 1',  # the index is brought to one deviation
        CHANGES.format(window="", more=""),
        LEFT_OUT + '{ area = "heide", because = { de = "y" }, periods = ["2022-12-31"] }]',
    ],
)
def test_settings_with_an_effect(tmp_path: Path, setting: str) -> None:
    read_project(write_city(tmp_path, replace={"projekt.toml": {CUTS: f"{CUTS}\n{setting}"}}))


BANDS = '[[forecast.bands]]\nindicator = "children_u3"\nbirths = "residents"\nyears = 3\n'
BIRTHS = """[[births]]
file = "b.csv"
source = "melderegister"
columns = { area_id = "id", year = "jahr", births = "n" }
"""


@pytest.mark.parametrize(
    ("setting", "told"),
    [
        ("[forecast]\nyears_ahead = 3\n", [("SR-163", "forecast")]),  # neither a register nor bands
        (f"[forecast]\nyears_ahead = 3\n\n{BANDS}", []),  # bands are carried on from indicators
        (
            f"[forecast]\nyears_ahead = 3\n\n{BANDS}\n{BIRTHS}",
            [("SR-163", "births")],
        ),
    ],
)
def test_a_forecast_needs_a_register_or_bands(tmp_path: Path, setting: str, told: list[tuple[str, str]]) -> None:
    replaced = {"projekt.toml": {"[profile]": f"{setting}\n[profile]"}}
    found: list[tuple[str, str | None]] = []
    try:
        read_project(write_city(tmp_path, replace=replaced))
    except InputError as error:
        found = [(str(one.code), one.column) for one in error.problems]
    assert found == told


def test_rules_of_what_there_is_not_release_nothing(tmp_path: Path) -> None:
    release = '[[findings.release]]\nrule = "places_missing"\n\n[profile]'
    texts = {"target_quota_pct = 50\n": "", TARGET: "", "[profile]": release}
    assert codes(tmp_path, texts) == ["SR-155", "SR-163"]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        ({CUTS: f'{CUTS}\nperiods = ["2023-12-31", "2023-12-31"]'}, ["SR-187"]),
        ({CUTS: f'{CUTS}\n{LEFT_OUT}{{ area = "heide", because = {{ de = "y" }} }}]'}, ["SR-187"]),
        ({'coverage = ["kita_u3"]': 'coverage = ["kita_u3", "kita_u3"]'}, ["SR-187"]),
        ({"[profile]": 2 * '[[findings.release]]\nrule = "rising"\n\n' + "[profile]"}, ["SR-187"]),
    ],
)
def test_nothing_is_said_twice(tmp_path: Path, texts: dict[str, str], expected: list[str]) -> None:
    assert codes(tmp_path, texts) == expected


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('{ indicator = "single_parents" }', '{ indicator = "single_parents", weight = 1e308 }'),
        ('{ indicator = "single_parents" }', '{ indicator = "single_parents", weight = 5e-324 }'),
        ('{ indicator = "single_parents" }', '{ indicator = "single_parents", weight = inf }'),
        ('{ indicator = "single_parents" }', '{ indicator = "single_parents", window = [-1e308, 1e308] }'),
        (CUTS, "cuts = [-0.5, inf]"),
        (CUTS, "cuts = [nan, 0.5]"),
        (CUTS, "cuts = [-1e308, 0.5]"),
        (CUTS, f"{CUTS}\ndynamics = {{ years = 1e308 }}"),
        (CUTS, f"{CUTS}\ndynamics = {{ cuts = [-inf, inf] }}"),
        ("min_residents = 100", f"min_residents = {10**30}"),
        ("bounds_pct = [90, 100]", "bounds_pct = [90, inf]"),
        ("bounds_pct = [90, 100]", "bounds_pct = [90, 100]\nlage_cuts = [-1e308, 1]"),
        ("[gaps]", "[findings]\nmin_deviations = inf\n\n[gaps]"),
    ],
)
def test_numbers_with_which_nothing_can_be_reckoned(tmp_path: Path, old: str, new: str) -> None:
    assert set(codes(tmp_path, {old: new})) <= {"SR-115", "SR-129"}


def test_gaps_may_have_cuts_of_their_own(tmp_path: Path) -> None:
    texts = {CUTS: "cuts = [-1, 1, 1.5]", "bounds_pct = [90, 100]": "bounds_pct = [90, 100]\nlage_cuts = [-1, 1]"}
    gaps = read_project(write_city(tmp_path, replace={"projekt.toml": texts})).project.gaps
    assert gaps is not None
    assert gaps.lage_cuts == (-1, 1)


def test_an_area_left_out_must_exist(tmp_path: Path) -> None:
    left_out = f'{CUTS}\nexcluded = [{{ area = "hafe", because = {{ de = "erfunden" }} }}]'
    with pytest.raises(InputError) as caught:
        read_inputs(read_project(write_city(tmp_path, replace={"projekt.toml": {CUTS: left_out}})))
    assert [(str(one.code), one.column, one.value) for one in caught.value.problems if one.is_error] == [
        ("SR-305", "lage_index.excluded", "hafe")
    ]


NOTED = (
    '[[planner_notes]]\narea = "{area}"\ntext = {{ de = "Notiz" }}\nsigned = "Planung"\non = 2024-05-02\n\n[profile]'
)


@pytest.mark.parametrize(
    ("release", "expected"),
    [
        ('rule = "above_city"', []),
        ('rule = "above_city"\nindicator = "sgb2_u18"\narea = "nord"', []),
        ('rule = "strained_index"\nindicator = "lage_index"', []),
        ('rule = "places_missing"\nindicator = "kita_u3"\narea = "city"', []),
        ('rule = "spread_grows"\narea = "city"', []),
        ('rule = "rising"\narea = "city"', []),
        ('rule = "above_city"\nindicator = "nowhere"', ["SR-140"]),
        ('rule = "above_city"\nindicator = "residents"', ["SR-158"]),  # a count without polarity
        ('rule = "above_city"\nindicator = "kita_u3"', ["SR-158"]),
        ('rule = "places_missing"\nindicator = "sgb2_u18"', ["SR-158"]),
        ('rule = "strained_index"\nindicator = "sgb2_u18"', ["SR-158"]),
        ('rule = "spread_grows"\narea = "nord"', ["SR-159"]),
        ('rule = "above_city"\narea = "city"', ["SR-159"]),
        ('rule = "above"', ["SR-114"]),
    ],
)
def test_releases_name_what_a_rule_can_say(tmp_path: Path, release: str, expected: list[str]) -> None:
    text = {"[profile]": f"[[findings.release]]\n{release}\n\n[profile]"}
    if expected:
        assert codes(tmp_path, text) == expected
    else:
        read_project(write_city(tmp_path, replace={"projekt.toml": text}))


@pytest.mark.parametrize(
    ("text", "where", "value"),
    [
        (NOTED.format(area="hafem"), "planner_notes", "hafem"),
        (NOTED.format(area="west"), "planner_notes", "west"),  # a Planungsbezirk has no page
        ('[[findings.release]]\nrule = "rising"\narea = "nord_mitte"\n\n[profile]', "findings.release", "nord_mitte"),
    ],
)
def test_areas_of_notes_and_releases_must_be_there(tmp_path: Path, text: str, where: str, value: str) -> None:
    with pytest.raises(InputError) as caught:
        read_inputs(read_project(write_city(tmp_path, replace={"projekt.toml": {"[profile]": text}})))
    told = [one for one in caught.value.problems if one.code == "SR-157"]
    assert [(one.column, one.value) for one in told] == [(where, value)]


@pytest.mark.parametrize("area", ["city", "nord"])
def test_the_city_and_a_sozialraum_may_be_noted_on(tmp_path: Path, area: str) -> None:
    text = {"[profile]": NOTED.format(area=area)}
    folder = read_project(write_city(tmp_path, replace={"projekt.toml": text}))
    read_inputs(folder)
    assert [note.area for note in folder.project.planner_notes] == [area]
