"""Rows of numbers as short text, worked out by hand; and a page's own script reads whatever is written."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from packing import numbers
from running import ROOT

from sozialraum.presentation.page.dense import SIGNS, dense_row, dense_rows
from sozialraum.presentation.page.packing import packed


def test_a_row_is_a_head_and_as_many_signs_for_each_number() -> None:
    """Two decimals, two signs: 8 × 2 + 1 = 17 is R; counted from 0: A. 4171 = 54 × 76 + 67; 54 is $, 67 is ?."""
    assert dense_row([41.71, None, 3.2, 40, 12.34]) == "~=RA$?~EQ!wQS"
    assert numbers("~=RA$?~EQ!wQS") == [41.71, None, 3.2, 40, 12.34]


def test_numbers_far_from_zero_are_counted_from_the_lowest() -> None:
    """From 1000: 2000 = 26 × 76 + 24 takes two digits, C a Y; then 0, 1, 2, 3 one sign each."""
    assert dense_row([1000, 1001, 1002, 1003]) == "~=ACaYABCD"
    assert numbers("~=ACaYABCD") == [1000, 1001, 1002, 1003]


def test_numbers_of_very_different_size_take_what_they_need() -> None:
    row = [5_412_890, 1, -2, 3, -4, 5, 6, 7]
    assert dense_row(row) == f"~=HA{SIGNS[38 + 2 * 5_412_890 % 38]}" + (dense_row(row) or "")[5:]
    assert (dense_row(row) or "").endswith("CDGHKMO")
    assert numbers(dense_row(row) or "") == row


def test_rows_of_one_length_go_together_and_a_missing_one_is_one_sign() -> None:
    """None behind the point and two signs: B; from 0: A; four to a row (one digit): BE. 2725 = 35 × 76 + 65."""
    rows = [[2725, 3000, None, 5555], None, [1001, 2002, 3003, 4000]]
    assert dense_rows(rows) == "~:BABEj=nk~&H|NNaann!w"
    assert numbers("~:BABEj=nk~&H|NNaann!w") == rows


@pytest.mark.parametrize(
    "row",
    [[1, 2, 3], [None] * 9, [True, 1, 2, 3], [0.1, 0.2, 1e-12, 3], [-0.0, 1, 2, 3], [2**52, 1, 2, 3], ["a", 1, 2, 3]],
)
def test_what_would_not_come_back_or_save_nothing_stays_as_it_is(row: list[Any]) -> None:
    assert dense_row(row) is None
    assert dense_rows([row, row]) is None or row == [1, 2, 3]


def test_rows_of_different_length_do_not_go_together() -> None:
    assert dense_rows([[1, 2, 3, 4], [1, 2, 3, 4, 5]]) is None
    assert dense_rows([None, [1, 2, 3, 4]]) is None


one = (
    st.none()
    | st.integers(-9, 9)
    | st.integers(-(2**50), 2**50)
    | st.builds(lambda n, d: round(n / 10**d, d), st.integers(-(10**9), 10**9), st.integers(0, 8))
)
rows = st.lists(st.none() | st.lists(one, min_size=7, max_size=7), max_size=5)
parts = (
    st.lists(one, max_size=20)
    | rows
    | st.text("~=:Āb|", max_size=4)
    | st.dictionaries(st.text("~=ab", max_size=2), one)
)


@settings(deadline=None)
@given(row=st.lists(one, max_size=20), several=rows)
def test_every_row_that_is_written_is_read_back(row: list[Any], several: list[Any]) -> None:
    for text, plain in ((dense_row(row), row), (dense_rows(several), several)):
        assert text is None or numbers(text) == plain


def test_the_script_of_the_pages_reads_what_is_packed() -> None:
    """Many blocks at once, for starting node takes most of the time."""
    blocks: list[Any] = []

    @settings(max_examples=150, database=None, deadline=None)
    @given(data=st.lists(parts, max_size=6))
    def gather(data: Any) -> None:
        blocks.append([packed(data), data])

    gather()
    found = shutil.which("node", path=os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]]))
    assert found, "the test environment brings node"
    script = (
        'const s = require("./tests/js/assets.js").load(["data/dense.js", "data/unpack.js"]);'
        'const blocks = JSON.parse(require("node:fs").readFileSync(0, "utf8"));'
        'for (const [block, data] of blocks) require("node:assert/strict").deepEqual(s.unpacked(block), data);'
        "console.log(blocks.length);"
    )
    run = subprocess.run(
        [found, "-e", script], cwd=ROOT, input=json.dumps(blocks), capture_output=True, text=True, check=False
    )
    assert run.stdout.strip() == str(len(blocks)), run.stderr[-2000:]
    assert len(blocks) >= 100
