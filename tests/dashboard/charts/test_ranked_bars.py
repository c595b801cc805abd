import plotly.graph_objects as go
import pytest

from dashboard.charts.ranked_bars import Line, Row, Side, build_ranked_bars, canvas_of, height_of
from dashboard.charts.visible import holds, select_visible
from dashboard.selection import Selection

LEEDS = "E08000035"


def a_row(name, value, **changes):
    usual = {"shown": f"{value} %", "limits": None, "note": "close", "hover": "so much"}
    return Row(name, value, **(usual | changes))


def a_line(name, value, short=""):
    return Line(name, short or name, value, f"{value} %", "#801650", "solid")


def a_side(choice="2025", rows=(), lines=None):
    return Side(f"neighbours={choice}", rows, lines or {})


def visible(figure, width="wide", **choice):
    """What is drawn on a screen: the Python twin draws the wide one, so the marks of the other are read here."""
    selection = Selection(LEEDS, **choice)

    def drawn(mark):
        parts = mark.split("&")
        return f"width={width}" in parts or not any(part.startswith("width=") for part in parts)

    def rest(mark):
        return "&".join(part for part in mark.split("&") if not part.startswith("width="))

    traces = [t for t in figure["data"] if drawn(t["meta"]) and holds(rest(t["meta"]), selection)]
    words = [a for a in figure["layout"]["annotations"] if drawn(a["name"]) and holds(rest(a["name"]), selection)]
    return traces, words


def test_a_figure_that_plotly_accepts():
    rows = [a_row("Leeds", 4.9, limits=(4.7, 5.3), home=True, note=""), a_row("Bury", None, shown="suppressed")]
    figure = build_ranked_bars("%", [a_side(rows=rows, lines={"average=mean": [a_line("England", 3.4)]})])
    go.Figure(figure)


def test_bars_start_at_zero_and_the_axis_takes_in_everything():
    rows = [a_row("Leeds", 4.9, limits=(4.7, 5.3)), a_row("Derby", 7.6, limits=(7.0, 8.3))]
    figure = build_ranked_bars("%", [a_side(rows=rows, lines={"average=mean": [a_line("England", 9.1)]})])
    low, high = figure["layout"]["xaxis"]["range"]
    assert low == 0
    assert high >= 9.1


def test_negative_figures_have_bars_on_the_other_side_of_zero():
    figure = build_ranked_bars("points", [a_side(rows=[a_row("Leeds", -0.4), a_row("Bury", 0.2)])])
    low, high = figure["layout"]["xaxis"]["range"]
    assert low <= -0.4
    assert high >= 0.2


def test_groups_share_a_scale_and_only_the_chosen_one_is_drawn():
    sides = [a_side("2025", [a_row("Leeds", 4.9)]), a_side("2021", [a_row("Leeds", 4.9), a_row("Derby", 7.6)])]
    figure = build_ranked_bars("%", sides)
    bars = [trace for trace in select_visible(figure, Selection(LEEDS))["data"] if trace["type"] == "bar"]
    assert [trace["text"] for trace in bars] == [["Leeds"]]
    assert figure["layout"]["xaxis"]["range"][1] >= 7.6


def test_the_average_that_is_chosen_has_its_line_and_name():
    lines = {"average=mean": [a_line("Mean", 4.4)], "average=median": [a_line("Median", 4.0)]}
    figure = build_ranked_bars("%", [a_side(rows=[a_row("Leeds", 4.9)], lines=lines)])
    shown = select_visible(figure, Selection(LEEDS, average="median"))["layout"]
    assert [shape["x0"] for shape in shown["shapes"]] == [4.0]
    assert [words["text"] for words in shown["annotations"]] == ["Median <b>4.0 %</b>"]


def test_no_line_runs_through_the_name_of_another():
    lines = {"average=mean": [a_line("Mean", 4.4), a_line("Region", 3.9), a_line("England", 3.4)]}
    figure = build_ranked_bars("%", [a_side(rows=[a_row("Leeds", 4.9)], lines=lines)])
    _, words = visible(figure)
    names = {words["x"]: words for words in words}
    for shape in figure["layout"]["shapes"]:
        for x, name in names.items():
            if name["y"] > shape["y1"]:  # lower down, so the line passes by
                assert name["xanchor"] == "right"
                assert x < shape["x0"]


def test_on_a_phone_names_stand_above_the_bars_and_are_short():
    rows = [a_row("Sheffield", 6.1), a_row("Bournemouth, Christchurch and Poole", 3.9, note="no clear difference")]
    lines = {"average=mean": [a_line("Yorkshire and The Humber", 3.9, "Region")]}
    traces, words = visible(build_ranked_bars("%", [a_side(rows=rows, lines=lines)]), "narrow")
    assert [trace["type"] for trace in traces] == ["bar"]
    texts = [part["text"] for part in words]
    assert texts == ["Sheffield · close  <b>6.1 %</b>", "Bournemouth…  <b>3.9 %</b>", "Region <b>3.9 %</b>"]


def test_the_home_is_bold_and_in_its_colour():
    rows = [a_row("Leeds", 4.9, home=True, colour="#12436D", note=""), a_row("Derby", 7.6)]
    traces, _ = visible(build_ranked_bars("%", [a_side(rows=rows)]))
    bars, names = traces[0], traces[1]
    assert bars["marker"]["color"][0] == "#12436D"
    assert bars["marker"]["color"][1] != "#12436D"
    assert names["text"] == ["<b>Leeds  <b>4.9 %</b></b>", "Derby  <b>7.6 %</b>"]


def test_illustrative_bars_are_hatched():
    rows = [a_row("Leeds", 4.9, illustrative=True), a_row("Derby", 7.6)]
    bars = build_ranked_bars("%", [a_side(rows=rows)])["data"][0]
    assert bars["marker"]["pattern"]["shape"] == ["/", ""]


def test_a_place_without_a_figure_keeps_its_row_and_says_why():
    rows = [a_row("Leeds", 4.9), a_row("Bury", None, shown="suppressed", note="")]
    traces, _ = visible(build_ranked_bars("%", [a_side(rows=rows)]))
    assert traces[0]["x"] == [4.9, None]
    assert "Bury  <b>suppressed</b>" in traces[1]["text"]


@pytest.mark.parametrize(("rows", "larger"), [(3, False), (11, False), (35, True)])
def test_many_bars_get_a_larger_canvas(rows, larger):
    assert (canvas_of(height_of(rows)) > 1) is larger


def test_limits_without_a_value_are_a_broad_line_and_count_on_the_scale():
    rows = [a_row("Change", 0.6), a_row("The truth could be", None, limits=(-3.4, 4.5))]
    figure = build_ranked_bars("points", [a_side(rows=rows)])
    (line,) = [trace for trace in figure["data"] if trace["name"] == "Possible"]
    assert (line["x"], line["y"]) == ([-3.4, 4.5, None], [1, 1, None])
    low, high = figure["layout"]["xaxis"]["range"]
    assert low <= -3.4
    assert high >= 4.5
    assert not any(t["name"] == "Possible" for t in build_ranked_bars("%", [a_side(rows=rows[:1])])["data"])


@pytest.mark.parametrize(("limits", "caps"), [((0.5, 0.7), 5), (None, 0)])
def test_a_bar_without_limits_gets_no_tick_at_its_end(limits, caps):
    rows = [a_row("a", 0.6, limits=limits), a_row("b", 0.4, limits=(0.3, 0.5)), a_row("c", None)]
    bars = build_ranked_bars("%", [a_side(rows=rows)])["data"][0]
    assert bars["error_x"]["width"] == caps
