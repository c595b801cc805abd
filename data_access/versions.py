"""Dataset versions: the number that caches, ETags and pinned links go by, and what each version covers."""

from collections.abc import Callable, Collection, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Connection, Select, case, delete, exists, func, insert, literal, or_, select, union_all, update

from data_access import tables

_covered = (
    select(
        tables.observation.c.measure_id,
        tables.observation.c.period_id,
        tables.dataset.c.unpublished,
        func.max(case((tables.area.c.type == "wedge", 1), else_=0)) == 1,
    )
    .join(tables.area, tables.area.c.id == tables.observation.c.area_id)
    .join(tables.dataset, tables.dataset.c.id == tables.observation.c.dataset_id)
    .group_by(tables.observation.c.measure_id, tables.observation.c.period_id, tables.dataset.c.unpublished)
)


def fetch_current_version(connection: Connection) -> int:
    """The newest version; 0 where nothing is published."""
    return connection.execute(select(func.max(tables.version.c.number))).scalar() or 0


def open_version(connection: Connection, by: str) -> int:
    """Claim the next number; it exists for others once the transaction is committed."""
    number = fetch_current_version(connection) + 1
    now = datetime.now(UTC).isoformat(timespec="seconds")
    row = {"number": number, "published_at": now, "published_by": by, "summary": ""}
    connection.execute(insert(tables.version), row)
    return number


def close_version(connection: Connection, number: int, summary: str) -> None:
    """Note what the version brought."""
    connection.execute(update(tables.version).where(tables.version.c.number == number).values(summary=summary))


def rebuild_coverage(connection: Connection, measure_ids: Collection[int]) -> None:
    """Note again which periods these measures have for whom, and which of those have figures for wedges."""
    observation = tables.observation.c
    connection.execute(delete(tables.coverage).where(tables.coverage.c.measure_id.in_(measure_ids)))
    found = _covered.where(observation.superseded_in.is_(None), observation.measure_id.in_(measure_ids))
    names = ["measure_id", "period_id", "unpublished", "below_city"]
    connection.execute(insert(tables.coverage).from_select(names, found))


def select_coverage(version: int) -> Select[Any]:
    """The coverage of an earlier version, found in the figures: what was taken out of them for good is not in it."""
    observation = tables.observation.c
    current = or_(observation.superseded_in.is_(None), observation.superseded_in > version)
    return _covered.where(observation.added_in <= version, current)


def count_changes(connection: Connection, number: int, measure_ids: Collection[int]) -> None:
    """Note how many figures of these measures the version added, changed and withdrew, by dataset."""
    here = tables.observation.c.measure_id.in_(measure_ids)
    counts = select_changes((here,), lambda column: column == number)
    names = ["version", "dataset_id", "measure_id", "added", "changed", "withdrawn"]
    connection.execute(insert(tables.change).from_select(names, counts))


def select_changes(rows: Sequence[Any], within: Callable[[Any], Any]) -> Select[Any]:
    """How many of these rows each version added, changed and withdrew, by version, dataset and measure.

    ``within`` makes the condition on a column of version numbers. A figure that was superseded is changed where the
    same dataset gives it anew in that version, else withdrawn.
    """
    old, new = tables.observation.c, tables.observation.alias("new").c
    same = ("measure_id", "breakdown_id", "period_id", "area_id", "dataset_id")
    anew = exists().where(*(new[name] == old[name] for name in same), new.added_in == old.superseded_in)
    replaced = case((anew, 1), else_=0)
    ids = (old.dataset_id.label("dataset_id"), old.measure_id.label("measure_id"))
    came = select(
        old.added_in.label("version"),
        *ids,
        literal(1).label("came"),
        literal(0).label("went"),
        literal(0).label("replaced"),
    )
    went = select(old.superseded_in, *ids, literal(0), literal(1), replaced)
    each = union_all(came.where(*rows, within(old.added_in)), went.where(*rows, within(old.superseded_in))).subquery()
    return select(
        each.c.version,
        each.c.dataset_id,
        each.c.measure_id,
        func.sum(each.c.came) - func.sum(each.c.replaced),
        func.sum(each.c.replaced),
        func.sum(each.c.went) - func.sum(each.c.replaced),
    ).group_by(each.c.version, each.c.dataset_id, each.c.measure_id)
