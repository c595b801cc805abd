from itertools import combinations

import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.distribution import Dot, Level, Mark, Marks, Quarter, Style, build_distribution, pack
from dashboard.charts.visible import select_visible
from dashboard.selection import Selection
from tests.dashboard.examples import a_measure

LEEDS = "E08000035"
HOME, OTHER = Style("diamond", 17, "#12436D"), Style("circle", 11, "#801650")


def a_figure(marks=(), quarters=(), levels=(), values=(2.1, 3.0, 3.0, 4.9, 6.1)):
    names = ("Croydon", "Barnet", "Milton Keynes", "Leeds", "Sheffield")
    dots = [Dot(name, value, f"{value} %", name == "Leeds") for name, value in zip(names, values, strict=True)]
    return build_distribution(a_measure(), dots, marks, quarters=quarters, levels=levels, height=500)


@given(st.lists(st.floats(0, 100), max_size=60), st.floats(0.1, 5))
def test_no_two_dots_of_a_column_touch(values, size):
    columns = pack(values, [False] * len(values), size)
    for one, other in combinations(range(len(values)), 2):
        if columns[one] == columns[other]:
            assert abs(values[one] - values[other]) >= size


@given(st.lists(st.floats(0, 100), min_size=1, max_size=60))
def test_columns_start_at_the_axis(values):
    assert min(pack(values, [False] * len(values), 1.0)) == 0


def test_late_dots_stand_behind_equal_ones():
    assert pack([3.0, 3.0, 3.0], [True, False, False], 0.5) == [2, 0, 1]


def test_a_figure_that_plotly_accepts():
    marks = [Marks("Leeds", "", HOME, [Mark("Leeds", "Leeds 4.9", "Leeds 4.9")])]
    quarters = [Quarter("A", "best quarter", float("-inf"), 3.0), Quarter("D", "worst quarter", 3.0, float("inf"))]
    figure = a_figure(marks, quarters, [Level("England 3.4", 3.4, "#6F777B")])
    go.Figure(figure)


def test_the_axis_leaves_out_zero_where_all_are_far_from_it():
    low, high = a_figure(values=(90.0, 92.0, 93.0, 94.0, 99.0))["layout"]["yaxis"]["range"]
    assert 80 < low <= 90
    assert high >= 99


def test_every_authority_has_its_dot_at_its_value():
    dots = a_figure()["data"][0]
    assert dict(zip(dots["text"], dots["y"], strict=True)) == {
        "Croydon": 2.1,
        "Barnet": 3.0,
        "Milton Keynes": 3.0,
        "Leeds": 4.9,
        "Sheffield": 6.1,
    }


def test_marks_of_a_group_are_drawn_while_it_is_chosen():
    marks = [
        Marks("Neighbours", "neighbours=2025", OTHER, [Mark("Sheffield", "Sheffield 6.1", "")]),
        Marks("Neighbours", "neighbours=2021", OTHER, [Mark("Croydon", "Croydon 2.1", "Croydon 2.1")]),
        Marks("Leeds", "", HOME, [Mark("Leeds", "Leeds 4.9", "Leeds 4.9")]),
    ]
    shown = select_visible(a_figure(marks), Selection(LEEDS, neighbours="2021"))
    assert [trace["text"] for trace in shown["data"][1:]] == [["Croydon"], ["Leeds"]]
    assert sorted(words["text"] for words in shown["layout"]["annotations"]) == [
        "Croydon 2.1",
        "Leeds 4.9",
        "● Neighbours",
    ]


def test_names_at_the_side_do_not_meet():
    marks = [Marks("Neighbours", "neighbours=2025", OTHER, [Mark(n, n, n) for n in ("Barnet", "Milton Keynes")])]
    layout = select_visible(a_figure(marks), Selection(LEEDS))["layout"]
    heights = [words["ay"] for words in layout["annotations"] if "ay" in words]
    low, high = layout["yaxis"]["range"]
    pixels = (high - low) / (500 - layout["margin"]["t"] - layout["margin"]["b"])
    assert abs(heights[0] - heights[1]) >= 16 * pixels


def test_quarters_are_shaded_within_the_axis_and_named():
    quarters = [Quarter("A", "best quarter", float("-inf"), 3.0), Quarter("D", "worst quarter", 3.0, float("inf"))]
    layout = select_visible(a_figure(quarters=quarters), Selection(LEEDS))["layout"]
    low, high = layout["yaxis"]["range"]
    assert [(shape["y0"], shape["y1"]) for shape in layout["shapes"]] == [(low, 3.0), (3.0, high)]
    assert [words["text"] for words in layout["annotations"][:2]] == ["<b>A</b> best quarter", "<b>D</b> worst quarter"]


def test_without_quarters_nothing_is_shaded():
    assert a_figure()["layout"]["shapes"] == []
