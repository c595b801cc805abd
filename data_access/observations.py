"""Figures one by one: the statement that finds them, and the records they become (``Repository``)."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Integer, Select, and_, cast, false, not_, or_, select

from dashboard.schema import Observation
from data_access import tables
from data_access.lookup import Lookup, Row
from data_access.merging import Figure, merge_figures

_SAME_FIGURE = itemgetter(0, 1, 2, 3)

_columns = tables.observation.c
# Where the figure comes from in one number, as lookup.Sources reads it: a column fewer for each of thousands of rows.
_SOURCE = _columns.dataset_id * 4 + cast(_columns.parts, Integer) * 2 + cast(_columns.provisional, Integer)
_FIGURES: Select[Any] = select(
    _columns.measure_id,
    _columns.breakdown_id,
    _columns.area_id,
    _columns.period_id,
    _SOURCE,
    _columns.value,
    _columns.numerator,
    _columns.denominator,
    _columns.status,
)


def select_figures(
    lookup: Lookup, measures: Sequence[str], breakdowns: Sequence[str] | None, in_year: bool | None
) -> Select[Any]:
    """The current figures of some measures and breakdowns (None: all) that the lookup's audience sees.

    ``in_year`` as ``Repository.fetch_observations`` has it.
    """
    statement = _FIGURES.where(_columns.measure_id.in_(_known(lookup.measure_ids, measures)), *lookup.current())
    if in_year is not None:
        statement = _narrow_in_year(statement, lookup, measures, in_year)
    if breakdowns is not None:
        statement = statement.where(_columns.breakdown_id.in_(_known(lookup.breakdown_ids, breakdowns)))
    return statement


def narrow_dates(statement: Select[Any], lookup: Lookup, start: date | None, end: date | None) -> Select[Any]:
    """Only the periods that end between two days, both included; None leaves that side open."""
    if start is None and end is None:
        return statement
    first, last = start or date.min, end or date.max
    wanted = [number for number, period in lookup.periods.items() if first <= period.end <= last]
    return statement.where(_columns.period_id.in_(wanted))


def _known(ids: Any, codes: Sequence[str]) -> list[int]:
    return [ids[code] for code in codes if code in ids]


def narrow_areas(
    statement: Select[Any], lookup: Lookup, areas: Sequence[str] | None, area_types: Sequence[str] | None
) -> Select[Any]:
    """Only these areas, or areas of these types; None leaves them open."""
    if areas is not None:
        statement = statement.where(_columns.area_id.in_(_known(lookup.area_ids, areas)))
    if area_types is not None:
        wanted = [lookup.area_ids[area.code] for area in lookup.catalogue.areas.values() if area.type in area_types]
        statement = statement.where(_columns.area_id.in_(wanted))
    return statement


def _narrow_in_year(statement: Select[Any], lookup: Lookup, measures: Sequence[str], wanted: bool) -> Select[Any]:
    """Only the figures between two publications, or all but those; a measure without any leaves the statement alone."""
    held = [number for number in _known(lookup.measure_ids, measures) if number in lookup.in_year]
    of_each = [and_(_columns.measure_id == each, _columns.period_id.in_(lookup.in_year[each])) for each in held]
    if wanted:
        return statement.where(or_(false(), *of_each))
    return statement.where(not_(or_(*of_each))) if held else statement


def build_observations(rows: Sequence[Row], lookup: Lookup) -> tuple[Observation, ...]:
    """Records in order; where several sources give a figure, the one that is shown."""
    measures, breakdowns, areas = lookup.measures, lookup.breakdowns, lookup.areas
    periods, sources = lookup.periods, lookup.sources
    make = Observation._make  # a third faster than calling the class, thousands of times a request
    return tuple(
        [
            make((measures[measure], breakdowns[breakdown], areas[area], periods[period], *figure, *sources[source]))
            for measure, breakdown, area, period, source, *figure in _choose(rows, lookup)
        ]
    )


def _choose(rows: Sequence[Row], lookup: Lookup) -> Sequence[Row]:
    """The rows in order, with several of one figure made into one."""
    ordered = sorted(rows, key=lookup.place)
    if len({row[4] for row in rows}) < 2:  # one source: nothing to choose
        return ordered
    chosen: list[Row] = []
    for key, group in groupby(ordered, key=_SAME_FIGURE):
        same = list(group)
        if len(same) == 1:
            chosen += same
        else:
            figures = [Figure._make((*figure, source)) for _, _, _, _, source, *figure in same]
            *figure, source = merge_figures(figures, lookup.tolerances[key[0]])
            chosen.append((*key, source, *figure))
    return chosen
