"""Cells of the tables below the city, and what all blocks of the Wedges page share."""

from dashboard.charts.block import Cell
from dashboard.charts.place_bars import Line
from dashboard.formatting import format_missing, format_number, format_range, round_half_away, subtract
from dashboard.gap import Gap, format_gap
from dashboard.intervals import interval_of
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from dashboard.wedge_notes import flags_of
from dashboard.wedges import Wedges


def block_key(name: str, selection: Selection, catalogue: Catalogue) -> str:
    """What every figure of the page is built from."""
    parts = (selection.home, selection.measure, selection.area or "", selection.period or "")
    return "|".join((name, str(catalogue.version), *parts))


def reference_lines(view: Wedges) -> list[Line]:
    """City and England, where they have a figure on this definition and the measure is a rate."""
    city, england = view.comparison.city, view.comparison.england
    if view.measure.scale is None:
        return []  # a city's number of children is no benchmark for a part of it
    lines = [(place, place is city) for place in (city, england) if place is not None]
    return [Line(place.name, place.value, home) for place, home in lines if place.value is not None]


def limits_of(measure: Measure, item: Observation | None) -> tuple[float | None, float | None]:
    """The interval of a figure, two Nones where there is none."""
    return interval_of(measure, item) or (None, None)


def figure_cell(measure: Measure, item: Observation | None, catalogue: Catalogue) -> Cell:
    """A figure with its labels, or the reason why there is none."""
    if item is None:
        return Cell("no figure", None, "x")
    if item.value is None:
        return Cell(format_missing(item.status), None, item.status, flags_of(catalogue, item))
    return Cell(format_number(item.value, measure.decimals), item.value, None, flags_of(catalogue, item))


def interval_cell(lower: float | None, upper: float | None, measure: Measure) -> Cell:
    """The interval in words; the limits in full behind it."""
    if lower is None or upper is None:
        return Cell("–")
    return Cell(format_range(lower, upper, measure), f"{lower:.12g} to {upper:.12g}")


def gap_cell(value: float | None, benchmark: float | None, measure: Measure) -> Cell:
    """The difference from a benchmark in words, signed behind them; a dash where there is none to give."""
    if value is None or benchmark is None or measure.scale is None:
        return Cell("–")
    gap = subtract(value, benchmark)
    rounded = round_half_away(gap, measure.decimals)
    shown = format_number(abs(gap), measure.decimals)
    return Cell(shown if rounded == 0 else f"{shown} {'above' if rounded > 0 else 'below'}", gap)


def children_cell(gap: Gap | None) -> Cell:
    """A gap in children: ``292 more pupils``, the signed number behind it."""
    return Cell(format_gap(gap), gap.children) if gap else Cell("–")


def judgement_cell(judgement: Judgement) -> Cell:
    """The word, and why where nothing is judged."""
    return Cell(f"{judgement.word}: {judgement.why}" if judgement.why else judgement.word, judgement.word)
