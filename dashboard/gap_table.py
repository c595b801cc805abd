"""The block ``gaps-all``: every gap of one authority, by unit, and a picture of those in percentage points."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.ranked_bars import Row, Side, build_ranked_bars, canvas_of
from dashboard.formatting import format_change, format_missing, format_number, format_range, format_value
from dashboard.gap import format_gap
from dashboard.gap_list import GapRow, by_unit, order_gaps
from dashboard.group_words import name_average
from dashboard.measures import Measure
from dashboard.schema import Catalogue, Observation
from dashboard.selection import GAP_ORDERS, Selection
from dashboard.wedge_cells import figure_cell, interval_cell
from dashboard.wedge_notes import cite_sources, list_labels

ALL_GAPS = "gaps-all"
SHARES = "percentage points"
NOTES = (
    "Only gaps in one unit may be set beside each other, so each unit has its own order.",
    "Each gap is in the latest period in which the authority has both figures; movement is from the period before, "
    "where the two compare.",
    "A gap of more than zero means that the group is behind; for ethnic groups, that its figure is the higher one.",
)
COLOURS = {"better": theme.BETTER, "worse": theme.WORSE}


def build_table_block(selection: Selection, catalogue: Catalogue, rows: Sequence[GapRow]) -> ChartBlock:
    """The block; ``extra`` has the rows of each unit in the chosen order."""
    units = {unit: order_gaps(found, selection.order) for unit, found in by_unit(rows).items()}
    home = catalogue.areas[selection.home].name
    known = [figure for row in rows for figure in (row.group, row.reference) if figure]
    figure = _figure(units.get(SHARES, ()))
    order = GAP_ORDERS[selection.order]
    return ChartBlock(
        name=ALL_GAPS,
        headline=f"All gaps in {home}",
        subtitle=f"Gaps in {SHARES}, {home}, latest figures, {order}",
        description=f"Bars of the gaps of {home} in {SHARES}, {order}. The table has every gap.",
        figure=figure,
        table=_table(selection, catalogue, units),
        notes=NOTES,
        source=cite_sources(catalogue, known),
        measures=tuple(dict.fromkeys(figure.measure for figure in known)),
        key="|".join((ALL_GAPS, str(catalogue.version), selection.home, selection.order)),
        labels=list_labels(catalogue, known),
        extra={"units": units, "canvas": canvas_of(figure["layout"]["height"])},
    )


def _figure(rows: Sequence[GapRow]) -> dict[str, Any]:
    bars = [
        Row(
            name=row.pair.title.partition(",")[0],
            value=row.value,
            shown=format_number(row.value, row.measure.decimals),
            limits=(row.limits.lower, row.limits.upper) if row.limits else None,
            note=row.pair.family,
            hover=f"{format_value(row.value, row.measure)} · {row.period.label}",
            colour=COLOURS.get(row.against_neighbours.word, theme.GREY_DARK),
        )
        for row in rows
        if row.value is not None and row.period is not None
    ]
    return build_ranked_bars("", [Side("", bars, {})], "Gap")


def _table(selection: Selection, catalogue: Catalogue, units: dict[str, tuple[GapRow, ...]]) -> Table:
    columns = (
        Column("Gap between", "text"),
        Column("and", "text"),
        Column("Unit of the gap", "text"),
        Column("Period", "text"),
        Column("Group"),
        Column("Set against"),
        Column("Gap"),
        Column("Range (95 %)", "text"),
        Column("Change of the gap"),
        Column("The gap is", "text"),
        Column("In children", "text"),
        Column(f"{name_average(selection.neighbours, selection.average).capitalize()} gap"),
        Column(f"With a gap among the {'group' if selection.neighbours == 'own' else 'neighbours'}"),
        Column("Against them", "text"),
        Column("England’s gap"),
        Column("Against England", "text"),
    )
    rows = tuple(_cells(catalogue, row) for found in units.values() for row in found)
    home = catalogue.areas[selection.home].name
    return Table(f"All gaps in {home}, by unit, {GAP_ORDERS[selection.order]}", columns, rows)


def _cells(catalogue: Catalogue, row: GapRow) -> tuple[Cell, ...]:
    named = (Cell(row.pair.title), Cell(row.pair.reference.words), Cell(row.measure.unit))
    measure = row.measure
    if row.value is None or row.period is None or row.group_measure is None:
        return (*named, *(Cell("–") for _ in range(3)), Cell(format_missing(row.status), None, row.status),
                *(Cell("–") for _ in range(9)))  # fmt: skip
    lower, upper = (row.limits.lower, row.limits.upper) if row.limits else (None, None)
    moved = row.movement
    return (
        *named,
        Cell(row.period.label),
        _side(catalogue, row.group_measure, row.group),
        _side(catalogue, row.group_measure, row.reference),
        Cell(format_number(row.value, measure.decimals), row.value),
        interval_cell(lower, upper, measure),
        Cell(moved.why or "–") if moved.change is None else Cell(format_change(moved.change, measure), moved.change),
        Cell(moved.way),
        Cell(format_gap(row.children), row.children.children) if row.children else Cell("–"),
        _plain(row.neighbours, measure),
        Cell(str(row.n), row.n),
        Cell(row.against_neighbours.word),
        _plain(row.england, measure),
        Cell(row.against_england.word),
    )


def _side(catalogue: Catalogue, measure: Measure, figure: Observation | None) -> Cell:
    """A figure with its unit and labels; rows are in several units."""
    cell = figure_cell(measure, figure, catalogue)
    if figure is None or figure.value is None:
        return cell
    return cell._replace(shown=format_value(figure.value, measure))


def _plain(value: float | None, measure: Measure) -> Cell:
    return Cell("no figure", None, "x") if value is None else Cell(format_number(value, measure.decimals), value)


def limits_words(row: GapRow) -> str:
    """The range of a gap without its unit; empty where there is none."""
    if row.limits is None:
        return ""
    words = format_range(row.limits.lower, row.limits.upper, row.measure)
    return words.removesuffix(row.measure.unit).rstrip()
