"""The block ``neighbours``: the home among its neighbours as ranked bars with intervals and benchmarks."""

from collections.abc import Iterator

from dashboard.benchmarks import Group, MemberFigure
from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.ranked_bars import Line, Row, Side, build_ranked_bars, canvas_of
from dashboard.formatting import format_number, format_range, format_value, is_count
from dashboard.group_words import name_average
from dashboard.intervals import interval_label
from dashboard.neighbour_notes import list_bar_notes, missing_reason
from dashboard.neighbour_words import (
    describe_bars,
    list_facts,
    name_set,
    write_bars_headline,
    write_sentences,
    write_subtitle,
)
from dashboard.neighbours import Neighbourhood, Place, best_first, judge_members
from dashboard.schema import Catalogue, Observation
from dashboard.selection import NEIGHBOUR_SETS, Selection
from dashboard.trend_series import AVERAGES
from dashboard.wedge_cells import figure_cell, interval_cell, judgement_cell, limits_of
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK = "neighbours"


def block_key(name: str, selection: Selection, catalogue: Catalogue) -> str:
    """What the figures of the page are built from: the sets are all in one figure, an own group has its own."""
    own = ",".join(selection.group) if selection.neighbours == "own" else ""
    parts = (selection.home, selection.measure, selection.period or "", own)
    return "|".join((name, str(catalogue.version), *parts))


def drawn_sets(selection: Selection) -> tuple[str, ...]:
    """The groups that are in one figure: the three sets together, an own group alone."""
    return ("own",) if selection.neighbours == "own" else tuple(name for name in NEIGHBOUR_SETS if name != "own")


def build_bars_block(selection: Selection, catalogue: Catalogue, view: Neighbourhood) -> ChartBlock:
    """The block; ``extra`` has the sentences and facts of the page, and the height of the figure."""
    figure = build_ranked_bars(view.measure.unit, [_side(view, catalogue, name) for name in drawn_sets(selection)])
    height = figure["layout"]["height"]
    shown = list(_shown(view))
    among = name_set(view.chosen) if view.chosen.of else "no neighbours"
    return ChartBlock(
        name=BLOCK,
        headline=write_bars_headline(view),
        subtitle=write_subtitle(view, among),
        description=describe_bars(view),
        figure=figure,
        table=_table(view, catalogue),
        notes=list_bar_notes(view, catalogue),
        source=cite_sources(catalogue, shown),
        measures=(view.measure.id, *view.measure.read_with),
        key=block_key(BLOCK, selection, catalogue),
        labels=list_labels(catalogue, shown),
        extra={
            "height": height,
            "canvas": canvas_of(height),
            "sentences": write_sentences(view),
            "facts": list_facts(view),
        },
    )


def _shown(view: Neighbourhood) -> Iterator[Observation]:
    benchmarks = (place.code for place in (view.comparison.region, view.comparison.england) if place)
    for code in (view.home.code, *(member.code for member in view.chosen.members), *benchmarks):
        if code in view.figures:
            yield view.figures[code]


def _side(view: Neighbourhood, catalogue: Catalogue, choice: str) -> Side:
    group = view.groups.get(choice)
    members = {member.code: member for member in group.members} if group else {}
    places = [view.own, *(view.places[code] for code in members if code in view.places)]
    rows = [_row(view, catalogue, place, members.get(place.area.code)) for place in best_first(view.measure, places)]
    gone = [member for code, member in members.items() if code not in view.places]
    rows += [Row(each.name, None, missing_reason(catalogue, each.code, each.status), None, "", "") for each in gone]
    lines = {f"average={kind}": list(_lines(view, group, kind)) for kind in AVERAGES}
    return Side(f"neighbours={choice}", rows, lines)


def _row(view: Neighbourhood, catalogue: Catalogue, place: Place, member: MemberFigure | None) -> Row:
    home = place.area.code == view.home.code
    return Row(
        name=place.area.name,
        value=place.value,
        shown=_figure(view, place),
        limits=place.limits,
        note=_closeness(member),
        hover=_hover(view, place, member),
        colour=theme.HOME if home else theme.GREY_LIGHT,
        home=home,
        illustrative=place.figure is not None and place.figure.illustrative,
    )


def _figure(view: Neighbourhood, place: Place) -> str:
    if place.value is None or view.measure.unit == "%":
        return format_value(place.value, view.measure, place.status)
    return format_number(place.value, view.measure.decimals)


def _closeness(member: MemberFigure | None) -> str:
    return member.closeness.lower() if member else ""


def _hover(view: Neighbourhood, place: Place, member: MemberFigure | None) -> str:
    words = f"{format_value(place.value, view.measure, place.status)} · {view.period.label}"
    if place.limits:
        words += f"<br>{interval_label(view.measure)} {format_range(*place.limits, view.measure)}"
    if place.rank:
        words += f"<br>rank {place.rank} of {len(view.known)}"
    if member and member.rank:
        words += f"<br>neighbour {member.rank} of {len(view.chosen.members)}"
        words += f", {_closeness(member)}" if member.closeness else ""
    if place.figure and place.figure.illustrative:
        words += "<br><b>Illustrative, not a real figure</b>"
    if place.figure and place.figure.provisional:
        words += "<br>Provisional"
    return words


def _lines(view: Neighbourhood, group: Group | None, kind: str) -> Iterator[Line]:
    average = group.average(kind) if group else None
    if group and average is not None:
        name = name_average(group.id, kind).capitalize()
        yield Line(name, name, average, format_value(average, view.measure), theme.THIRD, "solid")
    if is_count(view.measure):
        return  # a region's number of children is no benchmark for one authority
    for place, short, dash in ((view.comparison.region, "Region", "dot"), (view.comparison.england, "England", "dash")):
        if place and place.value is not None:
            yield Line(place.name, short, place.value, format_value(place.value, view.measure), theme.GREY_DARK, dash)


def _table(view: Neighbourhood, catalogue: Catalogue) -> Table:
    measure, group = view.measure, view.chosen
    columns = (
        Column("Authority", "text"),
        Column("Figure", "number", measure.unit),
        Column(interval_label(measure).capitalize(), "text"),
        Column(f"National rank of {len(view.known)}", "number"),
        Column("Closeness", "text"),
        Column(f"{view.home.name} is, against it", "text"),
    )
    judged = judge_members(view)
    members = {member.code: member for member in group.members}
    rows: list[tuple[Cell, ...]] = []
    for place in best_first(measure, [view.own, *(view.places[code] for code in members if code in view.places)]):
        code = place.area.code
        words = judgement_cell(judged[code]) if code in judged else Cell("–")
        rank = Cell(str(place.rank), place.rank) if place.rank else Cell("–")
        near = Cell(_near(members[code]) if code in members else "–")
        rows.append(
            (
                Cell(place.area.name),
                figure_cell(measure, place.figure, catalogue),
                _interval(view, place),
                rank,
                near,
                words,
            )
        )
    rows += [
        (Cell(each.name), Cell(missing_reason(catalogue, code, each.status), None, each.status), *_dashes(4))
        for code, each in members.items()
        if code not in view.places
    ]
    return Table(f"{measure.title}, {view.period.label}", columns, (*rows, *_benchmark_rows(view, catalogue)))


def _interval(view: Neighbourhood, place: Place) -> Cell:
    lower, upper = place.limits or (None, None)
    return interval_cell(lower, upper, view.measure)


def _near(member: MemberFigure) -> str:
    if member.rank is None:
        return "own group"
    return f"{member.rank}: {member.closeness.lower()}" if member.closeness else str(member.rank)


def _dashes(number: int) -> tuple[Cell, ...]:
    return tuple(Cell("–") for _ in range(number))


def _benchmark_rows(view: Neighbourhood, catalogue: Catalogue) -> Iterator[tuple[Cell, ...]]:
    measure, comparison, group = view.measure, view.comparison, view.chosen
    judged = comparison.judgements
    averages = ((group.mean, "Mean", judged.neighbours_mean), (group.median, "Median", judged.neighbours_median))
    for value, name, judgement in averages:
        if value is not None:
            cells = (Cell(f"{name} of {group.n} of {group.of}"), Cell(format_number(value, measure.decimals), value))
            yield (*cells, *_dashes(3), judgement_cell(judgement))
    for place, judgement in ((comparison.region, judged.region), (comparison.england, judged.england)):
        if place:
            item = view.figures.get(place.code)
            limits = interval_cell(*limits_of(measure, item), measure)
            yield (
                Cell(place.name),
                figure_cell(measure, item, catalogue),
                limits,
                *_dashes(2),
                judgement_cell(judgement),
            )
