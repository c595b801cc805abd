"""Papers written in the background: told of, kept sealed for minutes, and nobody else's."""

import json
import os
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from callbacks.paper_jobs import (
    KEPT_SECONDS,
    LOST_SECONDS,
    MOST_AT_ONCE,
    PaperJobs,
    Progress,
    read_progress,
    write_progress,
)
from callbacks.paper_worker import work
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.errors import UnavailableError
from dashboard.exports.image import ImageUnavailableError
from dashboard.papers.paper import Brand, Item, Paper
from dashboard.papers.press import WRITERS

TELLTALE = "Telltale headline"
TABLE = Table("Figures", (Column("Area", "text"), Column("2025", unit="%")), ((Cell("Leeds"), Cell("4.9", 4.9)),))
BLOCK = ChartBlock("trends", TELLTALE, "NEET, %", "A line.", {}, TABLE, (), "Source: DfE.", ("neet",), "key")
PAPER = Paper("A paper", Brand("Leeds"), (Item(BLOCK, {}), Item(BLOCK, {})), 3, "1 May 2026", date(2026, 5, 2))


def no_picture(_figure: dict[str, Any], _format: str) -> bytes:
    raise ImageUnavailableError("There is no browser here.")


def at_once(place: Path, given: bytes) -> None:
    work(place, given, no_picture)


def never(_place: Path, _given: bytes) -> None:
    """A process that has not come to anything yet."""


def jobs_in(folder: Path, start: Callable[[Path, bytes], None] = at_once) -> PaperJobs:
    return PaperJobs(folder / "papers", start)


def only_place(folder: Path) -> Path:
    (place,) = (folder / "papers").iterdir()
    return place


def grow_old(place: Path, seconds: float) -> None:
    then = time.time() - seconds
    os.utime(place / "progress.json", (then, then))


def test_a_finished_paper_is_had_by_whoever_began_it(tmp_path: Path):
    jobs = jobs_in(tmp_path)
    job = jobs.begin(PAPER, "xlsx", "ann")
    found = jobs.find(job, "ann")
    assert (found.state, found.done, found.total, found.filename) == ("done", 1, 1, "a-paper-version-3.xlsx")
    assert jobs.take(job)[:2] == b"PK"


@pytest.mark.parametrize("asking", [("other", True), ("ann", False), ("", True)])
def test_nobody_else_finds_it(tmp_path: Path, asking: tuple[str, bool]):
    jobs = jobs_in(tmp_path)
    job = jobs.begin(PAPER, "xlsx", "ann")
    owner, knows_address = asking
    assert jobs.find(job if knows_address else job[:-1] + "_", owner) is None


def test_what_lies_on_the_disk_tells_nothing(tmp_path: Path):
    job = jobs_in(tmp_path).begin(PAPER, "xlsx", "ann")
    place = only_place(tmp_path)
    assert place.stat().st_mode & 0o077 == 0
    for kept in place.iterdir():
        content = kept.read_bytes()
        assert job.encode() not in content + str(kept).encode()
        assert TELLTALE.encode() not in content
        assert not content.startswith(b"PK")


def test_no_more_than_a_few_are_written_at_once(tmp_path: Path):
    jobs = jobs_in(tmp_path, never)
    for number in range(MOST_AT_ONCE):
        jobs.begin(PAPER, "pdf", f"reader {number}")
    with pytest.raises(UnavailableError, match="Try again"):
        jobs.begin(PAPER, "pdf", "one more")
    assert len(list((tmp_path / "papers").iterdir())) == MOST_AT_ONCE


def test_a_process_without_a_word_is_lost_and_leaves_room(tmp_path: Path):
    jobs = jobs_in(tmp_path, never)
    job = jobs.begin(PAPER, "pdf", "ann")
    grow_old(only_place(tmp_path), LOST_SECONDS + 1)
    assert jobs.find(job, "ann").state == "failed"
    for _ in range(MOST_AT_ONCE):
        jobs.begin(PAPER, "pdf", "ann")


def test_an_old_paper_is_gone_and_taken_away(tmp_path: Path):
    jobs = jobs_in(tmp_path)
    job = jobs.begin(PAPER, "xlsx", "ann")
    old = only_place(tmp_path)
    grow_old(old, KEPT_SECONDS + 1)
    assert jobs.find(job, "ann") is None
    jobs.begin(PAPER, "xlsx", "ann")
    assert not old.exists()


def test_a_cancelled_job_stops_at_its_next_step_and_keeps_nothing(tmp_path: Path):
    held: list[tuple[Path, bytes]] = []
    jobs = jobs_in(tmp_path, lambda place, given: held.append((place, given)))
    job = jobs.begin(PAPER, "xlsx", "ann")
    jobs.cancel(job)
    at_once(*held[0])
    assert jobs.find(job, "ann").state == "cancelled"
    assert jobs.take(job) is None


def test_a_paper_that_cannot_be_drawn_says_why(tmp_path: Path):
    figure = {"data": [{"type": "bar", "x": [1], "y": [1]}], "layout": {}}
    drawn = Paper("P", Brand("Leeds"), (Item(BLOCK, figure),), 3, "1 May 2026", date(2026, 5, 2))
    jobs = jobs_in(tmp_path)
    found = jobs.find(jobs.begin(drawn, "docx", "ann"), "ann")
    assert (found.state, found.step) == ("failed", "There is no browser here.")


def test_the_browser_is_put_away_between_drawing_and_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    happened: list[str] = []

    def note(what: str, content: bytes) -> Callable[..., bytes]:
        return lambda *_: happened.append(what) or content

    monkeypatch.setitem(WRITERS, "docx", note("written", b""))
    figure = {"data": [{"type": "bar", "x": [1], "y": [1]}], "layout": {}}
    drawn = Paper("P", Brand("Leeds"), (Item(BLOCK, figure),) * 2, 3, "1 May 2026", date(2026, 5, 2))
    jobs = jobs_in(tmp_path, lambda *given: work(*given, note("drawn", b"PNG"), lambda: happened.append("put away")))
    jobs.begin(drawn, "docx", "ann")
    assert happened == ["drawn", "drawn", "put away", "written"]


def test_a_defect_is_said_without_its_insides(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> bytes:
        raise ValueError(TELLTALE)

    monkeypatch.setattr("callbacks.paper_worker.write_paper", fail)
    jobs = jobs_in(tmp_path)
    found = jobs.find(jobs.begin(PAPER, "docx", "ann"), "ann")
    assert found.state == "failed"
    assert TELLTALE not in json.dumps(found)


def test_progress_is_read_whole(tmp_path: Path):
    told = Progress("running", 2, 5, "Drawing chart 3 of 4", "pdf", "a.pdf")
    write_progress(tmp_path, told)
    assert read_progress(tmp_path) == told
    assert [path.name for path in tmp_path.iterdir()] == ["progress.json"]
