"""Stages as bars: one scale, every switch drawn under its condition, words where a bar is wanting."""

import plotly.graph_objects as go

from dashboard.charts.flow_bars import Spread, Stop, build_flow_bars, height_of
from dashboard.charts.visible import select_visible
from dashboard.selection import Selection

SPREADS = {
    "2025": Spread(300, 900, {"mean": 511, "median": 456}, "words"),
    "2021": Spread(400, 700, {"mean": 600, "median": 610}, "words"),
}
AVERAGES = {f"neighbours={name}&average={kind}": kind for name in SPREADS for kind in ("mean", "median")}
STOPS = (
    Stop("Door", "Referrals", "10,304", 584.7, "584.7", "", False, "short", (573, 596), SPREADS, (519.4, "England")),
    Stop("Door", "Assessments", "", None, "number not published", "hover"),
    Stop("Care", "In care", "1,498", 85.0, "85", "hover", True),
)  # fmt: skip


def build(stops=STOPS):
    figure = build_flow_bars("Leeds", ("long unit", "unit"), stops, AVERAGES)
    go.Figure(figure)
    return figure


def shown(neighbours="2025", average="mean"):
    found = select_visible(build(), Selection("E08000035", neighbours=neighbours, average=average))
    return {trace["name"]: trace for trace in found["data"] if trace.get("name")}


def test_events_and_children_on_the_day_are_told_apart_by_more_than_colour():
    solid, hollow = (shown()[name]["marker"] for name in ("Leeds, in the year", "Leeds, on 31 March"))
    assert solid["color"] == solid["line"]["color"] == hollow["line"]["color"] != hollow["color"]
    assert "pattern" not in hollow  # hatched is what is invented


def test_one_set_and_one_average_are_seen_at_a_time():
    for neighbours, average, value in (("2025", "mean", 511), ("2025", "median", 456), ("2021", "median", 610)):
        traces = shown(neighbours, average)
        assert traces[average]["x"] == [value]
        assert {"mean", "median"} & traces.keys() == {average}
        spread = SPREADS[neighbours]
        assert traces["Neighbours, lowest to highest"]["x"][:2] == [spread.low, spread.high]


def test_the_scale_starts_at_zero_and_holds_everything():
    low, high = build()["layout"]["xaxis"]["range"]
    assert low == 0
    assert high > 900


def test_a_stage_without_a_rate_has_words_and_no_bar():
    figure = build()
    bars = [trace for trace in figure["data"] if trace["type"] == "bar"]
    assert sum(len(trace["x"]) for trace in bars) == 2
    words = [part for part in figure["layout"]["annotations"] if "number not published" in part["text"]]
    assert {part["name"] for part in words} == {"width=wide", "width=narrow"}


def test_stages_come_in_order_from_the_top_under_their_group():
    figure = build()
    names = [part for part in figure["layout"]["annotations"] if part["name"] == "width=narrow"]
    ordered = [part["text"] for part in sorted(names, key=lambda part: part["y"])]
    places = [next(i for i, text in enumerate(ordered) if word in text)
              for word in ("Door", "Referrals", "Assessments", "<b>Care", "In care")]  # fmt: skip
    assert places == sorted(places)
    low, high = figure["layout"]["yaxis"]["range"]
    assert low > high


def test_one_kind_of_bar_needs_no_legend():
    assert build()["layout"]["showlegend"]
    plain = [stop._replace(spreads={}, england=None) for stop in STOPS]
    assert not build(plain)["layout"]["showlegend"]


def test_a_narrow_screen_gets_more_height():
    assert height_of(STOPS, narrow=True) > height_of(STOPS) > height_of(STOPS[:1])


def test_nothing_known_at_all_is_still_a_figure():
    figure = build([STOPS[1]])
    assert figure["layout"]["xaxis"]["range"][1] > 0
