from itertools import pairwise

import plotly.graph_objects as go
import pytest

from dashboard.charts.crowd_bars import Bar, build_crowd_bars, height_of
from dashboard.charts.labels import LINE


def bars(number, named=(), low=0.0):
    return [
        Bar(f"Place {n}", low + n / 10, f"{low + n / 10}", "", "#BFC1C3", label=n in named, bold=n == 3)
        for n in range(number)
    ]


@pytest.mark.parametrize("number", [1, 30, 153, 400])
def test_a_figure_that_plotly_accepts_of_a_height_that_fits(number):
    go.Figure(build_crowd_bars(bars(number), "%"))
    assert 60 < height_of(number) < 1300


def test_the_axis_takes_in_zero_on_either_side():
    low, high = build_crowd_bars(bars(30, low=5.0), "%")["layout"]["xaxis"]["range"]
    assert (low, high >= 7.9) == (0.0, True)
    low, high = build_crowd_bars(bars(30, low=-9.0), "%")["layout"]["xaxis"]["range"]
    assert low <= -9 <= 0.0 <= high


def test_names_of_bars_side_by_side_stand_apart():
    layout = build_crowd_bars(bars(153, named=(3, 4, 5, 6)), "%")["layout"]
    wide = [part for part in layout["annotations"] if part["name"] == "width=wide"]
    assert wide[0]["text"] == "<b>Place 3 0.3</b>"
    heights = sorted(part["ay"] for part in wide)
    row = (height_of(153) - 68) / 153
    assert all((after - before) * row >= LINE - 0.1 for before, after in pairwise(heights))


def test_made_up_bars_are_hatched():
    figure = build_crowd_bars([*bars(3), Bar("East", 1.0, "1.0", "", "#28A197", illustrative=True)], "%")
    assert figure["data"][0]["marker"]["pattern"]["shape"] == ["", "", "", "/"]


def test_the_unit_stands_on_the_axis():
    assert build_crowd_bars(bars(3), "children")["layout"]["xaxis"]["title"]["text"] == "children"
    assert build_crowd_bars(bars(3), "%")["layout"]["xaxis"]["ticksuffix"] == " %"
