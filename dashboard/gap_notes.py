"""The notes under the charts of the Gaps page: how the range was found, and what must be known to read a gap."""

from collections.abc import Iterator

from dashboard.charts.time_axis import find_breaks
from dashboard.formatting import format_missing, join_names
from dashboard.gap_interval import Method
from dashboard.gaps import GapView
from dashboard.intervals import interval_label, interval_of
from dashboard.schema import Catalogue
from dashboard.selection import Selection
from dashboard.trend_notes import list_notes

_METHODS: dict[Method, str] = {
    "independent": (
        "The range around the gap is that of a difference between two separate groups (Newcombe’s, from the limits "
        "of the two shares)."
    ),
    "others": (
        "The group is part of “{reference}”. So the others are counted as all less the group, and the range is that "
        "of the difference between these two (Newcombe’s), scaled to the gap to all."
    ),
    "group": (
        "The group is part of “{reference}”, whose number is not published for these years, so the others cannot be "
        "counted apart. The range around the gap is that of the group’s own figure, with the figure of all taken as "
        "it stands: if anything too wide."
    ),
}


def list_gap_notes(selection: Selection, catalogue: Catalogue, view: GapView, kirkstall: str) -> tuple[str, ...]:
    """What holds for every line chart, then what holds for gaps."""
    return (*list_notes(selection, catalogue, view.lines, kirkstall), *_about_gaps(view))


def _about_gaps(view: GapView) -> Iterator[str]:
    if view.limits is not None:
        yield _METHODS[view.limits.method].format(reference=view.pair.reference.words)
        yield "A gap is called narrowing or widening only where the range of its change leaves out zero."
    elif view.figures.group_measure.scale is None:
        yield "An average score is published without its spread, so chance cannot be told from change."
    yield f"The neighbours’ gap is the {view.comparison.average} of their own gaps."
    if view.comparison.measure.polarity is not None:
        yield "More than zero means that the group is behind. A gap can also narrow because the others do worse."
    else:
        yield "More than zero means that the group’s figure is the higher one."


def list_side_notes(view: GapView) -> tuple[str, ...]:
    """How to read the two lines."""
    return tuple(_about_sides(view))


def _about_sides(view: GapView) -> Iterator[str]:
    area, group = view.lines.subject.area, view.figures.group_measure
    points = [gap.period for gap in view.figures.gaps.values() if gap.area == area]
    if breaks := find_breaks(view.figures.measure, points):
        words = "; ".join(f"{part.letter} {part.words}".lstrip() for part in breaks)
        yield f"{'Breaks' if len(breaks) > 1 else 'Break'}: {words}. Figures on the two sides do not compare."
    for whose, side in (
        (view.pair.group.words, view.figures.group),
        (view.pair.reference.words, view.figures.reference),
    ):
        missing = [f"{p.label} ({format_missing(side[area, p.end].status if (area, p.end) in side else None)})"
                   for p in points if (area, p.end) not in side or side[area, p.end].value is None]  # fmt: skip
        if missing:
            yield f"No figure of {whose} for {join_names(missing)}."
    if any(interval_of(group, figure) for place, figure in view.figures.group.items() if place[0] == area):
        yield f"The shaded band along a bold line is its {interval_label(group)} (95 %)."
    yield "The grey space between the bold lines is the gap."
    yield f"The thin grey lines are England’s, dotted for {view.pair.reference.words}."
    if view.figures.measure.caveat:
        yield view.figures.measure.caveat
