"""The frame of a page that is plain HTML: it works before anybody is signed in, and without scripts."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from layouts.shell import NAME


def plain_page(council: str, parts: Sequence[Component], person: Component | None) -> list[Component]:
    """Header, main landmark and the way back; ``person`` is who is signed in, if anybody."""
    brand = html.A(
        [html.Span(className="brand-mark", **{"aria-hidden": "true"}), html.Span(NAME, className="brand-name")],
        href="/",
        className="brand",
    )
    line = html.Div([brand, html.Span(council, className="council")], className="brand-line")
    end = [html.Div(person, className="banner-end")] if person is not None else []
    return [
        html.A("Skip to main content", href="#main", className="skip"),
        html.Header(html.Div([line, *end], className="banner-inner"), className="banner"),
        html.Main(html.Div(list(parts), className="plain"), id="main", tabIndex="-1"),
    ]
