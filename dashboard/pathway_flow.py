"""The block ``pathway``: every stage of one year as bars on one scale, and all its figures in the table."""

from collections.abc import Iterator

from dashboard.benchmarks import Benchmark, Comparison
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.flow_bars import Spread, Stop, build_flow_bars, height_of
from dashboard.formatting import format_missing, format_number, format_range, format_value, is_count
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.neighbour_bars import drawn_sets
from dashboard.pathway import Part, Passage, Pathway
from dashboard.pathway_words import (
    average_words,
    describe_flow,
    describe_passage,
    format_count,
    list_notes,
    name_year,
    write_against,
    write_headline,
    write_lead,
    write_subtitle,
)
from dashboard.schema import Catalogue
from dashboard.selection import Selection
from dashboard.wedge_cells import figure_cell, interval_cell, judgement_cell
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "pathway"
UNITS = ("for every 10,000 children aged 0 to 17", "per 10,000 children")


def build_flow_block(selection: Selection, catalogue: Catalogue, pathway: Pathway) -> ChartBlock:
    """The block; ``extra`` has the page's sentences."""
    sets = drawn_sets(selection)
    stops = [_stop(passage, sets) for passage in pathway.passages]
    return ChartBlock(
        name=BLOCK,
        headline=write_headline(pathway),
        subtitle=write_subtitle(pathway),
        description=describe_flow(pathway),
        figure=build_flow_bars(pathway.home.name, UNITS, stops, average_words(sets)),
        table=build_table(pathway, catalogue),
        notes=list_notes(pathway, catalogue),
        source=cite_sources(catalogue, pathway.figures),
        measures=tuple(dict.fromkeys(part.measure.id for part in pathway.parts)),
        key=block_key(BLOCK, selection, catalogue, pathway.year),
        labels=list_labels(catalogue, pathway.figures),
        extra={"sentences": (write_lead(pathway), write_against(pathway)), "canvas": height_of(stops) / 640},
    )


def block_key(name: str, selection: Selection, catalogue: Catalogue, *more: object) -> str:
    """What the figures of the page are built from: the sets are all in one figure, an own group has its own."""
    own = ",".join(selection.group) if selection.neighbours == "own" else ""
    return "|".join(str(part) for part in (name, catalogue.version, selection.home, own, *more))


def _stop(passage: Passage, sets: tuple[str, ...]) -> Stop:
    part, stage = passage.rate, passage.stage
    standing = bool(part and part.measure.period_kind == "31-march")
    hover = f"<b>{stage.title}</b><br>{describe_passage(passage)}"
    if part is None or part.value is None or part.comparison is None:
        words = _words_in_place(passage)
        return Stop(stage.group, stage.title, format_count(passage), None, words, hover, standing)
    found = part.comparison
    limits = (found.lower, found.upper) if found.lower is not None and found.upper is not None else None
    if limits:
        hover += f"<br>range of natural variation {format_range(*limits, part.measure)}"
    shown = format_number(part.value, part.measure.decimals)
    note = format_count(passage) or "number not at hand"
    short = "no number" if passage.how_many is None else format_number(passage.how_many)
    return Stop(
        stage.group, stage.title, note, part.value, shown, hover, standing, short, limits,
        {name: spread for name in sets if (spread := _spread(part, name))}, _england(found.england, part.measure),
    )  # fmt: skip


def _words_in_place(passage: Passage) -> str:
    """What is said where no rate is known: the first share, or that there is nothing."""
    share = next((part for part in passage.shares if part.value is not None), None)
    if share is not None:
        words = f"{share.measure.short[0].lower()}{share.measure.short[1:]}: {format_value(share.value, share.measure)}"
        return words if passage.how_many is not None else f"number not at hand; {words}"
    if passage.rate is None:
        return "rate not at hand"
    return f"rate {format_missing(passage.rate.status)}"


def _spread(part: Part, name: str) -> Spread | None:
    group = part.groups.get(name)
    if group is None or group.mean is None or group.median is None or group.min is None or group.max is None:
        return None
    measure = part.measure
    words = (
        f"{group.title[0].upper()}{group.title[1:]}<br>mean {format_value(group.mean, measure)}, median "
        f"{format_value(group.median, measure)}<br>{group.n} of {group.of} have a figure, "
        f"from {format_range(group.min, group.max, measure)}"
    )
    return Spread(group.min, group.max, {"mean": group.mean, "median": group.median}, words)


def _england(england: Benchmark | None, measure: Measure) -> tuple[float, str] | None:
    if england is None or england.value is None:
        return None
    return england.value, f"England {format_value(england.value, measure)}"


# --- the table -------------------------------------------------------------------------------------------------------


def build_table(pathway: Pathway, catalogue: Catalogue) -> Table:
    """A row a measure: the figure, the counts behind it, and everything it stands against."""
    region = next((p.comparison.region.name for p in pathway.parts if p.comparison and p.comparison.region), "Region")
    columns = (
        Column("Measure", "text"), Column("Stage", "text"), Column("Period", "text"), Column("Unit", "text"),
        Column(pathway.home.name), Column("Numerator"), Column("Denominator"), Column("95 % range", "text"),
        Column("Neighbours’ mean"), Column("Neighbours’ median"), Column("Lowest"), Column("Highest"),
        Column("With a figure", "text"), Column(f"Against neighbours’ {pathway.average}", "text"),
        Column(region), Column("Against region", "text"), Column("England"), Column("Against England", "text"),
    )  # fmt: skip
    rows = tuple(
        tuple(_cells(passage, part, catalogue, pathway)) for passage in pathway.passages for part in passage.parts
    )
    when = f"{name_year(pathway.year)} and 31 March {pathway.year}"
    return Table(f"Every stage of the pathway in {pathway.home.name}, {when}", columns, rows)


def _cells(passage: Passage, part: Part, catalogue: Catalogue, pathway: Pathway) -> Iterator[Cell]:
    measure, found, figure = part.measure, part.comparison, part.figure
    yield Cell(measure.title)
    yield Cell(passage.stage.title)
    yield Cell(found.period.label if found else name_year(pathway.year))
    yield Cell(measure.unit)
    yield figure_cell(measure, figure, catalogue)
    yield _whole(figure.numerator if figure else None)
    yield _whole(figure.denominator if figure else None)
    yield interval_cell(found.lower if found else None, found.upper if found else None, measure)
    yield from _group_cells(measure, found)
    judged = found.judgements if found else None
    yield _judged(judged.neighbours if judged else None, part)
    for place, judgement in (
        (found.region if found else None, judged.region if judged else None),
        (found.england if found else None, judged.england if judged else None),
    ):
        yield _number(place.value if place else None, measure, place.status if place else None)
        yield _judged(judgement if place else None, part)


def _group_cells(measure: Measure, found: Comparison | None) -> Iterator[Cell]:
    group = found.neighbours if found else None
    for value in (group.mean, group.median, group.min, group.max) if group else (None,) * 4:
        yield _number(value, measure, None)
    yield Cell(f"{group.n} of {group.of}" if group and group.of else "–")


def _whole(value: float | None) -> Cell:
    return Cell("–") if value is None else Cell(format_number(value), value)


def _number(value: float | None, measure: Measure, status: str | None) -> Cell:
    if value is None:
        return Cell(format_missing(status), None, status) if status else Cell("–")
    return Cell(format_number(value, measure.decimals), value)


def _judged(judgement: Judgement | None, part: Part) -> Cell:
    if judgement is None or part.value is None:
        return Cell("–")
    return Cell(judgement.word, judgement.word) if is_count(part.measure) else judgement_cell(judgement)
