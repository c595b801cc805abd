"""The periods of a time axis as the categories of an office program's chart: one place for each, the empty included.

A line that is drawn over equal places tells the truth only where each place is as long as the next, so a year for which
there is no figure keeps its own.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

YEARS = range(1900, 2200)
_SPAN = 0.2  # of a year: how far the end of a range that stands alone lies from its period
MOST = 400  # places


@dataclass(frozen=True, slots=True)
class TimeSlots:
    """``labels`` in order of time; a moment (a year and its part) belongs to the place in ``_places``."""

    labels: tuple[str, ...]
    _places: Mapping[float, int]

    def place(self, x: object) -> int | None:
        """The place of a moment that is drawn; None for any other."""
        moment = read_moment(x)
        return None if moment is None else self._places.get(moment)

    def nearest(self, x: object) -> int | None:
        """The same for the end of a range, which may lie a little beside its period."""
        moment = read_moment(x)
        if moment is None:
            return None
        if moment in self._places:
            return self._places[moment]
        near = min(self._places, key=lambda known: abs(known - moment))
        return self._places[near] if abs(near - moment) <= _SPAN else None


def find_slots(moments: Sequence[object], axis: Mapping[str, Any]) -> TimeSlots | None:
    """The places of what is drawn over time; None where the axis is none of time."""
    known = [read_moment(x) for x in moments if x is not None]
    if not known or any(moment is None for moment in known):
        return None
    drawn = sorted({moment for moment in known if moment is not None})
    years = [int(moment) for moment in drawn]
    ticks = {
        read_moment(x): str(words) for x, words in zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=False)
    }
    if len(set(years)) == len(years):
        every = range(years[0], years[-1] + 1)
        words = {int(moment): label for moment, label in ticks.items() if moment in drawn}
        split = any("/" in label for label in ticks.values())
        labels = tuple(words.get(year) or name_year(year, split=split) for year in every)
        return TimeSlots(labels, {moment: int(moment) - years[0] for moment in drawn})
    if len(drawn) > MOST or axis.get("type") != "date":
        return None
    labels = tuple(ticks.get(moment) or _name_day(moment) for moment in drawn)
    return TimeSlots(labels, {moment: place for place, moment in enumerate(drawn)})


def name_year(year: int, *, split: bool) -> str:
    """A year, or the one that began in the year before: ``2024/25``."""
    return f"{year - 1}/{year % 100:02d}" if split else str(year)


def read_moment(x: object) -> float | None:
    """A moment as a year and its part, from a date or a number of years; None for anything else."""
    if isinstance(x, str):
        try:
            day = date.fromisoformat(x[:10])
        except ValueError:
            return None
        return day.year + (day.timetuple().tm_yday - 1) / 366
    if isinstance(x, int | float) and not isinstance(x, bool) and int(x) in YEARS:
        return float(x)
    return None


def _name_day(moment: float) -> str:
    day = date.fromordinal(date(int(moment), 1, 1).toordinal() + round((moment - int(moment)) * 366))
    return f"{day:%d %b %Y}".lstrip("0")
