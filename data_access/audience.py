"""Which figures one sight reads (dashboard/rights.py): the condition that every statement over figures carries."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, case, func, or_, select, true

from dashboard.areas import places_inside
from dashboard.rights import Sight
from dashboard.schema import Area, Catalogue
from data_access import tables

_columns = tables.observation.c


@dataclass(frozen=True, slots=True)
class Audience:
    """``held_back`` are the unpublished datasets that are not seen as a whole; of them only ``areas`` are seen."""

    held_back: frozenset[int] = frozenset()
    areas: frozenset[int] = frozenset()

    def conditions(self) -> tuple[Any, ...]:
        """What a row of ``observation`` must fulfil to be read; nothing where nothing is held back."""
        if not self.held_back:
            return ()
        seen = _columns.dataset_id.not_in(sorted(self.held_back))
        return (or_(seen, _columns.area_id.in_(sorted(self.areas))),) if self.areas else (seen,)

    def own(self) -> tuple[Any, ...]:
        """What a row fulfils that is seen only because of its area."""
        return _columns.dataset_id.in_(sorted(self.held_back)), _columns.area_id.in_(sorted(self.areas))


def build_audience(
    unpublished: Collection[int], sight: Sight, catalogue: Catalogue, areas: Mapping[int, Area]
) -> Audience:
    """The audience with a sight, given the unpublished datasets and every area by id."""
    if sight.everything or not unpublished:
        return Audience()
    seen = places_inside(catalogue, sight.areas)
    return Audience(frozenset(unpublished), frozenset(number for number, area in areas.items() if area.code in seen))


def fetch_unpublished(connection: Connection) -> set[int]:
    """The datasets that are not for everyone, as of today: also where one reads an earlier version."""
    return set(connection.scalars(select(tables.dataset.c.id).where(tables.dataset.c.unpublished)))


def fetch_own_datasets(connection: Connection, audience: Audience, version: int) -> set[int]:
    """Those of the datasets held back that ever had a figure of the audience's own areas."""
    if not audience.areas:
        return set()
    found = select(_columns.dataset_id).where(*audience.own(), _columns.added_in <= version).distinct()
    return set(connection.scalars(found))


def fetch_own_coverage(connection: Connection, audience: Audience, version: int) -> Sequence[Any]:
    """The measures and periods of the figures that are seen only because of their area: rows as of ``coverage``."""
    if not audience.areas:
        return ()
    current = or_(_columns.superseded_in.is_(None), _columns.superseded_in > version)
    wedge = func.max(case((tables.area.c.type == "wedge", 1), else_=0)) == 1
    statement = (
        select(_columns.measure_id, _columns.period_id, true(), wedge)
        .join(tables.area, tables.area.c.id == _columns.area_id)
        .where(*audience.own(), _columns.added_in <= version, current)
        .group_by(_columns.measure_id, _columns.period_id)
    )
    return connection.execute(statement).all()


def fetch_hidden_breakdowns(connection: Connection, audience: Audience) -> set[int]:
    """The groups that only figures have which the audience does not see."""
    if not audience.held_back:
        return set()
    change, held_back = tables.change.c, sorted(audience.held_back)
    measures = select(change.measure_id).where(change.dataset_id.in_(held_back))
    theirs = select(_columns.breakdown_id).where(_columns.measure_id.in_(measures), _columns.dataset_id.in_(held_back))
    used = set(connection.scalars(theirs.distinct()))
    every = select(tables.measure.c.id)  # so that the figures are found by measure and group, not by reading them all
    seen = select(_columns.breakdown_id).where(
        _columns.measure_id.in_(every), _columns.breakdown_id.in_(sorted(used)), *audience.conditions()
    )
    return used - set(connection.scalars(seen.distinct()))
