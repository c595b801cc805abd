"""95 % intervals: how far a figure could differ by chance alone, in the measure's own unit.

Proportions: Wilson's score interval. Rates: Byar's approximation for counts of ten or more, the exact Poisson limits
(chi-squared quantiles) below. No interval without a plausible pair: 0 ≤ numerator ≤ denominator, denominator > 0.
"""

import math
from functools import lru_cache

from dashboard.measures import Measure
from dashboard.schema import Observation

Z = 1.959963984540054  # the 97.5th percentile of the standard normal distribution
EXACT_BELOW = 10
_TAIL = 0.025


def interval(measure: Measure, numerator: float | None, denominator: float | None) -> tuple[float, float] | None:
    """Lower and upper 95 % limit in the measure's unit, or None where the counts or the method are unknown."""
    if measure.interval is None or measure.scale is None or numerator is None or denominator is None:
        return None
    if not (math.isfinite(denominator) and denominator > 0 and 0 <= numerator <= denominator):
        return None
    if measure.interval == "wilson":
        lower, upper = wilson(numerator, denominator)
    else:
        low, high = poisson_limits(numerator)
        lower, upper = low / denominator, high / denominator
    return lower * measure.scale, upper * measure.scale


def interval_of(measure: Measure, observation: Observation | None) -> tuple[float, float] | None:
    """The interval of one figure; None where the figure is missing or contradicts its own counts.

    Some sources publish counts of another coverage beside a figure: a value more than one shown digit outside the
    interval of its counts is not theirs, and an interval elsewhere than the figure would mislead.
    """
    if observation is None or observation.value is None:
        return None
    limits = interval(measure, observation.numerator, observation.denominator)
    if limits is None:
        return None
    digit = 10.0**-measure.decimals
    return limits if limits[0] - digit <= observation.value <= limits[1] + digit else None


def interval_by_one_count(measure: Measure, observation: Observation | None) -> tuple[float, float] | None:
    """As ``interval_of``; where only one of the two counts is published, the other one follows from the figure."""
    known = interval_of(measure, observation)
    if known or observation is None or observation.value is None or not measure.scale:
        return known
    numerator, denominator = observation.numerator, observation.denominator
    if numerator is None and denominator:
        numerator = observation.value * denominator / measure.scale
    elif denominator is None and numerator and observation.value > 0:
        denominator = numerator * measure.scale / observation.value
    return interval_of(measure, observation._replace(numerator=numerator, denominator=denominator))


def difference_limits(
    measure: Measure, before: Observation | None, after: Observation | None
) -> tuple[float, float] | None:
    """The 95 % limits of ``after`` minus ``before``; None where either has no interval.

    Square-and-add from the two intervals: for shares Newcombe's hybrid score interval (Statistics in Medicine 1998,
    17:873–890, method 10), for rates the same from Byar's or the exact limits (MOVER: Zou and Donner, Statistics in
    Medicine 2008, 27:1693–1702). The counts are taken as independent.
    """
    first, last = interval_of(measure, before), interval_of(measure, after)
    if first is None or last is None:
        return None
    return square_and_add(_rate(measure, before), first, _rate(measure, after), last)


def _rate(measure: Measure, figure: Observation | None) -> float:
    """The rate of the counts, for figures that have an interval."""
    if figure is None or not (measure.scale and figure.denominator) or figure.numerator is None:
        raise ValueError("a figure without counts has no rate")
    return measure.scale * figure.numerator / figure.denominator


def square_and_add(
    first: float, first_limits: tuple[float, float], last: float, last_limits: tuple[float, float]
) -> tuple[float, float]:
    """The limits of ``last`` − ``first`` from the limits of each, the two being independent."""
    change = last - first
    below = math.hypot(last - last_limits[0], first_limits[1] - first)
    above = math.hypot(last_limits[1] - last, first - first_limits[0])
    return change - below, change + above


def interval_label(measure: Measure) -> str:
    """What the interval is called: full counts vary naturally, samples are confidence intervals."""
    return "range of natural variation" if measure.full_count else "confidence interval"


def wilson(numerator: float, denominator: float) -> tuple[float, float]:
    """Wilson's 95 % limits of a proportion, between 0 and 1."""
    share = numerator / denominator
    z_squared = Z * Z
    middle = 2 * numerator + z_squared
    spread = Z * math.sqrt(z_squared + 4 * numerator * (1 - share))
    width = 2 * (denominator + z_squared)
    lower = 0.0 if numerator == 0 else (middle - spread) / width
    upper = 1.0 if numerator == denominator else (middle + spread) / width
    return lower, upper


def poisson_limits(count: float) -> tuple[float, float]:
    """95 % limits of a count: Byar's from ten, exact below."""
    if count < EXACT_BELOW:
        return exact_limits(count)
    above = count + 1
    lower = count * (1 - 1 / (9 * count) - Z / (3 * math.sqrt(count))) ** 3
    upper = above * (1 - 1 / (9 * above) + Z / (3 * math.sqrt(above))) ** 3
    return lower, upper


@lru_cache(maxsize=1024)
def exact_limits(count: float) -> tuple[float, float]:
    """Exact Poisson limits of a small count: half the chi-squared quantiles with 2n and 2n + 2 degrees of freedom."""
    lower = 0.0 if count == 0 else _gamma_quantile(_TAIL, count)
    return lower, _gamma_quantile(1 - _TAIL, count + 1)


def _gamma_quantile(probability: float, shape: float) -> float:
    """The quantile of the gamma distribution (scale 1) by bisection: chi-squared with 2·shape degrees, halved."""
    low, high = 0.0, 100.0
    while True:
        middle = (low + high) / 2
        if middle in (low, high):
            return middle
        if _gamma_share(shape, middle) < probability:
            low = middle
        else:
            high = middle


def _gamma_share(shape: float, upto: float) -> float:
    """The regularised lower incomplete gamma function, by its series: all terms positive, so nothing cancels."""
    term = total = 1 / shape
    step = shape
    while term > total * 1e-17:
        step += 1
        term *= upto / step
        total += term
    return total * math.exp(shape * math.log(upto) - upto - math.lgamma(shape))
