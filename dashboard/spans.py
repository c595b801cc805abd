"""The spans that a change can be taken over: never across a gap in the figures or a change of definition."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dashboard.errors import Fault, NotFoundError
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import ALL, Observation
from dashboard.segments import break_between

YEARS_OFFERED = (1, 3, 5)


class Span(NamedTuple):
    """A stretch of time that a change can be taken over: from when, and in words (``5 years``)."""

    since: Period
    words: str


def choose_since(wanted: str | None, periods: Sequence[Period], period: Period) -> Period | None:
    """The earlier period that was asked for by key, label or year, or the one straight before; None where none is.

    Raises NotFoundError for one that does not exist or is not before ``period``, naming those there are.
    """
    if wanted is None:
        return next((other for other in periods if period.follows(other)), None)
    earlier = [each for each in periods if each.end < period.end and each.kind == period.kind]
    by_name = [each for each in earlier if wanted in (each.key, each.label)]
    by_year = [each for each in earlier if wanted == str(each.year)]
    if not (by_name or by_year):
        allowed = tuple(each.key for each in reversed(earlier))
        raise NotFoundError(Fault("since", wanted, f"there is no such period before {period.label}", allowed))
    return (by_name or by_year)[-1]


def run_between(measure: Measure, periods: Sequence[Period], since: Period, period: Period) -> tuple[Period, ...] | str:
    """The periods from ``since`` to ``period``, each straight after the one before; or why they make no such run."""
    if change := break_between(measure, since, period):
        return f"the definition changed: {change.words}"
    between = sorted(
        (each for each in periods if each.kind == period.kind and since.end <= each.end <= period.end),
        key=lambda each: each.end,
    )
    if all(later.follows(earlier) for earlier, later in pairwise(between)) and since.kind == period.kind:
        return tuple(between)
    return f"the figures from {since.label} to {period.label} have a gap"


def offer_spans(
    measure: Measure, mine: Sequence[Observation], period: Period, asked: Period | None = None
) -> tuple[Span, ...]:
    """The spans that can be chosen: one step, three and five years, and as far back as the run of figures reaches.

    ``mine`` are the home's figures; the span from ``asked`` is among them where the run has it. None where the period
    stands alone or has no figure.
    """
    earlier = _run_up_to(measure, mine, period)
    if not earlier:
        return ()
    usual = {years * 12 for years in YEARS_OFFERED}
    wanted = [each for each in earlier if each == asked or months_between(each, period) in usual]
    chosen = sorted({earlier[0], earlier[-1], *wanted}, key=lambda each: each.end, reverse=True)
    spans = [Span(each, length_of(each, period)) for each in chosen]
    if len(spans) > 1:
        spans[-1] = spans[-1]._replace(words=f"{spans[-1].words}, the longest comparable")
    return tuple(spans)


def _run_up_to(measure: Measure, mine: Sequence[Observation], period: Period) -> list[Period]:
    """The periods straight before one another that lead up to ``period``, oldest first, itself left out."""
    known = {item.period: item for item in mine if item.breakdown == ALL and item.value is not None}
    found: list[Period] = []
    later = period
    while later in known:
        before = next((each for each in known if later.follows(each)), None)
        if before is None or break_between(measure, before, period):
            break
        if known[before].illustrative != known[period].illustrative:
            break
        found.insert(0, before)
        later = before
    return found


def months_between(earlier: Period, later: Period) -> int:
    """Whole months from the start of one period to that of the other."""
    return (later.start.year - earlier.start.year) * 12 + later.start.month - earlier.start.month


def length_of(earlier: Period, later: Period) -> str:
    """``1 year``, ``5 years``, ``3 months``."""
    months = months_between(earlier, later)
    number, unit = (months // 12, "year") if months % 12 == 0 else (months, "month")
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"
