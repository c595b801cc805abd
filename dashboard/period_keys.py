"""How people write a period, read as one: ``2024/25``, ``2025``, ``2025-10``, ``2025-Q3``, ``2024/25-autumn``,
``2025-10-31``, and the ways in which spreadsheets print the same (“Oct 2025”, “31/10/2025”).

What a year means is the measure's matter: NEET “2025” is the winter of 2024 to 2025. Months, quarters, terms and days
are what they are for every measure. A day comes before its month, as in Britain.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta

from dashboard.measures import Measure
from dashboard.periods import BY_YEAR, MONTHS, Period, day, month, parse_year, pooled_years, quarter, term

EXAMPLES = "2024/25, 2025, 2025-10, 2025-Q3, 2024/25-autumn or 2025-10-31"
EARLIEST, LATEST = 1990, 2100
LONGEST = 60  # characters; no period is longer

_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_TERM = r"(?P<term>autumn|spring|summer)"
_YEARS = r"(?P<years>\d{4}(?:\s?[/-]\s?(?:\d{4}|\d{2}))?)"
_RANGE = rf"{_MONTH} ?(?P<year>\d{{4}})? ?(?:to|-) ?{_MONTH.replace('month', 'last')} ?(?P<last_year>\d{{4}})"
_SPREADSHEET_DAYS = range(36_526, 73_051)  # 1 January 2000 to 1 January 2100, counted as Excel does
_FIRST_DAY = date(1899, 12, 30)

# Kinds whose “2025” lies in the school or financial year 2024/25, so that either may be written.
_IN_SPLIT_YEARS = frozenset(
    ("academic-year", "financial-year", "winter-average", "31-march", "31-august", "january", "march", "leavers")
)
_BY_PART = {"month": "a month, like 2025-10", "quarter": "a quarter, like 2025-Q3", "year-to-date": "a day or a month"}

Found = re.Match[str]


def parse_period(text: str, measure: Measure) -> Period:
    """The period that a text names for a measure. Raises ValueError in words that name the rule, for anything else.

    Whether it is over, or comes too soon for anyone to have counted it, is not asked here.
    """
    compact = re.sub(r"^(as at|w/e|week ending|at)\b\s*", "", " ".join(text.lower().split()))
    if not compact:
        raise ValueError("a period is needed")
    if len(compact) > LONGEST or not compact.replace("–", "-").isascii():
        raise ValueError("it is not a period")
    compact = compact.replace("–", "-")
    for pattern, read in _FORMS:
        found = pattern.fullmatch(compact)
        if found:
            return _within(read(found, measure))
    raise ValueError(f"it is not a period like {EXAMPLES}")


def _within(period: Period) -> Period:
    if not EARLIEST <= period.end.year <= LATEST:
        raise ValueError(f"the year must lie between {EARLIEST} and {LATEST}")
    return period


def _century(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _read_day(found: Found, _measure: Measure) -> Period:
    name = found.groupdict().get("month")
    number = _month_number(name) if name else int(found["number"])
    if number > 12:
        raise ValueError("there is no such day: the day comes first, then the month")
    try:
        return day(date(_century(found["year"]), number, int(found["day"])))
    except ValueError:
        raise ValueError("there is no such day") from None


def _month_number(name: str) -> int:
    return MONTHS.index(name[:3].capitalize()) + 1


def _read_month(found: Found, measure: Measure) -> Period:
    name = found.groupdict().get("month")
    number = _month_number(name) if name else int(found["number"])
    if not 1 <= number <= 12:
        return _read_year(found, measure)  # 2024-25 is two years
    return month(_century(found["year"]), number)


def _read_quarter(found: Found, _measure: Measure) -> Period:
    number = int(found["quarter"])
    if not found["years"].isdigit():
        year = parse_year(found["years"]) - (number < 4)
        meant = quarter(year, number % 4 + 1)
        raise ValueError(f"quarters are those of the calendar year: write {meant.key} for {meant.label}")
    return quarter(int(found["years"]), number)


def _read_term(found: Found, _measure: Measure) -> Period:
    name, years = found["term"], found["years"]
    later = years.isdigit() and name == "autumn"  # the autumn term of 2024 belongs to the school year 2024/25
    return term(parse_year(years) + later, name)


def _read_range(found: Found, measure: Measure) -> Period:
    """Two months, the first and the last, where they bound a period that the measure has."""
    last = date(_century(found["last_year"]), _month_number(found["last"]), 1)
    first = date(_century(found["year"]) if found["year"] else last.year, _month_number(found["month"]), 1)
    known = [quarter(last.year, (last.month + 2) // 3)]
    if measure.period_kind in BY_YEAR:
        known += [BY_YEAR[measure.period_kind](last.year + more) for more in (0, 1)]
    for period in known:
        if period.start.replace(day=1) == first and period.end.replace(day=1) == last:
            return period
    raise ValueError("these months are no period of this measure, and would overlap with those that are")


def _read_serial(found: Found, measure: Measure) -> Period:
    number = int(found[0])
    if number not in _SPREADSHEET_DAYS:
        return _read_year(found, measure)
    meant = day(_FIRST_DAY + timedelta(days=number))
    raise ValueError(f"it is a spreadsheet's number for {meant.label}: write {meant.key}")


def _read_year(found: Found, measure: Measure) -> Period:
    kind, text = measure.period_kind, found[0]
    years = re.fullmatch(r"(\d{4})\s?(?:[/-]|to)\s?(\d{4})", text)
    if kind == "pooled-years":
        if not years or int(years[1]) >= int(years[2]):
            raise ValueError("the years are taken together: write the first and the last, like 2021-2023")
        return pooled_years(int(years[1]), int(years[2]))
    if kind in _BY_PART:
        raise ValueError(f"this measure is not counted by the year: write {_BY_PART[kind]}")
    year = parse_year(text)
    if not text.isdigit() and kind not in _IN_SPLIT_YEARS:
        raise ValueError(f"this measure is counted by the calendar year: write {year - 1} or {year}")
    if not EARLIEST <= year <= LATEST:
        raise ValueError(f"the year must lie between {EARLIEST} and {LATEST}")
    return BY_YEAR[kind](year)


_Read = Callable[[Found, Measure], Period]
_FORMS: tuple[tuple[re.Pattern[str], _Read], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})(?:[ t]00:00(?::00)?)?", _read_day),
        (r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<number>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})", _read_day),
        (rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH}[ -](?P<year>\d{{4}}|\d{{2}})", _read_day),
        (r"(?P<year>\d{4})-(?P<number>\d{2})", _read_month),
        (r"(?P<number>0?[1-9]|1[0-2])/(?P<year>\d{4})", _read_month),
        (rf"{_MONTH}[ -]?(?P<year>\d{{4}}|\d{{2}})", _read_month),
        (rf"{_YEARS}[ -]?q(?P<quarter>[1-4])", _read_quarter),
        (rf"q(?P<quarter>[1-4])[ /-]{_YEARS}", _read_quarter),
        (rf"{_YEARS}[ -]{_TERM}(?: term)?", _read_term),
        (rf"{_TERM}(?: term)?[ -]{_YEARS}", _read_term),
        (_RANGE, _read_range),
        (r"\d{5}", _read_serial),
        (r"[\d/ -]+|\d{4} to \d{4}", _read_year),
    )
)
