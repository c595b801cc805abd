import plotly.graph_objects as go

from dashboard.charts.gap_sides import SideLine, build_sides_figure
from dashboard.segments import segments
from tests.dashboard.examples import LEEDS
from tests.dashboard.gap_examples import EVERYONE, GROUP, counts, measures, side


def line(role, name, points, of):
    return SideLine(role, name, name, points, segments(of, points))


def test_lines_are_cut_where_figures_do_not_join_and_named_at_their_ends():
    measure = measures()[GROUP]
    group = [counts(GROUP, LEEDS, year, 30, 100) for year in (2022, 2024, 2025)]
    everyone = [side(EVERYONE, LEEDS, year, 10.0) for year in (2024, 2025)]
    lines = [line("group", "The group", group, measure), line("reference", "All", everyone, measure)]
    figure = build_sides_figure(measure, lines, [])
    go.Figure(figure)
    drawn = {trace["name"]: trace for trace in figure["data"]}
    assert drawn["The group"]["y"] == [30.0, None, 30.0, 30.0]
    assert drawn["All"]["y"] == [10.0, 10.0]
    names = [part["text"] for part in figure["layout"]["annotations"]]
    assert "<b>The group 30.0</b>" in names
    assert "<b>All 10.0</b>" in names


def test_a_line_without_a_figure_is_neither_drawn_nor_named():
    measure = measures()[GROUP]
    group = [counts(GROUP, LEEDS, 2025, 30, 100)]
    empty = [line(role, "England", [], measure) for role in ("england-group", "england-reference")]
    everyone = line("reference", "All", [side(EVERYONE, LEEDS, 2025, 10.0)], measure)
    figure = build_sides_figure(measure, [line("group", "The group", group, measure), everyone, *empty], [])
    assert not any("England" in trace["name"] for trace in figure["data"])
