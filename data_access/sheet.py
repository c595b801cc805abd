"""Fills a sheet of Explore (dashboard/explore_sheet.py): tens of thousands of figures in one statement and one pass.

The same figures as ``fetch_observations`` would choose, without a record for each.
"""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, Integer, cast, select

from dashboard.explore_sheet import Key, Origin, Plan, Sheet
from dashboard.schema import Status
from data_access import tables
from data_access.lookup import Lookup

Row = tuple[int, int, int, int, int, float | None, Status | None]  # measure, breakdown, area, period, source, …
_FROM: Final = 4
_VALUE: Final = 5
_STATUS: Final = 6


def fetch_sheet(connection: Connection, lookup: Lookup, plan: Plan) -> Sheet:
    """The figures of a plan."""
    columns = tables.observation.c
    ids = {period: number for number, period in lookup.periods.items()}
    places = {(lookup.measure_ids[name], ids[period]): place for (name, period), place in plan.places.items()}
    statement = select(
        columns.measure_id,
        columns.breakdown_id,
        columns.area_id,
        columns.period_id,
        columns.dataset_id * 4 + cast(columns.parts, Integer) * 2 + cast(columns.provisional, Integer),
        columns.value,
        columns.status,
    ).where(
        columns.measure_id.in_([lookup.measure_ids[name] for name in plan.measures]),
        columns.breakdown_id.in_([lookup.breakdown_ids[code] for code in plan.groups]),
        columns.period_id.in_({period for _, period in places}),
        columns.area_id.in_([lookup.area_ids[code] for code in plan.areas]),
        *lookup.current(),
    )
    return _fill(connection.execute(statement).cursor.fetchall(), lookup, plan, places)


def _fill(rows: Sequence[Row], lookup: Lookup, plan: Plan, places: dict[tuple[int, int], int]) -> Sheet:
    width = len(plan.columns)
    begins: dict[tuple[int, int, int], int] = {}  # where the cells of a measure, breakdown and area begin
    cells: list[Row | None] = []
    several: dict[int, list[Row]] = {}
    for row in rows:
        key = row[:3]
        place = places.get((row[0], row[3]))
        if place is None:  # a period that another measure of the plan has
            continue
        begin = begins.get(key)
        if begin is None:
            begin = begins[key] = len(cells)
            cells += [None] * width
        there = cells[begin + place]
        if there is None:
            cells[begin + place] = row
        else:
            several.setdefault(begin + place, [there]).append(row)
    for at, found in several.items():
        cells[at] = _choose(found, lookup)
    return _arrange(begins, cells, lookup, plan)


def _choose(rows: list[Row], lookup: Lookup) -> Row:
    """The figure that is shown where several sources give one: as data_access/merging.py has it."""
    rows.sort(key=lookup.place)
    return next((row for row in rows if row[_STATUS] != "x"), rows[0])


def _arrange(begins: dict[tuple[int, int, int], int], cells: Sequence[Row | None], lookup: Lookup, plan: Plan) -> Sheet:
    """The rows in the plan's order."""
    width = len(plan.columns)
    order: list[dict[int, int]] = [
        {ids[name]: place for place, name in enumerate(names)}
        for ids, names in (
            (lookup.measure_ids, plan.measures),
            (lookup.breakdown_ids, plan.groups),
            (lookup.area_ids, plan.areas),
        )
    ]
    first, second, third = order
    keys = sorted(begins, key=lambda key: (first[key[0]], second[key[1]], third[key[2]]))
    ordered = [cell for key in keys for cell in cells[begins[key] : begins[key] + width]]
    return Sheet(
        plan=plan,
        rows=tuple(Key(lookup.measures[m], lookup.breakdowns[b], lookup.areas[a]) for m, b, a in keys),
        values=[cell[_VALUE] if cell else None for cell in ordered],
        sources=[cell[_FROM] if cell else 0 for cell in ordered],
        missing={at: cell[_STATUS] for at, cell in enumerate(ordered) if cell and cell[_STATUS] is not None},
        origins={number: Origin(*source) for number, source in lookup.sources.items()},
    )
