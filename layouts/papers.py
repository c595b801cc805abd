"""Taking charts away as papers: the menu of a page, the entries of a block's menu, and the page of the pack.

What they do is in assets/papers.js (asking for a paper, and saying how far it is) and assets/pack.js (the pack, which
is kept in the reader's browser alone).
"""

from collections.abc import Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from layouts.pages import BLOCKS_OF_PAGE

PAPERS: Mapping[str, str] = {
    "docx": "Word",
    "pptx": "PowerPoint, with charts to edit",
    "xlsx": "Excel, with charts to edit",
    "pdf": "PDF for every reader (tagged)",
}
OF_A_BLOCK = ("pptx", "docx")  # the other two a block's menu has in a form of its own
LIST, TITLE, EMPTY, BODY, SIZE = "pack-list", "pack-title", "pack-empty", "pack-body", "pack-size"
LONGEST_TITLE = 120


def page_menu() -> Component:
    """Take the whole page as a paper; there on pages that have charts."""
    buttons = [_button(kind, "menu-item", {"data-paper-of": "page"}) for kind in PAPERS]
    return html.Details(
        [html.Summary("Take this page", className="button"), html.Div(buttons, className="menu")],
        className="disclosure paper-menu",
        **{"data-pages": " ".join(BLOCKS_OF_PAGE)},
    )


def block_items() -> list[Component]:
    """What a block's menu offers of papers."""
    return [_button(kind, "menu-item", {"data-paper-of": "block"}) for kind in OF_A_BLOCK]


def add_button() -> Component:
    """Put the block that it stands in into the pack."""
    return html.Button("Add to pack", type="button", className="button", **{"data-pack": "add"})


def _button(kind: str, style: str, what: Mapping[str, Any]) -> Component:
    return html.Button(PAPERS[kind], type="button", className=style, **what, **{"data-paper": kind})


def layout() -> Component:
    """The page of the pack; assets/pack.js fills it."""
    return html.Div(
        [
            html.H1("Pack", className="page-title"),
            html.P(
                "The charts that you gathered, in the order in which they go into a paper. The pack is kept in this "
                "browser and nowhere else; its figures are looked up anew each time.",
                className="lead",
            ),
            html.Div(_empty(), id=EMPTY, hidden=True),
            html.Div(_body(), id=BODY, hidden=True, className="pack-body"),
        ],
        className="page page-pack",
    )


def _empty() -> list[Component]:
    return [
        html.P(["Nothing is in the pack yet. Below every chart there is a button ", html.B("Add to pack"), "."]),
        html.P(html.A("Start with Trends", href="/trends")),
    ]


def _body() -> list[Component]:
    title = html.Div(
        [
            html.Label("Title of the paper", htmlFor=TITLE),
            html.Div("", id=f"{TITLE}-place"),
        ],
        className="form-field",
    )
    take = html.Div(
        [_button(kind, "button", {"data-paper-of": "pack"}) for kind in PAPERS],
        role="group",
        className="pack-take",
        **{"aria-label": "Take the pack as a paper"},
    )
    rest = html.Div(
        [
            html.Button("Put back what was taken out", type="button", className="button", **{"data-pack": "undo"}),
            html.Button("Empty the pack", type="button", className="button quiet", **{"data-pack": "empty"}),
        ],
        className="actions",
    )
    return [
        title,
        html.H2("Charts"),
        html.Ol(id=LIST, className="pack-list"),
        html.P(id=SIZE, className="quiet-words", role="status"),
        html.H2("Take the pack"),
        take,
        rest,
    ]
