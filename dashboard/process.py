"""The process behind a series of local figures: its limits, where there are points enough, and what they signal."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from dashboard.formatting import format_number, in_words
from dashboard.in_year import ADJECTIVES, InYear
from dashboard.measures import Measure
from dashboard.schema import Observation
from dashboard.segments import break_between
from dashboard.spc import LEAST_POINTS, Limits, Signal, find_signals, process_limits, run_length

Kind = Literal["improvement", "concern", "change"]
PACES = ("week", "month")


@dataclass(frozen=True, slots=True)
class ProcessView:
    """One area's figures since the last change of definition, oldest first, suppressed ones left out.

    ``limits`` is None where no process chart may be made; ``why`` says why.
    """

    in_year: InYear
    points: tuple[Observation, ...]
    left_out: int  # figures that are missing
    limits: Limits | None
    signals: tuple[tuple[Signal, ...], ...]
    why: str = ""

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.in_year.measure

    @property
    def latest(self) -> Signal | None:
        """The most telling sign of a special cause at the latest point."""
        return self.signals[-1][0] if self.signals and self.signals[-1] else None


def look_at_process(in_year: InYear, area: str) -> ProcessView | None:
    """The process of one area; None where it has no figure with a value."""
    everything = in_year.of(area)
    known = [point for point in everything if point.value is not None]
    if not known:
        return None
    start = max(
        (
            place + 1
            for place, (before, after) in enumerate(pairwise(known))
            if break_between(in_year.measure, before.period, after.period) or before.illustrative != after.illustrative
        ),
        default=0,
    )
    points = tuple(known[start:])
    missing = sum(point.value is None and point.period.end > points[0].period.end for point in everything)
    why = _why_not(in_year, len(points))
    values = [point.value or 0.0 for point in points]
    limits = None if why else process_limits(values)
    signals = tuple(find_signals(values, limits)) if limits else ()
    return ProcessView(in_year, points, missing, limits, signals, why)


def _why_not(in_year: InYear, points: int) -> str:
    if in_year.pace not in PACES:
        return f"a process chart is for weekly or monthly figures; these are {ADJECTIVES[in_year.pace]}"
    if points < LEAST_POINTS:
        return f"{LEAST_POINTS} points are needed for a process chart; there {_are(points)}"
    return ""


def _are(points: int) -> str:
    return "is 1" if points == 1 else f"are {points}"


def kind_of(measure: Measure, signal: Signal) -> Kind:
    """Whether a special cause is an improvement or a concern; neither where the measure has no agreed direction."""
    if measure.polarity is None:
        return "change"
    return "improvement" if (measure.polarity == "high") == (signal.way > 0) else "concern"


def marked_points(view: ProcessView) -> Mapping[int, Kind]:
    """The kind of each point with a sign of a special cause, by its place."""
    return {place: kind_of(view.measure, found[0]) for place, found in enumerate(view.signals) if found}


def signal_words(view: ProcessView, signal: Signal) -> str:
    """``seven months below the mean``, about the latest point."""
    limit, side = ("upper", "above") if signal.way > 0 else ("lower", "below")
    if signal.sign == "outside":
        return f"{side} the {limit} limit"
    if signal.sign == "near":
        return f"close to the {limit} limit"
    values: Sequence[float] = [point.value or 0.0 for point in view.points]
    length = run_length(values, view.limits, signal) if view.limits else 0
    several = f"{in_words(length)} {view.in_year.pace}s"
    if signal.sign == "shift":
        return f"{several} {side} the mean"
    return f"{'rising' if signal.way > 0 else 'falling'} for {several}"


ENDS: Mapping[Kind, str] = {"improvement": ": an improvement", "concern": ": a concern", "change": ""}


def write_verdict(view: ProcessView) -> str:
    """What the latest point says, in at most ten words."""
    if view.limits is None:
        number, pace = len(view.points), view.in_year.pace
        figures = f"{ADJECTIVES[pace]} {'figure' if number == 1 else 'figures'}"
        if pace in PACES:
            return f"{number} {figures} so far; no process chart yet"
        return f"{number} {figures}; a process chart needs weekly or monthly ones"
    if view.latest is None:
        return "Common cause: no more than the usual ups and downs"
    return f"Special cause: {signal_words(view, view.latest)}{ENDS[kind_of(view.measure, view.latest)]}"


def write_limits(view: ProcessView) -> str:
    """``Mean 5.22, limits 4.81 to 5.63``; empty without a process chart."""
    if view.limits is None:
        return ""
    decimals = view.measure.decimals + 1
    mean, lower, upper = (
        format_number(float(each), decimals) for each in (view.limits.mean, view.limits.lower, view.limits.upper)
    )
    return f"Mean {mean}, limits {lower} to {upper}"
