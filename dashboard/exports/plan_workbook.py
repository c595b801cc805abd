"""A plan as a workbook that can be changed and sent back: a sheet for each kind of part, one row a part."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dashboard.plan import PlanPart
from dashboard.plan_assembly import sort_parts
from dashboard.plan_fields import KINDS, PARTS, Kind
from dashboard.plan_reading import name_of, write_texts

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

GUIDE = "How to"
FIXED = ("id", "revision", "belongs to", "called", "archived")  # before the fields; “called” is for people only
SHEETS: Mapping[Kind, str] = {kind: PARTS[kind].plural.capitalize()[:31] for kind in KINDS}
RULES = (
    "Change what you like, save, and send the workbook back on the page on which you got it. Nothing changes before "
    "you have seen what would, and confirmed it.",
    "One row is one part of the plan. Leave the columns id, revision and belongs to as they are.",
    "A new part: a new row with an empty id; in “belongs to” the id of what it hangs on. If other new rows hang on it, "
    "give it an id that begins with new, such as new-1, and name that in their “belongs to”.",
    "To take a part away write yes under archived. A row that is left out stays as it is.",
    "The order of rows is the order on the page.",
    "Formulas are not evaluated. Months are written like 2026-03, days like 2026-03-31, periods like 2025/26 or 2026.",
)
_ROWS = 500  # rows in which lists are offered


def write_plan_workbook(parts: Sequence[PlanPart]) -> bytes:
    """The workbook of one plan, with what is archived. Text never becomes a formula or a link."""
    import xlsxwriter  # slow to load, and most workers never write a workbook

    names = {part.id: name_of(part.kind, part.body) for part in parts}
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        formats = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top",
                                                                                 "num_format": "@"})  # fmt: skip
        _write_guide(book, formats[1])
        for kind in KINDS:
            found = [part for part in sort_parts(parts) if part.kind == kind]
            found.sort(key=lambda part: (_place(part.parent, parts), part.position))
            _write_sheet(book.add_worksheet(SHEETS[kind]), kind, found, names, formats)
    return stream.getvalue()


def _place(parent: str | None, parts: Sequence[PlanPart]) -> tuple[int, str]:
    """Where what a part hangs on stands, so that what belongs together lies together."""
    found = next((part for part in parts if part.id == parent), None)
    return (found.position, found.id) if found else (0, "")


def _write_guide(book: Workbook, wrapped: Format) -> None:
    sheet = book.add_worksheet(GUIDE)
    sheet.set_column(0, 0, 110)
    for line, words in enumerate(RULES):
        sheet.write_string(line, 0, words, wrapped)


def _write_sheet(
    sheet: Worksheet, kind: Kind, parts: Sequence[PlanPart], names: Mapping[str, str], formats: tuple[Format, Format]
) -> None:
    bold, wrapped = formats
    header = (*FIXED, *(each.name for each in PARTS[kind].fields))
    for column, title in enumerate(header):
        sheet.write_string(0, column, title, bold)
    for line, part in enumerate(parts, start=1):
        for column, text in enumerate(_cells(part, names)):
            sheet.write_string(line, column, text, wrapped)
    sheet.set_column(0, 0, 18, wrapped)
    sheet.set_column(1, 1, 9, wrapped)
    sheet.set_column(2, 3, 24, wrapped)
    sheet.set_column(4, 4, 9, wrapped)
    sheet.set_column(len(FIXED), len(header) - 1, 28, wrapped)
    sheet.freeze_panes(1, 4)
    for column, each in enumerate(PARTS[kind].fields, start=len(FIXED)):
        listed = ["yes"] if each.shape == "yes" else list(each.choices or ())
        if listed:
            sheet.data_validation(1, column, _ROWS, column, {"validate": "list", "source": listed})


def _cells(part: PlanPart, names: Mapping[str, str]) -> list[str]:
    """The row of a part; everything is text, so that Excel makes no date of 2010-11."""
    texts = write_texts(part.kind, part.body)
    above = names.get(part.parent or "", "")
    return [part.id, str(part.revision), part.parent or "", above, "yes" if part.archived else "", *texts.values()]
