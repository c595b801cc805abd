"""The part of the Trends page that says how much of a change in NEET is a change in not known."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.ranked_bars import height_of
from dashboard.neet_band import BAND_MEASURES
from dashboard.not_known_change_block import BLOCK
from layouts.chart_block import chart_block

SECTION, QUERY = "trends-not-known-section", "trends-not-known-query"
SPANS, SENTENCE, BODY = "trends-not-known-spans", "trends-not-known-sentence", "trends-not-known-body"


def not_known_part() -> Component:
    """The skeleton; hidden until one of the measures is chosen that it is about (assets/not_known.js)."""
    return html.Section(
        [
            html.H2("How much of it is not known?", id="trends-not-known-title"),
            html.Div(id=SPANS),
            html.P(id=SENTENCE, **{"aria-live": "polite"}),
            html.Div(chart_block(BLOCK, level=3, height=height_of(5, 0)), id=BODY),
            dcc.Store(id=QUERY),
        ],
        id=SECTION,
        className="trends-not-known",
        hidden=True,
        **{"aria-labelledby": "trends-not-known-title", "data-measures": " ".join(BAND_MEASURES)},
    )
