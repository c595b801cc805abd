"""``kill -9`` at any moment of an import of the council's own sheet leaves the old figures or the new, never half.

Fifty moments in all: an import on the page and one on the command line, on both databases.
"""

import os
import random
import signal
import time
from collections.abc import Callable
from functools import partial
from multiprocessing import get_context
from multiprocessing.synchronize import Event as EventType
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from dashboard.config import Settings
from dashboard.rights import EVERYTHING
from data_access import __main__ as command_line
from data_access import job_work, local_changes, local_commands, local_publication, tables  # noqa: F401 (for children)
from data_access import publish as publish_module
from data_access.audit import Actor, AuditFilter, count_audit
from data_access.job_rows import Kind
from data_access.job_worker import Pulse, work_on
from data_access.jobs import Jobs
from data_access.publish import publish
from data_access.repository import Repository
from data_access.sealing import make_key
from tests.data_access.publishing import EAST, LEEDS, WEST, batch, row

ANA = Actor("ana", "analyst")
ON_THE_PAGE, ON_THE_COMMAND_LINE = 15, 10  # moments, on each database
CHANGING = (publish_module, local_changes)  # who ends a transaction that changes figures, by close_version
Work = Callable[[], object]


def sheet(number: int) -> bytes:
    """Figures that all say ``number``: half a sheet could not hide."""
    lines = [
        f"neet,{area},{year}-{month:02d},{number},1000"
        for area in (LEEDS, EAST, WEST)
        for year in (2024, 2025)
        for month in range(1, 11)
    ]
    return "\n".join(["measure,area,period,numerator,denominator", *lines]).encode()


def child(work: Work, started: EventType) -> None:
    """What runs until it is killed."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    started.set()
    work()


def run(work: Work, kill_after: float | None) -> float:
    """Work in a process of its own, killed so many seconds after it has begun; how long it took."""
    processes = get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    started = processes.Event()
    process = processes.Process(target=child, args=(work, started))
    process.start()
    assert started.wait(120)
    began = time.monotonic()
    if kill_after is not None:
        process.join(kill_after)
        process.kill()
    process.join(120)
    assert process.exitcode is not None
    process.close()
    return time.monotonic() - began


def numbers(engine: Engine) -> set[float | None]:
    found = Repository(engine).seen_by(EVERYTHING).fetch_observations(["neet"], in_year=True)
    return {one.numerator for one in found if one.dataset.startswith("local-sheet")}


def is_whole(engine: Engine, before: int, after: int, published: str) -> bool:
    """Whether the new figures are there, all of them and with their audit row, rather than the old."""
    found = numbers(engine)
    assert found in ({before}, {after})
    with engine.connect() as connection:
        newest = connection.scalar(select(func.max(tables.version.c.number)))
        added = connection.scalar(select(func.max(tables.observation.c.added_in)))
        assert added == newest
        # the first two versions are of the catalogue's own and of the figures that stand before any kill
        assert count_audit(connection, AuditFilter(action=published)) == newest - 1  # type: ignore[operator, arg-type]
    return found == {after}


def settings_of(engine: Engine) -> Settings:
    return Settings(database_url=engine.url.render_as_string(hide_password=False))


def on_the_page(engine: Engine, number: int) -> tuple[Jobs, str]:
    """An import that is read and waits to be published; nobody works on it yet."""
    jobs = Jobs(engine, settings_of(engine), lambda *_, **__: None)  # type: ignore[arg-type, return-value]
    choices = {"unpublished": True, "provisional": False, "mapping": {}}
    made = jobs.begin(ANA, "sheet.csv", sheet(number), make_key(), choices)
    work_on(settings_of(engine), made, make_key(), partial(sheet, number))
    jobs.publish(ANA, made)
    return jobs, made


def import_on_command_line(path: str, url: str) -> None:
    os.environ["DATABASE_URL"] = url
    Settings.model_config["env_file"] = None
    assert command_line.main(["import", "local", path, "--unpublished"]) == 0


def change_and_die(settings: Settings, made: str, *, committed: bool) -> None:
    """Release or take out figures in a process that is killed as its transaction ends: just before, or just after."""

    def die(*_: object) -> None:
        os.kill(os.getpid(), signal.SIGKILL)

    for owner, name in [(Pulse, "__exit__")] if committed else [(module, "close_version") for module in CHANGING]:
        setattr(owner, name, die)
    work_on(settings, made, "", bytes)


pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="needs kill -9")]


def test_an_import_on_the_page_killed_at_any_moment_leaves_old_or_new(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    url = settings_of(engine)
    _, made = on_the_page(engine, 100)
    took = run(partial(work_on, url, made, "", bytes), None)
    assert numbers(engine) == {100}
    moments, current = random.Random(4), 100
    for new in range(101, 101 + ON_THE_PAGE):
        jobs, made = on_the_page(engine, new)
        run(partial(work_on, url, made, "", bytes), moments.uniform(0, took))
        state = jobs.find(made).state
        done = is_whole(engine, current, new, "imported")
        if state == "publishing":  # killed before it had told that it is there: silence will tell
            assert not done
            with engine.begin() as connection:
                connection.execute(tables.job.update().values(state="ready"))
            state = "ready"
        assert state == ("published" if done else "ready")  # the job ends with the figures, or not at all
        if done:
            current = new
        else:
            jobs.discard(ANA, made)


def test_an_import_on_the_command_line_killed_at_any_moment_leaves_old_or_new(engine: Engine, tmp_path: Path) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    url = engine.url.render_as_string(hide_password=False)
    path = tmp_path / "sheet.csv"
    path.write_bytes(sheet(100))
    work = partial(import_on_command_line, str(path), url)
    took = run(work, None)
    assert numbers(engine) == {100}
    moments, current = random.Random(40), 100
    for new in range(101, 101 + ON_THE_COMMAND_LINE):
        path.write_bytes(sheet(new))
        run(work, moments.uniform(0, took))
        if is_whole(engine, current, new, "imported"):
            current = new
    run(work, None)  # after all that, undisturbed
    assert numbers(engine) == {new}


def test_a_release_or_a_withdrawal_killed_at_its_end_is_whole_and_said_to_be(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    settings = settings_of(engine)
    jobs, made = on_the_page(engine, 100)
    work_on(settings, made, "", bytes)
    changes: list[tuple[Kind, str]] = [("release", "local-sheet-unpublished"), ("withdraw", "local-sheet")]
    for kind, slug in changes:
        for committed in (False, True):
            made = jobs.change(ANA, kind, slug)
            run(partial(change_and_die, settings, made, committed=committed), None)
            job = jobs.find(made)
            assert (job.state, "Nothing was changed" in job.step) == (
                ("published", False) if committed else ("failed", True)
            )
            there = {one.slug for one in jobs.own_datasets()}
            assert (slug in there) is not committed
    assert numbers(engine) == set()
