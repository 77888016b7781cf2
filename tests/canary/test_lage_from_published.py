"""The Lage of an edition is the same whatever small count stands behind a withheld part of it."""

from pathlib import Path

import pandas as pd
import pytest
from built import built
from cities import PROJECT
from pandas.testing import assert_frame_equal

from sozialraum.model.published import Published

HEAD = "STADTTEIL;KENNZAHL;JAHR;QUOTE;ZAEHLER;NENNER;STATUS\n"
# withheld: fewer than 5 of Heide's children. The source gives the city's value and there is no larger area, so that
# no sum tells them: 220 - 120 - 10 - 40 = 50 live in Heide or nowhere known. Households add up, 20 + 15 + 24 + 9 =
# 68: with 70 in the city two would live nowhere known, so few that an area had to be withheld for their sake.
KNOWN = """Nord;SGB II;2023;;120;200;
Mitte;SGB II;2023;;10;200;
Hafen;SGB II;2023;;40;400;
Gesamtstadt;SGB II;2023;;220;1100;
Nord;Alleinerziehende;2023;;20;100;
Mitte;Alleinerziehende;2023;;15;150;
Hafen;Alleinerziehende;2023;;24;60;
Heide;Alleinerziehende;2023;;9;90;
Gesamtstadt;Alleinerziehende;2023;;68;400;
"""
INDEX = (
    'cuts = [-0.5, 0.5]\nresidents = "residents"\nmin_residents = 100',
    "cuts = [-0.5, 0.5]\n{more}min_residents = 0",
)
TABLES = ("changes", "intervals", "group_gaps", "relations", "similar")


def edition(folder: Path, few: int, more: str) -> Published:
    """Heide has so few of 200 children in SGB II; `more` are further lines of the index."""
    old, new = INDEX
    start, end = PROJECT.index("[[planungsbezirke]]"), PROJECT.index("[disclosure.oeffentlich]")
    toml = {PROJECT[start:end]: "", old: new.format(more=f'residents = "residents"\n{more}\n')}
    shares = HEAD + KNOWN + f"Heide;SGB II;2023;;{few};200;\n"
    people = {"Nord/Mitte;Kinder u3;31.12.2022;insgesamt;71\n": ""}
    return built(
        folder, {"projekt.toml": toml, "indicators/bevoelkerung.csv": people}, add={"indicators/anteile.csv": shares}
    ).published


@pytest.mark.parametrize(
    "more",
    [
        "",
        'zero = "city"',
        'normalisation = "percentile"',
        'missing = "rescale"\nmin_share_pct = 40',
        'normalisation = "robust_z"\nstandardise_again = false',
    ],
)
def test_another_small_count_changes_no_figure_of_the_lage(
    tmp_path_factory: pytest.TempPathFactory, more: str
) -> None:
    usual = edition(tmp_path_factory.mktemp("usual"), 3, more)
    index = usual.measures[usual.measures["measure_id"] == "lage_index"].set_index("area_id")
    assert index.loc["heide", "status"] == "Q"
    assert index.loc[["hafen", "mitte", "nord"], "value"].notna().all()
    for few in (1, 2, 4):
        other = edition(tmp_path_factory.mktemp("other"), few, more)
        assert_frame_equal(other.measures, usual.measures)
        assert other.findings == usual.findings
        for name in TABLES:
            table: pd.DataFrame = getattr(other, name)
            assert_frame_equal(table, getattr(usual, name))
