"""Fills “What each wedge contributed” on the Wedges page."""

from typing import Any

from dash import Dash, Input, Output, no_update

from callbacks.addresses import span_addresses
from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from callbacks.wedges import fetch_view
from dashboard.charts.block import ChartBlock
from dashboard.decomposition import Decomposition
from dashboard.decomposition_block import BLOCK, build_contributions_block
from dashboard.errors import NoDataError
from dashboard.selection import Selection
from layouts import ids
from layouts import wedges as page
from layouts.span_links import span_links

_PARTS = len(block_outputs(BLOCK))


def register(app: Dash, services: Services) -> None:
    """Register the callback of this part of the page."""

    @app.callback(
        *block_outputs(BLOCK),
        Output(page.CONTRIBUTION_SPANS, "children"),
        Output(page.CONTRIBUTION_SENTENCE, "children"),
        Output(page.CONTRIBUTION_MESSAGE, "children"),
        Output(page.CONTRIBUTION_BLOCK, "hidden"),
        Output(ids.block(BLOCK, "graph"), "style"),
        Input(ids.SELECTION, "data"),
        block_state(BLOCK),
    )
    @shown_for_selection
    def show(query: str, known_key: str | None) -> list[Any]:
        return render_contributions(services, query, known_key)


def render_contributions(services: Services, query: str, known_key: str | None) -> list[Any]:
    """The block's outputs, then spans and sentence; where the change cannot be split, why."""
    services, selection = services.open(query)
    try:
        block = fetch_block(services, BLOCK, selection)
    except NoDataError as error:
        why = error.faults[0].rule
        return [*[no_update] * _PARTS, [], "", page.no_contributions(why), True, no_update]
    found: Decomposition = block.extra["decomposition"]
    spans = span_links(found.spans, found.since, span_addresses("/wedges", selection, found.spans))
    ends = [spans, block.extra["sentence"], None, False, {"height": block.extra["height"]}]
    return [*present_block(block, known_key), *ends]


def build_contributions(services: Services, selection: Selection) -> ChartBlock:
    """The change of the city, split among its wedges."""
    view = fetch_view(services, selection)
    return build_contributions_block(selection, services.catalogue(), view, services.settings)


BLOCKS[BLOCK] = build_contributions
