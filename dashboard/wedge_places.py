"""The chart block of what lies inside a wedge: its committees and wards for one measure."""

from collections.abc import Sequence

from dashboard.areas import committees, wards
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.place_bars import Bar, build_place_bars, height_of
from dashboard.config import Settings
from dashboard.errors import Fault, NoDataError
from dashboard.formatting import format_missing, format_range, join_names
from dashboard.gap import gap_in_children
from dashboard.intervals import interval_label
from dashboard.judgement import NO_FIGURE, Judgement, judge
from dashboard.schema import Area, Catalogue, Observation
from dashboard.selection import Selection
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
from dashboard.wedge_words import unit_of
from dashboard.wedges import Wedges

WARD, COMMITTEE = "Ward", "Committee"


def build_places_block(selection: Selection, catalogue: Catalogue, view: Wedges, settings: Settings) -> ChartBlock:
    """Committees and wards of the chosen wedge, or all committees; NoDataError where none has a figure."""
    listed = [(kind, area) for kind, area in _places(view, catalogue) if area.code in view.now]
    if not listed:
        raise NoDataError(Fault("measure", view.measure.id, "it has no figures for wards or committees"))
    own = [view.now[area.code] for _, area in listed]
    where = view.chosen.name if view.chosen else view.home.name
    kinds = join_names(dict.fromkeys(f"{kind.lower()}s" for kind, _ in listed))
    title = f"{view.measure.title}{unit_of(view.measure)}, {kinds} of {where}, {view.period.label}"
    known = sorted((item for item in own if item.value is not None), key=lambda item: item.value or 0.0)
    return ChartBlock(
        name="wedges-places",
        headline=_places_headline(view, catalogue, known, where),
        subtitle=title,
        description=f"Bar chart. {title}. The table has every figure.",
        figure=build_place_bars(
            view.measure,
            [_place_bar(view, area, view.now[area.code], catalogue) for _, area in listed],
            reference_lines(view),
        ),
        table=_place_table(view, listed, catalogue, title),
        notes=list_notes(view, catalogue, own, settings.kirkstall_wedge),
        source=cite_sources(catalogue, own),
        measures=(view.measure.id,),
        key=block_key("wedges-places", selection, catalogue),
        key_is_whole=True,
        labels=list_labels(catalogue, own),
        extra={"height": height_of(len(listed)), "canvas": 1.3 if len(listed) > 5 else 1},
    )


def _places(view: Wedges, catalogue: Catalogue) -> list[tuple[str, Area]]:
    """Committees first, then the wards, highest first; all committees where no wedge is chosen."""
    figures = [view.chosen] if view.chosen else view.figures
    found = [(COMMITTEE, area) for figure in figures for area in committees(catalogue, figure.code)]
    if view.chosen:
        found += [(WARD, area) for area in wards(catalogue, view.chosen.code)]
    return sorted(found, key=lambda item: (item[0] == WARD, -_height(view.now.get(item[1].code))))


def _height(item: Observation | None) -> float:
    return -1.0 if item is None or item.value is None else item.value


def _places_headline(view: Wedges, catalogue: Catalogue, known: Sequence[Observation], where: str) -> str:
    wards_only = [item for item in known if catalogue.areas[item.area].type == "ward"]
    ranked = wards_only if view.chosen and wards_only else known
    if not ranked:
        return f"Inside {where}: we do not know"
    return f"Inside {where}: highest in {catalogue.areas[ranked[-1].area].name}"


def _place_bar(view: Wedges, area: Area, item: Observation, catalogue: Catalogue) -> Bar:
    limits = limits_of(view.measure, item)
    words = format_missing(item.status) if item.value is None else format_range(*limits, view.measure)
    hover = f"{interval_label(view.measure).capitalize()} {words}" if limits[0] is not None else words
    return Bar(
        f"{area.name} committee" if area.type == "committee" else area.name,
        item.value,
        item.status,
        *limits,
        f"{hover}<br>{view.period.label}{hover_flags(catalogue, item)}",
        area.type == "committee" and view.chosen is not None,
        item.illustrative,
    )


def _place_table(
    view: Wedges,
    listed: Sequence[tuple[str, Area]],
    catalogue: Catalogue,
    caption: str,
) -> Table:
    measure, city = view.measure, view.home.name
    columns = (
        Column("Place", "text"),
        Column("Kind", "text"),
        Column("Figure", "number", measure.unit),
        Column(interval_label(measure).capitalize(), "text"),
        Column(f"Gap to {city}", "number", "points" if measure.unit == "%" else measure.unit),
        Column(f"More or fewer {measure.people} than at the {city} rate", "number"),
        Column(f"Against {city}", "text"),
    )
    rows = []
    for kind, area in listed:
        item = view.now[area.code]
        limits = limits_of(measure, item)
        judged = judge(measure, *limits, view.city) if item.value is not None else Judgement("not judged", NO_FIGURE)
        rows.append(
            (
                Cell(area.name),
                Cell(kind),
                figure_cell(measure, item, catalogue),
                interval_cell(*limits, measure),
                gap_cell(item.value, view.city, measure),
                children_cell(gap_in_children(measure, item, view.city)),
                judgement_cell(judged),
            )
        )
    return Table(caption, columns, tuple(rows))
