"""The block ``neighbours-twins``: the authorities that clearly improved most, from where to where, against the home."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.from_to import Mark, Row, build_from_to
from dashboard.charts.ranked_bars import canvas_of
from dashboard.errors import Fault, NoDataError
from dashboard.formatting import (
    change_unit,
    format_change_range,
    format_number,
    format_value,
    in_words,
    is_count,
    join_names,
)
from dashboard.improvement_twins import Twin, pool_codes
from dashboard.improvement_words import moved_words, write_change_subtitle
from dashboard.judgement import COUNT, NO_COUNTS
from dashboard.measures import Measure
from dashboard.neighbour_bars import block_key
from dashboard.neighbour_change import COLOURS, change_interval_cell, format_signed
from dashboard.neighbours import Neighbourhood, Place
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from dashboard.summary import HEADLINE_WORDS
from dashboard.wedge_cells import figure_cell
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "neighbours-twins"
POOLS = {"statistical neighbour": "statistical neighbours", "own group": "own group", "same region": "same region"}


def build_twins_block(
    selection: Selection, catalogue: Catalogue, view: Neighbourhood, twins: Sequence[Twin], companion: Measure | None
) -> ChartBlock:
    """The block; ``extra`` has the candidates. Raises NoDataError, saying why, where there are none."""
    if not twins:
        raise NoDataError(Fault("measure", view.measure.title, why_none(view)))
    times = (view.previous.label if view.previous else "Then", view.period.label)
    figure = build_from_to(view.measure.unit, list(_rows(view, twins)), _mark(view), times)
    places = [view.own, *(twin.place for twin in twins)]
    shown: list[Observation] = [item for place in places for item in (place.moved.before, place.figure) if item]
    height = figure["layout"]["height"]
    return ChartBlock(
        name=BLOCK,
        headline=_headline(view, twins),
        subtitle=write_change_subtitle(view, _who(view)),
        description=_describe(view, twins),
        figure=figure,
        table=_table(view, catalogue, twins, companion),
        notes=tuple(_notes(view, twins)),
        source=cite_sources(catalogue, shown),
        measures=(view.measure.id, *([companion.id] if companion else [])),
        key=f"{block_key(BLOCK, selection, catalogue)}|{selection.neighbours}|{selection.since or ''}",
        key_is_whole=True,
        labels=list_labels(catalogue, shown),
        extra={"twins": tuple(twins), "height": height, "canvas": canvas_of(height)},
    )


def why_none(view: Neighbourhood) -> str:
    """Why nobody can be named: no change, no counts, or nothing clear."""
    codes = [code for pool in pool_codes(view).values() for code in pool]
    changed = [view.places[code] for code in codes if code in view.places and view.places[code].change is not None]
    if view.previous is None or not changed:
        return "no change can be given over this time"
    if all(place.moved.limits is None for place in changed):
        return COUNT if is_count(view.measure) else NO_COUNTS
    did = "moved" if view.measure.polarity is None else "improved"
    among = (
        f"none of the {len(changed)} comparable authorities"
        if len(changed) > 1
        else "not even one comparable authority"
    )
    return f"{among} clearly {did} since {view.previous.label}"


def _who(view: Neighbourhood) -> str:
    return "candidates for twinning" if view.measure.polarity else "the authorities that moved most"


def _headline(view: Neighbourhood, twins: Sequence[Twin]) -> str:
    """``To ask: Darlington, Bolton and Kirklees``; the number of them where the names are long."""
    pool, way = twins[0].pool, twins[0].way
    names = [twin.place.area.name for twin in twins if (twin.pool, twin.way) == (pool, way)]
    headline = f"Clearly {way}: {join_names(names)}"
    if len(headline.split()) <= HEADLINE_WORDS:
        return headline
    return f"{in_words(len(names)).capitalize()} of the {POOLS[pool]} clearly {way}"


def _rows(view: Neighbourhood, twins: Sequence[Twin]) -> Iterator[Row]:
    if view.own.before is not None:
        yield _row(view, view.own, theme.HOME)
    for (pool, way), group in groupby(twins, key=lambda twin: (twin.pool, twin.way)):
        yield Row(f"<i>{POOLS[pool].capitalize()}: {way} most</i>")
        for twin in group:
            yield _row(view, twin.place, COLOURS.get(twin.place.judged.word, theme.GREY_DARK))


def _row(view: Neighbourhood, place: Place, colour: str) -> Row:
    measure = view.measure
    start, end = (format_value(value, measure) for value in (place.before, place.value))
    words = f"<b>{place.area.name}</b>  {start} → <b>{end}</b>"
    hover = f"<b>{place.area.name}</b><br>from {start} to {end}<br>{format_signed(measure, place.change)}"
    if place.moved.limits:
        hover += f" ({format_change_range(place.moved.limits, measure)})"
    return Row(words, place.before, place.value, place.limits, f"{hover}<br>{moved_words(place)}", colour)


def _mark(view: Neighbourhood) -> Mark | None:
    if view.own.value is None:
        return None
    return Mark(view.own.value, f"<b>{view.home.name} now {format_value(view.own.value, view.measure)}</b>")


def _describe(view: Neighbourhood, twins: Sequence[Twin]) -> str:
    def from_to(place: Place) -> str:
        return f"from {format_value(place.before, view.measure)} to {format_value(place.value, view.measure)}"

    listed = "; ".join(
        f"{twin.place.area.name} ({POOLS[twin.pool]}) {twin.way} {from_to(twin.place)}" for twin in twins
    )
    own = format_value(view.own.value, view.measure, view.own.status)
    return f"From where to where the candidates moved: {listed}. {view.home.name} is now at {own}."


def _table(view: Neighbourhood, catalogue: Catalogue, twins: Sequence[Twin], companion: Measure | None) -> Table:
    measure, then = view.measure, view.previous.label if view.previous else "then"
    columns = (
        Column("Authority", "text"),
        Column("Chosen as", "text"),
        Column("Closeness", "text"),
        Column(then, "number", measure.unit),
        Column(view.period.label, "number", measure.unit),
        Column("Change", "number", change_unit(measure)),
        Column("Range of the change", "text"),
        Column(f"{measure.people.capitalize()}, then", "number"),
        Column(f"{measure.people.capitalize()}, now", "number"),
        Column(f"Now, against {view.home.name}", "text"),
        *([Column(f"Change of {companion.short}", "number", change_unit(companion))] if companion else []),
        Column("Cautions", "text"),
    )
    rows = [_cells(view, catalogue, view.own, None, companion)]
    rows += [_cells(view, catalogue, twin.place, twin, companion) for twin in twins]
    return Table(f"{measure.title}, {_who(view)}, {then} to {view.period.label}", columns, tuple(rows))


def _cells(
    view: Neighbourhood, catalogue: Catalogue, place: Place, twin: Twin | None, companion: Measure | None
) -> tuple[Cell, ...]:
    measure, before = view.measure, place.moved.before
    other = twin.companion if twin else None
    return (
        Cell(place.area.name),
        Cell(f"{twin.pool}, {twin.way}" if twin else "home"),
        Cell((twin.closeness if twin else "") or "–"),
        figure_cell(measure, before, catalogue),
        figure_cell(measure, place.figure, catalogue),
        Cell(format_signed(measure, place.change), place.change),
        change_interval_cell(measure, place),
        _count(before),
        _count(place.figure),
        Cell(twin.against.word if twin else "–"),
        *([Cell(format_signed(companion, other.amount if other else None), other.amount if other else None)]
          if companion else []),
        Cell(" ".join(twin.cautions) if twin and twin.cautions else "–"),
    )  # fmt: skip


def _count(item: Observation | None) -> Cell:
    if item is None or item.numerator is None:
        return Cell("–")
    return Cell(format_number(item.numerator), item.numerator)


def _notes(view: Neighbourhood, twins: Sequence[Twin]) -> Iterator[str]:
    what = "improved" if view.measure.polarity else "moved"
    for pool, codes in pool_codes(view).items():
        if codes and not any(twin.pool == pool for twin in twins):
            yield f"{POOLS[pool].capitalize()}: none of {in_words(len(codes))} clearly {what}."
    yield (
        f"Named are the three that {what} most among the comparable authorities (more where equal), if the change is "
        "more than chance: its 95 % interval leaves out zero. Of a hundred authorities without any real change, some "
        "five would pass that test all the same, one way or the other."
    )
    yield (
        "Whoever is picked for having changed most was probably helped by luck too: expect part of it to be lost again "
        "(regression to the mean). Look at the whole series before a visit."
    )
    yield (
        "No change of definition is recorded between the two periods; how each council records may still have changed. "
        "Authorities of the region that are no neighbours differ from the home in ways that the model of neighbours "
        "weighs; they are nearer to visit."
    )
    if view.measure.polarity is None:
        yield view.measure.why_polarity or "Neither higher nor lower is agreed to be better."
    if view.measure.caveat:
        yield view.measure.caveat
