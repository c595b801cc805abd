"""What becomes of the council's own figures that are in the store: shown to everyone, or taken out for good."""

from sqlalchemy import Connection, Engine, delete, select, update

from dashboard.config import Settings
from dashboard.disclosure import Rule
from data_access import tables
from data_access.audit import Actor, record
from data_access.earlier import fetch_small, keep_earlier
from data_access.engine import WAIT_FOR_WRITER, StoreError, begin_write
from data_access.local_figures import LocalSource, local_slug
from data_access.local_known import fetch_figures
from data_access.local_publication import Also, UnsafeError, build_batch, record_publication
from data_access.protected import Protected
from data_access.publication import Publication
from data_access.reduction import note_reduction
from data_access.versions import (
    close_version,
    count_changes,
    fetch_current_version,
    open_version,
    rebuild_coverage,
)


def release_unpublished(
    engine: Engine,
    source: LocalSource,
    settings: Settings,
    *,
    by: Actor,
    wait: float = WAIT_FOR_WRITER,
    also: Also | None = None,
) -> Publication:
    """Show to everyone what so far only some may see of a source. Nothing more has to be hidden for it: what is hidden
    is hidden from everyone alike. ``also`` as for publish_protected. Raises StoreError where there is nothing to
    release."""
    from data_access.publish import publish_batches

    with engine.connect() as connection:
        figures = fetch_figures(connection, local_slug(source, unpublished=True))
        base = fetch_current_version(connection)
    if not figures:
        raise StoreError("There are no unpublished figures of this kind; nothing was changed")
    protected = Protected(source, False, base, settings.council_name, Rule.from_settings(settings), figures)

    def beforehand(connection: Connection, version: int) -> set[int]:
        if version - 1 != base:
            raise UnsafeError("Somebody else published figures in between; nothing was changed. Try again")
        slug = local_slug(source, unpublished=True)
        record_publication(connection, by, "released", protected, version)
        if also is not None:
            also(connection, version)
        return _supersede(connection, slug, version)

    return publish_batches(engine, [build_batch(protected)], by=by.name, wait=wait, beforehand=beforehand)


def _supersede(connection: Connection, slug: str, version: int) -> set[int]:
    """End the current figures of a dataset; the measures they are of."""
    dataset, observation = tables.dataset.c, tables.observation.c
    number = select(dataset.id).where(dataset.slug == slug).scalar_subquery()
    current = (observation.dataset_id == number, observation.superseded_in.is_(None))
    touched = set(connection.scalars(select(observation.measure_id).where(*current).distinct()))
    connection.execute(update(tables.observation).where(*current).values(superseded_in=version))
    return touched


def withdraw(
    engine: Engine,
    source: LocalSource,
    *,
    unpublished: bool,
    by: Actor,
    wait: float = WAIT_FOR_WRITER,
    also: Also | None = None,
) -> int | None:
    """Take all figures of a dataset out for good, from every version; the new version, None where there were none.

    ``also`` as for publish_protected.

    What they hid need not stay hidden then: a mistaken file can be imported again, corrected.
    """
    slug = local_slug(source, unpublished=unpublished)
    with begin_write(engine, wait) as connection:
        dataset, observation = tables.dataset.c, tables.observation.c
        number = connection.scalar(select(dataset.id).where(dataset.slug == slug, dataset.withdrawn_in.is_(None)))
        if number is None:
            return None
        version = open_version(connection, by.name)
        small = fetch_small(connection)
        touched = _supersede(connection, slug, version)
        connection.execute(update(tables.dataset).where(dataset.id == number).values(withdrawn_in=version))
        rebuild_coverage(connection, touched)
        count_changes(connection, version, touched)
        gone = connection.execute(delete(tables.observation).where(observation.dataset_id == number)).rowcount
        note_reduction(connection, version)
        record(connection, by, "withdrawn", slug, {"version": version, "figures": gone})
        if also is not None:
            also(connection, version)
        keep_earlier(connection, small, version)
        close_version(connection, version, f"Version {version}: {slug} was taken out for good")
        return version
