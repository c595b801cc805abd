"""The block ``pathway-history``: what was counted at the front door before there was a national count of it."""

from collections.abc import Sequence
from datetime import date

from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.flow_bars import Stop, build_flow_bars
from dashboard.formatting import format_number, format_value, join_names
from dashboard.measures import Measure
from dashboard.pathway_flow import block_key
from dashboard.pathway_stages import Stages
from dashboard.schema import ALL, Area, Catalogue, Observation
from dashboard.selection import Selection
from dashboard.wedge_cells import figure_cell
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "pathway-history"


def build_history_block(
    stages: Stages, selection: Selection, catalogue: Catalogue, observations: Sequence[Observation]
) -> ChartBlock | None:
    """The block from the home's figures of all the measures of the file's history and of assessments in time.

    The bars are the year of the first measure (calls); None where the home has no figure of it.
    """
    home = catalogue.areas[selection.home]
    mine = [item for item in observations if item.area == home.code and item.value is not None]
    calls = [item for item in mine if item.measure == stages.history[0]]
    if not calls:
        return None
    period = calls[-1].period
    of_year = [item for item in mine if item.period == period]
    shown = [item for name in (*stages.history, *stages.history_shares) for item in mine if item.measure == name]
    in_time = [item for item in mine if item.measure in stages.timeliness and item.period.end <= _latest(shown)]
    listed = [*shown, *in_time]
    return ChartBlock(
        name=BLOCK,
        headline=f"{home.name} in {period.key}: {_say(catalogue, calls[-1])}",
        subtitle=f"Calls, initial and core assessments in {home.name}, {period.label}, as the Trust counted them",
        description=_describe(catalogue, home, stages, of_year),
        figure=build_flow_bars(home.name, ("in the year", "in the year"), _stops(catalogue, stages, of_year), {}),
        table=_table(catalogue, home, listed),
        notes=_notes(catalogue, stages, of_year, in_time),
        source=cite_sources(catalogue, [item for item in listed if item.period.end <= period.end]),
        measures=(*stages.history, *stages.history_shares),
        key=block_key(BLOCK, selection, catalogue),
        key_is_whole=True,
        labels=list_labels(catalogue, of_year),
    )


def _latest(items: Sequence[Observation]) -> date:
    return max(item.period.end for item in items)


def _say(catalogue: Catalogue, item: Observation) -> str:
    return format_value(item.value, catalogue.measures[item.measure])


def _find(items: Sequence[Observation], measure: str) -> Observation | None:
    return next((item for item in items if item.measure == measure and item.breakdown == ALL), None)


def _name(measure: Measure) -> str:
    return measure.short.removesuffix(", rate")


def _stops(catalogue: Catalogue, stages: Stages, of_year: Sequence[Observation]) -> list[Stop]:
    notes = dict(zip(stages.history[1:], stages.history_shares, strict=False))
    found = []
    for name in stages.history:
        item = _find(of_year, name)
        if item is None:
            continue
        share = _find(of_year, notes.get(name, ""))
        measure = catalogue.measures[name]
        note = _share_words(catalogue, share)
        hover = f"<b>{_name(measure)}</b><br>{_say(catalogue, item)}" + (f"<br>{note}" if note else "")
        found.append(Stop("", _name(measure), note, item.value, format_number(item.value or 0), hover))
    return found


def _share_words(catalogue: Catalogue, share: Observation | None) -> str:
    """``51 % of calls``: the share as it was printed, of what it was a share of."""
    if share is None:
        return ""
    whole = {"calls-to-initial-assessment": "calls", "initial-to-core-assessment": "initial assessments"}
    return f"{_say(catalogue, share)} of {whole.get(share.measure, catalogue.measures[share.measure].denominator)}"


def _describe(catalogue: Catalogue, home: Area, stages: Stages, of_year: Sequence[Observation]) -> str:
    said = [_say(catalogue, item) for name in stages.history if (item := _find(of_year, name))]
    shares = [_share_words(catalogue, _find(of_year, name)) for name in stages.history_shares]
    return f"Bars for {home.name}: {join_names(said)}; {join_names(words for words in shares if words)}."


def _notes(
    catalogue: Catalogue, stages: Stages, of_year: Sequence[Observation], in_time: Sequence[Observation]
) -> tuple[str, ...]:
    times = [item for item in in_time if item.dataset in {one.dataset for one in of_year} and item.breakdown == ALL]
    said = []
    for name in dict.fromkeys(item.measure for item in times):
        figures = [item for item in times if item.measure == name]
        years = join_names(f"{_say(catalogue, item)} in {item.period.key}" for item in figures)
        said.append(f"{catalogue.measures[name].short}: {years}.")
    shares = [catalogue.measures[name].caveat for name in stages.history_shares]
    return (
        "The Trust’s own figures from its papers: local, unofficial, not checked by the Department for Education.",
        *said, catalogue.measures[stages.history[0]].caveat, *(caveat for caveat in shares if caveat),
    )  # fmt: skip


def _table(catalogue: Catalogue, home: Area, items: Sequence[Observation]) -> Table:
    columns = (
        Column("Measure", "text"), Column("Year to 31 March", "text"), Column("Statement", "text"),
        Column("Unit", "text"), Column(home.name), Column("Numerator"), Column("Denominator"), Column("From", "text"),
    )  # fmt: skip
    return Table(f"The front door of {home.name} as it was counted to 2012/13", columns,
                 tuple(_row(catalogue, item) for item in items))  # fmt: skip


def _row(catalogue: Catalogue, item: Observation) -> tuple[Cell, ...]:
    measure, dataset = catalogue.measures[item.measure], catalogue.datasets.get(item.dataset)
    counts = [Cell("–") if count is None else Cell(format_number(count), count)
              for count in (item.numerator, item.denominator)]  # fmt: skip
    return (
        Cell(measure.title), Cell(item.period.key),
        Cell("–" if item.breakdown == ALL else catalogue.breakdowns.get(item.breakdown, item.breakdown)),
        Cell(measure.unit), figure_cell(measure, item, catalogue), *counts,
        Cell(f"{dataset.publisher}: {dataset.title}" if dataset else item.dataset),
    )  # fmt: skip
