"""The values keep the promises a statistician would check first."""

import tomllib

import numpy as np
import pandas as pd
from musterstadt.city_files import CITY, YEARS, values

KEY = ["Gebiet", "Kennzahl", "Zeitpunkt", "Gliederung"]
PROJECT = tomllib.loads((CITY / "projekt.toml").read_text(encoding="utf-8"))
PARTS = {each["id"]: [part["id"] for part in each["parts"]] for each in PROJECT["breakdowns"]}


def _dimensions(group: str) -> str:
    return ";".join(part.split("=")[0] for part in group.split(";") if part)


def test_no_value_stands_twice() -> None:
    assert not values().duplicated(KEY).any()


def test_groups_are_canonical_and_of_declared_parts() -> None:
    for group in values()["Gliederung"].unique():
        parts = dict(part.split("=") for part in group.split(";") if part)
        assert ";".join(f"{name}={part}" for name, part in sorted(parts.items())) == group
        assert all(part in PARTS[name] for name, part in parts.items())


def test_parts_add_up_to_the_total_in_every_breakdown() -> None:
    rows = values().assign(dimensions=lambda each: each["Gliederung"].map(_dimensions))
    rows["counted"] = rows["Zaehler"].where(rows["Nenner"].notna(), rows["Wert"])
    totals = rows[rows["Gliederung"] == ""].set_index(KEY[:3])["counted"]
    groups = rows[rows["dimensions"] != ""].groupby([*KEY[:3], "dimensions"])
    sums = groups["counted"].sum(min_count=1)[groups["counted"].count() == groups.size()]
    assert len(sums) > 3_000
    expected = totals.reindex(sums.reset_index("dimensions").index)
    assert (sums.to_numpy() == expected.to_numpy()).all()


def test_a_part_is_never_more_than_its_base() -> None:
    rows = values().merge(_kinds(), left_on="Kennzahl", right_index=True)
    shares = rows[(rows["kind"] == "share") & rows["Nenner"].notna()]
    assert (shares["Zaehler"] <= shares["Nenner"]).all()
    assert (shares["Zaehler"] >= 0).all()
    assert shares["Wert"].between(0, 100).all()


def test_the_printed_rate_is_numerator_over_denominator() -> None:
    rows = values().merge(_kinds(), left_on="Kennzahl", right_index=True)
    rows = rows[rows["Nenner"].notna()]
    assert np.allclose(rows["Wert"], rows["per"] * rows["Zaehler"] / rows["Nenner"], atol=0.0501)


def test_all_nine_fields_and_seven_years_are_there() -> None:
    kinds = _kinds()
    seen = values().merge(kinds, left_on="Kennzahl", right_index=True)
    rates = seen[seen["kind"] != "count"]
    assert seen["handlungsfeld"].nunique() == 9
    assert rates["Kennzahl"].nunique() >= 45
    yearly = rates.groupby("Kennzahl")["Zeitpunkt"].nunique()
    assert (yearly == len(YEARS)).sum() >= 45
    assert set(seen["Kennzahl"]) | {"schulsozialindex"} == {each["id"] for each in PROJECT["indicators"]}


def test_every_kind_of_non_value_occurs() -> None:
    rows = values()
    assert set(rows["Status"]) == set("AEPOLMQ")
    without = rows[rows["Status"].isin(list("OLMQ"))]
    assert without["Wert"].isna().all()
    assert without["Zaehler"].isna().all()
    assert (rows.loc[~rows["Status"].isin(list("OLMQ")), "Wert"].notna()).all()
    assert (without["Bemerkung"] != "").all()


def test_small_counts_and_true_zeros_occur() -> None:
    cases = values()[lambda rows: (rows["Kennzahl"] == "hze_stationaer") & (rows["Gliederung"] == "")]
    villages = cases[cases["Gebiet"].isin(["sr10", "sr14"])]["Zaehler"]
    assert villages.between(1, 4).any()
    assert (values()["Zaehler"] == 0).sum() > 20


def test_a_withheld_part_cannot_be_subtracted_from_its_total() -> None:
    rows = values().assign(dimensions=lambda each: each["Gliederung"].map(_dimensions))
    hidden = rows[rows["Status"] == "Q"].groupby(["Gebiet", "Kennzahl", "Zeitpunkt", "dimensions"]).size()
    assert len(hidden) > 0
    assert (hidden >= 2).all()


def test_rates_without_counts_have_a_city_value_but_one() -> None:
    rows = values()[values()["Gliederung"] == ""]
    bare = {"kita_familiensprache", "wohndauer", "pkw"}
    valued = rows[(rows["Kennzahl"].isin(bare)) & rows["Wert"].notna()]
    assert valued["Nenner"].isna().all()
    assert set(rows.loc[rows["Gebiet"] == "Gesamtstadt", "Kennzahl"]) == bare - {"pkw"}


def test_a_joint_value_is_not_also_given_singly() -> None:
    joint = PROJECT["joint_areas"][0]
    rows = values()[values()["Kennzahl"] == "seu_zahn"]
    assert joint["keys"][0] in set(rows["Gebiet"])
    assert not set(joint["members"]) & set(rows["Gebiet"])


def test_one_area_gets_better_one_gets_worse() -> None:
    rates = values()[lambda rows: (rows["Kennzahl"] == "sgb2_u18") & (rows["Gliederung"] == "")]
    table = rates.pivot(index="Gebiet", columns="Zeitpunkt", values="Wert")
    change = table["2024-12-31"] - table["2018-12-31"]
    assert change.idxmin() == "sr04"
    assert change["sr04"] < -5
    assert change["sr05"] > 5


def test_people_from_other_countries_enter_sgb2_with_the_series_break() -> None:
    persons = values()[
        lambda rows: (rows["Kennzahl"] == "sgb2_personen") & (rows["Gliederung"] == "nationality=non_de")
    ]
    sums = persons.groupby("Zeitpunkt")["Wert"].sum()
    assert sums["2022-12-31"] > 1.2 * sums["2021-12-31"]


def _kinds() -> pd.DataFrame:
    """Kind, factor and Handlungsfeld of each indicator, from the project and the catalogue."""
    from sozialraum.sources.project import read_project

    indicators = read_project(CITY / "projekt.toml").project.indicators
    rows = [(each.id, each.kind, each.per, each.handlungsfeld) for each in indicators]
    return pd.DataFrame(rows, columns=["Kennzahl", "kind", "per", "handlungsfeld"]).set_index("Kennzahl")
