"""The block ``neighbours-table``: all authorities as a table, for the grid of the page and for files."""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.formatting import change_unit
from dashboard.improvement_words import moved_words, rank_changes
from dashboard.intervals import interval_label
from dashboard.neighbour_bars import block_key
from dashboard.neighbour_change import change_interval_cell, format_signed
from dashboard.neighbour_distribution import marked_as
from dashboard.neighbour_words import order_words
from dashboard.neighbours import Neighbourhood, Place, best_first
from dashboard.schema import Catalogue
from dashboard.selection import Selection
from dashboard.wedge_cells import figure_cell, interval_cell

BLOCK = "neighbours-table"


def build_table_block(
    selection: Selection, catalogue: Catalogue, view: Neighbourhood, distribution: ChartBlock
) -> ChartBlock:
    """The block; its picture is the distribution's. ``extra`` has the codes of the rows, in order."""
    ordered = best_first(view.measure, list(view.places.values()))
    return replace(
        distribution,
        name=BLOCK,
        table=_table(view, catalogue, ordered),
        key=f"{block_key(BLOCK, selection, catalogue)}|{selection.since or ''}",
        extra=distribution.extra | {"codes": [place.area.code for place in ordered]},
    )


def _table(view: Neighbourhood, catalogue: Catalogue, ordered: tuple[Place, ...]) -> Table:
    measure = view.measure
    since = f"Change since {view.previous.key}" if view.previous else "Change"
    columns = [Column("Authority", "text"), Column("Marked as", "text")]
    if measure.polarity:
        columns += [Column(f"Rank of {len(view.known)}", "number"), Column("Quarter", "text")]
    columns += [
        Column("Figure", "number", measure.unit),
        Column(interval_label(measure).capitalize(), "text"),
        Column(since, "number", change_unit(measure)),
        Column("Range of the change", "text"),
        *([Column("Rank of change", "number")] if measure.polarity else []),
        Column("The change is", "text"),
        Column("Region", "text"),
    ]
    members = {member.code for member in view.chosen.members}
    ranks = rank_changes(view)
    rows = tuple(_row(view, catalogue, place, members, ranks) for place in ordered)
    caption = f"{measure.title}, all {len(view.places)} authorities, {order_words(view)}, {view.period.label}"
    return Table(caption, tuple(columns), rows)


def _row(
    view: Neighbourhood, catalogue: Catalogue, place: Place, members: set[str], ranks: Mapping[str, int]
) -> tuple[Cell, ...]:
    measure = view.measure
    cells = [Cell(place.area.name), Cell(marked_as(view, place, members))]
    if measure.polarity:
        cells += [Cell(str(place.rank), place.rank) if place.rank else Cell("–"), Cell(place.quartile or "–")]
    lower, upper = place.limits or (None, None)
    return (
        *cells,
        figure_cell(measure, place.figure, catalogue),
        interval_cell(lower, upper, measure),
        Cell(format_signed(measure, place.change), place.change),
        change_interval_cell(measure, place),
        *([_rank_cell(ranks.get(place.area.code))] if measure.polarity else []),
        Cell(moved_words(place)),
        Cell(place.region),
    )


def _rank_cell(rank: int | None) -> Cell:
    return Cell(str(rank), rank) if rank else Cell("–")
