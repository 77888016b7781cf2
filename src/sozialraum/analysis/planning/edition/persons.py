"""Files of planning that count persons, without withheld numbers."""

from collections.abc import Collection
from dataclasses import replace

import pandas as pd

from sozialraum.analysis.ledger.houses import pupil_keys, registration_keys, withheld_rows
from sozialraum.analysis.planning.schools import newest
from sozialraum.analysis.suppression import blanked
from sozialraum.model.inputs import Inputs


def public_inputs(inputs: Inputs, hidden_ids: Collection[str], withheld: Collection[str]) -> Inputs:
    """The inputs from which the planning of an edition is worked out.

    Args:
        inputs: everything that was read.
        hidden_ids: facilities that are never mapped: nothing may name them.
        withheld: keys of the cells of the ledger that are.

    Returns:
        Inputs without withheld registrations and pupils, each school's registrations as counted last, and without
        certificates of those facilities. Applications and who uses which place stay: larger areas keep their own
        sums, and what is withheld of them is blanked afterwards.

    Source: docs/methods.md#geheimhaltung
    """
    told = newest(inputs.registrations)
    return replace(
        inputs,
        merkmale=inputs.merkmale[~inputs.merkmale["facility_id"].isin(hidden_ids)],
        registrations=blanked(told, withheld_rows(registration_keys(told), withheld), ["children"]),
        pupils=blanked(inputs.pupils, withheld_rows(pupil_keys(inputs.pupils), withheld), ["children"]),
    )


def public_planned(planned: pd.DataFrame, hidden_ids: Collection[str]) -> pd.DataFrame:
    """Planned measures without the names of facilities that are never mapped, and of those who run them."""
    table = planned.copy()
    hidden = table["facility_id"].isin(hidden_ids)
    table.loc[hidden, ["facility_id", "label", "who"]] = ""
    return table
