"""The Overview in the year through the real store: shown, empty, and for those who see one wedge only."""

import pytest
from dash import no_update

from callbacks.chart_block import WORDS, block_outputs
from callbacks.services import Services
from callbacks.tracker import hide_tracker, render_tracker, tracker_outputs
from dashboard.rights import Sight
from data_access.publish import publish
from data_access.repository import Repository
from layouts.to_html import to_html
from tests.data_access.publishing import EAST, LEEDS
from tests.in_year_store import count_in_year, in_year_batch, open_published

IN_YEAR = f"home={LEEDS}&view=in-year"
BLOCK = len(block_outputs("overview-in-year"))


@pytest.fixture
def store(tmp_path):
    engine = open_published(f"sqlite:///{tmp_path}/store.db")
    yield engine
    engine.dispose()


@pytest.fixture
def here(store, settings):
    return Services(settings, Repository(store))


def parts(outputs):
    """The lead; the block's outputs; switch, and whether published, in-year and chart are hidden; the cards."""
    lead, *rest = outputs
    assert len(rest) == len(tracker_outputs())
    return lead, rest[:BLOCK], rest[BLOCK], rest[BLOCK + 1 : BLOCK + 4], to_html(rest[BLOCK + 4])


def test_without_figures_the_usual_page_has_no_switch(here):
    assert hide_tracker(here, f"home={LEEDS}") == [
        *[no_update] * BLOCK,
        None,
        False,
        True,
        no_update,
        no_update,
        no_update,
    ]


def test_without_figures_the_link_says_what_to_import(here):
    _lead, block, switch, hidden, words = parts(render_tracker(here, IN_YEAR, None))
    assert block == [no_update] * BLOCK
    assert "Published figures" in to_html(switch)
    assert hidden == [True, False, True]
    assert "python -m data_access import local" in words


def test_with_figures_there_is_a_card_for_each_obsession(store, here):
    count_in_year(store)
    lead, block, switch, hidden, cards = parts(render_tracker(here, IN_YEAR, None))
    assert hidden == [True, False, False]
    assert 'aria-current="true"' in to_html(switch)
    assert cards.count("<article") == 3
    assert "as at 30 June 2025" in lead
    assert "as at 20 June 2025" in lead
    assert block[WORDS]["parts"]["headline"]
    assert "suppressed" in cards


def test_a_wedge_has_its_own_cards(store, here):
    count_in_year(store)
    cards = parts(render_tracker(here, f"{IN_YEAR}&area={EAST}", None))[-1]
    assert "305 of 5,000" in cards


def test_a_city_without_such_figures_is_told_so(store, here):
    count_in_year(store, city=False)
    cards = parts(render_tracker(here, IN_YEAR, None))[-1]
    assert "There is no figure for Leeds that you may see" in cards


def test_unpublished_figures_are_only_for_who_may_see_them(store, here):
    batch = in_year_batch()
    batch.dataset = type(batch.dataset)(
        **{name: getattr(batch.dataset, name) for name in batch.dataset.__slots__} | {"unpublished": True}
    )
    publish(store, [batch], by="me")
    assert "Nothing was counted in the year for Leeds yet" in parts(render_tracker(here, IN_YEAR, None))[-1]
    leader = here.seen_by(Sight(areas=frozenset({EAST})))
    cards = parts(render_tracker(leader, IN_YEAR, None))[-1]
    assert "There is no figure for Leeds that you may see" in cards
    assert ">305<" in cards
    assert "Unpublished" in parts(render_tracker(leader, f"{IN_YEAR}&area={EAST}", None))[-1]
    assert "840" not in cards
