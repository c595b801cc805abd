"""The steps of a card's review, on both databases."""

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from dashboard.card_review import STATES, STEPS, CardKey
from dashboard.errors import ReaderError
from data_access.audit import Actor, AuditFilter
from data_access.card_reviews import CardReviews
from data_access.engine import open_engine
from data_access.people import People
from data_access.review_tables import card_review

ANA, BEN = Actor("ana", "analyst"), Actor("ben", "administrator")
CARD = CardKey("leeds-east", "2025-3", "board")


@pytest.fixture
def engine(prepared_store_url):
    made = open_engine(prepared_store_url)
    yield made
    made.dispose()


@pytest.fixture
def reviews(engine):
    return CardReviews(engine)


def test_a_card_goes_from_draft_to_reviewed_to_published_and_its_history_stays(reviews, engine):
    assert reviews.fetch_steps(CARD) == ()
    assert reviews.fetch_stamp() == 0
    first = reviews.take_step(ANA, CARD, "reviewed", seen=0, version=3)
    second = reviews.take_step(BEN, CARD, "published", seen=first.id, version=3)
    assert reviews.fetch_steps(CARD) == (second, first)
    assert [(one.actor, one.state, one.version) for one in (first, second)] == [
        ("ana", "reviewed", 3),
        ("ben", "published", 3),
    ]
    assert reviews.fetch_stamp() == second.id
    assert reviews.fetch_steps(CARD._replace(edition="young")) == ()
    rows = People(engine).fetch_audit(AuditFilter(action="reviewed card"), limit=10)
    assert [(row.actor, row.subject, row.detail["state"]) for row in rows] == [
        ("ben", "leeds-east 2025-3", "published"),
        ("ana", "leeds-east 2025-3", "reviewed"),
    ]
    for statement in (update(card_review).values(actor="nobody"), delete(card_review)):
        with pytest.raises(DBAPIError, match="only ever added to"), engine.begin() as connection:
            connection.execute(statement)


@pytest.mark.parametrize(
    ("given", "parameter"),
    [
        ({"state": "published", "seen": 1, "version": 4}, "version"),  # other figures than those reviewed
        ({"state": "published", "seen": 0, "version": 3}, "seen"),  # somebody was faster
        ({"state": "reviewed", "seen": 1, "version": 3}, "state"),  # it is that already
    ],
)
def test_a_step_that_does_not_follow_changes_nothing(reviews, given, parameter):
    reviews.take_step(ANA, CARD, "reviewed", seen=0, version=3)
    with pytest.raises(ReaderError) as refused:
        reviews.take_step(BEN, CARD, **given)
    assert refused.value.faults[0].parameter == parameter
    assert len(reviews.fetch_steps(CARD)) == 1


def test_only_administrators_publish_or_take_that_back():
    assert STEPS.keys() == set(STATES)
    assert {
        (now, after) for now, steps in STEPS.items() for after, needed in steps.items() if needed == "administer"
    } == {
        ("reviewed", "published"),
        ("published", "draft"),
    }


def test_the_last_step_of_every_card_of_a_place_is_found_at_once(reviews):
    first = reviews.take_step(ANA, CARD, "reviewed", seen=0, version=3)
    last = reviews.take_step(BEN, CARD, "published", seen=first.id, version=3)
    young = CARD._replace(edition="young")
    other = reviews.take_step(ANA, young, "reviewed", seen=0, version=4)
    reviews.take_step(ANA, CARD._replace(place="leeds-west"), "reviewed", seen=0, version=3)
    assert reviews.fetch_cards("leeds-east") == {CARD: last, young: other}
    assert reviews.fetch_cards("leeds-south") == {}
