"""The part of the Trends page that works out what finding young people, or moving them on, would do to NEET."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.neet_band import BAND_MEASURES
from dashboard.selection import NEIGHBOURS_AVERAGE
from dashboard.selection_reading import MOST_MOVED
from dashboard.what_if_block import BLOCK, HEIGHT
from layouts.chart_block import chart_block

SECTION, QUERY, SENTENCE, BODY = (f"what-if-{part}" for part in ("section", "query", "sentence", "body"))
CHOICES = {"": "As many as now", NEIGHBOURS_AVERAGE: "As few as the neighbours’ average", "other": "A share of my own"}


def what_if_part() -> Component:
    """The form and the skeleton of its answer; hidden for measures that it is not about (assets/what_if.js)."""
    return html.Section(
        [
            html.H2("What if they were found, or moved on?", id="what-if-title"),
            html.P(
                "A scenario in whole young people, worked out from the published counts. It is no figure and no "
                "forecast."
            ),
            _form(),
            html.Div(
                [html.P(id=SENTENCE, **{"aria-live": "polite"}), chart_block(BLOCK, level=3, height=HEIGHT)],
                id=BODY,
                className="what-if-body",
                hidden=True,
            ),
            dcc.Store(id=QUERY),
        ],
        id=SECTION,
        className="what-if",
        hidden=True,
        **{"aria-labelledby": "what-if-title", "data-measures": " ".join(BAND_MEASURES)},
    )


def _form() -> Component:
    options = [html.Option(words, value=value) for value, words in CHOICES.items()]
    return html.Form(
        [
            html.Div(
                [
                    html.Label("Not known", htmlFor="what-if-unknown"),
                    html.Select(options, id="what-if-unknown"),
                ],
                className="what-if-field",
            ),
            _number("what-if-percent", "Share not known, %", 100, 0.01, "only for a share of your own"),
            _number("what-if-share", "Of those found, NEET, %", 100, 1, "empty: as among the known"),
            _number("what-if-moved", "Moved out of NEET", MOST_MOVED, 1, "young people"),
            html.Button("Work it out", type="submit", className="button"),
            html.A("Clear", href="/trends", id="what-if-clear", className="button quiet"),
            html.A(id="what-if-go", href="/trends", tabIndex=-1, hidden=True, **{"aria-hidden": "true"}),
        ],
        id="what-if-form",
        className="what-if-form",
        **{"data-stay": "true", "aria-label": "What is supposed"},
    )


def _number(name: str, label: str, most: int, step: float, hint: str) -> Component:
    return html.Div(
        [
            html.Label(label, htmlFor=name),
            dcc.Input(id=name, type="number", min=0, max=most, step=step, debounce=True, className="what-if-number"),
            html.Span(hint, className="what-if-hint"),
        ],
        className="what-if-field",
    )
