"""The block ``neighbours-table``: the change of home and neighbours as bars, and all authorities as a table."""

from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.ranked_bars import Row, Side, build_ranked_bars
from dashboard.formatting import change_unit, format_number, format_value, round_half_away
from dashboard.intervals import interval_label
from dashboard.judgement import Word
from dashboard.measures import Measure
from dashboard.neighbour_bars import block_key, drawn_sets
from dashboard.neighbour_distribution import marked_as
from dashboard.neighbour_notes import list_change_notes
from dashboard.neighbour_words import (
    change_words,
    changed_members,
    describe_change,
    name_set,
    order_words,
    write_change_headline,
    write_subtitle,
)
from dashboard.neighbours import Neighbourhood, Place, best_first
from dashboard.schema import Catalogue
from dashboard.selection import Selection
from dashboard.wedge_cells import figure_cell, interval_cell
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "neighbours-table"
COLOURS: dict[Word, str] = {
    "better": theme.BETTER,
    "worse": theme.WORSE,
    "higher": theme.GREY_DARK,
    "lower": theme.GREY_DARK,
}


def build_table_block(selection: Selection, catalogue: Catalogue, view: Neighbourhood) -> ChartBlock:
    """The block; ``extra`` has the codes of the table's rows, in order, and the height of the figure."""
    sides = [_side(view, name) for name in drawn_sets(selection)]
    figure = build_ranked_bars(change_unit(view.measure), sides)
    ordered = best_first(view.measure, list(view.places.values()))
    shown = [place.figure for place in ordered if place.figure]
    among = name_set(view.chosen) if view.chosen.of else "no neighbours"
    return ChartBlock(
        name=BLOCK,
        headline=write_change_headline(view),
        subtitle=f"Change since the period before: {write_subtitle(view, among)}",
        description=describe_change(view),
        figure=figure,
        table=_table(view, catalogue, ordered),
        notes=list_change_notes(view),
        source=cite_sources(catalogue, shown),
        measures=(view.measure.id,),
        key=block_key(BLOCK, selection, catalogue),
        labels=list_labels(catalogue, shown),
        extra={"height": figure["layout"]["height"], "codes": [place.area.code for place in ordered]},
    )


def _side(view: Neighbourhood, choice: str) -> Side:
    group = view.groups.get(choice)
    codes = [view.home.code, *(member.code for member in (group.members if group else ()))]
    places = changed_members(view, codes)
    others = [view.places[code] for code in codes if code in view.places and view.places[code].change is None]
    return Side(f"neighbours={choice}", [_row(view, place) for place in [*places, *others]], {})


def _row(view: Neighbourhood, place: Place) -> Row:
    measure, word = view.measure, place.judged.word
    known = place.change is not None
    clear = word if known and word in COLOURS else "no clear difference"
    hover = change_words(view, place)
    if known:
        now, before = (format_value(value, measure) for value in (place.value, place.before))
        hover += f"<br>from {before} to {now}<br>{word}"
    return Row(
        name=place.area.name,
        value=place.change,
        shown=_signed(measure, place.change) if known else change_words(view, place),
        limits=None,
        note=word if known and word != "not judged" else "",
        hover=hover,
        colour=COLOURS.get(clear, theme.GREY_LIGHT),
        home=place.area.code == view.home.code,
    )


def _signed(measure: Measure, change: float | None) -> str:
    """A change with its sign: ``+0.6``, ``−1.2``, ``0.0``."""
    if change is None:
        return "–"
    shown = format_number(change, measure.decimals)
    return f"+{shown}" if round_half_away(change, measure.decimals) > 0 else shown


def _table(view: Neighbourhood, catalogue: Catalogue, ordered: tuple[Place, ...]) -> Table:
    measure = view.measure
    since = f"Change since {view.previous.key}" if view.previous else "Change"
    columns = [Column("Authority", "text")]
    if measure.polarity:
        columns += [Column(f"Rank of {len(view.known)}", "number"), Column("Quarter", "text")]
    columns += [
        Column("Figure", "number", measure.unit),
        Column(interval_label(measure).capitalize(), "text"),
        Column(since, "number", change_unit(measure)),
        Column("The change is", "text"),
        Column("Region", "text"),
        Column("Marked as", "text"),
    ]
    members = {member.code for member in view.chosen.members}
    rows = tuple(_table_row(view, catalogue, place, members) for place in ordered)
    caption = f"{measure.title}, all {len(view.places)} authorities, {order_words(view)}, {view.period.label}"
    return Table(caption, tuple(columns), rows)


def _table_row(view: Neighbourhood, catalogue: Catalogue, place: Place, members: set[str]) -> tuple[Cell, ...]:
    measure = view.measure
    cells = [Cell(place.area.name)]
    lower, upper = place.limits or (None, None)
    if measure.polarity:
        cells += [Cell(str(place.rank), place.rank) if place.rank else Cell("–"), Cell(place.quartile or "–")]
    judged = place.judged.word if place.change is not None else "–"
    return (
        *cells,
        figure_cell(measure, place.figure, catalogue),
        interval_cell(lower, upper, measure),
        Cell(_signed(measure, place.change), place.change),
        Cell(judged),
        Cell(place.region),
        Cell(marked_as(view, place, members)),
    )
