"""A council's own sheet of figures: bytes in; checked figures, faults and warnings out. Nothing is stored or executed.

The file is never written to disk and never evaluated. Figures are raw counts: they go to ``local_publication.protect``
and nowhere else.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.config import Settings
from data_access.faults import ImportFault, InvalidFileError
from data_access.importers.fault_list import FaultList
from data_access.local.csv_table import read_csv_table
from data_access.local.file_kind import find_kind
from data_access.local.raw_table import RawTable
from data_access.local.sheet_columns import Head, SheetColumns, find_columns, find_header
from data_access.local.sheet_consistency import find_mixed_units, find_overlaps, find_twins
from data_access.local.sheet_context import SheetContext
from data_access.local.sheet_figures import FigureReader, ReadFigure
from data_access.local.sheet_mapping import SheetMapping
from data_access.local.sheet_names import SheetNames
from data_access.local.sheet_records import build_records, trim_rows
from data_access.local.sheet_review import review
from data_access.local.workbook_table import read_workbook_table
from data_access.local_figures import LocalFigure
from data_access.progress import Progress, no_progress

LONGEST_NAME = 120
NO_MAPPING = SheetMapping()
_TOLD = 2_000  # rows between two reports of progress


@dataclass(frozen=True, slots=True)
class LocalSheet:
    """What a file came to.

    With ``faults`` there are no figures: nothing of the file may go in. ``warnings`` are for a second look;
    ``notices`` say what was read as meant although it was written otherwise. ``columns`` is what each column was taken
    for (None where the file is no table): its ``proposal`` waits for the analyst.
    """

    figures: tuple[LocalFigure, ...] = ()
    faults: tuple[ImportFault, ...] = ()
    warnings: tuple[ImportFault, ...] = ()
    notices: tuple[str, ...] = ()
    columns: SheetColumns | None = None

    def __repr__(self) -> str:
        """How much there is and nothing of what it says."""
        return f"LocalSheet({len(self.figures)} figures, {len(self.faults)} faults, {len(self.warnings)} warnings)"


def read_local_sheet(
    data: bytes,
    file_name: str,
    mapping: SheetMapping,
    context: SheetContext,
    settings: Settings,
    *,
    progress: Progress = no_progress,
) -> LocalSheet:
    """Read and check one file; every fault at once. ``file_name`` is only shown and asked for its ending.

    Never raises for what is in the file: a fault list that is not empty says what is wrong with it.
    """
    file = file_name[-LONGEST_NAME:]
    faults = FaultList()
    table = _read_table(file, data, settings, faults)
    if table is None:
        return LocalSheet(faults=_list(faults))
    names = SheetNames(context.catalogue, context.home, context.kirkstall)
    position = find_header(table, mapping)
    head = Head(file, table.rows[position], table.rows[position + 1 :], names)
    columns = find_columns(head, mapping, faults)
    _refuse_merged(table, head, faults)
    if columns is None or faults:
        return LocalSheet(faults=_list(faults), columns=columns)
    rows = trim_rows(table, len(head.cells), head.rows, faults)
    if not rows and not faults:
        faults.add(file, 0, "", "", "it has no rows below the header", "Add a row for each figure")
    reader = FigureReader(file, names, context.today, faults)
    read: list[ReadFigure] = []
    for number, record in enumerate(build_records(columns, rows)):
        if number % _TOLD == 0:
            progress(number, len(rows), f"Checking {file}")
        found = reader.read(record)
        if found is not None:
            read.append(found)
    progress(0, 0, f"Comparing {file} with what is known")
    history = context.fetch_figures(sorted({one.figure.measure for one in read}))
    find_twins(file, read, faults)
    find_overlaps(file, read, faults)
    find_mixed_units(file, read, context.catalogue.measures, history, faults)
    if faults:
        return LocalSheet(faults=_list(faults), columns=columns)
    notices = tuple(_notices(table, head, columns, reader))
    warnings = review(table, read, history, context)
    return LocalSheet(tuple(one.figure for one in read), (), warnings, notices, columns)


def _read_table(file: str, data: bytes, settings: Settings, faults: FaultList) -> RawTable | None:
    kind = find_kind(file, data, settings.max_upload_mb, faults)
    if kind is None:
        return None
    table = read_csv_table(file, data, faults) if kind == "csv" else read_workbook_table(file, data, faults)
    return None if faults else table


def _refuse_merged(table: RawTable, head: Head, faults: FaultList) -> None:
    """Titles above the header may be merged; in the table, a merged cell leaves its neighbours without a figure."""
    for merged in table.merged:
        if merged.last_row >= head.header.number:
            rule = "these cells are merged, so it is not clear which rows and columns they belong to"
            faults.add(table.file, 0, "", merged.reference, rule, "Unmerge them and fill in each cell")


def _notices(table: RawTable, head: Head, columns: SheetColumns, reader: FigureReader) -> Iterator[str]:
    yield from table.notices
    if head.header.number > 1:
        yield f"The header was found in row {head.header.number}; what stands above it was passed over."
    if columns.unused:
        yield f"Columns without a use here were passed over: {', '.join(columns.unused)}."
    for words, places in reader.overlooked.items():
        more = f" and {len(places) - 1:,} more" if len(places) > 1 else ""
        yield f"{words[:1].upper()}{words[1:]} ({places[0]}{more})."


def _list(faults: FaultList) -> tuple[ImportFault, ...]:
    """Every fault that is listed, and how many there are where that is not all."""
    try:
        faults.raise_any()
    except InvalidFileError as error:
        return tuple(error.faults)
    return ()
