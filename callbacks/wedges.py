"""Fills the Wedges page: one statement for the measure's places, one for the profile, one for the schools."""

from collections.abc import Callable, Sequence
from typing import Any

from dash import Dash, Input, Output, no_update
from dash.development.base_component import Component

from callbacks.addresses import page_address
from callbacks.blocks import BLOCKS, find_block
from callbacks.chart_block import FIGURE, block_outputs, block_state, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.charts.block import ChartBlock
from dashboard.schema import Catalogue
from dashboard.selection import Selection, to_query
from dashboard.wedge_bars import build_wedges_block
from dashboard.wedge_map import build_map_block
from dashboard.wedge_places import build_places_block
from dashboard.wedge_profile import Profile, profile_areas
from dashboard.wedge_profile_block import build_profile_block
from dashboard.wedge_schools import CITY_MEASURES, MEASURES, SINCE, build_schools_block, school_areas
from dashboard.wedges import Wedges, compare_wedges, local_measures, needed_areas
from data_access.ward_tiles import load_ward_tiles
from layouts import ids
from layouts import wedges as page
from layouts.wedge_profile import profile_table

_PARTS = len(block_outputs(page.BARS))


def register(app: Dash, services: Services) -> None:
    """Register the page's callbacks: the measure, and what does not depend on it."""

    @app.callback(
        *block_outputs(page.BARS),
        *block_outputs(page.MAP),
        *block_outputs(page.PLACES),
        Output(page.SENTENCES, "children"),
        Output(page.CARDS, "children"),
        Output(page.MESSAGE, "children"),
        Output(page.PAIR, "hidden"),
        Output(page.BODY, "hidden"),
        Output(page.INSIDE, "hidden"),
        Output(page.INSIDE_MESSAGE, "children"),
        Output(ids.block(page.PLACES, "graph"), "style"),
        Input(ids.SELECTION, "data"),
        block_state(page.BARS),
        block_state(page.MAP),
        block_state(page.PLACES),
    )
    @shown_for_selection
    def show_measure(query: str, *known: str | None) -> list[Any]:
        return render_measure(services, query, known)

    @app.callback(
        *block_outputs(page.PROFILE),
        *block_outputs(page.SCHOOLS),
        Output(page.PROFILE_TABLE, "children"),
        Output(page.OVER_TIME, "children"),
        Output(ids.block(page.PROFILE, "graph"), "style"),
        Output(page.SCHOOL_PART, "hidden"),
        Output(page.GRID_SLOT, "children"),
        Output(page.GRID_TITLE, "children"),
        Output(ids.block(page.SCHOOLS, "graph"), "style"),
        Input(ids.SELECTION, "data"),
        block_state(page.PROFILE),
        block_state(page.SCHOOLS),
    )
    @shown_for_selection
    def show_profile(query: str, *known: str | None) -> list[Any]:
        return render_profile(services, query, known)


def render_measure(services: Services, query: str, known: Sequence[str | None]) -> list[Any]:
    """Bars, map and places of the measure; where it has no wedge figures, the measures that have."""
    services, selection = services.open(query)
    bars = find_block(services, page.BARS, selection)
    if bars is None:
        return [no_update] * (3 * _PARTS) + _without_figures(services.catalogue(), selection)
    tiles = _present(services, page.MAP, selection, known[1])
    places, height, instead = _places(services, selection, known[2])
    view: Wedges = bars.extra["view"]
    links = [page_address("/wedges", selection.with_(area=figure.code)) for figure in view.figures]
    cards = page.wedge_cards(view, links, page_address("/wedges", selection.with_(area=None)), bars.labels)
    sentences = page.sentence_lines(bars.extra["sentences"])
    ends = [sentences, cards, None, False, False, instead is not None, instead, height]
    return [*present_block(bars, known[0]), *tiles, *places, *ends]


def _present(services: Services, name: str, selection: Selection, known: str | None) -> list[Any]:
    block = find_block(services, name, selection)
    return present_block(block, known) if block else [no_update] * _PARTS


def _places(services: Services, selection: Selection, known: str | None) -> tuple[list[Any], Any, Any]:
    """The block, its height, and what to say in its place where no ward or committee has a figure."""
    block = find_block(services, page.PLACES, selection)
    if block is None:
        offers = _offers(services.catalogue(), selection, lambda name: name.startswith(("persistent", "leavers")))
        return [no_update] * _PARTS, no_update, page.no_parts(offers)
    return present_block(block, known), {"height": block.extra["height"]}, None


def _offers(catalogue: Catalogue, selection: Selection, keep: Callable[[str], bool]) -> list[tuple[str, str]]:
    chosen = selection.with_(period=None)
    return [
        (measure.title, page_address("/wedges", chosen.with_(measure=measure.id)))
        for measure in local_measures(catalogue)
        if keep(measure.id)
    ]


def _without_figures(catalogue: Catalogue, selection: Selection) -> list[Any]:
    """The outputs after the blocks where there is nothing to draw: no wedges at all, or none for this measure."""
    name = catalogue.areas[selection.home].name
    homes = {area.parent for area in catalogue.areas.values() if area.type == "wedge" and area.parent}
    if selection.home not in homes:
        others = [Selection(home, selection.measure, version=selection.version) for home in sorted(homes)]
        offers = [
            (f"See {catalogue.areas[other.home].name} and its wedges", page_address("/wedges", other))
            for other in others
        ]
        return [[], [], page.no_wedges(name, offers), True, True, True, None, no_update]
    title = catalogue.measures[selection.measure].title
    message = page.no_wedge_figures(title, name, _offers(catalogue, selection, lambda _: True))
    return [[], [], message, True, False, True, None, no_update]


def render_profile(services: Services, query: str, known: Sequence[str | None]) -> list[Any]:
    """Every local measure, and the schools of the chosen wedge; nothing where the authority has no wedges."""
    services, selection = services.open(query)
    place = Selection(selection.home, area=selection.area, version=selection.version)  # all that the figures depend on
    block = find_block(services, page.PROFILE, place)
    if block is None:
        return [no_update] * (2 * _PARTS) + [None, None, no_update, True, *[no_update] * 3]
    profile: Profile = block.extra["profile"]
    chosen = next((row.figure.name for row in profile.rows if row.figure), None)
    time = page.over_time(chosen, page_address("/trends", selection.with_(period=None)))
    before = [_profile_table(services, selection, block), time, {"height": block.extra["height"]}]
    return [*present_block(block, known[0]), *_schools(services, place, known[1], before)]


def _profile_table(services: Services, selection: Selection, block: ChartBlock) -> Component:
    """The table with a link to the story of each measure, which keeps the rest of the selection."""
    profile: Profile = block.extra["profile"]
    rest = selection.with_(measure="neet", period=None)
    links = {row.measure.id: page_address("/trends", rest.with_(measure=row.measure.id)) for row in profile.rows}
    key = ("wedges-profile-table", to_query(rest), block.version, services.plan_stamp())
    return services.cache.remember(key, lambda: profile_table(profile, links))


def _schools(services: Services, place: Selection, known: str | None, before: list[Any]) -> list[Any]:
    """The block's outputs, then ``before``, then the rest of the school part; hidden where no wedge is chosen.

    The grid has the rows of the block: where the browser holds the one, it holds the other.
    """
    block = find_block(services, page.SCHOOLS, place)
    if block is None:
        return [*[no_update] * _PARTS, *before, True, *[no_update] * 3]
    parts = present_block(block, known)
    if parts[FIGURE] is no_update:
        return [*parts, *before, False, *[no_update] * 3]
    title = f"{block.table.caption}: {block.extra['schools']}"
    ends = [page.school_grid(block.table), title, {"height": block.extra["height"]}]
    return [*parts, *before, False, *ends]


def fetch_view(services: Services, selection: Selection) -> Wedges:
    """The comparison of the wedges: one statement, and one computation for three blocks."""
    catalogue = services.catalogue()
    plain = Selection(home=selection.home, measure=selection.measure, area=selection.area, period=selection.period)

    def compare() -> Wedges:
        figures = services.repository.fetch_observations([plain.measure], areas=needed_areas(plain, catalogue))
        basis, targets = services.settings.kirkstall_wedge, services.target_lines()
        return compare_wedges(plain, catalogue, figures, basis, targets=targets)

    key = ("wedges-view", to_query(plain), catalogue.version, services.plan_stamp())
    return services.cache.remember(key, compare)


def build_bars(services: Services, selection: Selection) -> ChartBlock:
    """The wedges beside each other."""
    return build_wedges_block(selection, services.catalogue(), fetch_view(services, selection), services.settings)


def build_map(services: Services, selection: Selection) -> ChartBlock:
    """The tile map of the wards."""
    view = fetch_view(services, selection)
    return build_map_block(selection, services.catalogue(), view, services.settings, load_ward_tiles())


def build_places(services: Services, selection: Selection) -> ChartBlock:
    """Committees and wards."""
    return build_places_block(selection, services.catalogue(), fetch_view(services, selection), services.settings)


def build_profile(services: Services, selection: Selection) -> ChartBlock:
    """Every measure that exists below the city."""
    catalogue = services.catalogue()
    measures = [measure.id for measure in local_measures(catalogue)]
    figures = services.repository.fetch_observations(measures, areas=profile_areas(selection, catalogue))
    return build_profile_block(selection, catalogue, figures, services.settings, targets=services.target_lines())


def build_schools(services: Services, selection: Selection) -> ChartBlock:
    """The schools of the chosen wedge."""
    catalogue, fetch = services.catalogue(), services.repository.fetch_observations
    codes = school_areas(selection, catalogue, services.settings.kirkstall_wedge)
    figures = fetch(MEASURES, areas=codes, start=SINCE)
    figures += fetch(list(CITY_MEASURES.values()), areas=[selection.home], start=SINCE)
    return build_schools_block(selection, catalogue, figures, services.settings)


BLOCKS.update(
    {
        page.BARS: build_bars,
        page.MAP: build_map,
        page.PLACES: build_places,
        page.PROFILE: build_profile,
        page.SCHOOLS: build_schools,
    }
)
