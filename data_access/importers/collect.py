"""Figures gathered one by one into a batch: for sources whose rows need thought rather than speed."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import pandas as pd

from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import ALL, Area, Dataset, Status
from data_access.batch import FRAME_COLUMNS, Batch

OPEN_GOVERNMENT = "Open Government Licence v3.0"


def file_hash(paths: Iterable[Path]) -> str:
    """One SHA-256 over the files in the order of their names: the same files give the same hash."""
    digest = hashlib.sha256()
    for path in sorted(paths, key=lambda item: item.name):
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def make_dataset(slug: str, title: str, publisher: str, url: str, sha256: str, **more: Any) -> Dataset:
    """A dataset under the Open Government Licence; the publisher fills in when, by whom and which version."""
    given = {"licence": OPEN_GOVERNMENT, "published": None, "next_update": None} | more
    return Dataset(
        slug=slug, title=title, publisher=publisher, url=url, sha256=sha256,
        imported_at="", imported_by="", version=0, **given,
    )  # fmt: skip


class Collector:
    """Rows of one dataset. ``add`` refuses a second figure for the same key: importers look first with ``in``."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str, str, str, str], tuple[Any, ...]] = {}
        self._periods: dict[Period, int] = {}

    def __contains__(self, key: tuple[str, str, str, Period]) -> bool:
        measure, breakdown, area, period = key
        return (measure, breakdown, area, period.kind, period.key) in self._rows

    def __len__(self) -> int:
        return len(self._rows)

    def add(
        self, measure: str, area: str, period: Period, value: float | None, *, status: Status | None = None,
        numerator: float | None = None, denominator: float | None = None, breakdown: str = ALL,
    ) -> None:  # fmt: skip
        """Keep one figure or the reason why there is none. Raises ValueError for both, neither or a second one."""
        key = (measure, breakdown, area, period.kind, period.key)
        if (value is None) == (status is None):
            raise ValueError(f"{key}: exactly one of value and status must be given")
        if key in self._rows:
            raise ValueError(f"{key}: there is already a figure")
        index = self._periods.setdefault(period, len(self._periods))
        self._rows[key] = (measure, breakdown, area, index, value, numerator, denominator, status, False)

    def batch(
        self, dataset: Dataset, *, role: Literal["value", "parts"] = "value", measures: Iterable[Measure] = (),
        areas: Iterable[Area] = (), breakdowns: dict[str, str] | None = None,
    ) -> Batch:  # fmt: skip
        """What was gathered, ready to publish."""
        frame = pd.DataFrame(list(self._rows.values()), columns=list(FRAME_COLUMNS))
        for column in ("measure", "breakdown", "area", "status"):
            frame[column] = frame[column].astype("str").astype("category")
        for column in ("value", "numerator", "denominator"):
            frame[column] = frame[column].astype("float64")
        frame["provisional"] = frame["provisional"].astype(bool)
        return Batch(dataset, frame, list(self._periods), role, list(measures), list(areas), dict(breakdowns or {}), [])
