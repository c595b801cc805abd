"""Writing a made-up return: the records, the lookup that places them, and the answer."""

import csv
import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from data_access.counting.request import Return
from data_access.synthetic import returns
from data_access.synthetic.kinds import LOST_EVERY, Kind, answer

LABEL = "SYNTHETIC"
_MOST_DAYS, _FEWEST_PUPILS = 190, 100
Wards = Sequence[tuple[str, str]]  # ward code and wedge


class Written(NamedTuple):
    """What was written, and how many rows of it are records."""

    records: Path
    lookup: Path
    answers: Path
    rows: int


def write_return(kind: Return, rows: int, seed: int, folder: Path, wards: Wards, *, as_at: date, form: str) -> Written:
    """Write about ``rows`` records (whole people only) into ``folder``. ``seed`` shifts who is of which kind."""
    folder.mkdir(parents=True, exist_ok=True)
    records = folder / f"{LABEL.lower()}-{kind}.{form}"
    days = returns.school_days(as_at, max(1, min(_MOST_DAYS, rows // (2 * _FEWEST_PUPILS))))
    kinds = _shifted(_kinds(kind, as_at, 2 * len(days)), seed)
    people = max(1, rows // (2 * len(days))) if kind == "attendance" else rows
    lookup = folder / f"{LABEL.lower()}-lookup.csv"
    _write_lookup(lookup, kind, wards)
    _write_records(records, _query(kind, people), kinds, wards, days)
    answers = folder / f"{LABEL.lower()}-answers.json"
    known = {
        "as_at": as_at.isoformat(),
        "people": people,
        "counts": answer(people, kinds, [wedge for _, wedge in wards]),
    }
    answers.write_text(json.dumps(known, indent=2), encoding="utf-8")
    return Written(records, lookup, answers, people * 2 * len(days) if kind == "attendance" else people)


def _kinds(kind: Return, as_at: date, possible: int) -> list[Kind]:
    if kind == "nccis":
        return returns.client_kinds(as_at)
    return returns.child_kinds(as_at) if kind == "ssda903" else returns.pupil_kinds(possible)


def _shifted(kinds: list[Kind], seed: int) -> list[Kind]:
    start = seed % len(kinds)
    return kinds[start:] + kinds[:start]


def postcode(ward: int) -> str:
    """The made-up postcode of a ward: ZZ is no postcode area."""
    return f"ZZ{ward // 10 + 1} {ward % 10}ZZ"


def urn(ward: int) -> str:
    """The made-up school of a ward."""
    return str(900_000 + ward)


def _write_lookup(path: Path, kind: Return, wards: Wards) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        if kind == "attendance":
            writer.writerow(("urn", "ward_code", "phase"))
            writer.writerows((urn(n), ward, "primary" if n % 2 else "secondary") for n, (ward, _) in enumerate(wards))
        else:
            writer.writerow(("postcode", "ward_code"))
            writer.writerows((postcode(n), ward) for n, (ward, _) in enumerate(wards))


_LOST = f"n.i % {LOST_EVERY} = 0"
_POSTCODE = f"CASE WHEN {_LOST} THEN 'ZZ99 9ZZ' ELSE w.postcode END"


def _query(kind: Return, people: int) -> str:
    if kind == "nccis":
        return (
            f"SELECT '{LABEL}-' || n.i AS client_id, k.* EXCLUDE (k), {_POSTCODE} AS postcode "  # noqa: S608
            f"FROM range({people:d}) n(i) JOIN kinds k ON n.i % (SELECT count(*) FROM kinds) = k.k "
            "JOIN wards w ON n.i % (SELECT count(*) FROM wards) = w.w"
        )
    if kind == "ssda903":
        return (
            f"SELECT '{LABEL}-' || n.i AS CHILD, 'N1' AS CIN, k.* EXCLUDE (k), {_POSTCODE} AS HOME_POST "  # noqa: S608
            f"FROM range({people:d}) n(i) JOIN kinds k ON n.i % (SELECT count(*) FROM kinds) = k.k "
            "JOIN wards w ON n.i % (SELECT count(*) FROM wards) = w.w"
        )
    return (
        f"SELECT '{LABEL}-' || n.i AS pupil_id, CASE WHEN {_LOST} THEN '999999' ELSE w.urn END AS urn, "  # noqa: S608
        "s.day AS date, s.session, "
        "CASE WHEN (s.j + n.i) % s.possible < k.missed::INT THEN s.away ELSE s.here END AS mark "
        f"FROM range({people:d}) n(i) JOIN kinds k ON n.i % (SELECT count(*) FROM kinds) = k.k "
        "JOIN wards w ON n.i % (SELECT count(*) FROM wards) = w.w CROSS JOIN sessions s"
    )


def _write_records(path: Path, query: str, kinds: Sequence[Kind], wards: Wards, days: Sequence[date]) -> None:
    import duckdb
    import pyarrow as pa

    columns = list(kinds[0].columns)
    tables: dict[str, Any] = {
        "kinds": pa.table({"k": range(len(kinds))} | {n: [kind.columns[n] for kind in kinds] for n in columns}),
        "wards": pa.table({
            "w": range(len(wards)),
            "postcode": [postcode(n) for n in range(len(wards))],
            "urn": [urn(n) for n in range(len(wards))],
        }),
        "sessions": _sessions(days),
    }  # fmt: skip
    with duckdb.connect(config={"temp_directory": "", "preserve_insertion_order": False}) as connection:
        for name, table in tables.items():
            connection.register(name, table)
        place = str(path).replace("'", "''")
        connection.execute(f"COPY ({query}) TO '{place}'" + ("" if path.suffix == ".parquet" else " (HEADER)"))


def _sessions(days: Sequence[date]) -> Any:
    """Every session once, with its place in the order in which a pupil misses them."""
    import pyarrow as pa

    possible = 2 * len(days)
    step = returns.stride(possible)
    rows = [
        {
            "j": number * step % possible, "possible": possible, "day": days[number // 2].isoformat(),
            "session": "PM" if number % 2 else "AM", "here": "\\" if number % 2 else "/", "away": "IOM"[number % 3],
        }
        for number in range(possible)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows)
