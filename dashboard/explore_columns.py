"""The table of Explore as compact columns for the browser: texts by number, values in lists, exceptions by row.

A table of 76,500 figures is 1 MB of JSON in this form and 9 MB as rows of cells; assets/explore.js reads it. A text
column has ``words``, each once, and ``at``, which of them each row shows. A number column has ``values`` (null where
there is none) and, by row number as text, ``shown`` where that is not the value as JavaScript writes it (a dash for
none), ``missing`` with the symbol, and ``flags``.
"""

from collections.abc import Iterable, Sequence
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
    width = len(sheet.plan.columns)
    decimals = [catalogue.measures[key.measure].decimals for key in sheet.rows]
    flags = {number: list(flags_of(catalogue, origin)) for number, origin in sheet.origins.items()}
    exceptions = _list_missing(sheet, width)
    figures = []
    for place, title in enumerate(sheet.plan.columns):
        values, sources = sheet.values[place::width], sheet.sources[place::width]
        missing = exceptions[place]
        shown = _shown(values, decimals) | {row: format_missing(status) for row, status in missing.items()}
        marked = {str(row): flags[source] for row, source in enumerate(sources) if source and flags[source]}
        figures.append({"title": title, "values": values, "shown": shown, "missing": missing, "flags": marked})
    before = [_text_column(*text) for text in head_columns(sheet.rows, catalogue)]
    after = [_text_column(*text) for text in tail_columns(sheet, catalogue)]
    return _document(caption, len(sheet.rows), [*before, *figures, *after])


def _document(caption: str, rows: int, columns: list[Columns]) -> Columns:
    statuses = {status for column in columns for status in column.get("missing", {}).values()}
    reasons = {status: words for status, words in REASONS.items() if status in statuses}
    return {"caption": caption, "rows": rows, "columns": columns, "reasons": reasons}


def _list_missing(sheet: Sheet, width: int) -> list[dict[str, str]]:
    """The symbols of each column, by row."""
    found: list[dict[str, str]] = [{} for _ in range(width)]
    for at, status in sheet.missing.items():
        found[at % width][str(at // width)] = status
    return found


def _shown(values: Sequence[float | None], decimals: Iterable[int]) -> dict[str, str]:
    """The words of the values that are not shown as they stand, by row."""
    return {
        str(row): words
        for row, (value, places) in enumerate(zip(values, decimals, strict=True))
        if value is not None and (words := show_number(value, places)) != _plain(value)
    }


def _text_column(title: str, texts: Sequence[str]) -> Columns:
    words: dict[str, int] = {}
    at = [words.setdefault(text, len(words)) for text in texts]
    return {"title": title, "words": list(words), "at": at}


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
