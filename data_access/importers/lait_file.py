"""The Parquet file behind LAIT, column by column as codes into its distinct texts: 641,070 rows in a few megabytes."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from data_access.importers.fault_list import FaultList

TEXTS = {"measure": "Short Desc", "year": "Years", "name": "LA and Regions", "value": "Values"}
NUMBER = "LA Number"
COLUMNS = {*TEXTS.values(), NUMBER, "Data item", "Region"}
MOST_ROWS = 20_000_000


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column of text: ``codes`` point into its distinct ``texts``."""

    codes: np.ndarray
    texts: list[str]

    def find(self, text: str) -> int:
        """The code of a text; -1 where the column does not hold it."""
        return self.texts.index(text) if text in self.texts else -1


@dataclass(frozen=True, slots=True)
class LongFile:
    """The columns that are read. ``place`` is a number together with a name, as ``places`` lists them."""

    file: str
    measure: TextColumn
    year: TextColumn
    value: TextColumn
    place: TextColumn
    places: list[tuple[int, str]]

    def __len__(self) -> int:
        return len(self.measure.codes)

    def report(
        self, broken: np.ndarray, column: str, rule: str, remedy: str, faults: FaultList, *, once: bool = False
    ) -> None:
        """Record a fault in each row where ``broken`` holds, or in the first and say how many there are."""
        positions = np.flatnonzero(broken)
        if once and len(positions) > 1:
            rule, positions = f"{rule} ({len(positions):,} rows)", positions[:1]
        shown = {"Years": self.year, "Values": self.value, "LA and Regions": self.place}[column]
        for position in positions:
            faults.add(self.file, int(position) + 2, column, shown.texts[shown.codes[position]], rule, remedy)


def read_long_file(path: Path, faults: FaultList) -> LongFile | None:
    """The file's columns; None, and a fault, where it is not LAIT's long file."""
    try:
        source = pq.ParquetFile(path)
        if not _has_columns(path.name, source, faults):
            return None
        names = [*TEXTS.values(), NUMBER]
        table = pq.read_table(path, columns=names, read_dictionary=list(TEXTS.values())).unify_dictionaries()
    except (OSError, pa.ArrowException) as error:
        reason = str(error).splitlines()[0][:120]
        faults.add(path.name, 0, "", "", f"it is not a readable Parquet file ({reason})", "Download it again")
        return None
    if table.num_rows == 0:
        faults.add(path.name, 0, "", "", "it has no rows", "Download it again")
        return None
    if not _has_no_gaps(path.name, table, faults):
        return None
    texts = {field: _text_column(table.column(name)) for field, name in TEXTS.items()}
    place, places = _join_places(table.column(NUMBER).to_numpy(), texts.pop("name"))
    return LongFile(path.name, place=place, places=places, **texts)


def _has_columns(file: str, source: pq.ParquetFile, faults: FaultList) -> bool:
    schema = source.schema_arrow
    wanting, strange = sorted(COLUMNS - set(schema.names)), sorted(set(schema.names) - COLUMNS)
    for name in wanting:
        faults.add(file, 1, name, "", "this column is missing", "Check that it is LAIT's long file")
    for name in strange:
        faults.add(file, 1, name, name, "this column is not known here", "Remove it")
    wrong = [name for name in TEXTS.values() if name in schema.names and not _is_text(schema.field(name).type)]
    for name in wrong:
        faults.add(file, 1, name, str(schema.field(name).type), "this column must hold text", "Save it as text")
    if NUMBER in schema.names and not _is_number(schema.field(NUMBER).type):
        faults.add(file, 1, NUMBER, str(schema.field(NUMBER).type), "it must hold numbers", "Save it as numbers")
        return False
    too_long = source.metadata.num_rows > MOST_ROWS
    if too_long:
        faults.add(file, 0, "", "", f"it has more than {MOST_ROWS:,} rows", "Check that it is the right file")
    return not (wanting or strange or wrong or too_long)


def _is_text(kind: pa.DataType) -> bool:
    inner = kind.value_type if pa.types.is_dictionary(kind) else kind
    return bool(pa.types.is_string(inner) or pa.types.is_large_string(inner))


def _is_number(kind: pa.DataType) -> bool:
    return bool(pa.types.is_integer(kind) or pa.types.is_floating(kind))


def _has_no_gaps(file: str, table: pa.Table, faults: FaultList) -> bool:
    whole = True
    for name in table.column_names:
        column = table.column(name)
        if column.null_count:
            row = int(np.flatnonzero(column.is_null().to_numpy())[0]) + 2
            faults.add(file, row, name, "", f"{column.null_count:,} cells are empty", "Fill them in")
            whole = False
    return whole


def _text_column(column: pa.ChunkedArray) -> TextColumn:
    array = column.combine_chunks()
    if isinstance(array, pa.ChunkedArray):
        array = array.chunk(0)
    return TextColumn(array.indices.to_numpy(), array.dictionary.to_pylist())


def _join_places(numbers: np.ndarray, names: TextColumn) -> tuple[TextColumn, list[tuple[int, str]]]:
    """Each distinct pair of number and name once."""
    distinct, number_codes = np.unique(numbers, return_inverse=True)
    pairs, codes = np.unique(number_codes * len(names.texts) + names.codes, return_inverse=True)
    places = [(int(distinct[pair // len(names.texts)]), names.texts[pair % len(names.texts)]) for pair in pairs]
    return TextColumn(codes, [f"{number} {name}" for number, name in places]), places
