"""Writes a large table into a sheet of XlsxWriter at once: ten times as fast as its methods for single cells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import isfinite
from typing import TYPE_CHECKING

from dashboard.exports.rows import FileCell

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

MOST_CHARACTERS = 16_383  # a cell takes twice as many of UTF-16's units, and a character may need two


def write_plain_rows(sheet: Worksheet, top: int, rows: Sequence[Sequence[FileCell]]) -> None:
    """Write rows of plain numbers and texts below what the sheet has, the first in row ``top``.

    Text never becomes a formula or a link; an empty one leaves its cell empty, as None does. The sheet is one of a
    workbook with ``constant_memory``, which holds the text of finished rows: these are added to it. Raises ValueError
    for a number that is not finite, and for more than a sheet holds.
    """
    from xlsxwriter.utility import xl_col_to_name  # slow to load, and here by now

    if not rows:
        return
    end = top + len(rows)
    letters = [xl_col_to_name(column) for column in range(len(rows[0]))]
    # As its own methods do at the start of a row: the sheet grows, and what stands before is written.
    if sheet._check_dimensions(end - 1, 0) or sheet._check_dimensions(end - 1, len(letters) - 1):
        raise ValueError(f"a sheet has no room for {len(rows)} rows of {len(letters)} cells")
    sheet._write_single_row(end)
    sheet.fh.writelines(_build_rows(sheet, top, rows, letters))


def _build_rows(
    sheet: Worksheet, top: int, rows: Sequence[Sequence[FileCell]], letters: Sequence[str]
) -> Iterator[str]:
    contents = _Contents(sheet)
    for number, row in enumerate(rows, start=top + 1):
        cells = [
            f'<c r="{letter}{number}"{contents[cell]}'
            for letter, cell in zip(letters, row, strict=True)
            if cell is not None and cell != ""
        ]
        yield f'<row r="{number}">{"".join(cells)}</row>'


class _Contents(dict[str | float, str]):
    """What follows a cell's address, by what is in the cell: the same few thousand fill a table."""

    def __init__(self, sheet: Worksheet) -> None:
        super().__init__()
        self._sheet = sheet

    def __missing__(self, cell: str | float) -> str:
        self[cell] = made = self._write_text(cell) if isinstance(cell, str) else _write_number(cell)
        return made

    def _write_text(self, text: str) -> str:
        safe = self._sheet._escape_data(self._sheet._escape_control_characters(text[:MOST_CHARACTERS]))
        space = ' xml:space="preserve"' if text != text.strip() else ""
        return f' t="inlineStr"><is><t{space}>{safe}</t></is></c>'


def _write_number(number: float) -> str:
    if not isfinite(number):
        raise ValueError("a cell holds finite numbers only")
    return f"><v>{number:.16G}</v></c>"
