"""Fills the skeleton of layouts/chart_block.py: words from here, the figure and table by assets/present.js."""

from collections.abc import Mapping
from typing import Any

from dash import MATCH, ClientsideFunction, Dash, Input, Output, Patch, State, html, no_update
from dash.development.base_component import Component

from callbacks.safely import shown_safely
from callbacks.services import Services
from dashboard.charts.block import Cell, ChartBlock, Table
from dashboard.missing import REASONS
from layouts import ids
from layouts.about import about_measure
from layouts.to_html import Content, to_html

_PARTS = ("words", "figure", "key")
WORDS, FIGURE, KEY = range(len(_PARTS))  # their places among the outputs of a block


def block_outputs(name: str) -> list[Output]:
    """The outputs of a page callback that fills the block, in the order of ``present_block``."""
    return [Output(ids.block(name, part), "data") for part in _PARTS]


def block_state(name: str) -> State:
    """The key of the figure that the browser holds (None at first): ``present_block``'s ``known_key``."""
    return State(ids.block(name, "key"), "data")


def present_block(block: ChartBlock, known_key: str | None, around: Mapping[str, Content] | None = None) -> list[Any]:
    """One value for each of ``block_outputs``; the figure is left as it is where the browser holds it already.

    ``around`` are parts of the page that change with the block, by the id of the element that holds them. Like the
    block's own words they go as HTML and are put in their places in one go, in the frame in which the chart changes:
    Dash would need longer for each component than Plotly for a line. They can hold no component that needs React.
    """
    return [_words(block, around or {}), _send(block, known_key), block.key]


def present_around(name: str, around: Mapping[str, Content], version: int) -> list[Any]:
    """The outputs of a block that has no figures: only what stands around it changes, and the page hides the block."""
    parts = {place: to_html(content) for place, content in around.items()}
    words = {"name": name, "parts": {}, "around": parts, "measures": [], "version": version}
    return [words, no_update, no_update]


def _send(block: ChartBlock, known_key: str | None) -> Any:
    """What the browser lacks of a drawing: all, or what the switches change beside the figure, or nothing."""
    if block.key != known_key:
        return _drawing(block)
    if block.key_is_whole:
        return no_update
    patch = Patch()
    patch["table"] = table_data(block.table)
    patch["description"] = block.description
    return patch


def _words(block: ChartBlock, around: Mapping[str, Content]) -> dict[str, Any]:
    labels = [html.Span(label, className="tag tag-" + label.split(",")[0].lower()) for label in block.labels]
    return {
        "name": block.name,
        "parts": {
            "headline": to_html(block.headline),
            "subtitle": to_html(block.subtitle),
            "labels": to_html(labels),
            "notes": to_html([html.P(note) for note in block.notes]),
            "source": to_html(block.source),
        },
        "around": {name: to_html(content) for name, content in around.items()},
        "measures": list(block.measures),
        "version": block.version,
    }


def _drawing(block: ChartBlock) -> dict[str, Any]:
    return {
        "name": block.name,
        "key": block.key,
        "description": block.description,
        "figure": block.figure,
        "table": table_data(block.table),
    }


def table_data(table: Table) -> dict[str, Any]:
    """A table in the form that assets/chart_table.js writes out: a plain cell is its text alone."""
    statuses = {cell.status for row in table.rows for cell in row if cell.status}
    return {
        "caption": table.caption,
        "columns": [[column.title, column.kind, column.unit] for column in table.columns],
        "rows": [[_cell(cell) for cell in row] for row in table.rows],
        "reasons": {status: words for status, words in REASONS.items() if status in statuses},
    }


def _cell(cell: Cell) -> str | list[Any]:
    if cell.status or cell.flags:
        return [cell.shown, cell.status or "", *cell.flags]
    return cell.shown


def register(app: Dash, services: Services) -> None:
    """Drawing, and the words behind “About this measure”, for every block there is or will be."""
    app.clientside_callback(
        ClientsideFunction("present", "draw"),
        Output({"block": MATCH, "part": "graph"}, "data-drawn"),
        Input({"block": MATCH, "part": "figure"}, "data"),
        Input({"block": MATCH, "part": "words"}, "data"),
        State(ids.SELECTION, "data"),
    )

    @app.callback(
        Output({"block": MATCH, "part": "about"}, "children"),
        Output({"block": MATCH, "part": "about-button"}, "aria-expanded"),
        Input({"block": MATCH, "part": "about-button"}, "n_clicks"),
        State({"block": MATCH, "part": "words"}, "data"),
        State({"block": MATCH, "part": "about-button"}, "aria-expanded"),
        State(ids.SELECTION, "data"),
        prevent_initial_call=True,
    )
    @shown_safely
    def about(_clicks: int, words: dict[str, Any], expanded: str, query: str) -> tuple[list[Component] | None, str]:
        if expanded == "true":
            return None, "false"
        return render_about(services.open(query)[0], words["measures"]), "true"


def render_about(services: Services, measures: list[str] | None) -> list[Component]:
    """Definition, source, licence and next update of the measures of a block; unknown ids are left out."""
    catalogue = services.catalogue()
    known = [name for name in measures or [] if name in catalogue.measures]
    figures = services.repository.fetch_observations(known, area_types=("authority", "wedge"), areas=_sources(services))
    behind = {name: {figure.dataset for figure in figures if figure.measure == name} for name in known}
    return [
        about_measure(
            catalogue.measures[name],
            [dataset for slug, dataset in catalogue.datasets.items() if slug in behind[name]],
        )
        for name in known
    ]


def _sources(services: Services) -> list[str]:
    """The areas whose figures say where a measure comes from: the home authority by configuration and its wedges."""
    home = services.settings.home_authority
    catalogue = services.catalogue()
    return [home, *(area.code for area in catalogue.areas.values() if area.type == "wedge" and area.parent == home)]
