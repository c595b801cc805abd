"""``python -m data_access.job_worker JOB``: the process that reads a file, or publishes what was read.

What it needs comes through standard input (data_access/job_process.py); what it finds goes into the job's row, where
whoever waits looks for it. Nothing of the file goes anywhere else: not to a log, not into the words of an error.
"""

import json
import os
import socket
import sys
import traceback
from collections.abc import Callable
from threading import Event, Thread

from sqlalchemy import Engine, update

from dashboard.config import Settings
from data_access import tables
from data_access.audit import Actor
from data_access.engine import StoreError, begin_write, explain, open_engine
from data_access.job_rows import AT_WORK, Job, end, fetch_job, move, now

BEAT = 1.0  # seconds between two signs of life
_NOT_NOW = 0.2  # seconds that a sign of life waits for who is writing


class Pulse:
    """Tells the job's row each second that this process lives and how far it is; ends it when the job was cancelled."""

    def __init__(self, engine: Engine, number: str) -> None:
        self._engine, self._number = engine, number
        self._state: tuple[int, int, str] = (0, 0, "")
        self._over = Event()
        self._thread = Thread(target=self._beat, daemon=True)

    def progress(self, done: int, total: int, words: str) -> None:
        """Note how far it is, for the next sign of life."""
        self._state = (done, total, words)

    def __enter__(self) -> "Pulse":
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _beat(self) -> None:
        while not self._over.wait(BEAT):
            try:
                if not self._tell():
                    os._exit(3)  # cancelled: whatever is half-done is undone by the database
            except StoreError:  # somebody is publishing, perhaps we ourselves
                continue

    def _tell(self) -> bool:
        done, total, step = self._state
        values = {"updated_at": now(), "done": done, "total": total} | ({"step": step} if step else {})
        columns = tables.job.c
        with begin_write(self._engine, _NOT_NOW, publishing=False) as connection:
            mine = (columns.id == self._number, columns.state.in_(AT_WORK), columns.pid == os.getpid())
            if connection.execute(update(tables.job).where(*mine).values(**values)).rowcount:
                return True
            job = fetch_job(connection, self._number)
        return job is not None and job.state != "cancelled"


def main(number: str) -> int:
    """Work on one job until it is done, refused or failed; its row says which."""
    _make_humble()
    given = json.loads(sys.stdin.buffer.readline())
    work_on(Settings(sign_in="off", **given["settings"]), number, given["key"], sys.stdin.buffer.read)
    return 0


def work_on(settings: Settings, number: str, key: str, read_file: Callable[[], bytes]) -> None:
    """Take a job on, if anybody still wants it, and see it through; ``read_file`` gives the bytes of its file."""
    engine = open_engine(settings.database_url)
    try:
        job = _claim(engine, number)
        if job is not None:
            with Pulse(engine, number) as pulse:
                _fail_in_words(engine, job, lambda: _work(engine, settings, job, pulse, (key, read_file)))
    finally:
        engine.dispose()


def _work(engine: Engine, settings: Settings, job: Job, pulse: Pulse, file: tuple[str, Callable[[], bytes]]) -> None:
    from data_access import job_work  # with pandas and a solver: the job's row says by now that it lives

    key, read_file = file
    if job.state == "running":
        job_work.read(engine, settings, job, read_file(), key=key, progress=pulse.progress)
    elif job.kind == "sheet":
        job_work.publish(engine, job, actor_of(job), pulse.progress)
    else:
        job_work.change(engine, settings, job, actor_of(job))


def actor_of(job: Job) -> Actor:
    """Whoever began the job."""
    assert job.report is not None
    return Actor(job.made_by, job.report["role"])


def _claim(engine: Engine, number: str) -> Job | None:
    """Take the job on; None where nobody wants it any more."""
    mine = {"pid": os.getpid(), "host": socket.gethostname()}
    with begin_write(engine, 30, publishing=False) as connection:
        taken = move(connection, number, ("waiting",), "running", step="Reading the file", **mine)
        taken = taken or move(connection, number, ("publishing",), "publishing", **mine)
        return fetch_job(connection, number) if taken else None


def _fail_in_words(engine: Engine, job: Job, work: Callable[[], None]) -> None:
    """A job never ends in silence. A defect is told by its kind and place, because its words could tell a figure."""
    try:
        work()
        return
    except Exception as error:
        known = explain(error)
        if isinstance(known, StoreError):
            words = str(known)
        else:
            place = traceback.extract_tb(error.__traceback__)[-1]
            sys.stderr.write(f"import {job.id}: {type(error).__name__} at {place.filename}:{place.lineno}\n")
            words = f"Something went wrong on our side; nothing was changed. Tell us this id: {job.id[:8]}"
    with begin_write(engine, 30, publishing=False) as connection:
        told = words[:1].upper() + words[1:]
        if job.state == "publishing" and job.kind == "sheet":
            move(connection, job.id, ("publishing",), "ready", step=told, pid=None)
        else:
            end(connection, job.id, AT_WORK, "failed", told)


def _make_humble() -> None:
    """Whoever reads the dashboard goes first, and a crash leaves no copy of the memory on the disk."""
    if sys.platform == "win32":
        return
    import resource

    os.nice(10)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
