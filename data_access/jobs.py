"""Imports under way, as the page needs them: begun, watched, published, let go of. Each change is recorded."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from subprocess import Popen
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, insert

from dashboard.config import Settings
from dashboard.errors import Fault, NotFoundError, ReaderError, UnavailableError
from data_access import tables
from data_access.audit import Actor, record
from data_access.engine import begin_write, explained
from data_access.job_process import start_worker
from data_access.job_rows import (
    AT_WORK,
    WAITS_FOR_SOMEBODY,
    Job,
    Kind,
    end,
    fetch_job,
    fetch_jobs,
    is_lost,
    move,
    now,
    sweep,
)
from data_access.own_datasets import OwnDataset, fetch_own_datasets

MOST_AT_ONCE = 3
LISTED = 20

Start = Callable[..., "Popen[bytes]"]


class Jobs:
    """Safe to share between threads. Raises ReaderError in words, UnavailableError where the store is busy or lost."""

    def __init__(self, engine: Engine, settings: Settings, start: Start | None = None) -> None:
        self._engine, self._settings, self._start = engine, settings, start or start_worker

    def begin(self, actor: Actor, file_name: str, data: bytes, key: str, choices: Mapping[str, Any]) -> str:
        """Read a file in a process of its own; the job's id. What the file says is sealed with ``key``."""
        with self._writing() as connection:
            self._refuse_crowd(connection, actor)
            for job in fetch_jobs(connection, "refused"):
                if job.made_by == actor.name:
                    end(connection, job.id, ("refused",), "discarded", "Replaced by another file")
            report = {"choices": dict(choices), "role": actor.role}
            number = _add(
                connection, actor, kind="sheet", state="waiting", file_name=file_name, report=report,
                sha256=sha256(data).hexdigest(),
            )  # fmt: skip
        self._start(self._settings, number, key=key, data=data)
        return number

    def change(self, actor: Actor, kind: Kind, slug: str) -> str:
        """Release or withdraw a dataset of the council's figures; the job's id."""
        with self._writing() as connection:
            self._refuse_crowd(connection, actor)
            report = {"role": actor.role}
            number = _add(connection, actor, kind=kind, state="publishing", file_name=slug, report=report, sha256="")
        self._start(self._settings, number)
        return number

    def publish(self, actor: Actor, number: str) -> None:
        """Publish what was read, as its sender."""
        self._require_own(actor, number)
        with self._writing() as connection:
            self._refuse_crowd(connection, actor)
            if not move(connection, number, ("ready",), "publishing", step="Publishing", done=0, total=0, pid=None):
                raise _too_late()
        self._start(self._settings, number)

    def cancel(self, actor: Actor, number: str) -> None:
        """Stop what is being done. What has been published by then stays."""
        job = self._require_own(actor, number)
        with self._writing() as connection:
            if job.state == "publishing" and job.kind == "sheet":
                words = "Cancelled before it was published; nothing was changed"
                stopped = move(connection, number, ("publishing",), "ready", step=words, pid=None)
            else:
                words = "Cancelled; nothing was changed and nothing was kept"
                stopped = end(connection, number, ("waiting", "running"), "cancelled", words)
            if not stopped:
                raise _too_late()
            record(connection, actor, "cancelled", _subject(job))

    def discard(self, actor: Actor, number: str) -> None:
        """Let go of a file that was read."""
        job = self._require_own(actor, number)
        with self._writing() as connection:
            words = "Discarded; nothing was changed and nothing was kept"
            if not end(connection, number, WAITS_FOR_SOMEBODY, "discarded", words):
                raise _too_late()
            record(connection, actor, "discarded", _subject(job))

    def find(self, number: str) -> Job:
        """One job as it stands; one whose process has died is said to be lost. Raises NotFoundError."""
        with self._reading() as connection:
            job = fetch_job(connection, number)
        if job is not None and job.at_work and is_lost(job):
            self._sweep()
            with self._reading() as connection:
                job = fetch_job(connection, number)
        if job is None:
            raise NotFoundError(Fault("import", number[:40], "there is no such import"))
        return job

    def recent(self) -> tuple[Job, ...]:
        """The newest of everybody's."""
        self._sweep()
        with self._reading() as connection:
            return fetch_jobs(connection, limit=LISTED)

    def own_datasets(self) -> tuple[OwnDataset, ...]:
        """What can be released or taken out now."""
        with self._reading() as connection:
            return fetch_own_datasets(connection)

    def _sweep(self) -> None:
        try:
            with self._writing(wait=0.2) as connection:
                sweep(connection)
        except UnavailableError:  # somebody is publishing: another time
            return

    def _require_own(self, actor: Actor, number: str) -> Job:
        job = self.find(number)
        if job.made_by != actor.name:
            raise ReaderError(Fault("import", "", f"only {job.made_by}, who sent the file, decides what becomes of it"))
        return job

    def _refuse_crowd(self, connection: Connection, actor: Actor) -> None:
        sweep(connection)
        busy = fetch_jobs(connection, *AT_WORK)
        if any(job.made_by == actor.name for job in busy):
            raise ReaderError(Fault("file", "", "another import of yours is being worked on. Wait for it or cancel it"))
        if len(busy) >= MOST_AT_ONCE:
            raise ReaderError(Fault("file", "", f"{len(busy)} imports are being worked on. Try again in a minute"))

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self, wait: float = 5.0) -> Iterator[Connection]:
        with explained(), begin_write(self._engine, wait, publishing=False) as connection:
            yield connection


def _add(connection: Connection, actor: Actor, **values: Any) -> str:
    number, at = str(uuid4()), now()
    row = {"id": number, "made_by": actor.name, "made_at": at, "updated_at": at, "done": 0, "total": 0}
    connection.execute(insert(tables.job), row | {"step": "Starting"} | values)
    return number


def _subject(job: Job) -> str:
    """How the audit trail names an import: not by its file, whose name may say too much."""
    return f"{job.kind} {job.id[:8]}"


def _too_late() -> ReaderError:
    return ReaderError(Fault("import", "", "it is too late for that: look at what has become of it"))
