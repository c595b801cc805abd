"""A table as flat rows for a file: the stored value beside the shown one, the reason where there is none."""

from dashboard.charts.block import Cell, ChartBlock, Table
from dashboard.missing import REASONS

FileCell = str | float | None


def flatten(block: ChartBlock, version: int) -> tuple[list[str], list[list[FileCell]]]:
    """Header and rows. Each number column becomes "… (as shown)" and "… (value)", and "… (note)" where needed.

    The source, the data version and the labels (Illustrative, Provisional…) stand in every row, so that a row that is
    copied elsewhere still says where it comes from.
    """
    table = block.table
    noted = {index for index in range(len(table.columns)) if any(_note(row[index]) for row in table.rows)}
    header: list[str] = []
    for index, column in enumerate(table.columns):
        title = f"{column.title} ({column.unit})" if column.unit else column.title
        header += [f"{title} (as shown)", f"{title} (value)"] if column.kind == "number" else [title]
        if index in noted:
            header.append(f"{title} (note)")
    trailer: list[FileCell] = [f"{version}", ", ".join(block.labels)]
    if not table.sourced:
        header.append("Source")
        trailer.insert(0, block.source.removeprefix("Source: "))
    return [*header, "Data version", "Labels"], [_row(table, row, noted) + trailer for row in table.rows]


def _row(table: Table, row: tuple[Cell, ...], noted: set[int]) -> list[FileCell]:
    cells: list[FileCell] = []
    for index, (column, cell) in enumerate(zip(table.columns, row, strict=True)):
        cells.append(cell.shown)
        if column.kind == "number":
            cells.append(cell.value)
        if index in noted:
            cells.append(_note(cell))
    return cells


def _note(cell: Cell) -> str:
    reason = f"{cell.status}: {REASONS[cell.status]}" if cell.status else ""
    return "; ".join(part for part in (reason, *cell.flags) if part)
