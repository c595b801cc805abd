"""The weekly tracker: where the three obsessions stand in the year, for the city, a wedge, and every wedge beside it.

Figures are the council's own, provisional and local. A reader who may see one wedge only finds that wedge and no city.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dashboard.areas import wedges
from dashboard.errors import Fault, NoDataError
from dashboard.improvement import Change, compare_ends
from dashboard.in_year import InYear, collect_in_year, figure_a_year_before, figure_before
from dashboard.intervals import interval_of
from dashboard.judgement import NO_FIGURE, Judgement, judge
from dashboard.measures import Measure
from dashboard.neet_band import NEET, NOT_KNOWN
from dashboard.overview import chosen_wedge
from dashboard.schema import Area, Catalogue, Observation
from dashboard.selection import Selection

# Each obsession by the first of these measures that was counted.
OBSESSIONS: tuple[tuple[str, ...], ...] = (
    (NEET,),
    ("looked-after-rate", "looked-after-number"),
    ("persistent-absence", "overall-absence"),
)
READ_BESIDE: Mapping[str, str] = {NEET: NOT_KNOWN}
MEASURES = tuple(dict.fromkeys([*(name for names in OBSESSIONS for name in names), *READ_BESIDE.values()]))
NOTHING = "nothing was counted between two publications yet"


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one place stands: its latest figure, and what changed since the one before and since a year ago.

    ``against_city`` is None for the city itself.
    """

    area: Area
    points: tuple[Observation, ...]
    before: Change
    year_before: Change
    against_city: Judgement | None = None

    @property
    def latest(self) -> Observation:
        """The latest figure, which may be missing for a reason."""
        return self.points[-1]


@dataclass(frozen=True, slots=True)
class Tracked:
    """One obsession: the city where it may be seen, its wedges that have figures, and the wedge that was chosen.

    ``beside`` is the figure that the place's must be read with, of the same period.
    """

    in_year: InYear
    city: Standing | None
    wedges: tuple[Standing, ...]
    wedge: Standing | None
    beside: Observation | None

    @property
    def measure(self) -> Measure:
        """What is measured."""
        return self.in_year.measure

    @property
    def place(self) -> Standing | None:
        """What the card is about: the chosen wedge, or else the city; None where neither has figures to be seen."""
        return self.wedge or self.city


@dataclass(frozen=True, slots=True)
class Tracker:
    """The page’s content: the obsessions that have figures, and the measures of those that have none."""

    home: Area
    wedge: Area | None
    tracked: tuple[Tracked, ...]
    missing: tuple[Measure, ...]


def tracker_areas(selection: Selection, catalogue: Catalogue, kirkstall: str) -> list[str]:
    """Whose figures are needed: the city's and its wedges'."""
    return [selection.home, *(area.code for area in wedges(catalogue, selection.home, kirkstall))]


def has_in_year(catalogue: Catalogue) -> bool:
    """Whether anything that the tracker shows was counted."""
    return any(catalogue.in_year.get(name) for names in OBSESSIONS for name in names)


def build_tracker(
    selection: Selection, catalogue: Catalogue, observations: Sequence[Observation], kirkstall: str
) -> Tracker:
    """The tracker from the in-year figures of MEASURES in tracker_areas. Raises NoDataError where there are none."""
    wedge = chosen_wedge(selection, catalogue, kirkstall)
    places = wedges(catalogue, selection.home, kirkstall)
    tracked, missing = [], []
    for names in OBSESSIONS:
        known = [catalogue.measures[name] for name in names if name in catalogue.measures]
        counted = (collect_in_year(measure, observations) for measure in known)
        found = next((each for each in counted if each), None)
        if found:
            city = _stand(found, catalogue.areas[selection.home], None)
            below = tuple(standing for place in places if (standing := _stand(found, place, city)))
            chosen = next((standing for standing in below if standing.area == wedge), None)
            beside = _find_beside(found, chosen or city, observations, catalogue)
            tracked.append(Tracked(found, city, below, chosen, beside))
        elif known:
            missing.append(known[0])
    if not tracked:
        raise NoDataError(Fault("view", "in-year", NOTHING, ("the published figures",)))
    return Tracker(catalogue.areas[selection.home], wedge, tuple(tracked), tuple(missing))


def _stand(found: InYear, area: Area, city: Standing | None) -> Standing | None:
    points = found.of(area.code)
    if not points:
        return None
    measure, latest = found.measure, points[-1]
    against = None if city is None and area.type == "authority" else _against(measure, latest, city)
    return Standing(
        area,
        points,
        compare_ends(measure, figure_before(points), latest),
        compare_ends(measure, figure_a_year_before(points, found.pace), latest),
        against,
    )


def _against(measure: Measure, figure: Observation, city: Standing | None) -> Judgement:
    """A wedge against the city in the same period."""
    if figure.value is None:
        return Judgement("not judged", NO_FIGURE)
    same = next((item for item in city.points if item.period == figure.period), None) if city else None
    lower, upper = interval_of(measure, figure) or (None, None)
    return judge(measure, lower, upper, same.value if same else None)


def _find_beside(
    found: InYear, place: Standing | None, observations: Sequence[Observation], catalogue: Catalogue
) -> Observation | None:
    other = catalogue.measures.get(READ_BESIDE.get(found.measure.id, ""))
    counted = collect_in_year(other, observations) if other and place else None
    if counted is None or place is None:
        return None
    return next((item for item in counted.of(place.area.code) if item.period.key == place.latest.period.key), None)
