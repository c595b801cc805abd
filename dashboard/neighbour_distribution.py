"""The block ``neighbours-distribution``: all authorities as dots, the quarters, and who is who."""

from collections.abc import Iterator

from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.distribution import Dot, Level, Mark, Marks, Quarter, Style, build_distribution
from dashboard.charts.ranked_bars import height_of
from dashboard.charts.trend_labels import shorten
from dashboard.formatting import format_number, format_value, is_count
from dashboard.measures import Polarity
from dashboard.neighbour_bars import block_key, drawn_sets
from dashboard.neighbour_notes import list_distribution_notes
from dashboard.neighbour_words import (
    QUARTER_NAMES,
    describe_distribution,
    order_words,
    write_distribution_headline,
    write_subtitle,
)
from dashboard.neighbours import Neighbourhood, Place
from dashboard.ranking import Quartile
from dashboard.schema import Catalogue
from dashboard.selection import Selection
from dashboard.wedge_cells import figure_cell
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "neighbours-distribution"
HOME = Style("diamond", 17, theme.HOME)
NEIGHBOUR = Style("circle", 11, theme.THIRD)
CORE = Style("square", 10, theme.FOURTH)
LONGEST, LONGEST_NARROW = 20, 11  # characters of a name
HEIGHT = height_of(11)
CANVAS = 1.2  # of a picture: some twenty names stand at the side


def build_distribution_block(selection: Selection, catalogue: Catalogue, view: Neighbourhood) -> ChartBlock:
    """The block. Nothing is ranked, shaded or coloured as good or bad where no better is agreed."""
    known = view.known
    shown = [place.figure for place in known if place.figure]
    return ChartBlock(
        name=BLOCK,
        headline=write_distribution_headline(view),
        subtitle=write_subtitle(view, f"all {len(view.places)} authorities"),
        description=describe_distribution(view),
        figure=build_distribution(
            view.measure,
            _dots(view),
            list(_marks(selection, view)),
            quarters=list_quarters(view),
            levels=_levels(view),
            height=HEIGHT,
        ),
        table=_table(view, catalogue),
        notes=list_distribution_notes(view),
        source=cite_sources(catalogue, shown),
        measures=(view.measure.id,),
        key=block_key(BLOCK, selection, catalogue),
        labels=list_labels(catalogue, shown),
        extra={"canvas": CANVAS},
    )


def _dots(view: Neighbourhood) -> list[Dot]:
    named = {view.home.code, *view.core, *(m.code for group in view.groups.values() for m in group.members)}
    return [
        Dot(place.area.name, place.value, _hover(view, place), place.area.code in named)
        for place in view.known
        if place.value is not None
    ]


def _hover(view: Neighbourhood, place: Place) -> str:
    words = f"{format_value(place.value, view.measure)} · {place.region}"
    return f"{words}<br>rank {place.rank}, quarter {place.quartile}" if place.rank else words


def _marks(selection: Selection, view: Neighbourhood) -> Iterator[Marks]:
    """Core cities and neighbours of each set under its condition, the home on top."""
    for choice in drawn_sets(selection):
        group = view.groups.get(choice)
        members = [member.code for member in group.members] if group else []
        cities = [code for code in view.core if code not in members]
        when = f"neighbours={choice}"
        title = "Own group" if choice == "own" else "Neighbours"
        yield Marks("Core cities", when, CORE, _named(view, cities, narrow=False))
        yield Marks(title, when, NEIGHBOUR, _named(view, members, narrow=True))
    own = view.own
    if own.value is not None:
        words = f"{shorten(own.area.name, LONGEST)} {format_number(own.value, view.measure.decimals)}"
        rank = f", rank {own.rank}" if own.rank else ""
        yield Marks(own.area.name, "", HOME, [Mark(own.area.name, f"<b>{words}{rank}</b>", f"<b>{words}</b>")])


def _named(view: Neighbourhood, codes: list[str], narrow: bool) -> list[Mark]:
    marks = []
    for code in codes:
        place = view.places.get(code)
        if place is None or place.value is None:
            continue
        value, name = format_number(place.value, view.measure.decimals), place.area.name
        core = " ■" if narrow and code in view.core else ""
        short = f"{shorten(name, LONGEST_NARROW)} {value}" if narrow else ""
        marks.append(Mark(name, f"{shorten(name, LONGEST)} {value}{core}", short))
    return marks


def list_quarters(view: Neighbourhood) -> list[Quarter]:
    """The quarters from the lowest values up, each with its letter; none without a polarity."""
    edges = view.comparison.quartiles
    return name_quarters(edges, view.measure.polarity) if edges else []


def name_quarters(edges: tuple[float, float, float], polarity: Polarity | None) -> list[Quarter]:
    """The quarters between these edges, from the lowest values up; none where no better is agreed."""
    if polarity is None:
        return []
    letters: list[Quartile] = ["A", "B", "C", "D"]
    if polarity == "high":
        letters.reverse()
    ends = (float("-inf"), *edges, float("inf"))
    return [
        Quarter(letter, QUARTER_NAMES[letter], low, high)
        for letter, low, high in zip(letters, ends[:-1], ends[1:], strict=True)
    ]


def _levels(view: Neighbourhood) -> list[Level]:
    england = view.comparison.england
    if england is None or england.value is None or is_count(view.measure):
        return []
    words = f"England {format_number(england.value, view.measure.decimals)}"
    return [Level(words, england.value, theme.GREY_DARK)]


def _table(view: Neighbourhood, catalogue: Catalogue) -> Table:
    measure = view.measure
    columns = [Column("Authority", "text"), Column("Figure", "number", measure.unit)]
    if measure.polarity:
        columns += [Column(f"Rank of {len(view.known)}", "number"), Column("Quarter", "text")]
    columns.append(Column("Marked as", "text"))
    members = {member.code for member in view.chosen.members}
    rows = []
    for place in view.known:
        cells = [Cell(place.area.name), figure_cell(measure, place.figure, catalogue)]
        if measure.polarity:
            cells += [Cell(str(place.rank), place.rank), Cell(place.quartile or "–")]
        rows.append((*cells, Cell(marked_as(view, place, members))))
    caption = f"{measure.title}, all authorities with a figure, {order_words(view)}, {view.period.label}"
    return Table(caption, tuple(columns), tuple(rows))


def marked_as(view: Neighbourhood, place: Place, members: set[str]) -> str:
    """What an authority is to the home: ``neighbour, core city``; a dash for none of these."""
    code = place.area.code
    member = "own group" if view.chosen.id == "own" else "neighbour"
    words = [
        word
        for word, holds in (
            ("home", code == view.home.code),
            (member, code in members),
            ("core city", code in view.core),
        )
        if holds
    ]
    return ", ".join(words) or "–"
