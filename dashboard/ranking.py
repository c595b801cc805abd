"""Where one authority stands among all: competition rank (1 is best) and quartile, on stored values."""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from dashboard.measures import Measure, Polarity
from dashboard.schema import Area, Catalogue, Observation

Quartile = Literal["A", "B", "C", "D"]
QUARTERS: dict[Quartile, str] = {
    "A": "in the best quarter",
    "B": "in the second-best quarter",
    "C": "in the second-worst quarter",
    "D": "in the worst quarter",
}


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


class Standing(NamedTuple):
    """Rank and quartile of one authority in one period; all None where no rank is given."""

    rank: int | None = None
    of: int | None = None
    ties: int | None = None
    quartile: Quartile | None = None
    quartiles: tuple[float, float, float] | None = None


def standing(measure: Measure, place: Area, figures: Mapping[str, Observation], catalogue: Catalogue) -> Standing:
    """Where a place stands among today's authorities with a value; ``figures`` are one period's, by area.

    Nothing for measures without polarity, for places that are not current authorities, and for missing values.
    """
    own = figures.get(place.code)
    if measure.polarity is None or place.type != "authority" or not place.current or own is None or own.value is None:
        return Standing()
    values = [item.value for code, item in figures.items() if item.value is not None and _is_ranked(catalogue, code)]
    edges = quartiles(values)
    return Standing(*rank(own.value, values, measure.polarity), quartile(own.value, edges, measure.polarity), edges)


def _is_ranked(catalogue: Catalogue, code: str) -> bool:
    area = catalogue.areas.get(code)
    return area is not None and area.type == "authority" and area.current
