"""The audit trail: who did what with the council's own figures and with accounts, and when.

Rows are only ever added; the database refuses anything else. They name accounts, datasets and pages, never a child and
never a figure.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal, NamedTuple, get_args

from sqlalchemy import Connection, Engine, Select, func, insert, select

from dashboard.rights import Role
from data_access import tables
from data_access.engine import begin_write

Action = Literal[
    "imported", "published", "released", "withdrawn", "rechecked", "discarded", "cancelled",
    "exported unpublished", "signed in", "refused sign-in", "signed out",
    "added account", "changed account", "disabled account", "enabled account", "changed password", "ended sessions",
    "changed plan", "reviewed card",
]  # fmt: skip
ACTIONS: tuple[Action, ...] = get_args(Action)
LONGEST = 200  # characters of a subject

_columns = tables.audit.c


class Actor(NamedTuple):
    """Who acts: an account's name or, on the command line, the machine's user."""

    name: str
    role: Role


class AuditRow(NamedTuple):
    """One thing that was done. ``at`` is UTC in ISO form, ``detail`` small and flat."""

    id: int
    at: str
    actor: str
    role: str
    action: str
    subject: str
    detail: Mapping[str, Any]


class AuditFilter(NamedTuple):
    """Which rows to read: None means any; both days are included."""

    actor: str | None = None
    action: str | None = None
    first: date | None = None
    last: date | None = None


def record(
    connection: Connection, actor: Actor, action: Action, subject: str, detail: Mapping[str, Any] | None = None
) -> None:
    """Add a row in the transaction of what it tells, so that neither is there without the other."""
    row = {
        "at": datetime.now(UTC).isoformat(timespec="seconds"),
        "actor": actor.name,
        "role": actor.role,
        "action": action,
        "subject": subject[:LONGEST],
        "detail": dict(detail or {}),
    }
    connection.execute(insert(tables.audit), row)


class AuditTrail:
    """The trail, for what changes nothing else in the store. One per process; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def add(self, actor: Actor, action: Action, subject: str, detail: Mapping[str, Any] | None = None) -> None:
        """Add a row. Raises StoreError where the store cannot be written just now."""
        with begin_write(self._engine) as connection:
            record(connection, actor, action, subject, detail)


def fetch_audit(connection: Connection, wanted: AuditFilter, *, limit: int, offset: int = 0) -> tuple[AuditRow, ...]:
    """The newest rows first."""
    statement = _narrow(select(tables.audit), wanted).order_by(_columns.id.desc()).limit(limit).offset(offset)
    return tuple(AuditRow._make(row) for row in connection.execute(statement))


def count_audit(connection: Connection, wanted: AuditFilter) -> int:
    """How many rows there are."""
    found: int = connection.execute(_narrow(select(func.count()).select_from(tables.audit), wanted)).scalar_one()
    return found


def fetch_actors(connection: Connection) -> tuple[str, ...]:
    """Everybody who ever did something, by name."""
    return tuple(connection.scalars(select(_columns.actor).distinct().order_by(_columns.actor)))


def _narrow(statement: Select[Any], wanted: AuditFilter) -> Select[Any]:
    if wanted.actor is not None:
        statement = statement.where(_columns.actor == wanted.actor)
    if wanted.action is not None:
        statement = statement.where(_columns.action == wanted.action)
    if wanted.first is not None:
        statement = statement.where(_columns.at >= wanted.first.isoformat())
    if wanted.last is not None:
        statement = statement.where(_columns.at < (wanted.last + timedelta(days=1)).isoformat())
    return statement
