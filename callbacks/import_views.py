"""Records of imports as their pages show them."""

import csv
from collections.abc import Iterable, Sequence
from datetime import datetime
from io import StringIO
from typing import Any

from dashboard.formatting import format_day
from data_access.job_rows import Job
from data_access.own_datasets import OwnDataset
from layouts.import_job import FAULT_HEADS, STATES, JobView
from layouts.imports import DatasetRow, JobRow

_CHANGES = {"release": "Publish to everyone", "withdraw": "Take out"}
_LIVE = ("=", "+", "-", "@", "\t", "\r")


def view_of(job: Job, looking: str) -> JobView:
    """A job for whoever looks at it."""
    return JobView(job.id, _name(job), job.state, job.step, job.done, job.total, job.made_by == looking, job.made_by)


def list_jobs(jobs: Iterable[Job]) -> list[JobRow]:
    """Jobs as lines."""
    return [JobRow(job.id, _name(job), job.made_by, _moment(job.made_at), STATES[job.state], job.step) for job in jobs]


def list_datasets(datasets: Iterable[OwnDataset]) -> list[DatasetRow]:
    """Datasets as lines."""
    return [
        DatasetRow(one.slug, one.title, f"Version {one.version}, {_moment(one.at)}", one.by, one.unpublished)
        for one in datasets
    ]


def write_faults(rows: Sequence[Sequence[Any]]) -> str:
    """Faults as CSV in which nothing comes alive in a spreadsheet."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(FAULT_HEADS)
    writer.writerows([inert(cell) for cell in cells] for _, *cells in rows)
    return text.getvalue()


def inert(cell: Any) -> str:
    """A cell of CSV that no spreadsheet takes for a formula."""
    words = str(cell)
    return f"'{words}" if words.startswith(_LIVE) else words


def _name(job: Job) -> str:
    return f"{_CHANGES[job.kind]}: {job.file_name}" if job.kind in _CHANGES else job.file_name


def _moment(text: str) -> str:
    """A day and a time, UTC, as the store has it."""
    at = datetime.fromisoformat(text)
    return f"{format_day(at)}, {at:%H:%M} UTC"
