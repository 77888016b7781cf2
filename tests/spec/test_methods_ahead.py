"""The worked examples of the years ahead in docs/methods.md are what the program works out."""

import numpy as np
import pandas as pd
import pytest
from analysis.planning.drawn import DRAWN, register, series, settings
from spec.test_methods import example
from tables import table

from sozialraum.analysis.planning.backtest import back_test
from sozialraum.analysis.planning.forecast import Ahead, forecast
from sozialraum.analysis.planning.rolling import births_ahead, births_so_far
from sozialraum.analysis.planning.series import Series
from sozialraum.analysis.planning.spread import bounds
from sozialraum.model.forecast import BIRTHS, NewHousing
from sozialraum.model.tables import CITY, frame

HALF = {"shrinkage": {"k": 100}}
AREAS = {"Nord": "nord", "Mitte": "mitte", "Heide": "heide"}


def drawn() -> pd.DataFrame:
    return register(table(DRAWN))


def by_year(ahead: Ahead) -> pd.DataFrame:
    """Area and year by age, two digits."""
    rows = ahead.children.assign(year=ahead.children["as_of"].str[:4].astype(int))
    return rows.pivot(index=["area_id", "year"], columns="age", values="count").astype(float).round(2)


def check(ahead: Ahead, expected: pd.DataFrame) -> None:
    found = by_year(ahead)
    for area, row in expected.iterrows():
        assert found.loc[(AREAS[str(area)], int(row["Jahr"]))].tolist() == row[["0", "1", "2", "3"]].tolist()


def test_kinder_der_naechsten_jahre() -> None:
    check(forecast(drawn(), settings(**HALF)), example("kinder-der-naechsten-jahre"))


def test_bleiberate() -> None:
    expected = example("bleiberate")
    rates = forecast(drawn(), settings(**HALF)).rates.query("age == 1").set_index("area_id")
    rates = rates.loc[[AREAS[str(name)] for name in expected.index]]
    after = (rates["base"] * rates["own"]).fillna(0)
    assert rates["base"].tolist() == expected["Kinder davor"].tolist()
    assert after.tolist() == pytest.approx(expected["Kinder danach"].tolist())
    assert rates["own"].fillna(-1).tolist() == expected["eigene Rate"].fillna(-1).tolist()
    assert rates["weight"].round(4).tolist() == expected["Gewicht"].tolist()
    assert rates["rate"].round(4).tolist() == expected["verwendet"].tolist()


def test_geburten_der_naechsten_jahre() -> None:
    expected = example("geburten-der-naechsten-jahre")
    known = series(drawn())
    at = [known.areas.index(AREAS[str(name)]) for name in expected.index]
    assert known.counts[at, :, 0].tolist() == expected[["2022", "2023", "2024"]].to_numpy().tolist()
    assert births_so_far(known, "mean_3_years")[at].tolist() == expected["Mittel"].tolist()
    official = frame(BIRTHS, [{"area_id": CITY, "year": 2025, "births": 120.0, "status": "F"}])
    assert births_ahead(known, 1, "mean_3_years", official)[at, 0].tolist() == expected["2025"].tolist()


def test_neue_wohnungen() -> None:
    kind = {
        "id": "reihenhaus",
        "label": {"de": "Reihenhaus"},
        "children_per_dwelling": [0.1, 0.2, 0.2, 0.1],
        "source": {"de": "Erhebung 2020"},
    }
    homes = NewHousing(area="heide", year=2026, dwellings=20, type="reihenhaus")
    check(forecast(drawn(), settings(dwelling_types=[kind], **HALF), housing=[homes]), example("neue-wohnungen"))


def test_untere_und_obere_variante() -> None:
    expected = example("untere-und-obere-variante")
    values = np.full((1, 1, 4), 100.0)
    lower, upper = bounds(values, np.array([[1.0], [2.0]]), (1, 1, 1, 1))
    assert values[0, 0].tolist() == expected["Zahl"].tolist()
    assert lower[0, 0].round(2).tolist() == expected["untere"].tolist()
    assert upper[0, 0].round(2).tolist() == expected["obere"].tolist()


def test_rueckschau() -> None:
    expected = example("rueckschau")
    one_step = settings(rate_years=1)
    known: Series = series(drawn())
    found = back_test(known, one_step, {"1": (1, 1)}).query("level == 'sozialraum' and horizon == 1").iloc[0]
    told = [found[name] for name in ("error_pct", "naive_error_pct", "bias_pct", "naive_bias_pct")]
    printed = [
        float(str(expected.loc[row, column]).removesuffix(" %").replace(",", "."))
        for row in ("Fehler", "Richtung")
        for column in ("erwartet", "wie zuletzt")
    ]
    assert [round(float(one), 2) for one in told] == printed
    came = [float(expected.loc[name, "gekommen"]) for name in ("Nord", "Mitte")]
    assert [known.counts[known.areas.index(area), -1, 1] for area in ("nord", "mitte")] == came
