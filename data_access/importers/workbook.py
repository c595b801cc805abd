"""The first sheet of an XLSX workbook as text. Formulas are refused, never evaluated; XML is parsed by defusedxml."""

import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl

from data_access.importers.fault_list import FaultList
from data_access.importers.text_table import read_bytes

MOST_UNPACKED = 200_000_000
MOST_RATIO = 100
MOST_ROWS = 100_000
_SAVE_AGAIN = "Save it as an XLSX workbook again"


def read_workbook(path: Path, faults: FaultList) -> list[list[str]] | None:
    """The rows of the first sheet, equally long, whole numbers without a point; None where it cannot be read."""
    data = read_bytes(path, faults)
    if data is None or not _is_safe(path.name, data, faults):
        return None
    try:
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # a sheet may misstate its own size
        rows: list[list[str]] = []
        for number, row in enumerate(sheet.iter_rows(max_row=MOST_ROWS), start=1):
            for cell in row:
                if getattr(cell, "data_type", "n") == "f":
                    rule = "the cell holds a formula, which is not evaluated"
                    faults.add(path.name, number, cell.column_letter, str(cell.value), rule, "Paste its value instead")
            rows.append([_text(cell.value) for cell in row])
    except Exception as error:  # openpyxl raises whatever the broken part provokes
        rule = f"it is not a readable workbook ({type(error).__name__})"
        faults.add(path.name, 0, "", "", rule, _SAVE_AGAIN)
        return None
    width = max((len(row) for row in rows), default=0)
    return [row + [""] * (width - len(row)) for row in rows]


def _is_safe(file: str, data: bytes, faults: FaultList) -> bool:
    """Whether it is a ZIP of a sane size: 80 kB can unpack to gigabytes."""
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        faults.add(file, 0, "", "", "it is an old or encrypted Excel workbook", "Save it as XLSX without a password")
        return False
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        faults.add(file, 0, "", "", "it is not an XLSX workbook, or it is cut short", _SAVE_AGAIN)
        return False
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * len(data) + 1_000_000:
        faults.add(file, 0, "", "", f"it would unpack to {unpacked / 1e6:,.0f} MB", "Check where it comes from")
        return False
    return True


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
