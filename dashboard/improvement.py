"""How figures changed over a chosen span, and whether chance alone could have done it.

A change is taken within an unbroken run only: every period from the first to the last is known, and no definition
changed on the way (RULES.md). Both ends vary by chance, so the change has an interval of its own.
"""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from dashboard.formatting import format_missing, is_count, subtract
from dashboard.intervals import difference_limits
from dashboard.judgement import COUNT, NO_COUNTS, NO_FIGURE, Judgement, Word, judge
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import ALL, Observation
from dashboard.spans import run_between

CHANGE_WORDS: dict[Word, str] = {
    "better": "improved",
    "worse": "got worse",
    "higher": "rose",
    "lower": "fell",
    "no clear difference": "no clear change",
    "not judged": "not judged",
}
EARLIER_MISSING = "no earlier figure"
Limits = tuple[float, float]


class Change(NamedTuple):
    """From ``before`` to now: ``amount`` in the measure's unit, its 95 % ``limits`` where the counts are known.

    ``amount`` is None where there is none to give, and then ``why`` says it in a few words.
    """

    before: Observation | None
    amount: float | None
    limits: Limits | None
    judged: Judgement
    why: str = ""

    @property
    def clear(self) -> bool:
        """Whether it is more than chance."""
        return self.judged.direction is not None


def compare_ends(measure: Measure, before: Observation | None, after: Observation | None) -> Change:
    """The change between two figures that may be subtracted; the caller has seen to what lies between."""
    if after is None or after.value is None:
        return no_change(format_missing(after.status if after else None), before)
    if before is None or before.value is None:
        why = f"{format_missing(before.status)} at the start" if before else EARLIER_MISSING
        return no_change(why, before)
    if before.illustrative != after.illustrative:
        return no_change("one of the two is illustrative", before)
    amount = subtract(after.value, before.value)
    limits = difference_limits(measure, before, after)
    return Change(before, amount, limits, judge_change(measure, amount, limits))


def no_change(why: str, before: Observation | None = None) -> Change:
    """There is no change to give."""
    return Change(before, None, None, Judgement("not judged", NO_FIGURE), why)


def judge_change(measure: Measure, amount: float, limits: Limits | None) -> Judgement:
    """Clear only where the whole interval lies on the side of zero on which the published change lies."""
    if is_count(measure):
        return Judgement("not judged", COUNT)
    if limits is None:
        return Judgement("not judged", NO_COUNTS)
    judged = judge(measure, *limits, 0.0)
    agrees = amount > 0 if judged.direction == "higher" else amount < 0
    return judged if agrees else Judgement("no clear difference")


def compare_spans(
    measure: Measure, observations: Sequence[Observation], periods: Sequence[Period], since: Period, period: Period
) -> Mapping[str, Change]:
    """The change of every area with a figure in ``since`` or ``period``, by code.

    ``observations`` are the figures of one measure of all periods between; an area that lacks one of them has none.
    """
    run = run_between(measure, periods, since, period)
    usual = [item for item in observations if item.breakdown == ALL]
    objects = {id(item.period): item.period for item in usual}  # few objects stand for thousands of figures
    first, last = (_figures_of(usual, {key for key, each in objects.items() if each == end}) for end in (since, period))
    codes = first.keys() | last.keys()
    if isinstance(run, str):
        return {code: no_change(run, first.get(code)) for code in codes}
    inside = {key for key, each in objects.items() if each in run}
    known = Counter(item.area for item in usual if item.value is not None and id(item.period) in inside)
    return {
        code: _compare_run(measure, first.get(code), last.get(code), whole=known[code] == len(run)) for code in codes
    }


def _figures_of(observations: Sequence[Observation], wanted: Collection[int]) -> dict[str, Observation]:
    return {item.area: item for item in observations if id(item.period) in wanted}


def _compare_run(measure: Measure, before: Observation | None, after: Observation | None, *, whole: bool) -> Change:
    change = compare_ends(measure, before, after)
    if change.amount is not None and not whole:
        return no_change("a figure between is missing", before)
    return change
