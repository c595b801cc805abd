"""The steps between a file and the store, as a worker takes them: read, hide, try, show; publish what was shown."""

import os
from collections.abc import Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection, Engine, update

from dashboard.config import Settings
from dashboard.rights import EVERYTHING
from data_access import tables
from data_access.audit import Actor
from data_access.engine import StoreError, begin_write
from data_access.job_preview import build_preview
from data_access.job_rows import Job, State, end, fetch_staged, move
from data_access.local.sheet_context import fetch_sheet_context
from data_access.local.sheet_mapping import SheetMapping
from data_access.local_changes import release_unpublished, withdraw
from data_access.local_figures import LOCAL_SOURCES, LocalFigure, LocalSource, is_unpublished, local_slug
from data_access.local_publication import UnsafeError, protect, publish_protected
from data_access.local_sheet import LocalSheet, read_local_sheet
from data_access.progress import Progress
from data_access.protected import Protected
from data_access.repository import Repository
from data_access.sealing import seal

WAIT = 30.0  # seconds for whoever publishes before
_DONE = {
    "sheet": "Published as version {}",
    "release": "Version {}: shown to everyone",
    "withdraw": "Version {}: taken out for good",
}


class CancelledError(StoreError):
    """The job is not ours any more."""


def read(engine: Engine, settings: Settings, job: Job, data: bytes, *, key: str, progress: Progress) -> None:
    """From the bytes of a file to a preview and what may be published, or to a list of faults."""
    assert job.report is not None
    choices = job.report["choices"]
    repository = Repository(engine).seen_by(EVERYTHING)
    mapping = SheetMapping.model_validate(choices["mapping"])
    context = fetch_sheet_context(repository, settings)
    sheet = read_local_sheet(data, job.file_name, mapping, context, settings, progress=progress)
    del data
    report = {**job.report, **_report(sheet, key)}
    if sheet.faults:
        count = len(sheet.faults)
        with begin_write(engine, WAIT, publishing=False) as connection:
            step = f"{count} fault{'s' if count > 1 else ''}; nothing was changed"
            move(connection, job.id, ("running",), "refused", step=step, report=report, pid=None)
        return
    figures = _marked(sheet.figures, provisional=choices["provisional"])
    protected = protect(engine, figures, settings, "sheet", unpublished=choices["unpublished"], progress=progress)
    del figures, sheet
    progress(0, 0, "Trying it out")
    actor = Actor(job.made_by, job.report["role"])
    tried = publish_protected(engine, protected, by=actor, dry_run=True, wait=WAIT)
    preview = build_preview(engine, context.catalogue, protected, tried)
    with begin_write(engine, WAIT, publishing=False) as connection:
        values = {"report": report, "preview": preview, "staged": protected.to_bytes(), "pid": None}
        step = "Read, and ready to be published"
        move(connection, job.id, ("running",), "ready", step=step, base_version=protected.base_version, **values)


def publish(engine: Engine, job: Job, actor: Actor, progress: Progress) -> None:
    """Publish what was shown. The job is done in the same transaction: both are, or neither is."""
    with engine.connect() as connection:
        staged = fetch_staged(connection, job.id)
    if staged is None:
        raise CancelledError("there is nothing to publish any more; send the file again")
    protected = Protected.from_bytes(staged)
    try:
        done = publish_protected(engine, protected, by=actor, wait=WAIT, also=partial(_finish, job), progress=progress)
    except UnsafeError as error:  # what was shown is not what would be published now
        with begin_write(engine, WAIT, publishing=False) as connection:
            end(connection, job.id, ("publishing",), "failed", f"{error}.")
        return
    with begin_write(engine, WAIT, publishing=False) as connection:
        before: State = "published" if done.new else "publishing"  # nothing new: all of it was undone
        end(connection, job.id, (before,), "published", done.sentence())


def _finish(job: Job, connection: Connection, version: int) -> None:
    """Say in the transaction that makes a version that the job is done; CancelledError where it is not ours any more.

    Whoever kills this process afterwards finds both done.
    """
    columns = tables.job.c
    mine = (columns.id == job.id, columns.state == "publishing", columns.pid == os.getpid())
    if not connection.execute(update(tables.job).where(*mine).values(step="Publishing")).rowcount:
        raise CancelledError("it was cancelled; nothing was changed")
    end(connection, job.id, ("publishing",), "published", _DONE[job.kind].format(version))


def change(engine: Engine, settings: Settings, job: Job, actor: Actor) -> None:
    """Release a dataset to everyone, or take it out for good. The job is done in the same transaction."""
    source, unpublished = _dataset(job.file_name)
    finish = partial(_finish, job)
    if job.kind == "release":
        release_unpublished(engine, source, settings, by=actor, wait=WAIT, also=finish)
    elif withdraw(engine, source, unpublished=unpublished, by=actor, wait=WAIT, also=finish) is None:
        with begin_write(engine, WAIT, publishing=False) as connection:
            end(connection, job.id, ("publishing",), "published", "There was nothing to take out")


def _dataset(slug: str) -> tuple[LocalSource, bool]:
    unpublished = is_unpublished(slug)
    source = next((one for one in LOCAL_SOURCES if local_slug(one, unpublished=unpublished) == slug), None)
    if source is None:
        raise StoreError(f"{slug} is none of the council’s own datasets")
    return source, unpublished


def _marked(figures: Sequence[LocalFigure], *, provisional: bool) -> Sequence[LocalFigure]:
    return [figure._replace(provisional=True) for figure in figures] if provisional else figures


def _report(sheet: LocalSheet, key: str) -> dict[str, Any]:
    """How much there is to say, and what, sealed: it shows what stands in the file."""
    columns = sheet.columns
    body = {
        "faults": [list(fault) for fault in sheet.faults],
        "warnings": [list(warning) for warning in sheet.warnings],
        "notices": list(sheet.notices),
        "columns": None
        if columns is None
        else {
            "header": columns.header,
            "samples": columns.samples,
            "missing": columns.missing,
            "mapping": columns.mapping.model_dump(),
            "proposal": columns.proposal.model_dump() if columns.proposal else None,
        },
    }
    return {"faults": len(sheet.faults), "warnings": len(sheet.warnings), "sealed": seal(key, body)}
