"""The template that is handed out is read back as it was filled in."""

import io

import openpyxl

from dashboard.exports.local_template import write_template_csv, write_template_workbook
from tests.data_access.local.sheets import LEEDS, build_context, read_sheet


def test_a_template_that_was_filled_in_is_read() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_template_workbook(build_context().catalogue, LEEDS, "west")))
    book["Figures"].append(["neet", "leeds-west", "2025-10", 60, 1200])
    stream = io.BytesIO()
    book.save(stream)
    text = write_template_csv() + b"neet,West,2025-10,60,1200,,,\r\n"
    for content, name in ((stream.getvalue(), "a.xlsx"), (text, "a.csv")):
        sheet = read_sheet(content, file=name)
        assert (sheet.faults, sheet.notices) == ((), ())
        assert [(one.area, one.value) for one in sheet.figures] == [("leeds-west", 5.0)]


def test_a_template_that_was_not_filled_in_is_named_as_that() -> None:
    assert [fault.rule for fault in read_sheet(write_template_csv()).faults] == ["it has no rows below the header"]
