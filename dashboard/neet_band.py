"""What NEET could be: from the share known to be NEET to that plus the share whose activity is not known."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.formatting import subtract
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Observation
from dashboard.segments import segments

NEET, NOT_KNOWN, EITHER = "neet", "not-known", "neet-or-not-known"
BAND_MEASURES = (NEET, NOT_KNOWN, EITHER)


class Possible(NamedTuple):
    """One period: NEET is at least ``floor`` and at most ``ceiling``."""

    period: Period
    floor: float
    ceiling: float


def companions(measure: str) -> tuple[str, ...]:
    """The other measures whose figures the band needs; none for a measure that has no band."""
    return tuple(other for other in BAND_MEASURES if other != measure) if measure in BAND_MEASURES else ()


def neet_band(measure: Measure, figures: Mapping[str, Sequence[Observation]]) -> tuple[tuple[Possible, ...], ...]:
    """The band of one area in unbroken runs, from its figures by measure id.

    The ceiling is the published share of both together, or else the sum of the two published shares.
    """
    if measure.id not in BAND_MEASURES:
        return ()
    not_known, either = (_values(figures.get(name, ())) for name in (NOT_KNOWN, EITHER))
    runs = []
    for run in segments(measure, figures.get(NEET, ())):
        part = []
        for point in run:
            ceiling = either.get(point.period)
            if ceiling is None and point.period in not_known and point.value is not None:
                ceiling = subtract(point.value, -not_known[point.period])
            if ceiling is not None and point.value is not None:
                part.append(Possible(point.period, point.value, ceiling))
        if part:
            runs.append(tuple(part))
    return tuple(runs)


def _values(observations: Sequence[Observation]) -> dict[Period, float]:
    return {point.period: point.value for point in observations if point.value is not None}
