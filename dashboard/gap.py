"""How many children a gap is: what the difference between two rates means for the place's own children."""

from decimal import Decimal
from typing import NamedTuple

from dashboard.formatting import format_number, format_people, round_half_away
from dashboard.intervals import interval_of
from dashboard.measures import Measure
from dashboard.schema import Observation


class Gap(NamedTuple):
    """``children`` more (or, negative, fewer) than at the benchmark's rate; whole children.

    ``lower`` and ``upper`` are its 95 % limits, None where the numerator is not known; ``clear`` says that zero,
    and so the benchmark, lies outside them.
    """

    children: int
    lower: int | None
    upper: int | None
    clear: bool
    people: str


def gap_in_children(measure: Measure, observation: Observation | None, benchmark: float | None) -> Gap | None:
    """(rate − benchmark rate) × the place's denominator, rounded half away from zero.

    None where a value, the benchmark or the denominator is not known, or the measure is not a rate.
    """
    if observation is None or observation.value is None or benchmark is None:
        return None
    denominator = observation.denominator
    if not measure.scale or denominator is None or denominator <= 0:
        return None
    per_unit = Decimal(str(denominator)) / Decimal(str(measure.scale))

    def children(rate: float) -> Decimal:
        return (Decimal(str(rate)) - Decimal(str(benchmark))) * per_unit

    def whole(number: Decimal) -> int:
        return int(round_half_away(number))

    limits = interval_of(measure, observation)
    lower, upper = (children(limits[0]), children(limits[1])) if limits else (None, None)
    return Gap(
        children=whole(children(observation.value)),
        lower=None if lower is None else whole(lower),
        upper=None if upper is None else whole(upper),
        clear=lower is not None and upper is not None and (lower > 0 or upper < 0),
        people=measure.people,
    )


def format_gap(gap: Gap) -> str:
    """``18 more young people``, ``1 fewer child``, ``no more and no fewer children``."""
    if gap.children == 0:
        return f"no more and no fewer {gap.people}"
    number, words = format_people(abs(gap.children), gap.people).split("\u00a0", 1)
    return f"{number}\u00a0{'more' if gap.children > 0 else 'fewer'} {words}"


def format_gap_range(gap: Gap) -> str:
    """``5 to 31`` or ``−4 to 12``; empty where the limits are not known."""
    if gap.lower is None or gap.upper is None:
        return ""
    return f"{format_number(gap.lower)} to {format_number(gap.upper)}"
