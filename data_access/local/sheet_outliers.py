"""Figures that are far from what is known: warnings for a second look, not faults.

A figure is far where it differs from the middle of at least five others of its place and kind of period (from the store
and from the file itself; the sixty nearest on either side) by more than five times their usual spread: 1.4826 × the
median distance from the middle, and at least a twentieth of the middle. The median cannot be pulled by the very figure
that is looked for.

What moves everywhere at once is no slip of a key: with three places or more, the middle moves with the median of what
they all did, and one warning stands for all of them. What is near the figure of the same months in another year is the
season. Where a place has fewer than five others, its count is set against what the city's rate would give: further off
than five times the square root of that, and by half or double, is far.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from statistics import median
from typing import NamedTuple

from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Observation
from data_access.faults import ImportFault
from data_access.local.sheet_figures import ReadFigure
from data_access.local_figures import LocalFigure

_ENOUGH, _TOGETHER = 5, 3
_NEIGHBOURS = 60  # periods on either side: more than a year of weeks, five of months
_SPREADS = 5.0
_NORMAL = 1.4826  # a median distance times this is a standard deviation, were the figures spread evenly
_LEAST_SHARE = 0.05
_CHECK = "Check the figure; if it is right, go on"

Series = tuple[str, str, str, str]  # measure, breakdown, area, kind of period
Cell = tuple[str, str, Period]


class _Timeline:
    """One series in order of time: a day's neighbours in it are found without going through all of it."""

    def __init__(self, values: Mapping[Period, float]) -> None:
        self._periods = sorted(values, key=_by_time)
        self._places = [_by_time(period) for period in self._periods]
        self._values = values

    def around(self, period: Period) -> dict[Period, float]:
        """The nearest periods before and after one, with their values."""
        at = bisect_left(self._places, _by_time(period))
        near = self._periods[max(0, at - _NEIGHBOURS) : at] + self._periods[at + 1 : at + 1 + _NEIGHBOURS]
        return {other: self._values[other] for other in near}


def _by_time(period: Period) -> tuple[int, str]:
    return period.end.toordinal(), period.key


class _Judged(NamedTuple):
    """A figure beside what is usual for its place."""

    one: ReadFigure
    value: float
    middle: float
    tolerance: float
    same_season: list[float]

    def is_far(self, together: float = 1.0) -> bool:
        """Whether it is far from the middle, were that moved as all places moved, and from its season."""
        far = abs(self.value - self.middle * together) > self.tolerance * max(1.0, together)
        return far and all(abs(self.value - other) > self.tolerance for other in self.same_season)


def find_outliers(
    file: str,
    read: Sequence[ReadFigure],
    history: Sequence[Observation],
    measures: Mapping[str, Measure],
    home: str,
) -> Iterator[ImportFault]:
    """A warning for each figure that is far from others of its place, or far from the city's rate."""
    series = {key: _Timeline(found) for key, found in _gather(read, history).items()}
    cities = _city_values(read, history, home)
    tables: dict[Cell, list[_Judged]] = defaultdict(list)
    for one in read:
        figure = one.figure
        if figure.value is None:
            continue
        others = series[_series(figure)].around(figure.period)
        if len(others) >= _ENOUGH:
            decimals = measures[figure.measure].decimals
            tables[figure.measure, figure.breakdown, figure.period].append(_judge(one, figure.value, others, decimals))
            continue
        city = cities.get((figure.measure, figure.breakdown, figure.period))
        if figure.area != home and city is not None and _is_far_from_city(figure, city):
            yield _warn(file, one, "it is far from what the city’s figure for this period would give")
    for judged in tables.values():
        yield from _compare(file, judged)


def _compare(file: str, judged: Sequence[_Judged]) -> Iterator[ImportFault]:
    """Warnings about the figures of one measure and period, place by place."""
    ratios = [one.value / one.middle for one in judged if one.middle > 0]
    together = median(ratios) if len(ratios) >= _TOGETHER else 1.0
    if not 0.5 <= together <= 2 and sum(one.is_far() for one in judged) * 2 > len(judged):
        first = judged[0].one
        rule = f"the figures of all places for {first.figure.period.label} are about {together:.1f} times the usual"
        shown = f"{first.figure.measure}, {first.figure.period.key}"
        yield ImportFault(file, first.row, first.column, shown, rule, "Check the whole period; if it is right, go on")
    for one in judged:
        if one.is_far(together) and one.is_far():
            yield _warn(file, one.one, "it is far from the other figures of this place")


def _warn(file: str, one: ReadFigure, rule: str) -> ImportFault:
    shown = f"{one.figure.measure}, {one.figure.area}, {one.figure.period.key}"
    return ImportFault(file, one.row, one.column, shown, rule, _CHECK)


def _judge(one: ReadFigure, value: float, others: Mapping[Period, float], decimals: int) -> _Judged:
    middle = median(others.values())
    spread = _NORMAL * median(abs(other - middle) for other in others.values())
    tolerance = _SPREADS * max(spread, _LEAST_SHARE * abs(middle), 10.0**-decimals)
    when = one.figure.period
    season = [other for period, other in others.items() if period.start.month == when.start.month and when.step < 12]
    return _Judged(one, value, middle, tolerance, season)


def _series(figure: LocalFigure) -> Series:
    return figure.measure, figure.breakdown, figure.area, figure.period.kind


def _gather(read: Sequence[ReadFigure], history: Sequence[Observation]) -> dict[Series, dict[Period, float]]:
    """Every known value by place and kind of period, then by period; the file's own go before the store's."""
    found: dict[Series, dict[Period, float]] = defaultdict(dict)
    for known in history:
        if known.value is not None and not known.illustrative:
            found[known.measure, known.breakdown, known.area, known.period.kind][known.period] = known.value
    for one in read:
        if one.figure.value is not None:
            found[_series(one.figure)][one.figure.period] = one.figure.value
    return found


def _city_values(read: Sequence[ReadFigure], history: Sequence[Observation], home: str) -> dict[Cell, float]:
    found: dict[Cell, float] = {}
    every: Iterator[Observation | LocalFigure] = iter([*history, *(one.figure for one in read)])
    for one in every:
        if one.area == home and one.value is not None:
            found[one.measure, one.breakdown, one.period] = one.value
    return found


def _is_far_from_city(figure: LocalFigure, city: float) -> bool:
    """Whether a place's count is far from the one that the city's rate would give it."""
    if not figure.numerator or not figure.denominator or not figure.value:
        return False
    expected = figure.numerator * city / figure.value
    ratio = figure.value / city if city else 0.0
    return abs(figure.numerator - expected) > _SPREADS * sqrt(max(expected, 1.0)) and not 0.5 <= ratio <= 2
