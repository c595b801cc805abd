"""The history of a plan in words: for each act which parts it changed, field by field."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dashboard.formatting import format_day
from dashboard.plan import PlanPart
from dashboard.plan_fields import PARTS, Kind
from dashboard.plan_reading import name_of, write_texts
from data_access.plans import LOADED, PlanChange, group_acts
from layouts.plan_history import Act, ChangeLine

MOST_LINES = 5  # parts named of one act
LONGEST = 160  # characters shown of a field
_WHAT: Mapping[str, str] = {
    LOADED: "Came with the product", "added": "Added", "changed": "Changed", "moved": "Moved", "archived": "Archived",
    "brought back": "Brought back", "undone": "Undone", "workbook": "Changed by a workbook",
}  # fmt: skip


def list_acts(changes: Sequence[PlanChange], parts: Mapping[str, PlanPart]) -> list[Act]:
    """Acts, newest first; what came with the product is told in a line."""
    return [_act(rows, parts) for rows in group_acts(changes)]


def _act(rows: Sequence[PlanChange], parts: Mapping[str, PlanPart]) -> Act:
    first = rows[0]
    shown = [] if first.what == LOADED else [_line(row, parts[row.part].kind) for row in rows[:MOST_LINES]]
    fresh = all(parts[row.part].revision == row.revision for row in rows)
    at = datetime.fromisoformat(first.at)
    what = _WHAT.get(first.what, first.what.capitalize())
    if first.undoes:
        what = f"Took back change {first.undoes}"
    return Act(
        first.act, first.plan, f"{format_day(at)}, {at:%H:%M} UTC", first.actor, f"{what}.", shown,
        len(rows) - len(shown), fresh and first.what != LOADED,
    )  # fmt: skip


def _line(row: PlanChange, kind: Kind) -> ChangeLine:
    after: dict[str, Any] = row.after
    before = row.before or {"body": {}, "archived": False}
    old, new = write_texts(kind, before["body"]), write_texts(kind, after["body"])
    fields = [
        (each.label, _short(old[each.name]), _short(new[each.name]))
        for each in PARTS[kind].fields
        if old[each.name] != new[each.name]
    ]
    if before["archived"] != after["archived"]:
        fields.append(("Archived", _yes(before["archived"]), _yes(after["archived"])))
    return ChangeLine(f"{PARTS[kind].words}: {_short(name_of(kind, after['body']))}", fields if row.before else [])


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1].rstrip()}…"
