"""The tile map of the wards as a chart block: shaded by the wards' own figures, or by their wedge's where none are."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.areas import wards
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.tile_map import HEIGHT, Classes, Ward, build_tile_map, choose_edges
from dashboard.config import Settings
from dashboard.errors import Fault, NoDataError
from dashboard.formatting import format_number, format_range, format_value
from dashboard.intervals import interval_label, interval_of
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from dashboard.wedge_cells import block_key, figure_cell, interval_cell, limits_of
from dashboard.wedge_notes import NOT_GEOGRAPHY, cite_sources, hover_flags, list_labels, list_place_notes
from dashboard.wedge_words import unit_of
from dashboard.wedges import WedgeFigure, Wedges

Tile = tuple[str, int, int]  # ward, column, row


class _Map(NamedTuple):
    """What the tiles show: each ward's wedge and figure; ``by_ward`` says that the figures are the wards' own."""

    view: Wedges
    catalogue: Catalogue
    wedge_of: Mapping[str, WedgeFigure]
    figures: Mapping[str, Observation | None]
    by_ward: bool


def build_map_block(
    selection: Selection,
    catalogue: Catalogue,
    view: Wedges,
    settings: Settings,
    tiles: Sequence[Tile],
) -> ChartBlock:
    """The map of the home authority's wards. Raises NoDataError where no tile is one of them."""
    wedge_of = {ward.code: figure for figure in view.figures for ward in wards(catalogue, figure.code)}
    placed = [tile for tile in tiles if tile[0] in wedge_of]
    if not placed:
        raise NoDataError(Fault("home", view.home.name, "there is no tile map of its wards"))
    by_ward = any(code in view.now for code, *_ in placed)
    figures = {code: view.now.get(code if by_ward else wedge_of[code].code) for code, *_ in placed}
    content = _Map(view, catalogue, wedge_of, figures, by_ward)
    drawn = [_tile(content, tile) for tile in placed]
    used = list({item.area: item for item in figures.values() if item}.values())
    return ChartBlock(
        name="wedges-map",
        headline=_headline(drawn, by_ward),
        subtitle=_subtitle(content),
        description=_describe(content, drawn),
        figure=build_tile_map(
            drawn, _classes(view, drawn), view.measure.unit, view.chosen.code if view.chosen else None
        ),
        table=_table(content),
        notes=(NOT_GEOGRAPHY, *list_place_notes(view, catalogue, used, settings.kirkstall_wedge)),
        source=cite_sources(catalogue, used),
        measures=(view.measure.id,),
        key=block_key("wedges-map", selection, catalogue),
        key_is_whole=True,
        labels=list_labels(catalogue, used),
        extra={"canvas": 1.5, "height": HEIGHT},  # names in tiles need room in a picture, too
    )


def _tile(content: _Map, tile: Tile) -> Ward:
    code, q, r = tile
    view, item, wedge = content.view, content.figures[code], content.wedge_of[code]
    measure, name = view.measure, content.catalogue.areas[code].name
    value, status = (item.value, item.status) if item else (None, None)
    shown = status or "–" if value is None else format_number(value, measure.decimals)
    words = format_value(value, measure, status)
    lines = [f"<b>{name}</b>, {wedge.name} wedge", words if content.by_ward else f"{wedge.name} as a whole: {words}"]
    limits = interval_of(measure, item)
    if limits:
        lines.append(f"{interval_label(measure).capitalize()} {format_range(*limits, measure)}")
    hover = "<br>".join([*lines, view.period.label]) + hover_flags(content.catalogue, item)
    return Ward(q, r, name, wedge.code, wedge.name, value, shown, hover)


def _classes(view: Wedges, drawn: Sequence[Ward]) -> Classes | None:
    values = [ward.value for ward in drawn if ward.value is not None]
    if not values:
        return None
    edges = choose_edges(values, view.measure.decimals)
    decimals = 0 if all(edge == int(edge) for edge in edges) else view.measure.decimals
    return Classes(edges, tuple(format_number(edge, decimals) for edge in edges))


def _headline(drawn: Sequence[Ward], by_ward: bool) -> str:
    known = sorted((ward for ward in drawn if ward.value is not None), key=lambda ward: ward.value or 0.0)
    if not known:
        return "No figure for any ward"
    low, high = known[0], known[-1]
    if by_ward:
        return f"{high.name} highest, {low.name} lowest"
    return f"Highest in {high.wedge_name}, lowest in {low.wedge_name}"


def _subtitle(content: _Map) -> str:
    view = content.view
    what = "wards" if content.by_ward else "wards in the shade of their wedge (no figures for wards)"
    return f"{view.measure.title}{unit_of(view.measure)}, {what}, {view.period.label}. Tile map, not geography"


def _describe(content: _Map, drawn: Sequence[Ward]) -> str:
    measure, known = content.view.measure, [ward for ward in drawn if ward.value is not None]
    kind = "wards" if content.by_ward else "wards by the figure of their wedge"
    says = f"Tile map of {len(drawn)} {kind}: {measure.short}, {content.view.period.label}."
    if content.by_ward and len(known) > 1:
        known.sort(key=lambda ward: ward.value or 0.0)
        ends = [f"{ward.name} {format_value(ward.value, measure)}" for ward in (known[-1], known[0])]
        says += f" Highest and lowest: {'; '.join(ends)}."
    return f"{says} The table has every figure."


def _table(content: _Map) -> Table:
    measure, areas = content.view.measure, content.catalogue.areas
    columns = (
        Column("Ward", "text"),
        Column("Wedge", "text"),
        Column("Committee", "text"),
        Column("Figure" if content.by_ward else "Figure of the wedge", "number", measure.unit),
        Column(interval_label(measure).capitalize(), "text"),
    )
    order = {figure.code: place for place, figure in enumerate(content.view.figures)}
    codes = sorted(content.figures, key=lambda code: (order[content.wedge_of[code].code], areas[code].name))
    return Table(_subtitle(content), columns, tuple(_row(content, code) for code in codes))


def _row(content: _Map, code: str) -> tuple[Cell, ...]:
    measure, areas, item = content.view.measure, content.catalogue.areas, content.figures[code]
    committee = areas.get(areas[code].parent or "")
    return (
        Cell(areas[code].name),
        Cell(content.wedge_of[code].name),
        Cell(committee.name if committee else "–"),
        figure_cell(measure, item, content.catalogue),
        interval_cell(*limits_of(measure, item), measure),
    )
