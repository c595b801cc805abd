"""Every measure that exists below the city, for one wedge or for all side by side."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import NamedTuple

from dashboard.areas import wedges
from dashboard.errors import NoDataError
from dashboard.formatting import subtract
from dashboard.improvement import compare_ends
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.plan_targets import TargetLines
from dashboard.rated import Rated
from dashboard.schema import ALL, ENGLAND, Area, Catalogue, Observation
from dashboard.segments import break_between
from dashboard.selection import Selection
from dashboard.wedges import WedgeFigure, Wedges, compare_wedges, find_chosen, find_wedges, local_measures


class Since(NamedTuple):
    """The wedge's figure of an earlier period under the same definition, and the difference since.

    Where the two are not consecutive it is a comparison of two points in time, not a trend.
    """

    period: Period
    value: float
    change: float
    judgement: Judgement
    consecutive: bool
    city: float | None  # the difference of the city over the same time


class ProfileRow(NamedTuple):
    """One measure in its latest period with a wedge figure; ``since`` for a chosen wedge only."""

    view: Wedges
    items: Mapping[str, Observation]  # the figures of that period by area
    since: Since | None

    @property
    def measure(self) -> Measure:
        """The measure of the row."""
        return self.view.measure

    @property
    def figure(self) -> WedgeFigure | None:
        """The chosen wedge's figure."""
        return self.view.chosen

    @property
    def rated(self) -> Rated | None:
        """The chosen wedge's figure against its own target; None where no plan names it."""
        return self.view.rated.get(self.figure.code) if self.figure else None

    @property
    def illustrative(self) -> bool:
        """Whether the wedge figures are invented."""
        return any(figure.comparison.illustrative for figure in self.view.figures)


@dataclass(frozen=True, slots=True)
class Profile:
    """The rows in catalogue order; ``chosen`` is the wedge, None for all."""

    home: Area
    chosen: Area | None
    places: tuple[Area, ...]
    rows: tuple[ProfileRow, ...]


def profile_areas(selection: Selection, catalogue: Catalogue) -> tuple[str, ...]:
    """The areas whose figures a profile needs: both bases of the wedges, the city and England."""
    both = [area.code for basis in ("west", "north-west") for area in wedges(catalogue, selection.home, basis)]
    return (selection.home, ENGLAND, *dict.fromkeys(both))


def collect_profile(
    selection: Selection,
    catalogue: Catalogue,
    observations: Sequence[Observation],
    kirkstall: str,
    targets: TargetLines = MappingProxyType({}),
) -> Profile:
    """The profile from the figures of all ``local_measures`` for ``profile_areas``; ``targets`` are what plans want.

    NoDataError without wedges.
    """
    places = find_wedges(selection, catalogue, kirkstall)
    chosen = find_chosen(selection, places)
    by_measure: defaultdict[str, list[Observation]] = defaultdict(list)
    for item in observations:
        if item.breakdown == ALL:
            by_measure[item.measure].append(item)
    rows = []
    for measure in local_measures(catalogue):
        asked = selection.with_(measure=measure.id, period=None)
        try:
            view = compare_wedges(asked, catalogue, by_measure[measure.id], kirkstall, alone=True, targets=targets)
        except NoDataError:  # another city's measure
            continue
        rows.append(ProfileRow(view, view.now, _since(view) if view.chosen else None))
    return Profile(catalogue.areas[selection.home], chosen, places, tuple(rows))


def _since(view: Wedges) -> Since | None:
    """The latest earlier figure that may be set beside this one: same definition, both invented or both real."""
    now = view.comparison
    mine = [item for item in view.observations if item.area == now.home.code]
    earlier = [
        item
        for item in mine
        if item.value is not None
        and item.period.end < view.period.end
        and item.illustrative == now.illustrative
        and break_between(view.measure, item.period, view.period) is None
    ]
    before = max(earlier, key=lambda item: item.period.end, default=None)
    if before is None or before.value is None or now.value is None:
        return None
    city = next((i.value for i in view.observations if i.area == view.home.code and i.period == before.period), None)
    return Since(
        before.period,
        before.value,
        subtract(now.value, before.value),
        compare_ends(view.measure, before, view.now.get(now.home.code)).judged,
        view.period.follows(before.period),
        None if city is None or view.city is None else subtract(view.city, city),
    )
