"""What the forecast learned from the past: backtest.json, written by ``python -m benchmarks backtest``.

Every unbroken run of every authority was forecast from each of its periods on, as if the later ones were not known.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib import resources
from itertools import accumulate
from typing import Any, NamedTuple

import orjson

FILE = "backtest.json"
LEAST_YEARS = 3  # of outcomes, below which a measure's own errors are those of too few years


class Result(NamedTuple):
    """How one method did, for one family of measures and so many periods ahead.

    ``error`` is its mean error ÷ that of “no change”: in each measure, then the geometric mean of the measures.
    """

    family: str
    horizon: int
    method: str
    error: float
    better: int  # measures in which it came nearer than “no change”
    measures: int
    forecasts: int


class Reach(NamedTuple):
    """How wide the band is, as a multiple of the movement of a series, and how often it held the outcome.

    ``held`` is the share among authorities that the width was not taken from, ``held_later`` that of the years after
    those it was taken from (None where there are none of one sort). ``missed`` is the mean error in the measure's unit,
    ``error`` what that is of “no change”'s. ``measure`` is None for a whole family, which has neither.
    """

    family: str
    measure: str | None
    horizon: int
    multiple: float
    held: float | None
    held_later: float | None
    years: int
    forecasts: int
    missed: float | None
    error: float | None


class Backtest:
    """The shipped results. ``made_from`` says of which figures, ``sampled`` of how many authorities the methods are
    that a library fits anew each time."""

    def __init__(self, body: Mapping[str, Any]) -> None:
        self.made_from: Mapping[str, Any] = body["made_from"]
        self.weights: Mapping[str, float] = body["weights"]
        self.typical: Mapping[str, float] = body["typical"]
        self.results = tuple(Result(**row) for row in body["results"])
        self.sampled: tuple[Result, ...] = tuple(Result(**row) for row in body["sampled"])
        self.reaches = tuple(Reach(**row) for row in body["reaches"])
        self._reaches = {(row.measure or row.family, row.horizon): row for row in self.reaches}

    def multiples(self, measure: str, family: str) -> Sequence[float]:
        """The multiple for each period ahead, never narrowing; the family's where the measure's errors are too few."""
        return tuple(accumulate((self.reach(measure, family, step).multiple for step in (1, 2, 3)), max))

    def reach(self, measure: str, family: str, horizon: int) -> Reach:
        """The row that the band of a measure is taken from: its own, where there are outcomes of enough years for every
        period ahead."""
        own = [self._reaches.get((measure, step)) for step in (1, 2, 3)]
        enough = all(row and row.years >= LEAST_YEARS for row in own)
        return self._reaches[(measure if enough else family, horizon)]


@lru_cache(maxsize=1)
def load_backtest() -> Backtest:
    """The shipped back-test, read when the first forecast is made."""
    return Backtest(orjson.loads(resources.files("dashboard").joinpath(FILE).read_bytes()))
