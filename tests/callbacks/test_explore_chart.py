"""The chart of Explore over the shipped figures."""

import json

import plotly.graph_objects as go
import pytest

from callbacks.blocks import fetch_block
from callbacks.explore_chart import BLOCK, render_chart
from callbacks.services import Services
from dashboard.config import Settings
from dashboard.errors import ReaderError
from dashboard.explore_multiples import MOST
from dashboard.selection import SHAPES, Selection
from data_access.engine import open_engine
from data_access.repository import Repository

LEEDS = "E08000035"


@pytest.fixture(scope="module")
def shipped(shipped_store):
    return Services(Settings(_env_file=None), Repository(open_engine(shipped_store)))


@pytest.fixture(scope="module")
def rates(shipped):
    """More measures than one picture holds."""
    return tuple(name for name, measure in shipped.catalogue().measures.items() if measure.unit == "%")[: MOST + 3]


@pytest.mark.parametrize(
    ("query", "shape"),
    [
        ("", "line"),
        ("areas=authorities,england", "strip"),
        ("from=2025", "bars"),
        ("areas=authorities&from=2025", "bars"),
        ("areas=authorities&from=2025&shape=strip", "strip"),
        ("measures=neet,persistent-absence&areas=authorities&from=2025", "scatter"),
        ("measures=neet,looked-after-rate,attainment-8", "multiples"),
        ("measures=neet,looked-after-rate,attainment-8&from=2025", "multiples"),
        ("measures=persistent-absence-primary&areas=schools&shape=bars", "bars"),
        ("areas=home,wedges,england", "line"),
    ],
)
def test_each_kind_of_choice_has_its_chart(shipped, query, shape):
    block = fetch_block(shipped, BLOCK, shipped.open(query)[1])
    assert block.extra["shape"] == shape
    go.Figure(block.figure)
    assert block.figure["data"]
    assert len(block.headline.split()) <= 10


def test_chart_and_table_cite_the_same_sources_in_the_same_order(shipped):
    found: dict[str, str] = {}
    for one in shipped.repository.fetch_observations(list(shipped.catalogue().measures), areas=[LEEDS]):
        found.setdefault(one.dataset, one.measure)
    selection = Selection(LEEDS, measures=tuple(dict.fromkeys(found.values()))[:MOST], areas=("home",))
    chart, table = (fetch_block(shipped, name, selection).source for name in (BLOCK, "explore"))
    assert len(chart.split(", ")) > 6  # as a set they would be in this order in one process of hundreds
    assert chart == table


def test_the_figure_holds_the_published_values(shipped):
    block = fetch_block(shipped, BLOCK, shipped.open("from=2024")[1])
    (leeds,) = (trace for trace in block.figure["data"] if trace["name"] == "Leeds")
    assert leeds["y"] == [4.3, 4.9]


def test_its_table_is_that_of_the_page(shipped):
    selection = shipped.open("areas=home,england")[1]
    assert fetch_block(shipped, BLOCK, selection).table == fetch_block(shipped, "explore", selection).table


def test_of_very_many_measures_the_first_are_drawn_and_it_is_said(shipped, rates):
    block = fetch_block(shipped, BLOCK, Selection(LEEDS, measures=rates))
    assert block.notes[0] == f"The first {MOST} of {MOST + 3} measures are drawn; the table has all."


def test_invented_wedges_are_labelled(shipped):
    block = fetch_block(shipped, BLOCK, shipped.open("areas=home,wedges")[1])
    assert "Illustrative" in block.labels


def test_the_page_gets_the_picture_the_switch_and_the_height_without_the_table(shipped):
    words, figure, key, style, hidden = render_chart(shipped, "areas=authorities,england", None)
    assert figure["table"]["rows"] == []
    assert 'data-shown="strip"' in words["around"]["explore-shape-state"]
    assert 'data-off="scatter"' in words["around"]["explore-shape-state"]
    assert style == {"height": 480, "--narrow-height": "480px"}
    assert not hidden
    json.dumps(figure["figure"])
    assert key


def test_the_form_of_the_table_leaves_the_picture_as_it_is(shipped):
    key = render_chart(shipped, "", None)[2]
    assert render_chart(shipped, "table=long", None)[2] == key


def test_another_shape_is_another_picture(shipped):
    assert len({render_chart(shipped, f"shape={shape}" if shape else "", None)[2] for shape in ("", *SHAPES)}) == 6


def test_a_choice_without_figures_hides_the_chart_and_exports_a_reason(shipped):
    query = "measures=neet&areas=england&from=2090"
    words, _, _, _, hidden = render_chart(shipped, query, None)
    assert hidden
    assert "There is nothing to draw." in words["around"]["explore-shape-state"]
    with pytest.raises(ReaderError):
        fetch_block(shipped, BLOCK, shipped.open(query)[1])
