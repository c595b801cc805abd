import plotly.graph_objects as go

from dashboard.charts.difference_dots import MARKS, Dot, Row, build_difference_dots, height_of
from dashboard.judgement import Word


def dot(away, word: Word = "worse", limits=None, text="East"):
    return Dot(away, limits, word, text, "hover")


REAL = Row("Absence", (dot(10.0, limits=(5.0, 16.0)),), illustrative=False)
MADE_UP = Row("NEET", (dot(-20.0, "better"), dot(30.0)), illustrative=True)


def ticks(figure):
    return {part["text"]: part["y"] for part in figure["layout"]["annotations"]}


def test_it_is_a_figure_that_plotly_accepts():
    go.Figure(build_difference_dots([REAL, MADE_UP], "Leeds"))
    go.Figure(build_difference_dots([], "Leeds"))


def test_the_axis_holds_the_benchmark_and_every_limit():
    low, high = build_difference_dots([REAL], "Leeds")["layout"]["xaxis"]["range"]
    assert low < 0
    assert high > 16


def test_every_word_has_a_shape_of_its_own():
    shapes = [shape for shape, _ in MARKS.values()]
    assert len(set(shapes)) == len(MARKS) == 6


def test_invented_rows_follow_the_real_ones_under_a_line_that_says_so():
    places = ticks(build_difference_dots([MADE_UP, REAL], "Leeds"))
    divider = next(place for words, place in places.items() if "Illustrative" in words)
    assert places["<b>Absence</b>"] < divider < places["<b>NEET</b>"]


def test_invented_rows_alone_are_still_called_so():
    assert any("Illustrative" in words for words in ticks(build_difference_dots([MADE_UP], "Leeds")))


def test_real_rows_alone_need_no_such_line():
    assert not any("Illustrative" in words for words in ticks(build_difference_dots([REAL], "Leeds")))


def test_several_dots_of_a_row_are_joined():
    first = build_difference_dots([MADE_UP], "Leeds")["data"][0]
    assert first["mode"] == "lines"
    assert first["x"] == [-20.0, 30.0, None]


def test_limits_reach_to_both_sides_of_the_dot():
    error = build_difference_dots([REAL], "Leeds")["data"][0]["error_x"]
    assert (error["arrayminus"], error["array"]) == ([5.0], [6.0])


def test_there_is_room_for_the_line_between():
    assert height_of([REAL, MADE_UP]) > height_of([REAL, REAL]) == height_of([]) > 0
