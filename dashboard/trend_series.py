"""The lines of the Trends page: which areas, in which role, drawn under which condition.

Everything a reader can switch on without changing the query is here at once: three neighbour sets and the own group,
mean and median, core cities, region, England, wedges. Conditions are those of dashboard/charts/visible.py.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from dashboard.areas import core_cities, name_of, region_of, wedges
from dashboard.benchmarks import mean_of, median_of
from dashboard.group_words import name_average
from dashboard.intervals import interval_of
from dashboard.measures import Measure
from dashboard.members import list_members
from dashboard.neet_band import Possible, neet_band
from dashboard.periods import Period
from dashboard.schema import ALL, ENGLAND, Catalogue, Observation
from dashboard.segments import segments
from dashboard.selection import NEIGHBOUR_SETS, Selection
from dashboard.targets import TargetLine

Role = Literal["neighbour", "core-city", "other-wedge", "england", "region", "core", "average", "wedge", "home"]
AVERAGES: dict[str, Callable[[Sequence[float]], float | None]] = {"mean": mean_of, "median": median_of}
SUFFIXES = {"2021": " (2021 set)", "pre-2021": " (pre-2021 set)"}
Points = Mapping[str, Sequence[Observation]]


@dataclass(frozen=True, slots=True)
class Series:
    """One line: its figures oldest first, missing ones included, and the runs of them that a line may join."""

    area: str
    name: str
    role: Role
    observations: tuple[Observation, ...]
    runs: tuple[tuple[Observation, ...], ...]
    when: str = ""
    drawn: bool = True

    @property
    def last(self) -> Observation | None:
        """The latest figure with a value."""
        return self.runs[-1][-1] if self.runs else None

    @property
    def illustrative(self) -> bool:
        """Whether any of it is made up to show what the page will look like."""
        return any(observation.illustrative for observation in self.observations)


class Spread(NamedTuple):
    """The lowest and highest of a group in one period, and how many members have a figure."""

    period: Period
    low: float
    high: float
    n: int


@dataclass(frozen=True, slots=True)
class NeighbourLines:
    """A neighbour set: its members' lines, both averages and the range in each period."""

    choice: str
    members: tuple[Series, ...]
    averages: tuple[Series, ...]
    spread: tuple[Spread, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """All lines of one measure for one home authority, and one wedge where ``wedge`` is not None.

    ``limits`` are 95 % limits by area and period where the counts in the figures themselves do not give them.
    ``in_year`` are provisional, local figures since the last publication: of the home and of the wedge. ``targets`` are
    what the plans want of the subject.
    """

    measure: Measure
    home: Series
    wedge: Series | None
    other_wedges: tuple[Series, ...]
    groups: tuple[NeighbourLines, ...]
    core: tuple[Series, ...]  # both averages
    core_cities: tuple[Series, ...]
    region: Series | None
    england: Series | None
    neet_band: tuple[tuple[Possible, ...], ...] = ()
    limits: Mapping[tuple[str, Period], tuple[float, float]] = field(default_factory=dict)
    in_year: tuple[Series, ...] = ()
    targets: tuple[TargetLine, ...] = ()

    def limits_of(self, point: Observation | None) -> tuple[float, float] | None:
        """The 95 % limits of a figure, None where the counts do not give any."""
        known = self.limits.get((point.area, point.period)) if point else None
        return known or interval_of(self.measure, point)

    @property
    def drawn_targets(self) -> tuple[TargetLine, ...]:
        """The lines that figures can stand against, and that want something."""
        return tuple(line for line in self.targets if line.targets and not line.differs)

    @property
    def subject(self) -> Series:
        """What the page is about: the chosen wedge, or else the home authority."""
        return self.wedge or self.home

    def every(self) -> tuple[Series, ...]:
        """All lines, most important first: the order of the table."""
        groups = [series for group in self.groups for series in (*group.averages, *group.members)]
        single = [series for series in (self.region, self.england) if series]
        wedge = [self.wedge] if self.wedge else []
        return (self.home, *wedge, *self.other_wedges, *groups, *self.core, *self.core_cities, *single)


def collect_lines(
    selection: Selection, catalogue: Catalogue, observations: Sequence[Observation], kirkstall: str
) -> Lines:
    """The lines of ``selection.measure`` from the figures of all areas, and of the home for companion measures.

    ``observations`` are in the store's order: each area's figures oldest first.
    """
    measure = catalogue.measures[selection.measure]
    by_area, companions = _by_area(measure, selection.home, observations)

    def line(area: str, role: Role, when: str = "", drawn: bool = True) -> Series:
        points = tuple(by_area.get(area, ()))
        return Series(area, name_of(catalogue, area), role, points, _runs(measure, points), when, drawn)

    local = [area.code for area in wedges(catalogue, selection.home, kirkstall) if by_area.get(area.code)]
    chosen = selection.area if selection.area in local else None
    region = region_of(catalogue, selection.home)
    cities = tuple(
        line(code, "core-city", "shown=core", drawn=False) for code in core_cities(catalogue, selection.home)
    )
    return Lines(
        measure=measure,
        home=line(selection.home, "home"),
        wedge=line(chosen, "wedge") if chosen else None,
        other_wedges=tuple(line(code, "other-wedge", "shown=wedges") for code in local if code != chosen),
        groups=tuple(_groups(selection, catalogue, measure, line)),
        core=_averages(measure, "core", "Core cities’ {}", cities, "average={}&shown=core"),
        core_cities=cities,
        region=line(region.code, "region", "shown=region") if region else None,
        england=line(ENGLAND, "england", "shown=england") if ENGLAND in catalogue.areas else None,
        neet_band=neet_band(measure, {**companions, measure.id: by_area.get(selection.home, ())}),
    )


def _by_area(measure: Measure, home: str, observations: Sequence[Observation]) -> tuple[Points, Points]:
    """The measure's figures by area, and the home's figures of other measures by measure, in the order given."""
    areas: defaultdict[str, list[Observation]] = defaultdict(list)
    companions: defaultdict[str, list[Observation]] = defaultdict(list)
    for observation in observations:
        if observation.breakdown != ALL:
            continue
        if observation.measure == measure.id:
            areas[observation.area].append(observation)
        elif observation.area == home:
            companions[observation.measure].append(observation)
    return areas, companions


def _runs(measure: Measure, points: Sequence[Observation]) -> tuple[tuple[Observation, ...], ...]:
    return tuple(tuple(run) for run in segments(measure, points))


def _groups(
    selection: Selection, catalogue: Catalogue, measure: Measure, line: Callable[[str, Role, str], Series]
) -> Iterable[NeighbourLines]:
    for choice in NEIGHBOUR_SETS:
        members = tuple(
            line(code, "neighbour", f"neighbours={choice}&shown=each")
            for code, _ in list_members(catalogue, selection.home, choice, selection.group)
            if code in catalogue.areas
        )
        if members:
            name = f"{name_average(choice, '{}')}{SUFFIXES.get(choice, '')}".capitalize()
            when = f"neighbours={choice}&average={{}}&shown=neighbours"
            yield NeighbourLines(choice, members, _averages(measure, "average", name, members, when), _spread(members))


def _values(members: Sequence[Series]) -> dict[Period, list[float]]:
    values: defaultdict[Period, list[float]] = defaultdict(list)
    for series in members:
        for point in series.observations:
            if point.value is not None:
                values[point.period].append(point.value)
    return dict(sorted(values.items(), key=lambda item: item[0].end))


def _averages(measure: Measure, role: Role, name: str, members: Sequence[Series], when: str) -> tuple[Series, ...]:
    """Mean and median of the members in each period, none where no member has a figure; ``{}`` stands for which."""
    values = _values(members)
    lines = []
    for kind, average in AVERAGES.items():
        points = tuple(
            Observation(measure.id, ALL, f"{role}:{kind}", period, average(found), None, None, None, False, False, "")
            for period, found in values.items()
        )
        area = f"{role}:{kind}"
        lines.append(Series(area, name.format(kind), role, points, _runs(measure, points), when.format(kind)))
    return tuple(lines) if values else ()


def _spread(members: Sequence[Series]) -> tuple[Spread, ...]:
    return tuple(Spread(period, min(found), max(found), len(found)) for period, found in _values(members).items())
