"""Reading the plans: their parts as checked records, and the history of every change.

``Plans`` is what the rest of the product asks; data_access/plan_changes.py writes.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from sqlalchemy import Connection, Engine, Row, Select, func, select

from dashboard.errors import Fault, NotFoundError
from dashboard.plan import PlanPart
from data_access import tables
from data_access.engine import explained
from data_access.stamp import Stamp

LOADED = "loaded"  # what a change is called that brought shipped plans

_part, _change = tables.plan_part.c, tables.plan_change.c


class PlanChange(NamedTuple):
    """One change of one part. Rows with one ``act`` were one transaction; ``before`` is None where it was added.

    ``before`` and ``after`` hold ``body``, ``position``, ``parent`` and ``archived``; ``undoes`` is the act that this
    one took back.
    """

    id: int
    act: int
    at: str
    actor: str
    what: str
    plan: str
    part: str
    revision: int
    before: dict[str, Any] | None
    after: dict[str, Any]
    undoes: int | None


class Plans:
    """The plans of a store. One per process; safe to share between threads.

    Raises UnavailableError where the store is busy or cannot be reached.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._stamp = Stamp(engine, select(func.coalesce(func.max(_change.id), 0)).where(_change.what != LOADED))

    @property
    def engine(self) -> Engine:
        """The store that they are in."""
        return self._engine

    def fetch_stamp(self) -> int:
        """The number of the last change that somebody made, 0 before any, at most a second old: what is made of plans
        is kept under it. Shipped plans are loaded before anything is made of them."""
        return self._stamp.fetch()

    def fetch_parts(self, plan: str | None = None) -> tuple[PlanPart, ...]:
        """The parts of a plan or of all, what is archived included; in no order."""
        with self._connect() as connection:
            return fetch_parts(connection, plan)

    def find_part(self, number: str) -> PlanPart:
        """The part of an id. Raises NotFoundError."""
        with self._connect() as connection:
            return require_part(connection, number)

    def fetch_changes(
        self, *, plan: str | None = None, part: str | None = None, act: int | None = None, limit: int = 200
    ) -> tuple[PlanChange, ...]:
        """Changes, newest first: of a plan, of a part, of one act, or of all."""
        statement = select(tables.plan_change).order_by(_change.id.desc()).limit(limit)
        for column, wanted in ((_change.plan, plan), (_change.part, part), (_change.act, act)):
            if wanted is not None:
                statement = statement.where(column == wanted)
        with self._connect() as connection:
            return read_changes(connection, statement)

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        with explained(), self._engine.connect() as connection:
            yield connection


def fetch_parts(connection: Connection, plan: str | None = None) -> tuple[PlanPart, ...]:
    """As ``Plans.fetch_parts``, inside a transaction."""
    statement = select(tables.plan_part)
    if plan is not None:
        statement = statement.where(_part.plan == plan)
    return tuple(_read_part(row) for row in connection.execute(statement))


def require_part(connection: Connection, number: str) -> PlanPart:
    """The part of an id. Raises NotFoundError."""
    row = connection.execute(select(tables.plan_part).where(_part.id == number)).first()
    if row is None:
        raise NotFoundError(Fault("part", number, "there is no such part of a plan"))
    return _read_part(row)


def read_changes(connection: Connection, statement: Select[Any]) -> tuple[PlanChange, ...]:
    """The rows of a statement over the history."""
    return tuple(PlanChange._make(row) for row in connection.execute(statement))


def group_acts(changes: Sequence[PlanChange]) -> list[tuple[PlanChange, ...]]:
    """Changes by act, in the order in which the acts come."""
    acts: dict[int, list[PlanChange]] = {}
    for change in changes:
        acts.setdefault(change.act, []).append(change)
    return [tuple(rows) for rows in acts.values()]


def _read_part(row: Row[Any]) -> PlanPart:
    return PlanPart(
        id=row.id,
        kind=row.kind,
        plan=row.plan,
        parent=row.parent,
        position=row.position,
        archived=row.archived,
        shipped=row.shipped,
        revision=row.revision,
        updated_at=row.updated_at,
        updated_by=row.updated_by,
        body=row.body,
    )
