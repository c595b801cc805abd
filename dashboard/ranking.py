"""Where one authority stands among all: competition rank (1 is best) and quartile, on stored values."""

from collections.abc import Sequence
from typing import Literal, NamedTuple

from dashboard.measures import Polarity

Quartile = Literal["A", "B", "C", "D"]


class Rank(NamedTuple):
    """``rank`` of ``of`` authorities with a value; ``ties`` others share the value."""

    rank: int
    of: int
    ties: int


def rank(value: float, values: Sequence[float], polarity: Polarity) -> Rank:
    """The competition rank of a value among ``values`` (itself among them): ties share the best rank."""
    better = sum(other < value for other in values) if polarity == "low" else sum(other > value for other in values)
    return Rank(better + 1, len(values), sum(other == value for other in values) - 1)


def quartiles(values: Sequence[float]) -> tuple[float, float, float]:
    """Q1, Q2, Q3 by linear interpolation (numpy's default). ``values`` must not be empty.

    A quartile that falls on a value is that very value, so that closed edges hold without rounding noise.
    """
    ordered = sorted(values)

    def at(quarter: int) -> float:
        place, rest = divmod((len(ordered) - 1) * quarter, 4)
        low = ordered[place]
        if rest == 0:
            return low
        return low + (ordered[place + 1] - low) * rest / 4

    return at(1), at(2), at(3)


def quartile(value: float, edges: tuple[float, float, float], polarity: Polarity) -> Quartile:
    """A (best) to D, edges closed on the better side: low is good, A ≤ Q1 < B ≤ Q2 < C ≤ Q3 < D; high mirrored."""
    first, second, third = edges
    if polarity == "low":
        return "A" if value <= first else "B" if value <= second else "C" if value <= third else "D"
    return "A" if value >= third else "B" if value >= second else "C" if value >= first else "D"
