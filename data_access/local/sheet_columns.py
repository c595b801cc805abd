"""Finding the header of a sheet and what each of its columns holds; what is only likely is proposed, never assumed."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from shlex import quote

from dashboard.measures import Measure
from dashboard.period_keys import parse_period
from data_access.importers.fault_list import FaultList
from data_access.local.raw_table import RawRow, RawTable
from data_access.local.sheet_mapping import (
    PLACES,
    SheetField,
    SheetMapping,
    Spread,
    count_recognised,
    is_personal,
    recognise,
)
from data_access.local.sheet_names import SheetNames
from data_access.local.sheet_numbers import NotANumberError, read_number

_HEADER_WITHIN = 20  # rows: titles stand above a header, figures do not
_LOOKED_AT = 200  # cells by which a column is told
_MOST = 0.8  # of them must agree
_SAMPLES = 3
_ANY_YEAR = Measure(id="any", title="", short="", topic="", unit="", definition="", period_kind="academic-year")


@dataclass(frozen=True, slots=True)
class SheetColumns:
    """What the columns of a sheet were taken for.

    ``mapping`` is what is known: what the analyst said and the names that we recognise. ``proposal`` adds what is
    likely, for the analyst to confirm; None where nothing is wanting. ``missing`` names those of our columns that
    nothing was found for. ``samples`` shows texts of each column, but never a figure.
    """

    header: tuple[str, ...]
    row: int
    mapping: SheetMapping
    proposal: SheetMapping | None = None
    missing: tuple[SheetField, ...] = ()
    unused: tuple[str, ...] = ()
    samples: tuple[tuple[str, ...], ...] = ()


def find_header(table: RawTable, mapping: SheetMapping) -> int:
    """The position of the row that names the columns: of the first rows the one with the most known names."""
    first = table.rows[:_HEADER_WITHIN]
    known = [count_recognised(row.cells, mapping) for row in first]
    return known.index(max(known)) if max(known) else 0


@dataclass(frozen=True, slots=True)
class Head:
    """A header with what stands below it."""

    file: str
    header: RawRow
    rows: Sequence[RawRow]
    names: SheetNames

    @property
    def cells(self) -> list[str]:
        """The names of the columns."""
        return self.header.cells

    def column(self, name: str) -> list[str]:
        """What stands in a column: the first cells that are not empty."""
        index = self.cells.index(name)
        texts = (row.cells[index] for row in self.rows[:_LOOKED_AT] if len(row.cells) > index)
        return [text for text in texts if text]

    def is_a(self, field: Spread, text: str) -> bool:
        """Whether a text is a measure, a place or a period."""
        return _is_period(text) if field == "period" else self.names.knows(field, text)


def find_columns(head: Head, mapping: SheetMapping, faults: FaultList) -> SheetColumns | None:
    """What the columns hold; None, and faults, where the header cannot stand.

    A column that is only proposed is a fault too, until the analyst has confirmed it.
    """
    if not _has_good_header(head, mapping, faults):
        return None
    recognised = recognise([name for name in head.cells if name not in mapping.columns.values()])
    settled = {field: theirs for field, theirs in recognised.items() if not mapping.settles(field)}
    known = mapping.model_copy(update={"columns": {**settled, **mapping.columns}})
    spread = _spread_columns(head, known)
    if known.spread and not spread:
        rule, remedy = f"no column is named like a {known.spread}", f"Have one column for each {known.spread}"
        faults.add(head.file, head.header.number, "", "", rule, remedy)
        return None
    known = known.model_copy(update={"spread_columns": spread})
    unused = tuple(name for name in head.cells if name and name not in {*known.columns.values(), *spread})
    wanting = _wanting(known)
    proposal = _propose(head, known, wanting, unused) if wanting else None
    missing = tuple(field for field in wanting if proposal is None or field in _wanting(proposal))
    for field in wanting:
        place, rule, remedy = _explain_wanting(field, known, proposal)
        faults.add(head.file, head.header.number, place, "", rule, remedy)
    samples = tuple(_sample(head, name) for name in head.cells)
    return SheetColumns(tuple(head.cells), head.header.number, known, proposal, missing, unused, samples)


def _wanting(mapping: SheetMapping) -> tuple[SheetField, ...]:
    """Our columns that a sheet cannot do without and that nothing is known of."""
    wanting: list[SheetField] = [field for field in PLACES if not mapping.settles(field)]
    if not any(mapping.settles(field) for field in ("value", "numerator", "status")):
        wanting.append("value")
    return tuple(wanting)


def _has_good_header(head: Head, mapping: SheetMapping, faults: FaultList) -> bool:
    before, cells, row = faults.total, head.cells, head.header.number
    if not count_recognised(cells, mapping) and any(_is_figure_or_place(cell, head.names) for cell in cells):
        rule = "the first row holds figures, not the names of columns"
        remedy = "Put a header above it: measure, area, period, numerator, denominator, value, status, note"
        faults.add(head.file, row, "", ", ".join(cells), rule, remedy)
        return False
    for index, name in enumerate(cells):
        if not name and any(len(one.cells) > index and one.cells[index] for one in head.rows):
            rule = f"column {index + 1} has no name, but there is something in it"
            faults.add(head.file, row, "", "", rule, "Name it, or remove it")
        elif name and cells.index(name) != index:
            faults.add(head.file, row, name, name, "two columns have this name", "Rename or remove one")
        elif is_personal(name):
            rule = "this looks like a record of single children, of which nothing may be read here"
            faults.add(head.file, row, name, name, rule, "Import totals, or count the return on the command line")
    for theirs in mapping.columns.values():
        if theirs not in cells:
            rule = "the mapping names a column that is not there"
            remedy = f"Use one of: {', '.join(filter(None, cells[:12]))}"
            faults.add(head.file, row, theirs, theirs, rule, remedy)
    return faults.total == before


def _is_figure_or_place(cell: str, names: SheetNames) -> bool:
    return _is_number(cell) or names.knows("area", cell) or names.knows("measure", cell)


def _is_number(text: str) -> bool:
    try:
        return read_number(text, percent=True).value is not None
    except NotANumberError:
        return False


def _is_period(text: str) -> bool:
    with suppress(ValueError):
        return bool(parse_period(text, _ANY_YEAR))
    return False


def _spread_columns(head: Head, known: SheetMapping) -> tuple[str, ...]:
    """The columns over which a dimension is spread: those named, else every other one that is named like one."""
    if known.spread is None or known.spread_columns:
        return known.spread_columns
    free = [name for name in head.cells if name and name not in known.columns.values()]
    return tuple(name for name in free if head.is_a(known.spread, name))


def _propose(
    head: Head, known: SheetMapping, wanting: Sequence[SheetField], unused: Sequence[str]
) -> SheetMapping | None:
    """The mapping with what is likely added to it; None where nothing is."""
    found = dict(known.columns)
    free = list(unused)
    change: dict[str, object] = {}
    for field in (place for place in PLACES if place in wanting):
        theirs = next((name for name in free if _holds(head, field, name)), None)
        spread = [name for name in free if head.is_a(field, name)]
        if theirs is not None:
            found[field] = theirs
            free.remove(theirs)
        elif len(spread) > (field != "measure") and not change:
            change = {"spread": field, "spread_columns": tuple(spread), "spread_holds": "value"}
    if "value" in wanting and not change:
        numbers = [name for name in free if all(map(_is_number, head.column(name) or ["-"]))]
        found |= {_held(head, known, numbers[-1]): numbers[-1]} if numbers else {}
    proposal = known.model_copy(update={"columns": found, **change})
    return None if proposal == known else proposal


def _held(head: Head, known: SheetMapping, name: str) -> SheetField:
    """What a column of numbers is likely to be: whole numbers beside a denominator are counts."""
    whole = all(text.strip().isdecimal() for text in head.column(name))
    return "numerator" if whole and known.settles("denominator") else "value"


def _holds(head: Head, field: Spread, name: str) -> bool:
    """Whether most of a column's cells are what the field holds."""
    texts = head.column(name)
    return bool(texts) and sum(head.is_a(field, text) for text in texts) >= _MOST * len(texts)


def _explain_wanting(field: SheetField, known: SheetMapping, proposal: SheetMapping | None) -> tuple[str, str, str]:
    """The column, the rule and the remedy of a fault about one of our columns that is wanting."""
    rule = f"no column is known to hold the {field if field != 'value' else 'value, numerator or status'}"
    filled = _fresh(field, known, proposal)
    if proposal is not None and filled is not None:
        theirs = proposal.columns[filled]
        return theirs, f"{rule}; this one may", f"Confirm it (--map {quote(f'{filled}={theirs}')})"
    if proposal is not None and proposal.spread and not known.spread and field in (proposal.spread, "value"):
        words = ", ".join(proposal.spread_columns[:3])
        remedy = f"Confirm that each holds one {proposal.spread} (--spread {proposal.spread})"
        return words, f"{rule}, but these may, one for each {proposal.spread}", remedy
    return field, rule, f"Name it {field}, or say which one it is (--map {field}=NAME, or {field}:=TEXT for all rows)"


def _fresh(field: SheetField, known: SheetMapping, proposal: SheetMapping | None) -> SheetField | None:
    """Which of our columns the proposal would fill for one that is wanting: a value can also come from its count."""
    given = set() if proposal is None else proposal.columns.keys() - known.columns.keys()
    candidates: tuple[SheetField, ...] = ("value", "numerator") if field == "value" else (field,)
    return next((ours for ours in candidates if ours in given), None)


def _sample(head: Head, name: str) -> tuple[str, ...]:
    """What a column looks like: texts that name a period, a measure, a place or a group. Figures are not repeated."""
    texts = list(dict.fromkeys(head.column(name)))
    shown = [text for text in texts if any(head.is_a(each, text) for each in PLACES)]
    if shown:
        return tuple(shown[:_SAMPLES])
    return ("figures",) if texts and all(map(_is_number, texts)) else ()
