"""Made-up returns: as many rows as asked for, nobody real in them, and an answer that holds for what was written."""

import csv
import json
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from data_access.counting.request import Return
from data_access.synthetic.write import LABEL, Written, write_return

WARDS = [("E05000001", "leeds-east"), ("E05000002", "leeds-west"), ("E05000003", "leeds-east")]
DAYS: dict[Return, date] = {"nccis": date(2025, 12, 31), "ssda903": date(2026, 3, 31), "attendance": date(2026, 7, 31)}
WHO = {"nccis": "client_id", "ssda903": "CHILD", "attendance": "pupil_id"}
KINDS = pytest.mark.parametrize("kind", list(DAYS))


def _write(kind: Return, rows: int, folder: Path, *, seed: int = 1, form: str = "csv") -> Written:
    return write_return(kind, rows, seed, folder, WARDS, as_at=DAYS[kind], form=form)


def _rows(made: Written) -> list[dict[str, str]]:
    with made.records.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@KINDS
def test_there_are_as_many_rows_as_are_said_and_all_are_marked_as_made_up(tmp_path: Path, kind: Return) -> None:
    made = _write(kind, 1000, tmp_path)
    rows = _rows(made)
    assert len(rows) == made.rows == 1000
    assert all(row[WHO[kind]].startswith(f"{LABEL}-") for row in rows)
    assert len({tuple(row.values()) for row in rows}) == 1000


@KINDS
def test_the_same_seed_makes_the_same_return_and_another_one_another(tmp_path: Path, kind: Return) -> None:
    first, again, other = (
        sorted(map(str, _rows(_write(kind, 400, tmp_path / name, seed=seed))))
        for name, seed in (("first", 5), ("again", 5), ("other", 6))
    )
    assert first == again
    assert first != other


@KINDS
def test_both_kinds_of_file_hold_the_same(tmp_path: Path, kind: Return) -> None:
    from pyarrow import parquet

    table = parquet.read_table(_write(kind, 300, tmp_path / "parquet", form="parquet").records).to_pylist()
    as_text = [{name: str(value) for name, value in row.items()} for row in table]
    assert sorted(map(str, as_text)) == sorted(map(str, _rows(_write(kind, 300, tmp_path / "csv"))))


def test_the_answer_of_attendance_is_what_its_rows_add_up_to(tmp_path: Path) -> None:
    made = _write("attendance", 8000, tmp_path)
    sessions: dict[str, list[str]] = defaultdict(list)
    for row in _rows(made):
        sessions[row["pupil_id"]].append(row["mark"])
    missed = [sum(mark not in "/\\" for mark in marks) for marks in sessions.values()]
    possible = len(next(iter(sessions.values())))
    assert json.loads(made.answers.read_text())["counts"]["city"] == {
        "enrolments": len(missed),
        "persistent-absence": sum(10 * each >= possible for each in missed),
        "severe-absence": sum(2 * each >= possible for each in missed),
        "missed": sum(missed),
        "possible": possible * len(missed),
    }


@KINDS
def test_the_lookup_places_all_but_every_97th(tmp_path: Path, kind: Return) -> None:
    made = _write(kind, 1000, tmp_path)
    place = {"nccis": "postcode", "ssda903": "HOME_POST", "attendance": "urn"}[kind]
    known = {line.split(",")[0] for line in made.lookup.read_text().splitlines()[1:]}
    lost = {int(row[WHO[kind]].split("-")[1]) for row in _rows(made) if row[place] not in known}
    people = json.loads(made.answers.read_text())["people"]
    assert lost == set(range(0, people, 97))
