"""A line the size of a word: the last years of one series as a picture in some three hundred characters.

It shows the shape only, from its lowest to its highest value. Missing periods leave a gap, a change of definition is a
dotted upright, the last figure is a dot. The picture is a mask without colours of its own: the stylesheet fills it
(``.spark``), so that it follows the scheme of the page and costs no style of its own a hundred times over.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dashboard.charts.time_axis import find_breaks
from dashboard.formatting import format_value
from dashboard.measures import Measure
from dashboard.neet_band import Possible
from dashboard.schema import Observation
from dashboard.segments import segments

YEARS = 10  # before the last figure
MARGIN = 4.0  # px on all sides, so that the dot is whole
Runs = Sequence[Sequence[Observation]]
_ESCAPES = str.maketrans({"<": "%3C", ">": "%3E", "#": "%23", "%": "%25", '"': "%22"})
_LINE = "fill='none' stroke='#000' stroke-width='2' stroke-linejoin='round' stroke-linecap='round'"


class Sparkline(NamedTuple):
    """``source`` is a data URI for a CSS mask, ``words`` what a screen reader is told in its place."""

    source: str
    words: str


def build_sparkline(
    measure: Measure,
    observations: Sequence[Observation],
    *,
    width: int = 120,
    height: int = 32,
    band: Sequence[Sequence[Possible]] = (),
) -> Sparkline | None:
    """The picture of one area's series, oldest first; None where it has no value. ``band`` is what NEET could be."""
    runs = recent_runs(measure, observations)
    if not runs:
        return None
    first = runs[0][0].period.end
    parts = [[part for part in run if part.period.end >= first] for run in band]
    values = [point.value or 0.0 for run in runs for point in run]
    values += [part.ceiling for run in parts for part in run]
    frame = _Frame(first, runs[-1][-1].period.end, min(values), max(values), width, height)
    shapes = [*_bands(parts, frame), *_breaks(measure, runs, frame), *_lines(runs, frame)]
    svg = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {width} {height}'>{''.join(shapes)}</svg>"
    source = svg.translate(_ESCAPES)
    return Sparkline(f"data:image/svg+xml,{source}", describe_runs(measure, runs))


def recent_runs(measure: Measure, observations: Sequence[Observation]) -> list[list[Observation]]:
    """The unbroken runs of the last ``YEARS`` years before the latest figure."""
    runs = segments(measure, observations)
    since = max((run[-1].period.year for run in runs), default=0) - YEARS
    cut = ([point for point in run if point.period.year >= since] for run in runs)
    return [run for run in cut if run]


def describe_runs(measure: Measure, runs: Runs) -> str:
    """``4.9 % in 2016, 4.9 % in 2025; lowest …, highest …`` with what cuts the line."""
    points = [point for run in runs for point in run]
    first, last = points[0], points[-1]
    if first is last:
        return f"One figure: {_say(measure, last)}."
    words = f"From {_say(measure, first)} to {_say(measure, last)}"
    if len(points) > 2:
        low = min(points, key=lambda point: point.value or 0.0)
        high = max(points, key=lambda point: point.value or 0.0)
        words += f"; lowest {_say(measure, low)}, highest {_say(measure, high)}"
    if len(runs) > 1:
        changed = find_breaks(measure, [point.period for point in points])
        words += "; the line is cut where the definition changed" if changed else "; the line is cut where figures miss"
    return words + "."


def _say(measure: Measure, point: Observation) -> str:
    return f"{format_value(point.value, measure)} ({point.period.key})"


class _Frame(NamedTuple):
    """From days and values to pixels."""

    first: date
    last: date
    low: float
    high: float
    width: int
    height: int

    def place(self, day: date, value: float) -> str:
        return f"{self.across(day)} {self.up(value)}"

    def across(self, day: date) -> str:
        """A lone figure stands at the right, where the latest always is."""
        days = (self.last - self.first).days
        share = (day - self.first).days / days if days else 1.0
        return f"{MARGIN + share * (self.width - 2 * MARGIN):.4g}"

    def up(self, value: float) -> str:
        """A level series runs through the middle."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return f"{self.height - MARGIN - share * (self.height - 2 * MARGIN):.4g}"


def _lines(runs: Runs, frame: _Frame) -> list[str]:
    places = [[frame.place(point.period.end, point.value or 0.0) for point in run] for run in runs]
    joined = "".join(f"M{'L'.join(run)}" for run in places if len(run) > 1)
    alone = [_dot(run[0], 2) for run in places if len(run) == 1]
    return [*([f"<path {_LINE} d='{joined}'/>"] if joined else []), *alone, _dot(places[-1][-1], 3.5)]


def _dot(place: str, radius: float) -> str:
    x, y = place.split()
    return f"<circle cx='{x}' cy='{y}' r='{radius:g}'/>"


def _breaks(measure: Measure, runs: Runs, frame: _Frame) -> list[str]:
    found = find_breaks(measure, [point.period for run in runs for point in run])
    uprights = "".join(f"M{frame.across(part.day)} 0V{frame.height}" for part in found)
    return [f"<path stroke='#000' stroke-opacity='.6' stroke-dasharray='2 3' d='{uprights}'/>"] if uprights else []


def _bands(band: Sequence[Sequence[Possible]], frame: _Frame) -> list[str]:
    shapes = []
    for run in band:
        if len(run) > 1:
            there = [frame.place(part.period.end, part.ceiling) for part in run]
            back = [frame.place(part.period.end, part.floor) for part in reversed(run)]
            shapes.append(f"<path fill-opacity='.2' d='M{'L'.join([*there, *back])}Z'/>")
    return shapes
