"""Small choices to explore: three measures over a few places, years and groups."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard.explore_shape_series import Choice, collect_choice
from dashboard.measures import Break
from dashboard.schema import ENGLAND, Area, Catalogue, Observation
from dashboard.selection import Selection
from tests.dashboard.examples import (
    BRISTOL,
    CAMDEN,
    HULL,
    KIRKLEES,
    LEEDS,
    PLACES,
    SHEFFIELD,
    YORKSHIRE,
    a_catalogue,
    a_figure,
    a_measure,
    counted,
)

AUTHORITIES = (LEEDS, SHEFFIELD, HULL, KIRKLEES, BRISTOL, CAMDEN)
NEET = a_measure()
OTHER = a_measure(id="not-known", short="Not known", title="Activity not known")
RATE = a_measure(
    id="rate", short="Looked-after rate", title="Looked after", unit="per 10,000", scale=10_000, interval=None,
    polarity=None, decimals=0,
)  # fmt: skip
NUMBER = a_measure(
    id="number", short="Looked-after children", title="Looked after", unit="children", scale=None, interval=None,
    polarity=None, decimals=0,
)  # fmt: skip
BROKEN = a_measure(
    id="broken", short="Broken", title="Broken", breaks=(Break(at="2022-01-01", words="New definition"),)
)
MEASURES = (NEET, OTHER, RATE, NUMBER, BROKEN)


def catalogue(places: Sequence[Area] = PLACES) -> Catalogue:
    found = a_catalogue(*MEASURES, places=places)
    return replace(found, breakdowns={"all": "All", "sen:ehcp": "Education, health and care plan"})


def series(area: str, *values: float | None, first: int = 2020, **changes: Any) -> list[Observation]:
    """Yearly figures of one place from ``first`` on; None is suppressed."""
    return [a_figure(area, first + place, value, **changes) for place, value in enumerate(values)]


def everyone(*values: float, first: int = 2020, **changes: Any) -> list[Observation]:
    """All authorities: the first with ``values``, each next one a point higher."""
    return [
        point
        for step, area in enumerate(AUTHORITIES)
        for point in series(area, *(value + step for value in values), first=first, **changes)
    ]


def a_choice(*groups: Sequence[Observation], **selection: Any) -> Choice:
    """A choice of these figures, put in the store's order."""
    figures = [point for group in groups for point in group]
    figures.sort(key=lambda point: (point.measure, point.breakdown, point.area, point.period.end))
    return collect_choice(Selection(LEEDS, **selection), catalogue(), figures)


__all__ = [
    "AUTHORITIES", "BRISTOL", "BROKEN", "CAMDEN", "ENGLAND", "HULL", "KIRKLEES", "LEEDS", "MEASURES", "NEET", "NUMBER",
    "OTHER", "RATE", "SHEFFIELD", "YORKSHIRE", "a_choice", "catalogue", "counted", "everyone", "series",
]  # fmt: skip
