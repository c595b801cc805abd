from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.measures import Measure, load_catalogue
from dashboard.period_keys import parse_period
from dashboard.periods import BY_YEAR, Period, day, month, pooled_years, quarter, term

CATALOGUE = load_catalogue()


def measure(kind: str) -> Measure:
    return CATALOGUE["neet"].model_copy(update={"period_kind": kind})


def read(text: str, kind: str = "winter-average") -> Period:
    return parse_period(text, measure(kind))


@pytest.mark.parametrize("kind", sorted(BY_YEAR))
def test_a_year_is_what_the_measure_says(kind: str) -> None:
    assert read("2025", kind) == BY_YEAR[kind](2025)


@pytest.mark.parametrize(
    "kind", ["academic-year", "financial-year", "winter-average", "31-march", "31-august", "january", "leavers"]
)
@pytest.mark.parametrize("text", ["2024/25", "2024-25", "202425", "2024/2025", " 2024 / 25 "])
def test_two_years_are_the_one_that_ends_in_the_second(kind: str, text: str) -> None:
    assert read(text, kind) == BY_YEAR[kind](2025)


@pytest.mark.parametrize("kind", ["calendar-year", "30-june", "september"])
def test_two_years_are_none_where_the_measure_counts_by_the_calendar(kind: str) -> None:
    with pytest.raises(ValueError, match="calendar year: write 2024 or 2025"):
        read("2024/25", kind)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2025-10", month(2025, 10)),
        ("Oct 2025", month(2025, 10)),
        ("October 2025", month(2025, 10)),
        ("Sept 2025", month(2025, 9)),
        ("Oct-25", month(2025, 10)),
        ("10/2025", month(2025, 10)),
        ("2011-12", month(2011, 12)),
        ("2025-Q3", quarter(2025, 3)),
        ("Q3 2025", quarter(2025, 3)),
        ("2025 q3", quarter(2025, 3)),
        ("Jul to Sep 2025", quarter(2025, 3)),
        ("2024/25-autumn", term(2025, "autumn")),
        ("Autumn 2024", term(2025, "autumn")),
        ("Autumn term 2024/25", term(2025, "autumn")),
        ("Spring 2025", term(2025, "spring")),
        ("summer term 2025", term(2025, "summer")),
        ("2025-10-31", day(date(2025, 10, 31))),
        ("2025-10-31 00:00:00", day(date(2025, 10, 31))),
        ("31/10/2025", day(date(2025, 10, 31))),
        ("1.2.25", day(date(2025, 2, 1))),
        ("31st October 2025", day(date(2025, 10, 31))),
        ("31-Oct-25", day(date(2025, 10, 31))),
        ("As at 31 October 2025", day(date(2025, 10, 31))),
        ("w/e 31/10/2025", day(date(2025, 10, 31))),
        ("29/02/2024", day(date(2024, 2, 29))),
        ("Dec 2024 to Feb 2025", BY_YEAR["winter-average"](2025)),
        ("December 2024 – February 2025", BY_YEAR["winter-average"](2025)),
    ],
)
def test_parts_of_a_year_are_the_same_for_every_measure(text: str, expected: Period) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "a period is needed"),
        ("yesterday", "not a period like 2024/25"),
        ("2023-25", "do not follow each other"),
        ("2025/10", "do not follow each other"),
        ("2025-13", "do not follow each other"),
        ("10/31/2025", "the day comes first"),
        ("31/02/2025", "no such day"),
        ("29/02/2025", "no such day"),
        ("00/10/2025", "no such day"),
        ("Q1 2025/26", "write 2025-Q2 for Apr to Jun 2025"),
        ("2025/26 Q4", "write 2026-Q1 for Jan to Mar 2026"),
        ("2025-Q5", "not a period"),
        ("45961", "number for 31 October 2025: write 2025-10-31"),
        ("Oct 2024 to Feb 2025", "would overlap"),
        ("1066", "between 1990 and 2100"),
        ("1989", "between 1990 and 2100"),
        ("2101-01", "between 1990 and 2100"),
        ("9999", "between 1990 and 2100"),
        ("99999", "not a year"),
        ("2025-winter", "not a period"),
        ("２０２５", "not a period"),
        ("2" * 61, "not a period"),
    ],
)
def test_anything_else_is_refused_in_words(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read(text)


def test_years_taken_together() -> None:
    assert read("2021-2023", "pooled-years") == pooled_years(2021, 2023)
    assert read("2021 to 2023", "pooled-years") == pooled_years(2021, 2023)
    for text in ("2021", "2023-2021", "2021-23"):
        with pytest.raises(ValueError, match="taken together"):
            read(text, "pooled-years")


@pytest.mark.parametrize("kind", ["month", "quarter", "year-to-date"])
def test_a_measure_that_is_not_yearly_has_no_years(kind: str) -> None:
    with pytest.raises(ValueError, match="not counted by the year"):
        read("2025", kind)
    assert read("2025-10", kind) == month(2025, 10)


@settings(max_examples=50)
@given(st.dates(date(1990, 1, 1), date(2100, 12, 31)), st.sampled_from([1, 2, 3, 4]), st.sampled_from(sorted(BY_YEAR)))
def test_every_key_reads_back_as_its_period(when: date, number: int, kind: str) -> None:
    year = BY_YEAR[kind](when.year)
    for period in (day(when), month(when.year, when.month), quarter(when.year, number), year):
        assert read(period.key, kind) == period


@settings(max_examples=60)
@given(st.text(max_size=70) | st.from_regex(r"[0-9 /.-]{1,12}|[a-z]{3,9}[ -][0-9]{2,4}", fullmatch=True))
def test_no_text_raises_anything_but_a_value_error(text: str) -> None:
    for kind in ("winter-average", "pooled-years", "month"):
        with suppress(ValueError):
            assert 1990 <= read(text, kind).end.year <= 2100
