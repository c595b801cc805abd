"""A small country with areas that begin and end, and figures of one measure over three winters."""

from datetime import date
from typing import Any

from dashboard.measures import Measure
from dashboard.periods import Period, winter_average
from dashboard.schema import ENGLAND, Area, Catalogue, Observation

PERIODS = tuple(winter_average(year) for year in (2023, 2024, 2025))
YORKSHIRE, LONDON = "E12000003", "E12000007"
AREAS = [
    Area(ENGLAND, "England", "country"),
    Area(YORKSHIRE, "Yorkshire", "region", ENGLAND),
    Area(LONDON, "London", "region", ENGLAND),
    Area("E13000001", "Inner London", "region", LONDON),
    Area("E08000035", "Leeds", "authority", YORKSHIRE),
    Area("E08000032", "Bradford", "authority", YORKSHIRE),
    Area("E09000001", "City of London", "authority", "E13000001"),
    Area("E06000065", "North Yorkshire", "authority", YORKSHIRE, None, date(2023, 4, 1)),
    Area("E10000023", "Old Yorkshire", "authority", YORKSHIRE, None, None, date(2023, 3, 31)),
    Area("leeds-east", "East", "wedge", "E08000035"),
    Area("leeds-west", "West", "wedge", "E08000035"),
    Area("urn-1", "A school", "school", "leeds-east"),
]
MEASURE = Measure(
    id="neet", title="NEET", short="NEET", topic="T", unit="%", definition="D.", period_kind="winter-average"
)


def catalogue(periods: tuple[Period, ...] = PERIODS) -> Catalogue:
    return Catalogue(
        version=1, published_at="", measures={"neet": MEASURE}, areas={area.code: area for area in AREAS},
        neighbour_sets={}, datasets={}, breakdowns={"all": "All"}, periods={"neet": periods}, below_city=frozenset(),
    )  # fmt: skip


def figure(area: str = "E08000035", period: int = 2, **changes: Any) -> Observation:
    base = Observation("neet", "all", area, PERIODS[period], 4.9, None, None, None, False, False, "lait")
    return base._replace(**changes)


def missing(area: str, period: int, status: str = "x") -> Observation:
    return figure(area, period, value=None, status=status)
