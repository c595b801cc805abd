"""The Pathway page through the real importers and store."""

import pytest
from dash import Patch, no_update

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import FIGURE, KEY, WORDS, block_outputs
from callbacks.pathway import NAMES, fetch_pathway, render_pathway
from dashboard.errors import NoDataError, NotFoundError
from dashboard.selection import Selection
from data_access.repository import Repository
from layouts import pathway as page

LEEDS, SHEFFIELD = "E08000035", "E08000019"
HOME = f"home={LEEDS}"
NOTHING = (None,) * len(NAMES)
PARTS = len(block_outputs(page.FLOW))


def cell(block, measure, column):
    place = [each.title for each in block.table.columns].index(column)
    return next(row[place] for row in block.table.rows if row[0].shown == measure)


def test_there_is_one_value_for_every_output(shipped):
    outputs = render_pathway(shipped, HOME, NOTHING)
    assert len(outputs) == len(NAMES) * PARTS + 2
    assert [outputs[index * PARTS + FIGURE]["name"] for index in range(len(NAMES))] == list(NAMES)
    assert outputs[-2:] == [False, False]


def test_leeds_is_where_the_published_figures_put_it(shipped):
    block = fetch_block(shipped, page.FLOW, Selection(LEEDS))
    assert cell(block, "Referrals to children's social care, for every 10,000 children", "Leeds").value == 584.7
    assert cell(block, "Referrals to children's social care, for every 10,000 children", "Numerator").value == 10_304
    assert cell(block, "First child protection conferences held within 15 working days", "Numerator").value == 758
    enquiries = "Child protection enquiries (section 47), for every 10,000 children"
    assert cell(block, enquiries, "Leeds").value == 175.7
    assert cell(block, enquiries, "Numerator").value is None
    assert cell(block, enquiries, "England").value == 189.3
    looked_after = "Children looked after at 31 March, for every 10,000 children"
    assert cell(block, looked_after, "Neighbours’ mean").value == pytest.approx(75.1)
    assert cell(block, looked_after, "Neighbours’ median").value == pytest.approx(77.5)
    assert cell(block, looked_after, "Against England").value == "higher"
    assert cell(block, looked_after, "With a figure").shown == "10 of 10"


def test_every_stage_has_a_card_that_opens_its_story(shipped):
    words = render_pathway(shipped, f"{HOME}&neighbours=2021&average=median", NOTHING)[WORDS]["around"]
    cards = words[page.STAGES]
    assert cards.count('class="stage"') == len(fetch_pathway(shipped, Selection(LEEDS)).passages)
    story = f"/trends?home={LEEDS}&amp;measure=referral-rate&amp;neighbours=2021&amp;average=median"
    assert f'href="{story}"' in cards
    assert "10,304" in words[page.SENTENCES]


def test_a_switch_of_set_or_average_sends_no_drawing_of_the_flow(shipped):
    first = render_pathway(shipped, HOME, NOTHING)
    keys = [first[index * PARTS + KEY] for index in range(len(NAMES))]
    second = render_pathway(shipped, f"{HOME}&average=median", keys)
    assert isinstance(second[FIGURE], Patch)
    assert second[2 * PARTS + FIGURE] is no_update  # assessments in time are the same
    assert second[WORDS] != first[WORDS]


def test_history_and_both_statements_are_shown_for_leeds(shipped):
    history = fetch_block(shipped, page.HISTORY, Selection(LEEDS))
    assert "9,076" in history.headline
    values = {(row[0].shown, row[1].shown, row[2].shown): row[4].value for row in history.table.rows}
    later = "As a later paper of Leeds Children’s Trust has it"
    core = "Core assessments finished within 35 working days, to 2012/13"
    assert values[core, "2006/07", "–"] == 68
    assert values[core, "2006/07", later] == 57.8
    assert values[core, "2008/09", later] == 82.8
    assert "Local, unofficial" in history.labels
    timeliness = fetch_block(shipped, page.TIMELINESS, Selection(LEEDS))
    assert any("contradict" in note for note in timeliness.notes)


def test_elsewhere_there_is_no_history_and_its_files_say_why(shipped):
    outputs = render_pathway(shipped, f"home={SHEFFIELD}", NOTHING)
    assert outputs[-2:] == [False, True]
    with pytest.raises(NoDataError, match="own front door for Sheffield"):
        fetch_block(shipped, page.HISTORY, Selection(SHEFFIELD))


def test_an_earlier_year_and_one_that_is_not_there(shipped):
    block = fetch_block(shipped, page.FLOW, Selection(LEEDS, year=2016))
    assert "2015/16" in block.subtitle
    assert cell(block, "Single assessments finished in the year", "Leeds").value == 10_551
    with pytest.raises(NotFoundError, match="Allowed: 2025, 2024"):
        render_pathway(shipped, f"{HOME}&year=1999", NOTHING)


@pytest.mark.parametrize("home", ["E09000001", "E06000053", "E06000063", "E10000016", "E09000007"])
@pytest.mark.parametrize("choice", ["", "&neighbours=pre-2021", f"&neighbours=own&group={LEEDS}"])
def test_every_authority_has_a_page(shipped, home, choice):
    assert len(render_pathway(shipped, f"home={home}{choice}", NOTHING)) == len(NAMES) * PARTS + 2


def test_an_authority_has_no_pathway_before_it_began(shipped):
    with pytest.raises(NotFoundError, match="Cumberland has no figures for this year"):
        render_pathway(shipped, "home=E06000063&year=2019", NOTHING)


def test_every_block_is_there_for_files(shipped):
    for name in NAMES:
        assert name in BLOCKS
        block = fetch_block(shipped, name, Selection(LEEDS))
        assert block.name == name
        assert block.table.rows
        assert len(block.headline.split()) <= 10


def test_the_store_is_asked_once_for_all_sets_of_neighbours(shipped, monkeypatch):
    asked = []
    fetch = shipped.repository.fetch_observations
    monkeypatch.setattr(Repository, "fetch_observations", lambda _, *a, **k: asked.append(k) or fetch(*a, **k))
    fetch_block(shipped, page.FLOW, Selection(LEEDS))
    assert len(asked) == 2
    fetch_block(shipped, page.FLOW, Selection(LEEDS, neighbours="2021", average="median"))
    assert len(asked) == 2
