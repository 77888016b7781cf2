"""The forms hold the figures of the other files: read as they are, they give the same numbers."""

from pathlib import Path

import pandas as pd
import pytest
from musterstadt.city_files import CITY

from sozialraum.model.inputs import Inputs
from sozialraum.sources.inputs import read_inputs
from sozialraum.sources.project import read_project


@pytest.fixture(scope="module")
def forms() -> Inputs:
    return read_inputs(read_project(CITY / "formulare", CITY))


def _csv(name: str) -> pd.DataFrame:
    return pd.read_csv(CITY / name, sep=";", decimal=",", dtype={"Gliederung": "str"}, keep_default_na=False)


@pytest.mark.parametrize("indicator", ["arbeitslose", "sgb2_personen"])
def test_the_agencys_workbook_gives_the_counts_it_tells_and_withholds_the_small_ones(
    forms: Inputs, indicator: str
) -> None:
    told = _csv("indicators/2_erwerb_einkommen.csv")
    told = told[(told["Kennzahl"] == indicator) & (told["Zeitpunkt"] == "2024-12-31")]
    known = {(row.Gebiet, row.Gliederung): row.Wert for row in told.itertuples() if row.Status == "A"}
    read = forms.indicators[forms.indicators["indicator_id"] == indicator]
    compared = 0
    for row in read.itertuples():
        true = known.get((row.area_id, row.group))
        if true is None:
            continue
        small = 0 < float(true.replace(",", ".")) < 10
        assert (row.status == "Q") is small
        assert small or row.value == float(true.replace(",", "."))
        compared += 1
    assert compared > 60
    assert (read["status"] == "Q").any()


def test_children_by_month_of_birth_add_up_to_the_register(forms: Inputs) -> None:
    register = _csv("population/register_geburtsmonat.csv")
    young = (register["STICHTAG"] == "2024-12-31") & (register["GEBURTSMONAT"] >= "2018-01")
    newest = register[young].groupby("SOZIALRAUM")["ANZAHL"].sum()
    read = forms.indicators[forms.indicators["indicator_id"] == "residents_u7"].set_index("area_id")["value"]
    assert read.drop("city").to_dict() == newest.to_dict()
    assert read["city"] == newest.sum()


def test_places_of_the_report_and_of_the_portal_are_those_of_the_list_of_places(forms: Inputs) -> None:
    listed = _csv("facilities/plaetze.csv")
    listed = listed[(listed["JAHR"] == "2024/25") & (listed["ANGEBOT"] == "Kita") & (listed["STATUS"] != "O")]
    names = {"KiBiz-Meldung": "kibiz_meldung", "Betriebserlaubnis": "betriebserlaubnis", "belegt": "belegt"}
    groups = {"U3": "u3", "Ü3": "ue3"}
    read = forms.offers.groupby(["facility_id", "kind", "target_group"])["places"].sum().to_dict()
    true: dict[tuple[str, str, str], float] = {}
    for row in listed.itertuples():
        key = (row.EINRICHTUNG, names[row.ART], groups[row.ZIELGRUPPE])
        true[key] = true.get(key, 0) + float(row.PLAETZE)
    # the portal has no row for a group without places, so that nobody is counted in it either
    here = {key: value for key, value in true.items() if key[0] in forms.facilities.index and (value or key in read)}
    assert len(here) > 150
    assert {key: read[key] for key in here} == here


def test_every_kita_is_found_by_its_address_where_it_stands(forms: Inputs) -> None:
    listed = _csv("facilities/kitas.csv").set_index("NR")
    assert len(forms.facilities) > 40
    for id_, row in forms.facilities.iterrows():
        stated = listed.loc[id_]
        if stated["RECHTSWERT"] == "":
            continue
        assert row["position"] == "address"
        east, north = (float(str(stated[name]).replace(",", ".")) for name in ("RECHTSWERT", "HOCHWERT"))
        assert abs(row.geometry.x - east) < 0.2
        assert abs(row.geometry.y - north) < 0.2


def test_no_row_of_a_form_is_lost(forms: Inputs) -> None:
    assert {Path(one.file).name for one in forms.intakes} >= {
        "ba_kleinraeumig_2024-12.xlsx",
        "einwohner_geburtsmonat.xlsx",
        "kibizweb_2024-25.xlsx",
        "kita-navigator.csv",
    }
    for one in forms.intakes:
        assert one.rows == one.used + sum(one.listed.values()), one
