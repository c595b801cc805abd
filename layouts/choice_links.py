"""A row of links of which one is shown: the choices of a page that are addresses, so that Back undoes them."""

from collections.abc import Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component


class Choice(NamedTuple):
    """One of several links; ``shown`` is where the reader is."""

    words: str
    address: str
    shown: bool = False


def choice_links(name: str, choices: Sequence[Choice]) -> Component:
    """The links as navigation called ``name``; the page stays where it is when one is followed."""
    made = [
        html.A(one.words, href=one.address, className="button", **({"aria-current": "true"} if one.shown else {}))
        for one in choices
    ]
    return html.Nav(made, className="span-links", **{"aria-label": name, "data-stay": ""})
