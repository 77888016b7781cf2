"""The worked examples that planners read in docs/methods.md are what the program works out."""

import re
from io import StringIO
from pathlib import Path

import pandas as pd
import pytest
from rows import column, coverage, facilities, indicator, indicators, measures, of, offers, squares

from sozialraum.analysis.all_places import all_places
from sozialraum.analysis.change import changes
from sozialraum.analysis.coverage import places_missing, places_needed, quota
from sozialraum.analysis.gaps import gap_measures
from sozialraum.analysis.lage.index import lage_parts
from sozialraum.analysis.placement import placed
from sozialraum.analysis.rates import computed, with_larger_areas
from sozialraum.analysis.suppression import withheld_indicators
from sozialraum.model.rules import DisclosureRule, GapRule
from sozialraum.presentation.classes import classed

METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods.md"


def example(anchor: str) -> pd.DataFrame:
    """The table of a section: German numbers, "k. A." is NA, the first column is the index."""
    section = METHODS.read_text(encoding="utf-8").split(f'<a id="{anchor}"></a>')[1].split("<a id=")[0]
    lines = [line.strip().strip("|") for line in section.splitlines() if line.startswith("|") and "--" not in line]
    text = "\n".join("|".join(cell.strip() for cell in line.split("|")) for line in lines).replace("−", "-")
    assert lines, anchor
    return pd.read_csv(StringIO(text), sep="|", index_col=0, decimal=",", na_values=["k. A."], keep_default_na=True)


def same(result: pd.Series, expected: pd.Series, digits: int) -> None:
    """Equal to as many digits as are printed, and unknown where it is unknown."""
    left = [None if pd.isna(value) else round(float(value), digits) for value in result]
    right = [None if pd.isna(value) else float(value) for value in expected]
    assert left == right


def drawn(columns: dict[str, pd.Series]) -> str:
    """Columns as a drawn table, the common index as its area_id."""
    index = next(iter(columns.values())).index
    rows = [
        " | ".join([str(key), *("" if pd.isna(values[key]) else f"{values[key]:g}" for values in columns.values())])
        for key in index
    ]
    return "\n".join(f"| {row} |" for row in [" | ".join(["area_id", *columns]), *rows])


def test_zuordnung() -> None:
    rows = example("zuordnung")
    text = "\n".join(
        f"| {id_} | {'' if pd.isna(row['Meter']) else row['Meter']} | {'' if pd.isna(row['Meter']) else 500} "
        f"| {'' if pd.isna(row['genannt']) else row['genannt']} |"
        for id_, row in rows.iterrows()
    )
    houses = facilities(f"| facility_id | x | y | stated_area |\n{text}")
    result = placed(houses, squares("nord", "mitte"), frozenset(), False)
    assert result["area_id"].tolist() == rows["Sozialraum"].fillna("").tolist()
    assert result["placement"].tolist() == rows["Art"].tolist()


def test_anteile() -> None:
    rows = example("anteile")
    above, below = (
        indicators(drawn({"value": rows[name]}), indicator_id=id_) for name, id_ in (("Zähler", "a"), ("Nenner", "b"))
    )
    share = indicator("share", computed_from={"numerator": "a", "denominator": "b"})
    result = of(computed(pd.concat([above, below], ignore_index=True), [share]), indicator_id="share")
    same(result.set_index("area_id")["value"].reindex(rows.index), rows["Anteil"], 2)


def test_stadtwert() -> None:
    rows = example("stadtwert")
    parts = rows.drop(index="Stadt")
    table = indicators(
        drawn({"value": parts["Anteil"], "numerator": parts["Zähler"], "denominator": parts["Nenner"]})
    )
    result = of(with_larger_areas(table, {"Stadt": list(parts.index)}, {}, [indicator()]), area_id="Stadt")
    assert (
        result[["numerator", "denominator", "value"]].to_numpy().tolist() == rows.loc[["Stadt"]].to_numpy().tolist()
    )
    assert parts["Anteil"].mean() == 34


@pytest.mark.parametrize(("kind", "name"), [("share", "Anteil"), ("count", "Anzahl")])
def test_veraenderung(kind: str, name: str) -> None:
    rows = example("veraenderung")
    both = [
        indicators(drawn({"value": rows[when]}), period=year)
        for when, year in (("früher", "2018"), ("später", "2023"))
    ]
    result = changes(pd.concat(both, ignore_index=True), [indicator(kind=kind)])
    same(result.set_index("area_id")["change"].reindex(rows.index), rows[name], 2)


def test_versorgungsquote() -> None:
    rows = example("versorgungsquote")
    same(quota(rows["Plätze"], rows["Kinder"]), rows["Quote"], 2)


def test_benoetigte_plaetze() -> None:
    rows = example("benoetigte-plaetze")
    for target, part in rows.groupby("Zielquote"):
        same(places_needed(part["Kinder"].astype("Float64"), float(str(target))), part["benötigt"], 2)


def test_fehlende_plaetze() -> None:
    rows = example("fehlende-plaetze").astype("Float64")
    same(places_missing(rows["benötigt"], rows["Plätze"]), rows["fehlend"], 2)


def test_plaetze_aller_art() -> None:
    rows = example("plaetze-aller-art")
    houses = facilities(
        "\n".join(["| facility_id | area_id |", *(f"| {id_} | {row['Gebiet']} |" for id_, row in rows.iterrows())])
    )
    places = pd.concat(
        [
            offers(drawn({"places": rows[name]}).replace("area_id", "facility_id"), target_group=group)
            for name, group in (("U3", "u3"), ("Ü3", "ue3"))
        ],
        ignore_index=True,
    )
    members = {"city": list(rows["Gebiet"])} | {area: [area] for area in rows["Gebiet"]}
    result = all_places(coverage(), frozenset({"kita"}), houses, places, members)
    same(result.set_index("area_id")["value"].reindex(rows["Gebiet"]), rows["zusammen"], 0)


def test_lageindex() -> None:
    rows = example("lageindex")
    equal = {"Armut": 1.0, "Allein": 1.0}
    parts = lage_parts(rows[["Armut", "Allein"]], equal, equal)
    same(parts["Armut"], rows["Beitrag Armut"], 3)
    same(parts["Allein"], rows["Beitrag Allein"], 3)
    same(parts.sum(axis=1), rows["Index"], 3)


def test_handlungsbedarf() -> None:
    rows = example("handlungsbedarf")
    lage = measures(drawn({"value": rows["Lage"]}), measure_id="lage_class", period="2023")
    supply = measures(
        drawn({"value": rows["je 100 benötigte"]}),
        measure_id="coverage_of_need_pct",
        target_group="u3",
        period="2023/24",
    )
    rule = GapRule(bounds_pct=(90, 100), coverage=["u3"], source={"de": "erfunden"})
    result = column(gap_measures(rule, pd.concat([lage, supply], ignore_index=True)))
    same(pd.Series(result).reindex(rows.index), rows["Feld"], 0)


def test_geheimhaltung() -> None:
    rows = example("geheimhaltung")
    table = indicators(drawn({"numerator": rows["Zähler"], "denominator": rows["Nenner"]}))
    rule = DisclosureRule(min_count=5, min_base=30, rule="erfunden", set_by="erfunden")
    hidden = withheld_indicators(table, {"x": indicator()}, {}, rule)
    assert ["ja" if one else "nein" for one in hidden] == rows["gesperrt"].tolist()


def test_klassen() -> None:
    rows = example("klassen")
    values = [float(str(value)) for value in rows.index]
    classes = classed(values, 2)
    assert classes is not None
    assert [classes.of(value) for value in values] == rows["Klasse"].tolist()


def test_every_example_is_worked_out_here() -> None:
    anchors = set(re.findall(r'<a id="([\w-]+)">', METHODS.read_text(encoding="utf-8")))
    own = set(re.findall(r"^def test_(\w+)\(", Path(__file__).read_text(encoding="utf-8"), flags=re.MULTILINE))
    assert {anchor.replace("-", "_") for anchor in anchors} <= own
