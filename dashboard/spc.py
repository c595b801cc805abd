"""Is a figure more than the usual ups and downs? The XmR chart as NHS England's Making Data Count draws it.

Limits: mean ± 2.66 × mean moving range, a moving range of more than 3.267 × their mean being left out first. Four signs
of a special cause: a point outside the limits; seven in a row on one side of the mean; seven in a row each higher (or
each lower) than the one before; two of three in a row in the outer third towards a limit, all three on one side of the
mean. Figures are taken as the decimals they are written with, so that a point on the mean lies on neither side.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple

LEAST_POINTS = 13
RUN = 7  # points on one side of the mean, or rising or falling
_WIDTH, _SCREEN, _NEAR = Fraction("2.66"), Fraction("3.267"), Fraction(2, 3)

Sign = Literal["outside", "shift", "trend", "near"]
ORDER: tuple[Sign, ...] = ("outside", "shift", "trend", "near")  # most telling first


class Limits(NamedTuple):
    """Mean and process limits of a series; ``dropped`` is how many moving ranges were too large to count."""

    mean: Fraction
    lower: Fraction
    upper: Fraction
    dropped: int


class Signal(NamedTuple):
    """One sign of a special cause at one point: upwards (1) or downwards (−1)."""

    sign: Sign
    way: Literal[1, -1]


def process_limits(values: Sequence[float]) -> Limits:
    """The limits of a series in order of time. Raises ValueError for fewer than LEAST_POINTS."""
    if len(values) < LEAST_POINTS:
        raise ValueError(f"{LEAST_POINTS} points are needed; there are {len(values)}")
    exact = _exact(values)
    ranges = [abs(after - before) for before, after in pairwise(exact)]
    usual = sum(ranges, Fraction()) / len(ranges)
    kept = [each for each in ranges if each <= _SCREEN * usual]
    width = _WIDTH * sum(kept, Fraction()) / len(kept)
    mean = sum(exact, Fraction()) / len(exact)
    return Limits(mean, mean - width, mean + width, len(ranges) - len(kept))


def find_signals(values: Sequence[float], limits: Limits) -> list[tuple[Signal, ...]]:
    """The signs of a special cause at each point, most telling first; none at most points of a steady process."""
    exact = _exact(values)
    found: list[set[Signal]] = [set() for _ in exact]
    for sign, way, places in (
        *_outside(exact, limits),
        *_shifts(exact, limits.mean),
        *_trends(exact),
        *_near(exact, limits),
    ):
        for place in places:
            found[place].add(Signal(sign, way))
    return [tuple(sorted(each, key=lambda signal: ORDER.index(signal.sign))) for each in found]


def run_length(values: Sequence[float], limits: Limits, signal: Signal) -> int:
    """How many points up to the latest make up its shift or trend."""
    exact = _exact(values)
    if signal.sign == "trend":
        return 1 + _last_run([signal.way * (after - before) > 0 for before, after in pairwise(exact)])
    return _last_run([signal.way * (value - limits.mean) > 0 for value in exact])


def _last_run(held: Sequence[bool]) -> int:
    """How many at the end hold, without one between that does not."""
    return next((back for back, holds in enumerate(reversed(held)) if not holds), len(held))


Mark = tuple[Sign, Literal[1, -1], Sequence[int]]


def _exact(values: Sequence[float]) -> list[Fraction]:
    return [Fraction(Decimal(str(value))) for value in values]


def _outside(values: Sequence[Fraction], limits: Limits) -> Iterator[Mark]:
    yield "outside", 1, [place for place, value in enumerate(values) if value > limits.upper]
    yield "outside", -1, [place for place, value in enumerate(values) if value < limits.lower]


def _shifts(values: Sequence[Fraction], mean: Fraction) -> Iterator[Mark]:
    for first in range(len(values) - RUN + 1):
        window = values[first : first + RUN]
        if all(value > mean for value in window):
            yield "shift", 1, range(first, first + RUN)
        elif all(value < mean for value in window):
            yield "shift", -1, range(first, first + RUN)


def _trends(values: Sequence[Fraction]) -> Iterator[Mark]:
    for first in range(len(values) - RUN + 1):
        steps = [after - before for before, after in pairwise(values[first : first + RUN])]
        if all(step > 0 for step in steps):
            yield "trend", 1, range(first, first + RUN)
        elif all(step < 0 for step in steps):
            yield "trend", -1, range(first, first + RUN)


def _near(values: Sequence[Fraction], limits: Limits) -> Iterator[Mark]:
    """The points in the outer third themselves, limit included; those outside the limits have a sign of their own."""
    edge = _NEAR * (limits.upper - limits.mean)
    for first in range(len(values) - 2):
        window = range(first, first + 3)
        ways: tuple[Literal[1, -1], ...] = (1, -1)
        for way in ways:
            beyond = [way * (values[place] - limits.mean) for place in window]
            close = [place for place, by in zip(window, beyond, strict=True) if edge < by <= limits.upper - limits.mean]
            if len(close) >= 2 and all(by > 0 for by in beyond):
                yield "near", way, close
