"""Imports under way: who may have how many, what dies is told, and what nobody publishes is let go."""

import os
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from dashboard.config import Settings
from dashboard.errors import NotFoundError, ReaderError
from data_access import tables
from data_access.audit import Actor, AuditFilter, fetch_audit
from data_access.job_process import start_worker
from data_access.job_rows import SILENT_AFTER, State
from data_access.job_worker import work_on
from data_access.jobs import MOST_AT_ONCE, Jobs
from data_access.publish import publish
from data_access.sealing import make_key, seal, unseal
from tests.data_access.publishing import EAST, batch, row

ANA, BEN = Actor("ana", "analyst"), Actor("ben", "analyst")
CHOICES: dict[str, Any] = {"unpublished": True, "provisional": False, "mapping": {}}
SHEET = f"measure,area,period,numerator,denominator\nneet,{EAST},2025-10,30,600\n".encode()


class Started:
    """Takes note of the processes that would be started."""

    def __init__(self) -> None:
        self.numbers: list[str] = []

    def __call__(self, _settings: Settings, number: str, **_: Any) -> None:
        self.numbers.append(number)


@pytest.fixture
def settings(engine: Engine) -> Settings:
    return Settings(database_url=engine.url.render_as_string(hide_password=False))


@pytest.fixture
def started() -> Started:
    return Started()


@pytest.fixture
def jobs(engine: Engine, settings: Settings, started: Started) -> Jobs:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    return Jobs(engine, settings, started)  # type: ignore[arg-type]


def begin(jobs: Jobs, actor: Actor = ANA) -> str:
    return jobs.begin(actor, "sheet.csv", SHEET, make_key(), CHOICES)


def put(engine: Engine, number: str, **values: Any) -> None:
    with engine.begin() as connection:
        connection.execute(update(tables.job).where(tables.job.c.id == number).values(**values))


def ago(silence: timedelta) -> str:
    return (datetime.now(UTC) - silence).isoformat(timespec="milliseconds")


def dead_process() -> int:
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        return process.pid


def test_one_at_a_time_for_each_and_a_few_for_all(jobs: Jobs, started: Started) -> None:
    begin(jobs)
    with pytest.raises(ReaderError, match="another import of yours"):
        begin(jobs)
    for number in range(MOST_AT_ONCE - 1):
        begin(jobs, Actor(f"other-{number}", "analyst"))
    with pytest.raises(ReaderError, match="are being worked on"):
        begin(jobs, BEN)
    assert len(started.numbers) == MOST_AT_ONCE


def test_what_was_cancelled_is_not_begun_any_more(jobs: Jobs, settings: Settings, engine: Engine) -> None:
    number = begin(jobs)
    with pytest.raises(ReaderError, match="only ana"):
        jobs.cancel(BEN, number)
    jobs.cancel(ANA, number)
    work_on(settings, number, make_key(), lambda: pytest.fail("the file was read"))
    assert jobs.find(number).state == "cancelled"
    with pytest.raises(ReaderError, match="too late"):
        jobs.cancel(ANA, number)
    with engine.connect() as connection:
        rows = fetch_audit(connection, AuditFilter(), limit=9)
    assert [(one.actor, one.action) for one in rows] == [("ana", "cancelled")]
    assert "sheet.csv" not in repr(rows)


@pytest.mark.parametrize(
    ("state", "where", "becomes"),
    [
        ("running", "here", "failed"),
        ("publishing", "here", "ready"),
        ("running", "elsewhere", "running"),
        ("running", "elsewhere, silent", "failed"),
        ("waiting", "nowhere, silent", "failed"),
        ("running", "alive, silent", "running"),
    ],
)
def test_a_job_whose_process_has_died_is_told_of(
    jobs: Jobs, engine: Engine, state: State, where: str, becomes: State
) -> None:
    number = begin(jobs)
    silence = SILENT_AFTER + timedelta(seconds=5) if "silent" in where else timedelta(0)
    process = {"here": (dead_process(), socket.gethostname()), "alive": (os.getpid(), socket.gethostname()),
               "elsewhere": (1, "another machine"), "nowhere": (None, None)}  # fmt: skip
    pid, host = process[where.partition(",")[0]]
    put(engine, number, state=state, pid=pid, host=host, updated_at=ago(silence))
    found = jobs.find(number)
    assert found.state == becomes
    assert ("interrupted" in found.step.lower()) == (becomes != state)


def test_what_nobody_publishes_in_a_week_is_let_go(jobs: Jobs, engine: Engine) -> None:
    number = begin(jobs)
    put(engine, number, state="ready", staged=b"figures", preview={"rows": []}, updated_at=ago(timedelta(days=8)))
    assert [one.state for one in jobs.recent()] == ["discarded"]
    with engine.connect() as connection:
        columns = tables.job.c
        assert connection.execute(select(columns.staged, columns.preview, columns.report)).one() == (None, None, None)


@pytest.mark.parametrize(("days", "kept"), [(6, True), (8, False)])
def test_what_is_over_is_listed_for_a_week_and_then_in_the_audit_trail_only(
    jobs: Jobs, engine: Engine, days: int, kept: bool
) -> None:
    number = begin(jobs)
    jobs.cancel(ANA, number)
    put(engine, number, updated_at=ago(timedelta(days=days)))
    assert [one.state for one in jobs.recent()] == ["cancelled"] * kept
    with engine.connect() as connection:
        assert [one.action for one in fetch_audit(connection, AuditFilter(), limit=9)] == ["cancelled"]


def test_the_real_process_reads_and_publishes(jobs: Jobs, settings: Settings, engine: Engine) -> None:
    real = Jobs(engine, settings, lambda *given, **more: processes.append(start_worker(*given, **more)))  # type: ignore[arg-type, func-returns-value]
    processes: list[subprocess.Popen[bytes]] = []
    number = begin(real)
    processes.pop().wait(120)
    found = real.find(number)
    assert (found.state, found.pid, found.base_version) == ("ready", None, 1)
    real.publish(ANA, number)
    processes.pop().wait(120)
    done = real.find(number)
    assert (done.state, done.step) == ("published", "Version 2: local-sheet-unpublished: 1 new, 0 changed, 0 as before")
    assert done.report is None


def test_publishing_what_was_cancelled_meanwhile_changes_nothing(
    jobs: Jobs, settings: Settings, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    from data_access import job_work

    number = begin(jobs)
    work_on(settings, number, make_key(), lambda: SHEET)
    jobs.publish(ANA, number)
    publish_now = job_work.publish

    def cancelled_first(*given: Any) -> None:
        jobs.cancel(ANA, number)
        publish_now(*given)

    monkeypatch.setattr(job_work, "publish", cancelled_first)
    work_on(settings, number, "", lambda: b"")
    assert jobs.find(number).state == "ready"
    with engine.connect() as connection:
        assert connection.scalar(select(tables.version.c.number).order_by(tables.version.c.number.desc())) == 1


def test_a_defect_is_told_by_its_place_and_not_by_its_words(
    jobs: Jobs, settings: Settings, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from data_access import job_work

    def fail(*_: Any, **__: Any) -> None:
        raise ValueError("the cell says 4711")

    monkeypatch.setattr(job_work, "protect", fail)
    number = begin(jobs)
    work_on(settings, number, make_key(), lambda: SHEET)
    found = jobs.find(number)
    assert (found.state, "on our side" in found.step) == ("failed", True)
    logged = capfd.readouterr().err
    assert "ValueError at" in logged
    assert "4711" not in logged + repr(found)


def test_what_is_sealed_opens_with_its_key_only() -> None:
    key = make_key()
    text = seal(key, {"faults": [["a.csv", 3]]})
    assert "a.csv" not in text
    assert unseal(key, text) == {"faults": [["a.csv", 3]]}
    assert unseal(make_key(), text) is None
    assert unseal("no key", text) is None
    assert unseal(None, text) is None


def test_there_is_no_such_job(jobs: Jobs) -> None:
    with pytest.raises(NotFoundError):
        jobs.find("nothing")


def test_the_names_of_states_are_those_of_the_page() -> None:
    from typing import get_args

    from layouts.import_job import STATES

    assert set(STATES) == set(get_args(State))
