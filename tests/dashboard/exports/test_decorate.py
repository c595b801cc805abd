import plotly.graph_objects as go

from dashboard.charts.block import ChartBlock, Table
from dashboard.exports.decorate import HEIGHT, WIDTH, decorate
from dashboard.selection import Selection

NOTE = "A note that goes on for a while, so that it takes more than one line of the small print under a picture. " * 3


def picture(**extra):
    figure = {"data": [{"type": "bar", "x": [1], "y": [2]}], "layout": {"margin": {"t": 20}}}
    table = Table("Caption", (), ())
    block = ChartBlock(
        "wedges", "Headline", "Subtitle", "", figure, table, (NOTE,), "Source: DfE.", (), "key", extra=extra
    )
    return decorate(block, Selection(home="E08000035"), 7, "2026-04-02T10:00:00Z")


def small_print(figure) -> str:
    return figure["layout"]["annotations"][-1]["text"]


def test_the_usual_canvas_is_sixteen_by_nine():
    layout = picture()["layout"]
    assert (layout["width"], layout["height"]) == (WIDTH, HEIGHT) == (1280, 720)
    go.Figure(picture())


def test_a_figure_with_much_to_write_gets_a_larger_canvas_of_the_same_shape():
    layout = picture(canvas=1.5)["layout"]
    assert (layout["width"], layout["height"]) == (1920, 1080)


def test_lines_grow_with_the_canvas_and_nothing_is_lost():
    usual, larger = small_print(picture()), small_print(picture(canvas=1.5))
    assert larger.count("<br>") < usual.count("<br>")
    assert larger.replace("<br>", " ") == usual.replace("<br>", " ")
    assert "Data version 7, published here 2026-04-02" in larger.replace("<br>", " ")
