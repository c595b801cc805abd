"""Fills a sheet of Explore (dashboard/explore_sheet.py): tens of thousands of figures in one statement, by column.

The same figures as ``fetch_observations`` would choose. The figures of one measure, group and period stay together from
the statement to the sheet, so that the loops over single figures are those of C, not of Python.
"""

from collections.abc import Iterable, Sequence
from itertools import chain, groupby, repeat
from operator import itemgetter
from typing import Any, Final, NamedTuple

from sqlalchemy import BigInteger, Connection, Integer, Select, cast, select

from dashboard.explore_sheet import Key, Origin, Plan, Sheet, SheetColumn
from dashboard.schema import Status
from data_access import tables
from data_access.lookup import Lookup

Row = tuple[int, int, int, float | None, Status | None]  # group of figures, area, source, value, symbol
_GROUP: Final = itemgetter(0)
_SOURCE: Final = 2
_STATUS: Final = 4
_NO_SOURCE: Final = 0


class Group(NamedTuple):
    """The figures of one measure, breakdown and period, by area: value, source, and the symbols there are."""

    values: dict[int, float | None]
    sources: dict[int, int]
    symbols: dict[int, Status]


class _Numbers:
    """One whole number for each measure, breakdown and period: a column to fetch and to compare in place of three."""

    def __init__(self, lookup: Lookup) -> None:
        self._breakdowns = max(lookup.breakdowns, default=0) + 1
        self._periods = max(lookup.periods, default=0) + 1

    def of(self, measure: Any, breakdown: Any, period: Any) -> Any:
        """Of ids, or of the columns that hold them."""
        return (measure * self._breakdowns + breakdown) * self._periods + period


def fetch_sheet(connection: Connection, lookup: Lookup, plan: Plan) -> Sheet:
    """The figures of a plan."""
    numbers = _Numbers(lookup)
    rows = connection.execute(_select(lookup, plan, numbers)).cursor.fetchall()
    return _arrange(_collect(rows, lookup), lookup, plan, numbers)


def _select(lookup: Lookup, plan: Plan, numbers: _Numbers) -> Select[Any]:
    columns = tables.observation.c
    wanted = {period for _, period in plan.places}
    statement = select(
        numbers.of(cast(columns.measure_id, BigInteger), columns.breakdown_id, columns.period_id),
        columns.area_id,
        columns.dataset_id * 4 + cast(columns.parts, Integer) * 2 + cast(columns.provisional, Integer),
        columns.value,
        columns.status,
    ).where(
        columns.measure_id.in_([lookup.measure_ids[name] for name in plan.measures]),
        columns.breakdown_id.in_([lookup.breakdown_ids[code] for code in plan.groups]),
        columns.period_id.in_([number for number, period in lookup.periods.items() if period in wanted]),
        *lookup.current(),
    )
    if plan.most_areas:  # to read past the others costs less than to look each of these up
        return statement
    return statement.where(columns.area_id.in_([lookup.area_ids[code] for code in plan.areas]))


def _collect(rows: Sequence[Row], lookup: Lookup) -> dict[int, Group]:
    """The rows of each number; they come in the order of the table's key, mostly, and need not."""
    apart: dict[int, list[Row]] = {}
    for number, run in groupby(rows, key=_GROUP):
        apart.setdefault(number, []).extend(run)
    return {number: _choose(found, lookup) for number, found in apart.items()}


def _choose(rows: list[Row], lookup: Lookup) -> Group:
    """The figure that is shown of each area: as data_access/merging.py has it where several sources give one."""
    if len({row[_SOURCE] for row in rows}) > 1:
        # The last one of an area stays: first those whose reason was lost, each time the most trusted last.
        rows.sort(key=lambda row: (row[_STATUS] != "x", -lookup.trust[row[_SOURCE]]))
    _, areas, sources, values, symbols = zip(*rows, strict=True)
    found = dict(zip(areas, symbols, strict=True)) if any(symbols) else {}
    return Group(
        dict(zip(areas, values, strict=True)),
        dict(zip(areas, sources, strict=True)),
        {area: symbol for area, symbol in found.items() if symbol is not None},
    )


def _arrange(found: dict[int, Group], lookup: Lookup, plan: Plan, numbers: _Numbers) -> Sheet:
    """The rows in the plan's order; those without any figure are left out."""
    keys: list[Key] = []
    columns = [SheetColumn([], [], {}) for _ in plan.columns]
    wanted = [(lookup.area_ids[code], code) for code in plan.areas]
    ids = {period: number for number, period in lookup.periods.items()}
    for name in plan.measures:
        places = [(place, ids[period]) for (measure, period), place in plan.places.items() if measure == name]
        for breakdown in plan.groups:
            ours = lookup.measure_ids[name], lookup.breakdown_ids[breakdown]
            groups = {place: found.get(numbers.of(*ours, period)) for place, period in places}
            known = set(chain.from_iterable(group.values for group in groups.values() if group))
            here = [(number, code) for number, code in wanted if number in known]
            _extend(columns, groups, [number for number, _ in here], len(keys))
            keys += [Key(name, breakdown, code) for _, code in here]
    return Sheet(plan, tuple(keys), columns, {number: Origin(*source) for number, source in lookup.sources.items()})


def _extend(columns: Iterable[SheetColumn], groups: dict[int, Group | None], areas: Sequence[int], start: int) -> None:
    """Add the figures of these areas to each column; ``start`` is the row of the first."""
    for place, column in enumerate(columns):
        group = groups.get(place)
        if group is None:
            column.values.extend(repeat(None, len(areas)))
            column.sources.extend(repeat(_NO_SOURCE, len(areas)))
            continue
        column.values.extend(map(group.values.get, areas))
        column.sources.extend(map(group.sources.get, areas, repeat(_NO_SOURCE)))
        if group.symbols:
            rows = enumerate(areas, start)
            column.missing.update({row: group.symbols[area] for row, area in rows if area in group.symbols})
