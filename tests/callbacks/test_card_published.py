"""A published card: readers are led to what was published, and nobody sees on it what is not for everyone."""

from dataclasses import replace

import pytest

from callbacks import report_card
from callbacks.blocks import fetch_block
from callbacks.paper_request import build_paper, read_page
from callbacks.report_card import render_report_card
from callbacks.services import Services
from dashboard.card_review import CardKey, Standing
from dashboard.errors import NoDataError
from dashboard.exports.csv_file import write_csv
from dashboard.report_card import ACTIONS, BLOCK, IN_YEAR
from dashboard.rights import UNPUBLISHED, Rights, Sight
from data_access.audit import Actor
from data_access.card_reviews import CardReviews
from data_access.publish import publish
from data_access.repository import Repository
from layouts.card_review import MORE_THAN_PUBLISHED, review_page
from layouts.to_html import to_html
from tests.data_access.publishing import LEEDS, batch, row
from tests.in_year_store import PUBLISHED, in_year_batch, open_published

QUARTER = f"home={LEEDS}&year=2025&quarter=4"
KEY = CardKey(LEEDS, "2025-4", "board")
CHANGED = "Figures have changed since this card was published"


@pytest.fixture
def engine(tmp_path):
    """Version 1 has published figures."""
    made = open_published(f"sqlite:///{tmp_path}/store.db")
    yield made
    made.dispose()


@pytest.fixture
def services(engine, settings) -> Services:
    return Services(settings, Repository(engine), reviews=CardReviews(engine))


def take(services, *states, version=1, key=KEY):
    for state in states:
        seen = next((one.id for one in services.reviews.fetch_steps(key)), 0)
        services.reviews.take_step(Actor("ben", "administrator"), key, state, seen=seen, version=version)


def anew(services, engine) -> Services:
    """The services of a process that has just begun: another version is remembered for a second."""
    return replace(services, repository=Repository(engine), cache=type(services.cache)(), opened=type(services.cache)())


def revise(engine, value):
    """The publisher gives another figure of NEET; the rest of the file is left out, so it is gone."""
    publish(engine, [batch("lait", [row(4.3, period=0), row(value, period=1)], periods=PUBLISHED)], by="me")


def render(services, query=QUARTER):
    return tuple(to_html(part) for part in render_report_card(services, query))


def test_where_figures_changed_the_card_says_so_and_leads_to_what_was_published(services, engine):
    take(services, "reviewed", "published")
    assert CHANGED not in render(services)[1]
    revise(engine, 5.9)
    choices, card = render(anew(services, engine))
    assert f"by ben. {CHANGED}: it had those of version 1, these are of version 2." in card
    assert "5.9" in card
    assert f'href="/report-card?home={LEEDS}&amp;year=2025&amp;version=1&amp;quarter=4"' in choices
    assert "The card as published on" in choices
    later = anew(services, engine)
    labels = [fetch_block(later, BLOCK, later.open(query)[1]).labels[0] for query in (QUARTER, f"{QUARTER}&version=1")]
    assert [label.partition(" on ")[0] for label in labels] == ["Not as published", "Published"]
    choices, card = render(anew(services, engine), f"{QUARTER}&version=1")
    assert "5.9" not in card
    assert "4.9" in card
    assert CHANGED not in card
    assert "The card as published on" not in choices


def test_where_only_other_figures_came_it_says_that_these_are_the_same(services, engine):
    take(services, "reviewed", "published")
    publish(engine, [batch("later", [row(97.0, measure="attainment-8", period=3)], periods=PUBLISHED)], by="me")
    later = anew(services, engine)
    card = render(later)[1]
    assert fetch_block(later, BLOCK, later.open(QUARTER)[1]).labels[0].startswith("Published on ")
    assert "Its figures have not changed since." in card
    assert CHANGED not in card


def test_what_was_taken_back_is_no_longer_offered(services):
    take(services, "reviewed", "published", "draft")
    choices, card = render(services)
    assert "Draft: taken back on" in card
    assert "as published on" not in choices
    assert "Published cards" not in card


def test_readers_are_led_from_other_cards_to_what_was_published_and_reviewers_to_the_newest(services, monkeypatch):
    take(services, "reviewed", "published")
    year, pinned = f"home={LEEDS}&year=2025", "year=2025&amp;version=1&amp;quarter=4"
    choices, card = render(services, year)
    assert pinned in choices
    assert "January to March 2025, published on" in card
    assert pinned in card  # in the list
    monkeypatch.setattr(report_card, "current_rights", lambda: Rights("analyst"))
    choices, card = render(services, year)
    assert pinned not in choices
    assert "quarter=4" in choices
    assert pinned in card
    assert "Review this card" in choices
    assert "Published cards" not in render(services, f"{year}&edition=young")[1]


def test_what_is_not_published_stands_on_a_draft_for_those_who_may_see_it_and_never_on_a_published_card(
    services, engine
):
    counted = in_year_batch()
    publish(engine, [replace(counted, dataset=replace(counted.dataset, unpublished=True))], by="me")
    services = anew(services, engine)
    analyst = services.seen_by(Sight(everything=True))
    selection = services.open(QUARTER)[1]
    seen = fetch_block(analyst, IN_YEAR, selection)
    assert UNPUBLISHED in seen.labels
    assert "5.2\u00a0% in Leeds, as at 31 March 2025" in seen.extra["lines"][0][1]
    with pytest.raises(NoDataError):
        fetch_block(services, IN_YEAR, selection)
    take(services, "reviewed", version=2)
    assert fetch_block(analyst, IN_YEAR, selection).table == seen.table
    take(services, "published", version=2)
    with pytest.raises(NoDataError):
        fetch_block(analyst, IN_YEAR, selection)
    assert fetch_block(analyst, BLOCK, selection).table == fetch_block(services, BLOCK, selection).table
    assert UNPUBLISHED not in fetch_block(analyst, BLOCK, selection).labels


@pytest.mark.parametrize(
    ("states", "word"),
    [((), "Draft"), (("reviewed",), "Reviewed on "), (("reviewed", "published"), "Published on ")],
)
def test_every_file_says_where_the_review_stands(services, states, word):
    before = services.stamp()
    take(services, *states)
    assert (services.stamp() != before) == bool(states)
    page, wanted = read_page(services, f"/report-card?{QUARTER}")
    paper = build_paper(services, page.title, wanted, page=True)
    label = paper.labels[0]
    assert label.startswith(word)
    assert label.endswith("by ben") or not states
    assert paper.items[0].block.notes[0].startswith(word.strip())
    assert label in write_csv(paper.items[0].block, 1).decode()


def test_the_card_for_young_people_has_published_figures_only_on_the_page_and_in_its_paper(services, engine):
    publish(engine, [in_year_batch()], by="me")
    services = anew(services, engine)
    assert "Counted in the quarter" in render(services)[1]
    assert "Counted in the quarter" not in render(services, f"{QUARTER}&edition=young")[1]
    named = {
        edition: [one.name for one in read_page(services, f"/report-card?{QUARTER}&edition={edition}")[1]]
        for edition in ("", "young")
    }
    assert named == {"": [BLOCK, IN_YEAR, ACTIONS], "young": [BLOCK]}


def test_whoever_reviews_is_told_that_they_see_more_than_will_be_published():
    def said(unpublished):
        standing = Standing(None, 1)
        page = review_page("A card", "/report-card", (), (), "x", query="", standing=standing, unpublished=unpublished)
        return " ".join(map(to_html, page))

    assert MORE_THAN_PUBLISHED in said(True)
    assert MORE_THAN_PUBLISHED not in said(False)
