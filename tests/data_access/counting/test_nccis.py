"""Young people aged 16 and 17: each rule at its edge."""

from datetime import date
from pathlib import Path

import pytest

from data_access.counting.cells import Cell
from tests.data_access.counting.returns import EAST, WEST, Row, count, total, write

DECEMBER = date(2025, 12, 31)
CURRENT = {"date_of_birth": "2008-12-01", "activity_code": "210", "currency_expires": "2025-12-31"}


def _count(path: Path, *rows: Row, as_at: date = DECEMBER) -> tuple[Cell, ...]:
    numbered = [{"client_id": str(number), **row} for number, row in enumerate(rows)]
    counted = count("nccis", as_at, write(path / "clients.csv", numbered))
    assert not counted.faults
    return counted.cells


@pytest.mark.parametrize(
    ("born", "age"),
    [
        ("2009-09-01", None), ("2009-08-31", "16"), ("2008-09-01", "16"),
        ("2008-08-31", "17"), ("01/09/2007", "17"), ("31/08/2007", None),
    ],
)  # fmt: skip
def test_age_is_that_of_31_august(tmp_path: Path, born: str, age: str | None) -> None:
    cells = _count(tmp_path, {**CURRENT, "date_of_birth": born})
    assert [cell.groups["age"] for cell in cells] == ([age] if age else [])


def test_in_august_the_school_year_is_the_one_that_ends(tmp_path: Path) -> None:
    row = {**CURRENT, "date_of_birth": "2008-09-01", "currency_expires": "2030-01-01"}
    assert [cell.groups["age"] for cell in _count(tmp_path, row, as_at=date(2026, 8, 31))] == ["16"]
    assert [cell.groups["age"] for cell in _count(tmp_path, row, as_at=date(2026, 9, 1))] == ["17"]


@pytest.mark.parametrize(
    ("code", "neet", "unknown", "cohort"),
    [("210", 0, 0, 1), ("530", 0, 0, 1), ("540", 1, 0, 1), ("619", 1, 0, 1), ("710", 0, 0, 0), ("820", 0, 1, 1)],
)
def test_activity(tmp_path: Path, code: str, neet: int, unknown: int, cohort: int) -> None:
    cells = _count(tmp_path, {**CURRENT, "activity_code": code})
    names = ("neet", "not-known", "neet-or-not-known", "cohort")
    assert [total(cells, name) for name in names] == [neet, unknown, neet + unknown, cohort]


@pytest.mark.parametrize(
    ("dates", "unknown"),
    [
        ({"currency_expires": "2025-12-31"}, 0),
        ({"currency_expires": "2025-12-30"}, 1),
        ({"currency_expires": "", "last_contact": "2025-09-30"}, 1),
        ({"currency_expires": "", "last_contact": "2025-10-01"}, 0),
        ({"currency_expires": "2026-06-30", "last_contact": "2020-01-01"}, 0),
        ({"currency_expires": "", "last_contact": ""}, 1),
    ],
)
def test_a_record_that_has_expired_is_not_known(tmp_path: Path, dates: Row, unknown: int) -> None:
    cells = _count(tmp_path, {**CURRENT, "activity_code": "619", **dates})
    assert (total(cells, "not-known"), total(cells, "neet")) == (unknown, 1 - unknown)


def test_the_ward_goes_before_the_postcode_and_nobody_is_dropped(tmp_path: Path) -> None:
    cells = _count(
        tmp_path,
        {**CURRENT, "postcode": "ls1 1ur"},
        {**CURRENT, "postcode": "LS1 1UR", "ward_code": "E05000002"},
        {**CURRENT, "postcode": "LS9 9ZZ"},
        {**CURRENT, "postcode": ""},
    )
    assert [total(cells, "cohort", wedge=wedge) for wedge in (EAST, WEST, "")] == [1, 1, 2]


def test_rows_say_which_month_they_are_of(tmp_path: Path) -> None:
    row = {**CURRENT, "currency_expires": "2026-12-31"}
    cells = _count(tmp_path, {**row, "as_at": "30/11/2025"}, {**row, "as_at": ""})
    assert [(cell.period, cell.counts["cohort"]) for cell in cells] == [("2025-11-30", 1), ("2025-12-31", 1)]
