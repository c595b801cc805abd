"""A chart's table as an Excel workbook: typed figures, and sheets that explain them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dashboard.charts.block import ChartBlock
from dashboard.exports.plain_rows import write_plain_rows
from dashboard.exports.rows import flatten
from dashboard.measures import Measure
from dashboard.missing import REASONS
from dashboard.schema import Catalogue

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

FLAGS = {
    "illustrative": "invented to show how the page works; not a real figure",
    "provisional": "may be revised by its publisher",
    "local": "computed or supplied locally; not an official statistic",
}


def write_workbook(block: ChartBlock, catalogue: Catalogue) -> bytes:
    """Sheets: Figures (stored values as numbers), Definitions, Symbols. Text never becomes a formula or a link."""
    import xlsxwriter  # slow to load, and most workers never write a workbook

    stream = io.BytesIO()
    # Rows leave memory as they are written: a quarter faster, and a large table does not fill a worker.
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"title": block.headline, "subject": block.subtitle, "comments": block.source})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        _write_figures(book.add_worksheet("Figures"), block, catalogue.version, bold)
        measures = [catalogue.measures[name] for name in block.measures if name in catalogue.measures]
        _write_sheet(book.add_worksheet("Definitions"), _definitions(measures), bold, wrapped)
        _write_sheet(book.add_worksheet("Symbols"), _symbols(), bold, wrapped)
    return stream.getvalue()


def _write_figures(sheet: Worksheet, block: ChartBlock, version: int, bold: Format) -> None:
    header, rows = flatten(block, version)
    about = [block.headline, block.subtitle, *block.labels, *block.notes, f"{block.source} Data version {version}."]
    for line, words in enumerate(about):
        sheet.write_string(line, 0, words, bold if line == 0 else None)
    top = len(about) + 1
    sheet.write_row(top, 0, header, bold)
    write_plain_rows(sheet, top + 1, rows)
    sheet.freeze_panes(top + 1, 1)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, len(header) - 1, 16)


def _definitions(measures: Sequence[Measure]) -> Sequence[tuple[str, ...]]:
    header = ("Measure", "Unit", "Definition", "Numerator", "Denominator", "Which way is good", "Breaks", "Source")
    return [header] + [
        (
            measure.title,
            measure.unit,
            f"{measure.definition} {measure.caveat}".strip(),
            measure.numerator,
            measure.denominator,
            measure.why_polarity,
            " ".join(f"{change.at:%d %B %Y}: {change.words}" for change in measure.breaks),
            f"{measure.source} ({measure.source_code})" if measure.source_code else measure.source,
        )
        for measure in measures
    ]


def _symbols() -> Sequence[tuple[str, ...]]:
    return [("Symbol or label", "What it means"), *REASONS.items(), *FLAGS.items()]


def _write_sheet(
    sheet: Worksheet,
    rows: Sequence[tuple[str, ...]],
    bold: Format,
    wrapped: Format,
) -> None:
    for line, row in enumerate(rows):
        for column, words in enumerate(row):
            sheet.write_string(line, column, words, bold if line == 0 else wrapped)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 16 if len(rows[0]) > 2 else 70)
    sheet.set_column(2, 7, 44)
