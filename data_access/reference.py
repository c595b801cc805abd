"""The small tables that figures refer to: written when they differ, and read back as code → id."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Table, delete, insert, select, update

from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import ALL, Area, NeighbourSet
from data_access import tables

Key = tuple[Any, ...]
Row = dict[str, Any]


def save_rows(connection: Connection, table: Table, key: tuple[str, ...], rows: Iterable[Row]) -> int:
    """Insert rows whose key is new and update those that differ; how many there were of both."""
    stored: dict[Key, Row] = {
        tuple(row[name] for name in key): dict(row) for row in connection.execute(select(table)).mappings()
    }
    added: list[Row] = []
    changed = 0
    for row in rows:
        known = stored.get(tuple(row[name] for name in key))
        if known is None:
            added.append(row)
            stored[tuple(row[name] for name in key)] = row
        elif any(known[name] != value for name, value in row.items()):
            where = [table.c[name] == row[name] for name in key]
            connection.execute(update(table).where(*where).values(**row))
            known.update(row)
            changed += 1
    if added:
        connection.execute(insert(table), added)
    return len(added) + changed


def fetch_ids(connection: Connection, table: Table, code: str) -> dict[str, int]:
    """Code → id of a small table."""
    return {row[0]: row[1] for row in connection.execute(select(table.c[code], table.c.id))}


def save_areas(connection: Connection, areas: Iterable[Area]) -> int:
    """Areas by code; a parent may come later in the same transaction."""
    names = ("code", "name", "type", "parent", "number", "valid_from", "valid_to")
    return save_rows(connection, tables.area, ("code",), [{n: getattr(area, n) for n in names} for area in areas])


def save_breakdowns(connection: Connection, breakdowns: Mapping[str, str]) -> int:
    """Breakdowns by code; ``all`` is always there."""
    rows = [{"code": code, "title": title} for code, title in ({ALL: "All"} | dict(breakdowns)).items()]
    return save_rows(connection, tables.breakdown, ("code",), rows)


def _period_row(period: Period) -> Row:
    return {
        "kind": period.kind,
        "key": period.key,
        "starts": period.start,
        "ends": period.end,
        "label": period.label,
        "step": period.step,
    }


def save_periods(connection: Connection, periods: Iterable[Period]) -> int:
    """Periods by kind and key; a period so far (“2025/26 to date”) moves its end."""
    return save_rows(connection, tables.period, ("kind", "key"), [_period_row(period) for period in periods])


def fetch_period_ids(connection: Connection) -> dict[tuple[str, str], int]:
    """(kind, key) → id."""
    columns = tables.period.c
    return {(row[0], row[1]): row[2] for row in connection.execute(select(columns.kind, columns.key, columns.id))}


def save_measures(connection: Connection, measures: Iterable[Measure], *, catalogue: bool = False) -> int:
    """Measures by id. The product's own are as measures.toml says: only ``catalogue=True`` may change those."""
    stored = connection.execute(select(tables.measure.c.slug, tables.measure.c.shipped, tables.measure.c.position))
    known = {row.slug: row for row in stored}
    unplaced = max([9_999, *(row.position for row in known.values())]) + 1  # after the catalogue's own order
    rows = []
    for number, measure in enumerate(measures):
        old = known.get(measure.id)
        if old is not None and old.shipped and not catalogue:
            continue
        position = number if catalogue else old.position if old is not None else unplaced + number
        rows.append(
            {
                "slug": measure.id,
                "source_code": measure.source_code,
                "shipped": measure.shipped,
                "position": position,
                "body": measure.model_dump(mode="json", exclude_defaults=True),
            }
        )
    return save_rows(connection, tables.measure, ("slug",), rows)


def save_neighbour_sets(connection: Connection, sets: Iterable[NeighbourSet], area_ids: Mapping[str, int]) -> int:
    """Neighbour sets by id and home authority; a set whose members differ is replaced."""
    sets = list(sets)
    if not sets:
        return 0
    rows = [{"slug": one.id, "title": one.title, "home_id": area_ids[one.home]} for one in sets]
    changed = save_rows(connection, tables.neighbour_set, ("slug", "home_id"), rows)
    columns = tables.neighbour_set.c
    ids = {(row[0], row[1]): row[2] for row in connection.execute(select(columns.slug, columns.home_id, columns.id))}
    stored: dict[int, set[tuple[int, int, str]]] = {}
    for row in connection.execute(select(tables.neighbour)):
        stored.setdefault(row.set_id, set()).add((row.area_id, row.rank, row.closeness))
    added: list[Row] = []
    for one in sets:
        number = ids[one.id, area_ids[one.home]]
        members = {(area_ids[member.area], member.rank, member.closeness) for member in one.members}
        if members == stored.get(number, set()):
            continue
        connection.execute(delete(tables.neighbour).where(tables.neighbour.c.set_id == number))
        added += [{"set_id": number, "area_id": a, "rank": rank, "closeness": words} for a, rank, words in members]
        changed += 1
    if added:
        connection.execute(insert(tables.neighbour), added)
    return changed
