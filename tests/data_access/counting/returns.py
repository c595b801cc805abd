"""Small returns for tests: written to a file, counted in this process by DuckDB, and added up."""

import csv
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from data_access.counting.cells import Cell
from data_access.counting.counting import count_return
from data_access.counting.request import Counted, EngineOptions, Places, Request, Return

EAST, WEST = "leeds-east", "leeds-west"
PLACES = Places(
    {"LS11UR": "E05000001", "LS22AA": "E05000002"},
    {"E05000001": EAST, "E05000002": WEST},
    {"107809": ("E05000001", "primary"), "107810": ("E05000002", "secondary")},
)
Row = Mapping[str, str]


def write(path: Path, rows: Sequence[Row], columns: Sequence[str] = ()) -> Path:
    """Write rows as CSV; a row that lacks a column leaves it empty."""
    names = list(columns) or list(dict.fromkeys(name for row in rows for name in row))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def request(kind: Return, as_at: date, *files: Path) -> Request:
    """A request for DuckDB."""
    return Request(kind, files, as_at, PLACES, EngineOptions(memory_gb=1))


def count(kind: Return, as_at: date, *files: Path) -> Counted:
    """Count in this process."""
    return count_return(request(kind, as_at, *files))


def total(
    cells: Sequence[Cell], name: str, *, wedge: str | None = None, period: str | None = None, **groups: str
) -> int:
    """The sum of a count over the cells of a wedge, a period and groups."""
    return sum(
        cell.counts[name]
        for cell in cells
        if wedge in {None, cell.wedge}
        and period in {None, cell.period}
        and all(cell.groups[family.replace("_", "-")] == member for family, member in groups.items())
    )
