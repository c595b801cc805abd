"""The Explore page: what is chosen and may be, and the table of it. assets/explore.js fills it."""

from dash import html
from dash.development.base_component import Component

from dashboard.explore_block import BLOCK
from dashboard.selection import TABLES
from layouts.chart_block import copy_buttons, file_links
from layouts.data_table import data_table
from layouts.explore_chart import chart_part

ROOT, GRID = "explore", "explore-grid"
LISTS = {"measures": "Measures", "areas": "Areas", "groups": "Groups of children"}
YEARS = {"from": "From", "to": "To"}
GRID_HEIGHT = 560


def layout() -> Component:
    """The page's skeleton, without data."""
    return html.Div(
        [
            html.H1("Explore", className="page-title"),
            html.P(
                "Any measures, areas, groups and years side by side. What would show nothing cannot be chosen, and "
                "says why. The address keeps your choice.",
                className="explore-about",
            ),
            _pickers(),
            html.Div(id="explore-message", className="message message-empty", role="status", hidden=True),
            chart_part(),
            _figures(),
        ],
        className="page page-explore",
        id=ROOT,
    )


def _pickers() -> Component:
    return html.Section(
        [
            html.H2("What to show", className="visually-hidden"),
            *(_picker(name, words) for name, words in LISTS.items()),
            _years(),
        ],
        className="block picks",
    )


def _picker(name: str, words: str) -> Component:
    """One list to choose from: what is chosen as chips, and the place of the panel with all there is."""
    return html.Div(
        [
            html.H3(words, className="pick-title"),
            html.Ul(className="pick-chips", **{"aria-label": f"{words} chosen"}),
            html.Div(className="pick-choose"),
        ],
        className="pick",
        **{"data-pick": name},
    )


def _years() -> Component:
    places = [
        html.Div(className="pick-year", **{"data-year": name, "data-words": words}) for name, words in YEARS.items()
    ]
    return html.Div(
        [html.H3("Years", className="pick-title"), html.Div(places, className="pick-years")], className="pick"
    )


def _figures() -> Component:
    forms = [
        html.Button(words, type="button", className="toggle", **{"data-table": name, "aria-pressed": "false"})
        for name, words in TABLES.items()
    ]
    api = [
        html.Button("Copy as API query", type="button", className="button", id="explore-copy-api"),
        html.A("Open in the API", href="/api/v1/observations", className="button", id="explore-api"),
    ]
    grid = data_table(GRID, height=GRID_HEIGHT)
    grid.dashGridOptions = grid.dashGridOptions | {"suppressNoRowsOverlay": True}
    return html.Section(
        [
            html.Div(
                [
                    html.Div(
                        [
                            html.H2("The figures", className="block-headline"),
                            html.P(id="explore-count", className="block-subtitle", role="status"),
                        ]
                    ),
                    html.Div(forms, className="segments", role="group", **{"aria-label": "Form of the table"}),
                ],
                className="explore-head",
            ),
            html.Div(className="block-labels"),
            grid,
            html.Ul(className="table-key", id="explore-key"),
            html.Div(className="block-notes"),
            html.P(className="block-source"),
            html.Div([*file_links("button"), *copy_buttons(), *api], className="block-actions"),
        ],
        className="block explore-figures explore-waiting",
        **{"data-block": BLOCK, "aria-busy": "true"},
    )
