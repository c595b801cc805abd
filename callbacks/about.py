"""Fills the About page: the back-test, and what depends on settings and figures."""

from datetime import datetime
from typing import Any

from dash import Dash, Input

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.backtest import load_backtest
from dashboard.backtest_blocks import BANDS, METHODS, build_bands_block, build_methods_block
from dashboard.charts.block import ChartBlock
from dashboard.formatting import format_day
from dashboard.selection import Selection
from layouts import about_page as page
from layouts import ids


def register(app: Dash, services: Services) -> None:
    """Register the page's callback."""

    @app.callback(
        *block_outputs(METHODS),
        *block_outputs(BANDS),
        Input(ids.SELECTION, "data"),
        block_state(METHODS),
        block_state(BANDS),
    )
    @shown_for_selection
    def show(query: str, known_methods: str | None, known_bands: str | None) -> list[Any]:
        return render_about_page(services, query, known_methods, known_bands)


def render_about_page(
    services: Services, query: str, known_methods: str | None = None, known_bands: str | None = None
) -> list[Any]:
    """The outputs of both blocks, and the words around them."""
    services, selection = services.open(query)
    catalogue = services.catalogue()
    published = format_day(datetime.fromisoformat(catalogue.published_at))
    around = {
        page.DISCLOSURE: page.disclosure_words(services.settings),
        page.CONTACT: page.contact_words(services.settings),
        page.DATA: page.data_words(catalogue.version, published),
    }
    methods, bands = (fetch_block(services, name, selection) for name in (METHODS, BANDS))
    return [*present_block(methods, known_methods, around), *present_block(bands, known_bands)]


def build_methods(services: Services, _selection: Selection) -> ChartBlock:
    """How near the methods came."""
    return build_methods_block(load_backtest(), services.catalogue().version)


def build_bands(services: Services, _selection: Selection) -> ChartBlock:
    """How often the band held."""
    return build_bands_block(load_backtest(), services.catalogue())


BLOCKS[METHODS] = build_methods
BLOCKS[BANDS] = build_bands
