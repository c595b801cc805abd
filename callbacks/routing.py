"""From a path to a page. Only the path matters here: the query is the selection's."""

from collections.abc import Callable, Mapping

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.development.base_component import Component
from flask import Response, request

from callbacks.services import Services
from layouts import (
    about_page,
    curve,
    data,
    explore,
    gaps,
    ids,
    neighbours,
    overview,
    papers,
    pathway,
    plan,
    report_card,
    trends,
    wedges,
)
from layouts.messages import no_figures_page, not_found_page
from layouts.pages import page_at

LAYOUTS: Mapping[str, Callable[[], Component]] = {
    "overview": overview.layout,
    "trends": trends.layout,
    "wedges": wedges.layout,
    "neighbours": neighbours.layout,
    "gaps": gaps.layout,
    "pathway": pathway.layout,
    "plan": plan.layout,
    "curve": curve.layout,
    "report-card": report_card.layout,
    "data": data.layout,
    "explore": explore.layout,
    "about": about_page.layout,
    "pack": papers.layout,
}
CATCH_ALL = "/<path:path>"  # the endpoint with which Dash answers every path that is no route


def build_page(path: str, version: int) -> Component:
    """What stands at a path; where nothing is published, the page that says so."""
    page = page_at(path)
    if page is None:
        return not_found_page(path)
    return LAYOUTS[page.name]() if version else no_figures_page()


def register(app: Dash, services: Services) -> None:
    """Path → page; the right status for documents that do not exist."""
    app.clientside_callback(
        ClientsideFunction("selection", "prepare"),
        Output(ids.READY, "data"),
        Input(ids.LOCATION, "pathname"),
        State(ids.READY, "data"),
    )
    app.clientside_callback(ClientsideFunction("selection", "land"), Input(ids.PAGE, "children"))

    @app.callback(Output(ids.PAGE, "children"), Input(ids.READY, "data"), prevent_initial_call=True)
    def route(path: object) -> Component:
        return build_page(path if isinstance(path, str) else "/", services.repository.fetch_version())

    @app.server.after_request
    def say_not_found(response: Response) -> Response:
        if request.endpoint == CATCH_ALL and page_at(request.path) is None and response.status_code == 200:
            response.status_code = 404
        return response
