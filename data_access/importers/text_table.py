"""A file as a table of text: read strictly, with the row numbers of a spreadsheet.

Nothing is guessed: a row that is not as wide as the header is a fault, never shifted or padded.
"""

import csv
import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from data_access.importers.fault_list import FaultList

MOST_BYTES = 200_000_000
MOST_COLUMNS = 500
MOST_ROWS = 2_000_000

# How a file begins that is not the CSV its name promises.
_OTHER_FORMATS = {
    b"PK\x03\x04": "a ZIP archive or an XLSX workbook",
    b"\xd0\xcf\x11\xe0": "an old or encrypted Excel workbook",
    b"PAR1": "a Parquet file",
    b"%PDF": "a PDF document",
    b"\x1f\x8b": "a gzip archive",
    b"\xff\xfe": "in UTF-16",
    b"\xfe\xff": "in UTF-16",
}
_SAVE_AS_CSV = "Save it as “CSV UTF-8 (comma delimited)”"


@dataclass(frozen=True, slots=True)
class TextTable:
    """The rows below the header, all text; ``rows`` holds the spreadsheet's number of each."""

    file: str
    cells: pd.DataFrame
    rows: np.ndarray

    def __len__(self) -> int:
        return len(self.cells)

    def where(self, mask: np.ndarray) -> "TextTable":
        """The rows for which ``mask`` holds, under their own numbers."""
        return TextTable(self.file, self.cells[mask].reset_index(drop=True), self.rows[mask])


def decode(data: bytes) -> str:
    """Text in UTF-8, with or without its mark; bytes that are not UTF-8 are read as Windows-1252."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
    return "\n".join(_decode_line(line) for line in lines)


def _decode_line(line: bytes) -> str:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return line.decode("cp1252", errors="replace")


def read_bytes(path: Path, faults: FaultList) -> bytes | None:
    """The file's bytes; None, and a fault, where it cannot be read, is empty or far too large."""
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            rule = f"it has {size / 1e6:,.0f} MB; at most {MOST_BYTES / 1e6:,.0f} are read"
            faults.add(path.name, 0, "", "", rule, "Split it, or check that it is the right file")
            return None
        data = path.read_bytes()
    except OSError as error:
        faults.add(path.name, 0, "", "", f"it cannot be read ({error.strerror})", "Check the path and its permissions")
        return None
    if not data.strip():
        faults.add(path.name, 0, "", "", "it is empty", "Download or save it again")
        return None
    return data


def read_csv(path: Path, faults: FaultList) -> TextTable | None:
    """The table in a CSV file; None where it has no readable header. Every ragged row is a fault."""
    data = read_bytes(path, faults)
    if data is None:
        return None
    for mark, words in _OTHER_FORMATS.items():
        if data.startswith(mark):
            faults.add(path.name, 0, "", "", f"it is {words}, not a CSV file", _SAVE_AS_CSV)
            return None
    if b"\0" in data:
        faults.add(path.name, 0, "", "", "it holds a NUL byte, so it is no text file", _SAVE_AS_CSV)
        return None
    try:
        records = list(csv.reader(io.StringIO(decode(data), newline=""), strict=True))
    except csv.Error as error:
        faults.add(path.name, 0, "", "", f"it is not well-formed CSV ({error})", "Look for an open quote")
        return None
    return build_table(path.name, records, faults)


def build_table(file: str, records: list[list[str]], faults: FaultList) -> TextTable | None:
    """A table from records, the first of which is the header. Blank rows are passed over but counted."""
    header = [name.strip() for name in records[0]] or [""]
    if not _has_good_header(file, header, faults):
        return None
    if len(records) - 1 > MOST_ROWS:
        faults.add(file, 0, "", "", f"it has more than {MOST_ROWS:,} rows", "Split it")
        return None
    width, kept, rows = len(header), [], []
    for number, record in enumerate(records[1:], start=2):
        if len(record) == width:
            if any(record):
                kept.append(record)
                rows.append(number)
        elif any(record):
            rule = f"the row has {len(record)} cells, the header {width}"
            faults.add(file, number, header[0], ",".join(record), rule, "Give it one cell for each column")
    if not kept:
        faults.add(file, 0, "", "", "it has no rows below the header", "Download or save it again")
        return None
    columns = zip(header, zip(*kept, strict=True), strict=True)
    cells = pd.DataFrame({name: pd.array(list(values), dtype="str") for name, values in columns})
    return TextTable(file, cells, np.asarray(rows))


def _has_good_header(file: str, header: list[str], faults: FaultList) -> bool:
    if len(header) > MOST_COLUMNS:
        faults.add(file, 1, "", "", f"it has {len(header)} columns; at most {MOST_COLUMNS} are read", "Remove the rest")
        return False
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        faults.add(file, 1, "", header[0], "the cells are not separated by commas", _SAVE_AS_CSV)
        return False
    if "" in header:
        rule = f"column {header.index('') + 1} has no name"
        faults.add(file, 1, "", "", rule, "Put the names of the columns into the first row, one for each")
        return False
    twice = sorted({name for name in header if header.count(name) > 1})
    for name in twice:
        faults.add(file, 1, name, name, "two columns have this name", "Remove or rename one")
    return not twice


def has_columns(
    table: TextTable, required: Iterable[str], faults: FaultList, known: Collection[str] | None = None
) -> bool:
    """Whether all required columns are there, and none but known ones (where ``known`` is given)."""
    wanting = [name for name in required if name not in table.cells.columns]
    for name in wanting:
        faults.add(table.file, 1, name, "", "this column is missing", "Add it, or check that it is the right file")
    strange = [] if known is None else [name for name in table.cells.columns if name not in known]
    for name in strange:
        faults.add(table.file, 1, name, name, "this column is not known here", "Remove it, or name it in the importer")
    return not wanting and not strange
