"""The Gaps page: both figures beside the gap between them, and every gap of the authority in one table."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.block import ChartBlock
from dashboard.charts.trend import HEIGHT
from dashboard.facts import Fact
from dashboard.formatting import format_change, format_missing, format_number, format_value
from dashboard.gap import format_gap
from dashboard.gap_blocks import GAP, SIDES
from dashboard.gap_list import GapRow
from dashboard.gap_table import ALL_GAPS, limits_words
from dashboard.judgement import Judgement
from dashboard.selection import GAP_ORDERS
from layouts.chart_block import chart_block, file_links
from layouts.messages import no_data
from layouts.trends import facts_list, judgement_chip

SENTENCES, WHY, FACTS, TABLES, NOTES = "gaps-sentences", "gaps-why", "gaps-facts", "gaps-tables", "gaps-table-notes"
PAIR, MESSAGE = "gaps-pair", "gaps-message"
TITLES = {"percentage points": "In percentage points", "points": "In points of score"}


def layout() -> Component:
    """The page's skeleton, without data."""
    facts = html.Section(
        [html.H2("In figures", id="gaps-facts-title", className="visually-hidden"), html.Div(id=FACTS)],
        className="block neighbour-facts",
        **{"aria-labelledby": "gaps-facts-title"},
    )
    return html.Div(
        [
            html.H1("Gaps", className="page-title"),
            html.Div(id=MESSAGE, role="status"),
            html.Div(
                [
                    html.Div(id=SENTENCES, className="page-sentences", **{"aria-live": "polite"}),
                    html.P(id=WHY, className="quiet-words"),
                    facts,
                    html.Div(
                        [chart_block(SIDES, height=HEIGHT), chart_block(GAP, height=HEIGHT)],
                        className="neighbour-pair",
                    ),
                ],
                id=PAIR,
                className="gap-chosen",
            ),
            _everything(),
        ],
        className="page page-gaps",
    )


def _everything() -> Component:
    return html.Section(
        [
            html.H2("All gaps"),
            html.Div(id=TABLES, className="gap-tables"),
            html.Div(id=NOTES, className="block-notes"),
            html.Div(file_links("button"), className="block-actions"),
        ],
        className="block gap-everything",
        **{"data-block": ALL_GAPS},
    )


def no_gap(home: str, pair: str, offers: Sequence[tuple[str, str]]) -> Component:
    """In place of the chosen gap: that it has no figures, and links (words, href) to gaps of the home that have."""
    what = f"There are no figures of both groups for {home}. "
    if offers:
        return no_data(f"{pair}: no gap to show", f"{what}These gaps have figures; all are in the table below:", offers)
    return no_data(f"{pair}: no gap to show", f"{what}Choose another authority above.")


def table_notes(every: ChartBlock) -> list[Component]:
    """What must be known to read the tables, and where their figures come from."""
    return [*(html.P(note) for note in every.notes), html.P(every.source)]


def sentence_lines(sentences: Sequence[str]) -> list[Component]:
    """The first sentence leads, the others stand below it."""
    first, *others = sentences
    return [html.P(first, className="lead"), html.P(" ".join(others))]


def facts(found: Sequence[Fact]) -> Component:
    """The figures in a row where there is room."""
    return facts_list(found)


def order_links(chosen: str, links: Mapping[str, str]) -> Component:
    """Both orders as links, the one in use marked."""
    items = [
        html.Li(
            html.A(
                words[0].upper() + words[1:],
                href=links[order],
                className="button",
                **({"aria-current": "true"} if order == chosen else {}),
            )
        )
        for order, words in GAP_ORDERS.items()
    ]
    return html.Ul(items, className="gap-orders", **{"aria-label": "Order of the tables"})


def gap_tables(
    units: Mapping[str, Sequence[GapRow]], chosen: str, whose: str, links: Mapping[str, str]
) -> list[Component]:
    """A table for each unit; ``chosen`` is the pair shown above, ``whose`` the heading of the average's column."""
    parts: list[Component] = []
    for unit, rows in units.items():
        title = TITLES[unit]
        known, none = [row for row in rows if row.value is not None], [row for row in rows if row.value is None]
        head = ["Between", "Gap", "Since the period before", whose, "England", "In children"]
        table = html.Table(
            [
                html.Caption(title),
                html.Thead(html.Tr([html.Th(words, scope="col") for words in head])),
                html.Tbody([_row(row, links[row.pair.id], row.pair.id == chosen) for row in known]),
            ]
        )
        parts.append(html.H3(title))
        if known:
            scroller = html.Div(table, className="table-scroll", tabIndex="0", role="region", **{"aria-label": title})
            parts.append(scroller)
        if none:
            parts.append(html.P(["No figures of both groups: ", *_named(none)], className="quiet-words"))
    return parts


def _named(rows: Sequence[GapRow]) -> list[str]:
    return ["; ".join(f"{row.pair.title} ({format_missing(row.status)})" for row in rows) + "."]


def _row(row: GapRow, link: str, current: bool) -> Component:
    measure, of = row.measure, row.group_measure
    if of is None or row.group is None or row.reference is None or row.period is None or row.value is None:
        raise ValueError(f"{row.pair.id} has no gap to write")
    both = f"{format_value(row.group.value, of)} against {format_value(row.reference.value, of)} for "
    both += f"{row.pair.reference.words}, {row.period.label}"
    name = html.A(row.pair.title, href=link, **({"aria-current": "true"} if current else {}))
    return html.Tr(
        [
            html.Th([name, html.Span(both, className="gap-both")], scope="row"),
            html.Td([html.B(format_number(row.value, measure.decimals)), _quiet(limits_words(row))]),
            html.Td(_movement(row)),
            _beside(row, row.neighbours, row.against_neighbours),
            _beside(row, row.england, row.against_england),
            html.Td(format_gap(row.children) if row.children else "–"),
        ],
        className="gap-current" if current else None,
    )


def _quiet(words: str) -> Component | str:
    return html.Span(words, className="gap-range") if words else ""


def _movement(row: GapRow) -> list[Component | str]:
    moved = row.movement
    if moved.change is None:
        return [_quiet(moved.why)]
    words = format_change(moved.change, row.measure).removesuffix(row.measure.unit).rstrip()
    if not moved.change or moved.limits is None:
        return [words]
    word = moved.judged.word
    if moved.way in ("narrowing", "widening", "turned round"):
        return [words, " ", html.Span(moved.way, className=f"chip {_chip(moved.judged)}", title=word)]
    return [words, " ", judgement_chip(moved.judged)]


def _chip(judged: Judgement) -> str:
    return {"better": "chip-better", "worse": "chip-worse"}.get(judged.word, "chip-none")


def _beside(row: GapRow, value: float | None, judged: Judgement) -> Component:
    if value is None:
        return html.Td("–")
    words = format_number(value, row.measure.decimals)
    return html.Td(words if row.limits is None else [words, " ", judgement_chip(judged)])
