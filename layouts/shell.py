"""What stays while pages change: header, navigation, filter bar, main landmark, footer."""

from typing import NamedTuple

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.pinned import Pinned
from layouts import ids
from layouts.filter_bar import Choices, filter_bar
from layouts.pages import PAGES
from layouts.pinned import pinned_banner

NAME = "Turning the Curve"
RELEASE = "0.1.0"


class Arrival(NamedTuple):
    """What a reader's first address says: the page's content (None where routing has yet to fill it), its path, the
    address as written, the canonical query, and a message about what could not be read."""

    path: str | None
    search: str | None
    query: str | None
    page: Component | None
    message: Component | None


class DataLine(NamedTuple):
    """The data behind everything that is shown, in words."""

    version: int
    published: str


def frame(
    council: str, data: DataLine | None, choices: Choices, pinned: Pinned | None = None
) -> tuple[list[Component], list[Component]]:
    """What stands before and after the main landmark on every page; ``data`` is None where nothing is published.

    ``pinned`` is the version that the address keeps every page to, None where it follows the newest.
    It holds no component that callbacks name: callbacks/document.py writes it as plain HTML.
    """
    before = [
        html.A("Skip to main content", href="#main", className="skip"),
        _header(council, data),
        *([pinned_banner(pinned)] if pinned else []),
        html.Div(filter_bar(choices), className="filter-band"),
    ]
    return before, [html.Div(id="announcer", className="visually-hidden", role="status"), _footer(data)]


def shell(arrival: Arrival) -> Component:
    """What Dash takes care of: the address, the selection, and the main landmark with its slots."""
    return html.Div(
        [
            dcc.Location(id=ids.LOCATION, refresh=False),
            dcc.Store(id=ids.SELECTION, data=arrival.query),
            dcc.Store(id=ids.ADDRESS, data=arrival.search),
            dcc.Store(id=ids.READY, data=arrival.path),
            html.Main(
                [
                    html.Div(arrival.message, id=ids.MESSAGE, className="message-slot"),
                    html.Div(arrival.page, id=ids.PAGE, className="page-slot"),
                ],
                id="main",
                tabIndex="-1",
            ),
        ],
        className="shell",
    )


def _header(council: str, data: DataLine | None) -> Component:
    brand = html.A(
        [html.Span(className="brand-mark", **{"aria-hidden": "true"}), html.Span(NAME, className="brand-name")],
        href="/",
        className="brand",
    )
    words = f"Figures published here {data.published} · data version {data.version}" if data else "No figures yet"
    links = [
        html.A(page.title, href=page.path, **{"data-page": page.name, "data-grid": str(page.grid).lower()})
        for page in PAGES
    ]
    return html.Header(
        [
            html.Div(
                [
                    html.Div([brand, html.Span(council, className="council")], className="brand-line"),
                    html.Div(
                        [
                            _data_line(words, data),
                            html.Div(id="person"),  # filled where somebody is signed in (callbacks/plain_document.py)
                            html.Button("Dark", type="button", id="scheme", className="scheme"),
                        ],
                        className="banner-end",
                    ),
                ],
                className="banner-inner",
            ),
            html.Nav(html.Div(links, className="nav-inner"), className="nav", **{"aria-label": "Main"}),
        ],
        className="banner",
    )


def _data_line(words: str, data: DataLine | None) -> Component:
    """What is published, leading to the Data page; assets/news.js says there what is new since the last look."""
    if data is None:
        return html.Span(words, className="data-line", id=ids.DATA_LINE)
    told = {"data-keep": "yes", "data-news": "yes", "data-version": str(data.version)}
    return html.A(words, href="/data", className="data-line", id=ids.DATA_LINE, **told)


def _footer(data: DataLine | None) -> Component:
    version: list[Component | str] = [f"{NAME} {RELEASE}"]
    if data:
        link = html.A(f"data version {data.version}", href="/data", **{"data-keep": "yes", "data-news": "yes"})
        version += [" · ", link]
    return html.Footer(
        html.Div(
            [
                html.Div([html.H2("How to read this"), *_methods()], className="footer-part", id="methods"),
                html.Div([html.H2("Accessibility"), *_accessibility()], className="footer-part", id="accessibility"),
                html.Div([html.H2("Licence"), *_licence(), html.P(version)], className="footer-part", id="licence"),
            ],
            className="footer-inner",
        ),
        className="footer",
    )


def _methods() -> list[Component]:
    return [
        html.P(
            "Neighbours are compared by the unweighted average of the authorities in the set; regions and England are "
            "as published. “No clear difference” means that the range of natural variation takes the other value in."
        ),
        html.P(
            "A figure that is missing keeps its publisher's reason: it is never a zero. Wedge figures are local and "
            "unofficial; those marked illustrative are made up to show how the page works."
        ),
    ]


def _accessibility() -> list[Component]:
    return [
        html.P(
            "Every chart has a description for screen readers and a table with the same figures. Everything works by "
            "keyboard, at 400 % zoom and in print. We aim at WCAG 2.2 AA."
        ),
        html.P([html.A("Methods, accessibility statement and contact", href="/about", **{"data-keep": "yes"})]),
    ]


def _licence() -> list[Component]:
    licence = html.A(
        "Open Government Licence v3.0",
        href="https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    )
    return [
        html.P(
            [
                "Contains public sector information of the Department for Education, the Office for National "
                "Statistics and the Department of Health and Social Care, licensed under the ",
                licence,
                ".",
            ]
        )
    ]
