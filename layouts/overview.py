"""The Overview page."""

from dash import html
from dash.development.base_component import Component


def layout() -> Component:
    """The page's skeleton, without data."""
    return html.Div([html.H1("Overview")], className="page")
