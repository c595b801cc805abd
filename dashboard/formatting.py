"""Numbers in words and figures, rounded for display only: half away from zero, decimals as the measure says.

A float is rounded by its shortest decimal spelling (2.675 is 2.675, not 2.67499…), as a reader with a pencil would.
"""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from dashboard.measures import Measure
from dashboard.missing import REASONS

SPACE = "\u00a0"  # no-break: a number and its unit stay on one line
MINUS = "\u2212"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NO_EARLIER = "no earlier figure to compare with"

_WIDE = Context(prec=400)  # wide enough for any float, so that quantize never overflows
_SINGULAR = {
    "assessments": "assessment",
    "calls": "call",
    "children": "child",
    "conferences": "conference",
    "episodes": "episode",
    "people": "person",
    "plans": "plan",
    "points": "point",
    "pupils": "pupil",
    "referrals": "referral",
    "young people": "young person",
}


def round_half_away(value: float | Decimal, decimals: int = 0) -> Decimal:
    """The value rounded to some decimals, ties away from zero; a zero never carries a sign."""
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP, _WIDE)
    return abs(rounded) if rounded.is_zero() else rounded


def subtract(value: float, other: float) -> float:
    """``value − other`` on the decimals as written: 4.9 − 4.3 is 0.6, without binary residue."""
    return float(Decimal(str(value)) - Decimal(str(other)))


@lru_cache(maxsize=8192)  # a page writes the same few hundred numbers in chart, table and words
def format_number(value: float, decimals: int = 0) -> str:
    """``1,498``, ``4.9``, ``−0.3``."""
    rounded = round_half_away(value, decimals)
    return f"{MINUS if rounded < 0 else ''}{abs(rounded):,.{decimals}f}"


def format_missing(status: str | None) -> str:
    """The reason for a missing figure in a word or two: ``suppressed``, ``not available``."""
    return REASONS.get(status or "x", REASONS["x"]).split(":")[0]


def is_count(measure: Measure) -> bool:
    """Whether the measure counts children or events, so that it grows with the size of the place."""
    return measure.scale is None and measure.unit in _SINGULAR and measure.unit != "points"


def format_people(number: int, people: str) -> str:
    """``1,498 children``, ``1 child``, ``1 young person``."""
    word = _SINGULAR.get(people, people) if abs(number) == 1 else people
    return f"{format_number(number)}{SPACE}{word}"


def _with_unit(number: str, unit: str) -> str:
    if number in ("1", f"{MINUS}1"):
        unit = _SINGULAR.get(unit, unit)
    return f"{number}{SPACE}{unit}" if unit else number


def format_value(value: float | None, measure: Measure, status: str | None = None) -> str:
    """``4.9 %``, ``85 per 10,000``, ``1,498 children``; the reason in words where there is no value."""
    if value is None:
        return format_missing(status)
    return _with_unit(format_number(value, measure.decimals), measure.unit)


def format_range(lower: float | None, upper: float | None, measure: Measure) -> str:
    """An interval or a range: ``4.6 to 5.2 %``; ``not known`` where there is none."""
    if lower is None or upper is None:
        return "not known"
    numbers = f"{format_number(lower, measure.decimals)} to {format_number(upper, measure.decimals)}"
    return _with_unit(numbers, measure.unit)


def change_unit(measure: Measure) -> str:
    """The unit of a difference: percentages differ by points."""
    return "points" if measure.unit == "%" else measure.unit


def format_change(change: float | None, measure: Measure) -> str:
    """``up 0.6 points``, ``down 4 per 10,000``, ``no change``; a change too small to show says so."""
    if change is None:
        return NO_EARLIER
    if change == 0:
        return "no change"
    way = "up" if change > 0 else "down"
    number = format_number(abs(change), measure.decimals)
    if round_half_away(change, measure.decimals) == 0:
        smallest = format_number(float(Decimal(1).scaleb(-measure.decimals)), measure.decimals)
        return f"{way} less than {_with_unit(smallest, change_unit(measure))}"
    return f"{way} {_with_unit(number, change_unit(measure))}"


def format_change_range(limits: tuple[float, float] | None, measure: Measure) -> str:
    """The limits of a change: ``−1.2 to −0.3 points``; empty where they are not known.

    A limit that would round to zero gets another decimal: on which side of zero it lies is what it is there to say.
    """
    if limits is None:
        return ""
    close = any(limit and round_half_away(limit, measure.decimals) == 0 for limit in limits)
    lower, upper = (format_number(limit, measure.decimals + close) for limit in limits)
    return _with_unit(f"{lower} to {upper}", change_unit(measure))


def format_day(day: date) -> str:
    """``31 March 2025``."""
    return f"{day.day} {day:%B %Y}"


def ordinal(number: int) -> str:
    """``1st``, ``2nd``, ``11th``, ``125th``."""
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number:,}{ending}"


def format_rank(rank: int | None, of: int, ties: int = 0) -> str:
    """``125th of 153``, ``2nd of 153 (equal with 3 others)``; empty where there is no rank."""
    if rank is None:
        return ""
    words = f"{ordinal(rank)} of {of:,}"
    if ties:
        words += f" (equal with {ties:,} {'other' if ties == 1 else 'others'})"
    return words


def in_words(number: int) -> str:
    """Small numbers as words: ``no``, ``eight``, ``12``."""
    return _NUMBERS[number] if number < len(_NUMBERS) else format_number(number)


def join_names(names: Iterable[str]) -> str:
    """``East, South and West``."""
    *most, last = list(names) or [""]
    return f"{', '.join(most)} and {last}" if most else last
