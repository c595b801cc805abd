"""From an importer's frames to rows of ids in the connection's own ``incoming`` table.

Everything is checked here once more, whoever the importer is: the key is unique, each figure has a value or a reason.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from sqlalchemy import Connection, text

from dashboard.missing import REASONS
from data_access.batch import FRAME_COLUMNS, Batch
from data_access.faults import ImportFault, InvalidFileError
from data_access.incoming import incoming_figures
from data_access.progress import Progress

CHUNK = 50_000
KEY = ["measure", "breakdown", "period", "area"]
_COLUMNS = [column.name for column in incoming_figures.columns]


@dataclass(frozen=True, slots=True)
class Ids:
    """Code → id of everything that a figure refers to."""

    measures: Mapping[str, int]
    breakdowns: Mapping[str, int]
    periods: Mapping[tuple[str, str], int]
    areas: Mapping[str, int]


def code_frame(batches: Sequence[Batch], ids: Ids) -> pd.DataFrame:
    """The figures of one dataset as ids, in the order of the store's key.

    Raises InvalidFileError, naming every fault, for unknown codes, a figure given twice, or one without exactly one
    of value and status.
    """
    slug = batches[0].dataset.slug
    frames, faults = [], []
    for batch in batches:
        coded, found = _code_batch(batch, ids)
        frames.append(coded)
        faults += found
    if faults:
        raise InvalidFileError(faults)
    frame = pd.concat(frames, ignore_index=True) if len(frames) > 1 else frames[0]
    frame = frame.drop_duplicates()  # the same figure from two of its files
    twice = frame[frame.duplicated(KEY)]
    if len(twice):
        raise InvalidFileError([_twice(slug, row, ids) for row in twice[KEY].head(20).to_numpy()])
    return frame.sort_values(KEY, kind="stable", ignore_index=True)


def _twice(slug: str, key: Any, ids: Ids) -> ImportFault:
    known: tuple[Mapping[Any, int], ...] = (ids.measures, ids.breakdowns, ids.periods, ids.areas)
    words = [str(next(code for code, number in one.items() if number == key[n])) for n, one in enumerate(known)]
    return ImportFault(slug, 0, "", ", ".join(words), "given twice with different figures", "Keep one of the two")


def _code_batch(batch: Batch, ids: Ids) -> tuple[pd.DataFrame, list[ImportFault]]:
    frame, slug = batch.frame, batch.dataset.slug
    missing = [name for name in FRAME_COLUMNS if name not in frame.columns]
    if missing:
        return frame, [ImportFault(slug, 0, "", ", ".join(missing), "columns are missing", "Mend the importer")]
    faults: list[ImportFault] = []
    columns: dict[str, Any] = {}
    for name, known in (("measure", ids.measures), ("breakdown", ids.breakdowns), ("area", ids.areas)):
        columns[name], unknown = _code_column(frame[name], known)
        faults += [ImportFault(slug, 0, name, code, "not known to the store", f"Add the {name}") for code in unknown]
    period_ids = np.array([ids.periods[period.kind, period.key] for period in batch.periods], dtype=np.int64)
    positions = frame["period"].to_numpy(dtype=np.int64)
    if len(positions) and not 0 <= positions.min() <= positions.max() < len(period_ids):
        faults.append(ImportFault(slug, 0, "period", str(positions.max()), "not in the list of periods", "Add it"))
        return frame, faults
    columns["period"] = period_ids[positions]
    for name in ("value", "numerator", "denominator"):
        columns[name] = frame[name].to_numpy(dtype=np.float64)
    columns["status"] = frame["status"].astype("category").cat.set_categories(list(REASONS)).array
    columns["provisional"] = frame["provisional"].to_numpy(dtype=bool)
    columns["parts"] = batch.role == "parts"
    coded = pd.DataFrame(columns)
    return coded, faults + _check_values(slug, coded)


def _check_values(slug: str, coded: pd.DataFrame) -> list[ImportFault]:
    both_or_neither = int((coded["value"].isna() == coded["status"].isna()).sum())
    if both_or_neither:
        rule = "figures have neither a value nor a known reason, or both"
        return [ImportFault(slug, 0, "value", str(both_or_neither), rule, f"Reasons are {', '.join(REASONS)}")]
    if np.isinf(coded[["value", "numerator", "denominator"]].to_numpy()).any():
        return [ImportFault(slug, 0, "value", "infinity", "a figure must be finite", "Correct it in the file")]
    return []


def _code_column(column: "pd.Series[Any]", known: Mapping[str, int]) -> tuple[Any, list[str]]:
    """Ids in place of codes, and the codes that have none."""
    category = pd.Categorical(column)
    used = {"" if code < 0 else str(category.categories[code]) for code in np.unique(category.codes)}
    unknown = sorted(used - known.keys())
    by_code = np.array([known.get(code, -1) for code in category.categories], dtype=np.int64)
    return (by_code[category.codes] if len(by_code) else np.array([], dtype=np.int64)), unknown


def _python_rows(frame: pd.DataFrame) -> Iterator[tuple[Any, ...]]:
    """Rows as plain tuples in the order of ``incoming``, with None for what is missing."""
    columns: list[list[Any]] = [frame[name].tolist() for name in KEY] + [frame["parts"].tolist()]
    for name in ("value", "numerator", "denominator"):
        numbers = frame[name].to_numpy().astype(object)
        numbers[frame[name].isna().to_numpy()] = None
        columns.append(numbers.tolist())
    status = frame["status"].cat
    symbols = [*status.categories, None]  # code -1 is the last
    columns.append([symbols[code] for code in status.codes.tolist()])
    columns.append(frame["provisional"].tolist())
    return zip(*columns, strict=True)


def stage_rows(connection: Connection, frame: pd.DataFrame, progress: Progress, words: str) -> None:
    """Fill ``incoming`` (created if need be, emptied first) with the coded figures."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("DROP TABLE IF EXISTS incoming"))
        incoming_figures.create(connection)
    else:
        incoming_figures.create(connection, checkfirst=True)
        connection.execute(incoming_figures.delete())
    for start in range(0, len(frame), CHUNK):
        progress(start, len(frame), words)
        rows = _python_rows(frame.iloc[start : start + CHUNK])
        if connection.dialect.name == "postgresql":
            _copy(connection, rows)
        else:
            marks = ", ".join("?" * len(_COLUMNS))
            raw: Any = connection.connection.driver_connection
            raw.executemany(f"INSERT INTO incoming VALUES ({marks})", rows)  # noqa: S608 (only question marks)
    if connection.dialect.name == "postgresql":
        connection.execute(text("ANALYZE incoming"))


def _copy(connection: Connection, rows: Iterator[tuple[Any, ...]]) -> None:
    raw: Any = connection.connection.driver_connection
    with raw.cursor() as cursor, cursor.copy(f"COPY incoming ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
