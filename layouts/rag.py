"""Green, amber, red and grey on the page: the word, a shape and a colour that is never red beside green (LOOK.md)."""

from dash import html
from dash.development.base_component import Component

from dashboard.rated import Rated
from dashboard.targets import Colour


def rag_chip(colour: Colour, words: str, why: str = "") -> Component:
    """A chip for a colour; ``words`` begin with its name. Why it is so stands in its title, and for screen readers."""
    parts: list[Component | str] = [words]
    if why:
        parts.append(html.Span(f": {why}", className="visually-hidden"))
    return html.Span(parts, className=f"chip rag-{colour}", title=why)


def rated_chip(rated: Rated) -> Component:
    """The chip of a figure against its target."""
    return rag_chip(rated.rag.colour, rated.chip, rated.why)
