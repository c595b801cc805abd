"""Fills the Neighbours page: the home's own figures first, then two periods of all authorities, once for all blocks."""

from collections.abc import Sequence
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State

from callbacks.addresses import page_address
from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.areas import authorities, region_of
from dashboard.charts.block import ChartBlock
from dashboard.neighbour_bars import build_bars_block
from dashboard.neighbour_change import build_change_block
from dashboard.neighbour_distribution import build_distribution_block
from dashboard.neighbour_sets import compare_sets, list_changes
from dashboard.neighbour_table import build_table_block
from dashboard.neighbours import AREA_TYPES, Neighbourhood, choose_periods, compare_all
from dashboard.periods import Period
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection, to_query
from layouts import ids
from layouts import neighbours as page

NAMES = (page.BARS, page.DISTRIBUTION, page.CHANGE)


def register(app: Dash, services: Services) -> None:
    """Register the page's callbacks: what is shown, and the link of an own group."""

    @app.callback(
        *(output for name in NAMES for output in block_outputs(name)),
        Output(page.SENTENCES, "children"),
        Output(page.FACTS, "children"),
        Output(page.SETS, "children"),
        Output(page.PRESETS, "children"),
        Output(page.GRID_TITLE, "children"),
        Output(page.GRID, "columnDefs"),
        Output(page.GRID, "rowData"),
        Output(page.GRID, "selectedRows"),
        Output(ids.block(page.BARS, "graph"), "style"),
        Output(ids.block(page.CHANGE, "graph"), "style"),
        Input(ids.SELECTION, "data"),
        *(block_state(name) for name in NAMES),
    )
    @shown_for_selection
    def show(query: str, *known: str | None) -> list[Any]:
        return render_neighbours(services, query, known)

    app.clientside_callback(
        ClientsideFunction("neighbours", "linkGroup"),
        Output(page.OWN_GROUP, "href"),
        Output(page.OWN_GROUP, "children"),
        Input(page.GRID, "selectedRows"),
        State(ids.SELECTION, "data"),
    )


def render_neighbours(services: Services, query: str, known: Sequence[str | None]) -> list[Any]:
    """The outputs of the three blocks, then everything around them; ``known`` names the figures the browser holds."""
    services, selection = services.open(query)
    blocks = [fetch_block(services, name, selection) for name in NAMES]
    shown = [part for block, key in zip(blocks, known, strict=True) for part in present_block(block, key)]
    return [*shown, *_around(services, selection, *blocks)]


def _around(
    services: Services, selection: Selection, bars: ChartBlock, _distribution: ChartBlock, change: ChartBlock
) -> list[Any]:
    catalogue, view = services.catalogue(), fetch_view(services, selection)
    table = fetch_block(services, page.TABLE, selection)
    figures = compare_sets(view)
    links = [page_address("/neighbours", selection.with_(neighbours=found.group.id)) for found in figures]
    return [
        page.sentence_lines(bars.extra["sentences"]),
        page.facts(bars.extra["facts"]),
        page.sets_part(view.home.name, view.measure, list_changes(view, catalogue), figures, links),
        page.presets(_presets(selection, catalogue, view)),
        table.table.caption,
        page.everyone_columns(table.table),
        page.everyone_rows(table.table, table.extra["codes"]),
        {"ids": list(selection.group) if selection.neighbours == "own" else []},
        {"height": bars.extra["height"]},
        {"height": change.extra["height"]},
    ]


def _presets(selection: Selection, catalogue: Catalogue, view: Neighbourhood) -> list[tuple[str, str]]:
    """Core cities, and the rest of the region: groups that need no ticking."""
    region = region_of(catalogue, selection.home)
    same = [area.code for area in authorities(catalogue) if region and region_of(catalogue, area.code) == region]
    found = [("Core cities", view.core)]
    if region:
        found.append((region.name, tuple(code for code in same if code != selection.home)))
    return [
        (words, page_address("/neighbours", selection.with_(neighbours="own", group=codes)))
        for words, codes in found
        if codes
    ]


def fetch_view(services: Services, selection: Selection) -> Neighbourhood:
    """The home among all authorities, remembered for the blocks of one selection."""
    catalogue = services.catalogue()
    key = ("neighbourhood", to_query(selection), catalogue.version)
    return services.cache.remember(
        key, lambda: compare_all(selection, catalogue, *_fetch_figures(services, catalogue, selection))
    )


def fetch_own(services: Services, selection: Selection) -> tuple[Observation, ...]:
    """The home's own figures in every period."""
    return services.cache.remember(
        ("neighbours-own", selection.home, selection.measure, services.catalogue().version),
        lambda: services.repository.fetch_observations([selection.measure], areas=[selection.home]),
    )


def _fetch_figures(
    services: Services, catalogue: Catalogue, selection: Selection
) -> tuple[tuple[Observation, ...], Period, Period | None]:
    """All authorities over the span chosen, and its ends: two statements, the same for every group compared with."""

    def fetch() -> tuple[tuple[Observation, ...], Period, Period | None]:
        period, since = choose_periods(selection, catalogue, fetch_own(services, selection))
        start, ask = since.end if since else period.end, services.repository.fetch_observations
        return ask([selection.measure], area_types=AREA_TYPES, start=start, end=period.end), period, since

    chosen = (selection.home, selection.measure, selection.period, selection.since)
    key = ("neighbours-figures", *chosen, catalogue.version)
    return services.cache.remember(key, fetch)


def build_bars(services: Services, selection: Selection) -> ChartBlock:
    """Home and neighbours, ranked."""
    return build_bars_block(selection, services.catalogue(), fetch_view(services, selection))


def build_distribution(services: Services, selection: Selection) -> ChartBlock:
    """All authorities."""
    return build_distribution_block(selection, services.catalogue(), fetch_view(services, selection))


def build_change(services: Services, selection: Selection) -> ChartBlock:
    """The change of home and neighbours."""
    return build_change_block(selection, services.catalogue(), fetch_view(services, selection))


def build_table(services: Services, selection: Selection) -> ChartBlock:
    """The table of all authorities, with the picture of them."""
    view, picture = fetch_view(services, selection), fetch_block(services, page.DISTRIBUTION, selection)
    return build_table_block(selection, services.catalogue(), view, picture)


BLOCKS.update(
    {
        page.BARS: build_bars,
        page.DISTRIBUTION: build_distribution,
        page.CHANGE: build_change,
        page.TABLE: build_table,
    }
)
