"""What readers know already of what the council's own figures speak of: every version, published to everyone or not."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, Select, select

from dashboard.disclosure import HIDDEN, Cell, Figure
from dashboard.disclosure_control import Knowledge
from dashboard.disclosure_counts import denominator_of, numerator_of, sums_of
from dashboard.disclosure_places import of_city
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Catalogue
from data_access import tables
from data_access.local_figures import LocalFigure

_FIGURES = (
    select(
        tables.observation.c.measure_id,
        tables.breakdown.c.code,
        tables.area.c.code,
        tables.observation.c.period_id,
        tables.observation.c.value,
        tables.observation.c.numerator,
        tables.observation.c.denominator,
        tables.observation.c.status,
    )
    .join(tables.dataset, tables.dataset.c.id == tables.observation.c.dataset_id)
    .join(tables.breakdown, tables.breakdown.c.id == tables.observation.c.breakdown_id)
    .join(tables.area, tables.area.c.id == tables.observation.c.area_id)
)


def fetch_knowledge(
    connection: Connection, catalogue: Catalogue, measures: Collection[str], areas: Collection[str]
) -> Knowledge:
    """Every local figure that the store has ever shown or hidden, and the official ones of the same counts.

    ``measures`` and ``areas`` are those of the figures at hand.
    """
    lookup = _Lookup(connection, catalogue)
    slugs = _related(catalogue.measures, measures)
    speaking = tables.observation.c.measure_id.in_(lookup.ids(slugs))
    own = _FIGURES.where(speaking, tables.dataset.c.local).order_by(tables.observation.c.added_in)
    shown: dict[Cell, tuple[Figure, ...]] = {}
    hidden: set[Cell] = set()
    for cell, figure in lookup.read(connection.execute(own)):
        if figure.value is not None:
            shown[cell] = (*shown.get(cell, ()), figure)
        elif figure.status == HIDDEN:
            hidden.add(cell)
    places = {*areas, *(cell.area for cell in (*shown, *hidden))}
    official = _official(catalogue, places).where(speaking, tables.observation.c.superseded_in.is_(None))
    return Knowledge(shown, frozenset(hidden), dict(lookup.read(connection.execute(official))))


def fetch_news(
    connection: Connection, catalogue: Catalogue, measures: Collection[str], areas: Collection[str], version: int
) -> frozenset[Cell]:
    """The cells of which a version brings official figures that speak of the same counts, in the same cities."""
    lookup = _Lookup(connection, catalogue)
    brought = _official(catalogue, areas).where(
        tables.observation.c.measure_id.in_(lookup.ids(_related(catalogue.measures, measures))),
        tables.observation.c.added_in == version,
    )
    return frozenset(cell for cell, _ in lookup.read(connection.execute(brought)))


def _official(catalogue: Catalogue, places: Collection[str]) -> Select[Any]:
    """Figures of other publishers, of the cities that the places belong to."""
    return _FIGURES.where(
        tables.area.c.code.in_(_around(catalogue, places)),
        tables.dataset.c.local.is_(False),
        tables.dataset.c.illustrative.is_(False),
        tables.observation.c.value.is_not(None),
    )


class _Lookup:
    """Ids into records."""

    def __init__(self, connection: Connection, catalogue: Catalogue) -> None:
        measure = tables.measure.c
        self._measures = {row.id: row.slug for row in connection.execute(select(measure.id, measure.slug))}
        self._known = catalogue.measures
        self._periods = _fetch_periods(connection)

    def ids(self, slugs: Collection[str]) -> list[int]:
        return [number for number, slug in self._measures.items() if slug in slugs]

    def read(self, rows: Iterable[Any]) -> Iterable[tuple[Cell, Figure]]:
        for measure, breakdown, area, period, *figure in rows:
            if self._measures[measure] in self._known:
                yield Cell(self._measures[measure], breakdown, area, self._periods[period]), Figure(*figure)


def _fetch_periods(connection: Connection) -> dict[int, Period]:
    return {
        row.id: Period(row.kind, row.key, row.starts, row.ends, row.label, row.step)
        for row in connection.execute(select(tables.period))
    }


def _related(measures: Mapping[str, Measure], wanted: Collection[str]) -> set[str]:
    """The measures that speak of the same counts, or of what those add up to, and so on."""
    names = {name for slug in wanted if slug in measures for name in _counts(measures[slug])}
    sums = [{whole, *parts} for whole, parts in sums_of(measures)]
    found: set[str] = set()
    while True:
        names.update(*(each for each in sums if names & each))
        more = {slug for slug, measure in measures.items() if names & _counts(measure)}
        if more == found:
            return found
        found = more
        names.update(*(_counts(measures[slug]) for slug in found))


def _counts(measure: Measure) -> set[str]:
    return {name for name in (numerator_of(measure), denominator_of(measure)) if name}


def _around(catalogue: Catalogue, areas: Collection[str]) -> set[str]:
    """Every place of the cities that the areas belong to."""
    cities = set()
    for code in areas:
        area = catalogue.areas.get(code)
        while area is not None and area.type != "authority":
            area = catalogue.areas.get(area.parent or "")
        if area is not None:
            cities.add(area.code)
    return {area.code for city in cities for area in of_city(catalogue, city)} | set(areas)


def fetch_figures(connection: Connection, slug: str) -> tuple[LocalFigure, ...]:
    """The current figures of one local dataset, as they were published."""
    measures = {row.id: row.slug for row in connection.execute(select(tables.measure.c.id, tables.measure.c.slug))}
    periods = _fetch_periods(connection)
    statement = _FIGURES.add_columns(tables.observation.c.provisional).where(
        tables.dataset.c.slug == slug, tables.observation.c.superseded_in.is_(None)
    )
    found = []
    for measure, breakdown, area, period, value, part, whole, status, provisional in connection.execute(statement):
        place = (measures[measure], breakdown, area, periods[period])
        found.append(LocalFigure(*place, value, part, whole, status, "", bool(provisional)))
    return tuple(found)
