from datetime import date

from dashboard.charts.bands import Slice, build_band
from dashboard.charts.visible import select_visible
from dashboard.selection import Selection

FIRST, SECOND, LONE = date(2020, 3, 31), date(2021, 3, 31), date(2023, 12, 31)
RUNS = [[Slice(FIRST, 1, 2), Slice(SECOND, 1.5, 2.5)], [Slice(LONE, 3, 4)]]


def test_a_run_is_one_outline_there_along_the_top_and_back_along_the_bottom():
    band = build_band(RUNS[:1], "Range", "shown=each", {"fillcolor": "#BFC1C3"})
    assert band["x"] == ["2020-03-31", "2021-03-31", "2021-03-31", "2020-03-31"]
    assert band["y"] == [2, 2.5, 1.5, 1]
    assert (band["meta"], band["fillcolor"], band["fill"]) == ("shown=each", "#BFC1C3", "toself")


def test_runs_are_separate_and_a_lone_period_is_a_bar_within_its_year():
    band = build_band(RUNS, "Range", "", {})
    assert band["y"] == [2, 2.5, 1.5, 1, None, 4, 4, 3, 3]
    assert band["x"][4:] == ["2023-12-01", "2023-12-01", "2023-12-31", "2023-12-31", "2023-12-01"]


def test_a_cut_by_years_leaves_whole_outlines():
    band = build_band(RUNS, "Range", "", {})
    figure = {"data": [band], "layout": {"xaxis": {"type": "date"}}}
    kept = select_visible(figure, Selection("E08000035", start=2022))["data"][0]
    assert [value for value in kept["y"] if value is not None] == [4, 4, 3, 3]


def test_nothing_to_fill_is_no_trace():
    assert build_band([], "Range", "", {}) is None
    assert build_band([[]], "Range", "", {}) is None
