"""Parts of a project file that do not go together are told with a code, not met later as a fault of the program."""

from pathlib import Path

import pytest
from cities import write_city

from sozialraum.errors import InputError
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
