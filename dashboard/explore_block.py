"""Explore as a chart block: the table of what is chosen, and the words around it."""

from collections.abc import Iterable, Iterator, Sequence

from dashboard.charts.block import ChartBlock, Table
from dashboard.explore_choice import Choice
from dashboard.explore_sheet import Origin, Sheet
from dashboard.explore_table import build_long_table, build_wide_table
from dashboard.explore_words import words_of_areas, words_of_measures, write_sentence
from dashboard.formatting import join_names
from dashboard.schema import Observation
from dashboard.selection import to_query
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "explore"
HEADLINE_WORDS = 10
_NOTED = 4  # measures whose breaks are named


def build_explore_block(choice: Choice, table: Table, origins: Iterable[Origin]) -> ChartBlock:
    """The block of a table, and of where its figures come from."""
    held = sorted(set(origins))
    return ChartBlock(
        name=BLOCK,
        headline=write_headline(choice),
        subtitle=write_sentence(choice),
        description=table.caption,
        figure={"data": [], "layout": {}},
        table=table,
        notes=tuple(list_notes(choice, held)),
        source=cite_sources(choice.catalogue, held),
        measures=choice.measures,
        key=f"{BLOCK}|{choice.catalogue.version}|{to_query(choice.selection)}",
        labels=list_labels(choice.catalogue, held),
        key_is_whole=True,
    )


def write_headline(choice: Choice) -> str:
    """At most ten words: what, and of whom."""
    measures = words_of_measures(choice.measures, choice.catalogue)
    places = len(choice.areas)
    forms = (
        f"{measures} in {words_of_areas(choice)}",
        f"{measures} in {places:,} {'areas' if places > 1 else 'area'}",
        f"{len(choice.measures)} measures in {places:,} {'areas' if places > 1 else 'area'}",
    )
    return next((form for form in forms if len(form.split()) <= HEADLINE_WORDS), forms[-1])


def sheet_table(choice: Choice, sheet: Sheet) -> Table:
    """The wide table."""
    return build_wide_table(sheet, choice.catalogue, write_sentence(choice))


def sheet_origins(sheet: Sheet) -> list[Origin]:
    """Where the figures of a sheet come from."""
    return [sheet.origins[number] for number in set().union(*(column.sources for column in sheet.columns)) if number]


def long_table(choice: Choice, observations: Sequence[Observation], most: int | None = None) -> Table:
    """The long table, in the order chosen, the newest period first, cut after ``most`` rows.

    ``observations`` have the oldest first.
    """
    order = [
        {name: place for place, name in enumerate(names)} for names in (choice.measures, choice.groups, choice.areas)
    ]
    measures, groups, areas = order
    ordered = sorted(
        reversed(observations), key=lambda item: (measures[item.measure], groups[item.breakdown], areas[item.area])
    )
    return build_long_table(ordered[:most], choice.catalogue, write_sentence(choice))


def first_measures(choice: Choice, rows: int) -> tuple[str, ...]:
    """As many of the measures, in the order chosen, as the first so many rows of the long table need."""
    counts = choice.reach.counts(choice.measures, choice.groups, choice.areas, choice.years)
    found, so_far = [], 0
    for name in choice.measures:
        if so_far >= rows:
            break
        found.append(name)
        so_far += counts[name]
    return tuple(found)


def cut_note(shown: int, of: int) -> tuple[str, ...]:
    """That the page has fewer rows than were chosen, and where the others are."""
    if shown == of:
        return ()
    return (f"These are the first {shown:,} of {of:,} rows; the files have all.",)


def observation_origins(observations: Iterable[Observation]) -> set[Origin]:
    """Where figures come from."""
    return {Origin(item.provisional, item.illustrative, item.dataset) for item in observations}


def list_notes(choice: Choice, origins: Iterable[Origin]) -> Iterator[str]:
    """What must be known to read the table: what has no figures, breaks, labels."""
    yield from _empty_notes(choice)
    yield from _break_notes(choice)
    held = list(origins)
    if any(origin.illustrative for origin in held):
        yield "Figures marked illustrative are invented to show how the page works; do not quote them."
    if any(origin.provisional for origin in held):
        yield "Figures marked provisional may be revised by their publisher."
    if "Local, unofficial" in list_labels(choice.catalogue, held):
        yield "Figures marked local are computed or supplied locally; they are not official statistics."


def _empty_notes(choice: Choice) -> Iterator[str]:
    areas = choice.areas
    counts = choice.reach.counts(choice.measures, choice.groups, areas, choice.years)
    empty = [choice.catalogue.measures[name].short for name in choice.measures if not counts[name]]
    if empty:
        yield f"Nothing is published here of {_listed(empty)}."
    reached = choice.reach.places(choice.measures, choice.groups, choice.years)
    unknown = [choice.catalogue.areas[code].name for code in areas if code not in reached]
    if unknown:
        yield f"There are no figures for {_listed(unknown)}."


def _break_notes(choice: Choice) -> Iterator[str]:
    first, last = (choice.years[0] or 0), (choice.years[1] or 9999)
    broken = [
        (measure.short, change)
        for measure in (choice.catalogue.measures[name] for name in choice.measures)
        for change in measure.breaks
        if first < change.at.year <= last
    ]
    if len({short for short, _ in broken}) > _NOTED:
        yield (
            f"The definition of {len({short for short, _ in broken})} of these measures changed over the years: the "
            "sheet Definitions of the Excel file says when and how."
        )
        return
    for short, change in broken:
        yield f"{short} changed in {change.at.year}: {change.words}. Figures before and after are not to be compared."


def _listed(names: Sequence[str]) -> str:
    """``A, B, C, D and 12 more``."""
    more = [f"{len(names) - _NOTED:,} more"] if len(names) > _NOTED else []
    return join_names([*names[:_NOTED], *more])
