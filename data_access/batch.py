"""What an importer hands to the publisher: one dataset's figures, checked, with what they refer to.

``frame`` has the columns of FRAME_COLUMNS: measure, breakdown, area as categories of ids and codes; ``period`` an
index into ``periods``; value, numerator, denominator as float64 with NaN; ``status`` a category (missing where there
is a value); ``provisional`` bool. Exactly one of value and status is present in every row, and
(measure, breakdown, area, period) is unique.

``role`` decides between two files with the same figure (../shared/data/README.md): a ``value`` batch holds the figure
as shown; a ``parts`` batch adds numerator, denominator and the true symbol, and its value only where there is no other.
"""

from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Area, Dataset, NeighbourSet

FRAME_COLUMNS = (
    "measure", "breakdown", "area", "period", "value", "numerator", "denominator", "status", "provisional",
)  # fmt: skip


@dataclass(slots=True)
class Batch:
    """One dataset ready to publish. Lists of areas, measures, breakdowns (id → title) and groups may be empty."""

    dataset: Dataset
    frame: pd.DataFrame
    periods: list[Period]
    role: Literal["value", "parts"] = "value"
    measures: list[Measure] = field(default_factory=list)
    areas: list[Area] = field(default_factory=list)
    breakdowns: dict[str, str] = field(default_factory=dict)
    neighbour_sets: list[NeighbourSet] = field(default_factory=list)
