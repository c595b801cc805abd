"""Counting one return, in the process that may see its rows: files in, counts or faults out."""

from typing import Any

import ibis

from data_access.counting import attendance, nccis, ssda903
from data_access.counting.cells import Cell
from data_access.counting.checking import check_sources
from data_access.counting.engine import Engine, EngineError, Table, opened_engine
from data_access.counting.forms import SESSIONS
from data_access.counting.request import Counted, Request
from data_access.counting.sources import Source, find_sources
from data_access.faults import ImportFault, InvalidFileError
from data_access.importers.fault_list import FaultList

_COUNTS = {"nccis": nccis.count, "ssda903": ssda903.count, "attendance": attendance.count}
_GROUP = "group_"
_NOT_COUNTS = ("period", "wedge", attendance.FAULTY, attendance.READ)


def count_return(request: Request) -> Counted:
    """Check the files and count them; faults where a row breaks a rule. Raises EngineError.

    Session marks are checked by the engine as it counts; only where it finds any at fault are they read one by one.
    """
    faults = FaultList()
    sources = find_sources(request.kind, request.files, faults)
    few = [source for source in sources if source.form is not SESSIONS]
    many = [source for source in sources if source.form is SESSIONS]
    rows = 0 if faults else check_sources(few, request.as_at, faults)
    if faults:
        return Counted(faults=_listed(faults))
    trouble = ""
    try:
        with opened_engine(request.engine) as engine:
            found = engine.fetch(_COUNTS[request.kind](engine, _read_tables(engine, sources), request))
    except EngineError as error:
        trouble = str(error)
    if trouble or any(row.get(attendance.FAULTY) for row in found):
        check_sources(many, request.as_at, faults)
        if faults:
            return Counted(faults=_listed(faults))
        raise EngineError(trouble or "rows were found at fault, and then not found again")
    return Counted(_cells(request, found), rows + sum(row.get(attendance.READ, 0) for row in found))


def _listed(faults: FaultList) -> tuple[ImportFault, ...]:
    try:
        faults.raise_any()
    except InvalidFileError as error:
        return tuple(error.faults)
    return ()


def _read_tables(engine: Engine, sources: list[Source]) -> dict[str, list[Table]]:
    """The rows of each form, with all of its columns and no others, in its spelling and as text."""
    tables: dict[str, list[Table]] = {}
    for source in sources:
        table, spelled = engine.read(source.path, source.columns), source.spelled
        absent = ibis.null("string")
        columns = {name: table[spelled[name]] if name in spelled else absent for name in source.form.names}
        tables.setdefault(source.form.name, []).append(table.select(**columns))
    return tables


def _cells(request: Request, found: list[dict[str, Any]]) -> tuple[Cell, ...]:
    """The engine's rows in one order, whichever engine it was."""
    cells = []
    for row in found:
        groups = {name.removeprefix(_GROUP): str(value) for name, value in row.items() if name.startswith(_GROUP)}
        counts = {
            name: int(value) for name, value in row.items() if not name.startswith(_GROUP) and name not in _NOT_COUNTS
        }
        cells.append(Cell(row["period"], row["wedge"], groups, counts))
    return tuple(sorted(cells, key=lambda cell: (cell.period, cell.wedge, sorted(cell.groups.items()))))
