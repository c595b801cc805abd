"""The council's own figures on their way into the store: disclosure control first, then one transaction.

Everything local that the store has ever shown counts, whoever may see it: one pattern of hidden cells for everyone.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy import Connection, Engine, delete, select, update

from dashboard.config import Settings
from dashboard.disclosure import Cell, Figure, Rule
from dashboard.disclosure_control import Decision, control
from dashboard.disclosure_places import Places
from dashboard.schema import Catalogue, Dataset
from data_access import tables
from data_access.audit import Action, Actor, record
from data_access.batch import FRAME_COLUMNS, Batch
from data_access.earlier import fetch_small, keep_earlier
from data_access.engine import WAIT_FOR_WRITER, StoreError, begin_write
from data_access.local_figures import LocalFigure, LocalSource, local_slug
from data_access.local_known import fetch_figures, fetch_knowledge
from data_access.lookup import fetch_lookup
from data_access.progress import Progress, no_progress
from data_access.protected import Protected
from data_access.publication import Publication
from data_access.reduction import hide_everywhere, note_reduction
from data_access.versions import (
    close_version,
    count_changes,
    fetch_current_version,
    open_version,
    rebuild_coverage,
)

TITLES: Mapping[LocalSource, str] = {
    "sheet": "The council's own figures",
    "nccis": "The council's own counts of young people (NCCIS)",
    "ssda903": "The council's own counts of looked-after children (SSDA903)",
    "attendance": "The council's own counts of attendance",
}
LICENCE = "Council's own figures"


class UnsafeError(StoreError):
    """Publishing would let readers work out what is hidden; nothing was changed."""


def protect(
    engine: Engine,
    figures: Sequence[LocalFigure],
    settings: Settings,
    source: LocalSource,
    *,
    unpublished: bool,
    titles: Mapping[str, str] | None = None,
    progress: Progress = no_progress,
) -> Protected:
    """What of the figures may be published, beside all that the store has shown so far. Changes nothing.

    ``titles`` names groups of children that the store may not know. Raises StoreError for a store without places.
    """
    rule = Rule.from_settings(settings)
    progress(0, 0, "Hiding small counts")
    with engine.connect() as connection:
        catalogue = fetch_lookup(connection).catalogue
        base = fetch_current_version(connection)
        decision = _decide(connection, catalogue, figures, rule)
    return Protected(
        source,
        unpublished,
        base,
        settings.council_name,
        rule,
        tuple(_publishable(figure, decision) for figure in sorted(figures, key=_order)),
        tuple(sorted(decision.earlier, key=_order_of_cell)),
        dict(sorted(Counter(decision.reasons.values()).items())),
        decision.open,
        decision.copies,
        dict(titles or {}),
    )


def _decide(connection: Connection, catalogue: Catalogue, figures: Collection[LocalFigure], rule: Rule) -> Decision:
    cells = {_cell(each): Figure(each.value, each.numerator, each.denominator, each.status) for each in figures}
    if len(cells) < len(figures):
        raise ValueError("a figure is given twice")
    known = fetch_knowledge(connection, catalogue, {c.measure for c in cells}, {c.area for c in cells})
    return control(cells, known, catalogue.measures, Places.from_catalogue(catalogue), rule)


def _cell(figure: LocalFigure) -> Cell:
    return Cell(figure.measure, figure.breakdown, figure.area, figure.period)


def _order(figure: LocalFigure) -> tuple[str, ...]:
    return _order_of_cell(_cell(figure))


def _order_of_cell(cell: Cell) -> tuple[str, ...]:
    return cell.measure, cell.breakdown, cell.area, cell.period.kind, cell.period.key


def _publishable(figure: LocalFigure, decision: Decision) -> LocalFigure:
    cell = _cell(figure)
    shown = decision.figures[cell]
    note = "" if cell in decision.reasons else figure.note
    return figure._replace(
        value=shown.value, numerator=shown.numerator, denominator=shown.denominator, status=shown.status, note=note
    )


def publish_protected(
    engine: Engine,
    protected: Protected,
    *,
    by: Actor,
    dry_run: bool = False,
    progress: Progress | None = None,
    wait: float = WAIT_FOR_WRITER,
    also: Callable[[Connection, int], None] | None = None,
) -> Publication:
    """Publish in one transaction, hide in every version what must be, and write the audit row; ``dry_run`` undoes it.

    ``also`` is done in that transaction, given the version. Raises UnsafeError where somebody else has published since
    ``protect`` and the two together would tell what is hidden; else as publish_batches does.
    """
    from data_access.publish import publish_batches

    def beforehand(connection: Connection, version: int) -> set[int]:
        if version - 1 != protected.base_version:
            _check_again(connection, protected)
        touched = hide_everywhere(connection, protected.earlier, version)
        _record(connection, by, "imported" if protected.unpublished else "published", protected, version)
        if also is not None:
            also(connection, version)
        return touched

    return publish_batches(
        engine,
        [build_batch(protected)],
        by=by.name,
        progress=progress,
        dry_run=dry_run,
        wait=wait,
        beforehand=beforehand,
    )


def _record(connection: Connection, by: Actor, action: Action, protected: Protected, version: int) -> None:
    detail = {
        "version": version,
        "figures": len(protected.figures),
        "hidden": sum(protected.hidden.values()),
        "hidden earlier": len(protected.earlier),
    }
    record(connection, by, action, local_slug(protected.source, unpublished=protected.unpublished), detail)


def _check_again(connection: Connection, protected: Protected) -> None:
    """Another version came in between: what is to be published must be as safe beside that one."""
    words = "Somebody else published figures after this file was read. Nothing was changed: read the file again"
    if protected.rule.round_to_5:  # rounded counts cannot be judged once more
        raise UnsafeError(words)
    catalogue = fetch_lookup(connection).catalogue
    decision = _decide(connection, catalogue, protected.figures, protected.rule)
    shown = {_cell(each) for each in protected.figures if each.value is not None}
    if shown & decision.reasons.keys() or decision.earlier - set(protected.earlier) or decision.open > protected.open:
        raise UnsafeError(f"{words}, because the two together would tell what is hidden")


def build_batch(protected: Protected) -> Batch:
    """The figures as the publisher takes them."""
    import pandas as pd

    slug = local_slug(protected.source, unpublished=protected.unpublished)
    title = TITLES[protected.source] + (", unpublished" if protected.unpublished else "")
    dataset = Dataset(
        slug, title, protected.publisher, LICENCE, "", None, None, protected.sha256, "", "", 0,
        local=True, unpublished=protected.unpublished,
    )  # fmt: skip
    periods = sorted({each.period for each in protected.figures}, key=lambda one: (one.kind, one.key))
    place = {period: number for number, period in enumerate(periods)}
    rows = [
        (each.measure, each.breakdown, each.area, place[each.period], each.value, each.numerator, each.denominator,
         each.status, each.provisional)
        for each in protected.figures
    ]  # fmt: skip
    frame = pd.DataFrame(rows, columns=list(FRAME_COLUMNS))
    numbers = {name: "float64" for name in ("value", "numerator", "denominator")}
    texts = dict.fromkeys(("measure", "breakdown", "area", "status"), "category")
    frame = frame.astype({**numbers, **texts, "period": "int64", "provisional": "bool"})
    return Batch(dataset, frame, periods, breakdowns=dict(protected.titles))


def release_unpublished(engine: Engine, source: LocalSource, settings: Settings, *, by: Actor) -> Publication:
    """Show to everyone what so far only some may see of a source. Nothing more has to be hidden for it: what is hidden
    is hidden from everyone alike. Raises StoreError where there is nothing to release."""
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
        _record(connection, by, "released", protected, version)
        return _supersede(connection, slug, version)

    return publish_batches(engine, [build_batch(protected)], by=by.name, beforehand=beforehand)


def _supersede(connection: Connection, slug: str, version: int) -> set[int]:
    """End the current figures of a dataset; the measures they are of."""
    dataset, observation = tables.dataset.c, tables.observation.c
    number = select(dataset.id).where(dataset.slug == slug).scalar_subquery()
    current = (observation.dataset_id == number, observation.superseded_in.is_(None))
    touched = set(connection.scalars(select(observation.measure_id).where(*current).distinct()))
    connection.execute(update(tables.observation).where(*current).values(superseded_in=version))
    return touched


def withdraw(
    engine: Engine, source: LocalSource, *, unpublished: bool, by: Actor, wait: float = WAIT_FOR_WRITER
) -> int | None:
    """Take all figures of a dataset out for good, from every version; the new version, None where there were none.

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
        keep_earlier(connection, small, version)
        close_version(connection, version, f"Version {version}: {slug} was taken out for good")
        return version
