"""Purity is tried, not promised: every test below runs under the audit hook."""

from collections.abc import Iterator

import pytest
from analysis.purity import watched


@pytest.fixture(autouse=True)
def _pure() -> Iterator[None]:
    with watched():
        yield
