"""Periods that say what they are: a label that tells the truth, a start, an end, and an order.

``key`` is how people and the API write a period (``2025``, ``2024/25``, ``2025-10``, ``2025-Q3``, ``2024/25-autumn``,
``2025-10-31``); with ``kind`` it is unique. Two periods are consecutive only if they are of one kind and next to each
other.
"""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

# Shorter than a year: how a council counts between two publications (dashboard/in_year.py).
IN_YEAR_KINDS = frozenset({"month", "quarter", "term", "day"})
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of time or a day; sort by ``end``.

    ``step`` is the months from one to the next; at most so many for terms, and so many days for kind ``day``.
    """

    kind: str
    key: str
    start: date
    end: date
    label: str
    step: int = 12

    @property
    def year(self) -> int:
        """The year in which it ends: what the period range of a page filters on."""
        return self.end.year

    def follows(self, other: "Period") -> bool:
        """True when this period comes straight after ``other``: same kind, one step later."""
        if self.kind != other.kind:
            return False
        if self.kind == "day":
            return 0 < (self.start - other.start).days <= self.step
        months = (self.start.year - other.start.year) * 12 + self.start.month - other.start.month
        return 0 < months <= self.step if self.kind == "term" else months == self.step


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _two_years(year: int) -> str:
    return f"{year - 1}/{year % 100:02d}"


def academic_year(year: int) -> Period:
    """The school year that ends in ``year``: 1 September to 31 August."""
    return Period("academic-year", _two_years(year), date(year - 1, 9, 1), date(year, 8, 31), _two_years(year))


def financial_year(year: int) -> Period:
    """The year to 31 March of ``year``."""
    label = f"{_two_years(year)} (year to 31 March)"
    return Period("financial-year", _two_years(year), date(year - 1, 4, 1), date(year, 3, 31), label)


def calendar_year(year: int) -> Period:
    """January to December."""
    return Period("calendar-year", str(year), date(year, 1, 1), date(year, 12, 31), str(year))


def winter_average(year: int) -> Period:
    """The average of December to February that the NEET scorecard calls ``year``."""
    end = date(year, 2, monthrange(year, 2)[1])
    return Period("winter-average", str(year), date(year - 1, 12, 1), end, f"Dec {year - 1} to Feb {year}")


def snapshot(kind: str, year: int, month: int, day: int) -> Period:
    """One day a year: ``snapshot('31-march', 2025, 3, 31)``."""
    when = date(year, month, day)
    return Period(kind, str(year), when, when, _day(when))


def pooled_years(first: int, last: int) -> Period:
    """Several calendar years taken together, as small rates are published: 2021 to 2023."""
    return Period("pooled-years", f"{first}-{last}", date(first, 1, 1), date(last, 12, 31), f"{first} to {last}")


def month(year: int, number: int) -> Period:
    """One calendar month."""
    end = date(year, number, monthrange(year, number)[1])
    return Period("month", f"{year}-{number:02d}", date(year, number, 1), end, f"{MONTHS[number - 1]} {year}", 1)


def quarter(year: int, number: int) -> Period:
    """One calendar quarter, 1 to 4."""
    last = number * 3
    end = date(year, last, monthrange(year, last)[1])
    label = f"{MONTHS[last - 3]} to {MONTHS[last - 1]} {year}"
    return Period("quarter", f"{year}-Q{number}", date(year, last - 2, 1), end, label, 3)


def day(when: date) -> Period:
    """One day on which something was counted: “as at 31 October 2025”. The next one is the day after; how far apart the
    days of a series lie is a matter of the series (dashboard/in_year.py)."""
    return Period("day", when.isoformat(), when, when, _day(when), 1)


# First and last month. Schools break up for Easter between late March and mid-April and finish in July; the calendar
# months stand for every council and year, so that a term sorts the same whoever counted it.
TERMS = {"autumn": (9, 12), "spring": (1, 3), "summer": (4, 7)}
_LONGEST_TERM_STEP = 5  # months, from the start of the summer term to that of autumn; two terms are seven or more


def term(year: int, name: str) -> Period:
    """One term of the school year that ends in ``year``: ``autumn`` September to December, ``spring`` January to March,
    ``summer`` April to July. Raises KeyError for any other name."""
    first, last = TERMS[name]
    when = year - 1 if name == "autumn" else year
    end = date(when, last, monthrange(when, last)[1])
    label = f"{name.capitalize()} term {_two_years(year)}"
    return Period("term", f"{_two_years(year)}-{name}", date(when, first, 1), end, label, _LONGEST_TERM_STEP)


def year_to_date(year: int, end: date) -> Period:
    """The school year that ends in ``year``, as far as ``end``."""
    label = f"{_two_years(year)} to {_day(end)}"
    return Period("year-to-date", f"{_two_years(year)} to date", date(year - 1, 9, 1), end, label)


# How a source's "2025" or "2024/25" reads for each kind of yearly period that we ship.
BY_YEAR: dict[str, Callable[[int], Period]] = {
    "academic-year": academic_year,
    "financial-year": financial_year,
    "calendar-year": calendar_year,
    "winter-average": winter_average,
    "31-march": lambda year: snapshot("31-march", year, 3, 31),
    "31-august": lambda year: snapshot("31-august", year, 8, 31),
    "30-june": lambda year: snapshot("30-june", year, 6, 30),
    "january": lambda year: Period("january", str(year), date(year, 1, 1), date(year, 1, 31), f"January {year}"),
    "march": lambda year: Period("march", str(year), date(year, 3, 1), date(year, 3, 31), f"March {year}"),
    "september": lambda year: Period("september", str(year), date(year, 9, 1), date(year, 9, 30), f"September {year}"),
    "leavers": lambda year: Period(
        "leavers", _two_years(year), date(year - 1, 9, 1), date(year, 8, 31), f"{_two_years(year)} leavers"
    ),
}

_KEY = re.compile(r"(?P<first>\d{4})(?:\s*[/-]\s*(?P<second>\d{4}|\d{2}))?", re.ASCII)


def parse_year(text: str) -> int:
    """The year in which a yearly period ends: ``2025``, ``2024/25``, ``2024-25``, ``202425`` → 2025.

    Raises ValueError for anything else, two years that do not follow each other included.
    """
    compact = text.strip()
    if re.fullmatch(r"[0-9]{6}", compact):
        compact = f"{compact[:4]}/{compact[4:]}"
    found = _KEY.fullmatch(compact)
    if not found:
        raise ValueError(f"“{text}” is not a year like 2025 or 2024/25")
    first, second = int(found["first"]), found["second"]
    if second is None:
        return first
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    if last < first:  # 1999/00
        last += 100
    if last != first + 1:
        raise ValueError(f"“{text}” joins two years that do not follow each other")
    return last


def day_before(day: date) -> date:
    """The day before: where a period that starts on ``day`` is cut off."""
    return day - timedelta(days=1)
