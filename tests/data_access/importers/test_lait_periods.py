from datetime import date

import pytest

from dashboard.periods import BY_YEAR, academic_year, financial_year
from data_access.importers.lait_periods import AS_PUBLISHED, YEAR_TYPES, build_period, read_label


@pytest.mark.parametrize(
    ("text", "kind", "label", "end"),
    [
        ("2025", "academic-year", "2024/25", date(2025, 8, 31)),
        ("2023/24", "academic-year", "2023/24", date(2024, 8, 31)),
        ("2015-16", "academic-year", "2015/16", date(2016, 8, 31)),
        ("2018 (Rev)", "academic-year", "2017/18", date(2018, 8, 31)),
        ("2025 (prov)", "academic-year", "2024/25", date(2025, 8, 31)),
        ("2016-17 (OT)", "financial-year", "2016/17 (year to 31 March)", date(2017, 3, 31)),
        ("2025", "financial-year", "2024/25 (year to 31 March)", date(2025, 3, 31)),
        ("1999/00", "academic-year", "1999/00", date(2000, 8, 31)),
        ("2022", "calendar-year", "2022", date(2022, 12, 31)),
        ("2025", "winter-average", "Dec 2024 to Feb 2025", date(2025, 2, 28)),
        ("2025", "31-march", "31 March 2025", date(2025, 3, 31)),
        ("2025", "30-september", "30 September 2025", date(2025, 9, 30)),
        ("2014-16", "calendar-year", "2014 to 2016", date(2016, 12, 31)),
        ("2013/14-15/16", "financial-year", "2013/14 to 2015/16 (year to 31 March)", date(2016, 3, 31)),
        ("2025", AS_PUBLISHED, "2025 (as published)", date(2025, 12, 31)),
        ("2024/25", AS_PUBLISHED, "2024/25 (as published)", date(2025, 12, 31)),
    ],
)
def test_a_label_tells_what_the_year_stands_for(text: str, kind: str, label: str, end: date) -> None:
    period = build_period(read_label(text), kind)
    assert (period.label, period.end) == (label, end)


def test_only_prov_makes_a_figure_provisional() -> None:
    marked = {text: read_label(text).provisional for text in ("2025 (prov)", "2025 (Rev)", "2025 (Final)", "2025")}
    assert marked == {"2025 (prov)": True, "2025 (Rev)": False, "2025 (Final)": False, "2025": False}


@pytest.mark.parametrize("text", ["0", "", "25", "2025 (odd)", "2023/25", "2013/14-16/16", "2016-14", "1066", "2901"])
def test_what_is_no_year_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="year"):
        read_label(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2023/24", "calendar-year"),
        ("2023/24", "31-march"),
        ("2014-16", "academic-year"),
        ("2013/14-15/16", "31-march"),
    ],
)
def test_a_year_that_contradicts_its_kind_is_refused(text: str, kind: str) -> None:
    with pytest.raises(ValueError, match="period kind"):
        build_period(read_label(text), kind)


def test_pooled_years_that_overlap_follow_each_other() -> None:
    first, second = (build_period(read_label(text), "financial-year") for text in ("2013/14-15/16", "2014/15-16/17"))
    assert second.follows(first)
    assert not second.follows(financial_year(2016))


def test_every_year_type_of_the_dictionary_makes_a_period() -> None:
    for kind in YEAR_TYPES.values():
        assert build_period(read_label("2024"), kind).year == 2024
    assert set(YEAR_TYPES.values()) - set(BY_YEAR) == {"30-september"}
    assert build_period(read_label("2024"), "academic-year") == academic_year(2024)
