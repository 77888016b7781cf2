"""Planned measures, schools, Familienzentren and the years ahead on the page of planning, drawn by hand."""

from dataclasses import replace

import pandas as pd
from presentation.planning.drawn import balance, line, read, section, with_planning
from rows import long

from sozialraum.model.forecast import BACK_TEST
from sozialraum.model.planning import ChildrenOfYears, Planning
from sozialraum.model.planning_settings import PlanningSettings
from sozialraum.model.planning_tables import CLASS_TOTALS, CLASSES, EFFECTS, GANZTAG, NETWORKS, PLANNED, TARGETS
from sozialraum.model.tables import CHILDREN, MEASURES, frame
from sozialraum.presentation.atlas.data import CityPages
from sozialraum.presentation.planning.page import planning_page, sections
from sozialraum.presentation.planning.told import planning_href

NO_MEASURES = frame(MEASURES)


def drawn_pages(pages: CityPages, plan: Planning, measures: pd.DataFrame = NO_MEASURES) -> CityPages:
    return with_planning(pages, measures, replace(plan, today="2023/24"))


def test_a_kita_that_opens_in_february_before_and_after(pages: CityPages) -> None:
    """20 places from 1 February: six months of twelve are half a year; 32.5 missing become 22.5."""
    planned = long(
        """
        | measure | label      | facility_id | places | from_day   | status      | cost_eur | who   | drucksache |
        |---------|------------|-------------|--------|------------|-------------|----------|-------|------------|
        | m1      | Anbau Nord | k1          | 20     | 2025-02-01 | beschlossen | 1250000  | Stadt | V 7/24     |
        | m2      |            | k2          | -5     | 2026-08-01 | idee        |          |       |            |
        """,
        PLANNED,
        offer="kita",
        target_group="u3",
    )
    effects = long(
        """
        | measure | coverage | area_id | year    | places | missing_before | missing_after |
        |---------|----------|---------|---------|--------|----------------|---------------|
        | m1      | kita_u3  | nord    | 2023/24 | 0      | 32.5           | 32.5          |
        | m1      | kita_u3  | nord    | 2024/25 | 10     | 32.5           | 22.5          |
        | m1      | kita_u3  | nord    | 2025/26 | 20     | 30             | 10            |
        | m1      | kita_u3  | city    | 2024/25 | 10     | 15.94          | 5.94          |
        | m1      | kita_u3  | city    | 2025/26 | 20     |                |               |
        """,
        EFFECTS,
    )
    plan = Planning(planned=planned, effects=effects, counted=frozenset({"m1"}))
    part = section(drawn_pages(pages, plan), "massnahmen")
    told, done = part.grids
    assert [read(cell) for cell in line(told, "Anbau Nord").cells] == [
        ["Kita Sonnenschein", "Nord"],
        ["+20 Kita U3"],
        ["01.02.2025"],
        ["beschlossen"],
        ["1.250.000\u202f€"],
        ["Stadt"],
        ["V 7/24"],
    ]
    idea = line(told, "m2")
    assert read(idea.cells[3]) == ["Idee", "zählt nicht mit"]
    assert read(idea.cells[1]) == ["−5 Kita U3"]
    assert [head.label for head in done.heads] == ["2024/25", "2025/26"]
    assert [read(cell) for cell in line(done, "Anbau Nord").cells] == [
        ["fehlen 33 → 23", "+10 Plätze (32,5 → 22,5)", "Stadt: fehlen 16 → 6"],
        ["fehlen 30 → 10", "+20 Plätze", "Stadt: k. A."],
    ]


def test_places_before_and_after_have_the_decimals_of_their_column(pages: CityPages) -> None:
    planned = long(
        """
        | measure | facility_id | places | from_day   | status  |
        |---------|-------------|--------|------------|---------|
        | m1      | k1          | 20     | 2025-02-01 | geplant |
        | m2      | k2          | 12.5   | 2025-08-01 | geplant |
        """,
        PLANNED,
        offer="kita",
        target_group="u3",
    )
    effects = long(
        """
        | measure | area_id | year    | places | missing_before | missing_after |
        |---------|---------|---------|--------|----------------|---------------|
        | m1      | nord    | 2024/25 | 10     | 32.5           | 22.5          |
        | m2      | mitte   | 2024/25 | 7.25   | 7.04           | 0             |
        | m2      | mitte   | 2025/26 | 12.5   | 7              | 0             |
        """,
        EFFECTS,
        coverage="kita_u3",
    )
    told, done = section(drawn_pages(pages, Planning(planned=planned, effects=effects)), "massnahmen").grids
    assert [one.cells[1].text for one in told.lines] == ["+20,0 Kita U3", "+12,5 Kita U3"]
    assert [read(cell) for one in done.lines for cell in one.cells] == [
        ["fehlen 33 → 23", "+10,0 Plätze (32,50 → 22,50)"],
        ["–"],
        ["fehlen 8 → 0", "+7,3 Plätze (7,04 → 0,00)"],
        ["fehlen 7 → 0", "+12,5 Plätze"],
    ]
    assert pages.context.words.section("page")["profile.unrounded"] in done.note


def test_entry_classes_at_the_boundaries_of_the_steps(pages: CityPages) -> None:
    classes = long(
        """
        | facility_id | year    | children | classes | per_class | band   | status | reason                |
        |-------------|---------|----------|---------|-----------|--------|--------|-----------------------|
        | s1          | 2023/24 | 29       | 1       | 29        | within |        |                       |
        | s1          | 2024/25 | 30       | 2       | 15        | within | P      |                       |
        | s1          | 2025/26 | 14       | 1       | 14        | below  |        |                       |
        | s1          | 2026/27 |          |         |           |        | O      | registrations_unknown |
        """,
        CLASSES,
    )
    totals = long(
        """
        | year    | children | classes | richtzahl | above | unknown_schools | status | reason                |
        |---------|----------|---------|-----------|-------|-----------------|--------|-----------------------|
        | 2023/24 | 29       | 1       | 2         | 0     | 0               |        |                       |
        | 2024/25 | 30       | 2       | 1         | 1     | 0               |        |                       |
        | 2026/27 |          |         |           |       | 1               | O      | registrations_unknown |
        """,
        CLASS_TOTALS,
    )
    own = drawn_pages(pages, Planning(classes=classes, class_totals=totals))
    grid = section(own, "eingangsklassen").grids[0]
    assert [(head.label, head.note) for head in grid.heads] == [
        ("2023/24", ""),
        ("2024/25", ""),
        ("2025/26", ""),
        ("2026/27", ""),
    ]
    school, together = grid.lines
    assert [read(cell) for cell in school.cells] == [
        ["1 Klasse", "29 Kinder", "29 je Klasse"],
        ["2 Klassen", "30 Kinder", "15 je Klasse", "vorläufig"],
        ["1 Klasse", "14 Kinder", "14 je Klasse", "unter der Bandbreite"],
        ["k. A.", "Anmeldungen einer Schule nicht bekannt"],
    ]
    assert read(together.cells[0]) == [
        "1 Klasse",
        "29 Kinder",
        "Klassenrichtzahl: höchstens 2",
        "Richtzahl eingehalten",
    ]
    assert read(together.cells[1])[-1] == "1 über der Richtzahl"
    assert read(together.cells[2]) == ["k. A."]


def test_which_school_has_too_few_places_in_which_year(pages: CityPages) -> None:
    """Before the claim nothing is told; 48.6 needed, 36 of eight hours; then twelve of unknown hours."""
    claims = long(
        """
        | year    | entitled | places_needed | places_hours_unknown | places_missing | places_spare | lower | upper |
        |---------|----------|---------------|----------------------|----------------|--------------|-------|-------|
        | 2025/26 | 0        | 0             | 0                    | 0              | 36           |       |       |
        | 2026/27 | 54       | 48.6          | 0                    | 12.6           | 0            |       |       |
        | 2027/28 | 54       | 48.6          | 12                   |                |              | 0.6   | 12.6  |
        """,
        GANZTAG,
        facility_id="s1",
        places_claim_hours=36,
        places_shorter=10,
    )
    ganztag = claims.assign(status=["A", "F", "O"], reason=["", "", "hours_unknown"])
    part = section(drawn_pages(pages, Planning(ganztag=ganztag)), "ganztag")
    grid = part.grids[0]
    assert [(head.label, head.note) for head in grid.heads] == [("2026/27", "Prognose"), ("2027/28", "")]
    assert [read(cell) for cell in grid.lines[0].cells] == [
        ["fehlen 13", "36 von 48,6", "54 Kinder mit Anspruch", "dazu 10 kürzere Plätze"],
        [
            "k. A.",
            "Stunden der Plätze nicht bekannt",
            "fehlen 1 bis 13",
            "36 von 48,6",
            "54 Kinder mit Anspruch",
            "dazu 10 kürzere Plätze",
            "dazu 12 mit unbekannten Stunden",
        ],
    ]
    assert part.sentences[1].startswith("2026/27: Zu wenige Plätze:")
    assert "(fehlen 13)" in part.sentences[1]
    assert len(part.sentences) == 2  # of 2027/28 nothing can be said of the only school
    assert "Geplante Maßnahmen" not in part.sentences[0]
    more = frame(PLANNED, [{"measure": "m1", "facility_id": "s1", "places": 20, "status": "geplant"}])
    planned = section(drawn_pages(pages, Planning(ganztag=ganztag, planned=more)), "ganztag")
    assert planned.sentences[0].endswith("was geplant ist, steht unter „Geplante Maßnahmen“.")
    assert planned.sentences[1:] == part.sentences[1:]


def test_where_a_familienzentrum_is_missing_and_how_far_a_network_reaches(pages: CityPages) -> None:
    project = pages.context.project.model_copy(
        update={"planning": PlanningSettings(familienzentren="familienzentrum", centre_children=["kita_u3"])}
    )
    measures = long(
        """
        | area_id | measure_id                   | value | status | reason             |
        |---------|------------------------------|-------|--------|--------------------|
        | nord    | familienzentren              | 1     |        |                    |
        | nord    | familienzentrum_houses       | 2     |        |                    |
        | nord    | children_per_familienzentrum | 120   |        |                    |
        | hafen   | familienzentren              | 0     |        |                    |
        | hafen   | familienzentrum_houses       | 0     |        |                    |
        | hafen   | children_per_familienzentrum |       | M      | no_familienzentrum |
        """,
        MEASURES,
        target_group="familienzentrum",
        period="2023-12-31",
        scenario="bestand",
    )
    networks = long(
        """
        | verbund | houses | without_position | pairwise_m | circle_m | number | by_pairs | by_circle |
        |---------|--------|------------------|------------|----------|--------|----------|-----------|
        | Dörfer  | 3      | 1                | 4400       | 2200     | within | above    | unknown   |
        """,
        NETWORKS,
    )
    children = long(
        """
        | area_id | value |
        |---------|-------|
        | nord    | 120   |
        | hafen   | 8     |
        """,
        CHILDREN,
        group="kita_u3",
        year="2023/24",
    )
    plan = Planning(networks=networks, today="2023/24", years=ChildrenOfYears(children=children))
    part = section(with_planning(pages, measures, plan, project), "familienzentren")
    assert part.sentences[1] == "Ohne Familienzentrum: Hafen."
    by_area, of_networks, certificates = part.grids
    assert [read(cell) for cell in line(by_area, "Hafen").cells] == [
        ["0"],
        ["0"],
        ["8"],
        ["nicht anwendbar", "kein Familienzentrum in diesem Gebiet"],
    ]
    assert [read(cell) for cell in line(of_networks, "Dörfer").cells] == [
        ["3", "im Rahmen der Regel", "1 ohne bekannten Ort"],
        ["4.400\u202fm", "über der Regel"],
        ["2.200\u202fm", "nicht zu sagen"],
    ]
    assert {cell.text for row in certificates.lines for cell in row.cells[3:]} <= {
        "gilt",
        "abgelaufen",
        "gilt noch nicht",
    }


def test_the_back_test_stands_beside_as_last_time(pages: CityPages) -> None:
    cohorts = pages.context.project.cohorts
    assert cohorts is None  # the small city has no register: groups without a label are not told
    plan = Planning(years=ChildrenOfYears(back_test=frame(BACK_TEST)))
    assert "kinder" not in {one.id for one in sections(drawn_pages(pages, plan, balance("| area_id |\n|---|\n")))}


def test_targets_say_for_whom_when_and_where(pages: CityPages) -> None:
    targets = long(
        """
        | coverage | age | year    | area_id | target_pct | source              |
        |----------|-----|---------|---------|------------|---------------------|
        | kita_u3  | 1   |         |         | 60         | Beschluss 14.03.24  |
        | kita_u3  |     | 2025/26 | nord    | 102.5      | Beschluss 05.09.24  |
        """,
        TARGETS,
    )
    grid = section(drawn_pages(pages, Planning(targets=targets)), "regeln").grids[0]
    assert [[cell.text for cell in one.cells] for one in grid.lines] == [
        ["1 Jahre", "jedes", "Gesamtstadt", "60,0\u202f%", "Beschluss 14.03.24"],
        ["alle Altersjahre", "2025/26", "Nord", "102,5\u202f%", "Beschluss 05.09.24"],
    ]


def test_a_city_of_which_nothing_is_told_has_no_page(pages: CityPages) -> None:
    own = with_planning(pages, NO_MEASURES, Planning())
    assert planning_href(own.context) is None
    assert planning_page(own, "0") is None
