"""Shares in time under the rules of their day: no line crosses a change of rules or a gap."""

from datetime import date

import plotly.graph_objects as go

from dashboard.charts.eras import Rule, build_eras
from dashboard.charts.small_multiples import when
from dashboard.periods import financial_year
from tests.dashboard.examples import LEEDS, a_figure, a_measure

CHANGED = date(2013, 4, 1)


def run(*points: tuple[int, float]):
    return [a_figure(LEEDS, financial_year(year), value) for year, value in points]


OLD = Rule(a_measure(id="old"), "Initial, 7 days", [run((2006, 73), (2007, 76)), run((2010, 61), (2011, 80))], [])
APART = run((2007, 57.8), (2009, 82.8))
CORE = Rule(a_measure(id="core"), "Core, 35 days", [run((2010, 65), (2013, 79))], [run((2010, 78))], APART)
NEW = Rule(a_measure(id="new"), "Single, 45 days", [run((2015, 83), (2025, 73))], [run((2015, 82), (2025, 86))])


def build(*rules):
    figure = build_eras("Leeds", rules or (OLD, CORE, NEW), CHANGED, "The rules changed", "later paper")
    go.Figure(figure)
    return figure


def pieces(trace):
    """The runs of a trace, as lists of x."""
    found = [[]]
    for x in trace["x"]:
        if x is None:
            found.append([])
        else:
            found[-1].append(x)
    return found


def test_no_line_crosses_the_change_of_rules():
    border = when(CHANGED)
    for trace in build()["data"]:
        for piece in pieces(trace) if "lines" in trace["mode"] else []:
            assert len({x > border for x in piece}) <= 1


def test_a_gap_cuts_the_line():
    (trace,) = [trace for trace in build()["data"] if trace["name"] == "Initial, 7 days"]
    assert [len(piece) for piece in pieces(trace)] == [2, 2]


def test_a_second_statement_is_hollow_and_joins_nothing():
    (trace,) = [trace for trace in build()["data"] if "later paper" in trace["name"]]
    assert trace["mode"] == "markers"
    assert trace["y"] == [57.8, 82.8]
    words = [part["text"] for part in build()["layout"]["annotations"]]
    assert {"57.8, later paper", "82.8, later paper"} <= set(words)


def test_the_change_is_drawn_and_named_where_figures_lie_on_both_sides():
    figure = build()
    assert len(figure["layout"]["shapes"]) == 1
    assert any("rules changed" in part["text"] for part in figure["layout"]["annotations"])
    alone = build(NEW)
    assert alone["layout"]["shapes"] == []
    assert not any("changed" in part["text"] for part in alone["layout"]["annotations"])


def test_each_line_is_named_once_and_a_long_gap_is_used_for_the_name():
    named = {part["text"]: part["x"] for part in build()["layout"]["annotations"]}
    assert named["<b>Initial, 7 days</b>"] == when(date(2007, 3, 31))
    assert named["<b>Single, 45 days 73.0</b>"] == when(date(2025, 3, 31))
    assert sum("Core, 35 days" in text for text in named) == 1


def test_lines_that_nothing_lies_before_are_named_there_and_get_room():
    short = Rule(a_measure(id="old"), "Initial, 7 days", [run((2010, 61), (2011, 80))], [])
    figure = build(short, CORE, NEW)
    named = {part["text"]: (part.get("xanchor"), part["x"]) for part in figure["layout"]["annotations"]}
    assert named["<b>Initial, 7 days</b>"] == named["<b>Core, 35 days</b>"] == ("right", when(date(2010, 3, 31)))
    assert named["<b>Single, 45 days 73.0</b>"] == ("left", when(date(2025, 3, 31)))
    assert figure["layout"]["xaxis"]["range"][0] < when(date(2007, 3, 31))


def test_a_phone_gets_a_legend_in_place_of_names():
    layout = build()["layout"]
    assert not layout["legend"]["visible"]
    assert layout["meta"]["narrow"]["legend"]["visible"]
