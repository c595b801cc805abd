"""Datasets: where figures come from, and the illustrative one, which gives way to real figures."""

from typing import Any

from sqlalchemy import Connection, Engine, and_, delete, exists, insert, or_, select, update

from dashboard.schema import Dataset
from data_access import tables
from data_access.earlier import fetch_small, keep_earlier
from data_access.engine import WAIT_FOR_WRITER, begin_write
from data_access.incoming import incoming_figures
from data_access.versions import close_version, count_changes, open_version, rebuild_coverage

_DESCRIBED = (
    "slug", "title", "publisher", "licence", "url", "published", "next_update", "sha256", "illustrative", "local",
    "unpublished",
)  # fmt: skip
_REMOVED = {"name": "illustrative", "value": "removed"}


def save_dataset(connection: Connection, dataset: Dataset, version: int, by: str) -> tuple[int, bool]:
    """The dataset's id, and whether its description is new or differs from the stored one."""
    columns = tables.dataset.c
    described: dict[str, Any] = {name: getattr(dataset, name) for name in _DESCRIBED}
    stored = connection.execute(select(tables.dataset).where(columns.slug == dataset.slug)).mappings().first()
    if stored is None:
        at = _published_at(connection, version)
        row = described | {"version": version, "imported_by": by, "imported_at": at}
        return connection.execute(insert(tables.dataset).returning(columns.id), row).scalar_one(), True
    described["withdrawn_in"] = None  # figures that were taken out may come again, corrected
    differs = any(stored[name] != value for name, value in described.items())
    if differs:
        connection.execute(update(tables.dataset).where(columns.id == stored["id"]).values(**described))
    return stored["id"], differs


def touch_dataset(connection: Connection, dataset_id: int, version: int, by: str) -> None:
    """Note that this version changed the dataset."""
    values = {"version": version, "imported_by": by, "imported_at": _published_at(connection, version)}
    connection.execute(update(tables.dataset).where(tables.dataset.c.id == dataset_id).values(**values))


def _published_at(connection: Connection, version: int) -> str:
    columns = tables.version.c
    found: str = connection.execute(select(columns.published_at).where(columns.number == version)).scalar_one()
    return found


def fetch_illustrative_removed(connection: Connection) -> bool:
    """Whether somebody has taken the illustrative figures out for good."""
    setting = tables.setting.c
    found = connection.execute(select(setting.value).where(setting.name == _REMOVED["name"])).scalar()
    return found == _REMOVED["value"]


def withhold_illustrative(connection: Connection) -> None:
    """Drop from ``incoming`` what is illustrative where a real figure is there already, for everyone."""
    real, incoming, dataset = tables.observation.alias("real"), incoming_figures.c, tables.dataset.c
    known = exists().where(
        real.c.measure_id == incoming.measure_id,
        real.c.period_id == incoming.period_id,
        real.c.area_id == incoming.area_id,
        real.c.superseded_in.is_(None),
        real.c.dataset_id.not_in(select(dataset.id).where(or_(dataset.illustrative, dataset.unpublished))),
    )
    connection.execute(delete(incoming_figures).where(known))


def supersede_illustrative(connection: Connection, version: int) -> None:
    """Real figures in ``incoming`` replace illustrative ones of the same measure, period and area."""
    if connection.execute(_illustrative_ids().limit(1)).first() is None:
        return
    columns, incoming = tables.observation.c, incoming_figures.c
    given = exists().where(
        and_(
            incoming.measure_id == columns.measure_id,
            incoming.period_id == columns.period_id,
            incoming.area_id == columns.area_id,
        )
    )
    connection.execute(
        update(tables.observation)
        .where(columns.superseded_in.is_(None), columns.dataset_id.in_(_illustrative_ids()), given)
        .values(superseded_in=version)
    )


def _illustrative_ids() -> Any:
    return select(tables.dataset.c.id).where(tables.dataset.c.illustrative)


def remove_illustrative(engine: Engine, *, by: str, wait: float = WAIT_FOR_WRITER) -> int | None:
    """Take the illustrative figures out for good: the new version, or None where there were none to take out.

    They stay out: neither ``init`` nor an import brings them back, and no earlier version has them any more.
    """
    with begin_write(engine, wait) as connection:
        if not fetch_illustrative_removed(connection):
            connection.execute(insert(tables.setting), _REMOVED)
        dataset, observation = tables.dataset.c, tables.observation.c
        there = select(dataset.id).where(dataset.illustrative, dataset.withdrawn_in.is_(None))
        ids = list(connection.scalars(there))
        if not ids:
            return None
        current = (observation.dataset_id.in_(ids), observation.superseded_in.is_(None))
        measures = list(connection.scalars(select(observation.measure_id).where(*current).distinct()))
        version = open_version(connection, by)
        small = fetch_small(connection)
        connection.execute(update(tables.observation).where(*current).values(superseded_in=version))
        connection.execute(update(tables.dataset).where(dataset.id.in_(ids)).values(withdrawn_in=version))
        rebuild_coverage(connection, measures)
        count_changes(connection, version, measures)
        connection.execute(delete(tables.observation).where(observation.dataset_id.in_(ids)))
        keep_earlier(connection, small, version)
        close_version(connection, version, "The illustrative figures were taken out for good")
        return version
