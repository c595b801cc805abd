"""The part of the Trends page with what the council counted in the year, and whether it is out of the usual."""

from dash import html
from dash.development.base_component import Component

from dashboard.charts.process_chart import HEIGHT
from dashboard.in_year_block import BLOCK
from layouts.chart_block import chart_block

SECTION, SENTENCE = "trends-in-year-section", "trends-in-year-sentence"


def in_year_part() -> Component:
    """The skeleton; hidden until the chosen measure has such figures."""
    return html.Section(
        [
            html.H2("In the year: the council’s own figures", id="trends-in-year-title"),
            html.P(id=SENTENCE, **{"aria-live": "polite"}),
            chart_block(BLOCK, level=3, height=HEIGHT),
        ],
        id=SECTION,
        className="trends-in-year",
        hidden=True,
        **{"aria-labelledby": "trends-in-year-title"},
    )
