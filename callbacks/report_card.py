"""Fills the report card: the headline outcomes of the city or a wedge, of the latest figures, a year or a quarter."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from dash import Dash, Input, Output

from callbacks.access import current_rights
from callbacks.addresses import page_address
from callbacks.blocks import fetch_block, find_block
from callbacks.card_blocks import MATTERS, fetch_cards
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.card_review import CardKey, Review, Standing, card_key, day_of, list_published
from dashboard.overview import Overview
from dashboard.report_card import ACTIONS, BLOCK, IN_YEAR, choose_time
from dashboard.selection import EDITIONS, PAPERS, Selection
from layouts import ids
from layouts import report_card as page
from layouts.card_choices import build_choices, build_published
from layouts.card_review import PATH as REVIEW
from layouts.choice_links import Choice

PATH = "/report-card"
QUARTERS = ("Apr–Jun", "Jul–Sep", "Oct–Dec", "Jan–Mar")


def register(app: Dash, services: Services) -> None:
    """Register the page's callback."""

    @app.callback(Output(page.CHOICES, "children"), Output(page.CARD, "children"), Input(ids.SELECTION, "data"))
    @shown_for_selection
    def show(query: str) -> list[Any]:
        return render_report_card(services, query)


def render_report_card(services: Services, query: str) -> list[Any]:
    """The choices around the card; the card, and the list of those that were published."""
    services, selection = services.open(query)
    block = fetch_block(services, BLOCK, selection)
    young, overview = selection.edition == "young", block.extra["overview"]
    actions = find_block(services, ACTIONS, selection)
    made = page.build_card(
        block,
        services.catalogue(),
        lambda measure: _link(selection, overview, measure),
        in_year=None if young else find_block(services, IN_YEAR, selection),
        actions=actions.extra["actions"] if actions else (),
        slide=selection.paper == "slide",
    )
    cards = fetch_cards(services, selection)
    choices = build_choices(list(_choices(selection, cards)), list(_ways(selection, block.extra["standing"])))
    return [choices, [made, *build_published(_list_published(selection, cards))]]


def _link(selection: Selection, overview: Overview, measure: str) -> str:
    """The page on which the same figure stands: Trends for the latest, else that of its period."""
    found = next(row.comparison for row in overview.cards if row.measure.id == measure)
    there = Selection(selection.home, **{name: getattr(selection, name) for name in MATTERS}, measure=measure)
    if selection.year is None:
        return page_address("/trends", there)
    if found.city is not None:
        return page_address("/wedges", there.with_(period=found.period.key))
    return page_address("/neighbours", there.with_(area=None, period=found.period.key))


def _may_review(selection: Selection) -> bool:
    """Whether the reader may take a step of the review of this card."""
    return card_key(selection) is not None and current_rights().may("edit")


def _ways(selection: Selection, standing: Standing) -> Iterator[Choice]:
    """From the card to the one that was published, and to its review."""
    last = standing.last
    if last and last.state == "published" and selection.version != last.version:
        words = f"The card as published on {day_of(last)}"
        yield Choice(words, page_address(PATH, selection.with_(version=last.version)), False)
    if _may_review(selection):
        yield Choice("Review this card", page_address(REVIEW, selection), False)


def _choices(selection: Selection, cards: Mapping[CardKey, Review]) -> Iterator[tuple[str, Sequence[Choice]]]:
    def choice(words: str, **changes: object) -> Choice:
        shown = all(getattr(selection, name) == value for name, value in changes.items())
        there = selection if shown else _as_published(selection.with_(**changes), cards)
        return Choice(words, page_address(PATH, there), shown)

    yield "Edition", [choice("For the Board", edition=""), choice(EDITIONS["young"], edition="young")]
    yield "Paper", [choice("Page, A4", paper=""), choice(PAPERS["slide"], paper="slide")]
    if selection.year is not None:
        quarters = [choice(words, quarter=number) for number, words in enumerate(QUARTERS, start=1)]
        yield "Quarter", [choice("Whole year", quarter=None), *quarters]


def _as_published(selection: Selection, cards: Mapping[CardKey, Review]) -> Selection:
    """The selection of another card; for whoever does not review, of its published figures where it has any."""
    key = card_key(selection)
    last = cards.get(key) if key else None
    if last is None or last.state != "published" or _may_review(selection):
        return selection
    return selection.with_(version=last.version)


def _list_published(selection: Selection, cards: Mapping[CardKey, Review]) -> list[Choice]:
    """The published cards of the place in this edition, the latest first."""
    found = []
    for last, (year, quarter) in list_published(cards, selection.edition):
        there = selection.with_(year=year, quarter=quarter, version=last.version)
        words = choose_time(there).words
        shown = (year, quarter, last.version) == (selection.year, selection.quarter, selection.version)
        found.append(
            Choice(f"{words[0].upper()}{words[1:]}, published on {day_of(last)}", page_address(PATH, there), shown)
        )
    return found
