"""One measure across the wedges of a city: each wedge against the city, England and the other wedges.

Figures in, one frozen record out. Published figures are the benchmarks; nothing is fetched and nothing is rounded.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import NamedTuple

from dashboard.areas import base_wedge, plain_name, wedges
from dashboard.benchmarks import Comparison
from dashboard.comparison import compare
from dashboard.errors import Fault, NoDataError
from dashboard.gap import Gap, gap_in_children
from dashboard.judgement import NO_BENCHMARK, NO_COUNTS, NO_FIGURE, Judgement, judge
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.plan_targets import TargetLines, rate_areas
from dashboard.rated import Rated
from dashboard.schema import ALL, ENGLAND, Area, Catalogue, Observation
from dashboard.selection import Selection


class WedgeFigure(NamedTuple):
    """One wedge: its comparison, and how many children its gaps to the city and to England are."""

    comparison: Comparison
    to_city: Gap | None
    to_england: Gap | None

    @property
    def name(self) -> str:
        """East, West, …"""
        return plain_name(self.comparison.home)

    @property
    def code(self) -> str:
        """The wedge's code."""
        return self.comparison.home.code


class Moved(NamedTuple):
    """A wedge that changes with the ward that could count elsewhere, and its value on the basis not shown."""

    name: str
    shown: float | None
    otherwise: float | None


@dataclass(frozen=True, slots=True)
class Wedges:
    """The wedges of ``home`` in one period, in their usual order.

    ``chosen`` is the wedge that the reader asked for, None for all side by side. ``asked`` is a period that was asked
    for and has no wedge figures, else None; ``periods`` are those that have, oldest first.
    """

    measure: Measure
    home: Area
    period: Period
    periods: tuple[Period, ...]
    asked: str | None
    figures: tuple[WedgeFigure, ...]
    chosen: WedgeFigure | None
    moved: tuple[Moved, ...]
    observations: tuple[Observation, ...]
    now: Mapping[str, Observation]  # those of the period, by area
    rated: Mapping[str, Rated] = field(default_factory=dict)  # by their own targets: the areas that have some

    @property
    def comparison(self) -> Comparison:
        """The chosen wedge's comparison, or the first one's: city and England are the same in all."""
        return (self.chosen or self.figures[0]).comparison

    @property
    def city(self) -> float | None:
        """The published figure of the city."""
        return self.comparison.city.value if self.comparison.city else None

    @property
    def england(self) -> float | None:
        """The published figure of England."""
        return self.comparison.england.value if self.comparison.england else None

    @property
    def city_in_our_way(self) -> float | None:
        """The city's rate from the wedges' own counts; None where one of them has none, or it is not a rate."""
        parts = [(figure.comparison.numerator, figure.comparison.denominator) for figure in self.figures]
        known = [(part, whole) for part, whole in parts if part is not None and whole]
        if len(known) < len(parts) or not self.measure.scale:
            return None
        return self.measure.scale * sum(part for part, _ in known) / sum(whole for _, whole in known)


def find_wedges(selection: Selection, catalogue: Catalogue, kirkstall: str) -> tuple[Area, ...]:
    """The wedges of the home authority. Raises NoDataError naming the authorities that have some."""
    found = wedges(catalogue, selection.home, kirkstall)
    if not found:
        name = catalogue.areas[selection.home].name
        homes = {area.parent for area in catalogue.areas.values() if area.type == "wedge" and area.parent}
        raise NoDataError(Fault("home", name, "there are no figures below the city for it yet", tuple(sorted(homes))))
    return found


def find_chosen(selection: Selection, places: Sequence[Area]) -> Area | None:
    """The wedge that was asked for, on the basis in use; None where none was, or it is another city's."""
    wanted = base_wedge(selection.area or "")
    return next((area for area in places if base_wedge(area.code) == wanted), None)


def needed_areas(selection: Selection, catalogue: Catalogue) -> tuple[str, ...]:
    """The codes of everything that the page of one measure shows: wedges on both bases, their parts, benchmarks."""
    below = {
        area.code: area
        for area in catalogue.areas.values()
        if area.type in ("wedge", "committee", "ward") and area.current
    }
    own = [area.code for area in below.values() if _within(area, selection.home, below)]
    return (selection.home, ENGLAND, *own)


def _within(area: Area, home: str, below: dict[str, Area]) -> bool:
    while area.parent in below:
        area = below[area.parent]
    return area.parent == home


def local_measures(catalogue: Catalogue) -> tuple[Measure, ...]:
    """Every measure with figures for wedges, in catalogue order."""
    return tuple(measure for measure in catalogue.measures.values() if measure.id in catalogue.below_city)


def compare_wedges(
    selection: Selection,
    catalogue: Catalogue,
    observations: Sequence[Observation],
    kirkstall: str,
    *,
    alone: bool = False,
    targets: TargetLines = MappingProxyType({}),
) -> Wedges:
    """Compare the wedges in the latest period that has figures for them (or in the one asked for, where it has).

    ``observations`` are the figures of this measure for ``needed_areas``, ``targets`` what plans want. ``alone`` leaves
    out the other wedges where one is chosen. Raises NoDataError where the city has no wedges, or the measure no figures
    for them.
    """
    measure = catalogue.measures[selection.measure]
    places = find_wedges(selection, catalogue, kirkstall)
    codes = {area.code for area in places}
    mine = tuple(item for item in observations if item.measure == measure.id and item.breakdown == ALL)
    found = {item.period for item in mine if item.area in codes}
    if not found:
        allowed = tuple(other.id for other in local_measures(catalogue))
        raise NoDataError(Fault("measure", measure.id, "it has no figures below the city", allowed))
    periods = tuple(sorted(found, key=lambda period: period.end))
    period = _asked_period(selection.period, periods)
    chosen = find_chosen(selection, places)
    shown = period or _latest(periods, mine, chosen.code if chosen else None, codes)
    known = _Figures(mine, shown)
    compared = [chosen] if chosen and alone else places
    figures = tuple(known.compare(measure, area, catalogue, shown) for area in compared)
    now = {item.area: item for item in known.now}
    return Wedges(
        measure=measure,
        home=catalogue.areas[selection.home],
        period=shown,
        periods=periods,
        asked=selection.period if period is None else None,
        figures=figures,
        chosen=next((figure for figure in figures if chosen and figure.code == chosen.code), None),
        moved=_moved(selection, catalogue, figures, known.now, kirkstall),
        observations=mine,
        now=now,
        rated=rate_areas(measure.id, now, mine, targets),
    )


def _asked_period(asked: str | None, periods: Sequence[Period]) -> Period | None:
    """The period by its key, its label or the year in which it ends."""
    by_name = [period for period in periods if asked in (period.key, period.label)]
    by_year = [period for period in periods if asked == str(period.year)]
    return next(reversed(by_name or by_year), None)


def _latest(periods: Sequence[Period], mine: Sequence[Observation], chosen: str | None, codes: set[str]) -> Period:
    known = {item.period for item in mine if item.value is not None and item.area in ({chosen} if chosen else codes)}
    return next((period for period in reversed(periods) if period in known), periods[-1])


class _Figures:
    """The figures of one period, and each area's of all other periods: what a comparison looks at."""

    def __init__(self, mine: Sequence[Observation], period: Period) -> None:
        self.now: list[Observation] = []
        self._others: defaultdict[str, list[Observation]] = defaultdict(list)
        name = (period.kind, period.key)
        for item in mine:
            if (item.period.kind, item.period.key) == name:
                self.now.append(item)
            else:
                self._others[item.area].append(item)

    def compare(self, measure: Measure, area: Area, catalogue: Catalogue, period: Period) -> WedgeFigure:
        """One wedge. Neighbours are the city's and no benchmark of a wedge: an empty group stands for them."""
        seen = [*self.now, *self._others[area.code]]
        comparison = compare(measure, area.code, seen, catalogue, neighbours="own", period=period.key)
        own = next((item for item in self.now if item.area == area.code), None)
        city, england = comparison.city, comparison.england
        return WedgeFigure(
            comparison,
            gap_in_children(measure, own, city.value if city else None),
            gap_in_children(measure, own, england.value if england else None),
        )


def _moved(
    selection: Selection,
    catalogue: Catalogue,
    figures: Sequence[WedgeFigure],
    now: Sequence[Observation],
    kirkstall: str,
) -> tuple[Moved, ...]:
    """The wedges that differ on the other basis, with what they would be there."""
    other = wedges(catalogue, selection.home, "north-west" if kirkstall == "west" else "west")
    codes = {base_wedge(area.code): area.code for area in other}
    values = {item.area: item.value for item in now}
    return tuple(
        Moved(figure.name, figure.comparison.value, values[codes[base_wedge(figure.code)]])
        for figure in figures
        if codes.get(base_wedge(figure.code), figure.code) in values.keys() - {figure.code}
    )


def judge_pair(measure: Measure, one: Comparison, other: Comparison) -> Judgement:
    """One wedge against another: both vary by chance, so their whole intervals must lie apart."""
    low, high, other_low, other_high = one.lower, one.upper, other.lower, other.upper
    if one.value is None or low is None or high is None:
        return Judgement("not judged", NO_FIGURE if one.value is None else NO_COUNTS)
    if other.value is None or other_low is None or other_high is None:
        return Judgement("not judged", NO_BENCHMARK if other.value is None else NO_COUNTS)
    if low > other_high:
        return judge(measure, low, high, other_high)
    if high < other_low:
        return judge(measure, low, high, other_low)
    return Judgement("no clear difference")
