"""The blocks ``gaps`` (the gap over time) and ``gaps-sides`` (the two figures that it lies between)."""

from collections.abc import Iterator, Sequence

from dashboard.charts.bands import Slice
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.gap_sides import SideLine, build_sides_figure
from dashboard.charts.trend import build_trend_figure
from dashboard.gap_facts import list_facts
from dashboard.gap_notes import list_gap_notes, list_side_notes
from dashboard.gap_words import (
    capital,
    describe_gap,
    describe_sides,
    write_gap_headline,
    write_gap_subtitle,
    write_sentences,
    write_sides_headline,
    write_sides_subtitle,
)
from dashboard.gaps import GapView
from dashboard.intervals import interval_label, interval_of
from dashboard.measures import Measure
from dashboard.pairs import Side
from dashboard.periods import Period
from dashboard.schema import ENGLAND, Catalogue, Observation
from dashboard.segments import segments
from dashboard.selection import Selection
from dashboard.trend_series import Series
from dashboard.trend_table import build_table
from dashboard.wedge_cells import figure_cell, interval_cell
from dashboard.wedge_notes import cite_sources, list_labels

GAP, SIDES = "gaps", "gaps-sides"


def build_gap_block(selection: Selection, catalogue: Catalogue, view: GapView, kirkstall: str) -> ChartBlock:
    """The gap as a line; ``extra`` has the sentences and facts of the page, and why the gap matters."""
    rows = list(_rows(selection, view))
    used = {point.area for series in rows for point in series.observations}
    shown = [figure for side in (view.figures.group, view.figures.reference) for figure in side.values()
             if figure.area in used]  # fmt: skip
    return ChartBlock(
        name=GAP,
        headline=write_gap_headline(view),
        subtitle=write_gap_subtitle(view),
        description=describe_gap(view),
        figure=build_trend_figure(view.lines),
        table=_with_rank(view, build_table(view.lines, rows, _periods(view))),
        notes=list_gap_notes(selection, catalogue, view, kirkstall),
        source=cite_sources(catalogue, shown),
        measures=_measures(view),
        key=_key(GAP, selection, catalogue),
        labels=list_labels(catalogue, shown),
        extra={"sentences": write_sentences(view), "facts": list_facts(view), "why": view.pair.why},
    )


def _key(name: str, selection: Selection, catalogue: Catalogue) -> str:
    """What both figures are built from: all neighbour sets are in one, an own group is in the key."""
    parts = (selection.home, selection.pair, selection.area or "", ",".join(selection.group))
    return "|".join((name, str(catalogue.version), *parts))


def _measures(view: GapView) -> tuple[str, ...]:
    return tuple(dict.fromkeys((view.pair.group.measure, view.pair.reference.measure)))


def _rows(selection: Selection, view: GapView) -> Iterator[Series]:
    """All lines but those of the neighbour sets that are not chosen."""
    for series in view.lines.every():
        choice = series.when.partition("neighbours=")[2].partition("&")[0]
        if choice in ("", selection.neighbours):
            yield series


def _periods(view: GapView) -> list[Period]:
    found = {point.period for series in (view.lines.home, view.lines.subject) for point in series.observations}
    return sorted(found, key=lambda period: period.end)


def _with_rank(view: GapView, table: Table) -> Table:
    """The table with the rank in the period that is compared, where there is one."""
    comparison = view.comparison
    if comparison.rank is None:
        return table
    shown = Cell(f"{comparison.rank} of {comparison.of}", comparison.rank)
    cells = (shown if column.title == comparison.period.label else Cell("–") for column in table.columns[1:])
    row = (Cell(f"{view.lines.subject.name}: rank, 1 is the smallest gap"), *cells)
    return Table(table.caption, table.columns, (*table.rows, row))


# --- both sides ------------------------------------------------------------------------------------------------------


def build_sides_block(selection: Selection, catalogue: Catalogue, view: GapView) -> ChartBlock:
    """The group and its reference over time, for the home and for England."""
    lines = list(_side_lines(view))
    points = [point for line in lines for point in line.observations]
    known = [point.period for line in lines[:2] for run in line.runs for point in run]
    first, last = min(known, key=lambda period: period.end), max(known, key=lambda period: period.end)
    drawn = view.figures.group_measure.model_copy(update={"breaks": view.figures.measure.breaks})
    return ChartBlock(
        name=SIDES,
        headline=write_sides_headline(view),
        subtitle=write_sides_subtitle(view, first, last),
        description=describe_sides(view, lines[0].runs, lines[1].runs),
        figure=build_sides_figure(drawn, lines, _between(view)),
        table=_sides_table(view, catalogue, lines),
        notes=list_side_notes(view),
        source=cite_sources(catalogue, points),
        measures=_measures(view),
        key=_key(SIDES, selection, catalogue),
        key_is_whole=True,
        labels=list_labels(catalogue, points),
    )


def _side_lines(view: GapView) -> Iterator[SideLine]:
    subject, figures = view.lines.subject.area, view.figures
    for area, prefix, name in ((subject, "", ""), (ENGLAND, "england-", "England: ")):
        for role, side, of, found in (
            ("group", view.pair.group, figures.group_measure, figures.group),
            ("reference", view.pair.reference, figures.reference_measure, figures.reference),
        ):
            own = [found[place] for place in figures.gaps if place[0] == area and place in found]
            short = "" if prefix else ("Group" if role == "group" else capital(side.words.split()[0]))
            runs = segments(of, own)
            yield SideLine(prefix + role, f"{name}{side.words if name else capital(side.words)}", short, own, runs)


def _between(view: GapView) -> list[list[Slice]]:
    """The space between the two lines, in the runs of the gap."""
    area, figures = view.lines.subject.area, view.figures
    runs = []
    for run in view.lines.subject.runs:
        pairs = [(gap.period.end, figures.group[area, gap.period.end].value or 0.0,
                  figures.reference[area, gap.period.end].value or 0.0) for gap in run]  # fmt: skip
        runs.append([Slice(day, min(first, second), max(first, second)) for day, first, second in pairs])
    return runs


def _sides_table(view: GapView, catalogue: Catalogue, lines: Sequence[SideLine]) -> Table:
    """A row for each line with its interval and counts below it, the newest period first."""
    measure = view.figures.reference_measure
    periods = list(reversed(_periods(view)))
    columns = [Column("Whose", "text"), *(Column(period.label, "number", measure.unit) for period in periods)]
    rows: list[tuple[Cell, ...]] = []
    for line in lines:
        of = view.figures.group_measure if line.role.endswith("group") else measure
        points = {point.period: point for point in line.observations}
        found = [points.get(period) for period in periods]
        rows.append((Cell(line.name), *(figure_cell(of, point, catalogue) for point in found)))
        rows += _parts(of, line.name, found)
    side: Side = view.pair.group
    return Table(f"{view.pair.title}: {side.words} and {view.pair.reference.words}", tuple(columns), tuple(rows))


def _parts(measure: Measure, name: str, points: Sequence[Observation | None]) -> Iterator[tuple[Cell, ...]]:
    """The interval and the counts behind a line, where there are any."""
    limits = [interval_of(measure, point) or (None, None) for point in points]
    if any(low is not None for low, _ in limits):
        yield (Cell(f"{name}: {interval_label(measure)}"), *(interval_cell(low, high, measure) for low, high in limits))
    for word, counts in (
        ("numerator", [point.numerator if point else None for point in points]),
        ("denominator", [point.denominator if point else None for point in points]),
    ):
        if any(count is not None for count in counts):
            cells = (Cell("–") if count is None else Cell(f"{count:,.0f}", count) for count in counts)
            yield (Cell(f"{name}: {word}"), *cells)
