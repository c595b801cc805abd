"""What of a figure office programs can draw: nothing is left out, and nothing is joined that the page keeps apart."""

import pytest

from dashboard.papers.find_charts import find_charts
from dashboard.papers.time_slots import find_slots

HOME, GREY = "#12436D", "#BFC1C3"


def line(name, points, **more):
    x, y = zip(*points, strict=True)
    return {
        "type": "scatter",
        "mode": "lines",
        "name": name,
        "x": list(x),
        "y": list(y),
        "line": {"color": HOME},
    } | more


def dated(*traces, **axis):
    return {"data": list(traces), "layout": {"xaxis": {"type": "date"} | axis, "yaxis": {"range": [0, 10], "dtick": 2}}}


def bars(**more):
    return {
        "type": "bar",
        "orientation": "h",
        "name": "Places",
        "x": [3.1, None],
        "y": [0, 1],
        "text": ["A", "B"],
    } | more


def test_a_year_without_a_figure_keeps_its_place():
    (chart,) = find_charts(dated(line("Leeds", [("2018-08-31", 1.0), ("2019-08-31", 2.0), ("2021-08-31", 3.0)])))
    assert chart.categories == ("2018", "2019", "2020", "2021")
    assert [series.values for series in chart.series] == [(1.0, 2.0, None, 3.0)]


def test_a_break_between_two_years_is_never_joined():
    broken = line("Leeds", [("2014-03-31", 5.0), ("2015-03-31", 6.0), ("2015-03-31", None), ("2016-03-31", 2.0)])
    (chart,) = find_charts(dated(broken))
    assert [(series.name, series.values) for series in chart.series] == [
        ("Leeds", (5.0, 6.0, None)),
        ("Leeds", (None, None, 2.0)),
    ]
    assert chart.series[1].markers  # without one, a figure that stands alone would not be seen


def test_a_gap_keeps_two_runs_of_one_line_apart():
    gap = line("Leeds", [("2018-08-31", 1.0), ("2019-08-31", None), ("2020-08-31", 2.0)])
    (chart,) = find_charts(dated(gap, line("England", [("2019-08-31", 1.5)])))
    assert [series.values for series in chart.series] == [(1.0, None, 2.0), (None, 1.5, None)]


@pytest.mark.parametrize(
    ("ticks", "labels"),
    [(["2016/17", "2018/19"], ("2016/17", "2017/18", "2018/19")), (["2017", "2019"], ("2017", "2018", "2019"))],
)
def test_periods_are_called_as_on_the_axis(ticks, labels):
    points = [("2017-08-31", 1.0), ("2018-08-31", 1.0), ("2019-08-31", 1.0)]
    axis = {"tickvals": ["2017-08-31", "2019-08-31"], "ticktext": ticks}
    assert find_charts(dated(line("Leeds", points), **axis))[0].categories == labels


def test_months_stand_at_their_days():
    (chart,) = find_charts(dated(line("Leeds", [("2025-10-31", 1.0), ("2025-11-30", 2.0)])))
    assert chart.categories == ("31 Oct 2025", "30 Nov 2025")


def test_a_range_becomes_its_two_ends():
    band = line(
        "Range", [("2024-03-31", 3.0), ("2025-03-31", 4.0), ("2025-03-31", 2.0), ("2024-03-31", 1.0)], fill="toself"
    )
    alone = line(
        "Span", [("2025-03-01", 9.0), ("2025-04-30", 9.0), ("2025-04-30", 8.0), ("2025-03-01", 8.0)], fill="toself"
    )
    (chart,) = find_charts(dated(line("Leeds", [("2024-03-31", 2.0), ("2025-03-31", 3.0)]), band, alone))
    assert [(series.name, series.values) for series in chart.series[1:]] == [
        ("Range, lower", (1.0, 2.0)),
        ("Range, upper", (3.0, 4.0)),
        ("Span, lower", (None, 8.0)),
        ("Span, upper", (None, 9.0)),
    ]


def test_each_panel_is_a_chart_with_its_title():
    second = line("Leeds", [(2024.2, 7.0)], xaxis="x2", yaxis="y2")
    title = {"text": "<b>Absence</b>, %", "xref": "x2 domain", "y": 1}
    layout = {"xaxis": {}, "yaxis": {}, "xaxis2": {}, "yaxis2": {}, "annotations": [title]}
    charts = find_charts({"data": [line("Leeds", [(2024.2, 1.0)]), second], "layout": layout})
    assert [(chart.title, chart.series[0].values) for chart in charts] == [("", (1.0,)), ("Absence, %", (7.0,))]


def test_a_missing_bar_keeps_its_place_and_limits_stay_with_their_bars():
    trace = bars(error_x={"array": [0.4, 0.0], "arrayminus": [0.1, 0.0]})
    (chart,) = find_charts({"data": [trace], "layout": {}})
    assert (chart.categories, chart.series[0].values) == (("A", "B"), (3.1, None))
    assert chart.series[0].spans == ((3.0, 3.5), None)


def test_benchmarks_become_bars_of_their_own():
    layout = {
        "shapes": [
            {"type": "line", "x0": 4.4, "x1": 4.4},
            {"type": "line", "x0": 85, "x1": 85},
            {"type": "rect", "x0": 1, "x1": 1},
        ],
        "annotations": [
            {"x": 4.4, "text": "Neighbours’ mean <b>4.4 %</b>"},
            {"x": 85, "text": "<b>Leeds 85 per 10,000</b>"},
        ],
    }
    (chart,) = find_charts({"data": [bars()], "layout": layout})
    assert chart.categories == ("A", "B", "Neighbours’ mean", "Leeds")
    assert chart.series[0].values == (3.1, None, 4.4, 85)


def test_names_that_stand_twice_are_told_apart():
    notes = {"type": "scatter", "mode": "text", "x": [0, 0], "y": [0.2, 1.2], "text": ["girls", "boys"]}
    (chart,) = find_charts({"data": [bars(text=["A", "A"]), notes], "layout": {}})
    assert chart.categories == ("A, girls", "A, boys")


@pytest.mark.parametrize(
    "figure",
    [
        {},
        {"data": [bars(text=[])], "layout": {}},  # nothing says what the bars are
        {"data": [bars(), line("Possible", [(1.0, 0), (2.0, 0)])], "layout": {}},  # a range beside the bars
        {"data": [line("Tile", [(0, 0), (1, 1)], fill="toself")], "layout": {"xaxis": {"visible": False}}},
        {"data": [line("A", [(0.1, 2.0)], mode="markers")], "layout": {"yaxis": {"ticktext": ["Primary"]}}},
        {"data": [{"type": "heatmap", "z": [[1]]}], "layout": {}},
    ],
)
def test_what_would_lose_something_is_left_to_a_picture(figure):
    assert find_charts(figure) == ()


def test_two_measures_are_points_with_their_names():
    dots = {"type": "scatter", "mode": "markers", "name": "Places", "x": [1.0], "y": [2.0], "text": ["Leeds"]}
    (chart,) = find_charts({"data": [dots], "layout": {"xaxis": {"title": {"text": "NEET, %"}}, "yaxis": {}}})
    assert (chart.kind, chart.series[0].x, chart.series[0].values) == ("points", (1.0,), (2.0,))
    assert (chart.series[0].labels, chart.across.title) == (("Leeds",), "NEET, %")


def test_a_hundred_is_no_year():
    assert find_slots([1.0, 100.0], {}) is None
    assert find_slots([2024.5, None], {}) is not None


@pytest.mark.parametrize(("figures", "axis", "step"), [
    ([2, 0], {}, 1), ([10, 3], {}, 1), ([11, 3], {}, None), ([2.5, 1], {}, None),
    ([2, 1], {"ticksuffix": " %"}, None), ([2, 1], {"dtick": 2}, 2),
])  # fmt: skip
def test_an_axis_of_a_few_counted_things_has_no_halves(figures, axis, step):
    (chart,) = find_charts({"data": [bars(x=figures)], "layout": {"xaxis": axis}})
    assert chart.values.step == step
