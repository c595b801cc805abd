"""The stable skeleton of a chart block, filled by callbacks/chart_block.py and drawn by assets/present.js.

Order, always: headline, subtitle, figure, notes, source, actions. The figure's place has its height from the start,
so that nothing jumps when it comes.
"""

from dash import dcc, html
from dash.development.base_component import Component

from layouts import ids
from layouts.papers import add_button, block_items

PICTURES = {"png": "Picture (PNG)", "svg": "Picture, scalable (SVG)"}
FILES = {"csv": "Figures (CSV)", "xlsx": "Figures with definitions (Excel)", "json": "Figures from the API (JSON)"}
OPENED = ("json",)  # opened in the browser; the others are kept as files


def chart_block(name: str, *, level: int = 2, height: int = 440, compact: bool = False) -> Component:
    """The skeleton of the block called ``name`` (a key of callbacks/blocks.py).

    ``level`` is that of its heading (2 or 3), ``height`` the figure's in px; ``compact`` leaves the notes, source and
    actions out of sight until asked for.
    """
    heading = html.H2 if level == 2 else html.H3
    about = html.Div(id=ids.block(name, "about"), className="block-about", **{"aria-live": "polite"})
    after = [
        html.Div(className="block-notes"),
        html.P(className="block-source"),
        html.Div(_actions(name), className="block-actions"),
        html.Div(className="block-table", hidden=True, id=f"table-{name}"),
        about,
    ]
    if compact:
        after = [html.Details([html.Summary("Notes, source and downloads"), *after], className="block-more")]
    return html.Article(
        [
            heading(className="block-headline"),
            html.P(className="block-subtitle"),
            html.Div(className="block-labels"),
            html.Div(
                className="block-graph",
                id=ids.block(name, "graph"),
                role="img",
                style={"height": height},
                **{"aria-label": "The chart is being drawn"},
            ),
            *after,
            *(dcc.Store(id=ids.block(name, part)) for part in ("words", "figure", "key")),
        ],
        className="block",
        **{"data-block": name},
    )


def file_links(style: str) -> list[Component]:
    """Links to the figures of the block that they stand in, in each format; assets/present.js completes them."""
    return [
        html.A(words, href="#", className=style, download=kind not in OPENED, **{"data-export": kind})
        for kind, words in FILES.items()
    ]


def copy_buttons() -> list[Component]:
    """Copy the address, following the newest figures or staying with those of the block that they stand in."""
    return [
        html.Button(words, type="button", className="button", **{"data-action": action})
        for action, words in (("copy", "Copy link"), ("version", "Link to this version"))
    ]


def _actions(name: str) -> list[Component]:
    table = html.Button(
        "Table",
        type="button",
        className="button",
        **{"data-action": "table", "aria-expanded": "false", "aria-controls": f"table-{name}"},
    )
    pictures = [
        html.Button(words, type="button", className="menu-item", **{"data-action": "picture", "data-format": kind})
        for kind, words in PICTURES.items()
    ]
    download = html.Details(
        [
            html.Summary("Download", className="button"),
            html.Div([*pictures, *block_items(), *file_links("menu-item")], className="menu"),
        ],
        className="disclosure",
    )
    about = html.Button(
        "About this measure",
        type="button",
        className="button",
        id=ids.block(name, "about-button"),
        **{"aria-expanded": "false"},
    )
    return [table, download, add_button(), *copy_buttons(), about]
