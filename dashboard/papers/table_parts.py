"""A block's table in parts that fit on a page: a paper is narrower than a screen, and has an end."""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.charts.block import Cell, Column, Table

UPRIGHT, LYING = (
    9,
    13,
)  # columns of one part on an upright page and on a lying one, the first (which heads the rows) too
MOST_ROWS = 200
MOST_COLUMNS = 73  # twelve to a part after the first: six parts of a table are more than anybody reads


class Part(NamedTuple):
    """Some columns of a table, after the first; ``caption`` says which part of how many it is."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def lying(self) -> bool:
        """Whether it needs a page that lies on its long side."""
        return len(self.columns) > UPRIGHT


def split_table(table: Table, widest: int = LYING, most_rows: int = MOST_ROWS) -> Iterator[Part]:
    """The table as parts of at most ``widest`` columns, each with the first column in front."""
    rows = table.rows[:most_rows]
    rest = list(range(1, min(len(table.columns), MOST_COLUMNS)))
    room = max(widest - 1, 1)
    if len(rest) <= room:
        yield Part(table.caption, tuple(table.columns), rows)
        return
    count = -(-len(rest) // room)
    each = -(-len(rest) // count)  # parts of much the same width
    for number in range(count):
        chosen = [0, *rest[number * each : (number + 1) * each]]
        yield Part(
            f"{table.caption} (part {number + 1} of {count})",
            tuple(table.columns[place] for place in chosen),
            tuple(tuple(row[place] for place in chosen) for row in rows),
        )


def say_cut(table: Table, most_rows: int = MOST_ROWS) -> str:
    """What of the table is not here, and where it is; nothing where all is."""
    cut = []
    if len(table.rows) > most_rows:
        cut.append(f"the first {most_rows} of {len(table.rows):,} rows")
    if len(table.columns) > MOST_COLUMNS:
        cut.append(f"the first {MOST_COLUMNS} of {len(table.columns):,} columns")
    return f"Shown here: {' and '.join(cut)}. The Excel paper has them all." if cut else ""


def heading_of(column: Column) -> str:
    """``Leeds (%)``."""
    return f"{column.title} ({column.unit})" if column.unit else column.title


def words_of(cell: Cell) -> str:
    """What a cell shows, with its labels: ``6.1 (illustrative)``."""
    return f"{cell.shown} ({', '.join(cell.flags)})" if cell.flags else cell.shown
