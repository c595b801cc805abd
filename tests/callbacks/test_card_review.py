"""Reviewing a card on its page: who may take which step, and what readers are told of it."""

import shutil

import pytest

import app as application
from callbacks.report_card import render_report_card
from callbacks.services import Services
from dashboard.card_review import card_key
from dashboard.config import Settings
from data_access.audit import Actor
from data_access.card_reviews import CardReviews
from data_access.engine import open_engine
from layouts.to_html import to_html
from tests.callbacks.signed_in import HERE, KEY, PASSWORD, people_of, prepare, send, settings_for, sign_in

MACHINE = Actor("tests", "administrator")
CARD = "/report-card/review?home=E08000035&year=2026&area=leeds-east"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    url = prepare(tmp_path_factory.mktemp("review"))
    people = people_of(url)
    for name, role in (("ana", "analyst"), ("ben", "administrator"), ("rea", "reader")):
        people.add(MACHINE, name, role, password=PASSWORD)
    return application.create_app(settings_for(url)).server


def client_of(made, name):
    client = made.test_client()
    sign_in(client, name)
    return client


def last_step(page):
    found = page.partition('name="seen"')
    return (found[0][-40:] + found[2][:40]).partition('value="')[2].partition('"')[0]


def test_an_analyst_reviews_an_administrator_publishes_and_a_reader_does_neither(made):
    ana, ben, rea = (client_of(made, name) for name in ("ana", "ben", "rea"))
    assert rea.get(CARD).status_code == 403
    page = ana.get(CARD)
    assert page.status_code == 200, page.text
    assert "Draft: no review of this card is recorded." in page.text
    assert "Mark as reviewed" in page.text
    form = {"state": "reviewed", "seen": "0", "version": "1"}
    assert ana.post(CARD, data=form, headers=HERE).status_code == 400  # no token
    assert send(ana, CARD, form).status_code == 303
    page = ana.get(CARD).text
    assert "by ana, not yet published." in page
    assert "Publish<" not in page
    seen = last_step(page)
    publish = {"state": "published", "seen": seen, "version": "1"}
    assert send(ana, CARD, publish).status_code == 403
    assert send(ben, CARD, publish).status_code == 303
    assert "Published on" in ben.get(CARD).text
    assert send(ben, CARD, publish).status_code == 400  # what was seen is no longer so
    assert rea.post(CARD, data=publish, headers=HERE).status_code == 403


@pytest.mark.parametrize(
    ("address", "words"),
    [("/report-card/review", "latest figures"), (f"{CARD}&quarter=9", "quarter"), (f"{CARD}&version=99", "version")],
)
def test_what_cannot_be_reviewed_is_explained(made, address, words):
    answer = client_of(made, "ana").get(address)
    assert 400 <= answer.status_code < 500
    assert words in answer.text


def test_the_card_says_where_its_review_stands(shipped_repository, shipped_plans, prepared_file, tmp_path):
    store = shutil.copy(prepared_file, tmp_path / "store.sqlite")
    reviews = CardReviews(open_engine(f"sqlite:///{store}"))
    settings = Settings(sign_in="local", public_url="http://localhost", secret_key=KEY)
    services = Services(settings, shipped_repository, plans=shipped_plans, reviews=reviews)
    query = "year=2025&area=leeds-east"

    def said(query):
        return to_html(render_report_card(services, query)[1])

    assert "Draft: no review of this card is recorded." in said(query)
    assert "Draft: the card of the latest figures changes with them and is not reviewed." in said("")
    key = card_key(services.open(query)[1])
    step = reviews.take_step(Actor("ana", "analyst"), key, "reviewed", seen=0, version=1)
    reviews.take_step(Actor("ben", "administrator"), key, "published", seen=step.id, version=1)
    assert "by ben." in said(query)
    assert "Draft. No one has checked this page yet." in said(f"{query}&edition=young")


def test_where_nobody_signs_in_no_review_is_recorded(shipped):
    assert "no review of this card is recorded" in to_html(render_report_card(shipped, "year=2025")[1])
