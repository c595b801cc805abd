"""A sheet as it stands: rows of text under the numbers that a spreadsheet gives them, blank rows left out."""

from dataclasses import dataclass, field
from typing import NamedTuple

MOST_ROWS = 100_000
MOST_COLUMNS = 500
A_SHEET_OF_TOTALS = "Leave only the figures, one row for each"


class RawRow(NamedTuple):
    """One row; ``number`` is the spreadsheet's."""

    number: int
    cells: list[str]


class Merged(NamedTuple):
    """Cells that were joined into one."""

    reference: str
    last_row: int


@dataclass(slots=True)
class RawTable:
    """What a file holds, before anybody asks what it means.

    ``notices`` say what was taken as meant although it was written otherwise; ``hidden`` what a reader of the
    workbook does not see, but is read.
    """

    file: str
    rows: list[RawRow] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    merged: list[Merged] = field(default_factory=list)
    ragged: bool = False  # a row may be shorter or longer than the header: in a workbook every row is as wide
