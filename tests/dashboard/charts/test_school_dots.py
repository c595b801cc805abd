import plotly.graph_objects as go
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.school_dots import SPREAD, Dot, Row, build_school_dots, height_of, swarm
from tests.dashboard.examples import a_measure

ROWS = [
    Row("Primary", (Dot(10.0, 200, "Hill School"), Dot(12.0, 450, "Vale School")), None),
    Row("Secondary", (Dot(30.0, 1_800, "High School"),), 27.2),
]


def figure():
    return build_school_dots(a_measure(), ROWS, "Leeds")


def test_it_is_a_figure_that_plotly_accepts():
    go.Figure(figure())
    go.Figure(build_school_dots(a_measure(), [], "Leeds"))


def test_every_school_is_a_dot_at_its_value():
    assert [trace["x"] for trace in figure()["data"]] == [[10.0, 12.0], [30.0]]
    assert figure()["layout"]["xaxis"]["range"][0] == 0


def test_the_area_of_a_dot_is_in_proportion_to_pupils():
    small, large = figure()["data"][0]["marker"]["size"][0], figure()["data"][1]["marker"]["size"][0]
    assert large / small == 3.0  # nine times the pupils


def test_the_city_is_marked_and_named_only_where_it_has_a_figure():
    layout = figure()["layout"]
    assert [shape["x0"] for shape in layout["shapes"]] == [27.2]
    assert [part["text"] for part in layout["annotations"]] == ["<b>Leeds 27.2\u00a0%</b>"]


@given(st.lists(st.floats(0, 100), max_size=60), st.floats(0.1, 5))
def test_dots_stay_in_their_row_and_near_ones_move_apart(values, near):
    shifts = swarm(values, near)
    assert all(abs(shift) <= SPREAD + 1e-9 for shift in shifts)
    if len(values) <= 9:
        places = list(zip(values, shifts, strict=True))
        for index, (value, shift) in enumerate(places):
            assert all(other != shift or abs(at - value) >= near for at, other in places[index + 1 :])


def test_dots_far_from_each_other_stay_on_the_line():
    assert swarm([1.0, 50.0, 99.0], 2.0) == [0.0, 0.0, 0.0]


def test_height_grows_with_the_phases():
    assert height_of(3) > height_of(1) == height_of(0)
