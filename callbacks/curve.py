"""Fills Turning the curve: a priority of the plan with the figures of its measure, what is wanted and what is ahead."""

from collections.abc import Iterator
from typing import Any

from dash import Dash, Input, Output

from callbacks.addresses import page_address
from callbacks.blocks import BLOCKS, find_block
from callbacks.chart_block import block_outputs, block_state, present_around, present_block
from callbacks.clock import today
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from callbacks.trends import fetch_figures
from dashboard.charts.block import ChartBlock
from dashboard.curve import Curve, build_curve, choose_measure, choose_priority, measures_of
from dashboard.curve_block import BLOCK, CARD, build_card_block, build_curve_block
from dashboard.curve_words import Say, answer
from dashboard.decomposition_block import BLOCK as CONTRIBUTIONS
from dashboard.errors import Fault, NoDataError
from dashboard.neet_band import BAND_MEASURES
from dashboard.not_known_change_block import BLOCK as NOT_KNOWN
from dashboard.plan import Plan, Priority
from dashboard.plan_view import view_plan
from dashboard.plan_words import is_overdue
from dashboard.selection import Selection
from layouts import curve as page
from layouts import ids
from layouts.choice_links import Choice

NO_MATTER = ("area", "shown", "start", "end", "period", "since", "lead", "status", "sort", "view")


def register(app: Dash, services: Services) -> None:
    """Register the page's callback."""

    @app.callback(*block_outputs(BLOCK), Output(page.CHART, "hidden"), Input(ids.SELECTION, "data"), block_state(BLOCK))
    @shown_for_selection
    def show(query: str, known_key: str | None) -> list[Any]:
        return render_curve(services, query, known_key)


def render_curve(services: Services, query: str, known_key: str | None) -> list[Any]:
    """The block's outputs with everything around it, and whether there is no curve to show."""
    services, selection = services.open(query)
    plan, priority = find_priority(services, selection)
    block = find_block(services, BLOCK, selection)
    says = block.extra["says"] if block else answer(None, priority)
    day = today()
    overdue = [action.id for action in priority.actions if plan.current and is_overdue(action, day)]
    around = {
        page.HEAD: _head(services, selection, plan, priority),
        page.ANSWERS: page.answers(says, priority.actions, overdue),
    }
    if block is None:
        return [*present_around(BLOCK, around, services.repository.fetch_version()), True]
    return [*present_block(block, known_key, around), False]


def _head(services: Services, selection: Selection, plan: Plan, priority: Priority) -> Any:
    catalogue = services.catalogue()
    there = selection.with_(plan=plan.id if selection.plan else None)
    shown = choose_measure(priority, catalogue, selection.measure)
    priorities = [
        Choice(each.title, page_address("/curve", there.with_(priority=each.id)), each.id == priority.id)
        for each in plan.priorities
    ]
    measures = [
        Choice(
            catalogue.measures[name].short,
            page_address("/curve", there.with_(priority=priority.id, measure=name)),
            name == shown,
        )
        for name in measures_of(priority)
        if catalogue.periods.get(name)
    ]
    return page.head(plan, priority, priorities, measures, page_address("/plan", there.with_(priority=None)))


def find_priority(services: Services, selection: Selection) -> tuple[Plan, Priority]:
    """The plan and the priority of a selection; NoDataError where the plan has none."""
    view = view_plan(selection, services.book())
    priority = choose_priority(view.plan, selection.priority)
    if priority is None:
        raise NoDataError(Fault("plan", view.plan.id, "no priorities are recorded for it; choose another plan"))
    return view.plan, priority


def build_chart(services: Services, selection: Selection) -> ChartBlock:
    """The curve. Raises NoDataError where no measure with figures is about the priority."""
    plan, priority = find_priority(services, selection)
    measure = choose_measure(priority, services.catalogue(), selection.measure)
    if measure is None:
        raise NoDataError(Fault("priority", priority.id, "no measure of this dashboard counts what it is about"))
    plain = Selection(selection.home)
    chosen = selection.with_(measure=measure, **{name: getattr(plain, name) for name in NO_MATTER})
    found = build_curve(
        chosen, services.catalogue(), plan, priority, fetch_figures(services, chosen),
        targets=services.target_lines(), kirkstall=services.settings.kirkstall_wedge,
    )  # fmt: skip
    return build_curve_block(chosen, services.catalogue(), found, list_says(services, chosen, found))


def list_says(services: Services, selection: Selection, found: Curve) -> tuple[Say, ...]:
    """The answers, with what the pages Wedges and Trends find behind the same figures."""
    return answer(found, found.priority, tuple(_found_elsewhere(services, selection)))


def _found_elsewhere(services: Services, selection: Selection) -> Iterator[str]:
    if by_wedge := find_block(services, CONTRIBUTIONS, selection):
        yield by_wedge.extra["by wedge"]
    if selection.measure in BAND_MEASURES and (not_known := find_block(services, NOT_KNOWN, selection)):
        yield not_known.extra["sentence"]


def build_card(services: Services, selection: Selection) -> ChartBlock:
    """The answers as a table."""
    plan, priority = find_priority(services, selection)
    chart = find_block(services, BLOCK, selection)
    says = chart.extra["says"] if chart else answer(None, priority)
    return build_card_block(plan, priority, says, chart)


BLOCKS[BLOCK] = build_chart
BLOCKS[CARD] = build_card
