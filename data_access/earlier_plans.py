"""The plans as they stood at an earlier dataset version, put together from the history of changes.

A version ends when the next one is published. Until then its links show the plans as they are changed; afterwards they
stay as they were at that moment, so that a link shows the targets that figures of its time were judged by.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from sqlalchemy import Engine, func, select

from dashboard.plan import PlanPart
from data_access import tables
from data_access.engine import explained
from data_access.plans import LOADED, PlanChange, Plans, fetch_parts, read_changes
from data_access.stamp import Stamp

_change = tables.plan_change.c


def plans_at(plans: Plans, version: int) -> Plans:
    """The plans with which to answer for a version: today's for the newest, else as they stood at its end."""
    number = tables.version.c.number
    later = select(tables.version.c.published_at).where(number > version).order_by(number).limit(1)
    with explained(), plans.engine.connect() as connection:
        end = connection.execute(later).scalar()
    return plans if end is None else EarlierPlans(plans.engine, end)


class EarlierPlans(Plans):
    """The plans as they stood just before a moment (UTC in ISO form, to the second). What the product ships was always
    there: only what people changed is taken back."""

    def __init__(self, engine: Engine, end: str) -> None:
        super().__init__(engine)
        self._end = end
        edits = select(func.coalesce(func.max(_change.id), 0)).where(_change.what != LOADED, _change.at < end)
        self._stamp = Stamp(engine, edits)

    def fetch_parts(self, plan: str | None = None) -> tuple[PlanPart, ...]:
        """The parts as they stood, those added since left out."""
        statement = select(tables.plan_change).order_by(_change.id)
        if plan is not None:
            statement = statement.where(_change.plan == plan)
        with explained(), self._engine.connect() as connection:
            changes = read_changes(connection, statement)
            return tuple(take_back(fetch_parts(connection, plan), changes, self._end))


def take_back(parts: Iterable[PlanPart], changes: Iterable[PlanChange], end: str) -> Iterator[PlanPart]:
    """The parts without what people changed from ``end`` on; ``changes`` are all of theirs, in order."""
    history: dict[str, list[PlanChange]] = {}
    for change in changes:
        history.setdefault(change.part, []).append(change)
    for part in parts:
        rows = history.get(part.id, [])
        since = next((row for row in rows if row.at >= end and row.what != LOADED), None)
        if since is None:
            yield part
        elif since.before is not None:
            last = rows[rows.index(since) - 1]
            yield replace(
                part,
                **since.before,
                revision=last.revision,
                shipped=last.what == LOADED,
                updated_at=last.at,
                updated_by=last.actor,
            )
