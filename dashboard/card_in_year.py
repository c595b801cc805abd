"""What the council counted for itself in the quarter of a report card: the Overview's in-year block, as it stood then.

The figures are provisional and local, stand beside the published ones and are not part of them (docs/in-year.md).
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from dashboard.areas import plain_name
from dashboard.charts.block import ChartBlock
from dashboard.errors import Fault, NoDataError
from dashboard.formatting import format_change, format_missing, format_value
from dashboard.improvement import CHANGE_WORDS, Change
from dashboard.in_year import as_at
from dashboard.report_card import IN_YEAR, CardTime, cut_to
from dashboard.schema import Catalogue, Observation
from dashboard.selection import Selection
from dashboard.tracker import Tracked, build_tracker
from dashboard.tracker_block import build_tracker_block


def build_card_in_year(
    selection: Selection, catalogue: Catalogue, time: CardTime, figures: Sequence[Observation], kirkstall: str
) -> ChartBlock:
    """The block; ``extra`` has the ``lines`` of the card: the name of each measure, and what it says.

    Raises NoDataError where the card is of no quarter, or its place has no figure as at a day of the quarter.
    """
    if selection.quarter is None or time.first is None or time.last is None:
        rule = "in-year figures stand on the card of a quarter; choose one"
        raise NoDataError(Fault("quarter", "", rule, ("1", "2", "3", "4")))
    counted = cut_to(time, figures)
    whole = build_tracker(selection, catalogue, counted, kirkstall) if counted else None
    tracked = tuple(each for each in whole.tracked if _is_of(each, time.first)) if whole else ()
    if whole is None or not tracked:
        rule = f"nothing was counted here in the year for {time.words}; choose another quarter"
        raise NoDataError(Fault("quarter", str(selection.quarter), rule))
    block = build_tracker_block(selection, catalogue, replace(whole, tracked=tracked))
    return replace(
        block,
        name=IN_YEAR,
        subtitle=f"{block.subtitle}, {time.words}",
        key=f"{block.key}|{IN_YEAR}|{time.words}",
        extra=block.extra | {"lines": tuple((each.measure.short, write_line(each)) for each in tracked)},
    )


def _is_of(tracked: Tracked, first: date) -> bool:
    """Whether the place of the card was counted in the quarter: an older figure is not news of it."""
    return tracked.place is not None and tracked.place.latest.period.end >= first


def write_line(tracked: Tracked) -> str:
    """``5.2 % in East, as at 31 December 2024, with 3 % not known; up 0.1 points since Dec 2023 (got worse)``.

    The change is since a year before, or else since the figure before."""
    place, measure = tracked.place, tracked.measure
    if place is None:
        return ""
    latest, beside = place.latest, tracked.beside
    said = f"{format_value(latest.value, measure, latest.status)} in {plain_name(place.area)}, {as_at(latest.period)}"
    if beside is not None:
        share = format_missing(beside.status) if beside.value is None else format_value(beside.value, measure)
        said += f", with {share} not known"
    changes = (_write_change(tracked, change) for change in (place.year_before, place.before))
    return "; ".join((said, *[part for part in changes if part][:1]))


def _write_change(tracked: Tracked, change: Change) -> str:
    if change.amount is None or change.before is None:
        return ""
    moved = f"{format_change(change.amount, tracked.measure)} since {change.before.period.label}"
    judged = change.judged.word
    return moved if judged == "not judged" else f"{moved} ({CHANGE_WORDS[judged]})"
