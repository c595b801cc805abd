"""One measure in one period across all authorities: where the home stands, beside its neighbours and among all.

Figures in, one frozen record out; the blocks of the Neighbours page are made from it.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.areas import authorities, core_cities, region_of
from dashboard.benchmarks import Comparison, Group, group_figures
from dashboard.comparison import compare, pick_period
from dashboard.errors import Fault, NoDataError
from dashboard.improvement import EARLIER_MISSING, Change, Limits, compare_spans, no_change
from dashboard.intervals import interval_of
from dashboard.judgement import Judgement, judge_apart
from dashboard.measures import Measure, Polarity
from dashboard.members import list_members
from dashboard.periods import Period
from dashboard.ranking import Quartile, quartile, quartiles
from dashboard.schema import ALL, Area, Catalogue, NeighbourSet, Observation
from dashboard.selection import NEIGHBOUR_SETS, Selection
from dashboard.spans import choose_since

AREA_TYPES = ("authority", "region", "country")


class Place(NamedTuple):
    """One authority in the period; ``moved`` is its change since the period that was chosen to compare with.

    ``rank`` and ``quartile`` are None without a value or a polarity.
    """

    area: Area
    region: str
    figure: Observation | None
    limits: Limits | None
    rank: int | None
    quartile: Quartile | None
    moved: Change

    @property
    def change(self) -> float | None:
        """The change, None where there is none to give."""
        return self.moved.amount

    @property
    def before(self) -> float | None:
        """The value at the start, None where there is no change to give."""
        return self.moved.before.value if self.moved.before and self.moved.amount is not None else None

    @property
    def judged(self) -> Judgement:
        """The change against chance."""
        return self.moved.judged

    @property
    def value(self) -> float | None:
        """The stored value."""
        return self.figure.value if self.figure else None

    @property
    def status(self) -> str | None:
        """Why there is no value; a figure that no source has is "not available"."""
        return self.figure.status if self.figure else "x"


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """The home among all authorities. ``groups`` holds the sets that exist for it, and the own group where chosen.

    ``places`` are all of today's authorities in order of name, by code; ``known`` those with a value, the best first
    (by value, lowest first, where no better is agreed). ``previous`` is the period that changes are from, and
    ``earlier`` the figures of it by area; None where there is no earlier period.
    """

    measure: Measure
    home: Area
    period: Period
    previous: Period | None
    comparison: Comparison
    groups: Mapping[str, Group]
    sets: Mapping[str, NeighbourSet]
    places: Mapping[str, Place]
    known: tuple[Place, ...]
    core: tuple[str, ...]
    figures: Mapping[str, Observation]
    earlier: Mapping[str, Observation]

    @property
    def chosen(self) -> Group:
        """The group that the selection compares with."""
        return self.comparison.neighbours

    @property
    def own(self) -> Place:
        """The home authority's place."""
        return self.places[self.home.code]


def best_first(measure: Measure, places: Sequence[Place]) -> tuple[Place, ...]:
    """Places in order: best first (lowest first without polarity), equals by name, those without a value last."""
    sign = -1 if measure.polarity == "high" else 1

    def order(place: Place) -> tuple[bool, float, str]:
        value = place.value
        return (value is None, 0.0 if value is None else sign * value, place.area.name)

    return tuple(sorted(places, key=order))


def choose_periods(
    selection: Selection, catalogue: Catalogue, mine: Sequence[Observation]
) -> tuple[Period, Period | None]:
    """The period that was asked for, or the latest with a figure for the home; and the one that changes are from.

    That is the one asked for, or the one straight before. ``mine`` are the home's figures of the measure. Raises
    NotFoundError for a period that does not exist or a start that is not before it, NoDataError where the measure has
    no figures at all.
    """
    periods = catalogue.periods.get(selection.measure, ())
    if not periods:
        raise NoDataError(Fault("measure", selection.measure, "nothing is published for it yet"))
    own = [item for item in mine if item.measure == selection.measure and item.breakdown == ALL]
    period = pick_period(periods, own, selection.period)
    return period, choose_since(selection.since, periods, period)


def compare_all(
    selection: Selection,
    catalogue: Catalogue,
    observations: Sequence[Observation],
    period: Period,
    since: Period | None = None,
) -> Neighbourhood:
    """The home among all authorities in ``period``, from figures (types AREA_TYPES) of ``since`` to ``period``.

    Raises NoDataError where no authority has a figure.
    """
    measure, home = catalogue.measures[selection.measure], catalogue.areas[selection.home]
    now, before = (_of_period(observations, each) for each in (period, since))
    _check(measure, period, now, catalogue)
    groups = {choice: _group(choice, selection, catalogue, now) for choice in NEIGHBOUR_SETS}
    changes = compare_spans(measure, observations, catalogue.periods[measure.id], since, period) if since else {}
    places = _places(measure, catalogue, now, changes)
    return Neighbourhood(
        measure=measure,
        home=home,
        period=period,
        previous=since if before else None,
        comparison=compare(
            measure,
            home.code,
            observations,
            catalogue,
            neighbours=selection.neighbours,
            average=selection.average,
            group=selection.group,
            period=period.key,
        ),
        groups={choice: group for choice, group in groups.items() if group.of},
        sets={id: found for (id, code), found in catalogue.neighbour_sets.items() if code == home.code},
        places=places,
        known=best_first(measure, [place for place in places.values() if place.value is not None]),
        core=core_cities(catalogue, home.code),
        figures=now,
        earlier=before,
    )


def _of_period(observations: Sequence[Observation], period: Period | None) -> dict[str, Observation]:
    """The figures of one period by area."""
    usual = [item for item in observations if item.breakdown == ALL]
    objects = {id(item.period): item.period for item in usual}  # few objects stand for hundreds of figures
    same = {number for number, each in objects.items() if each == period}
    return {item.area: item for item in usual if id(item.period) in same}


def _check(measure: Measure, period: Period, now: Mapping[str, Observation], catalogue: Catalogue) -> None:
    if any(item.value is not None and catalogue.areas[item.area].type == "authority" for item in now.values()):
        return
    rule = f"no authority has a figure for {period.label}"
    if measure.id in catalogue.below_city:
        rule += "; it is counted below the city, on the Wedges page"
    raise NoDataError(Fault("measure", measure.title, rule))


def _group(choice: str, selection: Selection, catalogue: Catalogue, now: Mapping[str, Observation]) -> Group:
    members = list_members(catalogue, selection.home, choice, selection.group)
    return group_figures(choice, NEIGHBOUR_SETS[choice], members, catalogue.areas, now)


def _places(
    measure: Measure, catalogue: Catalogue, now: Mapping[str, Observation], changes: Mapping[str, Change]
) -> dict[str, Place]:
    today = authorities(catalogue)
    found = [now[area.code].value for area in today if area.code in now]
    values = sorted(value for value in found if value is not None)
    edges = quartiles(values) if values else (0.0, 0.0, 0.0)
    places = {}
    for area in today:
        figure = now.get(area.code)
        limits = interval_of(measure, figure)
        region = region_of(catalogue, area.code)
        rank = band = None
        if measure.polarity and figure is not None and figure.value is not None:
            rank = rank_in(figure.value, values, measure.polarity)
            band = quartile(figure.value, edges, measure.polarity)
        moved = changes.get(area.code) or no_change(EARLIER_MISSING)
        places[area.code] = Place(area, region.name if region else "", figure, limits, rank, band, moved)
    return places


def rank_in(value: float, ordered: Sequence[float], polarity: Polarity) -> int:
    """The competition rank of a value among values in ascending order: ties share the best rank, 1 is best."""
    if polarity == "low":
        return bisect_left(ordered, value) + 1
    return len(ordered) - bisect_right(ordered, value) + 1


def judge_members(view: Neighbourhood) -> dict[str, Judgement]:
    """The home against each member of the chosen group: both vary by chance, so their whole intervals must lie apart.

    Only members with a figure are in it.
    """
    own = view.own
    return {
        member.code: judge_apart(view.measure, own.limits, interval_of(view.measure, view.figures.get(member.code)))
        for member in view.chosen.members
        if member.value is not None
    }
