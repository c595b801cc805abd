"""Publishing: figures from importers become the next dataset version, all of them or none.

One transaction stages each dataset, compares it with what is current, adds what is new or changed and notes what that
supersedes. Readers see the old version or the new. Publishing the same again changes nothing, the version included.
"""

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, Engine, exists, func, insert, literal, null, or_, select, update

from dashboard.schema import Dataset
from data_access import tables
from data_access.batch import Batch
from data_access.datasets import (
    fetch_illustrative_removed,
    save_dataset,
    supersede_illustrative,
    touch_dataset,
    withhold_illustrative,
)
from data_access.earlier import fetch_small, keep_earlier
from data_access.engine import WAIT_FOR_WRITER, begin_write
from data_access.incoming import incoming_figures
from data_access.progress import Progress, no_progress
from data_access.publication import Publication
from data_access.recheck import recheck_local
from data_access.reference import (
    fetch_ids,
    fetch_period_ids,
    save_areas,
    save_breakdowns,
    save_measures,
    save_neighbour_sets,
    save_periods,
)
from data_access.staging import Ids, code_frame, stage_rows
from data_access.versions import close_version, count_changes, fetch_current_version, open_version, rebuild_coverage

_KEY = ("measure_id", "breakdown_id", "period_id", "area_id")
_FIGURE = ("parts", "value", "numerator", "denominator", "status", "provisional")


def publish(engine: Engine, batches: Sequence[Batch], *, by: str, progress: Progress | None = None) -> int:
    """Publish the batches in one transaction; the version that holds them (the current one if nothing is new).

    Raises InvalidFileError for figures that contradict themselves or refer to what is not known, StoreBusyError while
    somebody else publishes, StoreError for a full or read-only store. Nothing is changed then.
    """
    return publish_batches(engine, batches, by=by, progress=progress).version


def publish_batches(
    engine: Engine,
    batches: Sequence[Batch],
    *,
    by: str,
    progress: Progress | None = None,
    dry_run: bool = False,
    wait: float = WAIT_FOR_WRITER,
    beforehand: Callable[[Connection, int], set[int]] | None = None,
) -> Publication:
    """As ``publish``, with a full account of it. ``dry_run`` does everything and then undoes it.

    ``beforehand`` is done first in the same transaction, given the version that opens; it returns the ids of the
    measures of which it changed figures.
    """
    progress = progress or no_progress
    with begin_write(engine, wait) as connection:
        before = fetch_current_version(connection)
        done = Publication(open_version(connection, by))
        if fetch_illustrative_removed(connection):
            done.left_out = sorted({batch.dataset.slug for batch in batches if batch.dataset.illustrative})
            batches = [batch for batch in batches if not batch.dataset.illustrative]
        small = fetch_small(connection)
        touched: set[int] = beforehand(connection, done.version) if beforehand else set()
        described = _describe(connection, batches)
        ids = _fetch_all_ids(connection)
        for group in _group_by_dataset(batches):
            frame = code_frame(group, ids)
            dataset = group[0].dataset
            dataset_id, differs = save_dataset(connection, dataset, done.version, by)
            stage_rows(connection, frame, progress, f"Storing {dataset.title}")
            progress(0, 0, f"Comparing {dataset.title}")
            measures = frame["measure"].unique().tolist()
            added = _publish_staged(connection, dataset, dataset_id, measures, done)
            if added:
                touched.update(measures)
            if added or differs:
                touch_dataset(connection, dataset_id, done.version, by)
            described += differs
        if any(not batch.dataset.local and not batch.dataset.illustrative for batch in batches):
            touched |= recheck_local(connection, done, by, progress)
        progress(0, 0, "Publishing")
        rebuild_coverage(connection, touched)
        count_changes(connection, done.version, touched)
        done.new = bool(described or touched)
        if not done.new:
            done.version = before
        if dry_run or not done.new:
            _undo(connection)
        else:
            keep_earlier(connection, small, done.version)
            close_version(connection, done.version, done.sentence())
    return done


def _undo(connection: Connection) -> None:
    transaction = connection.get_transaction()
    if transaction is not None:
        transaction.rollback()


def _group_by_dataset(batches: Sequence[Batch]) -> list[list[Batch]]:
    """The batches of each dataset together; illustrative ones last, because they give way to the others."""
    groups: dict[str, list[Batch]] = {}
    for batch in sorted(batches, key=lambda one: one.dataset.illustrative):
        groups.setdefault(batch.dataset.slug, []).append(batch)
    return list(groups.values())


def _describe(connection: Connection, batches: Sequence[Batch]) -> int:
    """Write what the figures refer to; how many descriptions are new or differ."""
    count = save_breakdowns(connection, {code: title for batch in batches for code, title in batch.breakdowns.items()})
    count += save_periods(connection, [period for batch in batches for period in batch.periods])
    count += save_measures(connection, [measure for batch in batches for measure in batch.measures])
    count += save_areas(connection, [area for batch in batches for area in batch.areas])
    sets = [one for batch in batches for one in batch.neighbour_sets]
    return count + save_neighbour_sets(connection, sets, fetch_ids(connection, tables.area, "code"))


def _fetch_all_ids(connection: Connection) -> Ids:
    return Ids(
        measures=fetch_ids(connection, tables.measure, "slug"),
        breakdowns=fetch_ids(connection, tables.breakdown, "code"),
        periods=fetch_period_ids(connection),
        areas=fetch_ids(connection, tables.area, "code"),
    )


def _publish_staged(
    connection: Connection, dataset: Dataset, dataset_id: int, measures: list[int], done: Publication
) -> int:
    """Compare ``incoming`` with what is current and add the difference; how many figures were added."""
    if dataset.illustrative:
        withhold_illustrative(connection)
    elif not dataset.unpublished:  # everyone still sees the illustrative ones where these are not for everyone
        supersede_illustrative(connection, done.version)
    given: int = connection.execute(select(func.count()).select_from(incoming_figures)).scalar_one()
    changed = _supersede_changed(connection, dataset_id, done.version, measures)
    added = _add_new(connection, dataset_id, done.version)
    done.added[dataset.slug] = added - changed
    done.changed[dataset.slug] = changed
    done.same[dataset.slug] = given - added
    return added


def _supersede_changed(connection: Connection, dataset_id: int, version: int, measures: list[int]) -> int:
    """Note ``version`` on the dataset's current figures that differ from ``incoming``; how many."""
    current, incoming = tables.observation.c, incoming_figures.c
    differs = exists().where(
        *(incoming[name] == current[name] for name in _KEY),
        or_(*(incoming[name].is_distinct_from(current[name]) for name in _FIGURE)),
    )
    statement = (
        update(tables.observation)
        .where(
            current.measure_id.in_(measures),
            current.dataset_id == dataset_id,
            current.superseded_in.is_(None),
            differs,
        )
        .values(superseded_in=version)
    )
    return connection.execute(statement).rowcount


def _add_new(connection: Connection, dataset_id: int, version: int) -> int:
    """Add from ``incoming`` what is not current; how many."""
    current, incoming = tables.observation.c, incoming_figures.c
    there = exists().where(
        *(current[name] == incoming[name] for name in _KEY),
        current.dataset_id == dataset_id,
        current.superseded_in.is_(None),
    )
    names = [*_KEY, "dataset_id", "added_in", "superseded_in", *_FIGURE]
    rows = select(
        *(incoming[name] for name in _KEY),
        literal(dataset_id),
        literal(version),
        null(),
        *(incoming[name] for name in _FIGURE),
    ).where(~there)
    statement = insert(tables.observation).from_select(names, rows).execution_options(preserve_rowcount=True)
    return connection.execute(statement).rowcount
