"""Marks on rows as bars: every row, mark, range and line of the page is there, and bars begin at zero."""

import pytest

from dashboard.charts import theme
from dashboard.charts.difference_dots import Dot, build_difference_dots
from dashboard.charts.difference_dots import Row as Difference
from dashboard.charts.flow_bars import Spread, Stop, build_flow_bars
from dashboard.charts.from_to import Mark, Row, build_from_to
from dashboard.charts.ranked_bars import Row as Ranked
from dashboard.charts.ranked_bars import Side, build_ranked_bars
from dashboard.charts.target_tracks import Group, Track, build_target_tracks
from dashboard.papers.find_charts import find_charts

TIMES = ("2023", "2024")


def test_from_where_to_where_are_two_rows_of_bars_under_the_words_of_the_page():
    rows = [
        Row("<b>Leeds</b>  97 → <b>99</b>", 97.0, 99.0, (98.0, 100.5), colour=theme.HOME),
        Row("<i>Neighbours</i>"),
        Row("<b>Hull</b>  98 → –", 98.0, None, colour=theme.BETTER),
    ]
    (chart,) = find_charts(build_from_to("%", rows, Mark(98.5, "<b>England 98.5 %</b>"), TIMES))
    assert (chart.kind, chart.upright, chart.dots) == ("bars", False, True)
    assert chart.categories == ("Leeds 97 → 99", "Neighbours", "Hull 98 → –", "England 98.5 %")
    assert [(series.name, series.values) for series in chart.series] == [
        ("2023", (97.0, None, 98.0, None)),
        ("2024", (99.0, None, None, 98.5)),
    ]
    assert chart.series[1].spans == ((98.0, 100.5), None, None, None)
    assert chart.series[1].colours == (theme.HOME, theme.GREY_DARK, theme.BETTER, theme.HOME)


@pytest.mark.parametrize(
    ("values", "ends"), [((97.0, 99.0), (0, 100)), ((-3.0, -2.0), (-3, 0)), ((-2.0, 4.0), (-2, 4))]
)
def test_bars_begin_at_zero_whatever_the_page_begins_with(values, ends):
    (chart,) = find_charts(build_from_to("%", [Row("a", *values)], None, TIMES))
    assert (chart.values.low, chart.values.high, chart.values.suffix) == (*ends, " %")


def test_a_target_is_the_axis_and_each_colour_stands_in_words():
    tracks = (
        Track("2010: Green: on target", "", 20.0, -1.0, "green", ""),
        Track("2011: no figure", "", None, 3.0, "red", ""),
        Track("2012: nothing to draw", "", None, None, "grey", ""),
    )
    (chart,) = find_charts(build_target_tracks([Group("NEET", tracks)]))
    assert chart.categories == ("NEET", "2010: Green: on target", "2011: no figure (Red)", "2012: nothing to draw")
    assert [(series.name, series.values) for series in chart.series] == [
        ("Baseline", (None, 20.0, None, None)),
        ("Figure of the target’s period", (None, -1.0, 3.0, None)),
    ]
    assert chart.series[1].colours[1:3] == (theme.BETTER, theme.WORSE)
    assert chart.values.title == "% above or below the target"


def test_one_place_against_a_benchmark_is_a_bar_a_measure_with_its_judgement_in_words():
    rows = [
        Difference("NEET", (Dot(24.0, (10.0, 40.0), "worse", "worse", ""),), True),
        Difference("Absence", (Dot(-5.0, None, "better", "better", ""),), False),
    ]
    (chart,) = find_charts(build_difference_dots(rows, "Leeds"))
    assert chart.categories == ("Absence (better)", "Illustrative, not real figures:", "NEET (worse)")
    (series,) = chart.series
    assert (series.values, series.spans) == ((-5.0, None, 24.0), (None, None, (10.0, 40.0)))


def test_several_marks_of_a_kind_in_a_row_stay_a_picture():
    dots = (Dot(24.0, None, "worse", "East", ""), Dot(-5.0, None, "better", "West", ""))
    assert find_charts(build_difference_dots([Difference("NEET", dots, False)], "Leeds")) == ()


@pytest.mark.parametrize("rows", [0, 41])
def test_no_row_or_more_than_could_be_read_stay_a_picture(rows):
    assert find_charts(build_from_to("%", [Row("a", 1.0, 2.0)] * rows, None, TIMES)) == ()


def test_a_range_without_a_figure_is_the_least_and_the_most():
    rows = [
        Ranked("NEET", 0.6, "+0.6", (0.2, 1.0), "4.3 to 4.9 %", ""),
        Ranked("The truth", None, "−3 to 5", (-3.0, 5.0), "", ""),
        Ranked("Not known", None, "c", None, "", ""),
    ]
    (chart,) = find_charts(build_ranked_bars("points", [Side("", rows, {})], "Change"))
    assert chart.categories == (
        "NEET, 4.3 to 4.9 %", "The truth, at the least", "The truth, at the most", "Not known",
    )  # fmt: skip
    (series,) = chart.series
    assert (series.name, series.values) == ("Change", (0.6, -3.0, 5.0, None))
    assert series.spans == (pytest.approx((0.2, 1.0)), None, None, None)


def list_stages():
    spread = Spread(2.0, 9.0, {"mean": 5.0}, "")
    return [
        Stop("Door", "Calls", "12 calls", 4.0, "4.0", "", spreads={"2025": spread}),
        Stop("Door", "Plans", "", None, "not at hand", ""),
    ]


def test_a_range_that_lines_draw_goes_to_the_average_and_a_stage_without_a_figure_keeps_its_words():
    figure = build_flow_bars("Leeds", ("a", "a"), list_stages(), {"neighbours=2025&average=mean": "Mean"})
    (chart,) = find_charts(figure)
    assert chart.categories == ("Door", "Calls (12 calls): 4.0 (in the year)", "Plans: not at hand")
    assert [(series.name, series.values) for series in chart.series] == [
        ("Leeds", (None, 4.0, None)),
        ("Mean (line: Neighbours, lowest to highest)", (None, 5.0, None)),
    ]
    assert chart.series[1].spans == (None, (2.0, 9.0), None)


def test_a_range_that_no_mark_carries_stays_a_picture():
    assert find_charts(build_flow_bars("Leeds", ("a", "a"), list_stages(), {})) == ()
