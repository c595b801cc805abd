"""The datasets that imports of the council's own figures fill, as they are at this moment."""

from typing import NamedTuple

from sqlalchemy import Connection, exists, select

from data_access import tables
from data_access.local_figures import LOCAL_SOURCES, local_slug

_SLUGS = [local_slug(source, unpublished=unpublished) for source in LOCAL_SOURCES for unpublished in (False, True)]


class OwnDataset(NamedTuple):
    """A dataset of the council's own figures. ``unpublished``: not everyone sees it."""

    slug: str
    title: str
    version: int
    at: str
    by: str
    unpublished: bool


def fetch_own_datasets(connection: Connection) -> tuple[OwnDataset, ...]:
    """Those with figures now, by title. What ships with the product is not among them."""
    columns, observation = tables.dataset.c, tables.observation.c
    filled = exists().where(observation.dataset_id == columns.id, observation.superseded_in.is_(None))
    wanted = (columns.slug, columns.title, columns.version, columns.imported_at, columns.imported_by)
    statement = select(*wanted, columns.unpublished).where(columns.slug.in_(_SLUGS), filled).order_by(columns.title)
    return tuple(OwnDataset(*row[:-1], unpublished=bool(row[-1])) for row in connection.execute(statement))
