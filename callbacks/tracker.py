"""The Overview in the year: the part of the page that shows what was counted since the last publication."""

from typing import Any

from dash import Output, no_update
from dash.development.base_component import Component

from callbacks.addresses import page_address
from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, present_block
from callbacks.clock import today
from callbacks.services import Services
from dashboard.charts.block import ChartBlock
from dashboard.errors import NoDataError
from dashboard.selection import Selection, to_query
from dashboard.tracker import MEASURES, build_tracker, has_in_year, tracker_areas
from dashboard.tracker_block import BLOCK, build_tracker_block
from layouts import ids
from layouts.choice_links import Choice, choice_links
from layouts.overview import IN_YEAR_PART, PUBLISHED, TRACKER, TRACKER_CHART, VIEWS, build_nothing_counted
from layouts.tracker import build_cards

SHOWN, HIDDEN = False, True  # as the property ``hidden`` has them
NO_MATTER = ("measure", "shown", "start", "end", "period", "neighbours", "average", "group")
NO_LEAD = "The council’s own figures between two publications."


def tracker_outputs() -> list[Output]:
    """The outputs of the page's callback that are about the year: the block's, the switch, and which parts are seen."""
    return [
        *block_outputs(BLOCK),
        Output(VIEWS, "children"),
        Output(PUBLISHED, "hidden"),
        Output(IN_YEAR_PART, "hidden"),
        Output(TRACKER_CHART, "hidden"),
        Output(TRACKER, "children"),
        Output(ids.block(BLOCK, "graph"), "style"),
    ]


def hide_tracker(services: Services, query: str) -> list[Any]:
    """``tracker_outputs`` where the published figures are shown; the switch is there where there is another view."""
    services, selection = services.open(query)
    blank = [no_update] * len(block_outputs(BLOCK))
    return [*blank, _switch(services, selection), SHOWN, HIDDEN, no_update, no_update, no_update]


def render_tracker(services: Services, query: str, known_key: str | None) -> list[Any]:
    """The lead, then ``tracker_outputs``; where nothing was counted, what to do about it."""
    services, selection = services.open(query)
    switch = _switch(services, selection)
    usual = Selection(selection.home)
    try:
        block = fetch_block(services, BLOCK, selection.with_(**{name: getattr(usual, name) for name in NO_MATTER}))
    except NoDataError as error:
        if error.faults[0].parameter != "view":
            raise
        blank = [no_update] * len(block_outputs(BLOCK))
        home = services.catalogue().areas[selection.home].name
        nothing = build_nothing_counted(home, page_address("/", selection.with_(view="")))
        return [NO_LEAD, *blank, switch, HIDDEN, SHOWN, HIDDEN, nothing, no_update]

    def link(measure: str, wedge: str | None) -> str:
        return page_address("/trends", selection.with_(measure=measure, area=wedge, period=None))

    key = ("tracker-cards", to_query(selection), block.version, today())
    cards = services.cache.remember(key, lambda: build_cards(block.extra["tracker"], link, block.labels, today()))
    height = {"height": block.extra["height"], "--stacked": f"{block.extra['stacked']}px"}
    return [block.extra["lead"], *present_block(block, known_key), switch, HIDDEN, SHOWN, SHOWN, cards, height]


def _switch(services: Services, selection: Selection) -> Component | None:
    if not (selection.view or has_in_year(services.catalogue())):
        return None
    views = (("", "Published figures"), ("in-year", "In the year"))
    choices = [
        Choice(words, page_address("/", selection.with_(view=view)), view == selection.view) for view, words in views
    ]
    return choice_links("Which figures", choices)


def build_block(services: Services, selection: Selection) -> ChartBlock:
    """The block of the year, for the page and exports."""
    catalogue, kirkstall = services.catalogue(), services.settings.kirkstall_wedge
    areas = tracker_areas(selection, catalogue, kirkstall)
    figures = services.repository.fetch_observations(MEASURES, areas=areas, in_year=True)
    return build_tracker_block(selection, catalogue, build_tracker(selection, catalogue, figures, kirkstall))


BLOCKS[BLOCK] = build_block
