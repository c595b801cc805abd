"""The small tables of one dataset version, in memory: the catalogue, and ids both ways."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Area, Catalogue, Dataset, Member, NeighbourSet
from data_access import tables
from data_access.merging import half_a_step, precedence

Row = tuple[Any, ...]  # measure, breakdown, area, period, source, …


@dataclass(frozen=True, slots=True)
class Lookup:
    """What turns codes into ids for a query, and ids into records for the answer."""

    catalogue: Catalogue
    measures: Mapping[int, str]
    breakdowns: Mapping[int, str]
    areas: Mapping[int, str]
    periods: Mapping[int, Period]
    sources: Mapping[int, tuple[bool, bool, str]]  # by source number: provisional, illustrative, dataset
    tolerances: Mapping[int, float]  # by measure: how far apart two sources' figures may lie and be the same
    measure_ids: Mapping[str, int]
    breakdown_ids: Mapping[str, int]
    area_ids: Mapping[str, int]
    place: Callable[[Row], int]  # sorts rows by measure, breakdown, area, end of period, most trusted source


def fetch_lookup(connection: Connection) -> Lookup:
    """Read it all on one connection, whose transaction makes it one version."""
    newest = connection.execute(select(tables.version).order_by(tables.version.c.number.desc()).limit(1)).first()
    measures, areas = _fetch_measures(connection), _fetch_areas(connection)
    periods = _fetch_periods(connection)
    breakdowns = {row.id: (row.code, row.title) for row in connection.execute(select(tables.breakdown))}
    codes = {number: code for number, (code, _) in breakdowns.items()}
    datasets = {row.id: row for row in connection.execute(select(tables.dataset).order_by(tables.dataset.c.slug))}
    described = {number: _dataset(row) for number, row in datasets.items()}
    covered, below_city = _fetch_coverage(connection, measures, periods)
    return Lookup(
        catalogue=Catalogue(
            version=newest.number if newest else 0,
            published_at=newest.published_at if newest else "",
            measures={measure.id: measure for measure in measures.values()},
            areas={area.code: area for area in areas.values()},
            neighbour_sets=_fetch_neighbour_sets(connection, areas),
            datasets={row.slug: described[row.id] for row in datasets.values() if row.withdrawn_in is None},
            breakdowns=dict(breakdowns.values()),
            periods=covered,
            below_city=below_city,
        ),
        measures={number: measure.id for number, measure in measures.items()},
        breakdowns=codes,
        areas={number: area.code for number, area in areas.items()},
        periods=periods,
        sources=_build_sources(described),
        tolerances={number: half_a_step(measure.decimals) for number, measure in measures.items()},
        measure_ids={measure.id: number for number, measure in measures.items()},
        breakdown_ids={code: number for number, code in codes.items()},
        area_ids={area.code: number for number, area in areas.items()},
        place=_build_place(measures, codes, areas, periods, described),
    )


def _build_sources(datasets: Mapping[int, Dataset]) -> dict[int, tuple[bool, bool, str]]:
    """What the source number of a row stands for: dataset × 4, + 2 for parts, + 1 for provisional."""
    return {
        number * 4 + parts * 2 + provisional: (bool(provisional), dataset.illustrative, dataset.slug)
        for number, dataset in datasets.items()
        for parts in (0, 1)
        for provisional in (0, 1)
    }


def _build_place(
    measures: Mapping[int, Measure],
    breakdowns: Mapping[int, str],
    areas: Mapping[int, Area],
    periods: Mapping[int, Period],
    datasets: Mapping[int, Dataset],
) -> Callable[[Row], int]:
    """The place of a row among others as one whole number, which sorts several times faster than a tuple."""

    def trust(source: int) -> tuple[Any, ...]:
        return (*precedence(datasets[source // 4], bool(source & 2)), source & 1)

    unit = 1
    weights: list[dict[int, int]] = []
    for order in (
        sorted(_build_sources(datasets), key=trust),
        sorted(periods, key=lambda number: (periods[number].end, periods[number].kind, periods[number].key)),
        sorted(areas, key=lambda number: areas[number].code),
        sorted(breakdowns, key=lambda number: breakdowns[number]),
        sorted(measures, key=lambda number: measures[number].id),
    ):
        weights.append({number: rank * unit for rank, number in enumerate(order)})
        unit *= len(order) or 1
    source, period, area, breakdown, measure = weights
    return lambda row: measure[row[0]] + breakdown[row[1]] + area[row[2]] + period[row[3]] + source[row[4]]


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


def _fetch_periods(connection: Connection) -> dict[int, Period]:
    rows = connection.execute(select(tables.period))
    return {row.id: Period(row.kind, row.key, row.starts, row.ends, row.label, row.step) for row in rows}


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
