"""Is a figure better or worse than a benchmark, or can nobody tell? Only an interval that clears it says so."""

from typing import Literal, NamedTuple

from dashboard.formatting import is_count
from dashboard.measures import Measure

Word = Literal["better", "worse", "higher", "lower", "no clear difference", "not judged"]
NO_COUNTS = "no published counts give this figure, so chance cannot be ruled out"
NO_FIGURE = "there is no figure for this period"
COUNT = "a number grows with the size of the place, so it is not judged"
NO_BENCHMARK = "there is no figure to compare with"


class Judgement(NamedTuple):
    """``word`` is for the reader; ``direction`` is higher or lower where the interval clears the benchmark."""

    word: Word
    why: str = ""
    direction: Literal["higher", "lower"] | None = None


def judge(measure: Measure, lower: float | None, upper: float | None, benchmark: float | None) -> Judgement:
    """Judge an interval against a benchmark: the whole of it above or below, or no clear difference.

    Measures without polarity are only ever higher or lower. A limit equal to the benchmark does not clear it.
    """
    if benchmark is None:
        return Judgement("not judged", NO_BENCHMARK)
    if is_count(measure):
        return Judgement("not judged", COUNT)
    if lower is None or upper is None:
        return Judgement("not judged", NO_COUNTS)
    if lower > benchmark:
        return Judgement(_word(measure, "higher"), direction="higher")
    if upper < benchmark:
        return Judgement(_word(measure, "lower"), direction="lower")
    return Judgement("no clear difference")


def judge_apart(measure: Measure, own: tuple[float, float] | None, other: tuple[float, float] | None) -> Judgement:
    """Judge one place against another by their intervals: both vary by chance, so the whole of them must lie apart."""
    if is_count(measure):
        return Judgement("not judged", COUNT)
    if own is None or other is None:
        return Judgement("not judged", NO_COUNTS)
    if own[0] > other[1]:
        return Judgement(_word(measure, "higher"), direction="higher")
    if own[1] < other[0]:
        return Judgement(_word(measure, "lower"), direction="lower")
    return Judgement("no clear difference")


def _word(measure: Measure, direction: Literal["higher", "lower"]) -> Word:
    if measure.polarity is None:
        return direction
    return "better" if (measure.polarity == "high") == (direction == "higher") else "worse"
