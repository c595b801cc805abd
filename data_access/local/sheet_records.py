"""The rows of a sheet as records of our columns, one for each figure, whatever shape the sheet has."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from data_access.importers.fault_list import FaultList
from data_access.local.raw_table import RawRow, RawTable
from data_access.local.sheet_columns import SheetColumns
from data_access.local.sheet_mapping import SheetField


@dataclass(frozen=True, slots=True)
class Record:
    """The texts of one figure by our columns; ``columns`` has the sheet's own name for each."""

    row: int
    texts: Mapping[SheetField, str]
    columns: Mapping[SheetField, str]

    def __getitem__(self, field: SheetField) -> str:
        return self.texts.get(field, "")

    def column(self, field: SheetField) -> str:
        """What the sheet calls the column; our own name where it has none."""
        return self.columns.get(field, field)


def trim_rows(table: RawTable, width: int, rows: Sequence[RawRow], faults: FaultList) -> list[RawRow]:
    """The rows below the header, each as wide as it. A row of text that is shorter or longer is a fault, never
    padded or shifted; empty cells at its end do not count."""
    trimmed = []
    for number, cells in rows:
        if len(cells) > width and not any(cells[width:]):
            kept = cells[:width]
        elif len(cells) < width and not table.ragged:
            kept = [*cells, *[""] * (width - len(cells))]
        else:
            kept = cells
        if len(kept) != width:
            rule = f"the row has {len(kept)} cells, the header {width}"
            faults.add(table.file, number, "", "", rule, "Give it one cell for each column")
        elif any(kept):
            trimmed.append(RawRow(number, kept))
    return trimmed


def build_records(columns: SheetColumns, rows: Sequence[RawRow]) -> Iterator[Record]:
    """A record for each row; with a spread dimension, for each cell under one of its columns that is not empty."""
    mapping, header = columns.mapping, columns.header
    places = {ours: header.index(theirs) for ours, theirs in mapping.columns.items()}
    spread = [(header.index(name), name) for name in mapping.spread_columns]
    for number, cells in rows:
        texts: dict[SheetField, str] = {**mapping.constants}
        texts.update({ours: cells[place] for ours, place in places.items()})
        if mapping.spread is None:
            yield Record(number, texts, mapping.columns)
            continue
        for place, name in spread:
            if cells[place]:
                held: dict[SheetField, str] = {mapping.spread: name, mapping.spread_holds: cells[place]}
                named: dict[SheetField, str] = {mapping.spread: name, mapping.spread_holds: name}
                yield Record(number, {**texts, **held}, {**mapping.columns, **named})
