"""How the figures came to be what they are: versions, what each changed, who gives what, and superseded figures.

Each function is one statement and goes by the version of the lookup that it is given.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Any, Final

from sqlalchemy import Connection, Select, and_, func, or_, select

from dashboard.schema import Change, Edition, Share, Version
from data_access import tables
from data_access.lookup import Lookup
from data_access.versions import select_changes

SUPPRESSED: Final = "c"

_columns = tables.observation.c


def fetch_versions(connection: Connection, lookup: Lookup) -> tuple[Version, ...]:
    """Every version, newest first. Of what an audience does not see, neither words nor publisher are told."""
    version, change = tables.version, tables.change.c
    statement = select(version).where(version.c.number <= lookup.catalogue.version).order_by(version.c.number.desc())
    found = tuple(Version._make(row) for row in connection.execute(statement))
    if not lookup.audience.held_back:
        return found
    of_hidden = select(change.version).where(change.dataset_id.in_(sorted(lookup.audience.held_back))).distinct()
    hidden = set(connection.scalars(of_hidden)) | set(connection.scalars(_select_first_versions(lookup)))
    seen: dict[int, set[str]] = {}
    for one in fetch_changes(connection, lookup, 0):
        seen.setdefault(one.version, set()).add(one.dataset)
    return tuple(_plainly(one, seen.get(one.number, set())) if one.number in hidden else one for one in found)


def _select_first_versions(lookup: Lookup) -> Select[Any]:
    """The versions that the descriptions of the datasets held back are of: they may have brought no figure."""
    dataset = tables.dataset.c
    return select(dataset.version).where(dataset.id.in_(sorted(lookup.audience.held_back)))


def _plainly(version: Version, datasets: Collection[str]) -> Version:
    names = ", ".join(sorted(datasets)) or "nothing that is shown here"
    return version._replace(published_by="", summary=f"Version {version.number}: {names}")


def fetch_changes(connection: Connection, lookup: Lookup, since: int) -> tuple[Change, ...]:
    """What the versions after ``since`` did, newest version first, then by dataset and in catalogue order.

    Of a dataset of which an audience sees some areas only, the figures of those areas are counted.
    """
    change, audience = tables.change.c, lookup.audience
    kept: list[Any] = [change.version > since, change.version <= lookup.catalogue.version]
    if audience.held_back:
        kept.append(change.dataset_id.not_in(sorted(audience.held_back)))
    rows = list(connection.execute(select(tables.change).where(*kept)))
    if audience.areas:
        within = _within(since, lookup.catalogue.version)
        rows += connection.execute(select_changes(audience.own(), within))
    slugs = {number // 4: slug for number, (_, _, slug) in lookup.sources.items()}
    place = {measure: index for index, measure in enumerate(lookup.catalogue.measures)}
    found = [
        Change(version, slugs[dataset], lookup.measures[measure], *counts)
        for version, dataset, measure, *counts in rows
    ]
    return tuple(sorted(found, key=lambda one: (-one.version, one.dataset, place[one.measure])))


def _within(since: int, last: int) -> Callable[[Any], Any]:
    return lambda column: and_(column > since, column <= last)


def fetch_shares(connection: Connection, lookup: Lookup, measure: str) -> tuple[Share, ...]:
    """What each dataset gives of a measure, by breakdown and period, oldest period first."""
    statement = (
        select(
            _columns.dataset_id,
            _columns.breakdown_id,
            _columns.period_id,
            _columns.parts,
            func.count(),
            func.count(_columns.value),
            func.count(func.coalesce(_columns.numerator, _columns.denominator)),
            func.count(_columns.status),
        )
        .where(_columns.measure_id == lookup.measure_ids.get(measure), *lookup.current())
        .group_by(_columns.dataset_id, _columns.breakdown_id, _columns.period_id, _columns.parts)
    )
    found = [
        Share(
            lookup.sources[dataset * 4][2], lookup.breakdowns[breakdown], lookup.periods[period], bool(parts), *counts
        )
        for dataset, breakdown, period, parts, *counts in connection.execute(statement)
    ]
    return tuple(sorted(found, key=lambda one: (one.dataset, one.parts, one.breakdown, one.period.end)))


def fetch_editions(connection: Connection, lookup: Lookup, measure: str, areas: Sequence[str]) -> tuple[Edition, ...]:
    """Every figure of a measure in some areas that a later version touched: the superseded ones and their successors.

    Sorted by breakdown, area, period and dataset, oldest version first. What was taken out for good is not among them,
    and where a figure is suppressed today no earlier one is told: it comes as suppressed too.
    """
    version = lookup.catalogue.version
    statement = select(
        _columns.breakdown_id, _columns.area_id, _columns.period_id, _columns.dataset_id, _columns.added_in,
        _columns.superseded_in, _columns.value, _columns.numerator, _columns.denominator, _columns.status,
        _columns.provisional,
    ).where(
        _columns.measure_id == lookup.measure_ids.get(measure),
        _columns.area_id.in_([lookup.area_ids[area] for area in areas if area in lookup.area_ids]),
        _columns.added_in <= version,
        *lookup.audience.conditions(),
        or_(_columns.superseded_in.is_not(None), _columns.added_in > 1, _columns.status == SUPPRESSED),
    )  # fmt: skip
    found = [_edition(row, lookup, version) for row in connection.execute(statement)]
    kept = [one for one in found if one.dataset in lookup.catalogue.datasets]
    told = [one for one in _withhold(kept) if one.superseded_in is not None or one.added_in > 1]
    return tuple(sorted(told, key=lambda one: (one.breakdown, one.area, one.period.end, one.dataset, one.added_in)))


def _withhold(editions: Sequence[Edition]) -> Iterator[Edition]:
    """The editions without the figures that are suppressed today, whichever dataset says so."""
    hidden = {one[:3] for one in editions if one.status == SUPPRESSED and one.superseded_in is None}
    for one in editions:
        if one[:3] in hidden:
            yield one._replace(value=None, numerator=None, denominator=None, status=SUPPRESSED)
        else:
            yield one


def _edition(row: Any, lookup: Lookup, version: int) -> Edition:
    breakdown, area, period, dataset, added, superseded, value, numerator, denominator, status, provisional = row
    return Edition(
        lookup.breakdowns[breakdown],
        lookup.areas[area],
        lookup.periods[period],
        lookup.sources[dataset * 4][2],
        added,
        superseded if superseded is not None and superseded <= version else None,
        value,
        numerator,
        denominator,
        status,
        bool(provisional),
    )
