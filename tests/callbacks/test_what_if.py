"""Scenarios of the shipped figures through the real store."""

import pytest
from dash import no_update

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import WORDS, block_outputs
from callbacks.what_if import render_what_if
from dashboard.errors import NoDataError
from dashboard.selection import Selection
from dashboard.what_if_block import BLOCK, LABEL

LEEDS = "E08000035"
PARTS = len(block_outputs(BLOCK))


def render(shipped, query):
    return render_what_if(shipped, f"home={LEEDS}&{query}", None)


def test_it_is_among_the_blocks_that_are_exported():
    assert BLOCK in BLOCKS


@pytest.mark.parametrize("measure", ["neet", "not-known", "neet-or-not-known"])
def test_leeds_with_its_neighbours_share_of_not_known(shipped, measure):
    *block, sentence = render(shipped, f"measure={measure}&unknown=neighbours&share=30&moved=100")
    assert LABEL in block[WORDS]["parts"]["labels"]
    assert "If 422\u00a0young people whose activity is not known were found in Leeds, 127 of them NEET" in sentence
    assert "NEET would be 5.1\u00a0% (996\u00a0young people)" in sentence
    assert "129th of 153 instead of 125th" in sentence


def test_without_a_scenario_the_published_figures_come_out(shipped):
    rows = fetch_block(shipped, BLOCK, Selection(LEEDS)).table.rows[:3]
    assert [(row[1].value, row[3].value) for row in rows] == [(4.9, 4.9), (3.85, 3.85), (8.8, 8.8)]
    assert all(row[6].shown == row[7].shown for row in rows)


def test_another_neighbour_set_finds_another_number(shipped):
    sentences = {render(shipped, f"unknown=neighbours&neighbours={name}")[-1] for name in ("2025", "2021")}
    assert len(sentences) == 2


def test_where_the_counts_are_not_published_it_says_so(shipped):
    *block, sentence = render(shipped, "to=2019&moved=5")
    assert block == [no_update] * PARTS
    assert sentence.startswith("This cannot be worked out: there is no period in which the counts")


def test_it_is_about_no_other_measure(shipped):
    with pytest.raises(NoDataError, match="not read with not known"):
        fetch_block(shipped, BLOCK, Selection(LEEDS, measure="looked-after-rate"))
