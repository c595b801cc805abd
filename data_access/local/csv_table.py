"""A file of comma-separated text as a table: nothing is guessed but what can mean one thing only, and that is said."""

import codecs
import csv
import io
from collections.abc import Iterator

from data_access.importers.fault_list import FaultList
from data_access.local.file_kind import SAVE_AS_CSV
from data_access.local.raw_table import A_SHEET_OF_TOTALS, MOST_COLUMNS, MOST_ROWS, RawRow, RawTable

_LONGEST_LINE = 2_000_000
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}
_LOOKED_AT = 20  # lines by which the delimiter is told
_CONTROL = bytes(set(range(32)) - {9, 10, 13})
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_FALLBACK = "windows-1252-where-not-utf-8"


def _decode_windows(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("cp1252"), error.end


codecs.register_error(_FALLBACK, _decode_windows)


class _LineTooLongError(Exception):
    """A line that no sheet of figures has."""


def read_csv_table(file: str, data: bytes, faults: FaultList) -> RawTable | None:
    """The rows of a text file; None, and a fault, where it is no table."""
    table = RawTable(file, ragged=True)
    data = _as_utf_8(data, table.notices)
    if not _is_text(file, data, faults):
        return None
    delimiter = _find_delimiter(data)
    if delimiter != ",":
        table.notices.append(f"Its cells are separated by {_DELIMITERS[delimiter]}, not by commas.")
    reader = csv.reader(_lines(data), delimiter=delimiter, strict=True)
    number, began = 0, 1
    try:
        for number, record in enumerate(reader, start=1):
            began = reader.line_num + 1
            if any(record):
                table.rows.append(RawRow(number, [cell.strip() for cell in record]))
            if len(record) > MOST_COLUMNS or number > MOST_ROWS:
                _refuse_size(file, number, len(record), faults)
                return None
    except _LineTooLongError:
        rule = "a line has more than two million characters"
        faults.add(file, number + 1, "", "", rule, "Check that it is the right file")
        return None
    except csv.Error as error:
        faults.add(file, number + 1, "", "", *_explain(error, began))
        return None
    if not table.rows:
        faults.add(file, 0, "", "", "it is empty", "Save it again, with a header and a row for each figure")
        return None
    return table


def _as_utf_8(data: bytes, notices: list[str]) -> bytes:
    """Text in UTF-16 that is whole as UTF-8, everything else as it is; ``notices`` say what it is if not UTF-8."""
    try:
        if data.startswith(_UTF_16):
            data = data.decode("utf-16").encode()
            notices.append("The file is in UTF-16, as Excel writes “Unicode text”; it was read as that.")
        data.decode("utf-8-sig")
    except UnicodeDecodeError:
        notices.append("The file is not in UTF-8; it was read as Windows-1252, as older Excel writes it.")
    return data


def _is_text(file: str, data: bytes, faults: FaultList) -> bool:
    if data.startswith(_UTF_16):
        faults.add(file, 0, "", "", "it is written in UTF-16 and is cut off or damaged", SAVE_AS_CSV)
        return False
    if b"\0" in data:
        rule = "it holds NUL bytes, so it is not plain text (or it is in UTF-16 without a mark)"
        faults.add(file, 0, "", "", rule, SAVE_AS_CSV)
        return False
    if len(data) != len(data.translate(None, _CONTROL)):
        faults.add(file, 0, "", "", "it holds control characters, so it is not plain text", SAVE_AS_CSV)
        return False
    try:
        data.decode("utf-8-sig", errors=_FALLBACK)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        rule = "it holds a byte that is neither UTF-8 nor Windows-1252"
        faults.add(file, line, "", f"0x{data[error.start]:02X}", rule, SAVE_AS_CSV)
        return False
    return True


def _lines(data: bytes) -> Iterator[str]:
    """The lines, read one by one: a file of nothing but line ends must not become millions of them in memory."""
    stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8-sig", errors=_FALLBACK, newline="")
    while line := stream.readline(_LONGEST_LINE + 1):
        if len(line) > _LONGEST_LINE:
            raise _LineTooLongError
        yield line


def _find_delimiter(data: bytes) -> str:
    """What makes the most cells of one of the first lines; a comma where there is no telling."""
    start = data[:100_000].decode("utf-8", errors="replace").splitlines()[:_LOOKED_AT]
    widest = {mark: max((line.count(mark) for line in start), default=0) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: widest[mark])


def _refuse_size(file: str, number: int, width: int, faults: FaultList) -> None:
    if width > MOST_COLUMNS:
        rule = f"it has {width:,} columns; at most {MOST_COLUMNS} are read"
        faults.add(file, number, "", "", rule, "Remove the columns that are not needed")
    else:
        faults.add(file, number, "", "", f"it has more than {MOST_ROWS:,} rows", A_SHEET_OF_TOTALS)


def _explain(error: csv.Error, began: int) -> tuple[str, str]:
    words = str(error)
    if "field larger" in words:
        return "a cell has more than 131,072 characters", f"Look for a quotation mark from line {began} that is open"
    if "unexpected end" in words:
        return "a quotation mark is opened and never closed", f"Look for it from line {began} on"
    return "its quotation marks do not match", f"Look at line {began}: a quotation mark in a cell is written twice"
