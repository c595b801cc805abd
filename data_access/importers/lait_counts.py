"""Counts behind LAIT's rates and shares: LAIT prints them too, as measures of their own.

Numbers by length of wait are added up to conferences held and conferences in time; numbers of children and plans stand
on the population of the summer before. Every figure made here is worked out from published whole numbers, never from a
rounded rate, and lends its counts only where it agrees with the figure that LAIT prints (data_access/merging.py).
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.formatting import round_half_away
from dashboard.measures import Measure
from dashboard.schema import Status
from data_access.batch import Batch
from data_access.importers.collect import Collector, make_dataset
from data_access.importers.context import Context

SLUG = "lait-counts-computed"
POPULATION = "population-0-17"
_WAITS = ("10_ICPC", "15_ICPC", "20_ICPC", "21_ICPC")  # working days from the strategy discussion to the conference


class Counted(NamedTuple):
    """A measure with LAIT's codes of the numbers that add up to its numerator and its denominator.

    Without ``denominator`` a rate stands on the population, and a share has its numerator alone.
    """

    measure: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...] = ()


COUNTED = (
    Counted("conferences", _WAITS),
    Counted("conferences-in-15-days", _WAITS[:2], _WAITS),
    Counted("conference-rate", _WAITS),
    Counted("child-protection-rate", ("CPP_Num",)),
    Counted("child-protection-reviews-in-time", ("CPP_Reviewed_InReqTimeScl",), ("CPP_31March_3MnthorMore",)),
    Counted("child-protection-two-years", ("CPRDuration",)),
)
Numbers = Mapping[tuple[str, str, int], float]  # by LAIT's code, area and the year in which the period ends
Counts = tuple[float | None, float | None, float | None]  # value, numerator, denominator


def build_counts(lait: Batch, found: Sequence[Measure], context: Context) -> Batch | None:
    """Counts from the batch of a LAIT file, whose measures are ``found``; None where it has none of the numbers."""
    numbers = _numbers(lait, found)
    collector = Collector()
    for counted in COUNTED:
        measure = context.measure(counted.measure)
        if measure is None:
            continue
        for area, year in sorted((area, year) for code, area, year in numbers if code == counted.numerator[0]):
            period = next((p for p in lait.periods if p.kind == measure.period_kind and p.year == year), None)
            counts = _work_out(measure, counted, numbers, context, (area, year))
            if period and counts:
                value, part, whole = counts
                status: Status | None = "x" if value is None else None
                collector.add(measure.id, area, period, value, status=status, numerator=part, denominator=whole)
    if not len(collector):
        return None
    title = "Child protection conferences, plans and reviews: counts added up from published numbers"
    publisher = "Turning the Curve (computed from Department for Education counts)"
    dataset = make_dataset(SLUG, title, publisher, lait.dataset.url, lait.dataset.sha256)
    return collector.batch(dataset, role="parts")


def _numbers(lait: Batch, found: Sequence[Measure]) -> Numbers:
    codes = {code for counted in COUNTED for code in (*counted.numerator, *counted.denominator)}
    wanted = {measure.id: measure.source_code for measure in found if measure.source_code in codes}
    rows = lait.frame[lait.frame["measure"].isin(wanted) & lait.frame["value"].notna()]
    cells = zip(rows["measure"], rows["area"], rows["period"], rows["value"], strict=True)
    return {(str(wanted[name]), area, lait.periods[period].year): float(value) for name, area, period, value in cells}


def _work_out(
    measure: Measure, counted: Counted, numbers: Numbers, context: Context, where: tuple[str, int]
) -> Counts | None:
    """One figure with its counts; None where one of the numbers that it is made of is not known."""
    part = _sum(numbers, counted.numerator, where)
    if part is None:
        return None
    if measure.scale is None:
        return part, None, None
    if measure.unit == "%" and not counted.denominator:
        return None, part, None
    area, year = where
    whole = (
        _sum(numbers, counted.denominator, where)
        if counted.denominator
        else context.published.get((POPULATION, area, year - 1))
    )
    if whole is None or whole < part or whole <= 0:
        return None
    return float(round_half_away(part * measure.scale / whole, measure.decimals)), part, whole


def _sum(numbers: Numbers, codes: Sequence[str], where: tuple[str, int]) -> float | None:
    """The sum of the numbers; None where one of them is not known."""
    held = [numbers.get((code, *where)) for code in codes]
    known = [number for number in held if number is not None]
    return sum(known) if len(known) == len(held) else None
