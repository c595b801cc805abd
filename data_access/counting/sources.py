"""The files of a return: which form each one is, and its rows one after another as text."""

import csv
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from data_access.counting.forms import RETURNS, Form
from data_access.counting.request import Return
from data_access.importers.fault_list import FaultList

_LONGEST_LINE = 1_000_000
_BATCH = 50_000
_BLANKS = " \t\n\v\f\r"  # what the engines take off, and no more: not the no-break space


class Source(NamedTuple):
    """One file: what it is, and the columns it has, in its order and its spelling."""

    path: Path
    form: Form
    columns: tuple[str, ...]

    @property
    def spelled(self) -> dict[str, str]:
        """The file's spelling of each column of the form that it has."""
        given = {name.strip().upper(): name for name in self.columns}
        return {name: given[name.upper()] for name in self.form.names if name.upper() in given}


def find_sources(kind: Return, paths: Sequence[Path], faults: FaultList) -> list[Source]:
    """The form of each file, by its columns; what is wrong with the files as a whole goes to ``faults``."""
    needed, _ = RETURNS[kind]
    found = [source for path in paths if (source := _find_source(kind, path, faults))]
    if not faults and not any(source.form in needed for source in found):
        columns = " or ".join(", ".join(form.needed) for form in needed)
        faults.add(paths[0].name, 0, "", "", f"no file with the columns {columns} was given", "Name that file too")
    return found


def _find_source(kind: Return, path: Path, faults: FaultList) -> Source | None:
    columns = _read_columns(path, faults)
    if columns is None:
        return None
    given = [name.strip().upper() for name in columns]
    forms = [form for group in RETURNS[kind] for form in group]
    twice = sorted({name for name in given if name and given.count(name) > 1})
    if twice:
        faults.add(path.name, 1, ", ".join(twice)[:80], "", "the column is there twice", "Leave one of them out")
        return None
    for form in sorted(forms, key=lambda form: -len(form.needed)):
        if {name.upper() for name in form.needed} <= set(given):
            return Source(path, form, columns)
    lacking = min(([name for name in form.needed if name.upper() not in given] for form in forms), key=len)
    remedy = "Save it with commas between the columns" if len(columns) == 1 else "See docs/records.md for the columns"
    faults.add(path.name, 1, ", ".join(lacking), "", "the column is missing", remedy)
    return None


def _read_columns(path: Path, faults: FaultList) -> tuple[str, ...] | None:
    """The column names of a file; None, with the fault told, where it cannot be read as a table."""
    rule = ""
    try:
        if path.suffix.lower() == ".parquet":
            from pyarrow import ArrowException, parquet

            try:
                return tuple(parquet.read_schema(path).names)
            except ArrowException:
                rule = "the file is not Parquet, or is cut off"
        elif path.suffix.lower() in {".csv", ".txt"}:
            with path.open(encoding="utf-8-sig", newline="") as file:
                header = next(csv.reader([file.readline(_LONGEST_LINE)]), [])
            if header:
                return tuple(header)
            rule = "the file is empty"
        else:
            rule = "the file is neither CSV nor Parquet"
    except (UnicodeDecodeError, csv.Error):
        rule = "the file is not text in UTF-8"
    except OSError as error:
        rule = error.strerror or "the file cannot be read"
    faults.add(path.name, 0, "", "", rule, "Save it again as CSV UTF-8, or as Parquet")
    return None


class BrokenRowError(Exception):
    """A line cannot be read as a row: its number, and the rule it breaks."""

    def __init__(self, row: int, rule: str):
        super().__init__(rule)
        self.row, self.rule = row, rule


def read_rows(source: Source) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row with its line as a spreadsheet shows it, cleaned, columns of the form only. Raises BrokenRowError."""
    spelled = source.spelled
    if source.path.suffix.lower() == ".parquet":
        yield from _read_parquet(source.path, spelled)
        return
    places = {name: source.columns.index(given) for name, given in spelled.items()}
    width, row = len(source.columns), 1
    with source.path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file, strict=True)
        try:
            for row, values in enumerate(reader, start=1):
                if row == 1 or not values:
                    continue
                if len(values) != width:
                    raise BrokenRowError(row, f"has {len(values)} fields, the header has {width}")
                yield row, {name: values[place].strip(_BLANKS) for name, place in places.items()}
            return
        except UnicodeDecodeError:
            rule = "is not text in UTF-8"
        except csv.Error:
            rule = "has a quotation mark out of place, or a field that is too long"
    raise BrokenRowError(row + 1, rule)


def _read_parquet(path: Path, spelled: dict[str, str]) -> Iterator[tuple[int, dict[str, str]]]:
    from pyarrow import ArrowException, parquet

    row, broken = 1, False
    try:
        with parquet.ParquetFile(path) as file:
            for batch in file.iter_batches(_BATCH, columns=list(spelled.values())):
                for values in zip(*(batch[given].to_pylist() for given in spelled.values()), strict=True):
                    row += 1
                    yield row, {name: _text(value) for name, value in zip(spelled, values, strict=True)}
    except ArrowException:
        broken = True
    if broken:
        raise BrokenRowError(row + 1, "cannot be read: the file is damaged")


def _text(value: object) -> str:
    return "" if value is None else str(value).strip(_BLANKS)
