"""The block ``overview-in-year``: the obsessions over the year as small charts, all of the tracker in the table."""

from collections.abc import Iterator

from dashboard.areas import plain_name
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.small_multiples import Line, Panel, build_small_multiples, height_of
from dashboard.formatting import format_change, format_change_range, format_missing, format_number, format_value
from dashboard.improvement import CHANGE_WORDS, Change
from dashboard.in_year import FLAGS, LABELS, as_at, why_apart
from dashboard.measures import Measure
from dashboard.schema import Catalogue, Observation
from dashboard.segments import segments
from dashboard.selection import Selection
from dashboard.tracker import Standing, Tracked, Tracker
from dashboard.wedge_cells import interval_cell, limits_of
from dashboard.wedge_notes import cite_sources

BLOCK = "overview-in-year"
ROLES = ("wedge", "fourth", "average", "fifth", "england")  # of lines for wedges alone
_NUMBERS = ("No", "One", "Two", "Three")


def build_tracker_block(selection: Selection, catalogue: Catalogue, tracker: Tracker) -> ChartBlock:
    """The block of a tracker; ``extra`` has the ``tracker`` and its ``lead``, and the ``height`` of the charts in px,
    ``stacked`` where one stands below the other."""
    drawn = [panel for panel in (_panel(tracked) for tracked in tracker.tracked) if panel.lines]
    place = _place(tracker)
    lead = write_lead(tracker)
    shown = [item for tracked in tracker.tracked for standing in _standings(tracked) for item in standing.points]
    return ChartBlock(
        name=BLOCK,
        headline=write_headline(tracker),
        subtitle=f"{', '.join(tracked.measure.short for tracked in tracker.tracked)}, {place}, provisional and local",
        description=f"Small line charts of provisional, local figures in {place}. {lead} The table has the latest "
        "figures of the city and its wedges.",
        figure=build_small_multiples(drawn),
        table=_table(tracker),
        notes=tuple(_notes(tracker)),
        source=cite_sources(catalogue, shown),
        measures=tuple(tracked.measure.id for tracked in tracker.tracked),
        key="|".join((BLOCK, str(catalogue.version), selection.home, selection.area or "")),
        key_is_whole=True,
        labels=(*(("Illustrative",) if any(item.illustrative for item in shown) else ()), *LABELS),
        extra={"tracker": tracker, "lead": lead, "height": height_of(len(drawn)), "stacked": height_of(len(drawn), 1)},
    )


def _place(tracker: Tracker) -> str:
    home = plain_name(tracker.home)
    return f"{plain_name(tracker.wedge)}, {home}" if tracker.wedge else home


def write_headline(tracker: Tracker) -> str:
    """How many of the obsessions clearly changed for the worse or the better in a year, in at most ten words."""
    words = [tracked.place.year_before.judged.word for tracked in tracker.tracked if tracked.place]
    worse, better = words.count("worse"), words.count("better")
    if not words:
        return "Only wedges have figures that can be shown"
    if all(word == "not judged" for word in words):
        return "No figures of a year ago to judge against"
    if not worse and not better:
        return "No clear change for better or worse in a year"
    parts = [f"{_NUMBERS[number].lower()} {word}" for number, word in ((worse, "worse"), (better, "better")) if number]
    told = " and ".join(parts)
    return f"Against a year ago: {told}"


def write_lead(tracker: Tracker) -> str:
    """``Provisional and local, in Leeds: NEET, 16 and 17, 4.9 % (as at 31 October 2026); …``."""
    said = [
        f"{tracked.measure.short}, {_say(tracked.measure, tracked.place.latest)} ({as_at(tracked.place.latest.period)})"
        for tracked in tracker.tracked
        if tracked.place
    ]
    start = f"Provisional and local, in {_place(tracker)}"
    if not said:
        return f"{start}: there are figures for wedges only."
    return f"{start}: {'; '.join(said)}."


def _say(measure: Measure, item: Observation) -> str:
    return format_value(item.value, measure, item.status)


def _standings(tracked: Tracked) -> list[Standing]:
    return [*([tracked.city] if tracked.city else []), *tracked.wedges]


def _panel(tracked: Tracked) -> Panel:
    """The city and the chosen wedge; where neither may be seen, the wedges that may."""
    places = [("home", tracked.city), ("wedge", tracked.wedge)]
    if tracked.place is None:
        places = list(zip(ROLES, tracked.wedges, strict=False))
    lines = [
        Line(plain_name(standing.area), role, runs, provisional=True)
        for role, standing in places
        if standing and (runs := segments(tracked.measure, standing.points))
    ]
    return Panel(tracked.measure, lines)


def _table(tracker: Tracker) -> Table:
    columns = (
        Column("Measure", "text"), Column("Area", "text"), Column("Period", "text"), Column("As at", "text"),
        Column("Value"), Column("Count"), Column("Out of"), Column("95 % range", "text"),
        Column("Since the figure before", "text"), Column("Range of that change", "text"), Column("It is", "text"),
        Column("Since a year before", "text"), Column("Range of that change", "text"), Column("It is", "text"),
        Column(f"Against {plain_name(tracker.home)}", "text"), Column("Read with"),
    )  # fmt: skip
    rows = tuple(tuple(_row(tracked, standing)) for tracked in tracker.tracked for standing in _standings(tracked))
    return Table(f"In-year figures of {_place(tracker)}, provisional and local", columns, rows)


def _row(tracked: Tracked, standing: Standing) -> Iterator[Cell]:
    measure, latest = tracked.measure, standing.latest
    yield Cell(measure.short)
    yield Cell(plain_name(standing.area))
    yield Cell(latest.period.label)
    yield Cell(latest.period.end.isoformat())
    flags = (*(("illustrative",) if latest.illustrative else ()), *FLAGS)
    if latest.value is None:
        yield Cell(format_missing(latest.status), None, latest.status, flags)
    else:
        yield Cell(format_value(latest.value, measure), latest.value, None, flags)
    for count in (latest.numerator, latest.denominator):
        yield Cell("–") if count is None else Cell(format_number(count), count)
    yield interval_cell(*limits_of(measure, latest), measure)
    for change in (standing.before, standing.year_before):
        yield from _change_cells(measure, change)
    judged = standing.against_city
    yield Cell(f"{judged.word}: {judged.why}" if judged and judged.why else judged.word if judged else "–")
    beside = tracked.beside if standing is tracked.place else None
    if beside is None:
        yield Cell("–")
    elif beside.value is None:
        yield Cell(f"not known {format_missing(beside.status)}", None, beside.status, FLAGS)
    else:
        yield Cell(f"not known {format_number(beside.value, 1)} %", beside.value, None, FLAGS)


def _change_cells(measure: Measure, change: Change) -> Iterator[Cell]:
    if change.amount is None:
        yield from (Cell(change.why or "–"), Cell("–"), Cell("–"))
        return
    since = f" since {change.before.period.label}" if change.before else ""
    yield Cell(f"{format_change(change.amount, measure)}{since}", change.amount)
    limits = change.limits
    yield Cell(format_change_range(limits, measure), f"{limits[0]:.12g} to {limits[1]:.12g}") if limits else Cell("–")
    yield Cell(CHANGE_WORDS[change.judged.word])


def _notes(tracker: Tracker) -> Iterator[str]:
    for tracked in tracker.tracked:
        yield f"{tracked.measure.short}: {why_apart(tracked.measure)}."
    yield (
        "The range of a change takes the two counts as independent. Most of the same children are in both, so it errs "
        "on the wide side: a change called clear is clear."
    )
    if any(tracked.wedges for tracked in tracker.tracked):
        yield (
            f"A wedge is called better or worse than {plain_name(tracker.home)} only where its whole range lies on one "
            "side of the city’s figure; anything less may be chance."
        )
    for measure in tracker.missing:
        yield f"{measure.short}: nothing was counted in the year yet."
    if any(tracked.beside for tracked in tracker.tracked):
        yield "NEET is read with the share whose activity is not known: some of those young people are NEET too."
