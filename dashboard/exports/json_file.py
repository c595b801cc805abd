"""A chart's table as data for a program: the same cells as the page, with the reason where a figure is missing."""

from typing import Any

from dashboard.charts.block import Cell, ChartBlock
from dashboard.missing import REASONS


def build_document(block: ChartBlock, version: int) -> dict[str, Any]:
    """What the table says, in keys.

    Each of ``rows`` has a cell for each of ``columns``: ``shown`` as on the page, ``value`` as stored (null where
    missing), ``status`` with its symbol, ``reason`` in words and ``flags`` (illustrative, provisional, local).
    """
    return {
        "headline": block.headline,
        "subtitle": block.subtitle,
        "caption": block.table.caption,
        "notes": list(block.notes),
        "source": block.source.removeprefix("Source: "),
        "data_version": version,
        "labels": list(block.labels),
        "measures": list(block.measures),
        "columns": [column._asdict() for column in block.table.columns],
        "rows": [[_cell(cell) for cell in row] for row in block.table.rows],
    }


def _cell(cell: Cell) -> dict[str, Any]:
    reason = REASONS[cell.status] if cell.status else None
    return {**cell._asdict(), "reason": reason, "flags": list(cell.flags)}
