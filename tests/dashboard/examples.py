"""Small made-up measures, areas and figures for the tests of the arithmetic."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.measures import Measure
from dashboard.periods import Period, winter_average
from dashboard.schema import ENGLAND, Area, Catalogue, Member, NeighbourSet, Observation

LEEDS, SHEFFIELD, BRISTOL, CAMDEN = "E08000035", "E08000019", "E06000023", "E09000007"
HULL, KIRKLEES, GONE = "E06000010", "E08000034", "E10000021"
YORKSHIRE, LONDON, INNER_LONDON = "E12000003", "E12000007", "E13000001"


def a_measure(**changes: Any) -> Measure:
    usual: dict[str, Any] = {
        "id": "neet",
        "title": "Young people not in education, employment or training",
        "short": "NEET",
        "topic": "Headline outcomes",
        "unit": "%",
        "definition": "A made-up share.",
        "period_kind": "winter-average",
        "polarity": "low",
        "scale": 100,
        "people": "young people",
        "interval": "wilson",
    }
    return Measure.model_validate(usual | changes)


def a_figure(area: str, period: Period | int, value: float | None = None, **changes: Any) -> Observation:
    """One figure of ``neet``; without a value it is suppressed. A year stands for its winter average."""
    when = winter_average(period) if isinstance(period, int) else period
    usual: dict[str, Any] = {
        "measure": "neet",
        "breakdown": "all",
        "area": area,
        "period": when,
        "value": value,
        "numerator": None,
        "denominator": None,
        "status": "c" if value is None else None,
        "provisional": False,
        "illustrative": False,
        "dataset": "lait",
    }
    return Observation(**(usual | changes))


def counted(area: str, period: Period | int, numerator: float, denominator: float, **changes: Any) -> Observation:
    """One figure in per cent with the counts behind it."""
    value = 100 * numerator / denominator
    return a_figure(area, period, value, numerator=numerator, denominator=denominator, **changes)


PLACES: Sequence[Area] = (
    Area(ENGLAND, "England", "country"),
    Area(YORKSHIRE, "Yorkshire and The Humber", "region", ENGLAND),
    Area(LONDON, "London", "region", ENGLAND),
    Area(INNER_LONDON, "Inner London", "region", LONDON),
    Area(LEEDS, "Leeds", "authority", YORKSHIRE, 383),
    Area(SHEFFIELD, "Sheffield", "authority", YORKSHIRE, 373),
    Area(HULL, "Kingston upon Hull", "authority", YORKSHIRE, 810),
    Area(KIRKLEES, "Kirklees", "authority", YORKSHIRE, 382),
    Area(BRISTOL, "Bristol", "authority", "E12000009", 801),
    Area(CAMDEN, "Camden", "authority", INNER_LONDON, 202),
    Area(GONE, "Northamptonshire", "authority", "E12000004", 928, valid_to=date(2021, 3, 31)),
    Area("leeds-south", "South", "wedge", LEEDS),
    Area("leeds-west", "West", "wedge", LEEDS),
    Area("leeds-east", "East", "wedge", LEEDS),
    Area("leeds-north-west", "North West", "wedge", LEEDS),
    Area("leeds-north-east", "North East", "wedge", LEEDS),
    Area("leeds-west-without-kirkstall", "West (without Kirkstall)", "wedge", LEEDS),
    Area("leeds-north-west-with-kirkstall", "North West (with Kirkstall)", "wedge", LEEDS),
    Area("leeds-inner-west", "Inner West", "committee", "leeds-west"),
    Area("leeds-outer-west", "Outer West", "committee", "leeds-west"),
    Area("leeds-inner-north-west", "Inner North West", "committee", "leeds-north-west"),
    Area("E05011401", "Kirkstall", "ward", "leeds-inner-west"),
    Area("E05011384", "Armley", "ward", "leeds-inner-west"),
    Area("E05011410", "Pudsey", "ward", "leeds-outer-west"),
    Area("E05011398", "Headingley and Hyde Park", "ward", "leeds-inner-north-west"),
    Area("leeds-ward-headingley-2004", "Headingley", "ward", "leeds-inner-north-west", valid_to=date(2018, 5, 2)),
    Area("urn-108001", "Kirkstall Valley Primary School", "school", "E05011401"),
    Area("urn-108002", "Armley Primary School", "school", "E05011384"),
)

NEIGHBOURS = NeighbourSet(
    "2025",
    "Statistical neighbours (May 2025)",
    LEEDS,
    (
        Member(HULL, 3, "Not close"),
        Member(SHEFFIELD, 1, "Very close"),
        Member(KIRKLEES, 2, "Close"),
    ),
)


def a_catalogue(
    *measures: Measure, places: Sequence[Area] = PLACES, neighbour_sets: Sequence[NeighbourSet] = (NEIGHBOURS,)
) -> Catalogue:
    by_id: Mapping[str, Measure] = {measure.id: measure for measure in measures or (a_measure(),)}
    return Catalogue(
        version=1,
        published_at="2026-04-01T00:00:00Z",
        measures=by_id,
        areas={area.code: area for area in places},
        neighbour_sets={(group.id, group.home): group for group in neighbour_sets},
        datasets={},
        breakdowns={"all": "All"},
        periods={},
        below_city=frozenset(),
    )
