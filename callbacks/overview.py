"""Fills the Overview page: the home's figures first, then those of the others in the periods that matter."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, no_update

from callbacks.addresses import page_address
from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from callbacks.tracker import hide_tracker, render_tracker, tracker_outputs
from dashboard.charts.block import ChartBlock
from dashboard.overview import (
    BLOCK,
    CARDS,
    Figures,
    benchmark_areas,
    own_areas,
    periods_that_matter,
)
from dashboard.overview_block import build_overview_block
from dashboard.overview_rows import list_measures
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from dashboard.tracker_block import BLOCK as IN_YEAR
from layouts import ids
from layouts.overview import CARD_SLOT, LEAD, MEASURES, MEASURES_DATA, THIS_YEAR, build_cards, build_this_year

RANKED = ("authority", "region", "country")
NO_MATTER = ("measure", "shown", "start", "end", "period", "view")  # choices kept for the links of the page only


def register(app: Dash, services: Services) -> None:
    """Register the page's callback, and the one that writes the tables in the browser."""
    app.clientside_callback(
        ClientsideFunction("overview", "write"), Output(MEASURES, "data-written"), Input(MEASURES_DATA, "data")
    )

    @app.callback(
        *block_outputs(BLOCK),
        Output(LEAD, "children"),
        Output(CARD_SLOT, "children"),
        Output(THIS_YEAR, "children"),
        Output(MEASURES_DATA, "data"),
        *tracker_outputs(),
        Input(ids.SELECTION, "data"),
        block_state(BLOCK),
        block_state(IN_YEAR),
    )
    @shown_for_selection
    def show(query: str, known_key: str | None, known_tracker: str | None) -> list[Any]:
        if services.open(query)[1].view == "in-year":
            lead, *tracker = render_tracker(services, query, known_tracker)
            return [*[no_update] * len(block_outputs(BLOCK)), lead, *[no_update] * 3, *tracker]
        return [*render_overview(services, query, known_key), *hide_tracker(services, query)]


def render_overview(services: Services, query: str, known_key: str | None) -> list[Any]:
    """The block's outputs, then the lead, the cards, this year so far, and every measure by topic."""
    services, selection = services.open(query)
    place = selection.with_(**{name: getattr(Selection(selection.home), name) for name in NO_MATTER})
    block = fetch_block(services, BLOCK, place)
    return [*present_block(block, known_key), *_around(services.catalogue(), selection, block)]


def _around(catalogue: Catalogue, selection: Selection, block: ChartBlock) -> list[Any]:
    overview = block.extra["overview"]

    def link(measure: str) -> str:
        return page_address("/trends", selection.with_(measure=measure, period=None))

    return [
        block.extra["lead"],
        build_cards(overview, link, catalogue),
        build_this_year(overview, link),
        list_measures(overview, catalogue, link),
    ]


def build_block(services: Services, selection: Selection) -> ChartBlock:
    """The page's chart block, for pages and exports."""
    figures, over_time = fetch_figures(services, selection)
    return build_overview_block(selection, services.catalogue(), figures, over_time, services.settings)


def fetch_figures(services: Services, selection: Selection) -> tuple[Figures, tuple[Observation, ...]]:
    """The figures of the page, and those of the cards' measures in all periods."""
    catalogue, fetch = services.catalogue(), services.repository.fetch_observations
    shipped = [measure.id for measure in catalogue.measures.values() if measure.shipped]
    own = fetch(shipped, areas=own_areas(selection))
    benchmarks = benchmark_areas(selection, catalogue)
    others: list[Observation] = []
    for end, measures in periods_that_matter(selection, own).items():
        ranked = [name for name in measures if catalogue.measures[name].headline]
        rest = [name for name in measures if name not in ranked]
        if ranked:
            others += fetch(ranked, area_types=RANKED, start=end, end=end)
        if rest:
            others += fetch(rest, areas=benchmarks, start=end, end=end)
    over_time = fetch(CARDS, areas=[*own_areas(selection), *benchmarks])
    return Figures(own, others, services.target_lines()), over_time


BLOCKS[BLOCK] = build_block
