"""Targets of a plan as a line through time, and the colour of a figure against it: computed here, never typed.

The trajectory is straight between the points that a plan gives (its baseline, where that has a period, and its targets)
and exists nowhere else: neither before the first nor beyond the last. docs/targets.md has the rules in words.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal, NamedTuple

from dashboard.intervals import interval_by_one_count
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Observation
from dashboard.segments import break_since
from dashboard.trend_test import recent_trend

Colour = Literal["green", "amber", "red", "grey"]
Rule = Literal[
    "met",  # green
    "within the interval",  # amber …
    "improving fast enough",
    "short of it",  # red
    "no target",  # grey …
    "another definition",
    "to be set",
    "no figure",
    "illustrative",
    "provisional",
    "not for this period",
    "definition changed",
    "no agreed direction",
    "no counts",
]
COLOURS: dict[Rule, Colour] = {
    "met": "green",
    "within the interval": "amber",
    "improving fast enough": "amber",
    "short of it": "red",
}


class TargetPoint(NamedTuple):
    """What a plan wants a figure to be in a period, or the baseline that it starts from."""

    period: Period
    value: float
    baseline: bool = False


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One plan's targets for one measure of one area, oldest first; without any, they are still to be set.

    ``plan`` is its title and ``years`` when it holds. ``since`` is the day from which a change of definition parts
    figures from the targets: the end of the baseline's period, or the start of the plan. ``differs`` says why no figure
    of the measure can stand against them; empty where figures can.
    """

    measure: Measure
    area: str
    plan: str
    years: str
    points: tuple[TargetPoint, ...]
    since: date
    differs: str = ""
    current: bool = False  # the plan is in force

    @property
    def targets(self) -> tuple[TargetPoint, ...]:
        """The points without the baseline."""
        return tuple(point for point in self.points if not point.baseline)

    def next_after(self, period: Period) -> TargetPoint | None:
        """The first target for a later period."""
        return next((point for point in self.targets if point.period.end > period.end), None)


class Rag(NamedTuple):
    """The colour of a figure and the rule that gave it.

    ``trajectory`` is what the plan wants in the figure's period, ``ahead`` what the recent trend would make of the
    figure by ``target``; each None where it played no part. ``detail`` is the reason in the words of what it rests on:
    why the definitions differ, what changed, why there is no figure.
    """

    colour: Colour
    rule: Rule
    trajectory: float | None = None
    ahead: float | None = None
    target: TargetPoint | None = None
    detail: str = ""


def build_trajectory(line: TargetLine, period: Period) -> Fraction | None:
    """What the line wants in a period, exactly; None outside of it and for periods of another kind."""
    if any(point.period.kind != period.kind for point in line.points):
        return None
    when = _place(period)
    known = {_place(point.period): _exact(point.value) for point in line.points}
    if when in known:
        return known[when]
    before = max((place for place in known if place < when), default=None)
    after = min((place for place in known if place > when), default=None)
    if before is None or after is None:
        return None
    return known[before] + (known[after] - known[before]) * Fraction(when - before, after - before)


def rate_against_trajectory(line: TargetLine, figure: Observation | None, earlier: Iterable[Observation] = ()) -> Rag:
    """The colour of one figure of the line's measure and area; ``earlier`` are those before it, in any order.

    Without ``earlier`` no trend can carry the figure to the next target.
    """
    if line.differs:
        return _grey("another definition", line.differs)
    if not line.targets:
        return _grey("to be set")
    if figure is None or figure.value is None:
        return _grey("no figure", (figure and figure.status) or "x")
    wanted = build_trajectory(line, figure.period)
    if wanted is None:
        return _grey("not for this period")
    return _find_obstacle(line, figure, wanted) or _rate(line, figure, wanted, earlier)


def _find_obstacle(line: TargetLine, figure: Observation, wanted: Fraction) -> Rag | None:
    """Why a figure that there is cannot be coloured by a target that there is; None where it can."""
    change = break_since(line.measure, line.since, figure.period)
    obstacles: tuple[tuple[Rule, bool], ...] = (
        ("definition changed", change is not None),
        ("illustrative", figure.illustrative),
        ("provisional", figure.provisional),
        ("no agreed direction", line.measure.polarity is None),
    )
    rule = next((rule for rule, holds in obstacles if holds), None)
    detail = change.words if change and rule == "definition changed" else ""
    return _grey(rule, detail, wanted) if rule else None


def _rate(line: TargetLine, figure: Observation, wanted: Fraction, earlier: Iterable[Observation]) -> Rag:
    """The colour where figure and target can be set against each other."""
    value = _exact(figure.value or 0.0)
    if _as_good(line.measure, value, wanted):
        return _colour("met", wanted)
    limits = interval_by_one_count(line.measure, figure)
    if limits is None:
        return _grey("no counts", trajectory=wanted)
    if _exact(limits[0]) <= wanted <= _exact(limits[1]):
        return _colour("within the interval", wanted)
    ahead, target = _project(line, figure, earlier)
    if ahead is not None and target is not None and _as_good(line.measure, ahead, _exact(target.value)):
        return Rag(COLOURS["improving fast enough"], "improving fast enough", float(wanted), float(ahead), target)
    return Rag(COLOURS["short of it"], "short of it", float(wanted), None if ahead is None else float(ahead), target)


def _project(
    line: TargetLine, figure: Observation, earlier: Iterable[Observation]
) -> tuple[Fraction | None, TargetPoint | None]:
    """Where a clear improvement would take the figure by the next target; None without one, or without a target."""
    target = line.next_after(figure.period)
    before = [item for item in earlier if item.period.end < figure.period.end]
    trend = recent_trend(line.measure, [*before, figure])
    if target is None or trend.verdict != "better" or trend.slope is None:
        return None, target
    steps = Fraction(_place(target.period) - _place(figure.period), figure.period.step)
    return _exact(figure.value or 0.0) + Fraction(trend.slope) * steps, target


def rate_targets(line: TargetLine, figures: Sequence[Observation]) -> tuple[tuple[TargetPoint, Rag], ...]:
    """Each target with the colour of the figure of its own period; ``figures`` are the area's, in any order."""
    by_period = {item.period: item for item in figures}
    return tuple((point, rate_against_trajectory(line, by_period.get(point.period), figures)) for point in line.targets)


def _as_good(measure: Measure, value: Fraction, wanted: Fraction) -> bool:
    return value <= wanted if measure.polarity == "low" else value >= wanted


def _colour(rule: Rule, trajectory: Fraction) -> Rag:
    return Rag(COLOURS[rule], rule, float(trajectory))


def _grey(rule: Rule, detail: str = "", trajectory: Fraction | None = None) -> Rag:
    return Rag("grey", rule, None if trajectory is None else float(trajectory), detail=detail)


def _place(period: Period) -> int:
    """Where a period stands in time: in months, so that years are of one length; days are counted as they are."""
    return period.end.toordinal() if period.kind == "day" else period.end.year * 12 + period.end.month


def _exact(value: float) -> Fraction:
    """The number as written: 67.5 and not its nearest binary fraction, so that "at the target" is at it."""
    return Fraction(Decimal(str(value)))
