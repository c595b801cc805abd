from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import (
    BY_YEAR,
    academic_year,
    calendar_year,
    day,
    day_before,
    financial_year,
    month,
    parse_year,
    pooled_years,
    quarter,
    snapshot,
    term,
    winter_average,
    year_to_date,
)

YEARS = st.integers(1990, 2099)


@pytest.mark.parametrize(
    ("period", "key", "start", "end", "label"),
    [
        (academic_year(2025), "2024/25", date(2024, 9, 1), date(2025, 8, 31), "2024/25"),
        (academic_year(2000), "1999/00", date(1999, 9, 1), date(2000, 8, 31), "1999/00"),
        (financial_year(2025), "2024/25", date(2024, 4, 1), date(2025, 3, 31), "2024/25 (year to 31 March)"),
        (calendar_year(2024), "2024", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        (winter_average(2025), "2025", date(2024, 12, 1), date(2025, 2, 28), "Dec 2024 to Feb 2025"),
        (winter_average(2024), "2024", date(2023, 12, 1), date(2024, 2, 29), "Dec 2023 to Feb 2024"),
        (snapshot("31-march", 2025, 3, 31), "2025", date(2025, 3, 31), date(2025, 3, 31), "31 March 2025"),
        (pooled_years(2021, 2023), "2021-2023", date(2021, 1, 1), date(2023, 12, 31), "2021 to 2023"),
        (month(2025, 2), "2025-02", date(2025, 2, 1), date(2025, 2, 28), "Feb 2025"),
        (month(2025, 12), "2025-12", date(2025, 12, 1), date(2025, 12, 31), "Dec 2025"),
        (quarter(2025, 3), "2025-Q3", date(2025, 7, 1), date(2025, 9, 30), "Jul to Sep 2025"),
        (day(date(2025, 10, 31)), "2025-10-31", date(2025, 10, 31), date(2025, 10, 31), "31 October 2025"),
        (term(2025, "autumn"), "2024/25-autumn", date(2024, 9, 1), date(2024, 12, 31), "Autumn term 2024/25"),
        (term(2025, "spring"), "2024/25-spring", date(2025, 1, 1), date(2025, 3, 31), "Spring term 2024/25"),
        (term(2025, "summer"), "2024/25-summer", date(2025, 4, 1), date(2025, 7, 31), "Summer term 2024/25"),
        (
            year_to_date(2026, date(2026, 3, 27)),
            "2025/26 to date", date(2025, 9, 1), date(2026, 3, 27), "2025/26 to 27 March 2026",
        ),
    ],
)  # fmt: skip
def test_a_period_says_what_it_is(period, key, start, end, label):
    assert (period.key, period.start, period.end, period.label) == (key, start, end, label)
    assert period.year == end.year


@pytest.mark.parametrize("kind", BY_YEAR)
@given(year=YEARS)
def test_yearly_periods_end_in_their_year_and_follow_the_one_before_only(kind, year):
    period, before, earlier = (BY_YEAR[kind](year - back) for back in (0, 1, 2))
    assert period.kind == kind
    assert period.start <= period.end
    assert period.year == year
    assert period.follows(before)
    assert not period.follows(earlier)
    assert not period.follows(period)
    assert not before.follows(period)
    assert parse_year(period.key) == year


@given(YEARS, st.integers(1, 12), st.integers(-30, 30))
def test_months_follow_across_the_turn_of_the_year(year, number, ahead):
    later = year * 12 + number - 1 + ahead
    other = month(later // 12, later % 12 + 1)
    assert other.follows(month(year, number)) == (ahead == 1)
    assert month(year, number).end + timedelta(days=1) == month((year * 12 + number) // 12, number % 12 + 1).start


def test_quarters_and_pooled_years_follow_by_one_step():
    assert quarter(2025, 1).follows(quarter(2024, 4))
    assert not quarter(2025, 2).follows(quarter(2024, 4))
    assert pooled_years(2021, 2023).follows(pooled_years(2020, 2022))
    assert not pooled_years(2021, 2023).follows(pooled_years(2018, 2020))


TERMS_IN_ORDER = [term(year, name) for year in range(2020, 2030) for name in ("autumn", "spring", "summer")]


@given(st.integers(0, 29), st.integers(0, 29))
def test_terms_follow_through_the_school_year_and_into_the_next(one, other):
    assert TERMS_IN_ORDER[one].follows(TERMS_IN_ORDER[other]) == (one == other + 1)
    assert (TERMS_IN_ORDER[one].end > TERMS_IN_ORDER[other].end) == (one > other)


def test_there_is_no_fourth_term():
    with pytest.raises(KeyError):
        term(2025, "winter")


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(-40, 40))
def test_a_day_follows_the_day_before_only(when, ahead):
    assert day(when + timedelta(days=ahead)).follows(day(when)) == (ahead == 1)


def test_two_kinds_never_follow_each_other():
    assert not financial_year(2025).follows(academic_year(2024))
    assert not snapshot("31-march", 2025, 3, 31).follows(snapshot("31-august", 2024, 8, 31))


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("2025", 2025), (" 2025 ", 2025), ("2024/25", 2025), ("2024-25", 2025), ("2024 / 25", 2025), ("202425", 2025),
        ("2024/2025", 2025), ("1999/00", 2000), ("1999/2000", 2000), ("2009-10", 2010), ("199900", 2000),
    ],
)  # fmt: skip
def test_years_as_publishers_write_them(text, year):
    assert parse_year(text) == year


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "2023-25",
        "2025/24",
        "2024/24",
        "202312",
        "2024/5",
        "2024/025",
        "2024//25",
        "20245",
        "x2024",
        "٢٠٢٥",
        "2025.0",
    ],
)
def test_anything_else_is_refused_by_name(text):
    with pytest.raises(ValueError, match="“"):
        parse_year(text)


def test_the_day_before():
    assert day_before(date(2025, 3, 1)) == date(2025, 2, 28)
