"""The chart block of one measure across the wedges: bars with their intervals, city and England as lines."""

from dashboard.benchmarks import Comparison
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.place_bars import Bar, build_place_bars
from dashboard.config import Settings
from dashboard.intervals import interval_label
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from dashboard.target_cells import TARGET_COLUMNS, target_cells
from dashboard.wedge_cells import (
    block_key,
    children_cell,
    figure_cell,
    gap_cell,
    interval_cell,
    judgement_cell,
    limits_of,
    reference_lines,
)
from dashboard.wedge_notes import cite_sources, hover_flags, list_labels, list_notes
from dashboard.wedge_targets import (
    describe_targets,
    drawn_target,
    has_targets,
    hover_target,
    target_key,
    target_notes,
    target_sentence,
)
from dashboard.wedge_words import (
    describe_bars,
    figure_words,
    range_words,
    unit_of,
    write_headline,
    write_sentences,
    write_subtitle,
)
from dashboard.wedges import Wedges


def build_wedges_block(selection: Selection, catalogue: Catalogue, view: Wedges, settings: Settings) -> ChartBlock:
    """The wedges beside each other with city and England; ``extra`` has the view and its sentences."""
    own = [view.now[figure.code] for figure in view.figures if figure.code in view.now]
    drawn = [*own, *(view.now[code] for code in (selection.home, *_england(view)) if code in view.now)]
    bars = [_wedge_bar(view, figure.comparison, view.now.get(figure.code), catalogue) for figure in view.figures]
    wanted = target_key(view)
    return ChartBlock(
        name="wedges",
        headline=write_headline(view),
        subtitle=write_subtitle(view),
        description=describe_bars(view) + describe_targets(view),
        figure=build_place_bars(view.measure, bars, reference_lines(view)),
        table=_wedge_table(view, catalogue),
        notes=(*list_notes(view, catalogue, own, settings.kirkstall_wedge), *target_notes(view)),
        source=cite_sources(catalogue, drawn),
        measures=(view.measure.id,),
        key="|".join((block_key("wedges", selection, catalogue), *([wanted] if wanted else []))),
        key_is_whole=True,
        labels=list_labels(catalogue, own),
        extra={"view": view, "sentences": tuple(filter(None, (*write_sentences(view), target_sentence(view))))},
    )


def _target_cells(view: Wedges, area: str) -> tuple[Cell, ...]:
    return target_cells(view.rated.get(area)) if has_targets(view) else ()


def _england(view: Wedges) -> tuple[str, ...]:
    return (view.comparison.england.code,) if view.comparison.england else ()


def _wedge_bar(view: Wedges, comparison: Comparison, item: Observation | None, catalogue: Catalogue) -> Bar:
    chosen = view.chosen is not None and view.chosen.code == comparison.home.code
    rated = view.rated.get(comparison.home.code)
    hover = f"{figure_words(comparison)}<br>{view.period.label}{hover_target(rated)}{hover_flags(catalogue, item)}"
    name = next(figure.name for figure in view.figures if figure.code == comparison.home.code)
    return Bar(
        name,
        comparison.value,
        comparison.status,
        comparison.lower,
        comparison.upper,
        hover,
        chosen,
        comparison.illustrative,
        drawn_target(rated),
    )


def _wedge_table(view: Wedges, catalogue: Catalogue) -> Table:
    city, england, measure = view.home.name, "England", view.measure
    columns = (
        Column("Area", "text"),
        Column("Figure", "number", measure.unit),
        Column(interval_label(measure).capitalize(), "text"),
        Column(f"Gap to {city}", "number", "points" if measure.unit == "%" else measure.unit),
        Column(f"More or fewer {measure.people} than at the {city} rate", "number"),
        Column("Range of that", "text"),
        Column(f"Against {city}", "text"),
        Column(f"Against {england}", "text"),
        *(TARGET_COLUMNS if has_targets(view) else ()),
    )
    rows: list[tuple[Cell, ...]] = []
    for figure in view.figures:
        comparison, judged = figure.comparison, figure.comparison.judgements
        rows.append(
            (
                Cell(figure.name),
                figure_cell(measure, view.now.get(figure.code), catalogue),
                interval_cell(comparison.lower, comparison.upper, measure),
                gap_cell(comparison.value, view.city, measure),
                children_cell(figure.to_city),
                Cell(range_words(figure.to_city)),
                judgement_cell(judged.city),
                judgement_cell(judged.england),
                *_target_cells(view, figure.code),
            )
        )
    for place in (view.comparison.city, view.comparison.england):
        if place:
            item = view.now.get(place.code)
            limits = limits_of(measure, item)
            gap = gap_cell(place.value, view.city, measure) if place.code != view.home.code else Cell("–")
            rows.append(
                (
                    Cell(place.name),
                    figure_cell(measure, item, catalogue),
                    interval_cell(*limits, measure),
                    gap,
                    *(Cell("–") for _ in range(4)),
                    *_target_cells(view, place.code),
                )
            )
    return Table(f"{measure.title}{unit_of(measure)}, {view.period.label}", columns, tuple(rows))
