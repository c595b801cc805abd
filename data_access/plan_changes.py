"""Changing the plans: every change is one transaction, goes to the history and the audit trail, and can be taken back.

Nothing is deleted: what is taken away is archived. Whoever changes a part says which revision they have seen; where
somebody has changed it meanwhile, nothing happens and both are shown.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, Engine, func, insert, select, text, update

from dashboard.errors import Fault, NotFoundError, ReaderError
from dashboard.plan import PlanPart
from dashboard.plan_fields import PARTS, Kind
from dashboard.plan_reading import name_of
from data_access import tables
from data_access.audit import Actor, record
from data_access.engine import begin_write, explained
from data_access.plans import fetch_parts, read_changes, require_part

_change = tables.plan_change.c
Parts = dict[str, PlanPart]


class ChangedMeanwhileError(ReaderError):
    """Somebody else has changed the part since it was read; ``now`` is how it stands."""

    status = 409
    title = "Somebody has changed this meanwhile"

    def __init__(self, now: PlanPart) -> None:
        who = f"{now.updated_by} changed it after you opened it: look at both, and save again"
        super().__init__(Fault("revision", name_of(now.kind, now.body), who))
        self.now = now


@dataclass(frozen=True, slots=True)
class Edit:
    """What a part is to become. ``revision`` is the one that was seen, None for a part to be added."""

    id: str
    kind: Kind
    parent: str | None
    body: Mapping[str, Any]
    revision: int | None = None
    archived: bool = False
    position: int | None = None  # None leaves it, or puts a new part last


def new_id(kind: Kind) -> str:
    """An id that no part has."""
    return f"{kind}-{token_hex(6)}"


class PlanEditor:
    """Writes plans. One per process; safe to share between threads. Raises ReaderError naming what is wrong, and
    UnavailableError where the store is busy."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def apply(self, actor: Actor, edits: Sequence[Edit], *, what: str = "") -> int:
        """Make all of the edits, or none of them; the number of the act, 0 where nothing differs from what there is.

        A plan that is said to be in force ends that of every other. ``what`` names the act in the history; without it
        each change says for itself what it is.
        """
        with self._act(actor) as act:
            for edit in edits:
                act.make(edit, what)
            return act.finish()

    def move(self, actor: Actor, number: str, *, up: bool) -> int:
        """Put a part one place up or down among its like; 0 where it is there already."""
        with self._act(actor) as act:
            part = act.require(number)
            order = [one for one in act.siblings(part) if not one.archived]
            place = next(place for place, one in enumerate(order) if one.id == number)
            other = place + (-1 if up else 1)
            if 0 <= other < len(order):
                order[place], order[other] = order[other], order[place]
                for position, one in enumerate(order, start=1):
                    act.write(one, replace(one, position=position), "moved")
            return act.finish()

    def set_archived(self, actor: Actor, number: str, revision: int, *, archived: bool) -> int:
        """Take a part away, with what hangs on it, or bring it back."""
        with self._act(actor) as act:
            part = act.require(number)
            act.check(part, revision)
            act.write(part, replace(part, archived=archived), "archived" if archived else "brought back")
            return act.finish()

    def undo(self, actor: Actor, number: int) -> int:
        """Restore what an act has changed. Raises ReaderError where something of it was changed again since."""
        with self._act(actor) as act:
            act.restore(number)
            return act.finish()

    @contextmanager
    def _act(self, actor: Actor) -> "Iterator[_Act]":
        with explained(), begin_write(self._engine, publishing=False) as connection:
            if connection.dialect.name == "postgresql":  # SQLite has one writer at a time anyhow
                connection.execute(text("LOCK TABLE plan_change IN EXCLUSIVE MODE"))
            yield _Act(connection, actor)


class _Act:
    """Changes that belong together."""

    def __init__(self, connection: Connection, actor: Actor) -> None:
        self._connection, self._actor = connection, actor
        self._parts: Parts = {part.id: part for part in fetch_parts(connection)}
        newest: int = connection.execute(select(func.coalesce(func.max(_change.id), 0))).scalar_one()
        self._number = newest + 1
        self._written: list[tuple[PlanPart, str]] = []
        self._undoes: int | None = None

    def require(self, number: str) -> PlanPart:
        """The part of an id. Raises NotFoundError."""
        return self._parts.get(number) or require_part(self._connection, number)

    def siblings(self, part: PlanPart) -> list[PlanPart]:
        """Parts of the same kind with the same parent, in order."""
        found = (one for one in self._parts.values() if (one.kind, one.parent) == (part.kind, part.parent))
        return sorted(found, key=lambda one: (one.position, one.id))

    def check(self, part: PlanPart, revision: int | None) -> None:
        """Raise ChangedMeanwhileError where the part is not as it was seen."""
        if part.revision != revision:
            raise ChangedMeanwhileError(part)

    def make(self, edit: Edit, what: str) -> None:
        """Add or change one part."""
        before = self._parts.get(edit.id)
        if before is None:
            if edit.revision is not None:
                raise NotFoundError(Fault("part", edit.id, "there is no such part of a plan"))
            self.write(None, self._new(edit), what or "added")
        else:
            self.check(before, edit.revision)
            position = before.position if edit.position is None else edit.position
            after = replace(before, body=dict(edit.body), archived=edit.archived, position=position)
            self.write(before, after, what or "changed")
        if edit.kind == "plan" and edit.body.get("current"):
            self._end_others(edit.id)

    def _new(self, edit: Edit) -> PlanPart:
        parent = self._parts.get(edit.parent or "")
        if (parent.kind if parent else None) not in (PARTS[edit.kind].parents or (None,)):
            raise NotFoundError(Fault("parent", edit.parent or "", f"no {PARTS[edit.kind].words} can hang there"))
        new = PlanPart(
            edit.id, edit.kind, parent.plan if parent else edit.id, edit.parent, 0, edit.archived, False, 0, "", "",
            dict(edit.body),
        )  # fmt: skip
        last = max((one.position for one in self.siblings(new)), default=0) + 1
        return replace(new, position=edit.position if edit.position is not None else last)

    def _end_others(self, plan: str) -> None:
        for other in [one for one in self._parts.values() if one.kind == "plan" and one.id != plan]:
            if other.body.get("current"):
                ended = {name: value for name, value in other.body.items() if name != "current"}
                self.write(other, replace(other, body=ended), "changed")

    def restore(self, number: int) -> None:
        """Bring every part that an act has touched back to how it was before."""
        statement = select(tables.plan_change).where(_change.act == number).order_by(_change.id.desc())
        rows = read_changes(self._connection, statement)
        if not rows or rows[0].what == "loaded":
            raise NotFoundError(Fault("act", str(number), "there is no such change to undo"))
        parts = {row.part: self.require(row.part) for row in rows}
        later = [parts[row.part] for row in rows if parts[row.part].revision != row.revision]
        if later:
            names = ", ".join(f"“{name_of(part.kind, part.body)[:60]}”" for part in later[:3])
            raise ReaderError(Fault("act", str(number), f"{names} changed again since; undo the later change first"))
        self._undoes = number
        for row in rows:
            part = parts[row.part]
            former = replace(part, archived=True) if row.before is None else replace(part, **row.before)
            self.write(part, former, "undone")

    def write(self, before: PlanPart | None, after: PlanPart, what: str) -> None:
        """Store a part as it now is, and note the change; nothing where it is as it was."""
        if before is not None and state_of(before) == state_of(after):
            return
        now = datetime.now(UTC).isoformat(timespec="seconds")
        revision = before.revision + 1 if before else 1
        after = replace(after, revision=revision, shipped=False, updated_at=now, updated_by=self._actor.name)
        save_part(self._connection, after, new=before is None)
        row = {
            "act": self._number, "at": now, "actor": self._actor.name, "what": what, "plan": after.plan,
            "part": after.id, "revision": revision, "before": state_of(before) if before else None,
            "after": state_of(after), "undoes": self._undoes,
        }  # fmt: skip
        self._connection.execute(insert(tables.plan_change), row)
        self._parts[after.id] = after
        self._written.append((after, what))

    def finish(self) -> int:
        """Note in the audit trail what was done; the act's number, 0 where nothing was."""
        if not self._written:
            return 0
        part, what = self._written[0]
        detail = {"what": what, "plan": part.plan, "part": part.id, "changes": len(self._written), "act": self._number}
        record(self._connection, self._actor, "changed plan", name_of(part.kind, part.body), detail)
        return self._number


def save_part(connection: Connection, part: PlanPart, *, new: bool) -> None:
    """Write a part over what is stored of it, or beside the others."""
    table = tables.plan_part
    row = {
        "id": part.id, "kind": part.kind, "plan": part.plan, "parent": part.parent, "position": part.position,
        "archived": part.archived, "shipped": part.shipped, "revision": part.revision, "updated_at": part.updated_at,
        "updated_by": part.updated_by, "body": dict(part.body),
    }  # fmt: skip
    connection.execute(insert(table).values(row) if new else update(table).where(table.c.id == part.id).values(row))


def state_of(part: PlanPart) -> dict[str, Any]:
    """All of a part that a change can change."""
    return {"body": dict(part.body), "position": part.position, "parent": part.parent, "archived": part.archived}
