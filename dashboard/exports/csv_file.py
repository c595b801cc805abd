"""A chart's table as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from dashboard.charts.block import ChartBlock
from dashboard.exports.rows import FileCell, flatten

# A spreadsheet runs text that starts with one of these as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def write_csv(block: ChartBlock, version: int) -> bytes:
    """UTF-8 with a byte-order mark, so that Excel reads “%” and “–” rightly."""
    header, rows = flatten(block, version)
    return "\ufeff".encode() + write_rows(header, rows)


def write_rows(header: Sequence[str], rows: Iterable[Sequence[FileCell]]) -> bytes:
    """Comma-separated rows with CRLF line ends; text can never start a formula."""
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow([inert(cell) for cell in header])
    writer.writerows([inert(cell) for cell in row] for row in rows)
    return stream.getvalue().encode()


def inert(cell: FileCell) -> FileCell:
    """The cell, with an apostrophe in front where a spreadsheet would take its text for a formula."""
    if isinstance(cell, str) and cell.startswith(_FORMULA_STARTS):
        return f"'{cell}"
    return cell
