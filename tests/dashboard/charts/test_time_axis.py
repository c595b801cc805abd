from datetime import date

import pytest

from dashboard.charts.time_axis import (
    build_breaks,
    build_narrow_ticks,
    build_ticks,
    choose_time_axis,
    find_breaks,
    find_gaps,
)
from dashboard.measures import Break
from dashboard.periods import academic_year, calendar_year, month, winter_average
from tests.dashboard.examples import LEEDS, a_figure, a_measure


def figures(*years, kind=academic_year):
    return [a_figure(LEEDS, kind(year), 10.0) for year in years]


def test_the_axis_reaches_beyond_its_first_and_last_period():
    axis = choose_time_axis(figures(2016, 2025))
    assert axis.start < date(2016, 8, 31) < date(2025, 8, 31) < axis.end


@pytest.mark.parametrize("count", [1, 2, 7, 8, 9, 19, 40])
def test_few_periods_are_named_and_always_the_latest(count):
    ticks = build_ticks(choose_time_axis(figures(*range(2000, 2000 + count))), 8)
    assert 1 <= len(ticks["ticktext"]) <= 8
    assert ticks["tickvals"][-1] == f"{1999 + count}-08-31"


def test_a_phone_has_room_for_two_long_names_or_three_short_ones():
    long = choose_time_axis(figures(*range(2000, 2020)))
    short = choose_time_axis(figures(*range(2000, 2020), kind=calendar_year))
    assert build_narrow_ticks(long)["ticktext"] == ["2008/09", "2018/19"]
    assert build_narrow_ticks(short)["ticktext"] == ["2005", "2012", "2019"]


def test_missing_years_and_symbols_are_gaps_in_order_of_time():
    points = [*figures(2018), a_figure(LEEDS, academic_year(2021)), *figures(2022)]
    assert [(gap.period.key, gap.symbol) for gap in find_gaps(points)] == [
        ("2018/19", "–"),
        ("2019/20", "–"),
        ("2020/21", "c"),
    ]


def test_a_change_of_kind_and_months_give_no_invented_years():
    assert find_gaps([*figures(2018), *figures(2025, kind=calendar_year)]) == ()
    assert find_gaps([a_figure(LEEDS, month(2024, 1), 1.0), a_figure(LEEDS, month(2024, 6), 1.0)]) == ()


def breaks(*days):
    return a_measure(breaks=tuple(Break(at=day, words=f"Changed on {day}") for day in days))


def test_one_break_stands_between_its_periods_under_its_own_words():
    axis = choose_time_axis(figures(2011, 2012, 2013, 2014))
    shapes, names = build_breaks(breaks(date(2012, 9, 1)), axis)
    assert [(shape["x0"], shape["yref"], shape["line"]["dash"]) for shape in shapes] == [("2013-03-01", "paper", "dot")]
    assert names[0]["text"] == "Changed on 2012-09-01"


def test_a_period_that_ends_on_the_day_is_of_the_new_definition():
    periods = [winter_average(2024), winter_average(2025)]
    assert find_breaks(breaks(date(2025, 2, 28)), periods)[0].day < date(2025, 2, 28)
    assert find_breaks(breaks(date(2025, 3, 1)), periods) == ()
    assert find_breaks(breaks(date(2024, 2, 29)), periods) == ()


def test_several_breaks_are_letters_with_their_words_at_hover():
    axis = choose_time_axis(figures(*range(2015, 2025)))
    _, names = build_breaks(breaks(date(2016, 9, 1), date(2020, 9, 1)), axis)
    assert [(name["text"], name["hovertext"]) for name in names] == [
        ("<b>A</b>", "Changed on 2016-09-01"),
        ("<b>B</b>", "Changed on 2020-09-01"),
    ]
