"""Every fault of a file, with its row, column and rule, and never whose row it is."""

from datetime import date
from pathlib import Path

import pytest

from data_access.counting.request import Return
from tests.data_access.counting.returns import count, write

SECRET = "PLANTED-1234567"
DAY = date(2025, 12, 31)
CLIENT = {"client_id": SECRET, "date_of_birth": "2008-12-01", "activity_code": "210", "last_contact": "2025-12-01"}


def test_every_fault_of_every_row_is_told_at_once(tmp_path: Path) -> None:
    rows = [
        CLIENT,
        {**CLIENT, "client_id": "2", "activity_code": "999"},
        {**CLIENT, "client_id": "", "date_of_birth": SECRET},
        CLIENT,
        {**CLIENT, "client_id": "5", "last_contact": "2025-02-30"},
    ]
    faults = count("nccis", DAY, write(tmp_path / "clients.csv", rows)).faults
    assert [(fault.row, fault.column, fault.value) for fault in faults] == [
        (3, "activity_code", "999"),
        (4, "client_id", ""),
        (4, "date_of_birth", "not shown"),
        (5, "client_id", "not shown"),
        (6, "last_contact", "not shown"),
    ]
    assert SECRET not in repr(faults)


def test_what_stands_in_a_code_column_by_mistake_is_not_told(tmp_path: Path) -> None:
    faults = count("nccis", DAY, write(tmp_path / "clients.csv", [{**CLIENT, "activity_code": "Jo Bloggs"}])).faults
    assert [fault.value for fault in faults] == ["not shown"]


@pytest.mark.parametrize(
    ("text", "row", "rule"),
    [
        ("", 0, "the file is empty"),
        ("client_id,activity_code\n1,210\n", 1, "the column is missing"),
        ("client_id;date_of_birth;activity_code\n1;2008-12-01;210\n", 1, "the column is missing"),
        ("client_id,date_of_birth,activity_code,client_id\n1,2008-12-01,210,1\n", 1, "the column is there twice"),
        (f"client_id,date_of_birth,activity_code\n1,2008-12-01,210\n{SECRET},2008-12-01\n", 3, "has 2 fields"),
        (f"client_id,date_of_birth,activity_code\n{SECRET},2008-12-01,210,{SECRET}\n", 2, "has 4 fields"),
        (f'client_id,date_of_birth,activity_code\n{SECRET},"2008-12-01,210\n', 2, "quotation mark out of place"),
    ],
)
def test_files_that_are_no_table(tmp_path: Path, text: str, row: int, rule: str) -> None:
    path = tmp_path / "clients.csv"
    path.write_text(text)
    faults = count("nccis", DAY, path).faults
    assert len(faults) == 1
    assert rule in faults[0].rule
    assert faults[0].row in {row, row + 1}
    assert SECRET not in repr(faults)


@pytest.mark.parametrize(
    ("name", "content", "rule"),
    [
        ("clients.csv", "client_id,date_of_birth,activity_code\né,2008-12-01,210\n".encode("cp1252"), "UTF-8"),
        ("clients.parquet", b"PAR1 no", "not Parquet"),
        ("clients.xlsx", b"PK", "neither CSV nor Parquet"),
    ],
)
def test_files_of_another_kind(tmp_path: Path, name: str, content: bytes, rule: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert [rule in fault.rule for fault in count("nccis", DAY, path).faults] == [True]


@pytest.mark.parametrize("ragged", ["p,107809,2025-09-25,AM", "p,107809,2025-09-25,AM,/,extra"])
def test_a_ragged_line_of_session_marks_is_found(tmp_path: Path, ragged: str) -> None:
    path = tmp_path / "sessions.csv"
    path.write_text(f"pupil_id,urn,date,session,mark\np,107809,2025-09-24,AM,/\n{ragged}\n")
    assert [(fault.row, "fields" in fault.rule) for fault in count("attendance", DAY, path).faults] == [(3, True)]


@pytest.mark.parametrize(("kind", "lacking"), [("ssda903", "CHILD"), ("attendance", "pupil_id")])
def test_the_file_that_a_return_cannot_do_without_is_named(tmp_path: Path, kind: Return, lacking: str) -> None:
    extra = (
        {"CHILD": "1", "DOB": "2010-01-01"} if kind == "ssda903" else {"pupil_id": "1", "date_of_birth": "2010-01-01"}
    )
    faults = count(kind, DAY, write(tmp_path / "about.csv", [extra])).faults
    assert [("no file with the columns" in fault.rule, lacking in fault.rule) for fault in faults] == [(True, True)]
