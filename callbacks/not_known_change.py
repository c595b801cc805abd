"""Fills “How much of it is not known?” on the Trends page of NEET, not known and the two together.

assets/not_known.js asks only where one of these is chosen, so that no other measure waits for an answer.
"""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State, no_update

from callbacks.addresses import span_addresses
from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.charts.block import ChartBlock
from dashboard.errors import Fault, NoDataError
from dashboard.neet_band import BAND_MEASURES
from dashboard.not_known_change import NotKnownChange
from dashboard.not_known_change_block import BLOCK, build_not_known_block
from dashboard.selection import Selection
from layouts import ids
from layouts import not_known_change as part
from layouts.span_links import span_links

_PARTS = len(block_outputs(BLOCK))


def register(app: Dash, services: Services) -> None:
    """Register the callbacks of this part of the page."""
    app.clientside_callback(
        ClientsideFunction("notKnown", "ask"),
        Output(part.QUERY, "data"),
        Output(part.SECTION, "hidden"),
        Input(ids.SELECTION, "data"),
        State(part.QUERY, "data"),
    )

    @app.callback(
        *block_outputs(BLOCK),
        Output(part.SPANS, "children"),
        Output(part.SENTENCE, "children"),
        Output(part.BODY, "hidden"),
        Output(ids.block(BLOCK, "graph"), "style"),
        Input(part.QUERY, "data"),
        block_state(BLOCK),
        prevent_initial_call=True,
    )
    @shown_for_selection
    def show(query: str, known_key: str | None) -> list[Any]:
        return render_not_known(services, query, known_key)


def render_not_known(services: Services, query: str, known_key: str | None) -> list[Any]:
    """The block's outputs, then spans and sentence; where nothing can be compared, why."""
    services, selection = services.open(query)
    try:
        block = fetch_block(services, BLOCK, selection)
    except NoDataError as error:
        return [*[no_update] * _PARTS, [], f"This cannot be said: {error.faults[0].rule}.", True, no_update]
    found: NotKnownChange = block.extra["change"]
    spans = span_links(found.spans, found.first.period, span_addresses("/trends", selection, found.spans))
    ends = [spans, block.extra["sentence"], False, {"height": block.extra["height"]}]
    return [*present_block(block, known_key), *ends]


def build_not_known(services: Services, selection: Selection) -> ChartBlock:
    """The home's change in NEET and in not known, for any of the three measures."""
    if selection.measure not in BAND_MEASURES:
        raise NoDataError(Fault("measure", selection.measure, "it is not read with not known", BAND_MEASURES))
    figures = services.repository.fetch_observations(BAND_MEASURES, areas=[selection.home])
    return build_not_known_block(selection, services.catalogue(), figures)


BLOCKS[BLOCK] = build_not_known
