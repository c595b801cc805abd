"""Fills the Trends page: the figures of its lines, those of all authorities in the period of the rank, arithmetic."""

from typing import Any

from dash import Dash, Input, Output, no_update

from callbacks.addresses import page_address
from callbacks.blocks import BLOCKS, fetch_block, find_block
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.charts.block import ChartBlock
from dashboard.in_year_block import BLOCK as IN_YEAR
from dashboard.in_year_block import build_in_year_block
from dashboard.schema import Observation
from dashboard.selection import Selection
from dashboard.trends import BLOCK, build_trends_block, companion_measures, line_areas, ranked_period
from layouts import ids
from layouts import in_year as part
from layouts.trends import FACTS, READ_WITH, SENTENCE, facts_list, read_with_links


def register(app: Dash, services: Services) -> None:
    """Register the page's callback."""

    @app.callback(
        *block_outputs(BLOCK),
        *block_outputs(IN_YEAR),
        Output(part.SECTION, "hidden"),
        Input(ids.SELECTION, "data"),
        block_state(BLOCK),
        block_state(IN_YEAR),
    )
    @shown_for_selection
    def show(query: str, known_key: str | None, known_in_year: str | None) -> list[Any]:
        return [*render_trends(services, query, known_key), *render_in_year(services, query, known_in_year)]


def render_trends(services: Services, query: str, known_key: str | None) -> list[Any]:
    """The block's outputs, with sentence, facts and companions; ``known_key`` names the figure the browser holds."""
    services, selection = services.open(query)
    block = fetch_block(services, BLOCK, selection)
    companions = block.extra["read_with"]
    links = [page_address("/trends", selection.with_(measure=companion.measure)) for companion in companions]
    around = {
        SENTENCE: block.extra["sentence"],
        FACTS: facts_list(block.extra["facts"]),
        READ_WITH: read_with_links(companions, links),
    }
    return present_block(block, known_key, around)


def render_in_year(services: Services, query: str, known_key: str | None) -> list[Any]:
    """The outputs of the block of what was counted since the last publication, and whether it is hidden."""
    services, selection = services.open(query)
    if not services.catalogue().in_year.get(selection.measure):
        return [*[no_update] * len(block_outputs(IN_YEAR)), True]
    block = find_block(services, IN_YEAR, selection)
    if block is None:
        return [*[no_update] * len(block_outputs(IN_YEAR)), True]
    return [*present_block(block, known_key, {part.SENTENCE: block.extra["sentence"]}), False]


def build_in_year(services: Services, selection: Selection) -> ChartBlock:
    """The block of what was counted since the last publication."""
    return build_in_year_block(selection, services.catalogue(), fetch_in_year(services, selection))


def build_block(services: Services, selection: Selection) -> ChartBlock:
    """The page's chart block, for pages and exports."""
    figures, in_year = fetch_figures(services, selection), fetch_in_year(services, selection)
    catalogue, targets = services.catalogue(), services.target_lines()
    return build_trends_block(selection, catalogue, figures, services.settings, in_year, targets=targets)


def fetch_in_year(services: Services, selection: Selection) -> tuple[Observation, ...]:
    """The home's and the wedge's figures since the last publication; the store is not asked where there are none."""
    if not services.catalogue().in_year.get(selection.measure):
        return ()
    own = [code for code in (selection.home, selection.area) if code]
    return services.repository.fetch_observations([selection.measure], areas=own, in_year=True)


def fetch_figures(services: Services, selection: Selection) -> tuple[Observation, ...]:
    """The figures of every line, those of all authorities in the period of the rank, the home's of companions.

    A rank needs one period of 153 authorities: the others' whole series would be most of the work of the page.
    """
    catalogue, fetch, measures = services.catalogue(), services.repository.fetch_observations, [selection.measure]
    codes = line_areas(selection, catalogue, services.settings.kirkstall_wedge)
    figures = fetch(measures, areas=codes)
    if period := ranked_period(selection, figures):
        everyone = fetch(measures, area_types=("authority",), start=period.end, end=period.end)
        figures += tuple(item for item in everyone if item.area not in codes)
    companions = companion_measures(catalogue, selection.measure)
    return figures + fetch(companions, areas=[selection.home]) if companions else figures


BLOCKS[BLOCK] = build_block
BLOCKS[IN_YEAR] = build_in_year
