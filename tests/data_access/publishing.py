"""Small batches, as an importer would hand them over."""

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal, NamedTuple

import pandas as pd

from dashboard.periods import Period, winter_average
from dashboard.schema import Area, Dataset
from data_access.batch import FRAME_COLUMNS, Batch

LEEDS, ENGLAND, EAST, WEST = "E08000035", "E92000001", "leeds-east", "leeds-west"
AREAS = [
    Area(EAST, "East", "wedge", LEEDS),  # before its parent, which may come later
    Area(LEEDS, "Leeds", "authority", None, 383),
    Area(ENGLAND, "England", "country", None, 970),
    Area(WEST, "West", "wedge", LEEDS),
]
PERIODS = [winter_average(2024), winter_average(2025)]


class Row(NamedTuple):
    measure: str
    breakdown: str
    area: str
    period: int
    value: float | None
    numerator: float | None
    denominator: float | None
    status: str | None
    provisional: bool


def row(
    value: float | None,
    numerator: float | None = None,
    denominator: float | None = None,
    status: str | None = None,
    **place: Any,
) -> Row:
    """A NEET figure of Leeds in 2025, unless told otherwise."""
    where = {"measure": "neet", "breakdown": "all", "area": LEEDS, "period": 1, "provisional": False} | place
    return Row(value=value, numerator=numerator, denominator=denominator, status=status, **where)


def dataset(slug: str, **changes: Any) -> Dataset:
    """A dataset that is described enough."""
    described: dict[str, Any] = {
        "slug": slug,
        "title": f"Figures of {slug}",
        "publisher": "DfE",
        "licence": "OGL v3",
        "url": "https://example.org",
        "published": date(2026, 4, 1),
        "next_update": None,
        "sha256": "0" * 64,
        "imported_at": "",
        "imported_by": "",
        "version": 0,
    }
    return Dataset(**(described | changes))


def batch(
    slug: str,
    rows: Sequence[Row],
    role: Literal["value", "parts"] = "value",
    *,
    periods: Sequence[Period] = PERIODS,
    areas: Sequence[Area] = AREAS,
    breakdowns: dict[str, str] | None = None,
    **changes: Any,
) -> Batch:
    """One dataset ready to publish."""
    frame = pd.DataFrame(rows, columns=FRAME_COLUMNS)
    types = {"value": "float64", "numerator": "float64", "denominator": "float64", "period": "int64"}
    frame = frame.astype(types | dict.fromkeys(("measure", "breakdown", "area", "status"), "category"))
    frame["provisional"] = frame["provisional"].astype(bool)
    titles = breakdowns or {}
    return Batch(dataset(slug, **changes), frame, list(periods), role, areas=list(areas), breakdowns=titles)


def many_rows(version: int) -> Batch:
    """Enough figures for a publish to take a while; a different ``version`` changes every one of them."""
    areas = [Area(f"E{number:08d}", f"Place {number}", "authority") for number in range(300)]
    periods = [winter_average(year) for year in range(1990, 2025)]
    rows = [
        row(float(version), measure=measure, area=area.code, period=number)
        for measure in ("neet", "not-known")
        for area in areas
        for number in range(len(periods))
    ]
    return batch("many", rows, periods=periods, areas=areas)
