"""Where measures are heading, from the shipped figures through the real store."""

import pytest
from dash import no_update

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import WORDS, block_outputs
from callbacks.forecast import render_forecast
from dashboard.errors import NoDataError
from dashboard.forecast_block import BLOCK
from dashboard.selection import Selection

LEEDS = "E08000035"
PARTS = len(block_outputs(BLOCK))


def test_it_is_among_the_blocks_that_are_exported():
    assert BLOCK in BLOCKS


def test_the_page_has_words_and_figure(shipped):
    outputs = render_forecast(shipped, f"home={LEEDS}&ahead=shown", None)
    sentence, hidden = outputs[PARTS:]
    assert outputs[WORDS]["parts"]["headline"].startswith("Near 4.8")
    assert "Four times in five it would lie between" in sentence
    assert hidden is False


@pytest.mark.parametrize(
    ("query", "why"),
    [
        ("measure=attainment-8", "No forecast is made: it takes five periods in a row"),
        ("to=2024", "No forecast is made: the years chosen end with 2024"),
        ("measure=attendance-this-year", "No forecast is made: its figures are not yearly."),
    ],
)
def test_where_there_is_none_it_says_why(shipped, query, why):
    *block, sentence, hidden = render_forecast(shipped, f"home={LEEDS}&{query}", None)
    assert block == [no_update] * PARTS
    assert sentence.startswith(why)
    assert hidden is True


def test_another_citys_wedge_has_none(shipped):
    with pytest.raises(NoDataError, match="no such wedge"):
        fetch_block(shipped, BLOCK, Selection("E08000019", area="leeds-east"))


def test_page_and_api_give_the_same_numbers(shipped):
    from callbacks.api.forecast import _body

    steps = fetch_block(shipped, BLOCK, Selection(LEEDS, measure="looked-after-rate")).extra["forecast"].steps
    answer = _body(shipped, "looked-after-rate", LEEDS)
    assert [(row["value"], row["lower"], row["upper"]) for row in answer["periods"]] == [step[1:] for step in steps]
