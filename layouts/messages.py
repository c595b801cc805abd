"""What a reader sees when there is nothing to show: what happened, and the nearest thing that works."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Fault, ReaderError
from layouts.pages import PAGES


def fault_message(error: ReaderError, instead: str = "") -> Component:
    """The faults of a request, each with what would be accepted; ``instead`` says what is shown in place of it."""
    parts: list[Component] = [html.H2(error.title, className="message-title")]
    parts.append(html.Ul([html.Li(_fault(fault)) for fault in error.faults], className="message-faults"))
    if instead:
        parts.append(html.P(instead))
    return html.Div(parts, className="message message-fault", role="alert")


def _fault(fault: Fault) -> list[Component | str]:
    words: list[Component | str] = [html.B(fault.parameter)]
    words.append(f" “{fault.value[:80]}”: {fault.rule}." if fault.value else f": {fault.rule}.")
    if fault.allowed:
        words.append(" Allowed: " + ", ".join(fault.allowed) + ".")
    return words


def defect_message(error_id: str) -> Component:
    """Something of ours went wrong; the id finds it in the log."""
    return html.Div(
        [
            html.H2("Something went wrong on our side", className="message-title"),
            html.P(
                ["The figures are safe. Try again; if it happens once more, tell us this id: ", html.Code(error_id)]
            ),
            html.P(html.A("Start again from the overview", href="/")),
        ],
        className="message message-fault",
        role="alert",
    )


def not_found_page(path: str) -> Component:
    """There is no page at this address."""
    return _page(
        "There is no page at this address",
        [html.P(["We looked for ", html.Code(path[:120]), ". The address may be old, or have lost its end."])],
        "These pages are here:",
        [html.A(page.title, href=page.path) for page in PAGES],
    )


def no_figures_page() -> Component:
    """The store is empty."""
    return _page(
        "There are no figures yet",
        [
            html.P("The store is empty, so there is nothing to show on any page."),
            html.P(
                ["Whoever runs this service loads the shipped figures with ", html.Code("python -m data_access init")]
            ),
        ],
        "Once that is done:",
        [html.A("open the overview", href="/")],
    )


def no_data(title: str, what: str, offers: Sequence[tuple[str, str]] = ()) -> Component:
    """One part of a page has no figures: what is missing, and links (words, href) to what there is."""
    parts: list[Component] = [html.H2(title, className="message-title"), html.P(what)]
    if offers:
        parts.append(html.Ul([html.Li(html.A(words, href=href)) for words, href in offers]))
    return html.Div(parts, className="message message-empty")


def _page(title: str, words: list[Component], offer: str, links: list[Component]) -> Component:
    return html.Div(
        [html.H1(title), *words, html.P(offer), html.Ul([html.Li(link) for link in links], className="offers")],
        className="page page-message",
    )
