"""The worked examples that planners read in docs/methods.md are what the program works out."""

import re
from io import StringIO
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from analysis.audit.riddles import areas as audit_areas
from analysis.audit.riddles import found as audit_found
from analysis.audit.riddles import indicator as audit_indicator
from analysis.audit.riddles import limits as audit_limits
from analysis.audit.riddles import rules as audit_rules
from analysis.protection.systems import drawn as drawn_system
from ledgers import edition, setting
from rows import column, coverage, facilities, indicator, indicators, lage_index, measures, of, offers, squares
from rules import made_rule

from sozialraum.analysis.all_places import all_places
from sozialraum.analysis.change import changes
from sozialraum.analysis.coverage import places_missing, places_needed, quota
from sozialraum.analysis.dominance import dominated
from sozialraum.analysis.gaps import gap_measures
from sozialraum.analysis.lage.change_index import ChangeIndex, change_index
from sozialraum.analysis.lage.dynamics import dynamics_class, dynamics_measures
from sozialraum.analysis.lage.index import index_measures
from sozialraum.analysis.lage.normalisation import exponential, min_max, percentile_ranks, robust_z, z_scores
from sozialraum.analysis.lage.part_changes import PartChanges
from sozialraum.analysis.lage.rank_stability import rank_measures
from sozialraum.analysis.lage.typology import typology
from sozialraum.analysis.ledger.indicators import indicator_ledger
from sozialraum.analysis.ledger.rounding import to_multiples, told_by_multiples
from sozialraum.analysis.noticing.relations import relations
from sozialraum.analysis.noticing.similar import similar_areas
from sozialraum.analysis.noticing.standing import standing_findings
from sozialraum.analysis.placement import placed
from sozialraum.analysis.planning.sides import floats
from sozialraum.analysis.protection.attacker import values_left
from sozialraum.analysis.protection.protect import protected
from sozialraum.analysis.rates import computed, with_larger_areas
from sozialraum.analysis.uncertainty.comparison import interval_table
from sozialraum.analysis.uncertainty.groups import group_gaps
from sozialraum.analysis.uncertainty.intervals import proportion_difference
from sozialraum.analysis.uncertainty.pooling import pooled_measures
from sozialraum.analysis.uncertainty.smoothing import smoothed_measures
from sozialraum.model.disclosure_rules import Dominance
from sozialraum.model.indicators import Breakdown
from sozialraum.model.lage import Dynamics, LageIndex, RankStability
from sozialraum.model.rules import GapRule
from sozialraum.model.tables import INTERVALS, frame
from sozialraum.model.uncertainty import Pooled
from sozialraum.presentation.atlas.classes import classed

METHODS = Path(__file__).resolve().parents[2] / "docs" / "methods.md"
NAMES = {"armut": "Armut", "allein": "Allein"}
COURSES = {0: "günstiger", 1: "stabil", 2: "ungünstiger"}


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
    result = changes(pd.concat(both, ignore_index=True), [indicator(kind=kind)], 95)
    same(result.set_index("area_id")["change"].reindex(rows.index), rows[name], 2)


def counted(rows: pd.DataFrame, **fixed: object) -> pd.DataFrame:
    """Table `indicators` of a drawn example with numerators, denominators and rates."""
    columns = {"value": rows.get("Anteil", rows.get("Wert")), "numerator": rows["Zähler"]}
    return indicators(drawn({**columns, "denominator": rows["Nenner"]}), **fixed)


def limits_of(table: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    return table.set_index("area_id").reindex(index)


def test_unsicherheit() -> None:
    rows = example("unsicherheit")
    for kind, id_, per in (("Anteil", "share", 100), ("Rate", "rate", 1000)):
        part = rows[rows["Art"] == kind]
        table = interval_table(counted(part), [indicator(kind=id_, per=per)], 95)
        result = limits_of(table, part.index)
        same(result["lower"], part["von"], 2)
        same(result["upper"], part["bis"], 2)


def test_uebrige_stadt() -> None:
    rows = example("uebrige-stadt")
    words = {"more": "höher", "similar": "ähnlich", "less": "niedriger"}
    result = limits_of(
        interval_table(counted(rows.rename(index={"Stadt": "city"})), [indicator()], 95), rows.index.drop("Stadt")
    )
    areas, city = rows.drop(index="Stadt"), rows.loc["Stadt"]
    same(result["rest"], areas["übrige Stadt"], 2)
    assert result["beside_rest"].map(words).tolist() == areas["Vergleich"].tolist()
    rest_above, rest_below = city["Zähler"] - areas["Zähler"], city["Nenner"] - areas["Nenner"]
    apart = 100 * proportion_difference(areas["Zähler"], areas["Nenner"], rest_above, rest_below, 95)
    same(apart["lower"], areas["von"], 2)
    same(apart["upper"], areas["bis"], 2)


def test_glaettung() -> None:
    rows = example("glaettung")
    result = smoothed_measures(counted(rows), [indicator()], ["x"], list(rows.index))
    same(limits_of(result, rows.index)["value"], rows["geglättet"], 2)


def test_mehrere_jahre() -> None:
    rows = example("mehrere-jahre")
    rows.index = rows.index.astype("str")
    years, together = rows.drop(index="zusammen"), rows.loc["zusammen"]
    table = counted(years).rename(columns={"period": "area_id", "area_id": "period"}).assign(area_id="nord")
    definition = indicator(zeitbezug="jahr")
    single = interval_table(table, [definition], 95).set_index("period").reindex(years.index)
    same(single["lower"], years["von"], 2)
    same(single["upper"], years["bis"], 2)
    pooled = pooled_measures(table, [definition], [Pooled(indicator="x", years=3)], 95)
    assert pooled["period"].tolist() == ["2021..2023"]
    found = [round(float(pooled[name].iloc[0]), 2) for name in ("base", "value", "lower", "upper")]
    assert found == together[["Nenner", "Anteil", "von", "bis"]].tolist()
    assert round(float((100 * years["Zähler"] / years["Nenner"]).mean()), 2) == 10.28


def test_gruppen() -> None:
    rows = example("gruppen")
    parts = rows.index.drop("alle")
    ages = Breakdown(
        id="age", label={"de": "Alter"}, parts=[{"id": id_, "label": {"de": id_}} for id_ in parts], exhaustive=True
    )
    table = counted(rows).rename(columns={"group": "area_id", "area_id": "group"}).assign(area_id="nord")
    table["group"] = ["" if group == "alle" else f"age={group}" for group in table["group"]]
    result = group_gaps(table, [indicator()], [ages], 95).set_index("group").reindex(parts)
    same(rows.loc[parts, "Anteil"] - result["difference"], rows.loc[parts, "alle übrigen"], 2)
    for name, column_ in (("difference", "Unterschied"), ("lower", "von"), ("upper", "bis")):
        same(result[name], rows.loc[parts, column_], 2)


def test_versorgungsquote() -> None:
    rows = example("versorgungsquote")
    same(pd.Series(quota(floats(rows["Plätze"]), floats(rows["Kinder"])), rows.index), rows["Quote"], 2)


def test_benoetigte_plaetze() -> None:
    rows = example("benoetigte-plaetze")
    for target, part in rows.groupby("Zielquote"):
        needed = places_needed(floats(part["Kinder"]), float(str(target)))
        same(pd.Series(needed, part.index), part["benötigt"], 2)


def test_fehlende_plaetze() -> None:
    rows = example("fehlende-plaetze").astype("Float64")
    missing = places_missing(floats(rows["benötigt"]), floats(rows["Plätze"]))
    same(pd.Series(missing, rows.index), rows["fehlend"], 2)


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


def test_normalisierung() -> None:
    rows = example("normalisierung")
    same(z_scores(rows["Wert"]), rows["z"], 3)
    same(z_scores(rows["Wert"], zero=10), rows["z zur Stadt"], 3)
    same(robust_z(rows["Wert"]), rows["robust"], 3)
    same(min_max(rows["Wert"], 0, 25), rows["Fenster"], 3)
    same(percentile_ranks(rows["Wert"]), rows["Rang"], 3)
    same(exponential(rows["Wert"]), rows["exponentiell"], 3)


def test_lageindex() -> None:
    rows = example("lageindex")
    found = lage(rows[["Armut", "Allein"]].rename(columns={"Armut": "a", "Allein": "b"}), lage_index("a", "b"))
    same(found["lage_part:a"], rows["Beitrag Armut"], 3)
    same(found["lage_part:b"], rows["Beitrag Allein"], 3)
    same(found["lage_index"], rows["Index"], 3)


def lage(rates: pd.DataFrame, rule: LageIndex) -> pd.DataFrame:
    """A column per measure; a and b belong to the field of work, c to another."""
    tables = [indicators(drawn({"value": rates[name]}), indicator_id=str(name)) for name in rates]
    fields = {"a": "work", "b": "work", "c": "health"}
    definitions = {str(name): indicator(str(name), handlungsfeld=fields[str(name)]) for name in rates}
    areas = [str(area) for area in rates.index]
    found = index_measures(rule, pd.concat(tables, ignore_index=True), definitions, areas)
    return found.pivot(index="area_id", columns="measure_id", values="value").reindex(rates.index).astype(float) + 0.0


def of_fields(rows: pd.DataFrame, field_normalisation: str) -> pd.DataFrame:
    """The index by Handlungsfeld of indicators that are comparable already: a window from 0 to 1 changes nothing."""
    parts = [{"indicator": name, "window": (0, 1)} for name in "abc"]
    how = {"normalisation": "min_max", "standardise_again": False, "by_handlungsfeld": True}
    rule = lage_index(parts=parts, field_normalisation=field_normalisation, **how)
    return lage(rows[["A", "B", "C"]].rename(columns=str.lower), rule)


def test_handlungsfelder() -> None:
    rows = example("handlungsfelder")
    plain = of_fields(rows, "none")
    same(plain["lage_field:work"], rows["Erwerb"], 3)
    same(plain["lage_field:health"], rows["Gesundheit"], 3)
    same(plain["lage_index"], rows["Index"], 3)
    same(of_fields(rows, "percentile")["lage_index"], rows["Index aus Rängen"], 3)


def test_beitraege() -> None:
    rows = example("beitraege")
    found = of_fields(rows, "percentile")
    for name in "abc":
        same(found[f"lage_part:{name}"], rows[f"Beitrag {name.upper()}"], 3)
    same(found["lage_centring"], rows["Rest"], 3)
    same(found["lage_index"], rows["Index"], 3)


def two_dates(rows: pd.DataFrame) -> pd.DataFrame:
    """Table `indicators` of "<Kennzahl> früher" and "<Kennzahl> später"; the row of the city under its id."""
    rows = rows.rename(index={"Stadt": "city"})
    return pd.concat(
        [
            indicators(drawn({"value": rows[f"{name} {when}"]}), indicator_id=id_, period=period)
            for id_, name in NAMES.items()
            for when, period in (("früher", "2021-12-31"), ("später", "2023-12-31"))
        ],
        ignore_index=True,
    )


def test_dynamik() -> None:
    rows = example("dynamik")
    areas = list(rows.index.drop("Stadt"))
    definitions = {id_: indicator(id_) for id_ in NAMES}
    index, table = lage_index(*NAMES, dynamics={}), two_dates(rows)
    status = index_measures(index, table, definitions, areas)
    found = of(dynamics_measures(index, table, definitions, status, 95), period="2023-12-31")
    scores = pd.Series(column(of(found, measure_id="lage_dynamics")))
    same(scores[areas], rows["Dynamik"][areas], 3)
    same(of(found, measure_id="lage_dynamics_city")["value"], rows["Dynamik"][["Stadt"]], 3)
    classes = column(of(found, measure_id="lage_dynamics_class"))
    assert [COURSES[classes[area]] for area in areas] == rows["Klasse"][areas].tolist()


def test_dynamik_schwankung() -> None:
    """The changes and city of the section before, with intervals drawn instead of counted."""
    rows, before = example("dynamik-schwankung").astype({"Armut": float}), example("dynamik")
    then, now = (before.loc["Stadt", [f"{name} {when}" for name in NAMES.values()]] for when in ("früher", "später"))
    of_city = pd.DataFrame([now.to_numpy() - then.to_numpy()], index=["city"], columns=list(NAMES))
    drawn_changes = {
        end: rows[[f"{name}{words}" for name in NAMES.values()]].set_axis(list(NAMES), axis=1)
        for end, words in (("change", ""), ("lower", " von"), ("upper", " bis"))
    }
    with_city = {end: pd.concat([table, of_city]) for end, table in drawn_changes.items()}
    changed = PartChanges(
        **{end: table.astype(float) for end, table in with_city.items()},
        levels=pd.Series(dict.fromkeys(NAMES, 32.0)),
        ranks=with_city["change"] * 0,
    )
    index = lage_index(*NAMES, dynamics={})
    made = change_index(index, pd.Series(0.5, index=list(NAMES)), dict.fromkeys(NAMES, 1.0), changed, rows.index)
    assert isinstance(made, ChangeIndex)
    same(made.table["lower"], rows["von"], 3)
    same(made.table["upper"], rows["bis"], 3)
    classes = dynamics_class(made.table, made.city, Dynamics())
    assert [COURSES[class_] for class_ in classes] == rows["Klasse"].tolist()


def test_typologie() -> None:
    rows = example("typologie")
    status, dynamics = (
        measures(drawn({"value": rows[name]}), measure_id=id_, period="2023")
        for name, id_ in (("Lageklasse", "lage_class"), ("Dynamik", "lage_dynamics_class"))
    )
    same(pd.Series(column(typology(status, dynamics))).reindex(rows.index), rows["Typ"], 0)


def test_rangstabilitaet() -> None:
    rows = example("rangstabilitaet")
    definitions = {id_: indicator(id_) for id_ in NAMES}
    tables = [indicators(drawn({"value": rows[name]}), indicator_id=id_) for id_, name in NAMES.items()]
    table = pd.concat(tables, ignore_index=True)
    still = RankStability(weights_pct=0, robust_ranks=0, robust_pct=0)
    index = lage_index(*NAMES, rank_stability=still)
    status = index_measures(index, table, definitions, list(rows.index))
    found = rank_measures(index, table, definitions, status)
    rank = of(found, measure_id="lage_rank").set_index("area_id")
    same(rank["value"], rows["Rang"], 0)
    same(rank["lower"], rows["von"], 0)
    same(rank["upper"], rows["bis"], 0)
    for id_, name, digits in (("lage_rank_median", "Mitte", 0), ("lage_top_three_pct", "unter den ersten drei", 2)):
        same(pd.Series(column(of(found, measure_id=id_))), rows[name], digits)
    robust = column(of(found, measure_id="lage_rank_robust"))
    assert ["ja" if robust[area] else "nein" for area in rows.index] == rows["fest"].tolist()


def test_handlungsbedarf() -> None:
    rows = example("handlungsbedarf")
    lage = measures(drawn({"value": rows["Lage"]}), measure_id="lage_index", period="2023")
    supply = measures(
        drawn({"value": rows["je 100 benötigte"]}),
        measure_id="coverage_of_need_pct",
        target_group="u3",
        period="2023/24",
    )
    rule = GapRule(bounds_pct=(90, 100), coverage=["u3"], source={"de": "erfunden"})
    result = column(gap_measures(rule, [0.5, 1.5], pd.concat([lage, supply], ignore_index=True)))
    same(pd.Series(result).reindex(rows.index), rows["Feld"], 0)


def test_dominanz() -> None:
    rows = example("dominanz")
    sums, largest, second = (rows[name].astype("Float64") for name in ("Summe", "größter", "zweitgrößter"))
    for rule, name in (
        (Dominance(p_percent=10), "p-Prozent"),
        (Dominance(largest=2, k_percent=85), "(2, 85)"),
    ):
        hidden = dominated(sums, largest, second, rule)
        assert ["ja" if one else "nein" for one in hidden] == rows[name].tolist()
    assert (sums - largest - second).tolist() == rows["Rest"].tolist()


def test_geheimhaltung() -> None:
    rows = example("geheimhaltung")
    table = indicators(drawn({"numerator": rows["Zähler"], "denominator": rows["Nenner"]}))
    rule = made_rule(min_count=5, min_base=30)
    hidden = edition(table, setting(indicator(), rule=rule))[1]
    assert ["ja" if one else "nein" for one in hidden] == rows["gesperrt"].tolist()


def test_pruefung_der_ausgabe() -> None:
    rows = example("pruefung-der-ausgabe")
    for row in rows.itertuples():
        north, south = int(row.Nord), int(row.Süd)
        told = "| area | indicator | value |\n|---|---|---|\n"
        told += f"| a | poor | {north}? |\n| b | poor | {south}? |\n| west | poor | {north + south} |\n"
        asked = told, audit_rules(audit_indicator("poor")), audit_areas(west=["a", "b"])
        assert audit_limits(*asked)[0] == [row.mindestens, row.höchstens]
        assert ["ja", "nein"][bool(audit_found(*asked))] == row.geschrieben


def test_rundung() -> None:
    rows = example("rundung")
    counts = rows["Anzahl"].astype(float)
    base = pd.Series(5.0, index=rows.index)
    least, most = told_by_multiples(counts, base, pd.Series(True, index=rows.index))
    assert to_multiples(counts, base).tolist() == rows["gezeigt"].tolist()
    assert least.clip(lower=0).tolist() == rows["mindestens"].tolist()
    assert most.tolist() == rows["höchstens"].tolist()


def test_was_zusammenhaengt() -> None:
    rows = example("was-zusammenhaengt")
    people = indicator("x", kind="count")
    for row in rows.itertuples(index=False):
        total, parts, all_told, rest, withheld = row
        drawn_rows = f"| area_id | value |\n| a | {parts - 20} |\n| b | 20 |\n| city | {total} |"
        areas = ["a", "b"] if all_told == "ja" else ["a", "b", "c"]
        ledger = indicator_ledger(indicators(drawn_rows), setting(people, members={"city": areas}))
        left = ledger.cells[ledger.cells["state"] == "never"]
        assert left["value"].tolist() == ([] if pd.isna(rest) else [rest])
        assert (left["needs"] > 0).any() == (withheld == "ja")
        assert ledger.links.empty == (parts > total)


def test_klassen() -> None:
    rows = example("klassen")
    values = [float(str(value)) for value in rows.index]
    classes = classed(values, 2)
    assert classes is not None
    assert [classes.of(value) for value in values] == rows["Klasse"].tolist()


def test_every_example_is_worked_out_here() -> None:
    anchors = set(re.findall(r'<a id="([\w-]+)">', METHODS.read_text(encoding="utf-8")))
    tests = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_methods*.py"))
    own = set(re.findall(r"^def test_(\w+)\(", tests, flags=re.MULTILINE))
    assert {anchor.replace("-", "_") for anchor in anchors} <= own


def test_auffaelliges() -> None:
    rows = example("auffaelliges")
    values = indicators(drawn({"value": rows["Wert"]}))
    sides = rows["daneben"].fillna("")
    beside = frame(
        INTERVALS,
        [
            {
                "area_id": str(area),
                "indicator_id": "x",
                "period": "2023-12-31",
                "rest": float(rest),
                "beside_rest": str(sides[area]),
            }
            for area, rest in rows["übrige Stadt"].items()
        ],
    )
    newest, crossed = {"x": "2023-12-31"}, pd.DataFrame(columns=["area_id", "indicator_id"])
    found = {one.area_id: one for one in standing_findings(values, beside, crossed, {"x": indicator()}, newest, 0.5)}
    assert {area: one.weight for area, one in found.items()} == rows["auffällig"][
        rows["auffällig"] != "nein"
    ].to_dict()
    deviation = rows["Wert"].std(ddof=0)
    same((rows["Wert"] - rows["übrige Stadt"]).abs() / deviation, rows["Abweichungen"], 2)
    same(pd.Series({area: one.strength for area, one in found.items()}), rows["Abweichungen"].reindex(found), 2)


def test_zusammenhaenge() -> None:
    rows = example("zusammenhaenge")
    both = pd.concat(
        [indicators(drawn({"value": rows[f"Kennzahl {at}"]}), indicator_id=f"k{at}") for at in (1, 2)],
        ignore_index=True,
    )
    result = relations(both, [indicator("k1"), indicator("k2")], list(rows.index))
    known = rows.dropna()
    for at in (1, 2):
        same(known[f"Kennzahl {at}"].rank(), known[f"Rang {at}"], 0)
    assert (float(result["areas"][0]), round(float(result["rank_correlation"][0]), 6)) == (5, 0.8)


def test_aehnliche() -> None:
    rows = example("aehnliche")
    both = pd.concat(
        [indicators(drawn({"value": rows[f"Kennzahl {at}"]}), indicator_id=f"k{at}") for at in (1, 2)],
        ignore_index=True,
    )
    result = similar_areas(both, ["k1", "k2"], list(rows.index), 1).set_index("area_id")
    assert result["other_id"].to_dict() == rows["am ähnlichsten"].to_dict()
    same(result["distance"].reindex(rows.index), rows["Abstand"], 6)


def test_sekundaersperrung() -> None:
    rows = example("sekundaersperrung")
    small = rows["Anzahl"] < 5
    cells = "\n".join(
        f"| {name} | {count} | {'hidden' if small[name] else 'open'} | 1 | {4 if small[name] else ''} "
        f"| {3 if name == 'Stadt' else 1} |"
        for name, count in rows["Anzahl"].items()
    )
    parts = " + ".join(rows.index.drop("Stadt"))
    system = drawn_system(f"| cell | value | state | least | most | weight |\n{cells}", f"Stadt = {parts}")
    withheld = protected(system).withheld
    assert [{True: "ja", False: "nein"}[bool(one)] for one in withheld] == rows["gesperrt"].tolist()
    left = values_left(system, withheld, np.flatnonzero(withheld))
    shown = {at: (value, value) for at, value in enumerate(rows["Anzahl"])} | left
    assert [shown[at] for at in range(len(rows))] == list(zip(rows["mindestens"], rows["höchstens"], strict=True))
