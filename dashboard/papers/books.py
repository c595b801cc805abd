"""A paper for Excel: a sheet for each block, with stored figures, what the page shows, and a chart of Excel's own."""

from __future__ import annotations

import io
import math
import re
import textwrap
from typing import TYPE_CHECKING, Any

from dashboard.exports.rows import FileCell, flatten
from dashboard.papers.book_charts import dress_chart, limits_of, look_of
from dashboard.papers.native import DOTS, NativeChart
from dashboard.papers.paper import Item, Paper, explain_symbols

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

A4 = 9  # as Excel counts papers
CHART_ROWS = 22  # that a chart covers
ROW_HEIGHT, COLUMN_LETTERS = 20, 14  # px; letters of a bold heading that stand beside each other in a column
PICTURE_WIDTH, PICTURE_SCALE = 800, 0.5  # px
CHART_SIZE = {"width": 900, "height": 430}
HALF_SIZE = {"width": 620, "height": 300}
_FORBIDDEN = re.compile(r"[\[\]:*?/\\']")


def write_book(paper: Paper, pictures: Mapping[int, bytes]) -> bytes:
    """The file; ``pictures`` are PNGs by the number of the item that each belongs to. Text never becomes a formula."""
    import xlsxwriter

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        about = {"title": paper.title, "author": paper.brand.council, "subject": paper.made_words}
        book.set_properties(about | {"keywords": ", ".join(paper.labels), "comments": "Turning the Curve"})
        styles = _Styles(book, paper.brand.colour)
        names = [_sheet_name(number, item) for number, item in enumerate(paper.items, start=1)]
        _write_contents(book.add_worksheet("Contents"), paper, names, styles)
        for number, (item, name) in enumerate(zip(paper.items, names, strict=True)):
            _Sheet(book, book.add_worksheet(name), name, styles).write(item, paper, pictures.get(number))
    return stream.getvalue()


class _Styles:
    def __init__(self, book: Workbook, colour: str) -> None:
        self.title: Format = book.add_format({"bold": True, "font_size": 15, "font_color": colour})
        self.bold: Format = book.add_format({"bold": True})
        self.head: Format = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        self.note: Format = book.add_format({"italic": True, "font_color": colour})


def _sheet_name(number: int, item: Item) -> str:
    """At most 31 characters, none that Excel forbids, and no two alike."""
    words = _FORBIDDEN.sub(" ", item.block.headline)
    return f"{number} {words}"[:31].strip()


def _lay_out(sheet: Worksheet) -> None:
    """Printed, a sheet is as wide as a page that lies, and as many pages long as it takes."""
    sheet.set_paper(A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write_contents(sheet: Worksheet, paper: Paper, names: Sequence[str], styles: _Styles) -> None:
    _lay_out(sheet)
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 1, 80)
    lines = [paper.title, paper.brand.council, paper.made_words, *paper.left_out]
    if paper.labels:
        lines.append("In this paper: " + "; ".join(paper.labels))
    for place, words in enumerate(lines):
        sheet.write_string(place, 0, words, styles.title if place == 0 else None)
    if paper.brand.logo:
        logo = {"image_data": io.BytesIO(paper.brand.logo), "description": f"Logo of {paper.brand.council}"}
        sheet.insert_image(0, 2, "logo", logo | {"x_scale": 0.5, "y_scale": 0.5})
    top = len(lines) + 1
    sheet.write_row(top, 0, ["Sheet", "What it shows"], styles.head)
    for place, (name, item) in enumerate(zip(names, paper.items, strict=True), start=top + 1):
        sheet.write_url(place, 0, f"internal:'{name}'!A1", string=name)
        sheet.write_string(place, 1, " · ".join([item.block.subtitle, *item.block.labels]))
    top += len(names) + 2
    sheet.write_row(top, 0, ["Symbol or label", "What it means"], styles.head)
    meanings = explain_symbols([item.block for item in paper.items])
    for place, pair in enumerate(meanings or [("none", "no figure is missing")], start=top + 1):
        sheet.write_row(place, 0, pair)


def _picture_rows(item: Item) -> int:
    """How many rows a picture of the figure covers."""
    layout = item.figure["layout"]
    height: float = PICTURE_WIDTH * layout["height"] / layout["width"]
    return math.ceil(height / ROW_HEIGHT) + 1


class _Sheet:
    """One block: words, chart, table, and below it the figures that the chart draws."""

    def __init__(self, book: Workbook, sheet: Worksheet, name: str, styles: _Styles) -> None:
        self._book, self._sheet, self._name, self._styles, self._row = book, sheet, name, styles, 0

    def write(self, item: Item, paper: Paper, picture: bytes | None) -> None:
        """Fill the sheet from the top."""
        block = item.block
        _lay_out(self._sheet)
        self._say(block.headline, self._styles.title)
        for words in (block.subtitle, *block.labels):
            self._say(words)
        if item.note:
            self._say(item.note, self._styles.note)
        for words in (*block.notes, f"{block.source} {paper.made_words}", *([item.link] if item.link else ())):
            self._say(words)
        self._row += 1
        chart_row = self._row
        if item.charts:
            self._row += CHART_ROWS * (1 if len(item.charts) < 3 else -(-len(item.charts) // 2))
        elif picture:
            self._row += _picture_rows(item)
        self._say("Figures", self._styles.bold)
        header, rows = flatten(block, paper.version)
        self._table(header, rows)
        self._sheet.set_column(0, 0, 34)
        self._sheet.set_column(1, max(len(header), 2), 15)
        if item.charts:
            self._charts(item, chart_row)
        elif picture:
            place = {"description": block.description, "x_scale": PICTURE_SCALE, "y_scale": PICTURE_SCALE}
            self._sheet.insert_image(chart_row, 0, "chart", {"image_data": io.BytesIO(picture)} | place)

    def _say(self, words: str, style: Format | None = None) -> None:
        self._sheet.write_string(self._row, 0, words, style)
        self._row += 1

    def _table(self, header: Sequence[str], rows: Sequence[Sequence[FileCell]]) -> int:
        """Write a table; the row of its header."""
        top = self._row
        self._sheet.write_row(top, 0, header, self._styles.head)
        lines = max(1, *(len(textwrap.wrap(head, COLUMN_LETTERS)) for head in header))
        self._sheet.set_row_pixels(top, ROW_HEIGHT * lines)
        for row in rows:
            self._row += 1
            for column, cell in enumerate(row):
                if isinstance(cell, str):
                    self._sheet.write_string(self._row, column, cell)
                elif cell is not None:
                    self._sheet.write_number(self._row, column, cell)
        self._row += 2
        return top

    def _charts(self, item: Item, chart_row: int) -> None:
        several = len(item.charts) > 1
        size = HALF_SIZE if several else CHART_SIZE
        for number, chart in enumerate(item.charts):
            if chart.dots:
                self._say(DOTS)
            self._say(f"What the chart draws{f': {chart.title}' if chart.title else ''}", self._styles.bold)
            drawn = self._points(chart) if chart.kind == "points" else self._series(chart)
            dress_chart(drawn, chart)
            drawn.set_size(size)
            across, down = (number % 2, number // 2) if several else (0, 0)
            said = f"{DOTS} {item.block.description}" if chart.dots else item.block.description
            words = said if not several else f"{chart.title}. {said}"
            place = {"description": words, "x_offset": across * (size["width"] + 10), "y_offset": 4}
            self._sheet.insert_chart(chart_row + down * 16, 0, drawn, place)

    def _series(self, chart: NativeChart) -> Any:
        kind = "line" if chart.kind == "lines" else "column" if chart.upright else "bar"
        drawn = self._book.add_chart({"type": kind} | ({"subtype": "stacked"} if chart.stacked else {}))
        ranged = [series for series in chart.series if series.spans and chart.kind == "bars"]
        header = ["", *(series.name for series in chart.series)]
        header += [f"{series.name}: range {side}" for series in ranged for side in ("below", "above")]
        rows = [
            [
                words, *(series.values[place] for series in chart.series),
                *(limit for series in ranged for limit in limits_of(series, place)),
            ]
            for place, words in enumerate(chart.categories)
        ]  # fmt: skip
        top = self._table(header, rows)
        last = top + len(rows)
        for place, series in enumerate(chart.series, start=1):
            limits = None
            if series in ranged:
                first = 1 + len(chart.series) + 2 * ranged.index(series)
                limits = (self._cells(top + 1, last, first), self._cells(top + 1, last, first + 1))
            drawn.add_series(
                {
                    "name": [self._name, top, place], "categories": [self._name, top + 1, 0, last, 0],
                    "values": [self._name, top + 1, place, last, place], **look_of(series, chart, limits),
                }
            )  # fmt: skip
        return drawn

    def _cells(self, first: int, last: int, column: int) -> str:
        """The address of some cells of a column."""
        from xlsxwriter.utility import xl_range_abs

        return f"='{self._name}'!{xl_range_abs(first, column, last, column)}"

    def _points(self, chart: NativeChart) -> Any:
        drawn = self._book.add_chart({"type": "scatter"})
        for series in chart.series:
            pairs = [(x, y) for x, y in zip(series.x, series.values, strict=True) if x is not None and y is not None]
            top = self._table([f"{series.name}: {chart.across.title or 'across'}", chart.values.title or "up"], pairs)
            last = top + len(pairs)
            drawn.add_series(
                {
                    "name": series.name, "categories": [self._name, top + 1, 0, last, 0],
                    "values": [self._name, top + 1, 1, last, 1], **look_of(series, chart),
                }
            )  # fmt: skip
        return drawn
