"""What placement found odd: facilities outside, on a border, in conflict with their stated area, without places."""

from collections.abc import Iterable

import geopandas as gpd
import pandas as pd

from sozialraum.errors import Problem, Severity
from sozialraum.model.codes import Code
from sozialraum.model.fields import in_language
from sozialraum.model.periods import in_order
from sozialraum.model.project import Project
from sozialraum.model.status import Status

COUNTED = frozenset({"in_betrieb", "provisorisch"})


def placement_problems(
    facilities: gpd.GeoDataFrame, areas: gpd.GeoDataFrame, offers: pd.DataFrame, project: Project
) -> list[Problem]:
    """Warnings about facilities, in order of file and row; none of them stops a build.

    Args:
        facilities: table `facilities` with `area_id` and `placement`.
        areas: table `areas`, for the names.
        offers: table `offers`.
        project: which facilities are expected to state places.
    """
    names = {str(area_id): str(name) for area_id, name in areas["name"].items()}
    found = [*_misplaced(facilities, names), *_silent(facilities, offers, project)]
    return sorted(found, key=lambda problem: (problem.file, problem.row or 0, problem.code))


def _misplaced(facilities: gpd.GeoDataFrame, names: dict[str, str]) -> Iterable[Problem]:
    codes = {
        "outside": Code.FACILITY_OUTSIDE,
        "conflict": Code.FACILITY_CONFLICT,
        "border": Code.FACILITY_ON_BORDER,
        "unknown": Code.FACILITY_NO_AREA,
    }
    odd = facilities[facilities["placement"].isin(codes)]
    columns = ("placement", "file", "row", "name", "stated_area", "found_area", "area_id")
    for placement, file, row, name, stated, found, area in zip(*(odd[column] for column in columns), strict=True):
        yield Problem(
            codes[placement],
            file,
            row=int(row),
            value=str(name),
            fields={
                "name": str(name),
                "stated": names.get(stated, "–"),
                "found": names.get(found, "–"),
                "area": names.get(area, "–"),
            },
            severity=Severity.WARNING,
        )


def _silent(facilities: gpd.GeoDataFrame, offers: pd.DataFrame, project: Project) -> Iterable[Problem]:
    """Facilities in operation that should have an offer of some coverage and state no places of it, or not all."""
    types_of = {offer.id: offer.facility_types for offer in project.offers}
    wanted = sorted({offer for coverage in project.coverage for offer in coverage.offers})
    labels = {offer.id: in_language(offer.label, project.language) for offer in project.offers}
    for offer in wanted:
        said = set(offers.loc[(offers["offer"] == offer) & offers["places"].notna(), "facility_id"])
        expected = facilities["facility_type"].isin(types_of[offer]) & facilities["betriebsstatus"].isin(COUNTED)
        silent = facilities[expected & (~facilities.index.isin(said) | facilities.index.isin(_blank(offers, offer)))]
        for name, file, row in zip(silent["name"], silent["file"], silent["row"], strict=True):
            yield Problem(
                Code.PLACES_MISSING,
                file,
                row=int(row),
                value=str(name),
                fields={"name": str(name), "offer": labels[offer]},
                severity=Severity.WARNING,
            )


def _blank(offers: pd.DataFrame, offer: str) -> set[str]:
    """Facilities with a row of the newest places of an offer in which no number stands."""
    own = offers[offers["offer"] == offer]
    newest = own["period"] == (in_order(list(own["period"])) or [""])[-1]
    blank = own["places"].isna() & own["status"].isin([str(Status.MISSING), str(Status.NOT_COLLECTED)])
    return set(own.loc[newest & blank, "facility_id"])
