"""Draws what is explored: the chart beside the page's table, in the shape that suits or that the link asks for."""

from typing import Any

from dash import Dash, Input, Output

from callbacks.blocks import BLOCKS, fetch_block, mark_unpublished
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.explore import fetch_choice
from callbacks.explore import fetch_figures as fetch_all
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.charts.block import ChartBlock, Table
from dashboard.explore_block import BLOCK as TABLE
from dashboard.explore_chart import BLOCK, build_chart_block, drawn_measures
from dashboard.explore_choice import Choice, check, why_not_shown
from dashboard.schema import Observation
from dashboard.selection import Selection, to_query
from layouts import explore_chart as page
from layouts import ids
from layouts.explore import ROOT

NO_TABLE = Table("", (), ())  # on the page the table stands below the chart, and comes by itself


def register(app: Dash, services: Services) -> None:
    """Register the callback of the chart."""

    @app.callback(
        *block_outputs(BLOCK),
        Output(ids.block(BLOCK, "graph"), "style"),
        Output(page.PART, "hidden"),
        Input(ROOT, "data-query"),  # the selection, when its turn has come (assets/explore.js)
        block_state(BLOCK),
    )
    @shown_for_selection
    def show(query: str, known_key: str | None) -> list[Any]:
        return render_chart(services, query, known_key)


def render_chart(services: Services, query: str, known_key: str | None) -> list[Any]:
    """The block's outputs, the heights of its figure, and whether it is hidden: where there is no table either."""
    services, selection = services.open(query)
    choice = fetch_choice(services, selection)
    hidden = bool(why_not_shown(choice))
    block = _empty(choice, services) if hidden else _fetch_drawing(services, selection, choice)
    state = page.shape_state(selection.shape, block.extra["shape"], block.extra["shapes"])
    style = {"height": block.extra["height"], "--narrow-height": f"{block.extra['narrow_height']}px"}
    return [*present_block(block, known_key, {page.STATE: state}), style, hidden]


def _empty(choice: Choice, services: Services) -> ChartBlock:
    return build_chart_block(choice, (), NO_TABLE, services.settings)


def _fetch_drawing(services: Services, selection: Selection, choice: Choice) -> ChartBlock:
    """The block without its table, remembered: the form of the table changes nothing in it."""

    def draw() -> ChartBlock:
        block = build_chart_block(choice, _fetch_figures(services, choice), NO_TABLE, services.settings)
        return mark_unpublished(services, block, lambda of: _fetch_drawing(of, selection, fetch_choice(of, selection)))

    query = to_query(choice.selection.with_(table="wide"))
    return services.cache.remember(("explore-drawing", query, choice.catalogue.version), draw)


def _fetch_figures(services: Services, choice: Choice) -> tuple[Observation, ...]:
    return fetch_all(services, choice, drawn_measures(choice))


def build_block(services: Services, selection: Selection) -> ChartBlock:
    """The chart with the page's table, for exports. Raises ReaderError where there is too much to show, or nothing."""
    choice = fetch_choice(services, selection)
    check(choice)
    table = fetch_block(services, TABLE, selection).table
    return build_chart_block(choice, _fetch_figures(services, choice), table, services.settings)


BLOCKS[BLOCK] = build_block
