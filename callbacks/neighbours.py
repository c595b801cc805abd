"""Fills the Neighbours page: the home's own figures first, then two periods of all authorities, once for all blocks."""

from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, Patch, State, no_update
from dash.exceptions import PreventUpdate

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, block_state, present_block, table_data
from callbacks.safely import shown_safely
from callbacks.services import Services
from dashboard.areas import authorities, region_of
from dashboard.charts.block import ChartBlock
from dashboard.neighbour_bars import build_bars_block
from dashboard.neighbour_distribution import build_distribution_block
from dashboard.neighbour_sets import compare_sets, list_changes
from dashboard.neighbour_table import build_table_block
from dashboard.neighbours import AREA_TYPES, Neighbourhood, choose_periods, compare_all
from dashboard.schema import Catalogue
from dashboard.selection import Selection, to_query
from layouts import ids
from layouts import neighbours as page

NAMES = (page.BARS, page.DISTRIBUTION, page.TABLE)


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
        Output(ids.block(page.TABLE, "graph"), "style"),
        Input(ids.SELECTION, "data"),
        *(block_state(name) for name in NAMES),
    )
    @shown_safely
    def show(query: str | None, *known: str | None) -> list[Any]:
        if query is None:
            raise PreventUpdate
        return render_neighbours(services, query, known)

    app.clientside_callback(
        ClientsideFunction("neighbours", "linkGroup"),
        Output(page.OWN_GROUP, "href"),
        Output(page.OWN_GROUP, "children"),
        Input(page.GRID, "selectedRows"),
        State(ids.SELECTION, "data"),
    )


def render_neighbours(services: Services, query: str, known: tuple[str | None, ...]) -> list[Any]:
    """The outputs of the three blocks, then everything around them; ``known`` names the figures the browser holds."""
    selection, catalogue = services.read_selection(query), services.catalogue()
    bars, distribution, table = (fetch_block(services, name, selection) for name in NAMES)
    outputs = [
        part for block, key in zip((bars, distribution, table), known, strict=True) for part in _present(block, key)
    ]
    view = fetch_view(services, selection)
    figures = compare_sets(view)
    links = [_address(selection.with_(neighbours=found.group.id)) for found in figures]
    return [
        *outputs,
        page.sentence_lines(bars.extra["sentences"]),
        page.facts(bars.extra["facts"]),
        page.sets_part(view.home.name, view.measure, list_changes(view, catalogue), figures, links),
        page.presets(_presets(selection, catalogue, view)),
        table.table.caption,
        page.everyone_columns(table.table),
        page.everyone_rows(table.table, table.extra["codes"]),
        {"ids": [code for code in selection.group if selection.neighbours == "own"]},
        {"height": bars.extra["height"]},
        {"height": table.extra["height"]},
    ]


def _present(block: ChartBlock, known_key: str | None) -> list[Any]:
    """The block's outputs; a figure that the browser holds gets the table that goes with the new choice."""
    outputs = present_block(block, known_key)
    if block.key != known_key:
        return outputs
    patch = Patch()
    patch["table"] = table_data(block.table)
    patch["description"] = block.description
    return [patch if part is no_update else part for part in outputs]


def _address(selection: Selection) -> str:
    return f"/neighbours?{to_query(selection)}"


def _presets(selection: Selection, catalogue: Catalogue, view: Neighbourhood) -> list[tuple[str, str]]:
    """Core cities, and the rest of the region: groups that need no ticking."""
    region = region_of(catalogue, selection.home)
    same = [area.code for area in authorities(catalogue) if region and region_of(catalogue, area.code) == region]
    found = [("Core cities", view.core)]
    if region:
        found.append((region.name, tuple(code for code in same if code != selection.home)))
    return [(words, _address(selection.with_(neighbours="own", group=codes))) for words, codes in found if codes]


def fetch_view(services: Services, selection: Selection) -> Neighbourhood:
    """The home among all authorities: two statements, remembered for the blocks of one selection."""
    catalogue = services.catalogue()
    return services.cache.remember(
        ("neighbourhood", to_query(selection), catalogue.version), lambda: _compare(services, catalogue, selection)
    )


def _compare(services: Services, catalogue: Catalogue, selection: Selection) -> Neighbourhood:
    fetch, wanted = services.repository.fetch_observations, [selection.measure]
    period, before = choose_periods(selection, catalogue, fetch(wanted, areas=[selection.home]))
    start = before.end if before else period.end
    figures = fetch(wanted, area_types=AREA_TYPES, start=start, end=period.end)
    return compare_all(selection, catalogue, figures, period)


def build_bars(services: Services, selection: Selection) -> ChartBlock:
    """Home and neighbours, ranked."""
    return build_bars_block(selection, services.catalogue(), fetch_view(services, selection))


def build_distribution(services: Services, selection: Selection) -> ChartBlock:
    """All authorities."""
    return build_distribution_block(selection, services.catalogue(), fetch_view(services, selection))


def build_table(services: Services, selection: Selection) -> ChartBlock:
    """The change of home and neighbours, and the table of all."""
    return build_table_block(selection, services.catalogue(), fetch_view(services, selection))


BLOCKS.update({page.BARS: build_bars, page.DISTRIBUTION: build_distribution, page.TABLE: build_table})
