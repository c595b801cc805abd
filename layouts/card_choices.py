"""What stands around a report card: its edition, paper and quarter, the way to its review, the published cards."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts.choice_links import Choice, choice_links


def build_choices(groups: Sequence[tuple[str, Sequence[Choice]]], ways: Sequence[Choice] = ()) -> list[Component]:
    """Edition, paper, quarter: links, so that each is an address; the ``ways`` to other pages; a button to print."""
    navs = [choice_links(name, links) for name, links in groups]
    steps = [html.A(one.words, href=one.address, className="button") for one in ways]
    return [*navs, *steps, html.Button("Print", type="button", className="button", **{"data-print": "yes"})]


def build_published(cards: Sequence[Choice]) -> list[Component]:
    """The list of published cards; nothing where there is none."""
    if not cards:
        return []
    shown = {"aria-current": "page"}
    links = [html.Li(html.A(one.words, href=one.address, **(shown if one.shown else {}))) for one in cards]
    return [html.Section([html.H2("Published cards"), html.Ul(links)], className="block report-published")]
