"""Workbooks that must be refused, and archives and programs that only pretend to be one."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

from tests.data_access.malformed.case import Case
from tests.data_access.malformed.texts import A_PROGRAM, GOOD, HEADER, sheet

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504
SHEET = "xl/worksheets/sheet1.xml"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def workbook(change: Callable[[Any], object] = lambda _book: None) -> bytes:
    """A good workbook, but for one change."""
    book = openpyxl.Workbook()
    book.active.append(HEADER.split(","))
    book.active.append(["neet", "leeds-east", "2025-10", 60, 1200, 5.0])
    change(book)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def archive(parts: Mapping[str, bytes | str]) -> bytes:
    """A ZIP archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in parts.items():
            packed.writestr(name, content)
    return stream.getvalue()


def with_part(name: str, content: bytes | str) -> bytes:
    """A good workbook with one part more, or another in its place."""
    with zipfile.ZipFile(io.BytesIO(workbook())) as good:
        parts: dict[str, bytes | str] = {one: good.read(one) for one in good.namelist()}
    return archive(parts | {name: content})


def with_sheet(rows: str) -> bytes:
    """A workbook whose sheet was written by hand."""
    return with_part(SHEET, f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>')


def billion_laughs() -> bytes:
    entities = "".join('<!ENTITY a{} "{}">'.format(n, f"&a{n - 1};" * 10) for n in range(1, 10))
    declared = f'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a0 "ha">{entities}]>'
    return with_part(SHEET, f'{declared}<worksheet xmlns="{MAIN}"><sheetData>&a9;</sheetData></worksheet>')


def nested_deeply() -> bytes:
    return with_part(SHEET, f'<worksheet xmlns="{MAIN}">{"<a>" * 5000}{"</a>" * 5000}</worksheet>')


def locked() -> bytes:
    """A part that is marked as encrypted."""
    data = bytearray(workbook())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def set_formula(book: Any) -> None:
    book.active["F2"] = "=D2/E2*100"


def hide_first(book: Any) -> None:
    book.create_sheet("Other")
    book.active.sheet_state = "hidden"


WORKBOOKS = [
    Case("text.xlsx", lambda: sheet(GOOD), "its name says .xlsx, but it is plain text"),
    Case("workbook.csv", workbook, "its name says .csv, but it is an archive or a workbook"),
    Case("program.xlsx", lambda: b"MZ" + A_PROGRAM, "it is a Windows program, whatever its name says"),
    Case("old.xlsx", lambda: OLD_OFFICE + b"Workbook", "it is a workbook of the old kind (.xls)"),
    Case("password.xlsx", lambda: OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), "it is protected by a password"),
    Case("locked-archive.xlsx", locked, "it is protected by a password. Remove the password, then save it"),
    Case("macros.xlsx", lambda: with_part("xl/vbaProject.bin", b"x"), "it holds macros or a program (.xlsm)"),
    Case("program-inside.xlsx", lambda: with_part("xl/embeddings/run.exe", b"MZ"), "it holds macros or a program"),
    Case("binary.xlsx", lambda: archive({"xl/workbook.bin": b"x"}), "it is a binary workbook (.xlsb)"),
    Case("open-document.xlsx", lambda: archive({"content.xml": "<a/>"}), "it is an OpenDocument file (.ods)"),
    Case("word.xlsx", lambda: archive({"word/document.xml": "<a/>"}), "it is a Word document"),
    Case("archive.xlsx", lambda: archive({"sheet.csv": sheet(GOOD)}), "it is an archive, but no workbook is in it"),
    Case("cut-short.xlsx", lambda: workbook()[:-400], "it is cut short or damaged"),
    Case("bomb.xlsx", lambda: with_sheet("<row/>" * 5_000_000), "it would unpack to 30 MB, far more than a sheet"),
    Case("larger-bomb.xlsx", lambda: with_part("xl/big.xml", b"0" * 90_000_000), "it would unpack to 90 MB"),
    Case("many-parts.xlsx", lambda: archive({f"xl/{n}.xml": "" for n in range(2_100)}), "its archive has 2,100 parts"),
    Case("billion-laughs.xlsx", billion_laughs, "it declares its own XML entities, as only an attack would"),
    Case("nested.xlsx", nested_deeply, "is nested too deeply"),
    Case(
        "external-link.xlsx",
        lambda: with_part("xl/externalLinks/externalLink1.xml", "<a/>"),
        "it refers to other files or programs (external links, DDE)",
    ),
    Case(
        "merged.xlsx",
        lambda: workbook(lambda book: book.active.merge_cells("A2:A3")),
        "“A2:A3”: these cells are merged",
    ),
    Case("hidden-sheet.xlsx", lambda: workbook(hide_first), "its first sheet is hidden"),
    Case("formula-without-result.xlsx", lambda: workbook(set_formula), "a formula whose result was not saved"),
    Case(
        "error-value.xlsx",
        lambda: with_sheet('<row r="1"><c r="A1" t="e"><v>#REF!</v></c></row>'),
        "“#REF!”: the cell holds an error of the spreadsheet",
    ),
    Case("empty-sheet.xlsx", lambda: with_sheet(""), "its first sheet, Sheet, is empty"),
    Case(
        "last-row.xlsx",
        lambda: with_sheet('<row r="1048576"><c r="A1048576"><v>1</v></c></row>'),
        "it reaches down to row 1,048,576; at most 100,000 rows are read",
    ),
    Case(
        "last-column.xlsx",
        lambda: with_sheet('<row r="1"><c r="XFD1"><v>1</v></c></row>'),
        "it reaches across to column 16,384; at most 500 columns are read",
    ),
    Case(
        "damaged-part.xlsx",
        lambda: with_part(SHEET, "<worksheet><sheetData><row>"),
        "its part xl/worksheets/sheet1.xml is missing or damaged",
    ),
    Case(
        "unknown-string.xlsx",
        lambda: with_sheet('<row r="1"><c r="A1" t="s"><v>99</v></c></row>'),
        "a cell of its first sheet cannot be understood",
    ),
]
