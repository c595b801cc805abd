"""95 % limits of a gap between two groups.

Two separate groups: the limits of the difference of two independent shares (dashboard/intervals.py). A group that is
part of what it is set against is not independent of it. With f the group's share of all, group − all is
(1 − f) × (group − others): with both counts known, the others are counted as all less the group. With the group's
counts alone, the published figure of all is taken as it stands, as any benchmark is: in practice that interval is no
narrower (docs/decisions/0007-limits-of-gaps.md).
"""

from typing import Literal, NamedTuple

from dashboard.formatting import subtract
from dashboard.intervals import difference_limits, interval, interval_of, square_and_add
from dashboard.measures import Measure
from dashboard.pairs import Pair
from dashboard.schema import Observation

Limits = tuple[float, float]
Method = Literal["independent", "others", "group"]


class GapLimits(NamedTuple):
    """Limits of a gap, in its unit and direction, and how they were found."""

    lower: float
    upper: float
    method: Method


def gap_sign(pair: Pair, measure: Measure) -> int:
    """1 where group − reference is the gap, −1 where a high figure is good and reference − group is."""
    return -1 if pair.judged and measure.polarity == "high" else 1


def gap_limits(pair: Pair, measure: Measure, group: Observation | None, other: Observation | None) -> GapLimits | None:
    """The limits of the gap between a group's figure and its reference; None where the counts do not allow any.

    ``measure`` is the group's. Both figures must be known and each must agree with its own counts.
    """
    if group is None or other is None or group.value is None or other.value is None:
        return None
    own, theirs = interval_of(measure, group), interval_of(measure, other)
    if own is None:
        return None
    limits: Limits | None
    if pair.against == "others":
        method: Method = "independent"
        limits = difference_limits(measure, other, group)
    elif theirs is None:
        method, limits = "group", (own[0] - other.value, own[1] - other.value)
    else:
        method, limits = "others", _against_the_rest(measure, group, other, own)
    if limits is None:
        return None
    if gap_sign(pair, measure) < 0:
        limits = -limits[1], -limits[0]
    return GapLimits(*limits, method)


def _against_the_rest(measure: Measure, group: Observation, everyone: Observation, own: Limits) -> Limits | None:
    """Limits of group − all from the others, who are all less the group; None where that leaves no possible counts."""
    part, whole, scale = group.denominator or 0.0, everyone.denominator or 0.0, measure.scale or 1.0
    cases, rest = (everyone.numerator or 0.0) - (group.numerator or 0.0), whole - part
    others = interval(measure, cases, rest)
    if others is None:
        return None
    lower, upper = square_and_add(cases / rest * scale, others, (group.numerator or 0.0) / part * scale, own)
    return lower * rest / whole, upper * rest / whole


def gap_value(pair: Pair, measure: Measure, group: float, reference: float) -> float:
    """The gap between two figures: more than zero where the group is behind (or higher, where nothing is judged)."""
    return subtract(group, reference) if gap_sign(pair, measure) > 0 else subtract(reference, group)
