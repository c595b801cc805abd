"""Fills a sheet of Explore (dashboard/explore_sheet.py): tens of thousands of figures in one statement, by column.

The same figures as ``fetch_observations`` would choose, and none read twice that are still kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import repeat
from typing import Any, Final

from sqlalchemy import BigInteger, Connection, Integer, Select, cast, select

from dashboard.explore_sheet import Key, Origin, Plan, Sheet, SheetColumn
from data_access import tables
from data_access.figure_groups import NOTHING, Group, Kept, collect
from data_access.lookup import Lookup

_NO_SOURCE: Final = 0
Ids = tuple[int, int, int]  # of a measure, a breakdown and a period


class _Numbers:
    """One whole number for each measure, breakdown and period: a column to fetch and to compare in place of three."""

    def __init__(self, lookup: Lookup) -> None:
        self._breakdowns = max(lookup.breakdowns, default=0) + 1
        self._periods = max(lookup.periods, default=0) + 1

    def of(self, measure: Any, breakdown: Any, period: Any) -> Any:
        """Of ids, or of the columns that hold them."""
        return (measure * self._breakdowns + breakdown) * self._periods + period


def fetch_sheet(connection: Connection, lookup: Lookup, plan: Plan, kept: Kept | None = None) -> Sheet:
    """The figures of a plan; those of most areas are taken from ``kept``, and left there for the next sheet."""
    numbers = _Numbers(lookup)
    ids = {period: number for number, period in lookup.periods.items()}
    breakdowns = [lookup.breakdown_ids[code] for code in plan.groups]
    wanted: dict[int, Ids] = {}
    for name, period in plan.places:
        for breakdown in breakdowns:
            one = lookup.measure_ids[name], breakdown, ids[period]
            wanted[numbers.of(*one)] = one
    held = kept if plan.most_areas else None
    found = held.find(lookup, wanted) if held else {}
    missing = {number: one for number, one in wanted.items() if number not in found}
    if missing:
        statement = _select(lookup, tuple(missing.values()), plan, numbers)
        read = collect(list(connection.execute(statement).cursor.fetchall()), lookup)
        if held:
            held.keep(lookup, dict.fromkeys(missing, NOTHING) | read)
        found |= read
    return _arrange(found, lookup, plan, numbers)


def _select(lookup: Lookup, wanted: Sequence[Ids], plan: Plan, numbers: _Numbers) -> Select[Any]:
    columns = tables.observation.c
    measures, breakdowns, periods = (set(ids) for ids in zip(*wanted, strict=True))
    statement = select(
        numbers.of(cast(columns.measure_id, BigInteger), columns.breakdown_id, columns.period_id),
        columns.area_id,
        columns.dataset_id * 4 + cast(columns.parts, Integer) * 2 + cast(columns.provisional, Integer),
        columns.value,
        columns.status,
    ).where(
        columns.measure_id.in_(sorted(measures)),
        columns.breakdown_id.in_(sorted(breakdowns)),
        columns.period_id.in_(sorted(periods)),
        *lookup.current(),
    )
    if plan.most_areas:  # to read past the others costs less than to look each of these up
        return statement
    return statement.where(columns.area_id.in_([lookup.area_ids[code] for code in plan.areas]))


def _arrange(found: Mapping[int, Group], lookup: Lookup, plan: Plan, numbers: _Numbers) -> Sheet:
    """The rows in the plan's order; those without any figure are left out."""
    keys: list[Key] = []
    columns = [SheetColumn([], [], {}) for _ in plan.columns]
    wanted = [(lookup.area_ids[code], code) for code in plan.areas]
    ids = {period: number for number, period in lookup.periods.items()}
    places: dict[str, dict[int, int]] = {name: {} for name in plan.measures}  # the periods of its columns
    for (measure, period), place in plan.places.items():
        places[measure][place] = ids[period]
    for name in plan.measures:
        for breakdown in plan.groups:
            ours = lookup.measure_ids[name], lookup.breakdown_ids[breakdown]
            groups = {place: found.get(numbers.of(*ours, period), NOTHING) for place, period in places[name].items()}
            known = set().union(*{group.areas for group in groups.values()})
            here = [(number, code) for number, code in wanted if number in known]
            _extend(columns, groups, [number for number, _ in here], len(keys))
            keys += [Key(name, breakdown, code) for _, code in here]
    return Sheet(plan, tuple(keys), columns, {number: Origin(*source) for number, source in lookup.sources.items()})


def _extend(columns: Iterable[SheetColumn], groups: Mapping[int, Group], areas: Sequence[int], start: int) -> None:
    """Add the figures of these areas to each column; ``start`` is the row of the first."""
    orders: dict[tuple[int, ...], list[int]] = {}  # where each of our areas is among a group's; past its end if nowhere
    rows = dict(zip(areas, range(start, start + len(areas)), strict=True))
    for place, column in enumerate(columns):
        group = groups.get(place, NOTHING)
        if not group.areas:
            column.values.extend(repeat(None, len(areas)))
            column.sources.extend(repeat(_NO_SOURCE, len(areas)))
            continue
        order = orders.get(group.areas)
        if order is None:
            at = {area: turn for turn, area in enumerate(group.areas)}
            order = orders[group.areas] = [at.get(area, len(at)) for area in areas]
        values, sources = (*group.values, None), (*group.sources, _NO_SOURCE)
        column.values.extend([values[turn] for turn in order])
        column.sources.extend([sources[turn] for turn in order])
        column.missing.update({rows[area]: symbol for area, symbol in group.symbols.items() if area in rows})
