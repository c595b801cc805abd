"""What a figure is compared with: a group of areas (neighbours, core cities, own group), the region, England."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.ranking import Quartile
from dashboard.schema import Area, Member, Observation


class Benchmark(NamedTuple):
    """One area's published figure, or the reason why there is none: exactly one of value and status is None."""

    code: str
    name: str
    value: float | None
    status: str | None
    provisional: bool = False
    illustrative: bool = False


class MemberFigure(NamedTuple):
    """A member of a group with its figure; ``rank`` 1 is the closest neighbour, None in groups without an order."""

    code: str
    name: str
    rank: int | None
    closeness: str
    value: float | None
    status: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """A group's figures in one period: ``n`` of ``of`` members have one; averages are unweighted, missing dropped."""

    id: str
    title: str
    n: int
    of: int
    mean: float | None
    median: float | None
    min: float | None
    max: float | None
    members: tuple[MemberFigure, ...]

    def average(self, kind: str) -> float | None:
        """The mean or the median, as the reader chose."""
        return self.median if kind == "median" else self.mean


@dataclass(frozen=True, slots=True)
class Judgements:
    """The home figure against each benchmark; ``neighbours`` is against the average that was asked for.

    ``previous`` judges the change by its own interval: both ends vary by chance.
    """

    neighbours: Judgement
    neighbours_mean: Judgement
    neighbours_median: Judgement
    region: Judgement
    england: Judgement
    city: Judgement
    previous: Judgement


@dataclass(frozen=True, slots=True)
class Comparison:
    """One measure of one area in one period, and all that it stands against (API.md, /comparison).

    ``value`` and ``status``: exactly one is None. ``change`` is against ``previous``, the period straight before,
    and None with ``change_why`` where there is none to compare with. ``rank``, ``of``, ``ties``, ``quartile`` and
    ``quartiles`` are None for measures without polarity and for areas that are not current authorities.
    ``city`` is the authority that a wedge, committee, ward or school lies in, None for anything else.
    ``lower`` and ``upper`` are the 95 % limits of the home figure, None where the counts are not published.
    """

    measure: Measure
    home: Area
    period: Period
    value: float | None
    status: str | None
    numerator: float | None
    denominator: float | None
    lower: float | None
    upper: float | None
    previous: float | None
    previous_period: Period | None
    change: float | None
    change_why: str
    rank: int | None
    of: int | None
    ties: int | None
    quartile: Quartile | None
    quartiles: tuple[float, float, float] | None
    neighbours: Group
    average: str
    core_cities: Group
    region: Benchmark | None
    england: Benchmark | None
    city: Benchmark | None
    judgements: Judgements
    provisional: bool
    illustrative: bool
    dataset: str | None
    sentence: str = ""

    @property
    def judgement(self) -> Judgement:
        """The judgement against the neighbours' average: the one word of the API."""
        return self.judgements.neighbours


def figure_of(observation: Observation | None) -> tuple[float | None, str | None]:
    """Value and status; a figure that no source has is "not available"."""
    return (None, "x") if observation is None else (observation.value, observation.status)


def benchmark(area: Area, observation: Observation | None) -> Benchmark:
    """One area's figure as a benchmark."""
    value, status = figure_of(observation)
    flags = (False, False) if observation is None else (observation.provisional, observation.illustrative)
    return Benchmark(area.code, area.name, value, status, *flags)


def group_figures(
    id: str,
    title: str,
    members: Iterable[tuple[str, Member | None]],
    areas: Mapping[str, Area],
    figures: Mapping[str, Observation],
) -> Group:
    """The figures of a group in one period: ``members`` are codes, with their place among the neighbours if any."""
    listed = []
    for code, member in members:
        value, status = figure_of(figures.get(code))
        rank, closeness = (member.rank, member.closeness) if member else (None, "")
        listed.append(MemberFigure(code, areas[code].name if code in areas else code, rank, closeness, value, status))
    values = [member.value for member in listed if member.value is not None]
    return Group(
        id,
        title,
        n=len(values),
        of=len(listed),
        mean=mean_of(values),
        median=median_of(values),
        min=min(values, default=None),
        max=max(values, default=None),
        members=tuple(listed),
    )


def mean_of(values: Sequence[float]) -> float | None:
    """The unweighted mean on the decimals as written (so 4.405 rounds up as a reader would), None of nothing."""
    return float(sum(map(_decimal, values), Decimal(0)) / len(values)) if values else None


def median_of(values: Sequence[float]) -> float | None:
    """The median on the decimals as written, None of nothing."""
    return float(median(map(_decimal, values))) if values else None


def _decimal(value: float) -> Decimal:
    return Decimal(str(value))
