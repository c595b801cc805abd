"""Figures of one dataset put together: one figure for each measure, breakdown, area and period."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from data_access.batch import FRAME_COLUMNS
from data_access.importers.fault_list import FaultList
from data_access.importers.figures import SYMBOLS, FigureColumn

KEY = ["measure", "breakdown", "area", "period"]
_CATEGORIES = ["measure", "breakdown", "area", "status"]
_STATUSES = np.array([None, *SYMBOLS[1:]], dtype=object)


def figures_frame(
    shown: FigureColumn, measure: str, breakdown: Any, area: np.ndarray, period: np.ndarray, *,
    numerator: np.ndarray | None = None, denominator: np.ndarray | None = None, provisional: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """The figures of one column, each under its key, with the row and column that it comes from.

    Where a figure is missing its numerator is left out too: it may be what the publisher hides.
    """
    nothing = np.full(len(shown.values), np.nan)
    return pd.DataFrame(
        {
            "measure": measure,
            "breakdown": breakdown,
            "area": area,
            "period": period,
            "value": shown.values,
            "numerator": nothing if numerator is None else np.where(shown.symbols == 0, numerator, np.nan),
            "denominator": nothing if denominator is None else denominator,
            "status": _STATUSES[shown.symbols],
            "provisional": provisional,
            "file": shown.table.file,
            "row": shown.table.rows,
            "column": shown.name,
        }
    )


def join_frames(frames: Sequence[pd.DataFrame], faults: FaultList) -> pd.DataFrame:
    """One frame with the columns of a batch. A key may be repeated only with the same figure."""
    joined = pd.concat(frames, ignore_index=True)
    repeated = joined.duplicated(KEY)
    content = [*KEY, "value", "numerator", "denominator", "status"]
    differing = joined[repeated & ~joined.duplicated(content)]
    for row in differing.drop_duplicates(["file", "row"]).itertuples():
        rule = f"there is another figure for {row.measure}, {row.breakdown}, {row.area} and this period"
        faults.add(str(row.file), int(row.row), str(row.column), f"{row.value}", rule, "Keep one of the two")
    kept = joined.loc[~repeated, list(FRAME_COLUMNS)].reset_index(drop=True)
    for column in _CATEGORIES:
        kept[column] = kept[column].astype("str").astype("category")
    kept["period"] = kept["period"].astype("int32")
    return kept
