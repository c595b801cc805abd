"""From the plans to target lines: what each wants of the measures of the catalogue, ready to be drawn and judged by."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.plan import Indicator, Plan, PlanBook
from dashboard.plan_assembly import period_of
from dashboard.rated import Rated, rate_figure
from dashboard.schema import Observation
from dashboard.targets import TargetLine, TargetPoint, rate_against_trajectory

Key = tuple[str, str]  # measure, area
TargetLines = Mapping[Key, tuple[TargetLine, ...]]


def collect_target_lines(book: PlanBook, measures: Mapping[str, Measure]) -> TargetLines:
    """The lines of every measure and area: the plan in force first, then the latest. Indicators without a measure of
    the catalogue have none."""
    found: dict[Key, list[TargetLine]] = {}
    for plan in sorted(book.plans, key=lambda plan: not plan.current):  # they come latest first
        for indicator in (each for priority in plan.priorities for each in priority.indicators):
            measure = measures.get(indicator.measure or "")
            if measure is not None:
                line = build_target_line(plan, indicator, measure)
                found.setdefault((measure.id, line.area), []).append(line)
    return {key: tuple(lines) for key, lines in found.items()}


def build_target_line(plan: Plan, indicator: Indicator, measure: Measure) -> TargetLine:
    """What an indicator of a plan wants of the measure that it is about."""
    points = sorted(_points(indicator, measure), key=lambda point: point.period.end)
    baseline = next((point.period.end for point in points if point.baseline), None)
    return TargetLine(
        measure=measure,
        area=indicator.area or plan.area,
        plan=plan.title,
        years=plan.years,
        points=tuple(points),
        since=baseline or date(plan.first_year, 1, 1),
        differs="" if indicator.compares else indicator.why_not or "the plan defines it otherwise",
        current=plan.current,
    )


def rate_areas(
    measure: str, now: Mapping[str, Observation], series: Sequence[Observation], lines: TargetLines
) -> dict[str, Rated]:
    """Every area that has a line of its own for the measure: its figure of one period (``now``, by area) against it;
    ``series`` are the measure's figures in all areas and periods."""
    wanted = {area: found for (name, area), found in lines.items() if name == measure}
    own: dict[str, list[Observation]] = {area: [] for area in wanted}
    for figure in series:
        if figure.area in own:
            own[figure.area].append(figure)
    return {area: rate_figure(found, now.get(area), own[area]) for area, found in wanted.items()}


def rate_plan(plan: Plan, measures: Mapping[str, Measure], figures: Sequence[Observation]) -> dict[str, Rated]:
    """The figure of each target's own period against it, by the target's id; what is to be set is left out."""
    by_key: defaultdict[Key, list[Observation]] = defaultdict(list)
    for figure in figures:
        by_key[figure.measure, figure.area].append(figure)
    found: dict[str, Rated] = {}
    for indicator in (each for priority in plan.priorities for each in priority.indicators):
        measure = measures.get(indicator.measure or "")
        if measure is None:
            continue
        line = build_target_line(plan, indicator, measure)
        own = by_key[measure.id, line.area]
        for target in indicator.targets:
            if target.value is not None:
                its = next((each for each in own if each.period == target.period), None)
                found[target.id] = Rated(rate_against_trajectory(line, its, own), line, its)
    return found


def _points(indicator: Indicator, measure: Measure) -> Iterator[TargetPoint]:
    wanted = {target.period: target.value for target in indicator.targets if target.value is not None}
    yield from (TargetPoint(period, value) for period, value in wanted.items())
    start = _baseline_period(indicator, measure)
    first = min((period.end for period in wanted), default=None)
    if indicator.baseline is not None and start is not None and first is not None and start.end < first:
        yield TargetPoint(start, indicator.baseline, baseline=True)


def _baseline_period(indicator: Indicator, measure: Measure) -> Period | None:
    """The period of the baseline; None where the plan does not say it, or says it in other words."""
    try:
        return period_of(indicator.baseline_when, measure if indicator.compares else None)
    except ValueError:
        return None
