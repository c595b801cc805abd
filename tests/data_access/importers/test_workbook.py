import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.xml import DEFUSEDXML

from data_access.importers.fault_list import FaultList
from data_access.importers.workbook import read_workbook


def save(path: Path, rows: list[list[object]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.create_sheet("Second").append(["not read"])
    book.save(path / "a.xlsx")
    return path / "a.xlsx"


def test_xml_is_parsed_by_defusedxml() -> None:
    assert DEFUSEDXML


def test_cells_are_text_and_rows_equally_long(tmp_path: Path) -> None:
    path = save(tmp_path, [["LA num", "LA Name"], [383, " Leeds ", 4.5], [1.0]])
    assert read_workbook(path, FaultList()) == [["LA num", "LA Name", ""], ["383", "Leeds", "4.5"], ["1", "", ""]]


def test_a_formula_is_a_fault_and_not_evaluated(tmp_path: Path) -> None:
    faults = FaultList()
    read_workbook(save(tmp_path, [["a", "b"], [1, "=1+1"]]), faults)
    assert [(fault.row, fault.column, fault.value) for fault in faults.faults] == [(2, "B", "=1+1")]


def packed(name: str, data: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, data)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "it is empty"),
        (b"a,b\n1,2\n", "not an XLSX workbook"),
        (b"PK\x03\x04 cut short", "cut short"),
        (b"\xd0\xcf\x11\xe0rest", "encrypted"),
        (packed("other.txt", b"text"), "not a readable workbook"),
        (packed("xl/workbook.xml", b"0" * 30_000_000), "would unpack to 30 MB"),
    ],
    ids=["empty", "CSV", "cut", "encrypted", "another archive", "bomb"],
)
def test_refuses_what_is_no_workbook(tmp_path: Path, data: bytes, rule: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    faults = FaultList()
    assert read_workbook(tmp_path / "a.xlsx", faults) is None
    assert rule in faults.faults[0].rule
