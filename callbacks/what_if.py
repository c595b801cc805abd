"""Fills “What if they were found, or moved on?” on Trends; assets/what_if.js asks where a scenario is chosen."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.charts.block import ChartBlock
from dashboard.errors import Fault, NoDataError
from dashboard.members import member_codes
from dashboard.neet_band import BAND_MEASURES, NEET
from dashboard.selection import Selection
from dashboard.what_if import scenario_period, work_out
from dashboard.what_if_block import BLOCK, build_what_if_block
from layouts import ids
from layouts import what_if as part

_PARTS = len(block_outputs(BLOCK))


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this part of the page."""
    app.clientside_callback(
        ClientsideFunction("whatIf", "ask"),
        Output(part.QUERY, "data"),
        Output(part.SECTION, "hidden"),
        Output(part.BODY, "hidden"),
        Output("what-if-percent", "value"),
        Output("what-if-share", "value"),
        Output("what-if-moved", "value"),
        Input(ids.SELECTION, "data"),
        State(part.QUERY, "data"),
    )

    @app.callback(
        *block_outputs(BLOCK),
        Output(part.SENTENCE, "children"),
        Input(part.QUERY, "data"),
        block_state(BLOCK),
        prevent_initial_call=True,
    )
    @shown_for_selection
    def show(query: str, known_key: str | None) -> list[Any]:
        return render_what_if(services, query, known_key)


def render_what_if(services: Services, query: str, known_key: str | None) -> list[Any]:
    """The block's outputs and its sentence; where nothing can be worked out, why."""
    services, selection = services.open(query)
    try:
        block = fetch_block(services, BLOCK, selection)
    except NoDataError as error:
        return [*[no_update] * _PARTS, f"This cannot be worked out: {error.faults[0].rule}."]
    return [*present_block(block, known_key), block.extra["sentence"]]


def build_what_if(services: Services, selection: Selection) -> ChartBlock:
    """The scenario of the home authority, for any of the three measures."""
    if selection.measure not in BAND_MEASURES:
        raise NoDataError(Fault("measure", selection.measure, "it is not read with not known", BAND_MEASURES))
    catalogue = services.catalogue()
    fetch = services.repository.fetch_observations
    own = fetch(BAND_MEASURES, areas=[selection.home])
    period = scenario_period(selection, catalogue, own)
    others = fetch(BAND_MEASURES, area_types=("authority",), start=period.end, end=period.end)
    figures = own + tuple(item for item in others if item.area != selection.home)
    lines = services.target_lines().get((NEET, selection.home), ())
    line = next((each for each in lines if each.current), None)
    found = work_out(selection, catalogue, figures, member_codes(selection, catalogue), line)
    return build_what_if_block(selection, catalogue, found)


BLOCKS[BLOCK] = build_what_if
