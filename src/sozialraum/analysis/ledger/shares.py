"""Those whom a share leaves out: base minus numerator, told nowhere and known to whoever has both."""

import pandas as pd

from sozialraum.analysis.ledger.figures import DEN, NUM, keys
from sozialraum.analysis.ledger.ledger import LINKS, Ledger
from sozialraum.analysis.ledger.totals import FAR, remainders
from sozialraum.model.tables import typed


def share_rests(table: pd.DataFrame) -> Ledger:
    """One cell for the rest of each share of people in people, and numerator + rest = base.

    Args:
        table: figures.

    Returns:
        Cells that nobody tells; a few people left are as secret as a small count where the rule says so
        (`complement`), unless the share is known to everybody. Rests so large that they bind nothing are left out.
    """
    shares = table[(table["kind"] == "share") & table["people"]].set_index("row")
    if shares.empty:
        return Ledger()
    above, below = (shares[shares["role"] == role] for role in (NUM, DEN))
    both = above.join(below[["cell", "value", "state"]].add_suffix("_below"), how="inner")
    both = both[(both["value"] >= 0) & (both["value_below"] >= both["value"])].reset_index(drop=True)
    left = both["value_below"] - both["value"]
    both = both[left < FAR * both[["min_count", "min_values"]].max(axis=1)]
    rest = both.assign(
        what=both["what"].str.removesuffix(":num") + ":rest",
        value=both["value_below"] - both["value"],
        told=(both["state"] == "known") & (both["state_below"] == "known"),
        secret=both["complement"],
        signed=False,
    )
    rest["cell"] = keys(rest)
    relation = "share\x1f" + rest["cell"]
    links = [
        pd.DataFrame({"relation": relation, "cell": cell, "factor": factor})
        for cell, factor in ((rest["cell"], 1.0), (both["cell"], 1.0), (both["cell_below"], -1.0))
    ]
    return Ledger(remainders(rest), typed(pd.concat(links), LINKS))
