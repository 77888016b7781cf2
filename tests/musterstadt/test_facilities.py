"""Facilities, places and Merkmale: complete where they should be, awkward where real lists are."""

import numpy as np
import pandas as pd
import shapely
from musterstadt.city_files import areas, facilities, places, residents, table

SOCIAL = {"u3": (0, 2, "U3"), "ue3": (3, 5, "Ü3")}


def _position(row: pd.Series) -> list[str]:
    point = shapely.Point(row["x"], row["y"])
    return [area for area, polygon in areas().items() if polygon.intersects(point)]


def _coverage(part: str) -> pd.Series:
    """Licensed places in 2024/25 per 100 children at the end of 2024."""
    low, high, group = SOCIAL[part]
    rows = places()
    rows = rows[(rows["ART"] == "Betriebserlaubnis") & (rows["JAHR"] == "2024/25") & (rows["ZIELGRUPPE"] == group)]
    area = facilities()["SOZIALRAUM"].reindex(rows["EINRICHTUNG"]).to_numpy()
    return 100 * rows["plaetze"].groupby(area).sum() / residents(low, high)


def test_about_150_facilities_of_seven_types_with_all_states() -> None:
    assert 140 <= len(facilities()) <= 160
    assert facilities().index.is_unique
    assert facilities()["liste"].nunique() == 7
    states = {"in Betrieb", "provisorisch", "geplant", "beschlossen", "im Bau", "geschlossen"}
    assert set(facilities()["BETRIEBSSTATUS"]) == states
    closed = facilities()[facilities()["BETRIEBSSTATUS"] == "geschlossen"]
    assert (closed["BIS"] != "").all()
    assert (facilities().loc[facilities()["BETRIEBSSTATUS"] == "geplant", "AB"] != "").all()


def test_one_stands_on_a_border_one_outside_one_contradicts_its_list() -> None:
    known = facilities().dropna(subset="x")
    where = {str(id_): _position(row) for id_, row in known.iterrows()}
    stated = known["SOZIALRAUM"]
    assert [id_ for id_, found in where.items() if len(found) == 2] == ["B015"]
    assert [id_ for id_, found in where.items() if not found] == ["J014"]
    conflicts = [id_ for id_, found in where.items() if stated[id_] and found and stated[id_] not in found]
    assert conflicts == ["C002"]


def test_some_have_no_coordinates_and_two_share_an_address() -> None:
    without = facilities()[facilities()["x"].isna()]
    assert len(without) == 3
    assert (without["SOZIALRAUM"] != "").all()
    assert places().loc[places()["EINRICHTUNG"] == "K050", "plaetze"].isna().all()
    located = facilities().dropna(subset="x")
    assert int(located.duplicated(["x", "y"]).sum()) == 1


def test_every_other_address_is_in_the_register() -> None:
    register = table("addresses/adressen.csv")
    known = set(register["STRASSE"] + " " + register["HAUSNUMMER"] + register["ZUSATZ"])
    stated = facilities().loc[facilities()["ADRESSE"] != "", "ADRESSE"]
    assert set(stated[~stated.isin(known)].index) == {"B015", "J014"}


def test_groups_have_the_sizes_of_their_form() -> None:
    report = places()[places()["ART"] == "KiBiz-Meldung"]
    by_form = report.groupby(["EINRICHTUNG", "JAHR", "GRUPPENFORM", "WOCHENSTUNDEN"])["plaetze"].sum().reset_index()
    size = {"I": 20, "II": 10}
    for _, row in by_form.iterrows():
        full = size.get(row["GRUPPENFORM"], 20 if row["WOCHENSTUNDEN"] == "45" else 25)
        assert row["plaetze"] % full == 0


def test_places_name_known_facilities_and_years() -> None:
    assert set(places()["EINRICHTUNG"]) <= set(facilities().index)
    assert set(table("facilities/merkmale.csv")["EINRICHTUNG"]) <= set(facilities().index)
    assert set(places()["JAHR"]) == {"2020/21", "2021/22", "2022/23", "2023/24", "2024/25", "2025/26", "2026/27"}
    planned = places()[places()["JAHR"].isin(["2025/26", "2026/27"])]
    assert set(planned["ART"]) == {"geplant"}


def test_coverage_is_believable_with_two_clear_shortages() -> None:
    u3, ue3 = _coverage("u3").drop("sr09"), _coverage("ue3").drop("sr09")
    assert u3.between(20, 75).all()
    assert ue3.between(75, 125).all()
    of_need = u3 / 0.48
    assert of_need["sr03"] < 75
    assert of_need["sr07"] < 80
    assert ue3[["sr03", "sr07"]].max() < 90
    classes = np.digitize(of_need, [90, 100])
    assert np.bincount(classes, minlength=3).min() >= 3


def test_a_verbund_is_one_certificate_of_several_kitas() -> None:
    merkmale = table("facilities/merkmale.csv")
    together = merkmale[merkmale["VERBUND"] != ""]
    houses = together["EINRICHTUNG"].groupby(together["VERBUND"]).nunique().to_dict()
    assert houses == {"FZ-Verbund Ahlkedörfer": 4, "FZ-Verbund Wendelrade": 3, "FZ-Verbund Südrand": 2}
    assert set(merkmale["MERKMAL"]) == {"Familienzentrum", "plusKITA", "inklusiv", "Startchancen", "katholisch"}
    assert ((merkmale["BIS"] == "") | (merkmale["BIS"] > merkmale["AB"])).all()
