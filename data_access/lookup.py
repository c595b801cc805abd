"""The small tables of one dataset version, in memory: the catalogue, and ids both ways."""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import Connection, or_, select

from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.rights import PUBLISHED_ONLY, Sight
from dashboard.schema import Area, Catalogue, Dataset, Member, NeighbourSet
from data_access import tables
from data_access.audience import (
    Audience,
    build_audience,
    fetch_hidden_breakdowns,
    fetch_own_coverage,
    fetch_own_datasets,
    fetch_unpublished,
)
from data_access.earlier import Read, read_current, read_earlier
from data_access.merging import half_a_step, precedence
from data_access.reduction import fetch_reduction
from data_access.versions import select_coverage

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
    trust: Mapping[int, int]  # by source number: 0 is trusted most
    place: Callable[[Row], int]  # sorts rows by measure, breakdown, area, end of period, most trusted source
    reduced_in: int | None  # the later version that took figures out of this one for good
    in_year: Mapping[int, frozenset[int]]  # by measure: the periods between two publications that it has figures of
    audience: Audience  # which figures are read
    stamp: str  # what an answer is recognised by
    holds_unpublished: bool  # whether there are figures that not everyone sees

    def current(self) -> tuple[Any, ...]:
        """What a row of ``observation`` fulfils that this version has and this audience sees. Every statement over
        figures has these conditions."""
        columns, version = tables.observation.c, self.catalogue.version
        there = or_(columns.superseded_in.is_(None), columns.superseded_in > version)
        return columns.added_in <= version, there, *self.audience.conditions()


def fetch_lookup(connection: Connection, version: int | None = None, sight: Sight = PUBLISHED_ONLY) -> Lookup:
    """Read it all on one connection, whose transaction makes it one version: the newest, or an earlier one.

    It holds nothing that the sight does not include. Raises KeyError for a version that there is not.
    """
    versions = connection.execute(select(tables.version).order_by(tables.version.c.number)).all()
    newest = versions[-1].number if versions else 0
    made = {each.number: each for each in versions}[version] if version else versions[-1] if versions else None
    number = made.number if made else 0
    read = read_current(connection) if number == newest else read_earlier(connection, number)
    measures, areas, periods = _build_measures(read), _build_areas(read), _build_periods(read)
    breakdowns = {row.id: (row.code, row.title) for row in read(tables.breakdown)}
    codes = {number: code for number, (code, _) in breakdowns.items()}
    catalogue = _describe(read, number, made.published_at if made else "", measures, areas)
    every = {row.id: row for row in sorted(read(tables.dataset), key=lambda row: row.slug)}
    unpublished = fetch_unpublished(connection)
    audience = build_audience(unpublished & every.keys(), sight, catalogue, areas)
    own = fetch_own_datasets(connection, audience, number)
    datasets = {n: _dataset(row) for n, row in every.items() if n not in audience.held_back or n in own}
    coverage = connection.execute(select(tables.coverage) if number == newest else select_coverage(number))
    seen = [row for row in coverage if not (row.unpublished and audience.held_back)]
    covered = _build_coverage([*seen, *fetch_own_coverage(connection, audience, number)], measures, periods)
    hidden = fetch_hidden_breakdowns(connection, audience)
    removed = _fetch_removals(connection)
    trust = _rank_sources(datasets)
    reduced_in = _find_reduction(connection, removed, number)
    return Lookup(
        catalogue=replace(
            catalogue,
            breakdowns={code: title for n, (code, title) in breakdowns.items() if n not in hidden},
            datasets={dataset.slug: dataset for n, dataset in datasets.items() if n not in removed},
            periods=_in_order(covered.published, periods),
            below_city=covered.below_city,
            in_year=_in_order({measures[number].id: found for number, found in covered.in_year.items()}, periods),
        ),
        measures={number: measure.id for number, measure in measures.items()},
        breakdowns=codes,
        areas={number: area.code for number, area in areas.items()},
        periods=periods,
        sources=_build_sources(datasets),
        tolerances={number: half_a_step(measure.decimals) for number, measure in measures.items()},
        measure_ids={measure.id: number for number, measure in measures.items()},
        breakdown_ids={code: number for number, code in codes.items()},
        area_ids={area.code: number for number, area in areas.items()},
        trust=trust,
        place=_build_place(measures, codes, areas, periods, trust),
        reduced_in=reduced_in,
        in_year=covered.in_year,
        audience=audience,
        stamp=_write_stamp(number, reduced_in, sight if unpublished else PUBLISHED_ONLY),
        holds_unpublished=bool(unpublished),
    )


def _describe(
    read: Read, version: int, published_at: str, measures: Mapping[int, Measure], areas: Mapping[int, Area]
) -> Catalogue:
    """The catalogue without anything that depends on who reads it."""
    return Catalogue(
        version=version,
        published_at=published_at,
        measures={measure.id: measure for measure in measures.values()},
        areas={area.code: area for area in areas.values()},
        neighbour_sets=_build_neighbour_sets(read, areas),
        datasets={},
        breakdowns={},
        periods={},
        below_city=frozenset(),
    )


def _find_reduction(connection: Connection, removed: Mapping[int, int], version: int) -> int | None:
    """The newest version that took something out of this one, a whole dataset or figures that are hidden since."""
    at = max([*removed.values(), fetch_reduction(connection) or 0])
    return at if at > version else None


def _write_stamp(version: int, reduced_in: int | None, sight: Sight) -> str:
    """The version, where something was taken out of it for good afterwards the version that did, and whose sight."""
    words = [str(version), *([str(reduced_in)] if reduced_in else []), *([sight.mark()] if sight else [])]
    return "-".join(words)


def _fetch_removals(connection: Connection) -> dict[int, int]:
    """The datasets that were taken out for good, from every version, and when."""
    columns = tables.dataset.c
    found = select(columns.id, columns.withdrawn_in).where(columns.withdrawn_in.is_not(None))
    return {row.id: row.withdrawn_in for row in connection.execute(found)}


def _build_sources(datasets: Mapping[int, Dataset]) -> dict[int, tuple[bool, bool, str]]:
    """What the source number of a row stands for: dataset × 4, + 2 for parts, + 1 for provisional."""
    return {
        number * 4 + parts * 2 + provisional: (bool(provisional), dataset.illustrative, dataset.slug)
        for number, dataset in datasets.items()
        for parts in (0, 1)
        for provisional in (0, 1)
    }


def _rank_sources(datasets: Mapping[int, Dataset]) -> dict[int, int]:
    """The place of each source number among all, the most trusted first."""

    def trust(source: int) -> tuple[Any, ...]:
        return (*precedence(datasets[source // 4], bool(source & 2)), source & 1)

    return {source: rank for rank, source in enumerate(sorted(_build_sources(datasets), key=trust))}


def _build_place(
    measures: Mapping[int, Measure],
    breakdowns: Mapping[int, str],
    areas: Mapping[int, Area],
    periods: Mapping[int, Period],
    trust: Mapping[int, int],
) -> Callable[[Row], int]:
    """The place of a row among others as one whole number, which sorts several times faster than a tuple."""
    unit = 1
    weights: list[dict[int, int]] = []
    for order in (
        list(trust),
        sorted(periods, key=lambda number: (periods[number].end, periods[number].kind, periods[number].key)),
        sorted(areas, key=lambda number: areas[number].code),
        sorted(breakdowns, key=lambda number: breakdowns[number]),
        sorted(measures, key=lambda number: measures[number].id),
    ):
        weights.append({number: rank * unit for rank, number in enumerate(order)})
        unit *= len(order) or 1
    source, period, area, breakdown, measure = weights
    return lambda row: measure[row[0]] + breakdown[row[1]] + area[row[2]] + period[row[3]] + source[row[4]]


def _build_measures(read: Read) -> dict[int, Measure]:
    """By id, in catalogue order; fields that this release does not know are passed over."""
    rows = sorted(read(tables.measure), key=lambda row: (row.position, row.id))
    known = Measure.model_fields
    return {row.id: Measure.model_validate({n: v for n, v in row.body.items() if n in known}) for row in rows}


def _build_areas(read: Read) -> dict[int, Area]:
    return {
        row.id: Area(row.code, row.name, row.type, row.parent, row.number, row.valid_from, row.valid_to)
        for row in sorted(read(tables.area), key=lambda row: row.id)
    }


def _build_periods(read: Read) -> dict[int, Period]:
    rows = read(tables.period)
    return {row.id: Period(row.kind, row.key, row.starts, row.ends, row.label, row.step) for row in rows}


def _dataset(row: Any) -> Dataset:
    return Dataset(
        row.slug, row.title, row.publisher, row.licence, row.url, row.published, row.next_update, row.sha256,
        row.imported_at, row.imported_by, row.version, row.illustrative, row.local, bool(row.unpublished),
    )  # fmt: skip


class _Covered(NamedTuple):
    """The periods (ids) that measures have: published ones by slug, those between two publications by id; the measures
    with published figures for wedges."""

    published: Mapping[str, Collection[int]]
    in_year: Mapping[int, frozenset[int]]
    below_city: frozenset[str]


def _build_coverage(rows: Iterable[Any], measures: Mapping[int, Measure], periods: Mapping[int, Period]) -> _Covered:
    published: dict[str, set[int]] = {}
    in_year: dict[int, set[int]] = {}
    below_city = set()
    for measure_id, period_id, _, wedges in rows:
        measure = measures[measure_id]
        if measure.counts_in_year(periods[period_id]):
            in_year.setdefault(measure_id, set()).add(period_id)
            continue
        published.setdefault(measure.id, set()).add(period_id)
        if wedges:
            below_city.add(measure.id)
    held = {number: frozenset(found) for number, found in in_year.items()}
    return _Covered(published, held, frozenset(below_city))


def _in_order(covered: Mapping[str, Collection[int]], periods: Mapping[int, Period]) -> dict[str, tuple[Period, ...]]:
    """The periods of each measure, oldest first."""
    found = {name: [periods[number] for number in numbers] for name, numbers in covered.items()}
    return {name: tuple(sorted(each, key=lambda one: (one.end, one.kind))) for name, each in found.items()}


def _build_neighbour_sets(read: Read, areas: Mapping[int, Area]) -> dict[tuple[str, str], NeighbourSet]:
    members: dict[int, list[Member]] = {}
    for row in sorted(read(tables.neighbour), key=lambda row: (row.set_id, row.rank)):
        members.setdefault(row.set_id, []).append(Member(areas[row.area_id].code, row.rank, row.closeness))
    found = {}
    for row in read(tables.neighbour_set):
        home = areas[row.home_id].code
        found[row.slug, home] = NeighbourSet(row.slug, row.title, home, tuple(members.get(row.id, ())))
    return found
