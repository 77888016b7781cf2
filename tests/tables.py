"""Tables drawn in tests, so that input and answer stand side by side."""

from io import StringIO

import pandas as pd


def table(drawn: str) -> pd.DataFrame:
    """The drawn table: first column is the index, cells are trimmed, an empty cell is NA."""
    lines = [line.strip().strip("|") for line in drawn.strip().splitlines() if "--" not in line]
    text = "\n".join("|".join(cell.strip() for cell in line.split("|")) for line in lines)
    return pd.read_csv(StringIO(text), sep="|", index_col=0)


def text_table(drawn: str) -> pd.DataFrame:
    """The drawn table as text throughout; an empty cell is "", nothing is an index."""
    lines = [line.strip().strip("|") for line in drawn.strip().splitlines() if "--" not in line]
    text = "\n".join("|".join(cell.strip() for cell in line.split("|")) for line in lines)
    return pd.read_csv(StringIO(text), sep="|", dtype="str", keep_default_na=False)
