"""What is accepted although it is not quite as asked for: encodings, separators, line ends, dates and percentages."""

import io
import re
import zipfile

import openpyxl
import pytest

from data_access.importers.fault_list import FaultList
from data_access.local.csv_table import read_csv_table
from data_access.local.raw_table import RawTable
from data_access.local.workbook_formats import show_number
from data_access.local.workbook_table import read_workbook_table


def text(data: bytes) -> RawTable:
    faults = FaultList()
    table = read_csv_table("a.csv", data, faults)
    assert table is not None
    assert not faults
    return table


def cells(table: RawTable) -> list[tuple[int, list[str]]]:
    return [tuple(row) for row in table.rows]


@pytest.mark.parametrize(
    ("data", "notice"),
    [
        (b"a,b\n1,\xe2\x80\x99\n", ""),
        (b"\xef\xbb\xbfa,b\r\n1,\xe2\x80\x99\r\n", ""),
        (b"a,b\r1,\xe2\x80\x99\r", ""),
        (b"a,b\n1,\x92\n", "read as Windows-1252"),
        (b"a;b\n1;\xe2\x80\x99\n", "separated by semicolons"),
        (b"a\tb\n1\t\xe2\x80\x99\n", "separated by tabs"),
        (b"a|b\n1|\xe2\x80\x99\n", "separated by vertical bars"),
        (b'"a","b"\n" 1 ","\xe2\x80\x99"', ""),
        ("\ufeffa,b\r\n1,’\r\n".encode("utf-16-le"), "in UTF-16"),
        ("\ufeffa,b\r\n1,’\r\n".encode("utf-16-be"), "in UTF-16"),
    ],
    ids=["utf-8", "mark", "CR only", "cp1252", "semicolons", "tabs", "bars", "quotes", "utf-16", "utf-16, big end"],
)
def test_a_text_is_read_however_it_was_saved_and_that_is_said(data: bytes, notice: str) -> None:
    table = text(data)
    assert cells(table) == [(1, ["a", "b"]), (2, ["1", "’"])]
    assert notice in " ".join(table.notices)
    assert len(table.notices) == bool(notice)


def test_blank_rows_are_passed_over_but_counted() -> None:
    assert cells(text(b"a,b\n\n1,2\n,\n3,4\n")) == [(1, ["a", "b"]), (3, ["1", "2"]), (5, ["3", "4"])]


def test_each_byte_outside_utf_8_is_read_by_itself() -> None:
    assert cells(text("½,a\n".encode() + b"\xbd,b\n")) == [(1, ["½", "a"]), (2, ["½", "b"])]


@pytest.mark.parametrize(
    ("stored", "shape", "shown"),
    [
        ("12", "", "12"),
        ("12.0", "General", "12"),
        ("4.9000000000000004", "0.0", "4.9"),
        ("45961", "d-m-y", "2025-10-31"),
        ("45961", "dd/mm/yyyy;@", "2025-10-31"),
        ("45931", "mmm-yy", "2025-10"),
        ("45931", "[$-809]mmmm yyyy", "2025-10"),
        ("45931", "yyyy", "2025"),
        ("45961.75", "yyyy-mm-dd hh:mm", "2025-10-31"),
        ("0.049", "0.0%", "4.9%"),
        ("0.07", "0%", "7%"),
        ("12", '0" days of the year"', "12"),
        ("12", "[Red]0", "12"),
        ("2025", "yyyy", "1905"),
        ("-5", "d-m-y", "-5"),
        ("1e300", "", "1e+300"),
    ],
)
def test_a_number_is_what_its_format_shows(stored: str, shape: str, shown: str) -> None:
    assert show_number(stored, shape, since_1904=False) == shown


def test_a_workbook_may_count_its_days_from_1904() -> None:
    assert show_number("44499", "d-m-y", since_1904=True) == "2025-10-31"


def test_a_workbook_by_another_program_is_read() -> None:
    """Inline texts, truth values, cells without references, formulas with results."""
    book = openpyxl.Workbook()
    book.active.title = "Second"
    book.create_sheet("First", 0)
    stream = io.BytesIO()
    book.save(stream)
    rows = (
        '<row r="1"><c t="inlineStr"><is><t>one</t></is></c>'
        '<c t="inlineStr"><is><r><t>tw</t></r><r><t>o</t></r></is></c></row>'
        '<row r="3"><c r="A3" t="b"><v>1</v></c><c r="C3" t="str"><f>A1</f><v>x</v></c></row>'
    )
    with zipfile.ZipFile(stream) as good:
        parts = {name: good.read(name).decode() for name in good.namelist()}
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in parts.items():
            filled = re.sub("<sheetData ?/>|<sheetData></sheetData>", f"<sheetData>{rows}</sheetData>", content)
            archive.writestr(name, filled if name.endswith("sheet1.xml") else content)
    faults = FaultList()
    table = read_workbook_table("a.xlsx", packed.getvalue(), faults)
    assert table is not None
    assert cells(table) == [(1, ["one", "two"]), (3, ["yes", "", "x"])]
    assert table.notices == ["Formulas were not evaluated: the results that were saved with them were read (1)."]
