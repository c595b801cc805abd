"""The banner of a view that stays with one dataset version."""

from dash import html
from dash.development.base_component import Component

from dashboard.pinned import Pinned

PLANS_THEN = " Plans and targets are as they stood when the next version came."
PLANS_NOW = " Plans and targets are today’s until newer figures come."


def pinned_banner(pinned: Pinned) -> Component:
    """Which version is shown, and the way to the newest; quieter where that is the newest.

    assets/selection.js completes the link, so that it keeps the rest of the address.
    """
    at = f"{pinned.day} (version {pinned.version})"
    if pinned.superseded:
        words = [html.B(f"You are looking at the figures as they were on {at}."), PLANS_THEN, " Newer figures exist: "]
        link = html.A("see them", href="?")
    else:
        words = [f"This link stays with the figures of {at}, the newest there are.", PLANS_NOW, " "]
        link = html.A("Follow the newest instead", href="?")
    kind = "pinned pinned-superseded" if pinned.superseded else "pinned"
    return html.Section(
        html.P([*words, link, "."], className="pinned-words"),
        className=kind,
        **{"aria-label": "Version of the figures", "data-pinned": str(pinned.version)},
    )
