"""Where a yearly figure is heading if nothing changes: level exponential smoothing, with a band from a back-test.

The line is the weighted average of an unbroken run, each figure weighing a fixed share of what all later ones leave:
level ← level + weight × (figure − level), from the first figure on. It stays level, because over all authorities no
method that carries a slope on came nearer (docs/decisions/0012-forecast.md). The weight of each family of units is
what came nearest there; 1 is “no change”.

The band is taken on a scale on which shares, rates and counts vary evenly (arcsine of the root, root), so that it
never leaves 0 to 100 %. Its half-width is what four in five of the back-test's errors kept within, as a multiple of
how much the series moves from one period to the next. That movement is the area's own, drawn towards what is typical
of authorities, because a handful of figures say little of it.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Literal, NamedTuple

from dashboard.backtest import Backtest, load_backtest
from dashboard.formatting import SPACE, in_words
from dashboard.measures import Measure
from dashboard.periods import BY_YEAR, Period, pooled_years
from dashboard.schema import Observation
from dashboard.segments import break_between, last_run

FEWEST = 5  # figures in a row, as many as the recent trend is tested on
HORIZON = 3
LEVEL = 80  # per cent of the outcomes that the band is made to hold
BORROWED = 4  # steps for which what is typical of authorities counts, beside the area's own

Family = Literal["share", "rate", "count", "score"]


class Step(NamedTuple):
    """One period ahead, in the measure's unit; ``lower`` to ``upper`` is the 80 % band."""

    period: Period
    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Forecast:
    """At most three periods ahead, nearest first; without any, ``why`` says why in a clause that ends no sentence.

    ``base`` is the run that it goes on from, oldest first; ``weight`` that of the newest figure.
    """

    steps: tuple[Step, ...]
    why: str = ""
    base: tuple[Observation, ...] = ()
    weight: float = 1.0

    @property
    def illustrative(self) -> bool:
        """Whether it goes on from made-up figures."""
        return any(point.illustrative for point in self.base)

    @property
    def provisional(self) -> bool:
        """Whether it goes on from figures that may still change."""
        return any(point.provisional for point in self.base)


def forecast_series(
    measure: Measure,
    observations: Iterable[Observation],
    horizon: int = HORIZON,
    *,
    newest: date | None = None,
    smaller: bool = False,
    backtest: Backtest | None = None,
) -> Forecast:
    """Forecast one area's yearly series (one breakdown, any order), or say why not.

    ``newest`` is the end of the latest period that anything is known for: a series that ended long before has no
    future left to show. ``smaller`` areas than an authority never get a narrower band than their own movement gives.
    """
    points = tuple(observations)
    run = last_run(measure, points)
    why = next(_reasons(measure, points, run, newest), "")
    periods = [] if why else _periods_after(measure, run[-1].period, min(horizon, HORIZON))
    if not why and not periods:
        why = "the definition changes after the latest figure"
    if why:
        return Forecast((), why)
    known = backtest or load_backtest()
    family = family_of(measure)
    values = [point.value for point in run if point.value is not None]
    movement = _movement(measure, values, known.typical.get(measure.id), smaller)
    if movement == 0:
        return Forecast((), "its figures never moved, so nothing says how far they could")
    weight = known.weights[family]
    level = smooth(values, weight)
    multiples = known.multiples(measure.id, family)
    steps = tuple(
        Step(period, level, *limits(measure, level, multiple * movement))
        for period, multiple in zip(periods, multiples, strict=False)
    )
    return Forecast(steps, base=tuple(run), weight=weight)


def family_of(measure: Measure) -> Family:
    """Which measures are forecast alike: shares of 100, rates, counts, and scores or gaps."""
    if measure.unit == "%":
        return "share"
    if measure.scale is not None:
        return "rate"
    return "score" if "points" in measure.unit else "count"


def smooth(values: Sequence[float], weight: float) -> float:
    """The level after the last value. ``values`` must not be empty."""
    level = values[0]
    for value in values[1:]:
        level += weight * (value - level)
    return level


def to_even_scale(measure: Measure, value: float) -> float:
    """A value on the scale on which its family varies evenly."""
    family = family_of(measure)
    if family == "share":
        return math.asin(math.sqrt(min(max(value, 0.0), 100.0) / 100))
    return value if family == "score" else math.sqrt(max(value, 0.0))


def limits(measure: Measure, value: float, half_width: float) -> tuple[float, float]:
    """The band around a value, ``half_width`` on the even scale, in the measure's unit and within its bounds."""
    middle, family = to_even_scale(measure, value), family_of(measure)
    low, high = middle - half_width, middle + half_width
    if family == "score":  # a gap may turn round, a score may not fall below nought
        return (max(low, 0.0) if measure.unit == "points" else low), high
    low = max(low, 0.0)
    if family == "share":
        lower, upper = (100 * math.sin(min(edge, math.pi / 2)) ** 2 for edge in (low, high))
    else:
        lower, upper = low * low, high * high
    return min(lower, value), max(upper, value)  # the last digit of a root may lie on the wrong side


def mean_step(measure: Measure, values: Sequence[float]) -> float:
    """The mean size of a step from one value to the next, on the even scale. Needs two values."""
    even = [to_even_scale(measure, value) for value in values]
    return sum(abs(after - before) for before, after in pairwise(even)) / (len(even) - 1)


def blend(own: float, steps: int, typical: float) -> float:
    """An area's own mean step over so many steps, drawn towards the typical one."""
    return (steps * own + BORROWED * typical) / (steps + BORROWED)


def next_period(period: Period) -> Period | None:
    """The period after a yearly one; None for other kinds."""
    if period.kind == "pooled-years":
        return pooled_years(period.start.year + 1, period.end.year + 1)
    return BY_YEAR[period.kind](period.end.year + 1) if period.kind in BY_YEAR else None


def _movement(measure: Measure, values: Sequence[float], typical: float | None, smaller: bool) -> float:
    own = mean_step(measure, values)
    if typical is None:
        return own
    blended = blend(own, len(values) - 1, typical)
    return max(own, blended) if smaller else blended


def _reasons(
    measure: Measure, points: Sequence[Observation], run: Sequence[Observation], newest: date | None
) -> Iterator[str]:
    """Why a series cannot be forecast, the plainest reason first."""
    if not run:
        yield "there is no figure"
        return
    last = run[-1].period
    if next_period(last) is None:
        yield "its figures are not yearly"
    later = [point.period for point in points if point.period.kind == last.kind and point.period.end > last.end]
    if later:
        yield f"there is no figure for {max(later, key=lambda period: period.end).label}"
    if len(run) < FEWEST:
        yield f"it takes {in_words(FEWEST)} periods in a row under one definition, and there {_are(len(run))}"
    if newest and newest.year - last.end.year > HORIZON:
        yield f"the latest figure is for {last.label}, and what would follow is past"
    if measure.unit == "%" and any(not 0 <= (point.value or 0) <= 100 for point in run):
        yield f"its figures lie beyond 100{SPACE}%"


def _are(number: int) -> str:
    return "is one" if number == 1 else f"are {in_words(number)}"


def _periods_after(measure: Measure, last: Period, horizon: int) -> list[Period]:
    """The periods ahead, up to a change of definition that is already known."""
    found: list[Period] = []
    period = last
    for _ in range(horizon):
        following = next_period(period)
        if following is None or break_between(measure, last, following):
            break
        found.append(following)
        period = following
    return found
