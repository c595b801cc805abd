"""The council's own figures on their way into the store: disclosure control first, then one transaction.

Everything local that the store has ever shown counts, whoever may see it: one pattern of hidden cells for everyone.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence

from sqlalchemy import Connection, Engine

from dashboard.config import Settings
from dashboard.disclosure import Cell, Figure, Rule
from dashboard.disclosure_control import Decision, control
from dashboard.disclosure_places import Places
from dashboard.schema import Catalogue, Dataset
from data_access.audit import Action, Actor, record
from data_access.batch import FRAME_COLUMNS, Batch
from data_access.engine import WAIT_FOR_WRITER, StoreError
from data_access.local_figures import LocalFigure, LocalSource, local_slug
from data_access.local_known import fetch_knowledge
from data_access.lookup import fetch_lookup
from data_access.progress import Progress, no_progress
from data_access.protected import Protected
from data_access.publication import Publication
from data_access.reduction import hide_everywhere
from data_access.versions import (
    fetch_current_version,
)

TITLES: Mapping[LocalSource, str] = {
    "sheet": "The council's own figures",
    "nccis": "The council's own counts of young people (NCCIS)",
    "ssda903": "The council's own counts of looked-after children (SSDA903)",
    "attendance": "The council's own counts of attendance",
}
LICENCE = "Council's own figures"
Also = Callable[[Connection, int], None]


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
    also: Also | None = None,
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
        record_publication(connection, by, "imported" if protected.unpublished else "published", protected, version)
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


def record_publication(connection: Connection, by: Actor, action: Action, protected: Protected, version: int) -> None:
    """The audit row of figures that go in: how many, and how many are hidden."""
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
