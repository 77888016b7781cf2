"""Tables of single facilities as an edition shows them: places are things, but taken places are children."""

from collections.abc import Collection

import pandas as pd

from sozialraum.analysis.ledger.houses import taken_keys, value_keys, withheld_rows
from sozialraum.analysis.suppression import TAKEN, blanked
from sozialraum.model.tables import FACILITY_VALUES, OFFERS


def public_offers(offers: pd.DataFrame, withheld: Collection[str]) -> pd.DataFrame:
    """Table OFFERS without withheld numbers of taken places.

    Args:
        offers: of any facilities, all rows of each.
        withheld: keys of the cells of the ledger that are.

    Source: docs/methods.md#geheimhaltung
    """
    hidden = (offers["kind"] == TAKEN) & withheld_rows(taken_keys(offers), withheld)
    return blanked(offers, hidden, ["places"])[list(OFFERS)]


def public_facility_values(values: pd.DataFrame, withheld: Collection[str]) -> pd.DataFrame:
    """Figures of single facilities without withheld counts of persons or households.

    Args:
        values: table FACILITY_VALUES.
        withheld: keys of the cells of the ledger that are.

    Source: docs/methods.md#geheimhaltung
    """
    return blanked(values, withheld_rows(value_keys(values), withheld), ["value"])[list(FACILITY_VALUES)]
