"""The Neighbours page: bars beside the distribution, who improved, the sets, and all authorities to choose from."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.charts.block import Table
from dashboard.charts.ranked_bars import height_of
from dashboard.facts import Fact
from dashboard.formatting import format_range, format_value, join_names
from dashboard.measures import Measure
from dashboard.neighbour_sets import SetChange, SetFigures
from dashboard.neighbour_words import change_of_set_sentence
from dashboard.selection import NEIGHBOUR_SETS
from layouts.chart_block import chart_block, file_links
from layouts.data_table import data_table, grid_columns, grid_rows
from layouts.messages import no_data
from layouts.trends import facts_list, judgement_chip

BARS, DISTRIBUTION, CHANGE, TABLE = "neighbours", "neighbours-distribution", "neighbours-change", "neighbours-table"
TWINS, SPANS, STANDING = "neighbours-twins", "neighbours-spans", "neighbours-standing"
TWINS_PART, TWINS_MESSAGE, TWIN_CARDS = "neighbours-twins-part", "neighbours-twins-message", "neighbours-twin-cards"
SENTENCES, FACTS, SETS, PRESETS = "neighbours-sentences", "neighbours-facts", "neighbours-sets", "neighbours-presets"
GRID, GRID_TITLE, OWN_GROUP = "neighbours-grid", "neighbours-grid-title", "neighbours-own-group"
HEIGHT = height_of(11)
# The least width in px of columns of the grid, by the first word of their title.
WIDTHS = {"Authority": 200, "Marked": 140, "Rank": 95, "Quarter": 105, "Range": 135, "The": 170, "Region": 200}


def layout() -> Component:
    """The page's skeleton, without data."""
    facts = html.Section(
        [html.H2("In figures", id="neighbours-facts-title", className="visually-hidden"), html.Div(id=FACTS)],
        className="block neighbour-facts",
        **{"aria-labelledby": "neighbours-facts-title"},
    )
    sets = html.Section([html.H2("Which neighbours?"), html.Div(id=SETS)], className="block neighbour-sets")
    return html.Div(
        [
            html.H1("Neighbours", className="page-title"),
            html.Div(id=SENTENCES, className="page-sentences", **{"aria-live": "polite"}),
            facts,
            _pair(chart_block(BARS, height=HEIGHT), chart_block(DISTRIBUTION, height=HEIGHT)),
            _improvement(),
            sets,
            _everyone(),
        ],
        className="page page-neighbours",
    )


def _improvement() -> Component:
    """Who improved fastest: the span to choose, changes beside candidates, and the candidates in words."""
    heading = html.Div(
        [
            html.H2("Who improved fastest?", id="neighbours-improvement-title"),
            html.Div(id=SPANS),
            html.P(id=STANDING, className="neighbour-standing", **{"aria-live": "polite"}),
        ],
        className="neighbour-improvement-head",
    )
    twins = html.Div(
        [html.Div(id=TWINS_MESSAGE), html.Div(chart_block(TWINS, level=3, height=height_of(8, 0)), id=TWINS_PART)]
    )
    pair = _pair(chart_block(CHANGE, level=3, height=height_of(11, 0)), twins)
    return html.Section(
        [heading, pair, html.Div(id=TWIN_CARDS)],
        className="neighbour-improvement",
        **{"aria-labelledby": "neighbours-improvement-title"},
    )


def _pair(left: Component, right: Component) -> Component:
    return html.Div([left, right], className="neighbour-pair")


def _everyone() -> Component:
    own = html.Div(
        [
            html.A("Compare with a group of your own", id=OWN_GROUP, className="button"),
            html.Span("Tick authorities below, or start from:", className="quiet-words"),
            html.Span(id=PRESETS, className="neighbour-presets"),
        ],
        className="neighbour-own",
    )
    grid = data_table(GRID, height=560)
    grid.getRowId = "params.data.code"
    grid.dashGridOptions = grid.dashGridOptions | {
        "rowSelection": {"mode": "multiRow", "checkboxes": True, "headerCheckbox": False},
        "selectionColumnDef": {"headerName": "Tick", "width": 72, "resizable": False},
    }
    heading = [html.H2("All authorities"), html.P(id=GRID_TITLE, className="quiet-words")]
    files = html.Div(file_links("button"), className="block-actions")
    return html.Section([*heading, own, grid, files], className="block neighbour-everyone", **{"data-block": TABLE})


def sentence_lines(sentences: Sequence[str]) -> list[Component]:
    """The first sentence leads, the others stand below it."""
    return [html.P(words, className="lead" if not place else None) for place, words in enumerate(sentences)]


def facts(found: Sequence[Fact]) -> Component:
    """The figures in a row where there is room."""
    return facts_list(found)


def sets_part(
    name: str, measure: Measure, changes: Sequence[SetChange], figures: Sequence[SetFigures], links: Sequence[str]
) -> list[Component]:
    """Who came and went from set to set, and what each makes of the figures; ``links`` choose the sets, in order."""
    parts: list[Component] = [_change(name, change) for change in changes]
    if figures:
        parts.append(_sets_table(measure, figures, links))
    if not parts:
        return [no_data("No statistical neighbours", f"No set of neighbours is published for {name}.")]
    return parts


def _change(name: str, change: SetChange) -> Component:
    lines = [("Came", change.came), ("Went", change.went), ("Stayed", change.stayed)]
    items = [html.Li([html.B(f"{word}: "), join_names(names)]) for word, names in lines if names]
    return html.Div([html.P(change_of_set_sentence(name, change), className="set-sentence"), html.Ul(items)])


def _sets_table(measure: Measure, figures: Sequence[SetFigures], links: Sequence[str]) -> Component:
    head = ["Set", "With a figure", "Mean", "Median", "Range"]
    rows = [_set_row(measure, found, link) for found, link in zip(figures, links, strict=True)]
    caption = "The same figures against each set"
    table = html.Table(
        [
            html.Caption(caption),
            html.Thead(html.Tr([html.Th(words, scope="col") for words in head])),
            html.Tbody(rows),
        ]
    )
    return html.Div(table, className="table-scroll", tabIndex="0", role="region", **{"aria-label": caption})


def _set_row(measure: Measure, found: SetFigures, link: str) -> Component:
    group = found.group
    title = NEIGHBOUR_SETS[group.id].removeprefix("statistical neighbours (").removesuffix(")")
    averages = ((group.mean, found.against_mean), (group.median, found.against_median))
    return html.Tr(
        [
            html.Th(html.A(title[0].upper() + title[1:], href=link), scope="row"),
            html.Td(f"{group.n} of {group.of}"),
            *(html.Td([format_value(value, measure), " ", judgement_chip(judged)]) for value, judged in averages),
            html.Td(format_range(group.min, group.max, measure) if group.n else "–"),
        ]
    )


def presets(choices: Sequence[tuple[str, str]]) -> list[Component]:
    """Links (words, address) to groups that are at hand without ticking."""
    return [html.A(words, href=address, className="button") for words, address in choices]


def everyone_columns(table: Table) -> list[dict[str, Any]]:
    """Columns of the grid: the authority stays in sight, numbers can be filtered too."""
    columns = grid_columns(table)
    for column, definition in zip(table.columns, columns, strict=True):
        if column.kind == "number":
            definition |= {"filter": "agNumberColumnFilter"}
        definition |= {"minWidth": WIDTHS.get(column.title.split(" ")[0], 110)}
    columns[0] |= {"flex": 2}
    return columns


def everyone_rows(table: Table, codes: Sequence[str]) -> list[dict[str, Any]]:
    """Rows of the grid, each with the code of its authority."""
    rows = grid_rows(table)
    for row, code in zip(rows, codes, strict=True):
        row["code"] = code
    return rows
