"""The block ``neighbours-change``: who among the home and its neighbours improved since the period before."""

from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.ranked_bars import Row, Side, build_ranked_bars, canvas_of
from dashboard.formatting import change_unit, format_number, format_value, round_half_away
from dashboard.judgement import Word
from dashboard.measures import Measure
from dashboard.neighbour_bars import block_key, drawn_sets
from dashboard.neighbour_notes import list_change_notes
from dashboard.neighbour_words import (
    change_words,
    changed_members,
    chosen_codes,
    describe_change,
    name_set,
    write_change_headline,
    write_change_subtitle,
)
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
    """The block; ``extra`` has the height of the figure."""
    sides = [_side(view, name) for name in drawn_sets(selection)]
    figure = build_ranked_bars(change_unit(view.measure), sides)
    height = figure["layout"]["height"]
    shown = [view.figures[code] for code in chosen_codes(view) if code in view.figures]
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
        key=block_key(BLOCK, selection, catalogue),
        labels=list_labels(catalogue, shown),
        extra={"height": height, "canvas": canvas_of(height)},
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
    measure, word = view.measure, place.judged.word
    known = place.change is not None
    hover = change_words(view, place)
    if known:
        now, before = (format_value(value, measure) for value in (place.value, place.before))
        hover += f"<br>from {before} to {now}<br>{word}"
    return Row(
        name=place.area.name,
        value=place.change,
        shown=format_signed(measure, place.change) if known else change_words(view, place),
        limits=None,
        note=word if known and word != "not judged" else "",
        hover=hover,
        colour=COLOURS.get(word, theme.GREY_LIGHT),
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
        Column("The change is", "text"),
        Column(earlier, "number", measure.unit),
        Column(view.period.label, "number", measure.unit),
    )
    rows = tuple(
        (
            Cell(place.area.name),
            Cell(format_signed(measure, place.change), place.change),
            Cell(place.judged.word if place.change is not None else "–"),
            Cell("–" if place.before is None else format_number(place.before, measure.decimals), place.before),
            figure_cell(measure, place.figure, catalogue),
        )
        for place in _ordered(view, chosen_codes(view))
    )
    return Table(f"{measure.title}, change from {earlier} to {view.period.label}", columns, rows)
