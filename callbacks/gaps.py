"""Fills the Gaps page: one pair over all areas, and every pair for the home and those it stands against."""

from datetime import date
from typing import Any

from dash import Dash, Input, Output, no_update
from dash.development.base_component import Component

from callbacks.addresses import page_address
from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, block_state, present_around, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.charts.block import ChartBlock
from dashboard.errors import NoDataError
from dashboard.gap_blocks import GAP, SIDES, build_gap_block, build_sides_block
from dashboard.gap_figures import GapFigures, build_gap_figures
from dashboard.gap_list import GapRow, collect_own, first_needed, list_gaps
from dashboard.gap_table import ALL_GAPS, build_table_block
from dashboard.gaps import AREA_TYPES, GapView, chosen_pair, view_gap
from dashboard.group_words import name_average
from dashboard.members import member_codes
from dashboard.pairs import Pair, pairs_of
from dashboard.schema import ENGLAND, Observation
from dashboard.selection import GAP_ORDERS, Selection, to_query
from layouts import gaps as page
from layouts import ids
from layouts.to_html import Content

OFFERED = 5  # gaps named where the chosen one has no figures
_PARTS = len(block_outputs(GAP))


def register(app: Dash, services: Services) -> None:
    """Register the page's callback."""

    @app.callback(
        *block_outputs(SIDES),
        *block_outputs(GAP),
        Output(page.PAIR, "hidden"),
        Output(page.MESSAGE, "children"),
        Input(ids.SELECTION, "data"),
        block_state(SIDES),
        block_state(GAP),
    )
    @shown_for_selection
    def show(query: str, *known: str | None) -> list[Any]:
        return render_gaps(services, query, *known)


def render_gaps(services: Services, query: str, sides_key: str | None, gap_key: str | None) -> list[Any]:
    """The outputs of the two blocks, with all that stands around them, and whether these are hidden, with what is said
    in their place; the keys name what the browser holds."""
    services, selection = services.open(query)
    every = fetch_block(services, ALL_GAPS, selection)
    table = _around_table(services, selection, every)
    try:
        sides, gap = (fetch_block(services, name, selection) for name in (SIDES, GAP))
    except NoDataError:
        instead = present_around(SIDES, table, every.version)
        return [*instead, *[no_update] * _PARTS, True, _say_none(services, selection, every)]
    around = {
        page.SENTENCES: page.sentence_lines(gap.extra["sentences"]),
        page.WHY: f"Why it matters: {gap.extra['why']}",
        page.FACTS: page.facts(gap.extra["facts"]),
    }
    return [*present_block(sides, sides_key, around | table), *present_block(gap, gap_key), False, None]


def _around_table(services: Services, selection: Selection, every: ChartBlock) -> dict[str, Content]:
    """The table of every gap with its notes, whatever pair is chosen."""
    links = {name: page_address("/gaps", selection.with_(pair=name)) for name in pairs_of(services.catalogue())}
    orders = {name: page_address("/gaps", selection.with_(order=name)) for name in GAP_ORDERS}
    whose = name_average(selection.neighbours, selection.average).capitalize()
    return {
        page.TABLES: [
            page.order_links(selection.order, orders),
            *page.gap_tables(every.extra["units"], selection.pair, whose, links),
        ],
        page.NOTES: page.table_notes(every),
    }


def _say_none(services: Services, selection: Selection, every: ChartBlock) -> Component:
    """That the home lacks the chosen gap, and those that it has."""
    catalogue = services.catalogue()
    rows = [row for found in every.extra["units"].values() for row in found if row.value is not None]
    offers = [(row.pair.title, page_address("/gaps", selection.with_(pair=row.pair.id))) for row in rows[:OFFERED]]
    return page.no_gap(catalogue.areas[selection.home].name, chosen_pair(selection, catalogue).title, offers)


# --- one pair --------------------------------------------------------------------------------------------------------


def fetch_view(services: Services, selection: Selection) -> GapView:
    """The chosen gap of the home, remembered for the blocks of one selection."""
    catalogue = services.catalogue()
    key = ("gap-view", to_query(selection), catalogue.version)

    def build() -> GapView:
        figures = _fetch_gaps(services, chosen_pair(selection, catalogue))
        return view_gap(selection, catalogue, figures, services.settings.kirkstall_wedge)

    return services.cache.remember(key, build)


def _fetch_gaps(services: Services, pair: Pair) -> GapFigures:
    """The gaps of a pair in all areas, the same for every home."""
    catalogue = services.catalogue()
    key = ("gap-figures", pair.id, catalogue.version)
    return services.cache.remember(
        key, lambda: build_gap_figures(pair, catalogue.measures, fetch_sides(services, pair))
    )


def fetch_sides(services: Services, pair: Pair) -> tuple[Observation, ...]:
    """The figures of both sides, those of the reference from the group's first period on."""
    ask = services.repository.fetch_observations
    group = ask([pair.group.measure], area_types=AREA_TYPES, breakdowns=[pair.group.breakdown])
    start = min((figure.period.end for figure in group), default=None)
    other = pair.reference
    return group + ask([other.measure], area_types=AREA_TYPES, breakdowns=[other.breakdown], start=start)


# --- every pair ------------------------------------------------------------------------------------------------------


def fetch_rows(services: Services, selection: Selection) -> tuple[GapRow, ...]:
    """Every gap of the home, remembered for both orders of the table."""
    catalogue = services.catalogue()
    members = member_codes(selection, catalogue)
    key = ("gap-rows", selection.home, members, selection.average, catalogue.version)

    def build() -> tuple[GapRow, ...]:
        own = _fetch_own(services, selection.home)
        others = _ask_all(services, [ENGLAND, *members], first_needed(own))
        return list_gaps(selection, catalogue, own, others)

    return services.cache.remember(key, build)


def _fetch_own(services: Services, home: str) -> tuple[GapFigures, ...]:
    catalogue = services.catalogue()
    return services.cache.remember(
        ("gap-own", home, catalogue.version), lambda: collect_own(catalogue, _ask_all(services, [home]))
    )


def _ask_all(services: Services, areas: list[str], start: date | None = None) -> tuple[Observation, ...]:
    """The figures of every side of every pair in one statement."""
    sides = [side for pair in pairs_of(services.catalogue()).values() for side in (pair.group, pair.reference)]
    measures, groups = ({side.measure for side in sides}, {side.breakdown for side in sides})
    ask = services.repository.fetch_observations
    return ask(sorted(measures), areas=areas, breakdowns=sorted(groups), start=start)


def build_gap(services: Services, selection: Selection) -> ChartBlock:
    """The gap over time."""
    view = fetch_view(services, selection)
    return build_gap_block(selection, services.catalogue(), view, services.settings.kirkstall_wedge)


def build_sides(services: Services, selection: Selection) -> ChartBlock:
    """The two figures that the gap lies between."""
    return build_sides_block(selection, services.catalogue(), fetch_view(services, selection))


def build_all(services: Services, selection: Selection) -> ChartBlock:
    """The table of every gap."""
    return build_table_block(selection, services.catalogue(), fetch_rows(services, selection))


BLOCKS.update({GAP: build_gap, SIDES: build_sides, ALL_GAPS: build_all})
