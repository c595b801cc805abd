"""Fills the Plan page: the plan as it stands, or as it stood at the end of the version that a link keeps to."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dash import Dash, Input, Output, no_update

from callbacks.access import current_rights
from callbacks.addresses import page_address
from callbacks.blocks import BLOCKS, find_block
from callbacks.chart_block import block_outputs, block_state, present_around, present_block
from callbacks.clock import today
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.charts.block import ChartBlock
from dashboard.plan import Action, Plan
from dashboard.plan_blocks import ACTIONS, build_actions_block
from dashboard.plan_more_blocks import (
    FIGURES,
    FRAMEWORK,
    MONEY,
    RECOMMENDATIONS,
    build_figures_block,
    build_framework_block,
    build_money_block,
    build_recommendations_block,
)
from dashboard.plan_targets import rate_plan
from dashboard.plan_targets_block import TARGETS, build_targets_block
from dashboard.plan_view import PlanView, view_plan
from dashboard.plan_words import is_overdue
from dashboard.rated import Rated
from dashboard.selection import PLAN_SORTS, Selection, to_query
from layouts import ids
from layouts import plan as page
from layouts import plan_actions as tables
from layouts.plan_table import Links
from layouts.to_html import Content, to_html

NAMES = tuple(page.PARTS)


def register(app: Dash, services: Services) -> None:
    """Register the page's callback."""

    @app.callback(
        *(output for name in NAMES for output in block_outputs(name)),
        *(Output(place, "hidden") for place in page.PARTS.values()),
        *(Output(ids.block(name, "graph"), "style") for name in NAMES),
        Input(ids.SELECTION, "data"),
        *(block_state(name) for name in NAMES),
    )
    @shown_for_selection
    def show(query: str, *known: str | None) -> list[Any]:
        return render_plan(services, query, known)


def render_plan(services: Services, query: str, known: Sequence[str | None]) -> list[Any]:
    """The outputs of the charts, whether each is left out for want of anything to draw, and their heights.

    What stands around them comes with the first.
    """
    services, selection = services.open(query)
    around = _fetch_around(services, selection)
    version = services.repository.fetch_version()
    shown: list[Any] = []
    hidden, heights = [], []
    for name, key in zip(NAMES, known, strict=True):
        block = _find_drawn(services, name, selection)
        words, *rest = present_around(name, {}, version) if block is None else present_block(block, key)
        shown += [words | {"around": around} if name == NAMES[0] else words, *rest]
        hidden.append(block is None)
        heights.append({"height": block.extra["height"]} if block else no_update)
    return [*shown, *hidden, *heights]


def _find_drawn(services: Services, name: str, selection: Selection) -> ChartBlock | None:
    """The block; None where the plan has nothing to draw in it."""
    block = find_block(services, name, selection)
    return block if block and block.extra.get("drawn", True) else None


def _fetch_around(services: Services, selection: Selection) -> Mapping[str, str]:
    """What stands around the charts, as HTML: a thousand components for a plan of its length, so they are kept."""
    day, may = today(), current_rights().may("edit")
    key = ("plan-around", to_query(selection), services.plan_stamp(), services.catalogue().version, day, may)
    return services.cache.remember(
        key, lambda: {name: to_html(part) for name, part in _around(services, selection, day, may=may).items()}
    )


def _around(services: Services, selection: Selection, day: date, *, may: bool) -> Mapping[str, Content]:
    catalogue, book, view = services.catalogue(), services.book(), fetch_view(services, selection)
    measures = {name: measure.short for name, measure in catalogue.measures.items() if catalogue.periods.get(name)}
    links = _links(selection, view)

    def overdue(action: Action) -> bool:
        return view.plan.current and is_overdue(action, day)

    return {
        page.LEAD: page.lead(view.plan, book.plans, links, may=may),
        page.PRIORITIES: page.priorities(view, links, measures, find_colours(services, view.plan)),
        page.TABLE: tables.actions(view, links, overdue, selection.sort, names=may),
        page.LIST: tables.recommendations(view.plan.recommendations),
        page.EDIT: page.edit_line(view.plan.id, may=may),
    }


def _links(selection: Selection, view: PlanView) -> Links:
    plain = selection.with_(priority=None, lead="", status="", sort="")
    return Links(
        lambda plan: page_address("/plan", plain.with_(plan=plan)),
        lambda measure: page_address("/trends", plain.with_(plan=None, measure=measure, period=None)),
        {sort: page_address("/plan", selection.with_(sort=sort)) for sort in PLAN_SORTS},
        lambda priority: page_address("/plan", plain.with_(plan=view.plan.id, priority=priority)),
        lambda priority: page_address("/curve", plain.with_(plan=view.plan.id, priority=priority)),
    )


def find_colours(services: Services, plan: Plan) -> Mapping[str, Rated]:
    """The colour of the figure of each target's own period, by the target's id; remembered until a plan changes."""
    key = ("plan-colours", plan.id, services.plan_stamp(), services.catalogue().version)
    return services.cache.remember(key, lambda: _fetch_colours(services, plan))


def _fetch_colours(services: Services, plan: Plan) -> Mapping[str, Rated]:
    catalogue = services.catalogue()
    indicators = [each for priority in plan.priorities for each in priority.indicators if each.measure]
    measures = {each.measure for each in indicators if each.measure in catalogue.measures and each.compares}
    if not measures:
        return rate_plan(plan, catalogue.measures, ())
    areas = sorted({each.area or plan.area for each in indicators})
    return rate_plan(
        plan, catalogue.measures, services.repository.fetch_observations(sorted(map(str, measures)), areas=areas)
    )


def fetch_view(services: Services, selection: Selection) -> PlanView:
    """What of the plan is chosen, remembered for the blocks of one selection."""
    key = ("plan-view", to_query(selection), services.plan_stamp(), services.catalogue().version)
    return services.cache.remember(key, lambda: view_plan(selection, services.book()))


def build_targets(services: Services, selection: Selection) -> ChartBlock:
    """Indicators and targets."""
    view = fetch_view(services, selection)
    return build_targets_block(view, services.book(), services.catalogue(), find_colours(services, view.plan))


def build_actions(services: Services, selection: Selection) -> ChartBlock:
    """Actions, as chosen and ordered."""
    chosen = (selection.lead, selection.status, selection.sort)
    return build_actions_block(fetch_view(services, selection), services.book(), chosen)


def build_money(services: Services, selection: Selection) -> ChartBlock:
    """Resources. Raises NoDataError where none are recorded."""
    return build_money_block(fetch_view(services, selection), services.book())


def build_recommendations(services: Services, selection: Selection) -> ChartBlock:
    """Recommendations by month. Raises NoDataError where none are recorded."""
    return build_recommendations_block(fetch_view(services, selection), services.book())


def build_figures(services: Services, selection: Selection) -> ChartBlock:
    """Figures on the way. Raises NoDataError where none are recorded."""
    return build_figures_block(fetch_view(services, selection), services.book(), services.catalogue())


def build_framework(services: Services, selection: Selection) -> ChartBlock:
    """Outcomes and priorities."""
    return build_framework_block(fetch_view(services, selection), services.book())


BLOCKS.update(
    {
        ACTIONS: build_actions,
        TARGETS: build_targets,
        MONEY: build_money,
        RECOMMENDATIONS: build_recommendations,
        FIGURES: build_figures,
        FRAMEWORK: build_framework,
    }
)
