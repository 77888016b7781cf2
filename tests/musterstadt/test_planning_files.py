"""The lists of planning, the register and the list of places tell one story."""

from collections import Counter

from musterstadt import planning_by_hand as hand
from musterstadt.city_files import numbers, places, table


def test_every_place_taken_has_a_home_and_one_kita_did_not_say() -> None:
    use = table("planung/wohnort_einrichtung.csv")
    keys = [use["EINRICHTUNG"], use["ANGEBOT"], use["ZIELGRUPPE"], use["JAHR"]]
    told = use["KINDER"].astype(int).groupby(keys).sum()
    offers = places()
    taken = offers[
        (offers["ART"] == "belegt")
        & offers["JAHR"].isin(["2023/24", "2024/25"])
        & offers["ANGEBOT"].isin(["Kita", "Kindertagespflege"])
    ].set_index(["EINRICHTUNG", "ANGEBOT", "ZIELGRUPPE", "JAHR"])["plaetze"]
    assert {key[0] for key in set(taken.index) - set(told.index)} == {"K023"}
    assert set(told.index) <= set(taken.index)
    assert all(told[key] == taken[key] for key in told.index)
    assert not use.duplicated(["EINRICHTUNG", "WOHNORT", "ANGEBOT", "ZIELGRUPPE", "JAHR"]).any()


def test_no_more_children_are_cared_for_than_live_there() -> None:
    for target, groups in hand.GROUPS.items():
        homes: Counter[str] = Counter()
        for area in hand.AREAS:
            homes.update(hand.taken(area, target, "2024/25"))
        assert set(homes) - set(hand.AREAS) == {"außerhalb", "unbekannt"}
        for area in hand.AREAS:
            assert homes[area] <= sum(hand.cohort(area, 2024, group) for group in groups)


def test_pupils_of_all_schools_are_the_children_of_the_register_in_each_class() -> None:
    schools = {row["SCHULE"] for row in hand.rows("planung/schuelerzahlen.csv")}
    assert len(schools) == 15
    for start in range(2020, 2025):
        for class_ in (1, 2, 3, 4):
            first, last = (start - 6 - class_, 10), (start - 5 - class_, 9)
            living = sum(hand.born_in(area, start, first, last) for area in hand.AREAS)
            assert sum(hand.class_of(school, start, class_) for school in schools) == living


def test_pupils_of_a_school_are_its_places_taken_and_no_more_of_them_stay_all_day() -> None:
    offers = places()
    offers = offers[(offers["ART"] == "belegt") & (offers["ZIELGRUPPE"] == "Grundschulalter")]
    sums = offers.groupby(["EINRICHTUNG", "JAHR", "ANGEBOT"])["plaetze"].sum().unstack()
    pupils = table("planung/schuelerzahlen.csv")
    told = pupils["KINDER"].astype(int).groupby([pupils["SCHULE"], pupils["SCHULJAHR"]]).sum()
    assert sums["Schule"].to_dict() == told.to_dict()
    assert (sums["Offener Ganztag"] + sums["Randstunde"] <= sums["Schule"]).all()


def test_registrations_are_children_of_the_register_who_reach_school_age() -> None:
    rows = table("planung/schulanmeldungen.csv")
    counts = numbers(rows["KINDER"])
    assert rows.loc[counts.isna(), ["SCHULE", "SCHULJAHR", "STATUS"]].to_numpy().tolist() == [
        ["S015", "2023/24", "O"]
    ]
    sums = counts.groupby(rows["SCHULJAHR"]).sum()
    for start in range(2025, 2030):
        born = [(start - 7, month) for month in (10, 11, 12)] + [(start - 6, month) for month in range(1, 10)]
        living = sum(hand.by_month()[area, 2024][month] for area in hand.AREAS for month in born)
        assert sums[hand.school_year(start)] == living
    ahead = rows["SCHULJAHR"] >= "2026/27"
    assert set(rows.loc[ahead, "STATUS"]) == {"F"}


def test_measures_fit_the_houses_they_change() -> None:
    planned_places = places()
    planned_places = planned_places[planned_places["ART"] == "geplant"]
    for row in hand.rows("planung/massnahmen.csv"):
        house, target, change = hand.houses()[row["EINRICHTUNG"]], row["ZIELGRUPPE"], int(row["PLAETZE"])
        if house["NR"] in {
            "K047",
            "K048",
            "K049",
        }:  # new ones open on the day of the list with the places named there
            own = planned_places[
                (planned_places["EINRICHTUNG"] == house["NR"]) & (planned_places["ZIELGRUPPE"] == target)
            ]
            assert (row["AB"], row["STAND"], {change}) == (house["AB"], house["BETRIEBSSTATUS"], set(own["plaetze"]))
        if change < 0:
            held = places()
            at = held[(held["EINRICHTUNG"] == house["NR"]) & (held["ZIELGRUPPE"] == target)]
            licensed = at[(at["ART"] == "Betriebserlaubnis") & (at["JAHR"] == "2024/25")]["plaetze"].sum()
            assert licensed + change >= 0
            if "Schließung" in row["BEZEICHNUNG"]:
                assert licensed + change == 0


def test_births_are_those_of_the_indicator() -> None:
    births = {(row["SOZIALRAUM"], row["JAHR"]): row["GEBURTEN"] for row in hand.rows("planung/geburten.csv")}
    told = {
        (row["Gebiet"], row["Zeitpunkt"]): row["Wert"]
        for row in hand.rows("indicators/1_bevoelkerung.csv")
        if row["Kennzahl"] == "geburten" and not row["Gliederung"]
    }
    assert births == told


def test_every_count_of_applications_names_its_day_and_one_area_is_missing_once() -> None:
    rows = table("planung/anmeldungen_ohne_platz.csv")
    areas = rows.groupby(["JAHR", "STICHTAG", "VERSORGUNG"])["SOZIALRAUM"].nunique()
    assert areas.xs("2024-05-15", level="STICHTAG").to_list() == [13, 13]
    assert (areas.drop("2024-05-15", level="STICHTAG") == 14).all()
