"""The time axis: a period stands at its end date under its short name, breaks and missing periods are marked on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from textwrap import wrap
from typing import Any, Literal, NamedTuple

from dashboard.measures import Measure
from dashboard.missing import REASONS
from dashboard.periods import BY_YEAR, Period
from dashboard.schema import Observation
from dashboard.targets import TargetPoint

TICKS = 8
NARROW_KEY = 4  # characters of a period's name: of longer ones a phone has room for two, not three
PADDING = 0.03  # of the whole span, at both ends
BREAK = {"width": 1.5, "dash": "dot", "color": "#6F777B"}
Edge = Literal["top", "bottom"]
NOT_PUBLISHED = "no figure was published"


class Gap(NamedTuple):
    """A period without a figure: the symbol to mark it with and the reason in words."""

    period: Period
    symbol: str
    reason: str


class DrawnBreak(NamedTuple):
    """A change of definition: the day at which its line stands, its words, its letter where there are several."""

    day: date
    words: str
    letter: str


@dataclass(frozen=True, slots=True)
class TimeAxis:
    """``periods`` get a tick each while there is room; ``start`` and ``end`` are the ends of the axis."""

    periods: tuple[Period, ...]
    start: date
    end: date

    @property
    def edge(self) -> str:
        """The right end of the axis, where labels begin."""
        return self.end.isoformat()


def choose_time_axis(points: Sequence[Observation | TargetPoint]) -> TimeAxis:
    """The axis for these points, oldest first. ``points`` must not be empty."""
    periods = tuple(dict.fromkeys(point.period for point in points))
    first, last = periods[0].end, periods[-1].end
    padding = max((last - first) * PADDING, timedelta(days=20))
    return TimeAxis(periods, first - padding, last + padding)


def build_time_axis(axis: TimeAxis) -> dict[str, Any]:
    """A Plotly date axis; with many periods every second, third … is named, the latest always."""
    return {
        "type": "date",
        "range": [axis.start.isoformat(), axis.end.isoformat()],
        "showgrid": False,
        "fixedrange": True,
    } | build_ticks(axis, TICKS)


def build_ticks(axis: TimeAxis, most: int) -> dict[str, Any]:
    """Names for at most so many periods, evenly spaced back from the latest."""
    step = -(-len(axis.periods) // most)
    named = [period for index, period in enumerate(reversed(axis.periods)) if index % step == 0][::-1]
    return {
        "tickvals": [period.end.isoformat() for period in named],
        "ticktext": [period.key for period in named],
    }


def build_narrow_ticks(axis: TimeAxis) -> dict[str, Any]:
    """The two or three names that a phone has room for."""
    return build_ticks(axis, 3 if len(axis.periods[-1].key) <= NARROW_KEY else 2)


def find_gaps(observations: Sequence[Observation]) -> tuple[Gap, ...]:
    """Periods between the first and the last that have a symbol in place of a figure, or nothing at all."""
    gaps = []
    for before, after in pairwise(observations):
        gaps += [Gap(period, "–", NOT_PUBLISHED) for period in _between(before.period, after.period)]
    gaps += [
        Gap(observation.period, observation.status, REASONS[observation.status])
        for observation in observations
        if observation.status
    ]
    return tuple(sorted(gaps, key=lambda gap: gap.period.end))


def _between(before: Period, after: Period) -> list[Period]:
    """The yearly periods that one would expect between two of the same kind."""
    if before.kind != after.kind or before.kind not in BY_YEAR:
        return []
    years = range(before.end.year + 1, after.end.year)
    return [BY_YEAR[before.kind](year) for year in years]


def build_gap_marks(gaps: Sequence[Gap]) -> list[dict[str, Any]]:
    """A symbol on the axis for each missing period; the reason is at hover and in the notes."""
    return [
        {
            "name": "",
            "text": f"<b>{gap.symbol}</b>",
            "hovertext": f"{gap.period.label}: {gap.reason}",
            "x": gap.period.end.isoformat(),
            "y": 0,
            "yref": "paper",
            "yanchor": "bottom",
            "showarrow": False,
        }
        for gap in gaps
    ]


def find_breaks(measure: Measure, periods: Sequence[Period]) -> tuple[DrawnBreak, ...]:
    """The changes of definition within these periods (oldest first), named by letter where there are several."""
    found = []
    for change in measure.breaks:
        before = [period.end for period in periods if period.end < change.at]
        after = [period.end for period in periods if period.end >= change.at]
        if before and after:
            found.append((before[-1] + (after[0] - before[-1]) / 2, change.words))
    return name_breaks(found)


def name_breaks(found: Sequence[tuple[date, str]]) -> tuple[DrawnBreak, ...]:
    """Changes of definition (day, words) with their letters, in order of time."""
    letters = iter("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return tuple(DrawnBreak(day, words, next(letters, "") if len(found) > 1 else "") for day, words in sorted(found))


def build_breaks(
    measure: Measure, axis: TimeAxis, at: Edge = "top"
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shapes and annotations of the breaks of one measure; ``at`` is where their names stand."""
    return draw_breaks(find_breaks(measure, axis.periods), axis, at)


def draw_breaks(
    found: Sequence[DrawnBreak], axis: TimeAxis, at: Edge = "top"
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Shapes and annotations: a dotted upright line between the last figure before a break and the first after.

    One break is named in words; of several each gets its letter, and the notes say the rest.
    """
    middle = axis.start + (axis.end - axis.start) / 2
    names = [_break_name(part, "right" if part.day > middle else "left", at) for part in found]
    return [build_upright(part.day, BREAK) for part in found], names


def build_upright(day: date, line: dict[str, Any]) -> dict[str, Any]:
    """An upright line behind the chart at a day, drawn as ``line`` says."""
    where = day.isoformat()
    return {
        "name": "",
        "type": "line",
        "x0": where,
        "x1": where,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "line": line,
    }


def _break_name(drawn: DrawnBreak, anchor: str, at: Edge) -> dict[str, Any]:
    words = wrap(drawn.words, 26, max_lines=3, placeholder=" …")
    return {
        "name": "" if drawn.letter else "width=wide",
        "text": f"<b>{drawn.letter}</b>" if drawn.letter else "<br>".join(words),
        "hovertext": drawn.words,
        "x": drawn.day.isoformat(),
        "y": 1 if at == "top" else 0,
        "yref": "paper",
        "xanchor": anchor,
        "yanchor": at,
        "align": anchor,
        "showarrow": False,
    }
