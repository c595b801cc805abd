"""A small neighbourhood: Leeds, three neighbours in the 2025 set, two in the set before, region and England."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from dashboard.measures import Measure
from dashboard.neighbours import Neighbourhood, choose_periods, compare_all
from dashboard.periods import winter_average
from dashboard.schema import ENGLAND, Area, Catalogue, Member, NeighbourSet, Observation
from dashboard.selection import Selection
from tests.dashboard.examples import (
    BRISTOL,
    CAMDEN,
    GONE,
    HULL,
    KIRKLEES,
    LEEDS,
    NEIGHBOURS,
    PLACES,
    SHEFFIELD,
    YORKSHIRE,
    a_catalogue,
    a_figure,
    a_measure,
    counted,
)

EARLIER = NeighbourSet(
    "2021", "April 2021", LEEDS, (Member(SHEFFIELD, 1, "Very close"), Member(GONE, 2, "Close"), Member(BRISTOL, 3, ""))
)
FIGURES = (
    *(counted(LEEDS, year, part, 10_000) for year, part in ((2024, 430), (2025, 490))),
    *(counted(SHEFFIELD, year, part, 10_000) for year, part in ((2024, 650), (2025, 610))),
    *(counted(KIRKLEES, year, part, 10_000) for year, part in ((2024, 280), (2025, 290))),
    counted(BRISTOL, 2025, 495, 10_000),
    a_figure(HULL, 2025),
    a_figure(CAMDEN, 2025, 2.0),
    a_figure(YORKSHIRE, 2025, 3.9),
    a_figure(ENGLAND, 2025, 3.4),
)


def neighbour_catalogue(*measures: Measure, places: Sequence[Area] = PLACES) -> Catalogue:
    held = measures or (a_measure(),)
    found = a_catalogue(*held, places=places, neighbour_sets=(NEIGHBOURS, EARLIER))
    periods = tuple(winter_average(year) for year in (2023, 2024, 2025))
    return replace(found, periods={measure.id: periods for measure in held})


def a_view(
    *measures: Measure, figures: Sequence[Observation] = FIGURES, places: Sequence[Area] = PLACES, **choice: Any
) -> tuple[Selection, Catalogue, Neighbourhood]:
    """Selection, catalogue and what the blocks are built from."""
    catalogue = neighbour_catalogue(*measures, places=places)
    selection = Selection(LEEDS, **choice)
    mine = [item for item in figures if item.area == LEEDS]
    period, since = choose_periods(selection, catalogue, mine)
    return selection, catalogue, compare_all(selection, catalogue, figures, period, since)
