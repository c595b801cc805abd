"""The small tables as they were: what a publish overwrites in them is kept, row by row, for links to earlier versions.

Figures keep their own history (``superseded_in``). The product's own measures have none: they are always as this
release describes them, because an older description may lack what today's pages need.
"""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from types import SimpleNamespace
from typing import Any

from sqlalchemy import Connection, Date, Table, insert, select

from data_access import tables

SMALL = (
    tables.measure,
    tables.area,
    tables.neighbour_set,
    tables.neighbour,
    tables.period,
    tables.breakdown,
    tables.dataset,
)
Key = tuple[int, ...]
Rows = Mapping[Key, dict[str, Any]]
Read = Callable[[Table], Iterable[Any]]  # the rows of a small table; columns are attributes


def fetch_small(connection: Connection) -> dict[str, Rows]:
    """Every row of the small tables by table and key, to be compared with what a publish makes of them."""
    return {table.name: _fetch_table(connection, table) for table in SMALL}


def _fetch_table(connection: Connection, table: Table) -> Rows:
    key = [column.name for column in table.primary_key]
    return {tuple(row[n] for n in key): dict(row) for row in connection.execute(select(table)).mappings()}


def keep_earlier(connection: Connection, before: Mapping[str, Rows], version: int) -> None:
    """Note how rows were that are new, different or gone since ``before``; ``version`` is the one that made them so."""
    if version < 2:  # nobody can ask for an earlier one
        return
    after = fetch_small(connection)
    rows = [
        {
            "table_name": name,
            "row_key": json.dumps(key),
            "until": version,
            "body": None if key not in was else _to_json(was[key]),
        }
        for name, was in before.items()
        for key in was.keys() | after[name].keys()
        if was.get(key) != after[name].get(key) and not _is_the_products_own(name, after[name].get(key))
    ]
    if rows:
        connection.execute(insert(tables.earlier), rows)


def _is_the_products_own(name: str, row: Mapping[str, Any] | None) -> bool:
    return name == tables.measure.name and row is not None and bool(row["shipped"])


def _to_json(row: Mapping[str, Any]) -> str:
    return json.dumps({name: value.isoformat() if isinstance(value, date) else value for name, value in row.items()})


def read_current(connection: Connection) -> Read:
    """The small tables of the newest version."""
    return lambda table: connection.execute(select(table))


def read_earlier(connection: Connection, version: int) -> Read:
    """The small tables as they were in an earlier version."""
    kept = tables.earlier.c
    later = select(kept.table_name, kept.row_key, kept.body).where(kept.until > version).order_by(kept.until.desc())
    was: dict[str, dict[Key, str | None]] = {}
    for name, key, body in connection.execute(later):  # the earliest change after the version comes last, and stays
        was.setdefault(name, {})[tuple(json.loads(key))] = body

    def read(table: Table) -> Sequence[SimpleNamespace]:
        rows = dict(_fetch_table(connection, table))
        for key, body in was.get(table.name, {}).items():
            if body is None:
                rows.pop(key, None)
            else:
                rows[key] = _from_json(table, body)
        return [SimpleNamespace(**rows[key]) for key in sorted(rows)]

    return read


def _from_json(table: Table, body: str) -> dict[str, Any]:
    dates = {column.name for column in table.columns if isinstance(column.type, Date)}
    later = dict.fromkeys(table.columns.keys())  # columns that a later release added are empty
    return later | {n: date.fromisoformat(v) if v and n in dates else v for n, v in json.loads(body).items()}
