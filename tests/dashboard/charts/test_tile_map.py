import math

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.tile_map import Classes, Ward, build_tile_map, choose_edges, shade_of, short_name


def ward(q, r, wedge="a", value=10.0, name="Armley"):
    return Ward(q, r, name, wedge, wedge.upper(), value, "10", f"{name} hover")


WARDS = [ward(0, 0), ward(1, 0), ward(0, 1, "b", 30.0), ward(1, 1, "b", None)]
CLASSES = Classes((0.0, 10.0, 20.0, 30.0, 40.0), ("0", "10", "20", "30", "40"))


def lines(figure, width):
    return [trace for trace in figure["data"] if trace["mode"] == "lines" and trace["line"]["width"] == width]


def test_it_is_a_figure_that_plotly_accepts():
    go.Figure(build_tile_map(WARDS, CLASSES, "%", "a"))
    go.Figure(build_tile_map(WARDS, None, "%", None))


@given(st.lists(st.floats(0.1, 1e5).map(lambda value: round(value, 1)), min_size=1, max_size=40), st.integers(0, 1))
def test_classes_hold_every_value(values, decimals):
    edges = choose_edges(values, decimals)
    assert edges[0] <= min(values) + 1e-9
    assert edges[-1] >= max(values) - 1e-9
    assert list(edges) == sorted(edges)
    assert len(edges) == (2 if len(set(values)) == 1 else 5)


def test_edges_are_round_numbers_that_a_legend_can_show():
    assert choose_edges([12.2, 47.5], 1) == (10, 20, 30, 40, 50)
    assert choose_edges([2.8, 6.0], 1) == (2, 3, 4, 5, 6)


def test_no_two_edges_read_the_same_where_decimals_are_few():
    edges = choose_edges([73.0, 75.0], 0)
    assert len({round(edge) for edge in edges}) == 5


@pytest.mark.parametrize(("value", "shade"), [(0, 0), (9.9, 0), (10, 1), (29.9, 2), (30, 3), (40, 3), (None, None)])
def test_a_value_on_an_edge_belongs_to_the_higher_class(value, shade):
    assert shade_of(value, CLASSES.edges) == shade


def test_equal_values_have_one_shade():
    assert choose_edges([5.0, 5.0], 1) == (5.0, 5.0)
    assert shade_of(5.0, (5.0, 5.0)) == 1
    go.Figure(build_tile_map([ward(0, 0, value=5.0)], Classes((5.0, 5.0), ("5.0", "5.0")), "%", None))


def test_the_legend_has_a_number_at_every_edge_and_the_unit():
    words = [part["text"] for part in build_tile_map(WARDS, CLASSES, "%", None)["layout"]["annotations"]]
    assert words[-5:] == ["0", "10", "20", "30", "40 %"]


def test_odd_rows_are_shifted_by_half():
    figure = build_tile_map(WARDS, CLASSES, "%", None)
    values = next(trace for trace in figure["data"] if "customdata" in trace)
    assert values["x"] == [0.0, 1.0, 0.5, 1.5]


def test_the_outline_of_a_wedge_leaves_out_the_edges_inside_it():
    figure = build_tile_map(WARDS, CLASSES, "%", "a")
    (bold,) = lines(figure, 6)
    assert len(bold["x"]) // 3 == 2 * 6 - 2  # two hexagons that share one edge
    lengths = {
        round(math.dist((bold["x"][i], bold["y"][i]), (bold["x"][i + 1], bold["y"][i + 1])), 1)
        for i in range(0, len(bold["x"]), 3)
    }
    assert lengths == {round(1 / math.sqrt(3), 1)}


def test_the_chosen_wedges_outline_is_drawn_over_the_others():
    figure = build_tile_map(WARDS, CLASSES, "%", "a")
    widths = [trace["line"]["width"] for trace in figure["data"] if trace["mode"] == "lines"]
    outlines = [width for width in widths if width > 1]
    assert outlines == [2.5, 6]


def test_a_tile_names_its_wedge_for_the_click_and_its_ward_for_the_tooltip():
    figure = build_tile_map(WARDS, CLASSES, "%", None)
    values = next(trace for trace in figure["data"] if "customdata" in trace)
    assert values["customdata"][2] == ["b", "Armley hover"]


def test_the_names_are_the_last_trace_which_narrow_screens_hide():
    last = build_tile_map(WARDS, CLASSES, "%", None)["data"][-1]
    assert last["text"] == ["Armley"] * 4
    assert last["mode"] == "text"


def test_every_wedge_is_named_once():
    words = [part["text"] for part in build_tile_map(WARDS, CLASSES, "%", None)["layout"]["annotations"]]
    assert words[:2] == ["<b>A</b>", "<b>B</b>"]


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Armley", "Armley"),
        ("Headingley and Hyde Park", "Headingley"),
        ("Cross Gates and Whinmoor", "Cross<br>Gates"),
        ("Burmantofts and Richmond Hill", "Burmantofts"),
    ],
)
def test_ward_names_are_shortened_to_what_a_tile_holds(name, short):
    assert short_name(name) == short
