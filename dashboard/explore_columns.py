"""The table of Explore as compact columns for the browser: texts by number, values in lists, exceptions by row.

A table of 76,500 figures is 1 MB of JSON in this form and 9 MB as rows of cells; assets/explore.js reads it. A text
column has ``words``, each once, and ``at``, which of them each row shows. A number column has ``values`` (null where
there is none) and, by row number as text, ``shown`` where that is not the value as JavaScript writes it (a dash for
none), ``missing`` with the symbol, and ``flags``.
"""

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain, groupby
from typing import Any

from dashboard.charts.block import Cell, Table
from dashboard.explore_sheet import Sheet
from dashboard.explore_table import NOT_PUBLISHED, head_columns, show_number, tail_columns
from dashboard.formatting import format_missing
from dashboard.missing import REASONS
from dashboard.schema import Catalogue
from dashboard.wedge_notes import flags_of

Columns = dict[str, Any]


def columns_of_table(table: Table) -> Columns:
    """Any table in this form."""
    found = []
    for place, column in enumerate(table.columns):
        cells = [row[place] for row in table.rows]
        if column.kind == "number":
            found.append(_number_column(column.title, cells))
        else:
            found.append(_text_column(column.title, [cell.shown for cell in cells]))
    return _document(table.caption, len(table.rows), found)


def columns_of_sheet(sheet: Sheet, catalogue: Catalogue, caption: str) -> Columns:
    """What ``columns_of_table`` makes of the wide table of a sheet, straight from its lists of figures."""
    flags = {number: list(flags_of(catalogue, origin)) for number, origin in sheet.origins.items()}
    marking = {number for number, words in flags.items() if words}
    figures = []
    runs = _list_runs(sheet, catalogue)
    for title, (values, sources, missing) in zip(sheet.plan.columns, sheet.columns, strict=True):
        words = chain.from_iterable(map(known.__getitem__, values[start:end]) for known, start, end in runs)
        shown = {str(row): found for row, found in enumerate(words) if found}
        reasons = {status: format_missing(status) for status in set(missing.values())}
        shown |= {str(row): reasons[status] for row, status in missing.items()}
        marked = {}
        if not marking.isdisjoint(sources):
            marked = {str(row): flags[source] for row, source in enumerate(sources) if source in marking}
        symbols = {str(row): status for row, status in missing.items()}
        figures.append({"title": title, "values": values, "shown": shown, "missing": symbols, "flags": marked})
    before = [_text_column(*text) for text in head_columns(sheet.rows, catalogue)]
    after = [_text_column(*text) for text in tail_columns(sheet, catalogue)]
    return _document(caption, len(sheet.rows), [*before, *figures, *after])


def _document(caption: str, rows: int, columns: list[Columns]) -> Columns:
    statuses = {status for column in columns for status in column.get("missing", {}).values()}
    reasons = {status: words for status, words in REASONS.items() if status in statuses}
    return {"caption": caption, "rows": rows, "columns": columns, "reasons": reasons}


class _WordsBeside(dict[float | None, str]):
    """``words_beside`` by value: the same few thousand fill a table."""

    def __init__(self, decimals: int) -> None:
        super().__init__({None: ""})
        self._decimals = decimals

    def __missing__(self, value: float) -> str:
        self[value] = words = words_beside(value, self._decimals)
        return words


@lru_cache(maxsize=65_536)
def words_beside(value: float, decimals: int) -> str:
    """The words of a value that is not shown as it stands, else empty."""
    words = show_number(value, decimals)
    return "" if words == _plain(value) else words


def _list_runs(sheet: Sheet, catalogue: Catalogue) -> list[tuple[_WordsBeside, int, int]]:
    """The rows that follow each other with the same number of decimals: their words, the first row, that past the
    last."""
    known: dict[int, _WordsBeside] = {}
    runs, start = [], 0
    for decimals, rows in groupby(sheet.rows, key=lambda key: catalogue.measures[key.measure].decimals):
        end = start + sum(1 for _ in rows)
        runs.append((known.setdefault(decimals, _WordsBeside(decimals)), start, end))
        start = end
    return runs


def _text_column(title: str, texts: Sequence[str]) -> Columns:
    places = {text: place for place, text in enumerate(dict.fromkeys(texts))}
    return {"title": title, "words": list(places), "at": list(map(places.__getitem__, texts))}


def _number_column(title: str, cells: Sequence[Cell]) -> Columns:
    return {
        "title": title,
        "values": [cell.value for cell in cells],
        "shown": {str(row): cell.shown for row, cell in enumerate(cells) if cell.shown != _plain(cell.value)},
        "missing": {str(row): cell.status for row, cell in enumerate(cells) if cell.status},
        "flags": {str(row): list(cell.flags) for row, cell in enumerate(cells) if cell.flags},
    }


def _plain(value: float | str | None) -> str:
    """A value as JavaScript writes it: 85.0 as 85."""
    if value is None:
        return NOT_PUBLISHED
    if isinstance(value, str):
        return value
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
