"""Children looked after: each rule at its edge."""

from datetime import date
from pathlib import Path

import pytest

from data_access.counting.cells import Cell
from data_access.counting.forms import EPISODES
from tests.data_access.counting.returns import EAST, WEST, Row, count, total, write

MARCH = date(2026, 3, 31)
OPEN = {"CHILD": "1", "DECOM": "01/06/2025", "RNE": "S", "LS": "C2", "PLACE": "U1", "HOME_POST": "LS1 1UR"}
OVER = {"DEC": "31/03/2026", "REC": "E4A"}


def _count(path: Path, *rows: Row, header: Row | None = None) -> tuple[Cell, ...]:
    files = [write(path / "episodes.csv", rows, EPISODES.names)]
    if header:
        files.append(write(path / "header.csv", [header]))
    counted = count("ssda903", MARCH, *files)
    assert not counted.faults
    return counted.cells


@pytest.mark.parametrize(
    ("change", "looked_after"),
    [
        ({}, 1), ({"DECOM": "31/03/2026"}, 1), ({"DECOM": "01/04/2026"}, 0), (OVER, 0),
        ({**OVER, "DEC": "01/04/2026"}, 1), ({"LS": "V3"}, 0), ({"LS": "V4"}, 0), ({"LS": "V2"}, 1),
    ],
)  # fmt: skip
def test_looked_after_on_the_day(tmp_path: Path, change: Row, looked_after: int) -> None:
    assert total(_count(tmp_path, {**OPEN, **change}), "looked-after-number") == looked_after


def test_a_move_is_neither_a_start_nor_an_end(tmp_path: Path) -> None:
    moved = {**OPEN, "DEC": "01/03/2026", "REC": "X1"}
    cells = _count(tmp_path, moved, {**OPEN, "DECOM": "01/03/2026", "RNE": "P", "PLACE": "K2"})
    assert [total(cells, name) for name in ("starts-in-year", "ends-in-year", "looked-after-number")] == [1, 0, 1]
    assert total(cells, "looked-after-number", placement="children-home") == 1


def test_a_child_who_came_and_went_twice_counts_once(tmp_path: Path) -> None:
    first = {**OPEN, "DEC": "01/09/2025", "REC": "E4A"}
    second = {**OPEN, "DECOM": "01/10/2025", "DEC": "01/03/2026", "REC": "E4A"}
    cells = _count(tmp_path, first, second)
    names = ("starts-in-year", "ends-in-year", "starts-in-month", "ends-in-month")
    assert [total(cells, name) for name in names] == [1, 1, 0, 1]


def test_home_is_where_the_latest_episode_says(tmp_path: Path) -> None:
    cells = _count(
        tmp_path,
        {**OPEN, "DEC": "01/03/2026", "REC": "X1"},
        {**OPEN, "DECOM": "01/03/2026", "RNE": "P", "HOME_POST": "LS2 2AA"},
    )
    assert [total(cells, "looked-after-number", wedge=wedge) for wedge in (EAST, WEST)] == [0, 1]


@pytest.mark.parametrize(
    ("born", "band"),
    [("01/04/2025", "under-1"), ("31/03/2025", "1-4"), ("31/03/2016", "10-15"), ("01/04/2008", "16-17")],
)
def test_age_on_the_day_by_the_header_file(tmp_path: Path, born: str, band: str) -> None:
    cells = _count(tmp_path, OPEN, header={"CHILD": "1", "SEX": "2", "DOB": born, "ETHNIC": "BAFR"})
    assert [dict(cell.groups) for cell in cells] == [
        {"sex": "female", "ethnicity": "black", "age": band, "placement": "foster"}
    ]
