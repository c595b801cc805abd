"""The plans that the product ships: one tidy file for each kind of part under published/plan, checked like any edit.

A store takes them once. What somebody has changed since stays as they left it; what nobody has touched follows the
files of a later release.
"""

import csv
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, insert, select

from dashboard.measures import Measure
from dashboard.plan import PlanPart
from dashboard.plan_fields import KINDS
from dashboard.plan_reading import Known, read_body
from data_access import tables
from data_access.plan_changes import save_part, state_of
from data_access.plans import LOADED, fetch_parts

FOLDER = Path(__file__).parent / "published" / "plan"
BY = "init"
Row = dict[str, str]


def read_shipped_plans(measures: Mapping[str, Measure], folder: Path = FOLDER) -> list[PlanPart]:
    """The parts, parents before what hangs on them. Raises ReaderError naming every fault of the first wrong row."""
    found: dict[str, PlanPart] = {}
    rows = {kind: _read_rows(folder / f"{kind}.csv") for kind in KINDS}
    areas = {row["area"] for kind in ("plan", "indicator") for row in rows[kind]}
    for kind in KINDS:
        places: dict[str, int] = {}
        for row in rows[kind]:
            parent = found.get(row["parent"])
            position = places[row["parent"]] = places.get(row["parent"], 0) + 1
            known = Known(measures, areas, _outcomes(found.values()), compared_measure(parent, measures))
            plan = parent.plan if parent else row["id"]
            found[row["id"]] = PlanPart(
                row["id"], kind, plan, row["parent"] or None, position, False, True, 1, "", BY,
                read_body(kind, row, known),
            )  # fmt: skip
    return list(found.values())


def compared_measure(indicator: PlanPart | None, measures: Mapping[str, Measure]) -> Measure | None:
    """The measure in whose periods the targets of an indicator are given; None where it compares with none."""
    if indicator is None or not indicator.body.get("compares"):
        return None
    return measures.get(indicator.body.get("measure", ""))


def load_shipped_plans(connection: Connection, measures: Mapping[str, Measure]) -> int:
    """Bring the shipped parts into the store; how many were new or other than before."""
    stored = {part.id: part for part in fetch_parts(connection)}
    now = datetime.now(UTC).isoformat(timespec="seconds")
    changes: list[dict[str, Any]] = []
    newest = connection.execute(select(func.coalesce(func.max(tables.plan_change.c.id), 0))).scalar_one()
    for part in read_shipped_plans(measures):
        before = stored.get(part.id)
        if before is not None and (not before.shipped or state_of(before) == state_of(part)):
            continue
        revision = before.revision + 1 if before else 1
        save_part(connection, replace(part, revision=revision, updated_at=now), new=before is None)
        changes.append(
            {
                "act": newest + 1, "at": now, "actor": BY, "what": LOADED, "plan": part.plan, "part": part.id,
                "revision": revision, "before": state_of(before) if before else None, "after": state_of(part),
                "undoes": None,
            }
        )  # fmt: skip
    if changes:
        connection.execute(insert(tables.plan_change), changes)
    return len(changes)


def _outcomes(parts: Iterable[PlanPart]) -> list[str]:
    return [part.id for part in parts if part.kind == "outcome"]


def _read_rows(path: Path) -> list[Row]:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
