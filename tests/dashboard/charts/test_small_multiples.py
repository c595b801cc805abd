import itertools
from datetime import date

import plotly.graph_objects as go
import pytest

from dashboard.charts.small_multiples import Line, Panel, build_small_multiples, when
from tests.dashboard.examples import LEEDS, a_figure, a_measure


def run(*values, first=2020):
    return [a_figure(LEEDS, first + place, value) for place, value in enumerate(values)]


def panel(name="neet", lines=None, breaks=()):
    usual = [Line("England", "england", [run(3.0, 3.2, 3.4)]), Line("Leeds", "home", [run(4.0, 4.3, 4.9)])]
    return Panel(a_measure(id=name, short=name.upper()), lines or usual, breaks)


def texts(figure, mark=None):
    return [part["text"] for part in figure["layout"]["annotations"] if mark is None or part["name"] == mark]


@pytest.mark.parametrize("panels", [1, 2, 3, 4])
def test_the_figure_is_valid_plotly(panels):
    figure = build_small_multiples([panel() for _ in range(panels)])
    go.Figure(figure)
    assert {trace["xaxis"] for trace in figure["data"]} == {"x", "x2", "x3", "x4"} & {
        f"x{number}" if number > 1 else "x" for number in range(1, panels + 1)
    }


def test_panels_never_overlap_on_a_wide_or_a_narrow_screen():
    layout = build_small_multiples([panel() for _ in range(4)])["layout"]
    for parts in (layout, layout["meta"]["narrow"]):
        boxes = [(parts[f"xaxis{n}"]["domain"], parts[f"yaxis{n}"]["domain"]) for n in ("", "2", "3", "4")]
        for index, (across, up) in enumerate(boxes):
            assert 0 <= across[0] < across[1] <= 1
            assert 0 <= up[0] < up[1] <= 1
            for other_across, other_up in boxes[index + 1 :]:
                assert (
                    across[1] <= other_across[0]
                    or other_across[1] <= across[0]
                    or up[1] <= other_up[0]
                    or other_up[1] <= up[0]
                )


def test_a_narrow_screen_names_fewer_periods():
    layout = build_small_multiples([panel(lines=[Line("Leeds", "home", [run(*range(1, 12))])])])["layout"]
    wide, narrow = layout["xaxis"]["ticktext"], layout["meta"]["narrow"]["xaxis"]["ticktext"]
    assert len(narrow) < len(wide)
    assert wide[-1] == narrow[-1] == "2030"


def test_lines_are_named_where_they_end_with_the_home_in_bold():
    assert texts(build_small_multiples([panel()]))[1:] == ["England 3.4", "<b>Leeds 4.9</b>"]


def test_a_line_that_ends_early_says_when():
    lines = [Line("Leeds", "home", [run(4.0, 4.3, 4.9)]), Line("East", "wedge", [run(5.0)])]
    figure = build_small_multiples([panel(lines=lines)])
    assert texts(figure, "width=wide") == ["<b>East 5.0 (2020)</b>"]
    assert texts(figure, "width=narrow") == ["<b>2020: 5.0</b>"]


def test_names_do_not_meet():
    lines = [Line(name, "england", [run(1.0, 5.0)]) for name in ("A", "B", "C")]
    places = sorted(part["y"] for part in build_small_multiples([panel(lines=lines)])["layout"]["annotations"][1:])
    assert all(later - earlier > 0.1 for earlier, later in itertools.pairwise(places))


def test_runs_are_not_joined():
    line = Line("Leeds", "home", [run(1.0, 2.0), run(3.0, first=2024)])
    (trace,) = build_small_multiples([panel(lines=[line])])["data"]
    assert trace["y"] == [1.0, 2.0, None, 3.0]
    assert len(trace["x"]) == len(trace["hovertext"]) == 4
    assert trace.get("connectgaps") is None


def test_a_change_of_definition_is_a_line_across_its_panel():
    (shape,) = build_small_multiples([panel(), panel(breaks=[date(2021, 7, 1)])])["layout"]["shapes"]
    assert (shape["xref"], shape["yref"]) == ("x2", "y2 domain")
    assert shape["x0"] == shape["x1"] == when(date(2021, 7, 1)) == pytest.approx(2021.495, abs=0.002)
