"""What a year in LAIT stands for: its mixed spellings, read by the measure's own kind of period."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dashboard.periods import BY_YEAR, Period, academic_year, financial_year, pooled_years, snapshot

EARLIEST = 1990
UNDATED = "0"  # a column that LAIT left without a year: it may hold no figure
AS_PUBLISHED = "year-as-published"  # where nothing says what kind of year it is

YEAR_TYPES = {
    "Academic Year": "academic-year",
    "Financial Year": "financial-year",
    "Calendar Year": "calendar-year",
    "Annual (end of Sept)": "30-september",
    "Annual - January": "january",
    "Annual": "31-march",  # looked after, in need, on a plan: counted on the last day of the financial year
}

_NOTES = {"prov": True, "provisional": True, "rev": False, "revised": False, "final": False, "ot": False}
_LABEL = re.compile(
    r"(?P<first>\d{4})"
    r"(?:/(?P<slash>\d{2})(?:-(?P<from>\d{2})/(?P<to>\d{2}))?|-(?P<dash>\d{2}|\d{4}))?"
    r"(?:\s*\((?P<note>[A-Za-z]+)\))?"
)


@dataclass(frozen=True, slots=True)
class YearLabel:
    """``last`` is the year in which it ends, ``first`` that in which its first year ends; they differ where pooled."""

    first: int
    last: int
    split: bool  # written as two years, 2023/24
    provisional: bool


def read_label(text: str) -> YearLabel:
    """``2025``, ``2023/24``, ``2016-17 (OT)``, ``2025 (prov)``, ``2014-16``, ``2013/14-15/16``. Raises ValueError."""
    found = _LABEL.fullmatch(text.strip())
    note = (found["note"] or "").lower() if found else ""
    if not found or (note and note not in _NOTES):
        raise ValueError("it is not a year like 2025, 2023/24, 2016-17 (OT), 2014-16 or 2013/14-15/16")
    provisional = _NOTES.get(note, False)
    start = int(found["first"])
    if not EARLIEST <= start <= date.today().year + 1:
        raise ValueError(f"the year must lie between {EARLIEST} and {date.today().year + 1}")
    if found["slash"]:
        first = _after(start, found["slash"])
        last = _after(start, found["to"]) if found["to"] else first
        if first != start + 1 or (found["to"] and _after(start, found["from"]) != last - 1) or last < first:
            raise ValueError("its years do not follow each other")
        return YearLabel(first, last, True, provisional)
    if found["dash"]:
        last = _after(start, found["dash"])
        if last == start + 1:
            return YearLabel(last, last, True, provisional)
        if not start + 1 < last <= start + 9:
            raise ValueError("its years do not follow each other")
        return YearLabel(start, last, False, provisional)
    return YearLabel(start, start, False, provisional)


def _after(start: int, digits: str) -> int:
    """The year that two digits mean, at or after ``start``: 99 and ``00`` → 2000."""
    year = int(digits) if len(digits) == 4 else start // 100 * 100 + int(digits)
    return year if year >= start else year + 100


def _pooled(kind: str, name: Callable[[int], Period], first: int, last: int) -> Period:
    begin, end = name(first), name(last)
    return Period(f"pooled-{kind}s", f"{begin.key}-{end.key}", begin.start, end.end, f"{begin.key} to {end.label}")


def build_period(label: YearLabel, kind: str) -> Period:
    """The period that a label means for measures of one kind. Raises ValueError where the two contradict each other."""
    if label.first != label.last:
        if kind in {"calendar-year", AS_PUBLISHED} and not label.split:
            return pooled_years(label.first, label.last)
        if kind == "financial-year" and label.split:
            return _pooled(kind, financial_year, label.first, label.last)
        if kind in {"academic-year", AS_PUBLISHED} and label.split:
            return _pooled(kind, academic_year, label.first, label.last)
        raise ValueError(f"several years together do not go with the period kind {kind}")
    if label.split and kind not in {"academic-year", "financial-year", "leavers", AS_PUBLISHED}:
        raise ValueError(f"two years do not go with the period kind {kind}")
    if kind == "30-september":
        return snapshot(kind, label.last, 9, 30)
    if kind == AS_PUBLISHED:
        year = label.last
        key = f"{year - 1}/{year % 100:02d}" if label.split else str(year)
        return Period(kind, key, date(year, 1, 1), date(year, 12, 31), f"{key} (as published)")
    if kind not in BY_YEAR:
        raise ValueError(f"a year does not go with the period kind {kind}")
    return BY_YEAR[kind](label.last)
