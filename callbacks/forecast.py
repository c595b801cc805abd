"""Fills “Where is it heading?” on the Trends page; assets/forecast.js asks only where the link says so."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.areas import wedges
from dashboard.charts.block import ChartBlock
from dashboard.errors import Fault, NoDataError
from dashboard.forecast_block import BLOCK, build_forecast_block
from dashboard.selection import Selection
from layouts import forecast as part
from layouts import ids

_PARTS = len(block_outputs(BLOCK))


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this part of the page."""
    app.clientside_callback(
        ClientsideFunction("forecast", "ask"),
        Output(part.QUERY, "data"),
        Output(part.PANEL, "hidden"),
        Input(ids.SELECTION, "data"),
        State(part.QUERY, "data"),
    )

    @app.callback(
        *block_outputs(BLOCK),
        Output(part.SENTENCE, "children"),
        Output(part.BODY, "hidden"),
        Input(part.QUERY, "data"),
        block_state(BLOCK),
        prevent_initial_call=True,
    )
    @shown_for_selection
    def show(query: str, known_key: str | None) -> list[Any]:
        return render_forecast(services, query, known_key)


def render_forecast(services: Services, query: str, known_key: str | None) -> list[Any]:
    """The block's outputs and its sentence; where there is no forecast, why."""
    services, selection = services.open(query)
    try:
        block = fetch_block(services, BLOCK, selection)
    except NoDataError as error:
        rule = error.faults[0].rule
        return [*[no_update] * _PARTS, f"{rule[0].upper()}{rule[1:]}.", True]
    return [*present_block(block, known_key), block.extra["sentence"], False]


def build_forecast(services: Services, selection: Selection) -> ChartBlock:
    """The forecast of the home authority, or of the wedge where one is chosen that has figures."""
    catalogue, home = services.catalogue(), selection.home
    own = {area.code for area in wedges(catalogue, home, services.settings.kirkstall_wedge)}
    if selection.area and selection.area not in own:
        raise NoDataError(Fault("area", selection.area, f"{catalogue.areas[home].name} has no such wedge", tuple(own)))
    areas = [selection.area or home]
    figures = services.repository.fetch_observations([selection.measure], areas=areas)
    return build_forecast_block(selection, catalogue, figures)


BLOCKS[BLOCK] = build_forecast
