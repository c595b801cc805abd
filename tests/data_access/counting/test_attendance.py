"""Absence from school: thresholds in whole numbers, terms, schools' sites, and rows at fault."""

from datetime import date, timedelta
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from data_access.counting.forms import TOTALS
from data_access.counting.request import Counted
from tests.data_access.counting.returns import EAST, WEST, Row, count, total, write

DECEMBER = date(2025, 12, 31)
PUPIL = {"pupil_id": "p", "urn": "107809"}


def _totals(path: Path, possible: int, missed: int) -> Counted:
    row = {**PUPIL, "term": "autumn", "possible": str(possible), "authorised": "0", "unauthorised": str(missed)}
    return count("attendance", DECEMBER, write(path / "totals.csv", [row]))


def _sessions(number: int, marks: str) -> list[Row]:
    first = date(2025, 9, 2)
    return [
        {
            **PUPIL, "date": (first + timedelta(n // 2)).isoformat(), "session": "PM" if n % 2 else "AM",
            "mark": marks[n % len(marks)],
        }
        for n in range(number)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("possible", "missed", "persistent", "severe"),
    [
        (380, 37, 0, 0),
        (380, 38, 1, 0),
        (379, 37, 0, 0),
        (379, 38, 1, 0),
        (380, 189, 1, 0),
        (380, 190, 1, 1),
        (1, 1, 1, 1),
    ],
)
def test_a_tenth_and_a_half_in_whole_numbers(
    tmp_path: Path, possible: int, missed: int, persistent: int, severe: int
) -> None:
    cells = _totals(tmp_path, possible, missed).cells
    found = [total(cells, name, period="year") for name in ("persistent-absence", "severe-absence", "enrolments")]
    assert found == [persistent, severe, 1]


def test_without_a_session_to_attend_nobody_is_counted(tmp_path: Path) -> None:
    assert _totals(tmp_path, 0, 0).cells == ()


def test_more_missed_than_possible_is_a_fault(tmp_path: Path) -> None:
    fault = _totals(tmp_path, 10, 11).faults[0]
    assert (fault.row, fault.column, fault.rule) == (2, "possible", "is less than the sessions missed")


def test_terms_stand_apart_and_add_up_to_the_year(tmp_path: Path) -> None:
    rows = [
        {**PUPIL, "term": term, "possible": "100", "authorised": str(missed), "unauthorised": "0"}
        for term, missed in (("autumn", 20), ("spring", 0), ("summer", 0))
    ]
    cells = count("attendance", date(2026, 7, 31), write(tmp_path / "totals.csv", rows, TOTALS.names)).cells
    assert {cell.period: cell.counts["persistent-absence"] for cell in cells} == {
        "autumn": 1, "spring": 0, "summer": 0, "year": 0,
    }  # fmt: skip


def test_marks_that_are_not_possible_sessions_count_on_neither_side(tmp_path: Path) -> None:
    cells = count("attendance", DECEMBER, write(tmp_path / "s.csv", _sessions(20, "I/XYD"))).cells
    assert (total(cells, "missed", period="year"), total(cells, "possible", period="year")) == (4, 8)


def test_the_site_of_the_school_says_which_wedge(tmp_path: Path) -> None:
    rows = [
        {**PUPIL, "urn": urn, "term": "autumn", "possible": "9", "authorised": "0", "unauthorised": "0"}
        for urn in ("107809", "107810", "999999")
    ]
    cells = count("attendance", DECEMBER, write(tmp_path / "totals.csv", rows)).cells
    assert [total(cells, "enrolments", wedge=wedge, period="year") for wedge in (EAST, WEST, "")] == [1, 1, 1]
    assert total(cells, "enrolments", period="year", phase="secondary") == 1


@pytest.mark.parametrize(
    ("born", "counted"), [("2009-08-31", 0), ("2009-09-01", 1), ("2020-08-31", 1), ("2020-09-01", 0)]
)
def test_with_a_pupils_file_those_from_5_to_15_are_counted(tmp_path: Path, born: str, counted: int) -> None:
    pupils = write(tmp_path / "pupils.csv", [{"pupil_id": "p", "date_of_birth": born, "sex": "1", "sen": "K"}])
    cells = count("attendance", DECEMBER, write(tmp_path / "s.csv", _sessions(4, "/")), pupils).cells
    assert total(cells, "enrolments", period="year", sex="male", sen="support") == counted


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("mark", "-", "is not one of the codes"), ("mark", "", "must not be empty"), ("session", "am", "is not one of"),
        ("mark", "/\N{NO-BREAK SPACE}", "is not one of the codes"),
        ("date", "2026-01-01", "is not a day of this school year"), ("date", "2025-08-31", "is not a day of this"),
        ("date", "2025-11-31", "is not a day like"), ("date", "31st", "is not a day like"), ("urn", "12", "is not a"),
        ("pupil_id", " ", "must not be empty"), ("session", "AM", "the same as in an earlier row"),
    ],
)  # fmt: skip
def test_one_faulty_row_among_many_is_found_and_named(tmp_path: Path, column: str, value: str, rule: str) -> None:
    rows = [dict(row) for row in _sessions(40, "/I")]
    rows[25][column] = value  # the 13th afternoon; the header is row 1
    counted = count("attendance", DECEMBER, write(tmp_path / "sessions.csv", rows))
    assert [(fault.row, rule in fault.rule) for fault in counted.faults] == [(27, True)]
    assert not counted.cells


@pytest.mark.parametrize("form", ["csv", "parquet"])
def test_blanks_around_a_value_change_nothing(tmp_path: Path, form: str) -> None:
    rows = [dict(row) for row in _sessions(30, "/I")]
    plain = count("attendance", DECEMBER, write(tmp_path / "plain.csv", rows))
    for number, row in enumerate(rows):
        name = list(row)[number % len(row)]
        row[name] = [" {}", "{} ", "\t{}", "{}\v", "\f{} ", "{}\r\n"][number % 6].format(row[name])
    path = write(tmp_path / "blanks.csv", rows)
    if form == "parquet":
        path = tmp_path / "blanks.parquet"
        parquet.write_table(pa.Table.from_pylist(rows), path)
    assert count("attendance", DECEMBER, path) == plain
    assert plain.rows == len(rows)
