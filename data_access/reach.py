"""Reads how far the figures of one version reach (dashboard/explore_reach.py): one statement over all of them."""

from typing import Any

from sqlalchemy import Connection, String, cast, func, select

from dashboard.explore_reach import Reach, Stretch
from data_access import tables
from data_access.lookup import Lookup


def fetch_reach(connection: Connection, lookup: Lookup) -> Reach:
    """The areas of every measure, breakdown and published period, as of the lookup's version."""
    columns = tables.observation.c
    keys = (columns.measure_id, columns.breakdown_id, columns.period_id)
    statement = (
        select(*keys, func.aggregate_strings(cast(columns.area_id, String), ","))
        .where(*lookup.current())
        .group_by(*keys)
    )
    return _build(connection.execute(statement).cursor.fetchall(), lookup)


def _build(rows: Any, lookup: Lookup) -> Reach:
    sets: dict[frozenset[str], int] = {}
    known: dict[str, int] = {}  # most lists are the same text: they are taken apart once
    found: dict[tuple[str, str], list[Stretch]] = {}
    nothing: frozenset[int] = frozenset()
    for measure, breakdown, period, listed in rows:
        if period in lookup.in_year.get(measure, nothing):
            continue
        if listed not in known:
            areas = frozenset(lookup.areas[int(number)] for number in listed.split(","))
            known[listed] = sets.setdefault(areas, len(sets))
        key = lookup.measures[measure], lookup.breakdowns[breakdown]
        found.setdefault(key, []).append(Stretch(lookup.periods[period], known[listed]))
    ordered = {
        key: tuple(sorted(stretches, key=lambda one: (one.period.end, one.period.kind, one.period.key)))
        for key, stretches in found.items()
    }
    return Reach(tuple(sets), ordered)
