"""What a council counts between two publications: by the week, month, quarter or term, always provisional and local.

Such figures are never joined to the published series nor judged against it. A day's figure is of a pace only beside
others: a series of Fridays is weekly, one of month ends monthly; that decides which of them a line may join.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median
from typing import Literal

from dashboard.formatting import format_day
from dashboard.measures import Measure
from dashboard.periods import MONTHS, Period
from dashboard.schema import ALL, Observation

Pace = Literal["week", "month", "quarter", "term", "day"]
PACES: dict[str, Pace] = {"month": "month", "quarter": "quarter", "term": "term"}
ADJECTIVES: dict[Pace, str] = {
    "week": "weekly",
    "month": "monthly",
    "quarter": "quarterly",
    "term": "termly",
    "day": "irregular",
}
FLAGS = ("provisional", "local")
LABELS = ("Provisional", "Local, unofficial")
_WEEK, _MONTH = range(5, 10), range(26, 36)  # days from one count to the next, holidays and short months allowed for
_PUBLISHED = {
    "winter-average": "the average of December to February",
    "academic-year": "a whole school year",
    "financial-year": "a whole year to 31 March",
    "calendar-year": "a whole year",
    "31-march": "31 March",
    "year-to-date": "the school year so far",
}
_YEAR, _YEAR_OF_WEEKS = 365, 364


@dataclass(frozen=True, slots=True)
class InYear:
    """One measure's figures of one kind of period, by area, oldest first; ``other_paces`` are left out."""

    measure: Measure
    pace: Pace
    by_area: Mapping[str, tuple[Observation, ...]]
    other_paces: tuple[str, ...] = ()

    def of(self, area: str) -> tuple[Observation, ...]:
        """The figures of one area; none where it has none."""
        return self.by_area.get(area, ())


def collect_in_year(measure: Measure, observations: Sequence[Observation]) -> InYear | None:
    """The measure's figures between two publications, in the kind of period that was counted last; None without any."""
    kinds: defaultdict[str, list[Observation]] = defaultdict(list)
    for item in observations:
        if item.measure == measure.id and item.breakdown == ALL and measure.counts_in_year(item.period):
            kinds[item.period.kind].append(item)
    if not kinds:
        return None
    chosen = max(kinds, key=lambda kind: (max(item.period.end for item in kinds[kind]), len(kinds[kind])))
    pace, figures = _keep_pace(chosen, kinds[chosen])
    by_area: defaultdict[str, list[Observation]] = defaultdict(list)
    for item in sorted(figures, key=lambda item: item.period.end):
        by_area[item.area].append(item)
    others = tuple(sorted("daily" if kind == "day" else ADJECTIVES[PACES[kind]] for kind in kinds.keys() - {chosen}))
    return InYear(measure, pace, {area: tuple(found) for area, found in by_area.items()}, others)


def _keep_pace(kind: str, figures: Sequence[Observation]) -> tuple[Pace, Sequence[Observation]]:
    """The pace of a kind of period; days get the step within which the next of their series follows."""
    if kind != "day":
        return PACES[kind], figures
    days = sorted({item.period.end for item in figures})
    usual = median((after - before).days for before, after in pairwise(days)) if len(days) > 1 else 1
    pace: Pace = "week" if round(usual) in _WEEK else "month" if round(usual) in _MONTH else "day"
    step = max(1, int(1.5 * usual))
    periods = {item.period: _with_step(item.period, step) for item in figures}
    return pace, [item._replace(period=periods[item.period]) for item in figures]


def _with_step(period: Period, step: int) -> Period:
    return Period(period.kind, period.key, period.start, period.end, period.label, step)


def figure_before(points: Sequence[Observation]) -> Observation | None:
    """The figure straight before the latest; None across a gap."""
    if len(points) < 2 or not points[-1].period.follows(points[-2].period):
        return None
    return points[-2]


def figure_a_year_before(points: Sequence[Observation], pace: Pace) -> Observation | None:
    """The figure of the same week, month, quarter or term of the year before the latest; None where there is none."""
    if not points:
        return None
    latest = points[-1].period
    if latest.kind != "day":
        wanted = (latest.start.year - 1, latest.start.month)
        return next((item for item in points if (item.period.start.year, item.period.start.month) == wanted), None)
    then = latest.end - timedelta(days=_YEAR_OF_WEEKS if pace == "week" else _YEAR)
    near = 15 if pace == "month" else 3
    found = min(points[:-1], key=lambda item: abs((item.period.end - then).days), default=None)
    return found if found and abs((found.period.end - then).days) <= near else None


def as_at(period: Period) -> str:
    """``as at 31 October 2025``; a stretch of time is named too: ``autumn term 2024/25, as at 31 December 2024``."""
    day = f"as at {format_day(period.end)}"
    return day if period.kind in ("day", "month") else f"{period.label}, {day}"


def short_label(period: Period) -> str:
    """What fits on an axis: ``31 Oct 2025``, ``Oct 2025``, ``Q3 2025``, ``Autumn 2024/25``."""
    if period.kind == "day":
        return f"{period.end.day} {MONTHS[period.end.month - 1]} {period.end.year}"
    if period.kind == "quarter":
        return " ".join(reversed(period.key.split("-")))
    if period.kind == "term":
        year, name = period.key.split("-")
        return f"{name.capitalize()} {year}"
    return period.label


def days_old(period: Period, today: date) -> int:
    """How many days lie between the day that figures are as at and today; never fewer than none."""
    return max(0, (today - period.end).days)


def why_apart(measure: Measure) -> str:
    """Why these figures stand beside the published ones and are not judged against them."""
    published = _PUBLISHED.get(measure.period_kind, "another stretch of time")
    return f"the published figure is for {published}, so the two are neither joined nor judged against each other"
