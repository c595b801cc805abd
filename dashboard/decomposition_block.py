"""The block ``wedges-contributions``: what each wedge added to or took from the change of the city, ranked."""

from collections.abc import Iterator
from fractions import Fraction

from dashboard.charts import theme
from dashboard.charts.block import ChartBlock
from dashboard.charts.ranked_bars import Row, Side, build_ranked_bars, canvas_of
from dashboard.config import Settings
from dashboard.decomposition import Decomposition, Part, contribution, decompose
from dashboard.decomposition_table import build_table
from dashboard.decomposition_words import (
    REST,
    TOGETHER,
    describe,
    format_more,
    format_part,
    list_contribution_notes,
    rank_parts,
    rest_is_shown,
    write_by_wedge,
    write_change_sentence,
    write_headline,
)
from dashboard.formatting import change_unit
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from dashboard.wedge_cells import block_key
from dashboard.wedge_notes import cite_sources, list_labels, list_place_notes
from dashboard.wedges import Wedges

BLOCK = "wedges-contributions"


def build_contributions_block(
    selection: Selection, catalogue: Catalogue, view: Wedges, settings: Settings
) -> ChartBlock:
    """The block; ``extra`` has the decomposition. Raises NoDataError where the change cannot be split."""
    found = decompose(view, selection.since)
    figure = build_ranked_bars(change_unit(found.measure), [Side("", list(_rows(found, view)), {})])
    height = figure["layout"]["height"]
    shown = list(_shown(found))
    notes = (*list_contribution_notes(found), *list_place_notes(view, catalogue, shown, settings.kirkstall_wedge))
    return ChartBlock(
        name=BLOCK,
        headline=write_headline(found),
        subtitle=(
            f"{found.measure.title}: change of {found.home.name} by wedge, {change_unit(found.measure)}, "
            f"between {found.since.label} and {found.period.label}"
        ),
        description=describe(found),
        figure=figure,
        table=build_table(found, catalogue),
        notes=notes,
        source=cite_sources(catalogue, shown),
        measures=(found.measure.id,),
        key=f"{block_key(BLOCK, selection, catalogue)}|{selection.since or ''}",
        key_is_whole=True,
        labels=list_labels(catalogue, shown),
        extra={
            "decomposition": found,
            "sentence": write_change_sentence(found),
            "by wedge": write_by_wedge(found),
            "height": height,
            "canvas": canvas_of(height),
        },
    )


def _rows(found: Decomposition, view: Wedges) -> Iterator[Row]:
    for part in rank_parts(found):
        colour = theme.GREY_LIGHT if view.chosen and view.chosen.code != part.area else theme.SECOND
        value = contribution(part)
        yield Row(
            name=part.name,
            value=float(value),
            shown=format_part(found, value),
            limits=None,
            note=_people(found, part.more) if part.effect else "",
            hover=_hover(found, part),
            colour=colour,
            illustrative=found.illustrative,
        )
    if found.rest is not None and rest_is_shown(found):
        yield Row(REST, float(found.rest), format_part(found, found.rest), None, "", "not explained by the wedges")
    whole = found.change if found.published_change is None else found.published_change
    name = TOGETHER if found.published_change is None else f"{found.home.name}, as published"
    yield Row(name, float(whole), format_part(found, whole), None, "", "the whole change", theme.HOME, home=True)


def _people(found: Decomposition, more: Fraction) -> str:
    return f"{format_more(more)} {found.measure.people}"


def _hover(found: Decomposition, part: Part) -> str:
    words = f"{format_part(found, contribution(part))} {change_unit(found.measure)}"
    if part.effect:
        words += f"<br>{format_part(found, part.effect.rate)} its own rate"
        words += f"<br>{format_part(found, part.effect.size)} its share of the {found.measure.people}"
        words += f"<br>{_people(found, part.more)}"
    return f"{words}<br><b>Illustrative, not a real figure</b>" if found.illustrative else words


def _shown(found: Decomposition) -> Iterator[Observation]:
    for code in (*(part.area for part in found.parts), found.home.code):
        for period in (found.since, found.period):
            if item := found.figures.get((code, period)):
                yield item
