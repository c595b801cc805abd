"""Fills the Pathway page: the home's figures of every stage, those of everyone else in the year, then what is older."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dash import Dash, Input, Output, no_update

from callbacks.addresses import page_address
from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.charts.block import ChartBlock
from dashboard.errors import Fault, NoDataError
from dashboard.members import member_codes
from dashboard.pathway import Pathway, build_pathway, choose_year, other_areas
from dashboard.pathway_flow import build_flow_block
from dashboard.pathway_history import build_history_block
from dashboard.pathway_stages import load_stages
from dashboard.pathway_timeliness import build_timeliness_block
from dashboard.pathway_years import build_years_block, over_time
from dashboard.schema import ENGLAND, Observation
from dashboard.selection import Selection, to_query
from layouts import ids
from layouts import pathway as page

NAMES = (page.FLOW, page.YEARS, page.TIMELINESS, page.HISTORY)


def register(app: Dash, services: Services) -> None:
    """Register the page's callback."""

    @app.callback(
        *(output for name in NAMES for output in block_outputs(name)),
        Output(page.TIMELINESS_PART, "hidden"),
        Output(page.HISTORY_PART, "hidden"),
        Input(ids.SELECTION, "data"),
        *(block_state(name) for name in NAMES),
    )
    @shown_for_selection
    def show(query: str, *known: str | None) -> list[Any]:
        return render_pathway(services, query, known)


def render_pathway(services: Services, query: str, known: Sequence[str | None]) -> list[Any]:
    """The outputs of the blocks, then whether the two older ones are left out for want of figures."""
    services, selection = services.open(query)
    flow = fetch_block(services, page.FLOW, selection)
    around = {
        page.SENTENCES: page.sentence_lines(flow.extra["sentences"]),
        page.STAGES: page.stage_groups(fetch_pathway(services, selection), lambda measure: _story(selection, measure)),
    }
    years = fetch_block(services, page.YEARS, selection)
    shown = [*present_block(flow, known[0], around), *present_block(years, known[1])]
    hidden = []
    for name, key in zip(NAMES[2:], known[2:], strict=True):
        try:
            shown += present_block(fetch_block(services, name, selection), key)
            hidden.append(False)
        except NoDataError:
            shown += [no_update] * len(block_outputs(name))
            hidden.append(True)
    return [*shown, *hidden]


def _story(selection: Selection, measure: str) -> str:
    return page_address("/trends", selection.with_(measure=measure, period=None))


def fetch_pathway(services: Services, selection: Selection) -> Pathway:
    """Every stage of the year, remembered for the blocks of one selection: two statements for all neighbour sets."""
    catalogue, stages = services.catalogue(), load_stages()
    own, others = services.cache.remember(
        ("pathway-figures", selection.home, selection.year, selection.group, catalogue.version),
        lambda: _fetch_figures(services, selection),
    )
    key = ("pathway-view", to_query(selection), catalogue.version)
    return services.cache.remember(key, lambda: build_pathway(stages, selection, catalogue, own, others))


def _fetch_figures(services: Services, selection: Selection) -> tuple[tuple[Observation, ...], tuple[Observation, ...]]:
    catalogue, ask, wanted = services.catalogue(), services.repository.fetch_observations, load_stages().measures
    own = ask(wanted, areas=[selection.home])
    year, _ = choose_year(selection, own, catalogue.areas[selection.home].name)
    end = date(year, 3, 31)
    return own, ask(wanted, areas=other_areas(selection, catalogue), start=end, end=end)


def build_flow(services: Services, selection: Selection) -> ChartBlock:
    """The stages of the year."""
    return build_flow_block(selection, services.catalogue(), fetch_pathway(services, selection))


def build_years(services: Services, selection: Selection) -> ChartBlock:
    """Four stages over time."""
    catalogue, stages = services.catalogue(), load_stages()
    areas = [selection.home, *member_codes(selection, catalogue), ENGLAND]
    figures = services.cache.remember(
        ("pathway-years", selection.home, selection.neighbours, selection.group, catalogue.version),
        lambda: services.repository.fetch_observations(over_time(stages), areas=areas),
    )
    return build_years_block(stages, selection, catalogue, fetch_pathway(services, selection), figures)


def build_timeliness(services: Services, selection: Selection) -> ChartBlock:
    """Assessments in time. Raises NoDataError where the home has no figure of any rule."""
    stages = load_stages()
    figures = _fetch_older(services, selection, stages.timeliness)
    block = build_timeliness_block(stages, selection, services.catalogue(), figures)
    return _there(block, services, selection, "no share of assessments in time is published for {}")


def build_history(services: Services, selection: Selection) -> ChartBlock:
    """The Trust's own figures. Raises NoDataError for every home but that of the Trust."""
    stages = load_stages()
    wanted = (*stages.history, *stages.history_shares, *stages.timeliness)
    block = build_history_block(stages, selection, services.catalogue(), _fetch_older(services, selection, wanted))
    return _there(block, services, selection, "there are no figures of its own front door for {}")


def _fetch_older(services: Services, selection: Selection, wanted: Sequence[str]) -> tuple[Observation, ...]:
    """The figures of home and England, second statements included; the same whichever neighbours are chosen."""
    areas = [selection.home, ENGLAND]
    return services.cache.remember(
        ("pathway-older", selection.home, wanted, services.catalogue().version),
        lambda: services.repository.fetch_observations(wanted, areas=areas, breakdowns=None),
    )


def _there(block: ChartBlock | None, services: Services, selection: Selection, rule: str) -> ChartBlock:
    if block is None:
        name = services.catalogue().areas[selection.home].name
        raise NoDataError(Fault("home", selection.home, rule.format(name)))
    return block


BLOCKS.update(
    {
        page.FLOW: build_flow,
        page.YEARS: build_years,
        page.TIMELINESS: build_timeliness,
        page.HISTORY: build_history,
    }
)
