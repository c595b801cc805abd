import plotly.graph_objects as go
import pytest

from dashboard.charts import theme
from dashboard.charts.from_to import Mark, Row, build_from_to, height_of

ROWS = [
    Row("<b>Leeds</b>", 4.3, 4.9, (4.6, 5.2), "Leeds", theme.HOME),
    Row("<i>Neighbours</i>"),
    Row("<b>Hull</b>", 7.0, 5.0, None, "Hull", theme.BETTER),
]


def build(rows=ROWS, mark=None):
    return build_from_to("%", rows, mark, ("Then", "Now"))


def test_a_figure_that_plotly_accepts():
    go.Figure(build(mark=Mark(4.9, "Leeds now")))


def test_an_open_dot_for_then_and_a_full_one_for_now_and_a_line_between():
    lines, then, now = build()["data"]
    assert (then["x"], then["y"]) == ([4.3, 7.0], [0, 2])
    assert now["x"] == [4.9, 5.0]
    assert lines["x"] == [4.3, 4.9, None, 7.0, 5.0, None]
    assert then["marker"]["color"] == theme.PAPER
    assert now["marker"]["color"] == [theme.HOME, theme.BETTER]


def test_a_heading_has_words_and_no_dots():
    figure = build()
    assert [part["text"] for part in figure["layout"]["annotations"]] == [row.words for row in ROWS]
    assert 1 not in figure["data"][1]["y"]


def test_limits_are_drawn_where_they_are_known():
    error = build()["data"][2]["error_x"]
    assert error["array"] == pytest.approx([0.3, 0.0])
    assert error["arrayminus"] == pytest.approx([0.3, 0.0])
    assert "error_x" not in build([ROWS[2]])["data"][2]


def test_everything_is_on_the_scale():
    low, high = build(mark=Mark(9.5, "far away"))["layout"]["xaxis"]["range"]
    assert low <= 4.3
    assert high >= 9.5


@pytest.mark.parametrize(("value", "anchor"), [(1.0, "left"), (9.0, "right")])
def test_the_name_of_the_line_keeps_within_the_plot(value, anchor):
    rows = [Row("a", 1.0, 9.0)]
    (shape,) = build(rows, Mark(value, "Leeds"))["layout"]["shapes"]
    assert shape["x0"] == shape["x1"] == value
    assert build(rows, Mark(value, "Leeds"))["layout"]["annotations"][0]["xanchor"] == anchor


def test_it_grows_with_its_rows():
    assert height_of(4) > height_of(3)
    assert build()["layout"]["height"] == height_of(3)
