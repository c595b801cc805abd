"""Time as a plain number of years, so that the years chosen on another page cut nothing of a figure."""

from collections.abc import Callable, Sequence
from datetime import date

from dashboard.schema import Observation


def when(day: date) -> float:
    """A day as a number of years."""
    return round(day.year + (day.timetuple().tm_yday - 1) / 366, 3)


def join_runs(
    runs: Sequence[Sequence[Observation]], say: Callable[[Observation], str]
) -> tuple[list[float | None], list[float | None], list[str]]:
    """Coordinates and words of unbroken runs of figures, with a gap between each and the next."""
    x: list[float | None] = []
    y: list[float | None] = []
    words: list[str] = []
    for run in runs:
        if x:
            x.append(None)
            y.append(None)
            words.append("")
        x += [when(point.period.end) for point in run]
        y += [point.value for point in run]
        words += [say(point) for point in run]
    return x, y, words
