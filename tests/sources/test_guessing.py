"""What is what among a few small files: each guess can be checked by eye, and none is made up."""

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from cities import WEST, feature, geojson, quarters, square
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, lists, sampled_from, text

from sozialraum.model.draft import FacilitiesDraft, ValuesDraft
from sozialraum.sources.drafts.guessing import Found, Wishes, drafted
from sozialraum.sources.drafts.survey import survey

TODAY = "2026-01-31"
AREAS = geojson(quarters())
KITAS = """Kita-Nr;Einrichtung;Träger;Straße;PLZ;X;Y;Stadtteil;Plätze
1;Kita Nord;Stadt;Ring 1;46282;500500;5701500;Nord;40
2;Kita Mitte;Kirche;Ring 2;46284;501500;5701500;Mitte;60
3;Kita Hafen;Stadt;Kai 3;46282;500500;5700500;Hafen;20
4;Kita Kaimauer;Stadt;Kai 4;46282;500600;5700500;Hafen;15
"""
PARTS: list[tuple[int, dict[str, Any]]] = list(enumerate(quarters()))
WIDE = """Stadtteil;Einwohner 2022;Einwohner 2023;davon besonders
Nord;100;110;1
Mitte;200;210;2
Hafen;90;80;3
Heide;0;0;0
"""
LONG = """thema;jahr;stadtteil;kennzahl;wert
bevoelkerung;2022;Nord;einwohner;100
bevoelkerung;2022;Mitte;einwohner;200
wohnen;2022;Nord;einwohner;7
wohnen;2022;Mitte;einwohner;9
bevoelkerung;2022;;einwohner;300
"""


def found(folder: Path, files: dict[str, str], **wishes: object) -> Found:
    tables = []
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
        read, problems = survey(path)
        assert not problems
        tables += read
    return drafted(tables, Wishes("ordner", TODAY, **wishes))  # type: ignore[arg-type]  # names are those of Wishes


def facilities(folder: Path, files: dict[str, str], **wishes: object) -> tuple[FacilitiesDraft, ...]:
    return found(folder, files, **wishes).draft.facilities


def values(folder: Path, files: dict[str, str]) -> tuple[ValuesDraft, ...]:
    return found(folder, files).draft.values


def test_polygons_are_the_areas_with_key_and_name(tmp_path: Path) -> None:
    draft = found(tmp_path, {"stadtteile.geojson": AREAS}).draft
    assert draft.areas.table is not None
    assert draft.areas.table.file == "boundaries/stadtteile.geojson"
    assert (draft.areas.area_id, draft.areas.name, draft.areas.count) == ("KEY", "NAME", 4)
    assert draft.areas.label["de"] == "Stadtteil"
    assert draft.crs == "EPSG:25832"
    assert not draft.city_known


def test_numbers_in_front_of_names_are_taken_off(tmp_path: Path) -> None:
    areas = AREAS.replace('"NAME": "', '"NAME": "03 ')
    names = found(tmp_path, {"stadtteile.geojson": areas}).draft.areas.names
    assert names == {"hafen": "Hafen", "heide": "Heide", "mitte": "Mitte", "nord": "Nord"}


def test_the_division_that_the_other_files_speak_of_is_the_base(tmp_path: Path) -> None:
    whole = feature({"ID": "a", "NAME": "West"}, {"type": "Polygon", "coordinates": square(0, 0)})
    other = feature({"ID": "b", "NAME": "Ost"}, {"type": "Polygon", "coordinates": square(1, 0)})
    draft = found(tmp_path, {"a_bezirke.geojson": geojson([whole, other]), "b.geojson": AREAS, "w.csv": WIDE}).draft
    assert draft.areas.table is not None
    assert draft.areas.table.file == "boundaries/b.geojson"
    assert [one.column for one in draft.divisions] == ["ID"]


def test_the_same_areas_in_another_file_are_left_out(tmp_path: Path) -> None:
    draft = found(tmp_path, {"a.geojson": AREAS, "b.geojson": AREAS}).draft
    assert [(one.file, one.reason) for one in draft.left_out] == [("b.geojson", "same_areas")]


def test_a_day_that_a_column_states_for_all_is_the_date_of_the_boundaries(tmp_path: Path) -> None:
    areas = AREAS.replace('"NAME":', '"STAND": "01.01.2021", "NAME":')
    draft = found(tmp_path, {"a.geojson": areas}).draft
    assert (draft.areas.as_of, draft.areas.as_of_column) == ("2021-01-01", "STAND")


def test_names_with_positions_are_facilities(tmp_path: Path) -> None:
    [kitas] = facilities(tmp_path, {"stadtteile.geojson": AREAS, "kitas.csv": KITAS})
    assert kitas.columns == {
        "facility_id": "Kita-Nr",
        "name": "Einrichtung",
        "traeger": "Träger",
        "street": "Straße",
        "postcode": "PLZ",
        "x": "X",
        "y": "Y",
        "area_name": "Stadtteil",
    }
    assert (kitas.id, kitas.crs, kitas.positions) == ("kita", "EPSG:25832", 4)
    [places] = kitas.places
    assert (places.column, places.total, places.group, places.kind, places.period) == ("Plätze", 135, "", "", None)


@pytest.mark.parametrize(
    ("heads", "row", "crs", "columns"),
    [
        ("lon;lat", "9.0;51.5", "EPSG:4326", ("lon", "lat")),
        ("lat;lon", "51.5;9.0", "EPSG:4326", ("lon", "lat")),
        ("X;Y", "51,5;9,0", "EPSG:4326", ("Y", "X")),  # swapped, and with a comma
        ("Rechtswert;Hochwert", "500500;5701500", "EPSG:25832", ("Rechtswert", "Hochwert")),
        ("Rechtswert;Hochwert", "32500500;5701500", "EPSG:4647", ("Rechtswert", "Hochwert")),
        ("Rechtswert;Hochwert", "2570000;5701500", "EPSG:31466", ("Rechtswert", "Hochwert")),
        ("Rechtswert;Hochwert", "3570000;5701500", "EPSG:31467", ("Rechtswert", "Hochwert")),
    ],
)
def test_the_coordinate_system_follows_from_the_numbers(
    tmp_path: Path, heads: str, row: str, crs: str, columns: tuple[str, str]
) -> None:
    content = f"Nr;Name;{heads}\n1;Kita A;{row}\n2;Kita B;{row}\n"
    [one] = facilities(tmp_path, {"kitas.csv": content})
    assert (one.crs, one.columns["x"], one.columns["y"]) == (crs, *columns)


def test_a_column_that_names_the_system_decides(tmp_path: Path) -> None:
    content = "Nr;Name;X;Y;EPSG\n1;Kita A;400500;5801500;EPSG:25833\n2;Kita B;400600;5801600;\n"
    [one] = facilities(tmp_path, {"kitas.csv": content})
    assert one.crs == "EPSG:25833"


def test_numbers_that_are_no_coordinates_are_no_position(tmp_path: Path) -> None:
    content = "Nr;Name;X;Y;Straße\n1;Kita A;12;7;Ring 1\n2;Kita B;13;8;Ring 2\n"
    [one] = facilities(tmp_path, {"kitas.csv": content})
    assert one.crs is None
    assert "x" not in one.columns


def test_facilities_of_one_name_are_told_apart_by_their_address(tmp_path: Path) -> None:
    content = "Name;Straße\nKita Sonne;Ring 1\nKita Sonne;Ring 2\n"
    [one] = facilities(tmp_path, {"kitas.csv": content})
    assert one.columns["facility_id"] == ("Name", "Straße")
    assert one.key_made


GROUPS = """Kita-Nr;Einrichtung;Straße;Altersgruppe;Plätze;davon belegt
1;Kita Nord;Ring 1;unter 3 Jahren;10;8
1;Kita Nord;Ring 1;ab 3 Jahren bis Schuleintritt;30;30
2;Kita Mitte;Ring 2;unter 3 Jahren;20;12
"""


def test_a_total_is_no_facility(tmp_path: Path) -> None:
    """40 + 60 + 20 + 15 = 135; the row that says so has no number, and the numbers are the key without it."""
    [kitas] = facilities(tmp_path, {"stadtteile.geojson": AREAS, "kitas.csv": f"{KITAS};Summe;;;;;;;135\n"})
    assert (kitas.columns["facility_id"], kitas.table.rows) == ("Kita-Nr", 4)
    assert kitas.table.unless == {"Einrichtung": "Summe"}
    assert kitas.places[0].total == 135


def test_columns_of_places_for_an_age_are_target_groups(tmp_path: Path) -> None:
    lines = KITAS.replace(
        "Plätze", "davon | Plätze U3;davon | 3 Jahre und älter;Kinder unter 3;Insgesamt"
    ).splitlines()
    table = "\n".join([lines[0], *(f"{line};5;1;45" for line in lines[1:])])
    found_here = found(tmp_path, {"stadtteile.geojson": AREAS, "kibiz_2024-25.csv": table}).draft
    [kitas] = found_here.facilities
    assert [(one.column, one.group, one.total, one.kind, one.period) for one in kitas.places] == [
        ("davon | Plätze U3", "u3", 135, "kibiz_meldung", "2024/25"),
        ("davon | 3 Jahre und älter", "ue3", 20, "kibiz_meldung", "2024/25"),
    ]
    assert [(one.id, one.ages) for one in found_here.groups] == [("u3", (0, 2)), ("ue3", (3, 5))]


def test_rows_for_each_age_are_places_of_the_list_they_belong_to(tmp_path: Path) -> None:
    """10 + 30 + 20 = 60 places, of which 8 + 30 + 12 = 50 are taken."""
    draft = found(tmp_path, {"stadtteile.geojson": AREAS, "kitas.csv": KITAS, "portal_2024.csv": GROUPS}).draft
    [kitas] = draft.facilities
    _, places, taken = kitas.places
    assert (places.column, places.key, places.total, places.kind, places.period) == (
        "Plätze",
        "Kita-Nr",
        60,
        "",
        "2024",
    )
    assert (taken.column, taken.total, taken.kind) == ("davon belegt", 50, "belegt")
    assert places.group_column == "Altersgruppe"
    assert places.group_names == {"unter 3 Jahren": "u3", "ab 3 Jahren bis Schuleintritt": "ue3"}
    assert draft.left_out == ()


def test_rows_for_each_age_of_facilities_that_no_list_has_are_left_out(tmp_path: Path) -> None:
    draft = found(tmp_path, {"stadtteile.geojson": AREAS, "portal_2024.csv": GROUPS}).draft
    assert [one.reason for one in draft.left_out] == ["repeated_facilities"]


def test_the_month_of_a_file_name_is_its_last_day(tmp_path: Path) -> None:
    draft = values(
        tmp_path, {"stadtteile.geojson": AREAS, "ba_2024-12.csv": "Stadtteil;Arbeitslose\nNord;1\nMitte;2\n"}
    )
    assert [(one.period, one.year_only, one.newest) for one in draft] == [("2024-12-31", False, "2024-12-31")]


def test_several_rows_of_one_facility_are_left_out_with_the_reason(tmp_path: Path) -> None:
    content = "Name;Straße;Alter;Plätze\nKita Sonne;Ring 1;U3;10\nKita Sonne;Ring 1;Ü3;20\n"
    draft = found(tmp_path, {"kitas.csv": content}).draft
    assert not draft.facilities
    assert [one.reason for one in draft.left_out] == ["repeated_facilities"]


def test_keys_that_two_lists_share_by_chance_are_made_different(tmp_path: Path) -> None:
    schools = "Schul-Nr;Schulname;Straße\n1;Schule A;Weg 1\n2;Schule B;Weg 2\n"
    kitas, schule = facilities(tmp_path, {"a.geojson": AREAS, "kitas.csv": KITAS, "schulen.csv": schools})
    assert kitas.columns["facility_id"] == "Kita-Nr"
    assert schule.columns["facility_id"] == ("Schul-Nr", "Schulname")


def test_the_same_list_without_positions_is_left_out(tmp_path: Path) -> None:
    bare = "\n".join(";".join(row.split(";")[:5]) for row in KITAS.splitlines())
    draft = found(tmp_path, {"a.geojson": AREAS, "a_ohne.csv": bare, "kitas.csv": KITAS}).draft
    assert [one.table.file for one in draft.facilities] == ["facilities/kitas.csv"]
    assert [(one.file, one.reason) for one in draft.left_out] == [("a_ohne.csv", "same_list")]


def test_a_second_list_of_the_same_keys_checks_the_positions(tmp_path: Path) -> None:
    old, new = KITAS.replace("500500", "500600"), KITAS
    [one] = facilities(tmp_path, {"a.geojson": AREAS, "kitas_2021.csv": old, "kitas_2024.csv": new})
    assert one.table.file == "facilities/kitas_2024.csv"
    [check] = one.checks
    assert (check.table.file, check.columns["facility_id"], check.common) == (
        "facilities/kitas_2021.csv",
        "Kita-Nr",
        4,
    )


def test_a_list_that_reaches_beyond_the_city_is_kept_to_it(tmp_path: Path) -> None:
    rows = "".join(f"{n};Schule {n};{600_000 + n};5600000;Fernstadt\n" for n in range(10, 20))
    content = f"Nr;Name;X;Y;Ort\n1;Schule A;500500;5701500;Musterstadt\n2;Schule B;501500;5701500;Musterstadt\n{rows}"
    [one] = facilities(tmp_path, {"a.geojson": AREAS, "schulen.csv": content})
    assert one.table.where == {"Ort": "Musterstadt"}
    assert (one.table.rows, one.positions) == (2, 2)


def test_years_in_headings_are_dates_of_one_indicator(tmp_path: Path) -> None:
    [draft] = values(tmp_path, {"a.geojson": AREAS, "w.csv": WIDE})
    assert draft.columns == {"area_name": "Stadtteil"}
    assert [(one.column, one.indicator) for one in draft.wide] == [("Einwohner {period}", "residents")]
    assert draft.unclear == ("davon besonders",)
    assert draft.period is None
    assert draft.year_only


def test_the_year_of_a_file_name_holds_for_its_columns(tmp_path: Path) -> None:
    content = "KEY;unter 3;unter 6\nnord;10;20\nmitte;30;50\n"
    [draft] = values(tmp_path, {"a.geojson": AREAS, "kinder_2023.csv": content})
    assert draft.columns == {"area_id": "KEY"}
    assert draft.period == "2023"
    assert draft.indicators == ("residents_u3", "residents_u6")


def test_values_without_any_date_stay_switched_off(tmp_path: Path) -> None:
    [draft] = values(tmp_path, {"a.geojson": AREAS, "kinder.csv": "KEY;unter 3\nnord;10\nmitte;30\n"})
    assert not draft.period_known


def test_a_long_table_is_told_apart_by_its_context(tmp_path: Path) -> None:
    known, rest = values(tmp_path, {"a.geojson": AREAS, "lang.csv": LONG})
    assert known.table.where == {"thema": "bevoelkerung", "kennzahl": "einwohner"}
    assert known.names == {"einwohner": "residents"}
    assert rest.unclear == ("wohnen: einwohner",)
    assert rest.example == {"thema": "wohnen", "kennzahl": "einwohner"}


def test_rows_without_an_area_are_put_aside(tmp_path: Path) -> None:
    content = "jahr;stadtteil;kennzahl;wert\n2022;Nord;einwohner;1\n2022;Mitte;einwohner;2\n2022;;einwohner;3\n"
    [draft] = values(tmp_path, {"a.geojson": AREAS, "lang.csv": content})
    assert draft.unless == {"stadtteil": ""}
    assert draft.names == {"einwohner": "residents"}


REGISTER = "KEY;Stichtag;Geburtsmonat;Kinder\n" + "".join(
    f"{area};31.12.{year};{month:02d}/{year - 1};{month}\n"
    for area in ("nord", "mitte", "hafen", "heide")
    for year in (2022, 2023)
    for month in range(1, 13)
)


@pytest.mark.parametrize("born", ["Geburtsmonat", "Alter"])
def test_children_by_birth_month_or_age_are_a_register(tmp_path: Path, born: str) -> None:
    rows = REGISTER
    if born == "Alter":
        rows = re.sub(r";([0-9]{2})/[0-9]{4};", lambda month: f";{int(month[1]) - 1};", rows)
    draft = found(tmp_path, {"a.geojson": AREAS, "kinder.csv": rows.replace("Geburtsmonat", born)}).draft
    [register] = draft.residents
    assert register.table.file == "register/kinder.csv"
    key = "birth_month" if born == "Geburtsmonat" else "age"
    assert register.columns == {"area_id": "KEY", "as_of": "Stichtag", key: born, "count": "Kinder"}
    assert (register.as_of, register.unless, draft.values, draft.left_out) == (None, {}, (), ())


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Stichtag", "Laufnummer"),  # nobody says when
        ("31.12.2023", "2023"),  # a year is no Stichtag
        ("Geburtsmonat", "Monat"),  # of what?
        ("\nnord;31.12.2023;12/2022;12\n", "\nnord;31.12.2023;12/2022;12\nnord;31.12.2023;12/2022;7\n"),  # parts
    ],
)
def test_a_table_that_leaves_something_open_is_no_register(tmp_path: Path, old: str, new: str) -> None:
    assert old in REGISTER
    draft = found(tmp_path, {"a.geojson": AREAS, "kinder.csv": REGISTER.replace(old, new)}).draft
    assert draft.residents == ()


def test_parts_that_nobody_explains_are_not_added_up(tmp_path: Path) -> None:
    content = "KEY;sex;einwohner\nnord;m;10\nnord;w;12\nmitte;m;3\nmitte;w;4\n"
    [draft] = values(tmp_path, {"a.geojson": AREAS, "teile_2023.csv": content})
    assert not draft.indicators
    assert draft.unclear == ("einwohner",)


def test_one_indicator_and_date_is_taken_from_one_file(tmp_path: Path) -> None:
    content = "KEY;Einwohner\nnord;10\nmitte;30\n"
    drafts = values(tmp_path, {"a.geojson": AREAS, "eins_2023.csv": content, "zwei_2023.csv": content})
    assert [one.indicators for one in drafts] == [("residents",), ()]


def test_a_table_of_other_keys_is_left_out(tmp_path: Path) -> None:
    draft = found(tmp_path, {"a.geojson": AREAS, "b.csv": "KEY;Einwohner\nfern;10\nnah;30\n"}).draft
    assert [(one.file, one.reason) for one in draft.left_out] == [("b.csv", "nothing_known")]


def test_small_counting_numbers_are_no_keys_of_areas(tmp_path: Path) -> None:
    areas = AREAS
    for number, key in enumerate(("hafen", "heide", "mitte", "nord"), start=1):
        areas = areas.replace(f'"KEY": "{key}"', f'"KEY": "{number}"')
    draft = found(tmp_path, {"a.geojson": areas, "b.csv": "Gruppen;Einwohner\n1;10\n2;30\n"}).draft
    assert not draft.values


def test_numbers_of_facilities_are_no_keys_of_areas_that_have_a_zero_in_front(tmp_path: Path) -> None:
    areas = AREAS
    for number, key in enumerate(("hafen", "heide", "mitte", "nord"), start=1):
        areas = areas.replace(f'"KEY": "{key}"', f'"KEY": "{number:02d}"').replace('"NAME"', '"STADTTNAME"')
    kitas = "nr;Einrichtung;X;Y;Stadtteil\n1;Kita Nord;500500;5701500;Nord\n2;Kita Mitte;501500;5701500;Mitte\n"
    draft = found(tmp_path, {"a.geojson": areas, "kitas.csv": kitas}).draft
    assert draft.areas.name == "STADTTNAME"
    assert draft.facilities[0].columns["area_name"] == "Stadtteil"


def test_areas_in_collections_are_areas(tmp_path: Path) -> None:
    def collected(one: dict[str, object]) -> dict[str, object]:
        point = {"type": "Point", "coordinates": [WEST, 5_700_000]}
        return {**one, "geometry": {"type": "GeometryCollection", "geometries": [one["geometry"], point]}}

    draft = found(tmp_path, {"a.geojson": geojson([collected(one) for one in quarters()])}).draft
    assert draft.areas.count == 4


def test_an_area_that_is_only_the_others_together_is_put_aside(tmp_path: Path) -> None:
    whole = feature({"KEY": "XX", "NAME": "Gesamt"}, {"type": "Polygon", "coordinates": square(0, 0, 2000)})
    areas = found(tmp_path, {"a.geojson": geojson([*quarters(), whole])}).draft.areas
    assert (areas.count, areas.sums) == (4, ("XX",))


def test_a_name_of_several_features_is_the_key_where_the_others_speak_of_it(tmp_path: Path) -> None:
    half = {"type": "Polygon", "coordinates": square(0, 0, 500)}
    parts = [{**one, "id": f"APP_{n}", "properties": {"NAME": one["properties"]["NAME"]}} for n, one in PARTS]
    parts.append({**feature({"NAME": "Hafen"}, half), "id": "APP_9"})
    draft = found(tmp_path, {"a.geojson": geojson(parts), "einwohner.csv": WIDE}).draft
    assert (draft.areas.area_id, draft.areas.name) == ("NAME", None)
    assert draft.values[0].columns["area_id"] == "Stadtteil"


def test_totals_and_larger_areas_beside_all_areas_do_not_hide_them(tmp_path: Path) -> None:
    text = WIDE + "Bezirk West;190;190;4\nBezirk Ost;200;210;2\nStadt;390;400;6\n"
    (one,) = values(tmp_path, {"a.geojson": AREAS, "einwohner.csv": text})
    assert one.unless == {"Stadtteil": ("Bezirk Ost", "Bezirk West", "Stadt")}


def test_files_that_differ_by_the_year_are_one_entry(tmp_path: Path) -> None:
    rows = "Stadtteil;Einwohner\nNord;1\nMitte;2\nHafen;3\nHeide;0\n"
    result = found(tmp_path, {"a.geojson": AREAS, "daten/ew_2022.csv": rows, "daten/ew_2023.csv": rows})
    (one,) = result.draft.values
    assert (one.table.file, one.columns["period"]) == ("indicators/ew/ew_*.csv", "[Datei]")
    assert {name for name in result.copies if "ew" in name} == {
        "indicators/ew/ew_2022.csv",
        "indicators/ew/ew_2023.csv",
    }


def test_files_of_one_area_each_are_called_by_their_names(tmp_path: Path) -> None:
    files = {
        f"grenzen/{n}.geojson": geojson([{**one, "properties": {}}])
        for n, one in zip("abcd", quarters(), strict=True)
    }
    result = found(tmp_path, files)
    areas = result.draft.areas
    assert areas.table is not None
    assert (areas.table.file, areas.area_id, areas.count) == ("boundaries/grenzen/*.geojson", "[Datei]", 4)
    assert sorted(result.copies) == [f"boundaries/grenzen/{n}.geojson" for n in "abcd"]


def test_larger_areas_come_from_a_column_of_the_boundaries(tmp_path: Path) -> None:
    areas = AREAS.replace('"KEY": "nord"', '"BEZ": "01", "KEY": "nord"').replace(
        '"KEY": "hafen"', '"BEZ": "01", "KEY": "hafen"'
    )
    areas = areas.replace('"KEY": "mitte"', '"BEZ": "02", "KEY": "mitte"').replace(
        '"KEY": "heide"', '"BEZ": "02", "KEY": "heide"'
    )
    west = feature({"ID": "01", "NAME": "West"}, {"type": "Polygon", "coordinates": square(0, 0)})
    east = feature({"ID": "02", "NAME": "Ost"}, {"type": "Polygon", "coordinates": square(1, 0)})
    draft = found(
        tmp_path, {"stadtteile.geojson": areas, "w.csv": WIDE, "z_bezirke.geojson": geojson([west, east])}
    ).draft
    [larger] = draft.larger
    assert (larger.part_of, larger.names) == ("BEZ", {"01": "West", "02": "Ost"})


def test_without_boundaries_areas_are_drawn_and_said_to_be(tmp_path: Path) -> None:
    got = found(tmp_path, {"kitas.csv": KITAS})
    assert got.draft.areas.drawn_from == "Stadtteil"
    assert got.drawn is not None
    assert got.drawn["id"].tolist() == ["Hafen", "Mitte", "Nord"]
    [kitas] = got.draft.facilities
    assert kitas.columns["area_id"] == "Stadtteil"


def test_the_user_may_choose_what_the_areas_are_drawn_from(tmp_path: Path) -> None:
    assert found(tmp_path, {"kitas.csv": KITAS}, areas_from="plz").draft.areas.drawn_from == "PLZ"
    got = found(tmp_path, {"kitas.csv": KITAS}, areas_from="Quartier")
    assert got.unknown_areas == ("Stadtteil", "PLZ")


def test_a_list_that_nothing_divides_gives_one_area(tmp_path: Path) -> None:
    got = found(tmp_path, {"kitas.csv": "Nr;Name;X;Y\n1;Kita A;500500;5701500\n2;Kita B;500900;5701500\n"})
    assert got.draft.areas.whole
    assert got.drawn is not None
    assert len(got.drawn) == 1


def test_only_the_rows_that_are_wished_for_are_looked_at(tmp_path: Path) -> None:
    rows = "1;Kita A;500500;5701500;Dorsten\n2;Kita B;500900;5701500;Dorsten\n3;Kita C;520900;5701500;Marl\n"
    got = found(tmp_path, {"kitas.csv": f"Nr;Name;X;Y;Ort\n{rows}"}, where=(("Gemeinde", "Dorsten"),))
    [one] = got.draft.facilities
    assert one.table.where == {"Ort": "Dorsten"}
    assert one.table.rows == 2
    assert (got.draft.city, got.draft.city_known) == ("Dorsten", True)


def test_a_wish_that_no_file_can_meet_is_told(tmp_path: Path) -> None:
    assert found(tmp_path, {"kitas.csv": KITAS}, where=(("Farbe", "rot"),)).unknown_where == ("Farbe",)
    got = found(tmp_path, {"kitas.csv": KITAS}, where=(("Stadtteil", "Mond"),))
    assert [one.reason for one in got.draft.left_out] == ["no_such_rows"]


def test_files_of_one_name_keep_apart(tmp_path: Path) -> None:
    got = found(
        tmp_path,
        {"x/liste.csv": KITAS, "y/liste.csv": "Nr;Name;X;Y\n7;Hort;500100;5700100\n8;Treff;500200;5700100\n"},
    )
    assert set(got.copies) == {"facilities/liste.csv", "facilities/y_liste.csv"}
    assert len(set(got.draft.sources)) == 3


def test_each_table_of_an_archive_is_used_or_told(tmp_path: Path) -> None:
    (tmp_path / "a.geojson").write_text(AREAS, encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "alles.zip", "w") as packed:
        packed.writestr("fern.csv", "KEY;Einwohner\nfern;10\nnah;30\n")
        packed.writestr("leute_2023.csv", "KEY;Einwohner\nnord;10\nmitte;30\n")
    tables = [*survey(tmp_path / "a.geojson")[0], *survey(tmp_path / "alles.zip")[0]]
    draft = drafted(tables, Wishes("ordner", TODAY)).draft
    [values] = draft.values
    assert (values.table.file, values.table.layer) == ("indicators/alles.zip", "leute_2023.csv")
    assert values.period == "2023"
    assert [one.file for one in draft.left_out] == ["alles.zip (fern.csv)"]


def test_nothing_found_is_a_draft_too(tmp_path: Path) -> None:
    draft = found(tmp_path, {"a.csv": "a;b\n1;2\n"}).draft
    assert draft.areas.table is None
    assert [one.reason for one in draft.left_out] == ["no_areas_to_meet"]


HEADINGS = text(min_size=1, max_size=12) | sampled_from(
    ["Nr", "Name", "X", "Y", "Stadtteil", "Plätze", "Jahr", "Wert", "Kennzahl"]
)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(heads=lists(HEADINGS, min_size=1, max_size=6), seed=integers(0, 9))
def test_every_guess_is_a_heading_of_its_file(tmp_path: Path, heads: list[str], seed: int) -> None:
    quoted = ['"{}"'.format(head.replace('"', '""')) for head in heads]
    rows = "".join(
        ";".join(f"{WEST + seed + row * 7 + place}" for place in range(len(heads))) + "\n" for row in range(4)
    )
    (tmp_path / "a.csv").write_text(f"{';'.join(quoted)}\n{rows}", encoding="utf-8")
    tables, _ = survey(tmp_path / "a.csv")
    draft = drafted(tables, Wishes("ordner", TODAY)).draft
    for one in (*draft.facilities, *draft.values):
        named = [
            heading for value in one.columns.values() for heading in ((value,) if isinstance(value, str) else value)
        ]
        assert set(named) <= set(tables[0].headings)


def test_the_same_files_give_the_same_draft(tmp_path: Path) -> None:
    files = {"a.geojson": AREAS, "kitas.csv": KITAS, "w.csv": WIDE, "lang.csv": LONG}
    assert found(tmp_path, files).draft == found(tmp_path, files).draft


def test_what_may_enter_an_index_is_known_by_its_role(tmp_path: Path) -> None:
    """Shares of the role Lage that have a date; not a count, and not a share that is context."""
    head = "Stadtteil;Jahr;Einwohner;Alleinerziehende, Anteil;Arbeitslosenanteil;Anteil der Nichtdeutschen"
    rows = "Nord;2023;100;21,5;7,1;11,0\nMitte;2023;200;22,5;8,1;12,0\nHafen;2023;90;23,5;9,1;13,0\n"
    draft = found(tmp_path, {"a.geojson": AREAS, "lage.csv": f"{head}\n{rows}"}).draft
    assert "residents" in {id_ for one in draft.values for id_ in one.indicators}
    assert draft.lage == ("anteil_alleinerz", "arbeitslosenanteil")
