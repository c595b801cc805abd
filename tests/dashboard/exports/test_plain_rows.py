"""Rows written at once read as those that XlsxWriter writes cell by cell."""

import io
import zipfile

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.exports.plain_rows import MOST_CHARACTERS, write_plain_rows

OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def write_cell_by_cell(sheet, top, rows):
    """The plain second implementation."""
    for line, row in enumerate(rows, start=top):
        for column, cell in enumerate(row):
            if isinstance(cell, str):
                sheet.write_string(line, column, cell)
            elif cell is not None:
                sheet.write_number(line, column, cell)


def build(write, rows):
    """A workbook with a heading two rows above the rows, and a second sheet."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, OPTIONS) as book:
        sheet = book.add_worksheet("Figures")
        sheet.write_string(0, 0, "Heading")
        write(sheet, 2, rows)
        book.add_worksheet("Other").write_string(0, 0, "after")
    return stream


def read(stream):
    """What is in the cells that are not empty, by address."""
    book = openpyxl.load_workbook(stream)
    assert book["Other"]["A1"].value == "after"
    cells = [cell for row in book["Figures"].iter_rows() for cell in row if cell.value not in (None, "")]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    return {cell.coordinate: cell.value for cell in cells}


CELLS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.sampled_from(["=1+1", "@SUM(A1)", " spaced ", "a\tb", "a\nb", "<b>&\"'", "_x0041_", "\x07", "–", "http://a.b"]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**6), 10**6).map(float),
)


@given(st.integers(1, 5).flatmap(lambda width: st.lists(st.lists(CELLS, min_size=width, max_size=width), max_size=6)))
@settings(max_examples=25)
def test_rows_at_once_read_as_cells_one_by_one(rows):
    assert read(build(write_plain_rows, rows)) == read(build(write_cell_by_cell, rows))


def test_a_formula_stays_text_and_an_empty_text_leaves_no_cell():
    stream = build(write_plain_rows, [["=1+1", "", 4.5, None]])
    text = zipfile.ZipFile(stream).read("xl/worksheets/sheet1.xml").decode()
    row = text[text.index('<row r="3">') : text.index("</sheetData>")]
    assert row == '<row r="3"><c r="A3" t="inlineStr"><is><t>=1+1</t></is></c><c r="C3"><v>4.5</v></c></row>'
    assert '<dimension ref="A1:D3"/>' in text


def test_a_text_that_is_too_long_for_a_cell_is_cut():
    assert read(build(write_plain_rows, [["é" * 40_000]]))["A3"] == "é" * MOST_CHARACTERS


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_a_number_without_end_is_refused(number):
    with pytest.raises(ValueError, match="finite"):
        build(write_plain_rows, [[number]])


def test_more_columns_than_a_sheet_has_are_refused():
    with pytest.raises(ValueError, match="no room for 1 rows of 16385 cells"):
        build(write_plain_rows, [[None] * 16_385])
