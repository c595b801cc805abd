"""The table of imports under way, one row each: what they may become, and which of them have died.

What a file says is kept sealed (data_access/sealing.py), what may be published as it is; both go with the row's end.
"""

import os
import socket
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, delete, select, update

from data_access import tables

Kind = Literal["sheet", "release", "withdraw"]
State = Literal["waiting", "running", "ready", "refused", "publishing", "published", "discarded", "cancelled", "failed"]
AT_WORK: tuple[State, ...] = ("waiting", "running", "publishing")
WAITS_FOR_SOMEBODY: tuple[State, ...] = ("ready", "refused")
SILENT_AFTER = timedelta(seconds=90)  # a worker tells that it lives each second, unless another one is publishing
GIVEN_UP_AFTER = timedelta(hours=1)  # by then the number of a process may be another one's
KEPT_FOR = timedelta(days=7)

_columns = tables.job.c
_SHOWN = [column for column in tables.job.columns if column.name != "staged"]
_CLEARED: Mapping[str, Any] = {"report": None, "preview": None, "staged": None}


class Job(NamedTuple):
    """An import, a release or a withdrawal. Times are UTC in ISO form; ``step`` says in words what is being done."""

    id: str
    kind: Kind
    state: State
    made_by: str
    made_at: str
    updated_at: str
    file_name: str
    sha256: str
    base_version: int | None
    pid: int | None
    host: str | None
    done: int
    total: int
    step: str
    report: Mapping[str, Any] | None
    preview: Mapping[str, Any] | None

    @property
    def at_work(self) -> bool:
        """Whether a process is, or ought to be, working on it."""
        return self.state in AT_WORK


def now() -> str:
    """This moment as the store writes it."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def fetch_job(connection: Connection, number: str) -> Job | None:
    """One row without what is staged."""
    row = connection.execute(select(*_SHOWN).where(_columns.id == number)).one_or_none()
    return None if row is None else Job._make(row)


def fetch_jobs(connection: Connection, *states: State, limit: int = 1000) -> tuple[Job, ...]:
    """The newest first; of these states only, where any are named."""
    statement = select(*_SHOWN).order_by(_columns.made_at.desc(), _columns.id).limit(limit)
    if states:
        statement = statement.where(_columns.state.in_(states))
    return tuple(Job._make(row) for row in connection.execute(statement))


def fetch_staged(connection: Connection, number: str) -> bytes | None:
    """What may be published."""
    found: bytes | None = connection.scalar(select(_columns.staged).where(_columns.id == number))
    return found


def move(connection: Connection, number: str, before: tuple[State, ...], after: State, **values: Any) -> bool:
    """Give a row another state, if it is still in one of those ``before``; whether it was."""
    statement = update(tables.job).where(_columns.id == number, _columns.state.in_(before))
    return bool(connection.execute(statement.values(state=after, updated_at=now(), **values)).rowcount)


def end(connection: Connection, number: str, before: tuple[State, ...], after: State, step: str) -> bool:
    """As ``move``, to a state in which nothing of the file is kept."""
    return move(connection, number, before, after, step=step, pid=None, **_CLEARED)


def sweep(connection: Connection) -> None:
    """Say of dead ones that they are, let go of what nobody published in time, and forget what is long over.

    What was done stays in the audit trail.
    """
    for job in fetch_jobs(connection, *AT_WORK):
        if not is_lost(job):
            continue
        if job.state == "publishing" and job.kind == "sheet":
            words = "Publishing was interrupted. Nothing was changed; it can be published again"
            move(connection, job.id, ("publishing",), "ready", step=words, pid=None)
        elif job.state == "publishing":
            words = "It was interrupted. Nothing was changed; it can be done again"
            end(connection, job.id, ("publishing",), "failed", words)
        else:
            words = "It was interrupted. Nothing was changed; send the file again"
            end(connection, job.id, ("waiting", "running"), "failed", words)
    oldest = (datetime.now(UTC) - KEPT_FOR).isoformat(timespec="milliseconds")
    for job in fetch_jobs(connection, *WAITS_FOR_SOMEBODY):
        if job.updated_at < oldest:
            words = f"Let go, because nobody published it within {KEPT_FOR.days} days"
            end(connection, job.id, WAITS_FOR_SOMEBODY, "discarded", words)
    over = (_columns.state.not_in((*AT_WORK, *WAITS_FOR_SOMEBODY)), _columns.updated_at < oldest)
    connection.execute(delete(tables.job).where(*over))


def is_lost(job: Job) -> bool:
    """Whether the process that worked on it is gone: by its number on this machine, elsewhere by its silence."""
    silence = datetime.now(UTC) - datetime.fromisoformat(job.updated_at)
    if job.pid is None or job.host != socket.gethostname():
        return silence > SILENT_AFTER
    return not _is_alive(job.pid) or silence > GIVEN_UP_AFTER


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:  # somebody else's process: the number was given out again
        return False
    return True
