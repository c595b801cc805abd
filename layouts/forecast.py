"""The part of the Trends page that says where the measure is heading if nothing changes."""

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.charts.forecast_fan import HEIGHT
from dashboard.forecast_block import BLOCK
from layouts.chart_block import chart_block

QUERY, PANEL, SWITCH = "trends-forecast-query", "trends-forecast-panel", "trends-forecast-switch"
SENTENCE, BODY = "trends-forecast-sentence", "trends-forecast-body"


def forecast_part() -> Component:
    """The skeleton; the panel is hidden until the link asks for it (assets/forecast.js)."""
    return html.Section(
        [
            html.Div(
                [
                    html.H2("Where is it heading?", id="trends-forecast-title"),
                    html.A(
                        "If nothing changes", href="/trends", id=SWITCH, className="button", **{"data-stay": "true"}
                    ),
                ],
                className="trends-forecast-head",
                **{"data-stay": "true"},
            ),
            html.Div(
                [
                    html.P(id=SENTENCE, **{"aria-live": "polite"}),
                    html.Div(chart_block(BLOCK, level=3, height=HEIGHT), id=BODY),
                ],
                id=PANEL,
                className="trends-forecast-panel",
                hidden=True,
            ),
            dcc.Store(id=QUERY),
        ],
        className="trends-forecast",
        **{"aria-labelledby": "trends-forecast-title"},
    )
