import plotly.graph_objects as go

from dashboard.charts.place_bars import Bar, Line, build_place_bars, height_of
from tests.dashboard.examples import a_measure

BARS = [
    Bar("East", 8.0, None, 7.2, 8.9, "East hover", chosen=True),
    Bar("West", 2.0, None, None, None, "West hover", illustrative=True),
    Bar("South", None, "c", None, None, "South hover"),
]
LINES = [Line("Leeds", 5.0, home=True), Line("England", 4.0, home=False)]


def figure(bars=BARS, lines=LINES):
    return build_place_bars(a_measure(), bars, lines)


def test_it_is_a_figure_that_plotly_accepts():
    go.Figure(figure())


def test_bars_start_at_zero_and_the_axis_holds_every_interval():
    limits = figure()["layout"]["xaxis"]["range"]
    assert limits[0] == 0
    assert limits[1] >= 8.9


def test_intervals_are_drawn_from_the_end_of_each_bar():
    error = figure()["data"][0]["error_x"]
    assert [round(part, 9) for part in error["array"]] == [0.9, 0.0, 0.0]
    assert [round(part, 9) for part in error["arrayminus"]] == [0.8, 0.0, 0.0]
    assert "error_x" not in figure([bar._replace(lower=None, upper=None) for bar in BARS])["data"][0]


def test_invented_bars_are_hatched_and_real_ones_are_not():
    assert figure()["data"][0]["marker"]["pattern"]["shape"] == ["", "/", ""]
    assert "pattern" not in figure([BARS[0]])["data"][0]["marker"]


def test_every_bar_is_named_with_its_figure_or_the_reason():
    words = [part["text"] for part in figure()["layout"]["annotations"]]
    assert "<b>East</b>  <b>8.0\u00a0%</b>" in words
    assert "South  <b>suppressed</b>" in words


def test_benchmarks_are_lines_with_their_names_and_figures():
    layout = figure()["layout"]
    assert [(shape["x0"], shape["x1"], shape["line"]["dash"]) for shape in layout["shapes"]] == [
        (5.0, 5.0, "solid"),
        (4.0, 4.0, "dash"),
    ]
    assert "<b>Leeds 5.0\u00a0%</b>" in [part["text"] for part in layout["annotations"]]


def test_names_of_benchmarks_never_share_a_line():
    shifts = [part["yshift"] for part in figure()["layout"]["annotations"] if "yshift" in part]
    assert len(shifts) == len(set(shifts)) == 2


def test_height_grows_with_the_bars():
    assert height_of(8) > height_of(5) > 0


def test_a_long_name_is_cut_short_on_a_narrow_screen_only():
    layout = figure([BARS[0]._replace(name="Burmantofts and Richmond Hill", chosen=False)])["layout"]
    names = {part["name"]: part["text"] for part in layout["annotations"] if "8.0" in part["text"]}
    assert names["width=wide"].startswith("Burmantofts and Richmond Hill  ")
    assert names["width=narrow"].startswith("Burmantofts and…  ")
