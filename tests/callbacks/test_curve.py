import pytest

from callbacks.blocks import fetch_block
from callbacks.chart_block import FIGURE, WORDS, block_outputs
from callbacks.curve import BLOCK, CARD, render_curve
from dashboard.errors import ReaderError
from layouts.curve import ANSWERS, HEAD

LEEDS = "E08000035"


def around(outputs):
    return outputs[WORDS]["around"]


def test_the_plan_in_force_opens_with_its_first_priority(shipped):
    outputs = render_curve(shipped, f"home={LEEDS}", None)
    assert len(outputs) == len(block_outputs(BLOCK)) + 1
    assert outputs[-1] is False
    assert outputs[FIGURE]["name"] == BLOCK
    assert "Safely and appropriately reduce" in around(outputs)[HEAD]
    for words in ("How are we doing?", "Where are we heading if nothing changes?", "Who does what to turn it?"):
        assert words in around(outputs)[ANSWERS]
    assert "Grey: no target" in around(outputs)[ANSWERS]


def test_another_measure_of_the_priority_can_be_chosen_and_is_in_the_links(shipped):
    outputs = render_curve(shipped, f"home={LEEDS}&priority=obsessions.neet&measure=not-known", None)
    assert "measure=neet-or-not-known" in around(outputs)[HEAD]
    assert "NEET rose by" in around(outputs)[ANSWERS]  # what the page Trends finds of the same figures
    assert "By wedge (illustrative): " in around(outputs)[ANSWERS]
    assert outputs[FIGURE]["figure"]["data"][-1]["name"] in ("If nothing changes", "Leeds")


def test_a_plan_of_the_past_has_its_targets_and_actions(shipped):
    query = f"home={LEEDS}&plan=cypp-2009-14&priority=cypp-2009-14.need-for-care"
    outputs = render_curve(shipped, query, None)
    names = [trace["name"] for trace in outputs[FIGURE]["figure"]["data"]]
    assert "Target, Children and Young People’s Plan 2009–14" in names
    assert "Grey: no target now" in around(outputs)[ANSWERS]
    assert (
        "93.0\u00a0per 10,000 is above the 67.5\u00a0per 10,000 that is wanted for 31 March 2010"
        in around(outputs)[ANSWERS]
    )
    assert "<caption" in around(outputs)[ANSWERS]


def test_what_nobody_counts_has_no_chart_but_its_answers(shipped):
    query = f"home={LEEDS}&plan=cypp-2009-14&priority=cypp-2009-14.places-to-go"
    outputs = render_curve(shipped, query, None)
    assert outputs[-1] is True
    assert "No measure of this dashboard counts" in around(outputs)[ANSWERS]


def test_the_answers_are_a_table_to_take_away(shipped):
    services, selection = shipped.open(f"home={LEEDS}&priority=obsessions.attendance")
    table = fetch_block(services, CARD, selection).table
    chart = fetch_block(services, BLOCK, selection)
    assert [row[1].shown for row in table.rows][: len(chart.extra["says"])] == [
        say.words for say in chart.extra["says"]
    ]


def test_a_priority_of_another_plan_is_a_fault(shipped):
    with pytest.raises(ReaderError, match="it is no priority of"):
        render_curve(shipped, f"home={LEEDS}&priority=cypp-2009-14.need-for-care", None)
