"""Figures that are far from what is known: warnings for a second look, not faults.

A figure is far where it differs from the middle of at least five others of its place and kind of period (from the store
and from the file itself) by more than five times their usual spread: 1.4826 × the median distance from the middle, and
at least a twentieth of the middle. The median cannot be pulled by the very figure that is looked for. Where a place has
fewer others, its count is set against what the city's rate would give: further off than five times the square root of
that, and by half or double, is far.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import sqrt
from statistics import median

from dashboard.measures import Measure
from dashboard.schema import Observation
from data_access.faults import ImportFault
from data_access.local.sheet_figures import ReadFigure
from data_access.local_figures import LocalFigure

_ENOUGH = 5
_SPREADS = 5.0
_NORMAL = 1.4826  # a median distance times this is a standard deviation, were the figures spread evenly
_LEAST_SHARE = 0.05
_CHECK = "Check the figure; if it is right, go on"

Series = tuple[str, str, str, str]  # measure, breakdown, area, kind of period


def find_outliers(
    file: str,
    read: Sequence[ReadFigure],
    history: Sequence[Observation],
    measures: Mapping[str, Measure],
    home: str,
) -> Iterator[ImportFault]:
    """A warning for each figure that is far from others of its place, or far from the city's rate."""
    series = _gather(read, history)
    cities = _city_values(read, history, home)
    for one in read:
        figure = one.figure
        if figure.value is None:
            continue
        others = dict(series[_series(figure)])
        others.pop(figure.period.key, None)
        if len(others) >= _ENOUGH:
            far = _is_far(figure.value, list(others.values()), measures[figure.measure].decimals)
            rule = "it is far from the other figures of this place"
        else:
            city = cities.get((figure.measure, figure.breakdown, figure.period.kind, figure.period.key))
            far = figure.area != home and city is not None and _is_far_from_city(figure, city)
            rule = "it is far from what the city’s figure for this period would give"
        if far:
            shown = f"{figure.measure}, {figure.area}, {figure.period.key}"
            yield ImportFault(file, one.row, one.column, shown, rule, _CHECK)


def _series(figure: LocalFigure) -> Series:
    return figure.measure, figure.breakdown, figure.area, figure.period.kind


def _gather(read: Sequence[ReadFigure], history: Sequence[Observation]) -> dict[Series, dict[str, float]]:
    """Every known value by place and kind of period, then by period; the file's own go before the store's."""
    found: dict[Series, dict[str, float]] = defaultdict(dict)
    for known in history:
        if known.value is not None and not known.illustrative:
            found[known.measure, known.breakdown, known.area, known.period.kind][known.period.key] = known.value
    for one in read:
        if one.figure.value is not None:
            found[_series(one.figure)][one.figure.period.key] = one.figure.value
    return found


def _city_values(
    read: Sequence[ReadFigure], history: Sequence[Observation], home: str
) -> dict[tuple[str, str, str, str], float]:
    found: dict[tuple[str, str, str, str], float] = {}
    every: Iterator[Observation | LocalFigure] = iter([*history, *(one.figure for one in read)])
    for one in every:
        if one.area == home and one.value is not None:
            found[one.measure, one.breakdown, one.period.kind, one.period.key] = one.value
    return found


def _is_far(value: float, others: Sequence[float], decimals: int) -> bool:
    middle = median(others)
    spread = _NORMAL * median(abs(other - middle) for other in others)
    least = max(_LEAST_SHARE * abs(middle), 10.0**-decimals)
    return abs(value - middle) > _SPREADS * max(spread, least)


def _is_far_from_city(figure: LocalFigure, city: float) -> bool:
    """Whether a place's count is far from the one that the city's rate would give it."""
    if not figure.numerator or not figure.denominator or not figure.value:
        return False
    expected = figure.numerator * city / figure.value
    ratio = figure.value / city if city else 0.0
    return abs(figure.numerator - expected) > _SPREADS * sqrt(max(expected, 1.0)) and not 0.5 <= ratio <= 2
