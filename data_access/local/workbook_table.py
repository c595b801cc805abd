"""The first sheet of a workbook as rows of text, as its reader saw them. Formulas are never evaluated."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple
from xml.etree.ElementTree import Element

from data_access.importers.fault_list import FaultList
from data_access.local.file_kind import SAVE_AS_XLSX
from data_access.local.raw_table import A_SHEET_OF_TOTALS, MOST_COLUMNS, MOST_ROWS, Merged, RawRow, RawTable
from data_access.local.workbook_formats import TooManyWordsError, read_formats, read_strings, show_number
from data_access.local.workbook_parts import BrokenWorkbookError, Parts, Sheet, open_parts, plain_tag, walk

_REFERENCE = re.compile(r"([A-Z]{1,4})([0-9]{1,8})")
_VALUES_ONLY = "Paste the values instead (paste special, values)"


class _TooLargeError(Exception):
    """The sheet reaches further than any sheet of totals."""


class _Cell(NamedTuple):
    column: int
    text: str


def read_workbook_table(file: str, data: bytes, faults: FaultList) -> RawTable | None:
    """The rows of the first sheet; None, and a fault, where it cannot be read."""
    parts = open_parts(file, data, faults)
    if parts is None:
        return None
    reader = _SheetReader(file, parts, faults)
    try:
        reader.read()
    except BrokenWorkbookError as error:
        faults.add(file, 0, "", "", str(error), SAVE_AS_XLSX)
        return None
    except (ValueError, IndexError, OverflowError):
        faults.add(file, 0, "", "", "a cell of its first sheet cannot be understood", SAVE_AS_XLSX)
        return None
    except _TooLargeError as error:
        faults.add(file, 0, "", "", str(error), A_SHEET_OF_TOTALS)
        return None
    except TooManyWordsError:
        faults.add(file, 0, "", "", "it holds more text than a sheet of figures", A_SHEET_OF_TOTALS)
        return None
    table = reader.table
    if not table.rows and not faults:
        rule = f"its first sheet, {parts.sheets[0].name}, is empty"
        faults.add(file, 0, "", "", rule, "Put the sheet with the figures first")
    return table if table.rows else None


def read_workbook_sheets(data: bytes, faults: FaultList) -> dict[str, RawTable]:
    """The rows of every sheet that is not hidden, by its name; none, and faults, where they cannot be read."""
    parts = open_parts("workbook", data, faults)
    found: dict[str, RawTable] = {}
    if parts is None:
        return found
    for sheet in parts.sheets:
        if sheet.hidden:
            continue
        reader = _SheetReader(f"sheet {sheet.name}", parts, faults, sheet)
        try:
            reader.read()
        except (BrokenWorkbookError, ValueError, IndexError, OverflowError, _TooLargeError, TooManyWordsError) as error:
            known = isinstance(error, BrokenWorkbookError | _TooLargeError)
            faults.add(reader.table.file, 0, "", "", str(error) if known else "it cannot be understood", SAVE_AS_XLSX)
            return {}
        found[sheet.name] = reader.table
    return found


@dataclass(slots=True)
class _Open:
    """A cell whose parts are still coming in."""

    value: str | None = None
    words: str = ""
    formula: str | None = None


class _SheetReader:
    """One sheet while it is read, element by element."""

    def __init__(self, file: str, parts: Parts, faults: FaultList, sheet: Sheet | None = None):
        self.table = RawTable(file)
        self._sheet = sheet or parts.sheets[0]
        self._parts, self._faults = parts, faults
        self._formats: list[str] = []
        self._strings: list[str] = []
        self._row, self._column, self._formulas, self._hidden_rows = 0, 0, 0, 0
        self._cells: list[_Cell] = []
        self._cell = _Open()

    def read(self) -> None:
        """Fill the table."""
        self._strings = read_strings(self._parts.archive)
        self._formats = read_formats(self._parts.archive)
        begin = {"row": self._begin_row, "c": self._begin_cell}
        end = {
            "v": self._end_value, "t": self._end_words, "f": self._end_formula, "c": self._end_cell,
            "row": self._end_row, "mergeCell": self._end_merged, "col": self._end_column,
        }  # fmt: skip
        for event, element in walk(self._parts.archive, self._sheet.part):
            take = (begin if event == "start" else end).get(plain_tag(element))
            if take is not None:
                take(element)
        self._sum_up()

    def _begin_row(self, element: Element) -> None:
        self._row = int(element.get("r", self._row + 1))
        self._column = 0
        if element.get("hidden") in ("1", "true"):
            self._hidden_rows += 1
        if self._row > MOST_ROWS:
            raise _TooLargeError(f"it reaches down to row {self._row:,}; at most {MOST_ROWS:,} rows are read")

    def _begin_cell(self, element: Element) -> None:
        place = _REFERENCE.fullmatch(element.get("r", ""))
        self._column = _number(place[1]) if place else self._column + 1
        if self._column > MOST_COLUMNS:
            rule = f"it reaches across to column {self._column:,}; at most {MOST_COLUMNS} columns are read"
            raise _TooLargeError(rule)
        self._cell = _Open()

    def _end_value(self, element: Element) -> None:
        self._cell.value = element.text

    def _end_words(self, element: Element) -> None:
        self._cell.words += element.text or ""

    def _end_formula(self, element: Element) -> None:
        self._cell.formula = element.text or ""

    def _end_cell(self, element: Element) -> None:
        text = self._show(element, self._cell.value, self._cell.words)
        if self._cell.formula is not None:
            text = self._note_formula(self._cell.formula, text)
        if text:
            self._cells.append(_Cell(self._column, text))

    def _show(self, element: Element, value: str | None, words: str) -> str:
        kind = element.get("t", "n")
        if kind == "inlineStr":
            return words.strip()
        if value is None:
            return ""
        show: dict[str, Callable[[str], str]] = {
            "s": self._show_string,
            "b": _show_truth,
            "e": self._show_error,
            "str": str.strip,
            "d": str.strip,
        }
        if kind in show:
            return show[kind](value)
        style = int(element.get("s", "0"))
        shown_as = self._formats[style] if style < len(self._formats) else ""
        return show_number(value, shown_as, since_1904=self._parts.since_1904)

    def _show_string(self, value: str) -> str:
        return self._strings[max(0, int(value))].strip()

    def _show_error(self, value: str) -> str:
        rule = "the cell holds an error of the spreadsheet"
        self._faults.add(self.table.file, self._row, _letters(self._column), value, rule, "Mend the cell")
        return value

    def _note_formula(self, formula: str, text: str) -> str:
        if text:
            self._formulas += 1
            return text
        rule = "the cell holds a formula whose result was not saved, and formulas are not evaluated"
        column = _letters(self._column)
        self._faults.add(self.table.file, self._row, column, f"={formula}", rule, _VALUES_ONLY)
        return ""

    def _end_row(self, _element: Element) -> None:
        if not self._cells:
            return
        width = max(cell.column for cell in self._cells)
        row = [""] * width
        for column, text in self._cells:
            row[column - 1] = text
        self.table.rows.append(RawRow(self._row, row))
        self._cells = []

    def _end_merged(self, element: Element) -> None:
        reference = element.get("ref", "")
        last = _REFERENCE.fullmatch(reference.rpartition(":")[2])
        self.table.merged.append(Merged(reference, int(last[2]) if last else MOST_ROWS))

    def _end_column(self, element: Element) -> None:
        if element.get("hidden") in ("1", "true"):
            self.table.hidden.append(f"column {_letters(int(element.get('min', '1')))}")

    def _sum_up(self) -> None:
        others = [sheet.name for sheet in self._parts.sheets[1:] if sheet.hidden]
        self.table.hidden += [f"sheet {name} (not read)" for name in others]
        if self._hidden_rows:
            self.table.hidden.append(f"{self._hidden_rows:,} row{'s' * (self._hidden_rows > 1)}")
        if self._formulas:
            words = (
                f"Formulas were not evaluated: the results that were saved with them were read ({self._formulas:,})."
            )
            self.table.notices.append(words)


def _show_truth(value: str) -> str:
    return "yes" if value == "1" else "no"


def _number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def _letters(number: int) -> str:
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
