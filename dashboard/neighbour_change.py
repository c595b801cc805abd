"""The block ``neighbours-change``: who among the home and its neighbours improved since an earlier period."""

from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.ranked_bars import Row, Side, build_ranked_bars, canvas_of
from dashboard.formatting import change_unit, format_change_range, format_number, format_value, round_half_away
from dashboard.improvement_words import (
    change_words,
    changed_members,
    chosen_codes,
    describe_change,
    list_change_notes,
    moved_words,
    write_change_headline,
    write_change_subtitle,
    write_standing_sentence,
)
from dashboard.judgement import Word
from dashboard.measures import Measure
from dashboard.neighbour_bars import block_key, drawn_sets
from dashboard.neighbour_words import name_set
from dashboard.neighbours import Neighbourhood, Place
from dashboard.schema import Catalogue
from dashboard.selection import Selection
from dashboard.wedge_cells import figure_cell
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "neighbours-change"
COLOURS: dict[Word, str] = {
    "better": theme.BETTER,
    "worse": theme.WORSE,
    "higher": theme.GREY_DARK,
    "lower": theme.GREY_DARK,
}


def build_change_block(selection: Selection, catalogue: Catalogue, view: Neighbourhood) -> ChartBlock:
    """The block; ``extra`` has the height of the figure and a sentence about the home."""
    sides = [_side(view, name) for name in drawn_sets(selection)]
    figure = build_ranked_bars(change_unit(view.measure), sides)
    height = figure["layout"]["height"]
    shown = [found[code] for found in (view.figures, view.earlier) for code in chosen_codes(view) if code in found]
    return ChartBlock(
        name=BLOCK,
        headline=write_change_headline(view),
        subtitle=write_change_subtitle(view, name_set(view.chosen) if view.chosen.of else "no neighbours"),
        description=describe_change(view),
        figure=figure,
        table=_table(view, catalogue),
        notes=list_change_notes(view),
        source=cite_sources(catalogue, shown),
        measures=(view.measure.id,),
        key=f"{block_key(BLOCK, selection, catalogue)}|{selection.since or ''}",
        labels=list_labels(catalogue, shown),
        extra={"height": height, "canvas": canvas_of(height), "sentence": write_standing_sentence(view)},
    )


def _ordered(view: Neighbourhood, codes: list[str]) -> list[Place]:
    """Those with a change in order of it, then those without."""
    others = [view.places[code] for code in codes if code in view.places and view.places[code].change is None]
    return [*changed_members(view, codes), *others]


def _side(view: Neighbourhood, choice: str) -> Side:
    group = view.groups.get(choice)
    codes = [view.home.code, *(member.code for member in (group.members if group else ()))]
    return Side(f"neighbours={choice}", [_row(view, place) for place in _ordered(view, codes)], {})


def _row(view: Neighbourhood, place: Place) -> Row:
    measure = view.measure
    known = place.change is not None
    hover = change_words(view, place)
    if known:
        now, before = (format_value(value, measure) for value in (place.value, place.before))
        limits = f"<br>{format_change_range(place.moved.limits, measure)}" if place.moved.limits else ""
        hover += f"{limits}<br>from {before} to {now}<br>{moved_words(place)}"
    return Row(
        name=place.area.name,
        value=place.change,
        shown=format_signed(measure, place.change) if known else change_words(view, place),
        limits=place.moved.limits,
        note=moved_words(place) if known and place.judged.word != "not judged" else "",
        hover=hover,
        colour=COLOURS.get(place.judged.word, theme.GREY_LIGHT),
        home=place.area.code == view.home.code,
    )


def format_signed(measure: Measure, change: float | None) -> str:
    """A change with its sign: ``+0.6``, ``−1.2``, ``0.0``; a dash where there is none."""
    if change is None:
        return "–"
    shown = format_number(change, measure.decimals)
    return f"+{shown}" if round_half_away(change, measure.decimals) > 0 else shown


def _table(view: Neighbourhood, catalogue: Catalogue) -> Table:
    measure = view.measure
    earlier = view.previous.label if view.previous else "Period before"
    columns = (
        Column("Authority", "text"),
        Column("Change", "number", change_unit(measure)),
        Column("Range of the change", "text"),
        Column("The change is", "text"),
        Column(earlier, "number", measure.unit),
        Column(view.period.label, "number", measure.unit),
    )
    rows = tuple(
        (
            Cell(place.area.name),
            Cell(format_signed(measure, place.change), place.change),
            change_interval_cell(measure, place),
            Cell(moved_words(place)),
            figure_cell(measure, view.earlier.get(place.area.code), catalogue),
            figure_cell(measure, place.figure, catalogue),
        )
        for place in _ordered(view, chosen_codes(view))
    )
    return Table(f"{measure.title}, change from {earlier} to {view.period.label}", columns, rows)


def change_interval_cell(measure: Measure, place: Place) -> Cell:
    """The limits of the change in words, in full behind them."""
    limits = place.moved.limits
    return Cell(format_change_range(limits, measure), f"{limits[0]:.12g} to {limits[1]:.12g}") if limits else Cell("–")
