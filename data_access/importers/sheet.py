"""The rows of a checked table one by one: for sources whose rows need thought rather than speed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.missing import read_value
from data_access.importers.fault_list import FaultList
from data_access.importers.text_table import has_columns, read_csv


@dataclass(frozen=True, slots=True)
class Row:
    """One line: its cells by column, and where a fault in it is to be reported."""

    file: str
    line: int
    cells: dict[str, str]
    faults: FaultList

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def fault(self, column: str, rule: str, remedy: str) -> None:
        """Record that a cell breaks a rule."""
        self.faults.add(self.file, self.line, column, self.cells[column], rule, remedy)

    def number(self, column: str, *, most: float | None = None) -> float | None:
        """A figure of zero or more (at most ``most``); None for an empty cell, and for a fault, which is recorded."""
        text = self.cells[column].strip()
        if not text:
            return None
        try:
            value, _ = read_value(text)
        except ValueError:
            value = None
        if value is None:
            self.fault(column, "it must be a number", "Give a plain number, or leave the cell empty")
            return None
        if value < 0 or (most is not None and value > most):
            limit = "0 or more" if most is None else f"from 0 to {most:g}"
            self.fault(column, f"it must be {limit}", "Correct the figure")
            return None
        return value

    def count(self, column: str) -> float | None:
        """A whole number of zero or more, as ``number``."""
        value = self.number(column)
        if value is not None and value != int(value):
            self.fault(column, "a count must be a whole number", "Give the count without decimals")
            return None
        return value

    def one_of(self, column: str, allowed: Collection[str]) -> str | None:
        """The cell where it is one of ``allowed``, else None and a fault."""
        if self.cells[column] in allowed:
            return self.cells[column]
        shown = sorted(allowed)
        some = ", ".join(shown[:12]) + (", …" if len(shown) > 12 else "")
        self.fault(column, "this value is not known here", f"Use one of: {some}")
        return None


@dataclass(slots=True)
class Sheet:
    """The rows of a file; none where it could not be read."""

    rows: list[Row] = field(default_factory=list)

    def __iter__(self) -> Iterator[Row]:
        return iter(self.rows)


def read_sheet(path: Path, columns: Collection[str], faults: FaultList) -> Sheet:
    """Read a CSV file that must have ``columns``; what is wrong with it goes to ``faults``."""
    table = read_csv(path, faults)
    if table is None or not has_columns(table, columns, faults):
        return Sheet()
    names = list(table.cells.columns)
    records = zip(table.rows.tolist(), table.cells.itertuples(index=False, name=None), strict=True)
    return Sheet([Row(table.file, line, dict(zip(names, cells, strict=True)), faults) for line, cells in records])
