"""Whole numbers of young people behind the scorecard's percentages, which are all that it prints beside the cohort.

NEET and “not known” together are “NEET or not known”, and each count must round to its published percentage. The
counts are those nearest to the percentages of “not known” and of both, moved no further than that takes; where the
three percentages contradict each other, each count is rounded by itself.
"""

import math
from typing import NamedTuple

STEP = 0.1  # percentages are published to one decimal; LAIT has “not known” to two


class Counts(NamedTuple):
    """Young people who are NEET, not known, and either."""

    neet: int
    not_known: int
    both: int


class _Range(NamedTuple):
    """The whole numbers that round to one published percentage of the cohort, and the nearest to it."""

    least: int
    most: int
    nearest: int

    def clip(self, number: int) -> int:
        return min(max(number, self.least), self.most)


def count_share(cohort: float, percent: float) -> int:
    """The whole number nearest to a percentage of the cohort, halves up."""
    return math.floor(cohort * percent / 100 + 0.5)


def _range(cohort: float, percent: float, step: float) -> _Range:
    least = math.ceil(cohort * (percent - step / 2) / 100 - 1e-9)
    most = math.floor(cohort * (percent + step / 2) / 100 + 1e-9)
    nearest = count_share(cohort, percent)
    return _Range(max(least, 0), most, nearest) if least <= most else _Range(nearest, nearest, nearest)


def share_out(cohort: float, neet: float, not_known: float, both: float, not_known_step: float = STEP) -> Counts:
    """Counts with NEET + not known = both, wherever the three published percentages allow it."""
    first = _range(cohort, neet, STEP)
    second = _range(cohort, not_known, not_known_step)
    total = _range(cohort, both, STEP)
    known_neet = first.clip(total.nearest - second.nearest)
    unknown = second.clip(total.nearest - known_neet)
    if total.least <= known_neet + unknown <= total.most:
        return Counts(known_neet, unknown, known_neet + unknown)
    return Counts(first.nearest, second.nearest, total.nearest)
