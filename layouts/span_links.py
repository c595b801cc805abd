"""Links that choose how far back a change goes; they keep the reader where the page is."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.periods import Period
from dashboard.spans import Span

LABEL = "Change over"


def span_links(spans: Sequence[Span], chosen: Period | None, links: Sequence[str]) -> list[Component]:
    """One link a span, in order; ``chosen`` is the period that the change shown is from. Nothing without spans."""
    if not spans:
        return []
    words = html.Span(LABEL, className="span-label")
    return [
        html.Nav(
            [words, *(_link(span, chosen, link) for span, link in zip(spans, links, strict=True))],
            className="span-links",
            **{"aria-label": LABEL, "data-stay": "true"},
        )
    ]


def _link(span: Span, chosen: Period | None, link: str) -> Component:
    current = {"aria-current": "true"} if span.since == chosen else {}
    return html.A([span.words, html.Span(f" (since {span.since.key})")], href=link, className="button", **current)
