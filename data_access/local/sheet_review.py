"""What an analyst should look at again before figures go in: warnings, each to be ticked off, none a refusal."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dashboard.areas import authority_of
from dashboard.formatting import is_count, join_names
from dashboard.periods import Period
from dashboard.schema import Observation
from data_access.faults import ImportFault
from data_access.local.raw_table import RawTable
from data_access.local.sheet_context import SheetContext
from data_access.local.sheet_figures import ReadFigure
from data_access.local.sheet_outliers import find_outliers
from data_access.local.sheet_totals import find_totals

_NAMED = 6  # places that a warning lists
_LISTED = 200
_LOCAL = "local-"


def review(
    table: RawTable, read: Sequence[ReadFigure], history: Sequence[Observation], context: SheetContext
) -> tuple[ImportFault, ...]:
    """The warnings about a file, those about the whole of it first; past 200 it says how many there are."""
    file, measures = table.file, context.catalogue.measures
    found = (
        *_warn_of_hidden(table),
        *_warn_of_places_elsewhere(file, read, context),
        *_warn_without_counts(file, read, context),
        *_warn_of_age(file, read, history, context),
        *_warn_of_missing_places(file, read, history, context),
        *find_totals(file, read, history, context),
        *find_outliers(file, read, history, measures, context.home),
    )
    if len(found) <= _LISTED:
        return found
    rule = f"there are {len(found):,} warnings in all, of which the first {_LISTED} are listed"
    return (*found[:_LISTED], ImportFault(file, 0, "", "", rule, "Look for what they have in common"))


def _warn_of_hidden(table: RawTable) -> Iterator[ImportFault]:
    if table.hidden:
        rule = "parts of the workbook are hidden: what you see there is not all that is in the file"
        yield ImportFault(table.file, 0, "", "; ".join(table.hidden[:_NAMED]), rule, "Show them and look at them")


def _warn_of_places_elsewhere(file: str, read: Sequence[ReadFigure], context: SheetContext) -> Iterator[ImportFault]:
    catalogue = context.catalogue
    for code in dict.fromkeys(one.figure.area for one in read):
        authority = authority_of(catalogue, code)
        if authority is None or authority.code != context.home:
            first = next(one for one in read if one.figure.area == code)
            rule = f"{catalogue.areas[code].name} is not in {catalogue.areas[context.home].name}"
            remedy = "Check that these may be shown as your council’s own figures"
            yield ImportFault(file, first.row, "area", code, rule, remedy)


def _warn_without_counts(file: str, read: Sequence[ReadFigure], context: SheetContext) -> Iterator[ImportFault]:
    """Where nothing is counted, nothing says how few children a figure rests on: disclosure control hides it."""
    measures = context.catalogue.measures
    bare = [
        one
        for one in read
        if one.figure.value is not None
        and one.figure.denominator is None
        and not is_count(measures[one.figure.measure])
    ]
    if bare:
        rule = f"{len(bare):,} figure(s) have no denominator: nobody can tell how few children they rest on"
        yield ImportFault(file, bare[0].row, bare[0].column, "", rule, "Give it, or they will be hidden")


def _warn_of_age(
    file: str, read: Sequence[ReadFigure], history: Sequence[Observation], context: SheetContext
) -> Iterator[ImportFault]:
    """Figures that are published already, and figures older than those that an earlier import brought."""
    official = {
        (one.measure, one.breakdown, one.area, one.period.key)
        for one in history
        if not one.illustrative and not one.dataset.startswith(_LOCAL) and one.value is not None
    }
    newest: dict[str, Period] = {}
    for known in history:
        if known.dataset.startswith(_LOCAL):
            newest[known.measure] = max(newest.get(known.measure, known.period), known.period, key=_by_end)
    for name, ours in _by_measure(read).items():
        title = context.catalogue.measures[name].short
        known_already = [
            one
            for one in ours
            if one.figure.provisional
            and (name, one.figure.breakdown, one.figure.area, one.figure.period.key) in official
        ]
        if known_already:
            rule = (
                f"{title}: {len(known_already):,} provisional figure(s) are of periods whose final ones are published"
            )
            yield ImportFault(file, known_already[0].row, "period", "", rule, "The published ones are shown")
        last = max((one.figure.period for one in ours), key=_by_end)
        if name in newest and last.end < newest[name].end:
            rule = f"{title}: the newest figures here are of {last.label}, older than those imported before"
            remedy = f"Check that it is the right file: {newest[name].label} is there already"
            yield ImportFault(file, ours[0].row, "period", last.key, rule, remedy)


def _warn_of_missing_places(
    file: str, read: Sequence[ReadFigure], history: Sequence[Observation], context: SheetContext
) -> Iterator[ImportFault]:
    """Places that had a figure one period earlier, in this file or in an earlier import, and have none now."""
    areas: dict[tuple[str, str, str], dict[Period, set[str]]] = defaultdict(lambda: defaultdict(set))
    for known in history:
        if known.dataset.startswith(_LOCAL):
            areas[known.measure, known.breakdown, known.period.kind][known.period].add(known.area)
    latest: dict[tuple[str, str, str], ReadFigure] = {}
    for one in read:
        figure = one.figure
        key = figure.measure, figure.breakdown, figure.period.kind
        areas[key][figure.period].add(figure.area)
        if key not in latest or figure.period.end > latest[key].figure.period.end:
            latest[key] = one
    for key, one in latest.items():
        period = one.figure.period
        earlier = [other for other in areas[key] if other.end < period.end]
        if not earlier:
            continue
        before = max(earlier, key=_by_end)
        missing = sorted(areas[key][before] - areas[key][period])
        if missing:
            names = [context.catalogue.areas[code].name for code in missing[:_NAMED]]
            more = [f"{len(missing) - _NAMED} more"] if len(missing) > _NAMED else []
            rule = (
                f"there is nothing for {period.label} of {join_names([*names, *more])}, as there was for {before.label}"
            )
            yield ImportFault(file, one.row, "area", one.figure.measure, rule, "Check that no rows were lost")


def _by_measure(read: Sequence[ReadFigure]) -> dict[str, list[ReadFigure]]:
    found: dict[str, list[ReadFigure]] = defaultdict(list)
    for one in read:
        found[one.figure.measure].append(one)
    return found


def _by_end(period: Period) -> tuple[int, str]:
    return period.end.toordinal(), period.kind
