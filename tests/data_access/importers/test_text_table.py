from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data_access.importers.fault_list import FaultList
from data_access.importers.text_table import decode, has_columns, read_csv


def read(path: Path, data: bytes) -> tuple[list[list[str]] | None, list[int], list[str]]:
    file = path / "a.csv"
    file.write_bytes(data)
    faults = FaultList()
    table = read_csv(file, faults)
    cells = None if table is None else table.cells.to_numpy().tolist()
    return cells, [] if table is None else table.rows.tolist(), [fault.rule for fault in faults.faults]


@pytest.mark.parametrize(
    "data",
    [
        b"a,b\n1,\xe2\x80\x99\n",
        b"\xef\xbb\xbfa,b\n1,\xe2\x80\x99\n",
        b"a,b\n1,\x92\n",
        b"\xef\xbb\xbfa,b\r\n1,\x92\r\n",
        b"a,b\r1,\x92\r",
        b'"a","b"\n"1","\x92"',
    ],
    ids=["utf-8", "byte-order mark", "cp1252", "mark and cp1252", "CR only", "quoted"],
)
def test_accepts_the_encodings_and_line_ends_of_publishers(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data) == ([["1", "’"]], [2], [])


def test_each_line_is_decoded_by_itself() -> None:
    assert decode("½\n".encode() + b"\xbd\n") == "½\n½\n"


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "it is empty"),
        (b" \r\n", "it is empty"),
        (b"a,b\n", "no rows below the header"),
        (b"a,b\n,\n", "no rows below the header"),
        (b"a,a\n1,2\n", "two columns have this name"),
        (b"a,,c\n1,2,3\n", "column 2 has no name"),
        (b"\na,b\n1,2\n", "column 1 has no name"),
        (b"a;b\n1;2\n", "not separated by commas"),
        (b"a\tb\n1\t2\n", "not separated by commas"),
        ("a,b\n1,2\n".encode("utf-16"), "UTF-16"),
        (b"a,b\n1,\0\n", "NUL"),
        (b"PK\x03\x04rest", "XLSX workbook"),
        (b"\xd0\xcf\x11\xe0rest", "Excel workbook"),
        (b"PAR1rest", "Parquet"),
        (b'a,b\n1,"2\n', "not well-formed CSV"),
        (b"a,b\n1," + b"2" * 200_000 + b"\n", "not well-formed CSV"),
        (",".join(f"c{n}" for n in range(501)).encode() + b"\n", "501 columns"),
    ],
)
def test_refuses_what_is_no_table(tmp_path: Path, data: bytes, rule: str) -> None:
    cells, _, rules = read(tmp_path, data)
    assert cells is None
    assert len(rules) == 1
    assert rule in rules[0]


def test_a_ragged_row_is_a_fault_and_never_shifted(tmp_path: Path) -> None:
    cells, rows, rules = read(tmp_path, b"a,b\n1,2,3\n4,5\n6\n")
    assert (cells, rows) == ([["4", "5"]], [3])
    assert rules == ["the row has 3 cells, the header 2", "the row has 1 cells, the header 2"]


def test_blank_rows_are_passed_over_but_counted(tmp_path: Path) -> None:
    assert read(tmp_path, b"a,b\n\n1,2\n,\n3,4\n") == ([["1", "2"], ["3", "4"]], [3, 5], [])


def test_a_cell_of_several_lines_is_one_row(tmp_path: Path) -> None:
    assert read(tmp_path, b'a,b\n"1\n1",2\n3,4\n') == ([["1\n1", "2"], ["3", "4"]], [2, 3], [])


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    faults = FaultList()
    assert read_csv(tmp_path / "none.csv", faults) is None
    assert "cannot be read" in faults.faults[0].rule


@pytest.mark.parametrize(
    ("required", "known", "expected"),
    [
        (("a", "b"), None, []),
        (("a",), ("a", "b"), []),
        (("a", "c"), None, ["c"]),
        (("a",), ("a",), ["b"]),
    ],
)
def test_columns_are_there_and_known(
    tmp_path: Path, required: tuple[str, ...], known: tuple[str, ...] | None, expected: list[str]
) -> None:
    file = tmp_path / "a.csv"
    file.write_text("a,b\n1,2\n")
    faults = FaultList()
    table = read_csv(file, faults)
    assert table is not None
    assert has_columns(table, required, faults, known) is (not expected)
    assert [fault.column for fault in faults.faults] == expected


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(position=st.integers(0, 60), byte=st.integers(0, 255), cut=st.integers(0, 60))
def test_no_damaged_file_raises(tmp_path: Path, position: int, byte: int, cut: int) -> None:
    good = bytearray(b'area,value,note\nLeeds,4.9,"one, two"\nBradford,c,\n'.ljust(61, b"\n"))
    good[position] = byte
    cells, rows, rules = read(tmp_path, bytes(good[: len(good) - cut]))
    assert (cells is None and bool(rules)) or len(cells or []) == len(rows) > 0
