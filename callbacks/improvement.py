"""Fills “Who improved fastest” on the Neighbours page: the spans to choose from, and the candidates for twinning."""

from typing import Any

from dash import Dash, Input, Output, no_update

from callbacks.addresses import page_address, span_addresses
from callbacks.blocks import BLOCKS, fetch_block, find_block
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.neighbours import fetch_own, fetch_view
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.charts.block import ChartBlock
from dashboard.improvement import Change, compare_spans
from dashboard.improvement_block import BLOCK, build_twins_block, why_none
from dashboard.improvement_twins import COMPANIONS, Twin, find_twins, pool_codes
from dashboard.measures import Measure
from dashboard.neighbours import Neighbourhood
from dashboard.schema import Catalogue
from dashboard.selection import Selection
from dashboard.spans import Span, offer_spans
from layouts import ids
from layouts import neighbours as page
from layouts.span_links import span_links
from layouts.twins import no_twins, twin_cards

_PARTS = len(block_outputs(BLOCK))


def register(app: Dash, services: Services) -> None:
    """Register the callback of this part of the page."""

    @app.callback(
        *block_outputs(BLOCK),
        Output(page.SPANS, "children"),
        Output(page.STANDING, "children"),
        Output(page.TWINS_PART, "hidden"),
        Output(page.TWINS_MESSAGE, "children"),
        Output(page.TWIN_CARDS, "children"),
        Output(ids.block(BLOCK, "graph"), "style"),
        Input(ids.SELECTION, "data"),
        block_state(BLOCK),
    )
    @shown_for_selection
    def show(query: str, known_key: str | None) -> list[Any]:
        return render_improvement(services, query, known_key)


def render_improvement(services: Services, query: str, known_key: str | None) -> list[Any]:
    """The block's outputs, then spans, sentence, and the candidates as cards or why there are none."""
    services, selection = services.open(query)
    view = fetch_view(services, selection)
    spans = fetch_spans(services, selection, view)
    ends = [
        span_links(spans, view.previous, span_addresses("/neighbours", selection, spans)),
        fetch_block(services, page.CHANGE, selection).extra["sentence"],
    ]
    block = find_block(services, BLOCK, selection)
    if block is None:
        return [*[no_update] * _PARTS, *ends, True, no_twins(why_none(view)), [], no_update]
    twins: tuple[Twin, ...] = block.extra["twins"]
    cards = twin_cards(view, twins, [_compare(selection, twin) for twin in twins])
    return [*present_block(block, known_key), *ends, False, None, cards, {"height": block.extra["height"]}]


def _compare(selection: Selection, twin: Twin) -> tuple[str, str]:
    """The home and the candidate alone: over time, and in this period."""
    pair = selection.with_(neighbours="own", group=(twin.place.area.code,))
    return page_address("/trends", pair.with_(period=None, since=None)), page_address("/neighbours", pair)


def fetch_spans(services: Services, selection: Selection, view: Neighbourhood) -> tuple[Span, ...]:
    """The spans that the home's own figures allow."""
    return offer_spans(view.measure, fetch_own(services, selection), view.period, view.previous)


def build_twins(services: Services, selection: Selection) -> ChartBlock:
    """The candidates, with what the measure that this one is read with did over the same time."""
    catalogue, view = services.catalogue(), fetch_view(services, selection)
    companion = catalogue.measures.get(COMPANIONS.get(view.measure.id, ""))
    changes = _fetch_companion(services, catalogue, view, companion) if companion else {}
    return build_twins_block(selection, catalogue, view, find_twins(view, companion, changes), companion)


def _fetch_companion(
    services: Services, catalogue: Catalogue, view: Neighbourhood, companion: Measure
) -> dict[str, Change]:
    if view.previous is None:
        return {}
    codes = [code for pool in pool_codes(view).values() for code in pool]
    figures = services.repository.fetch_observations(
        [companion.id], areas=codes, start=view.previous.end, end=view.period.end
    )
    periods = catalogue.periods.get(companion.id, ())
    return dict(compare_spans(companion, figures, periods, view.previous, view.period))


BLOCKS[BLOCK] = build_twins
