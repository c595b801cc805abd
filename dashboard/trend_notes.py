"""The notes under the Trends chart: what must be known to read it, for what is switched on and no more."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from dashboard.areas import region_note, wedges
from dashboard.charts.time_axis import find_breaks, find_gaps
from dashboard.charts.visible import holds
from dashboard.group_words import name_members
from dashboard.in_year import as_at, why_apart
from dashboard.intervals import interval_label
from dashboard.schema import Catalogue
from dashboard.selection import Selection
from dashboard.trend_series import Lines, Series
from dashboard.trend_targets import target_notes

NO_WEDGES = "No wedge figures are published for this measure"


def list_notes(selection: Selection, catalogue: Catalogue, lines: Lines, kirkstall: str) -> tuple[str, ...]:
    """Breaks, missing figures, bands, wedges, polarity, caveat; in that order, each a sentence or two."""
    return (
        *_breaks(selection, lines),
        *_gaps(selection, lines),
        *_bands(selection, lines),
        *target_notes(selection, lines),
        *_in_year(lines),
        *_wedges(selection, catalogue, lines, kirkstall),
        *_comparators(selection, catalogue, lines),
        *_measure(lines),
    )


def _breaks(selection: Selection, lines: Lines) -> Iterator[str]:
    periods = [point.period for point in lines.subject.observations]
    found = [part for part in find_breaks(lines.measure, periods) if part.day.year >= (selection.start or 0)]
    if found:
        words = "; ".join(f"{part.letter} {part.words}".lstrip() for part in found)
        yield f"{'Breaks' if len(found) > 1 else 'Break'}: {words}. Figures on the two sides do not compare."


def _gaps(selection: Selection, lines: Lines) -> Iterator[str]:
    gaps = [gap for gap in find_gaps(lines.subject.observations) if gap.period.year >= (selection.start or 0)]
    for symbol, same in groupby(sorted(gaps, key=lambda gap: gap.symbol), key=lambda gap: gap.symbol):
        marked = list(same)
        periods = ", ".join(gap.period.label for gap in marked)
        yield f"{symbol} on the axis: {marked[0].reason} for {lines.subject.name} ({periods})."


def _bands(selection: Selection, lines: Lines) -> Iterator[str]:
    shown = selection.shown
    with_counts = any(lines.limits_of(point) for point in lines.subject.observations)
    if "interval" in shown and with_counts:
        name = interval_label(lines.measure)
        yield f"The shaded band along a bold line is its {name} (95 %): a difference inside it may be chance alone."
    elif not with_counts:
        yield "The counts behind these figures are not published, so no interval is shown and nothing is judged."
    if "band" in shown and lines.neet_band:
        yield (
            f"The hatched band runs from the share known to be NEET in {lines.home.name} to that plus the share whose "
            "activity is not known: NEET could lie anywhere in it."
        )
    group = next((group for group in lines.groups if group.choice == selection.neighbours), None)
    if "neighbours" in shown and group and group.spread:
        last, of = group.spread[-1], len(group.members)
        whose = name_members(group.choice)
        yield f"The grey area is the range of the {whose}: {last.n} of {of} have a figure for {last.period.label}."


def _in_year(lines: Lines) -> Iterator[str]:
    if lines.in_year:
        latest = max((series.observations[-1].period for series in lines.in_year), key=lambda period: period.end)
        yield f"Dashed with open points: provisional, local figures, {as_at(latest)}; {why_apart(lines.measure)}."


def _wedges(selection: Selection, catalogue: Catalogue, lines: Lines, kirkstall: str) -> Iterator[str]:
    places = wedges(catalogue, selection.home, kirkstall)
    if not places:
        return
    drawn: list[Series] = [series for series in (lines.wedge, *lines.other_wedges) if series]
    if not drawn:
        instead = f"; the chart shows {lines.home.name} as a whole" if selection.area else ""
        yield f"{NO_WEDGES}{instead}."
        return
    if selection.area and lines.wedge is None:
        yield f"There are no figures for this wedge; the chart shows {lines.home.name} as a whole."
    if not (lines.wedge or "wedges" in selection.shown):
        return
    if any(series.illustrative for series in drawn):
        yield (
            "Illustrative: dashed wedge lines are made up so that they add to the published figure. No wedge figures "
            "are published for this measure; do not quote them."
        )
    if any(point for series in drawn for point in series.observations if not point.illustrative):
        yield "Wedge figures are local and unofficial; a school counts in the wedge of its site."
    yield f"Kirkstall ward counts in {'North West' if kirkstall == 'north-west' else 'West'}."


def _comparators(selection: Selection, catalogue: Catalogue, lines: Lines) -> Iterator[str]:
    if not any(group.choice == selection.neighbours for group in lines.groups):
        yield f"There is no such set of neighbours for {lines.home.name}."
    note = region_note(catalogue, selection.home)
    if note and "region" in selection.shown:
        yield note
    without = [series.name for series in _comparable(lines, selection) if not series.runs]
    if without:
        yield f"No figures for {', '.join(without)}."


def _comparable(lines: Lines, selection: Selection) -> Sequence[Series]:
    return [series for series in lines.every() if series.role != "home" and holds(series.when, selection)]


def _measure(lines: Lines) -> Iterator[str]:
    measure = lines.measure
    if measure.polarity is None:
        yield measure.why_polarity or "Neither higher nor lower is agreed to be better."
    if measure.caveat:
        yield measure.caveat
