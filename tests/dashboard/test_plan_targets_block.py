"""The block of a plan's targets: headline, drawing and table count the same targets, each with colour and reason."""

from collections import Counter
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from dashboard.charts.target_tracks import Group, Track, build_target_tracks, height_of
from dashboard.measures import load_catalogue
from dashboard.periods import BY_YEAR
from dashboard.plan import PlanBook
from dashboard.plan_assembly import assemble_plans
from dashboard.plan_targets import rate_plan
from dashboard.plan_targets_block import build_targets_block, write_headline
from dashboard.plan_view import PlanView, view_plan
from dashboard.selection import Selection
from data_access.shipped_plans import read_shipped_plans
from tests.dashboard.examples import LEEDS, a_catalogue, a_figure
from tests.dashboard.wedge_examples import dataset

MEASURES = load_catalogue()
GCSES = "looked-after-5-good-gcses"
CATALOGUE = replace(
    a_catalogue(*MEASURES.values()),
    datasets={item.slug: item for item in (dataset("lait"), dataset("own", local=True, publisher="Ours"))},
)
FIGURE = a_figure(LEEDS, BY_YEAR[MEASURES[GCSES].period_kind](2010), 16.2, measure=GCSES, denominator=105)


@pytest.fixture(scope="module")
def book() -> PlanBook:
    return assemble_plans(read_shipped_plans(MEASURES), MEASURES)


@pytest.fixture(scope="module")
def view(book: PlanBook) -> PlanView:
    return view_plan(Selection(LEEDS, plan="cypp-2009-14"), book)


def block(view, book, *figures):
    return build_targets_block(view, book, CATALOGUE, rate_plan(view.plan, MEASURES, figures))


def rows(made):
    titles = [column.title for column in made.table.columns]
    return [dict(zip(titles, row, strict=True)) for row in made.table.rows]


def drawn(made, name):
    return next((trace for trace in made.figure["data"] if trace["name"] == name), None)


def test_headline_chart_and_table_count_the_same_targets(view, book):
    made = block(view, book, FIGURE)
    set_ones = [row for row in rows(made) if row["Target"].value is not None]
    assert len(set_ones) == 12
    assert made.headline == "12 targets: 1 amber, 11 grey"
    assert len(drawn(made, "Target")["x"]) == 12
    assert Counter(row["Colour"].value for row in set_ones) == {"amber": 1, "grey": 11}
    assert made.extra["height"] == height_of([Group(name, ()) for name in "12345678"]) + 12 * 50
    assert "7 more are still to be set: in the table only." in made.notes
    assert len([row for row in rows(made) if row["Colour"].shown == "Grey: to be set"]) == 7
    go.Figure(made.figure)


def test_a_row_has_the_figure_of_its_own_period_with_colour_and_reason(view, book):
    made = block(view, book, FIGURE._replace(dataset="own"))
    (row,) = (row for row in rows(made) if row["Colour"].value == "amber")
    assert (row["Figure of that period"].shown, row["Figure of that period"].value) == ("16.2\u00a0%", 16.2)
    assert row["Figure of that period"].flags == ("local",)
    assert made.labels == ("Local, unofficial",)
    assert row["Colour"].shown == "Amber: near target"
    assert row["Why"].shown.startswith("16.2\u00a0% against 17.0\u00a0% (2009/10)")
    assert "Figures: Ours" in made.source
    (amber,) = drawn(made, "Amber")["x"]
    assert amber == pytest.approx((16.2 - 17) / 17 * 100)


def test_what_counts_something_else_does_not_stand_beside_its_target(view, book):
    neet = a_figure(LEEDS, BY_YEAR[MEASURES["neet"].period_kind](2011), 9.0, measure="neet")
    made = block(view, book, neet)
    found = [row for row in rows(made) if row["Colour"].shown == "Grey: other definition"]
    assert len(found) == 5
    assert {row["Figure of that period"].shown for row in found} == {"–"}
    assert all(row["Why"].shown.startswith("The target counts something else") for row in found)
    assert drawn(made, "Grey") is None


def test_a_target_that_no_measure_counts_says_so(view, book):
    (breeze, _) = (row for row in rows(block(view, book)) if row["Indicator"].shown == "Breeze Card holders")
    assert breeze["Why"].shown == "No measure of this dashboard counts it."


def test_a_changed_figure_is_another_figure_for_the_browser(view, book):
    assert block(view, book).key != block(view, book, FIGURE).key != block(view, book, FIGURE._replace(value=17.5)).key


@pytest.mark.parametrize(
    ("colours", "headline"),
    [((), "No target has a figure yet"), (("green",), "1 target: 1 green"),
     (("grey", "grey"), "2 targets, none with a colour"),
     (("red", "grey", "green", "amber"), "4 targets: 1 green, 1 amber, 1 red, 1 grey")],
)  # fmt: skip
def test_the_headline_counts_colours_in_ten_words(colours, headline):
    assert write_headline(colours) == headline
    assert len(headline.split()) <= 10


def test_without_a_target_nothing_is_drawn(book):
    made = block(view_plan(Selection(LEEDS, plan="obsessions"), book), book)
    assert (made.extra["drawn"], made.headline) == (False, "No target has a figure yet")
    go.Figure(made.figure)


def test_every_mark_is_inside_the_axis_and_every_colour_has_a_shape_of_its_own():
    tracks = [
        Track(colour, colour, start, figure, colour, "")
        for colour, start, figure in (("green", -40, 60), ("amber", 0, -1), ("red", None, 80), ("grey", 5, None))
    ]
    figure = build_target_tracks([Group("A", tuple(tracks[:2])), Group("B", tuple(tracks[2:]))])
    low, high = figure["layout"]["xaxis"]["range"]
    assert low < -40
    assert high > 80
    marked = {trace["name"]: trace["marker"]["symbol"] for trace in figure["data"] if "marker" in trace}
    assert marked.keys() == {"Baseline", "Green", "Amber", "Red", "Target"}
    assert len({marked[name] for name in ("Green", "Amber", "Red")}) == 3
    assert len(figure["data"][1]["x"]) == 3  # baselines, that at the target itself among them
    bottom, top = figure["layout"]["yaxis"]["range"]
    assert all(top < y < bottom for trace in figure["data"] for y in trace["y"] if y is not None)
