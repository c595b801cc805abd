"""The young people's card, sentence by sentence, for the city and every wedge: read by a readability library."""

import re
from dataclasses import asdict, replace
from itertools import product

import pytest
import textstat

from callbacks.blocks import fetch_block
from callbacks.services import Services
from dashboard.card_review import Review, Standing
from dashboard.config import Settings
from dashboard.judgement import Judgement
from dashboard.report_card import BLOCK
from dashboard.young_words import LEAD, MADE_UP, PLAIN, write_number, write_young, write_young_state

PLACES = ("", "leeds-east", "leeds-north-east", "leeds-north-west", "leeds-south", "leeds-west")
HARDEST = 6.0  # Flesch-Kincaid: the sixth school year of the United States, eleven years of age
JARGON = re.compile(
    r"\b(NEET|rate|per cent|percentage|%|statistic\w*|significan\w*|illustrative|provisional|persistent|absence|cohort"
    r"|authorit\w*|indicator\w*|outcome\w*|benchmark\w*|quartile|median|mean|average|interval|looked-after|points?)\b",
    re.IGNORECASE,
)


@pytest.fixture(scope="module")
def cards(shipped_repository, shipped_plans):
    """The card of each place, of the latest figures and of two years."""
    whole, found = Services(Settings(), shipped_repository, plans=shipped_plans), {}
    for place in PLACES:
        for year in ("", "2010", "2019"):
            query = f"area={place}&edition=young&year={year}"
            services, selection = whole.open(query)
            found[place, year] = fetch_block(services, BLOCK, selection)
    return found


def rows_of(cards):
    return [row for block in cards.values() for row in block.extra["overview"].cards]


def grade(text):
    """Of the words as they are read aloud: the point of 4.9 ends no sentence."""
    return textstat.flesch_kincaid_grade(re.sub(r"\d+(?:[.,]\d+)*", "seven", text))


def variants(row):
    """The same figure as it would be told under every judgement, mark and reason that there may be."""
    found = row.comparison
    words = ("better", "worse", "higher", "lower", "no clear difference", "not judged")
    for word, change in product(words, (None, 0.0, 0.7, -3.4)):
        judgement = Judgement(word)
        judged = replace(found.judgements, **dict.fromkeys(asdict(found.judgements), judgement))
        changed = replace(found, judgements=judged, change=change, illustrative=change == 0, provisional=change == 0.7)
        yield row._replace(comparison=changed)
    for status in ("c", "x", "z", "low", "u"):
        yield row._replace(comparison=replace(found, value=None, status=status))


def test_every_card_and_every_variant_of_it_can_be_read_at_eleven(cards):
    told = {" ".join(write_young(each)) for row in rows_of(cards) for each in (row, *variants(row))}
    assert len(told) > 100
    assert not {text: grade(text) for text in told if grade(text) > HARDEST}


def standings():
    """Every state that the line on a card may tell of."""
    for state in ("draft", "reviewed", "published"):
        last = Review(1, "2026-05-03T10:00:00+00:00", "ana", state, 3)
        yield from (Standing(last, 3), Standing(last, 2), Standing(last, 4, changed=True), Standing(last, 4))
    yield from (Standing(None, 3), Standing(None, 3, reviewable=False))


def around(cards):
    """What stands on the card, in its files and for screen readers, around the figures."""
    told = {LEAD, *(plain.title for plain in PLAIN.values()), *(write_young_state(each) for each in standings())}
    for block in cards.values():
        told |= {block.headline, block.description, *block.notes}
        told |= {part["text"] for part in block.figure["layout"]["annotations"] if "font" in part}
    return told


def test_the_state_of_the_card_and_its_notes_can_be_read_at_eleven(cards):
    assert len({write_young_state(each) for each in standings()}) == 9
    told = {*(write_young_state(each) for each in standings()), *(" ".join(each.notes) for each in cards.values())}
    assert not {text: grade(text) for text in told if grade(text) > HARDEST}


def test_no_sentence_is_long_and_none_has_a_word_that_only_experts_use(cards):
    told = {text for row in rows_of(cards) for each in (row, *variants(row)) for text in write_young(each)}
    told |= around(cards)
    assert not [text for text in told if JARGON.search(text)]
    assert not [part for text in told for part in re.split(r"(?<=[.!?])\s", text) if len(part.split()) > 20]


def test_every_figure_is_the_stored_one(cards):
    for row in rows_of(cards):
        if row.comparison.value is not None:
            assert write_number(row.comparison.value, row.measure) in write_young(row)[0]


def test_made_up_figures_say_so(cards):
    for row in rows_of(cards):
        assert (MADE_UP in write_young(row)) == row.comparison.illustrative


def test_a_hidden_number_gives_its_reason_and_no_other(cards):
    row = next(iter(rows_of(cards)))
    hidden = row._replace(comparison=replace(row.comparison, value=None, status="c"))
    assert write_young(hidden) == ("We hide this number, so that no one can tell who it is about.",)
