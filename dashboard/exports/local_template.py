"""The empty sheet that a council fills in with its own figures, as CSV and as a workbook that explains itself."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from dashboard.areas import children_of, plain_name, wedges
from dashboard.exports.csv_file import write_rows
from dashboard.missing import REASONS
from dashboard.schema import ALL, Area, Catalogue

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME = "council-figures-template"
_ROWS = 2_000  # rows of the sheet in which the lists are offered


class TemplateColumn(NamedTuple):
    """A column of the template: its name, whether a row can do without it, and what goes into it."""

    name: str
    needed: str
    words: str


COLUMNS = (
    TemplateColumn("measure", "always", "The id of a measure, from the sheet Measures; its title will do too."),
    TemplateColumn("area", "always", "The code of a place, from the sheet Areas; its name will do."),
    TemplateColumn(
        "period",
        "always",
        "2024/25 or 2025 (a year, as the measure says), 2025-10 (a month), 2025-Q3 (a quarter of the calendar year), "
        "2024/25-autumn, -spring or -summer (a school term), 2025-10-31 (a day, “as at”).",
    ),
    TemplateColumn("numerator", "for rates", "How many: a whole number, as counted."),
    TemplateColumn("denominator", "for rates", "Out of how many: a whole number."),
    TemplateColumn(
        "value", "without counts", "The figure; left out where both counts are given. 4.9 is 4.9 %. Alone it is hidden."
    ),
    TemplateColumn("status", "where there is no figure", "Why there is none: a symbol from the sheet Symbols."),
    TemplateColumn("note", "never", "A remark for yourselves. It is not stored and not shown: no names of children."),
)
HEADER = tuple(column.name for column in COLUMNS)
OPTIONAL = (
    TemplateColumn("breakdown", "never", f"A group of children, from the sheet Groups; empty or “{ALL}” for everyone."),
    TemplateColumn("provisional", "never", "“yes” for a figure that may still change."),
)
_RULES = (
    "Fill in the first sheet, one row for each figure, and import it on the page Imports or with "
    "“python -m data_access import local FILE”.",
    "Nothing goes in unless every row is right. What is wrong is named with its row, column, rule and remedy.",
    "Before anybody sees a figure, small counts are hidden, and so is whatever would give them away.",
    "An empty row is passed over. A figure that is not there is a symbol or an empty cell, and never 0.",
    "Columns may be in any order. Two more may be added: breakdown and provisional.",
    "Totals only: rows about single children are refused.",
)


def write_template_csv() -> bytes:
    """The header alone, in UTF-8 with the mark by which Excel knows it."""
    return "\ufeff".encode() + write_rows(HEADER, [])


def list_areas(catalogue: Catalogue, home: str, kirkstall: str) -> list[Area]:
    """The places that a council's sheet may be about: itself, its wedges, their committees and their wards."""
    found = [catalogue.areas[home]] if home in catalogue.areas else []
    parts = wedges(catalogue, home, kirkstall)
    committees = [area for wedge in parts for area in children_of(catalogue, wedge.code, "committee")]
    wards = [area for committee in committees for area in children_of(catalogue, committee.code, "ward")]
    return list(dict.fromkeys([*found, *parts, *committees, *wards]))


def write_template_workbook(catalogue: Catalogue, home: str, kirkstall: str) -> bytes:
    """Sheets: Figures (empty, with lists to choose from), How to fill it in, Measures, Areas, Groups, Symbols."""
    import xlsxwriter  # slow to load, and most workers never write a workbook

    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"title": "Figures of the council: a sheet to fill in"})
        figures = book.add_worksheet("Figures")
        measures = [(m.id, m.title, m.unit or "a plain number") for m in catalogue.measures.values() if m.shipped]
        areas = [(a.code, plain_name(a), a.type) for a in list_areas(catalogue, home, kirkstall)]
        groups = list(catalogue.breakdowns.items())
        _write_list(book, "How to fill it in", ("", ""), _instructions())
        _write_list(book, "Measures", ("measure", "title", "unit"), measures)
        _write_list(book, "Areas", ("area", "name", "kind"), areas)
        _write_list(book, "Groups", ("breakdown", "title"), groups)
        _write_list(book, "Symbols", ("status", "what it means"), list(REASONS.items()))
        _write_figures(figures, book, len(measures), len(areas))
    return stream.getvalue()


def _instructions() -> list[tuple[str, str]]:
    columns = [(f"{one.name} ({one.needed})", one.words) for one in (*COLUMNS, *OPTIONAL)]
    return [*(("", words) for words in _RULES), ("", ""), *columns]


def _write_list(book: Workbook, name: str, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    sheet = book.add_worksheet(name)
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    for line, row in enumerate([header, *rows] if any(header) else rows):
        for column, words in enumerate(row):
            sheet.write_string(line, column, words, bold if line == 0 and any(header) else wrapped)
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 1, 90)
    sheet.set_column(2, 2, 18)
    if any(header):
        sheet.freeze_panes(1, 0)


def _write_figures(sheet: Worksheet, book: Workbook, measures: int, areas: int) -> None:
    """The sheet to fill in. Periods are text, or Excel would make a date of 2025-10."""
    bold: Format = book.add_format({"bold": True, "bottom": 1})
    text: Format = book.add_format({"num_format": "@"})
    for place, column in enumerate(COLUMNS):
        wide, is_text = column.name in ("measure", "note"), column.name in ("period", "status")
        sheet.write_string(0, place, column.name, bold)
        sheet.set_column(place, place, 26 if wide else 16, text if is_text else None)
    sheet.freeze_panes(1, 0)
    _offer(sheet, "measure", f"=Measures!$A$2:$A${measures + 1}")
    _offer(sheet, "area", f"=Areas!$A$2:$A${areas + 1}")
    _offer(sheet, "status", f"=Symbols!$A$2:$A${len(REASONS) + 1}")
    for name in ("numerator", "denominator"):
        what: dict[str, Any] = {"validate": "integer", "criteria": ">=", "value": 0}
        _check(sheet, name, what, "A count is a whole number of 0 or more. Leave it empty where it is not known.")


def _offer(sheet: Worksheet, name: str, source: str) -> None:
    """A list to choose from. Anything else may be typed: names are understood too."""
    _check(sheet, name, {"validate": "list", "source": source}, "This is not in the list. A name will do as well.")


def _check(sheet: Worksheet, name: str, what: dict[str, Any], words: str) -> None:
    place = HEADER.index(name)
    warning = {"error_type": "warning", "error_title": f"Check the {name}", "error_message": words}
    sheet.data_validation(1, place, _ROWS, place, what | warning)
