"""The small tables of one dataset version, in memory: the catalogue, and ids both ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Area, Catalogue, Dataset, Member, NeighbourSet
from data_access import tables
from data_access.merging import half_a_step, precedence


@dataclass(frozen=True, slots=True)
class Lookup:
    """What turns codes into ids for a query, and ids into records for the answer."""

    catalogue: Catalogue
    measures: Mapping[int, Measure]
    breakdowns: Mapping[int, str]
    areas: Mapping[int, Area]
    periods: Mapping[int, Period]
    datasets: Mapping[int, Dataset]
    measure_ids: Mapping[str, int]
    breakdown_ids: Mapping[str, int]
    area_ids: Mapping[str, int]
    area_order: Mapping[int, int]
    period_order: Mapping[int, int]
    source_order: Mapping[tuple[int, bool], int]
    tolerances: Mapping[int, float]


def fetch_lookup(connection: Connection) -> Lookup:
    """Read it all on one connection, whose transaction makes it one version."""
    newest = connection.execute(select(tables.version).order_by(tables.version.c.number.desc()).limit(1)).first()
    measures = _fetch_measures(connection)
    areas = _fetch_areas(connection)
    periods = {row.id: Period(row.kind, row.key, row.starts, row.ends, row.label, row.step)
               for row in connection.execute(select(tables.period))}  # fmt: skip
    datasets = _fetch_datasets(connection)
    breakdowns = {row.id: (row.code, row.title) for row in connection.execute(select(tables.breakdown))}
    covered, below_city = _fetch_coverage(connection, measures, periods)
    order = sorted(periods, key=lambda number: (periods[number].end, periods[number].kind, periods[number].key))
    sources = {number: _dataset(row) for number, row in datasets.items()}
    both = [(number, parts) for number in sources for parts in (False, True)]
    both.sort(key=lambda pair: precedence(sources[pair[0]], pair[1]))
    return Lookup(
        catalogue=Catalogue(
            version=newest.number if newest else 0,
            published_at=newest.published_at if newest else "",
            measures={measure.id: measure for measure in measures.values()},
            areas={area.code: area for area in areas.values()},
            neighbour_sets=_fetch_neighbour_sets(connection, areas),
            datasets={row.slug: sources[row.id] for row in datasets.values() if row.withdrawn_in is None},
            breakdowns=dict(breakdowns.values()),
            periods=covered,
            below_city=below_city,
        ),
        measures=measures,
        breakdowns={number: code for number, (code, _) in breakdowns.items()},
        areas=areas,
        periods=periods,
        datasets=sources,
        measure_ids={measure.id: number for number, measure in measures.items()},
        breakdown_ids={code: number for number, (code, _) in breakdowns.items()},
        area_ids={area.code: number for number, area in areas.items()},
        area_order=_ranks(sorted(areas, key=lambda number: areas[number].code)),
        period_order=_ranks(order),
        source_order=_ranks(both),
        tolerances={number: half_a_step(measure.decimals) for number, measure in measures.items()},
    )


def _ranks(order: list[Any]) -> dict[Any, int]:
    return {item: rank for rank, item in enumerate(order)}


def _fetch_measures(connection: Connection) -> dict[int, Measure]:
    """By id, in catalogue order; fields that this release does not know are passed over."""
    columns = tables.measure.c
    rows = connection.execute(select(columns.id, columns.body).order_by(columns.position, columns.id))
    known = Measure.model_fields
    return {row.id: Measure.model_validate({n: v for n, v in row.body.items() if n in known}) for row in rows}


def _fetch_areas(connection: Connection) -> dict[int, Area]:
    rows = connection.execute(select(tables.area).order_by(tables.area.c.id))
    return {
        row.id: Area(row.code, row.name, row.type, row.parent, row.number, row.valid_from, row.valid_to) for row in rows
    }


def _fetch_datasets(connection: Connection) -> dict[int, Any]:
    return {row.id: row for row in connection.execute(select(tables.dataset).order_by(tables.dataset.c.slug))}


def _dataset(row: Any) -> Dataset:
    return Dataset(
        row.slug, row.title, row.publisher, row.licence, row.url, row.published, row.next_update, row.sha256,
        row.imported_at, row.imported_by, row.version, row.illustrative, row.local,
    )  # fmt: skip


def _fetch_coverage(
    connection: Connection, measures: Mapping[int, Measure], periods: Mapping[int, Period]
) -> tuple[dict[str, tuple[Period, ...]], frozenset[str]]:
    """The periods of each measure that has any, oldest first; the measures with figures for wedges."""
    covered: dict[str, list[Period]] = {}
    below_city = set()
    for measure_id, period_id, wedges in connection.execute(select(tables.coverage)):
        name = measures[measure_id].id
        covered.setdefault(name, []).append(periods[period_id])
        if wedges:
            below_city.add(name)
    ordered = {name: tuple(sorted(found, key=lambda one: (one.end, one.kind))) for name, found in covered.items()}
    return ordered, frozenset(below_city)


def _fetch_neighbour_sets(connection: Connection, areas: Mapping[int, Area]) -> dict[tuple[str, str], NeighbourSet]:
    members: dict[int, list[Member]] = {}
    ordered = select(tables.neighbour).order_by(tables.neighbour.c.set_id, tables.neighbour.c.rank)
    for row in connection.execute(ordered):
        members.setdefault(row.set_id, []).append(Member(areas[row.area_id].code, row.rank, row.closeness))
    found = {}
    for row in connection.execute(select(tables.neighbour_set)):
        home = areas[row.home_id].code
        found[row.slug, home] = NeighbourSet(row.slug, row.title, home, tuple(members.get(row.id, ())))
    return found
