"""Turning the curve: one priority of a plan with the figures of one of its measures, past, wanted and ahead.

Outcomes-based accountability asks four questions of a priority: how are we doing, where are we heading if nothing
changes, what is behind it, who does what. This gathers the answers; curve_words.py says them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dashboard.benchmarks import Comparison
from dashboard.comparison import compare
from dashboard.errors import Fault, NoDataError
from dashboard.forecast import Forecast, forecast_series
from dashboard.gap import Gap, gap_in_children
from dashboard.plan import Plan, Priority
from dashboard.plan_targets import TargetLines
from dashboard.rated import Rated, rate_figure
from dashboard.schema import Area, Catalogue, Observation
from dashboard.selection import Selection
from dashboard.target_words import name_point
from dashboard.targets import TargetLine
from dashboard.trend_series import Lines, Series, collect_lines
from dashboard.trend_test import Trend, recent_trend


class GapTo(NamedTuple):
    """What the latest figure's distance from something means in children; ``wanted`` is true of targets."""

    what: str
    value: float
    gap: Gap
    wanted: bool = False


@dataclass(frozen=True, slots=True)
class Curve:
    """The figures of ``lines.home`` under a priority; ``lines.targets`` are what its own plan wants, and no other."""

    plan: Plan
    priority: Priority
    home: Area
    lines: Lines
    comparison: Comparison
    trend: Trend
    rated: Rated
    ahead: Forecast
    gaps: tuple[GapTo, ...]

    @property
    def average(self) -> Series | None:
        """The neighbours' average that the reader chose."""
        found = (series for group in self.lines.groups for series in group.averages if series.runs)
        return next(found, None)


def choose_priority(plan: Plan, wanted: str | None) -> Priority | None:
    """The priority of an id; without one the first that a measure is named for, or the first."""
    if wanted:
        return next((each for each in plan.priorities if each.id == wanted), None)
    with_measures = (each for each in plan.priorities if measures_of(each))
    return next(with_measures, plan.priorities[0] if plan.priorities else None)


def measures_of(priority: Priority) -> tuple[str, ...]:
    """The measures that a priority, or an indicator of it, is about."""
    indicated = (each.measure for each in priority.indicators if each.measure)
    return tuple(dict.fromkeys((*priority.measures, *indicated)))


def choose_measure(priority: Priority, catalogue: Catalogue, wanted: str) -> str | None:
    """The measure to show: the one asked for where the priority is about it, else the first; None without figures."""
    known = [name for name in measures_of(priority) if catalogue.periods.get(name)]
    return wanted if wanted in known else next(iter(known), None)


def build_curve(
    selection: Selection,
    catalogue: Catalogue,
    plan: Plan,
    priority: Priority,
    observations: Sequence[Observation],
    *,
    targets: TargetLines,
    kirkstall: str,
) -> Curve:
    """The curve of ``selection.measure`` from the figures that Trends is made of.

    Raises NoDataError where the home authority has no figure.
    """
    measure, home = catalogue.measures[selection.measure], catalogue.areas[selection.home]
    lines = collect_lines(selection.with_(area=None), catalogue, observations, kirkstall)
    last = lines.home.last
    if last is None:
        raise NoDataError(Fault("measure", measure.id, f"there is no figure for {home.name}"))
    lines = _only_chosen(lines, selection, targets.get((measure.id, home.code), ()), plan)
    comparison = compare(
        measure, home.code, observations, catalogue, neighbours=selection.neighbours, average=selection.average,
        group=selection.group,
    )  # fmt: skip
    points = lines.home.observations
    rated = rate_figure(lines.targets, last, points)
    newest = max(periods[-1].end for periods in catalogue.periods.values() if periods)
    return Curve(
        plan=plan,
        priority=priority,
        home=home,
        lines=lines,
        comparison=comparison,
        trend=recent_trend(measure, points),
        rated=rated,
        ahead=forecast_series(measure, points, newest=newest),
        gaps=tuple(_gaps(comparison, last, rated.line)),
    )


def _only_chosen(lines: Lines, selection: Selection, wanted: Sequence[TargetLine], plan: Plan) -> Lines:
    """The lines without wedges and the averages that were not chosen; this plan's targets alone."""
    groups = tuple(
        replace(
            group,
            averages=tuple(replace(each, when="") for each in group.averages if each.area.endswith(selection.average)),
        )
        for group in lines.groups
        if group.choice == selection.neighbours
    )
    own = tuple(line for line in wanted if line.plan == plan.title)
    return replace(lines, groups=groups, other_wedges=(), core=(), core_cities=(), targets=own)


def _gaps(comparison: Comparison, last: Observation, line: TargetLine | None) -> Iterator[GapTo]:
    """Against the next target (or the last), the neighbours' average, England: where the counts make it children."""
    measure = comparison.measure
    if line is not None and line.targets and not line.differs:
        here = next((point for point in line.targets if point.period == last.period), None)
        point = here or line.next_after(last.period)
        if point is not None and (gap := gap_in_children(measure, last, point.value)):
            yield GapTo(f"the target of {name_point(point, line)}", point.value, gap, wanted=True)
    average = comparison.neighbours.average(comparison.average)
    england = comparison.england.value if comparison.england else None
    for what, value in (("the neighbours’ average", average), ("the rate of England", england)):
        if value is not None and (gap := gap_in_children(measure, last, value)):
            yield GapTo(what, value, gap)
