"""A line the size of a word: the last years of one series as an SVG picture that needs no script.

It shows the shape only, from its lowest to its highest value. Missing periods leave a gap, a change of definition is a
dotted upright, the last figure is a dot. The colours follow the scheme of the page that embeds the picture.
"""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import quote

from dashboard.charts import theme
from dashboard.charts.time_axis import find_breaks
from dashboard.formatting import format_value
from dashboard.measures import Measure
from dashboard.neet_band import Possible
from dashboard.schema import Observation
from dashboard.segments import segments

YEARS = 10  # before the last figure
MARGIN = 4.0  # px on all sides, so that the dot is whole
Runs = Sequence[Sequence[Observation]]

_DARK = theme.css_variables(dark=True)
_STYLE = (
    f"path{{fill:none;stroke:{theme.HOME};stroke-width:2;stroke-linejoin:round;stroke-linecap:round}}"
    f"circle{{fill:{theme.HOME}}}.b{{stroke:none;fill:{theme.HOME};fill-opacity:.18}}"
    f".k{{stroke:{theme.GREY_DARK};stroke-width:1;stroke-dasharray:2 2}}"
    f"@media(prefers-color-scheme:dark){{path{{stroke:{_DARK['home']}}}circle{{fill:{_DARK['home']}}}"
    f".b{{fill:{_DARK['home']}}}.k{{stroke:{_DARK['grey']}}}}}"
)


class Sparkline(NamedTuple):
    """``source`` is a data URI for an image, ``words`` what a screen reader is told in its place."""

    source: str
    words: str
    width: int
    height: int


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
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f"<style>{_STYLE}</style>{''.join(shapes)}</svg>"
    )
    return Sparkline(
        "data:image/svg+xml," + quote(svg, safe=" =:/'(),;{}"), describe_runs(measure, runs), width, height
    )


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
    shapes = []
    for run in runs:
        places = [frame.place(point.period.end, point.value or 0.0) for point in run]
        if len(places) > 1:
            shapes.append(f'<path d="M{"L".join(places)}"/>')
        else:
            shapes.append(_dot(places[0], 1.5))
    last = runs[-1][-1]
    return [*shapes, _dot(frame.place(last.period.end, last.value or 0.0), 3.5)]


def _dot(place: str, radius: float) -> str:
    x, y = place.split()
    return f'<circle cx="{x}" cy="{y}" r="{radius:g}"/>'


def _breaks(measure: Measure, runs: Runs, frame: _Frame) -> list[str]:
    found = find_breaks(measure, [point.period for run in runs for point in run])
    return [f'<path class="k" d="M{frame.across(part.day)} 0V{frame.height}"/>' for part in found]


def _bands(band: Sequence[Sequence[Possible]], frame: _Frame) -> list[str]:
    shapes = []
    for run in band:
        if len(run) > 1:
            there = [frame.place(part.period.end, part.ceiling) for part in run]
            back = [frame.place(part.period.end, part.floor) for part in reversed(run)]
            shapes.append(f'<path class="b" d="M{"L".join([*there, *back])}Z"/>')
    return shapes
