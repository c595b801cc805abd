from itertools import combinations

import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.two_measures import Box, Dot, Style, _box, build_two_measures, place_names
from tests.dashboard.examples import a_measure

HOME, NEAR = Style("diamond", 16, "#12436D"), Style("circle", 10, "#801650")
SIZE = (640.0, 400.0)


def a_figure(dots=None):
    usual = [
        Dot("Leeds", 4.9, 19.0, "", HOME, "Home", bold=True),
        Dot("Sheffield", 6.1, 21.3, "", NEAR, "Neighbours"),
        Dot("Camden", 2.0, 15.0, ""),
    ]
    return build_two_measures(a_measure(), a_measure(short="Absence", unit="per 1,000"), dots or usual, (4.9, 19.0))


def texts(figure, width):
    return [part["text"] for part in figure["layout"]["annotations"] if part["name"] in ("", width)]


@given(st.lists(st.tuples(st.floats(0, 640), st.floats(0, 400), st.integers(1, 26)), max_size=25))
def test_no_name_lies_on_another_or_outside(found):
    points = [(x, y) for x, y, _ in found]
    letters = [count for _, _, count in found]
    placed = list(place_names(points, letters, [False] * len(found), SIZE))
    boxes = [_box(*points[index], letters[index] * 8.0, side) for index, side in placed]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    assert all(b.left >= 0 and b.right <= SIZE[0] and b.bottom >= 0 and b.top <= SIZE[1] for b in boxes)


@given(st.lists(st.tuples(st.floats(0, 640), st.floats(0, 400)), min_size=1, max_size=25))
def test_a_name_that_must_be_there_is(points):
    must = [index == len(points) - 1 for index in range(len(points))]
    assert len(points) - 1 in {index for index, _ in place_names(points, [20] * len(points), must, SIZE)}


def test_boxes_that_share_an_edge_do_not_meet():
    assert not Box(0, 0, 1, 1).meets(Box(1, 0, 2, 1))
    assert Box(0, 0, 1, 1).meets(Box(0.9, 0.9, 2, 2))


def test_a_figure_that_plotly_accepts():
    go.Figure(a_figure())


def test_each_place_has_its_dot():
    dots = {name: (x, y) for t in a_figure()["data"] for name, x, y in zip(t["text"], t["x"], t["y"], strict=True)}
    assert dots == {"Leeds": (4.9, 19.0), "Sheffield": (6.1, 21.3), "Camden": (2.0, 15.0)}


def test_axes_name_measure_and_unit():
    layout = a_figure()["layout"]
    assert layout["xaxis"]["title"]["text"] == "NEET, %"
    assert layout["annotations"][0]["text"] == "<b>Absence, per 1,000</b>"


def test_only_those_told_apart_are_named_and_the_home_is_bold():
    words = texts(a_figure(), "width=wide")
    assert "<b>Leeds</b>" in words
    assert "Sheffield" in words
    assert "Camden" not in words


def test_the_legend_says_what_symbols_and_dotted_lines_are():
    assert "● Neighbours   ┄ middle of the places" in texts(a_figure(), "width=wide")


def test_equal_places_get_an_axis_all_the_same():
    go.Figure(a_figure([Dot("Leeds", 0.0, 0.0, "", HOME, "Home", bold=True)]))
