"""Zero, missing, not applicable, estimated and withheld stay apart when values are added up or divided for a page."""

import pytest

from sozialraum.presentation.atlas.group_rows import share_text
from sozialraum.presentation.words.facility_list import sum_status
from sozialraum.presentation.words.texts import texts


@pytest.mark.parametrize(
    ("statuses", "unknown", "expected"),
    [
        (["A", "A"], False, "A"),
        (["A", "E"], False, "E"),  # one estimated part: the sum is estimated
        (["A", "Q"], True, "Q"),  # one withheld part: the sum is withheld
        (["A", "O"], True, "O"),
        (["E", "A"], True, "O"),  # a part without a number and without a reason is missing, not estimated
    ],
)
def test_a_sum_is_worth_its_weakest_part(statuses: list[str], unknown: bool, expected: str) -> None:
    assert sum_status(statuses, unknown) == expected


@pytest.mark.parametrize(
    ("part", "whole", "expected"),
    [
        ((30, "A"), (120, "A"), "25,0\u202f%"),
        ((0, "A"), (120, "A"), "0,0\u202f%"),  # nobody is a share
        ((30, "E"), (120, "A"), "25,0\u202f% (geschätzt)"),
        ((30, "A"), (120, "P"), "25,0\u202f% (vorläufig)"),
        ((None, "Q"), (120, "A"), "gesperrt (Datenschutz)"),
        ((30, "A"), (None, "O"), "k. A."),
        ((0, "A"), (0, "A"), "nicht anwendbar"),  # there is no whole
        (None, (120, "A"), "k. A."),
    ],
)
def test_a_share_says_what_it_is_worth(
    part: tuple[float | None, str] | None, whole: tuple[float | None, str], expected: str
) -> None:
    rows = [None if one is None else {"value": one[0], "status": one[1]} for one in (part, whole)]
    assert share_text(rows[0], rows[1], texts("de")) == expected
