"""A plan's workbook read back: what would be added, changed and archived, or every fault with its place and remedy."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dashboard.errors import ReaderError
from dashboard.exports.plan_workbook import FIXED, SHEETS
from dashboard.measures import Measure
from dashboard.plan import PlanPart
from dashboard.plan_assembly import sort_parts
from dashboard.plan_fields import KINDS, PARTS, Kind
from dashboard.plan_reading import Known, read_body
from data_access.faults import ImportFault
from data_access.importers.fault_list import FaultList
from data_access.local.file_kind import SAVE_AS_XLSX
from data_access.local.raw_table import RawTable
from data_access.local.workbook_table import read_workbook_sheets
from data_access.plan_changes import Edit, new_id

_NEEDED = FIXED[:3]
MOST_ROWS = 2_000
_NEW = "new"


@dataclass(frozen=True, slots=True)
class SheetReview:
    """What a workbook would do: the edits, each with its place (sheet and row), or the faults where it cannot."""

    edits: tuple[tuple[str, int, Edit], ...] = ()
    faults: tuple[ImportFault, ...] = ()
    left_out: int = 0  # parts of the plan that are not in the workbook, and stay as they are


@dataclass(slots=True)
class _Row:
    """One row of a sheet."""

    sheet: str
    number: int
    kind: Kind
    cells: Mapping[str, str]
    id: str = ""
    before: PlanPart | None = None
    body: dict[str, Any] = field(default_factory=dict)

    @property
    def parent(self) -> str | None:
        return self.cells.get("belongs to") or None


def review_workbook(data: bytes, parts: Sequence[PlanPart], known: Known) -> SheetReview:
    """What the workbook of a plan would change; ``parts`` are those of the plan as they stand."""
    faults = FaultList()
    sheets = read_workbook_sheets(data, faults)
    reader = _Reader({part.id: part for part in parts}, known, faults)
    rows = [row for kind in KINDS for row in reader.read_rows(kind, sheets.get(SHEETS[kind]))]
    if not faults and not any(name in sheets for name in SHEETS.values()):
        faults.add("workbook", 0, "", "", "it has none of the sheets of a plan", SAVE_AS_XLSX)
    reader.check(rows)
    if faults:
        return SheetReview(faults=tuple(faults.faults))
    seen = {row.id for row in rows}
    edits = tuple((row.sheet, row.number, edit) for row, edit in reader.edits(rows))
    return SheetReview(edits, (), sum(1 for part in parts if part.id not in seen))


class _Reader:
    """The rows of a workbook against the parts of the plan."""

    def __init__(self, parts: Mapping[str, PlanPart], known: Known, faults: FaultList) -> None:
        self._parts, self._known, self._faults = parts, known, faults
        self._ids: dict[str, str] = {}  # what a new row calls itself: the id that it gets

    def read_rows(self, kind: Kind, table: RawTable | None) -> list[_Row]:
        """The rows of one sheet; what its header lacks is a fault."""
        if table is None or not table.rows:
            return []
        header = [name.strip().lower() for name in table.rows[0].cells]
        missing = [name for name in _NEEDED if name not in header]
        known = {*FIXED, *(each.name for each in PARTS[kind].fields)}
        for name in missing:
            self._faults.add(table.file, table.rows[0].number, name, "", "the column is missing", "Put it back")
        for name in [name for name in header if name and name not in known]:
            self._faults.add(table.file, table.rows[0].number, name, name, "there is no such column", "Take it out")
        if len(table.rows) > MOST_ROWS:
            rule = f"it has {len(table.rows):,} rows; at most {MOST_ROWS:,} are read"
            self._faults.add(table.file, 0, "", "", rule, "Check that it is the workbook of a plan")
        if missing or self._faults:
            return []
        found = (dict(zip(header, (*row.cells, *[""] * len(header)), strict=False)) for row in table.rows[1:])
        return [
            _Row(table.file, raw.number, kind, cells)
            for raw, cells in zip(table.rows[1:], found, strict=True)
            if any(cells[name] for name in cells if name != "called")
        ]

    def check(self, rows: Sequence[_Row]) -> None:
        """Find what each row is, then read what it says; every fault is noted."""
        for row in rows:
            self._identify(row)
        for row in rows:
            self._read(row, {other.id: other for other in rows})

    def _identify(self, row: _Row) -> None:
        name = row.cells.get("id", "")
        row.before = self._parts.get(name)
        if row.before is not None:
            row.id = name
            if row.before.kind != row.kind:
                self._fault(row, "id", name, f"it is of another kind ({PARTS[row.before.kind].words})", "Put it back")
        elif name and not name.lower().startswith(_NEW):
            self._fault(row, "id", name, "no part of this plan has this id", "Leave it empty for a new part")
        else:
            row.id = new_id(row.kind)
        if name and name in self._ids:
            self._fault(row, "id", name, "another row has the same id", "Give each part one row")
        elif name:
            self._ids[name] = row.id

    def _read(self, row: _Row, others: Mapping[str, _Row]) -> None:
        parent = self._ids.get(row.parent or "", row.parent or "")
        above = others.get(parent)
        kind = above.kind if above else self._parts[parent].kind if parent in self._parts else None
        if row.kind == "plan":
            if row.before is None:
                self._fault(row, "id", "", "a workbook holds one plan", "Add another plan on the page")
        elif kind not in PARTS[row.kind].parents:
            wanted = " or a ".join(PARTS[each].words for each in PARTS[row.kind].parents)
            self._fault(row, "belongs to", row.parent or "", f"it must be the id of a {wanted}", "Copy it from there")
        elif row.before is not None and row.before.parent != parent:
            rule = "a part stays where it hangs"
            self._fault(row, "belongs to", row.parent or "", rule, "Archive it, and add it anew at the other place")
        archived = row.cells.get("archived", "").strip().lower()
        if archived not in ("", "yes", "no"):
            self._fault(row, "archived", archived, "it must be yes or empty", "Write yes, or nothing")
        try:
            row.body = read_body(row.kind, self._texts(row), self._known_for(row, above))
        except ReaderError as error:
            for fault in error.faults:
                allowed = f"Allowed: {', '.join(fault.allowed)}" if fault.allowed else "Correct the cell"
                self._fault(row, fault.parameter, fault.value, fault.rule.partition(": ")[2] or fault.rule, allowed)
            return
        self._check_revision(row)

    def _texts(self, row: _Row) -> dict[str, str]:
        """The cells of the fields; what names a new outcome by what the row calls itself gets its id."""
        texts = {each.name: row.cells.get(each.name, "") for each in PARTS[row.kind].fields}
        if "outcome" in texts:
            texts["outcome"] = self._ids.get(texts["outcome"], texts["outcome"])
        return texts

    def _known_for(self, row: _Row, above: _Row | None) -> Known:
        outcomes = [*self._known.outcomes, *self._ids.values()]
        return Known(self._known.measures, self._known.areas, outcomes, self._compared(row, above))

    def _compared(self, row: _Row, above: _Row | None) -> Measure | None:
        """The measure in whose periods a target is read: as the workbook has the indicator, or as the plan has it."""
        if row.kind != "target":
            return None
        part = self._parts.get(row.parent or "")
        body = above.body if above else part.body if part else {}
        return self._known.measures.get(body.get("measure", "")) if body.get("compares") else None

    def _check_revision(self, row: _Row) -> None:
        before = row.before
        if before is None or row.cells.get("revision") == str(before.revision) or not self._differs(row):
            return
        rule = f"{before.updated_by} has changed this part since the workbook was made"
        self._fault(row, "revision", row.cells.get("revision", ""), rule, "Download the workbook again")

    def _differs(self, row: _Row) -> bool:
        before = row.before
        return before is None or dict(before.body) != row.body or before.archived != _archived(row)

    def edits(self, rows: Sequence[_Row]) -> Iterator[tuple[_Row, Edit]]:
        """What is other than it is, parents before what hangs on them."""
        positions = self._positions(rows)
        for row in rows:
            position = positions.get(row.id)
            if not self._differs(row) and position is None:
                continue
            parent = self._ids.get(row.parent or "", row.parent or "") or None
            seen = row.before.revision if row.before else None
            yield row, Edit(row.id, row.kind, parent, row.body, seen, _archived(row), position)

    def _positions(self, rows: Sequence[_Row]) -> dict[str, int]:
        """The new places of parts whose order is another one in the workbook."""
        places: dict[tuple[str, Kind], list[_Row]] = {}
        for row in rows:
            places.setdefault((self._ids.get(row.parent or "", row.parent or ""), row.kind), []).append(row)
        found: dict[str, int] = {}
        for siblings in places.values():
            known = [row.before for row in siblings if row.before is not None]
            kept = [part.id for part in known] == [part.id for part in sort_parts(known)]
            if not kept or any(row.before is None for row in siblings[: len(known)]):
                changed = enumerate(siblings, start=1)
                found |= {row.id: at for at, row in changed if row.before is None or row.before.position != at}
        return found

    def _fault(self, row: _Row, column: str, value: str, rule: str, remedy: str) -> None:
        self._faults.add(row.sheet, row.number, column, value, rule, remedy)


def _archived(row: _Row) -> bool:
    return row.cells.get("archived", "").strip().lower() == "yes"
