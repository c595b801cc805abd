"""A block's table in parts that fit on a page: a paper is narrower than a screen, and has an end."""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.charts.block import Cell, Column, Table

# Columns of one part on an upright page and on a lying one, the first (which heads the rows) too.
UPRIGHT, LYING = 9, 13
UPRIGHT_LINE, LYING_LINE = 118, 180  # characters of a table's type that stand beside each other
HEAD_LINES = 3  # that a heading may take, roughly
BOLD = 1.15  # times as wide
LONGEST_WORD, SHORT_CELL, LONGEST_CELL = 24, 14, 44  # characters: what is longer goes on in the next line
PADDING = 3  # characters, beside what a cell says
MOST_ROWS = 200
MOST_COLUMNS = 73  # twelve to a part after the first: six parts of a table are more than anybody reads
WHOLE = "All of it is in the Excel paper, and in the CSV and Excel files of this chart on the dashboard."
EMPTY = "There is nothing to list yet."


class Part(NamedTuple):
    """Some columns of a table, after the first; ``caption`` says which part of how many it is."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def lying(self) -> bool:
        """Whether it needs a page that lies on its long side."""
        return len(self.columns) > UPRIGHT

    def share_width(self, *, lying: bool) -> list[int]:
        """A share of the page's width for each column: room for its longest word, and more for those that say more.

        What room there is goes first to words, then to short cells on one line, then to long ones.
        """
        line = LYING_LINE if lying else UPRIGHT_LINE
        widths, short, long = [], [], []
        for place, column in enumerate(self.columns):
            head, cells = heading_of(column), [words_of(row[place]) for row in self.rows]
            bold = max(map(_longest_word, (head, *cells) if place == 0 else (head,)))
            word = max(bold * BOLD, *map(_longest_word, cells), 0)
            cell = max(map(len, cells), default=0)
            widths.append(PADDING + max(min(round(word), LONGEST_WORD), len(head) // HEAD_LINES))
            short.append(max(widths[-1], PADDING + min(cell, SHORT_CELL)))
            long.append(max(short[-1], PADDING + min(cell, LONGEST_CELL), PADDING + len(head) // 2))
        for wished in (short, long):
            room, more = line - sum(widths), sum(wished) - sum(widths)
            part = min(max(room / more, 0), 1) if more else 0
            widths = [width + int((wish - width) * part) for width, wish in zip(widths, wished, strict=True)]
        return widths


def _longest_word(words: str) -> int:
    return max((len(word) for word in words.split()), default=0)


def split_table(table: Table, widest: int = LYING, most_rows: int = MOST_ROWS) -> Iterator[Part]:
    """The table as parts of at most ``widest`` columns, each with the first column in front; none of an empty one."""
    rows = table.rows[:most_rows]
    if not rows:
        return
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


def say_cut(table: Table, most_rows: int = MOST_ROWS, most_columns: int = MOST_COLUMNS) -> str:
    """What of the table is not here, and where it is, or that it is empty; nothing where all is here."""
    cut = []
    if not table.rows:
        return EMPTY
    if len(table.rows) > most_rows:
        cut.append(f"the first {most_rows} of {len(table.rows):,} rows")
    if len(table.columns) > most_columns:
        cut.append(f"the first {most_columns} of {len(table.columns):,} columns")
    return f"Shown here: {' and '.join(cut)}. {WHOLE}" if cut else ""


def heading_of(column: Column) -> str:
    """``Leeds (%)``."""
    return f"{column.title} ({column.unit})" if column.unit else column.title


def words_of(cell: Cell) -> str:
    """What a cell shows, with its labels: ``6.1 (illustrative)``."""
    return f"{cell.shown} ({', '.join(cell.flags)})" if cell.flags else cell.shown
