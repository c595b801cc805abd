"""Reading the store: the version, the catalogue, and figures as records.

Reads go by the version of the catalogue in memory, so that a publish in between shows neither half.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from threading import Lock
from time import monotonic
from typing import Any

from sqlalchemy import Engine, Select, or_, select

from dashboard.schema import Catalogue, Observation
from data_access import tables
from data_access.lookup import Lookup, fetch_lookup
from data_access.merging import Figure, merge_figures
from data_access.versions import fetch_current_version

VERSION_REMEMBERED = 1.0  # seconds

_columns = tables.observation.c
_FIGURES: Select[Any] = select(
    _columns.measure_id,
    _columns.breakdown_id,
    _columns.area_id,
    _columns.period_id,
    _columns.dataset_id,
    _columns.parts,
    _columns.value,
    _columns.numerator,
    _columns.denominator,
    _columns.status,
    _columns.provisional,
)


class Repository:
    """What is published. One per process; safe to share between threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = Lock()
        self._version = 0
        self._checked = float("-inf")
        self._lookup: Lookup | None = None

    def fetch_version(self) -> int:
        """The current dataset version, at most a second old; 0 where nothing is published."""
        if monotonic() - self._checked >= VERSION_REMEMBERED:
            with self._engine.connect() as connection:
                self._version = fetch_current_version(connection)
            self._checked = monotonic()
        return self._version

    def fetch_catalogue(self) -> Catalogue:
        """Everything small of the current version, from memory unless a newer one was published."""
        return self._current().catalogue

    def fetch_observations(
        self,
        measures: Sequence[str],
        *,
        areas: Sequence[str] | None = None,
        area_types: Sequence[str] | None = None,
        breakdowns: Sequence[str] | None = ("all",),
        start: date | None = None,
        end: date | None = None,
    ) -> tuple[Observation, ...]:
        """Figures sorted by measure, breakdown, area and end of period.

        None means every area, type or breakdown; ``start`` and ``end`` bound the end of the period, both included.
        Codes that do not exist find nothing: telling the reader is the caller's matter.
        """
        lookup = self._current()
        statement: Select[Any] = _FIGURES.where(
            _columns.measure_id.in_(_known(lookup.measure_ids, measures)),
            _columns.added_in <= lookup.catalogue.version,
            or_(_columns.superseded_in.is_(None), _columns.superseded_in > lookup.catalogue.version),
        )
        statement = _narrow_areas(statement, lookup, areas, area_types)
        if breakdowns is not None:
            statement = statement.where(_columns.breakdown_id.in_(_known(lookup.breakdown_ids, breakdowns)))
        if start is not None or end is not None:
            first, last = start or date.min, end or date.max
            wanted = [number for number, period in lookup.periods.items() if first <= period.end <= last]
            statement = statement.where(_columns.period_id.in_(wanted))
        with self._engine.connect() as connection:
            rows = connection.execute(statement).all()
        return tuple(_build_observations(rows, lookup))

    def _current(self) -> Lookup:
        version = self.fetch_version()
        found = self._lookup
        if found is not None and found.catalogue.version >= version > 0:
            return found
        with self._lock:
            found = self._lookup
            if found is None or found.catalogue.version < version or version == 0:
                with self._engine.connect() as connection:
                    if connection.dialect.name == "postgresql":
                        connection.execution_options(isolation_level="REPEATABLE READ")
                    found = self._lookup = fetch_lookup(connection)
            return found


def _known(ids: Any, codes: Sequence[str]) -> list[int]:
    return [ids[code] for code in codes if code in ids]


def _narrow_areas(
    statement: Select[Any], lookup: Lookup, areas: Sequence[str] | None, area_types: Sequence[str] | None
) -> Select[Any]:
    if areas is not None:
        statement = statement.where(_columns.area_id.in_(_known(lookup.area_ids, areas)))
    if area_types is not None:
        wanted = [number for number, area in lookup.areas.items() if area.type in area_types]
        statement = statement.where(_columns.area_id.in_(wanted))
    return statement


def _build_observations(rows: Sequence[Any], lookup: Lookup) -> Iterator[Observation]:
    """Records in order; where several sources give a figure, the one that is shown."""
    measures, breakdowns, areas = lookup.measures, lookup.breakdowns, lookup.areas
    area_order, period_order, sources = lookup.area_order, lookup.period_order, lookup.source_order

    def place(row: Any) -> tuple[Any, ...]:
        measure, breakdown, area, period, dataset, parts, *_ = row
        return (
            measures[measure].id,
            breakdowns[breakdown],
            area_order[area],
            period_order[period],
            sources[dataset, parts],
        )

    for (measure, breakdown, area, period), group in groupby(sorted(rows, key=place), key=lambda row: row[:4]):
        figures = [Figure._make((*row[6:], row[4])) for row in group]
        figure = figures[0] if len(figures) == 1 else merge_figures(figures, lookup.tolerances[measure])
        dataset = lookup.datasets[figure.dataset]
        yield Observation(
            measures[measure].id,
            breakdowns[breakdown],
            areas[area].code,
            lookup.periods[period],
            figure.value,
            figure.numerator,
            figure.denominator,
            figure.status,  # type: ignore[arg-type]
            figure.provisional,
            dataset.illustrative,
            dataset.slug,
        )
