"""The block ``pathway-years``: four stages over time beside each other, and every stage of every year in the table."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.small_multiples import Line, Panel, build_small_multiples
from dashboard.charts.time_axis import find_breaks
from dashboard.formatting import format_value, join_names
from dashboard.group_words import name_average
from dashboard.measures import Measure
from dashboard.members import member_codes
from dashboard.pathway import Pathway
from dashboard.pathway_flow import block_key
from dashboard.pathway_stages import Stages
from dashboard.periods import Period
from dashboard.schema import ALL, ENGLAND, Catalogue, Observation
from dashboard.segments import segments
from dashboard.selection import Selection
from dashboard.trend_series import AVERAGES
from dashboard.wedge_cells import figure_cell
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "pathway-years"
YEARS = 12  # that the panels show


def over_time(stages: Stages) -> tuple[str, ...]:
    """The measures of the panels."""
    return tuple(stage.rate for stage in stages.stage if stage.over_time)


def build_years_block(
    stages: Stages, selection: Selection, catalogue: Catalogue, pathway: Pathway, observations: Sequence[Observation]
) -> ChartBlock:
    """The block; ``observations`` are the panels' measures of the home and whom it stands against, in all years."""
    members = member_codes(selection, catalogue)
    panels = [_panel(catalogue.measures[name], pathway, members, observations) for name in over_time(stages)]
    panels = [panel for panel in panels if panel.lines]
    shown = [
        point for panel in panels for line in panel.lines if line.role == "home" for run in line.runs for point in run
    ]
    first = min((point.period.key for point in shown), default="")
    average = name_average(pathway.chosen, pathway.average)
    return ChartBlock(
        name=BLOCK,
        headline=f"{pathway.home.name} over time, beside its neighbours",
        subtitle=f"Four stages for every 10,000 children, {pathway.home.name}, {average} and England",
        description=_describe(pathway, panels),
        figure=build_small_multiples(panels),
        table=_table(pathway, catalogue),
        notes=tuple(_notes(catalogue, panels)),
        source=cite_sources(catalogue, shown),
        measures=over_time(stages),
        key=block_key(BLOCK, selection, catalogue, selection.neighbours, selection.average, pathway.year, first),
        key_is_whole=True,
        labels=list_labels(catalogue, shown),
    )


def _panel(measure: Measure, pathway: Pathway, members: Sequence[str], observations: Sequence[Observation]) -> Panel:
    areas: defaultdict[str, list[Observation]] = defaultdict(list)
    for item in observations:
        if item.measure == measure.id:
            areas[item.area].append(item)
    mine = areas[pathway.home.code]
    since = max((point.period.year for point in mine), default=0) - YEARS
    average = build_average(measure, [item for code in members for item in areas[code]], pathway.average)
    found = (
        ("england", "England", areas[ENGLAND]),
        ("average", "Neighbours", average),
        ("home", pathway.home.name, mine),
    )
    lines = [
        Line(name, role, runs)
        for role, name, points in found
        if (runs := segments(measure, [point for point in points if point.period.year >= since]))
    ]
    periods = [point.period for point in mine if point.period.year >= since]
    return Panel(measure, lines, [part.day for part in find_breaks(measure, periods)])


def build_average(measure: Measure, observations: Sequence[Observation], kind: str) -> list[Observation]:
    """The unweighted mean or median of the members' figures in each period in which one is known."""
    values: defaultdict[Period, list[float]] = defaultdict(list)
    for item in observations:
        if item.value is not None:
            values[item.period].append(item.value)
    return [
        Observation(measure.id, ALL, "average", period, AVERAGES[kind](found), None, None, None, False, False, "")
        for period, found in sorted(values.items(), key=lambda pair: pair[0].end)
    ]


def _describe(pathway: Pathway, panels: Sequence[Panel]) -> str:
    said = []
    for panel in panels:
        runs = next((line.runs for line in panel.lines if line.role == "home"), ())
        if runs:
            ends = [f"{format_value(point.value, panel.measure)} in {point.period.key}"
                    for point in (runs[0][0], runs[-1][-1])]  # fmt: skip
            said.append(f"{panel.measure.short} {' to '.join(dict.fromkeys(ends))}")
    return f"Small line charts for {pathway.home.name}: {'; '.join(said)}. The table has every stage and year."


def _notes(catalogue: Catalogue, panels: Sequence[Panel]) -> Iterator[str]:
    for panel in panels:
        if panel.breaks:
            yield f"Dotted line, {panel.measure.short}: the definition changed."
    yield "Each panel has its own scale. The table has all stages and shares, which the small lines further up draw."
    names = [panel.measure.short for panel in panels if panel.measure.polarity is None]
    if names:
        yield f"Neither higher nor lower is agreed to be better: {join_names(names)}."


def _table(pathway: Pathway, catalogue: Catalogue) -> Table:
    """A row a measure, a column a year."""
    years = sorted({item.period.year for part in pathway.parts for item in part.series})
    columns = (
        Column("Measure", "text"), Column("Unit", "text"), *(Column(f"{year - 1}/{year % 100:02d}") for year in years)
    )  # fmt: skip
    caption = f"Every stage in {pathway.home.name}, years to 31 March and numbers on that day"
    return Table(caption, columns, tuple(_rows(pathway, catalogue, years)))


def _rows(pathway: Pathway, catalogue: Catalogue, years: Sequence[int]) -> Iterator[tuple[Cell, ...]]:
    for part in pathway.parts:
        held: dict[int, Observation] = {item.period.year: item for item in part.series}
        cells = [figure_cell(part.measure, held[year], catalogue) if year in held else Cell("–") for year in years]
        yield (Cell(part.measure.title), Cell(part.measure.unit), *cells)
