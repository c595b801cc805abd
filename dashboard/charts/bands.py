"""Bands behind the lines: the range of a group, the interval around a figure, and what NEET could be.

A band is one closed outline for each run of periods; a run of one period becomes an upright bar, so that a figure that
stands alone still shows how sure it is.
"""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

ALONE = timedelta(days=30)  # half the width of a band that has one period only


class Slice(NamedTuple):
    """One period of a band."""

    day: date
    low: float
    high: float


def build_band(runs: Iterable[Sequence[Slice]], name: str, when: str, fill: dict[str, Any]) -> dict[str, Any] | None:
    """A filled trace for the runs of a band, or None where there is nothing to fill."""
    x: list[str] = []
    y: list[float | None] = []
    for run in runs:
        outline = _outline(run)
        if x and outline:
            x.append(outline[0][0].isoformat())
            y.append(None)
        x += [day.isoformat() for day, _ in outline]
        y += [value for _, value in outline]
    if not x:
        return None
    return {
        "type": "scatter",
        "name": name,
        "meta": when,
        "x": x,
        "y": y,
        "mode": "lines",
        "line": {"width": 0},
        "fill": "toself",
        "hoverinfo": "skip",
    } | fill


def _outline(run: Sequence[Slice]) -> list[tuple[date, float]]:
    if len(run) == 1:
        day, low, high = run[0]
        low, high = _coordinate(low), _coordinate(high)
        before = max(day - ALONE, date(day.year, 1, 1))  # a cut by years must take all four corners or none
        after = min(day + ALONE, date(day.year, 12, 31))
        return [(before, high), (after, high), (after, low), (before, low)]
    there = [(part.day, _coordinate(part.high)) for part in run]
    back = [(part.day, _coordinate(part.low)) for part in reversed(run)]
    return there + back


def _coordinate(value: float) -> float:
    """Four figures are finer than a pixel; a limit has seventeen."""
    return float(f"{value:.4g}")
