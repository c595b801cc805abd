"""Is a measure rising, falling, or only wobbling? The recent-trend test of Fingertips on the latest five values.

Each value y at place x (0 to 4) weighs w = 1 ÷ se², where se is half its 95 % interval ÷ 1.96: the wider the interval,
the less it counts. With D = Σw·Σwx² − (Σwx)², the weighted least-squares slope is b = (Σw·Σwxy − Σwx·Σwy) ÷ D and its
variance Σw ÷ D, so that χ² = b² ÷ variance = b²·D ÷ Σw has one degree of freedom. 9.5495 is its 99.8 % point.
A trend must also keep its sign when any one of the five values is left out.
"""

from collections.abc import Iterable, Sequence
from typing import Literal, NamedTuple

from dashboard.formatting import is_count
from dashboard.intervals import Z, interval_of
from dashboard.judgement import COUNT, NO_COUNTS
from dashboard.measures import Measure
from dashboard.schema import Observation
from dashboard.segments import last_run

PERIODS = 5
CRITICAL = 9.5495
_LEVEL = 1e-9  # below this share of the full slope, a slope is binary residue

TrendWord = Literal["increasing", "decreasing", "no significant change", "too few periods", "not tested"]


class Point(NamedTuple):
    """One value in the fit: its place in time, the value, its weight."""

    x: float
    y: float
    weight: float


class Trend(NamedTuple):
    """``verdict`` says whether the trend is good, only where it is significant and the measure has a polarity.

    ``n`` is the number of values in the unbroken run (five are used); ``slope`` is per period in the measure's unit.
    """

    word: TrendWord
    verdict: Literal["better", "worse"] | None
    n: int
    slope: float | None = None
    chi_squared: float | None = None
    why: str = ""


def recent_trend(measure: Measure, observations: Iterable[Observation]) -> Trend:
    """Test one area's series (one breakdown, any order) on the latest five values of its last unbroken run."""
    run = last_run(measure, observations)
    latest = run[-PERIODS:]
    if len(latest) < PERIODS:
        why = f"the test needs {PERIODS} periods in a row under one definition; there are {len(latest)}"
        return Trend("too few periods", None, len(run), why=why)
    points = _points(measure, latest)
    if points is None:
        return Trend("not tested", None, len(run), why=COUNT if is_count(measure) else NO_COUNTS)
    slope, chi_squared = fit(points)
    if chi_squared <= CRITICAL or not _keeps_sign(points, slope):
        return Trend("no significant change", None, len(run), slope, chi_squared)
    word: TrendWord = "increasing" if slope > 0 else "decreasing"
    return Trend(word, _verdict(measure, slope), len(run), slope, chi_squared)


def fit(points: Sequence[Point]) -> tuple[float, float]:
    """The weighted least-squares slope and its χ². Needs two different places in time."""
    total = sum(p.weight for p in points)
    # Around the weighted mean: algebraically the sums of the module's docstring, without their cancellation.
    middle_x = sum(p.weight * p.x for p in points) / total
    middle_y = sum(p.weight * p.y for p in points) / total
    spread = sum(p.weight * (p.x - middle_x) ** 2 for p in points)  # D ÷ Σw
    slope = sum(p.weight * (p.x - middle_x) * (p.y - middle_y) for p in points) / spread
    return slope, slope * slope * spread


def _points(measure: Measure, latest: Sequence[Observation]) -> list[Point] | None:
    points = []
    for place, item in enumerate(latest):
        limits = interval_of(measure, item)
        if limits is None or item.value is None:
            return None
        error = (limits[1] - limits[0]) / (2 * Z)
        points.append(Point(place, item.value, 1 / error**2))
    return points


def _keeps_sign(points: Sequence[Point], slope: float) -> bool:
    without = (fit([*points[:place], *points[place + 1 :]])[0] for place in range(len(points)))
    return all(other * slope > _LEVEL * slope * slope for other in without)  # a level fit has lost the sign


def _verdict(measure: Measure, slope: float) -> Literal["better", "worse"] | None:
    if measure.polarity is None:
        return None
    return "better" if (measure.polarity == "high") == (slope > 0) else "worse"
