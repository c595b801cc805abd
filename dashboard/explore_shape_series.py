"""The figures chosen on Explore as series: one for each measure, place and group, those of most interest first."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import Any, Literal, NamedTuple

from dashboard.areas import name_of, region_of, wedges
from dashboard.explore import chosen_areas, chosen_groups, chosen_measures
from dashboard.formatting import is_count
from dashboard.measures import Measure
from dashboard.members import member_codes
from dashboard.periods import Period
from dashboard.schema import ALL, Catalogue, Observation
from dashboard.selection import Selection

Role = Literal["home", "local", "benchmark", "peer"]
ROLES: tuple[Role, ...] = ("home", "local", "benchmark", "peer")
WIDE_AREAS = ("country", "region")  # a number of children there is no benchmark for one authority
_ONE_SERIES = itemgetter(0, 2, 1)  # of an observation: measure, area, breakdown


class Series(NamedTuple):
    """One measure of one place and group, oldest first; ``name`` says what tells it from the others chosen."""

    measure: Measure
    area: str
    group: str
    name: str
    role: Role
    points: tuple[Observation, ...]

    @property
    def known(self) -> list[Observation]:
        """The figures with a value."""
        return [point for point in self.points if point.value is not None]


class Drawing(NamedTuple):
    """What a shape makes of a choice: the picture, its words, and the figures that are in it.

    ``narrow_height`` is what the picture needs on a phone; ``canvas`` how much larger than usual that of a file is.
    """

    figure: dict[str, Any]
    headline: str
    description: str
    notes: tuple[str, ...]
    drawn: Sequence[Series]
    span: str
    height: int
    narrow_height: int
    canvas: float = 1.0


@dataclass(frozen=True)
class Choice:
    """A selection with its figures; ``series`` holds every one that has a row, home first.

    ``absent`` are the places and ``unmeasured`` the measures that were chosen and have no row at all.
    """

    selection: Selection
    catalogue: Catalogue
    measures: tuple[Measure, ...]
    groups: tuple[str, ...]
    areas: tuple[str, ...]
    series: tuple[Series, ...]
    absent: tuple[str, ...] = ()
    unmeasured: tuple[Measure, ...] = ()

    @cached_property
    def known(self) -> tuple[Series, ...]:
        """The series that have a value."""
        return tuple(each for each in self.series if any(point.value is not None for point in each.points))

    @cached_property
    def known_measures(self) -> tuple[Measure, ...]:
        """The measures that have a value, in the order chosen."""
        return tuple(measure for measure in self.measures if measure.id in self._by_measure)

    @cached_property
    def units(self) -> tuple[str, ...]:
        """The different units of what has a value."""
        return tuple(dict.fromkeys(measure.unit for measure in self.known_measures))

    @cached_property
    def over_time(self) -> bool:
        """Whether any series has values in two periods."""
        return any(len(each.known) > 1 for each in self.known)

    @cached_property
    def _by_measure(self) -> dict[str, list[Series]]:
        found: defaultdict[str, list[Series]] = defaultdict(list)
        for each in self.known:
            found[each.measure.id].append(each)
        return found

    def of(self, measure: Measure) -> list[Series]:
        """The series of one measure that have a value."""
        return self._by_measure[measure.id]


def collect_choice(
    selection: Selection, catalogue: Catalogue, observations: Sequence[Observation], kirkstall: str = "west"
) -> Choice:
    """The choice of these figures, which are in the store's order: each series together, oldest first."""
    points: defaultdict[tuple[str, str, str], tuple[Observation, ...]] = defaultdict(tuple)
    for key, run in groupby(observations, key=_ONE_SERIES):
        points[key] += tuple(run)
    measures = _in_order((measure for measure, _, _ in points), chosen_measures(selection))
    groups = _in_order((group for _, _, group in points), chosen_groups(selection))
    areas = _order_areas(selection, catalogue, {area: None for _, area, _ in points})
    places = ({m: i for i, m in enumerate(measures)}, areas, {g: i for i, g in enumerate(groups)})
    keys = sorted(points, key=lambda key: (areas[key[1]], places[0][key[0]], places[2][key[2]]))
    many = (len(measures) > 1, len(areas) > 1, len(groups) > 1)
    names = {area: name_of(catalogue, area) for area in areas}
    roles = {area: _role(selection, catalogue, area) for area in areas}
    series = [
        Series(
            catalogue.measures[measure],
            area,
            group,
            _name(catalogue, names[area], measure, group, many),
            roles[area],
            points[(measure, area, group)],
        )
        for measure, area, group in keys
    ]
    chosen = tuple(catalogue.measures[measure] for measure in measures)
    return Choice(
        selection,
        catalogue,
        chosen,
        tuple(groups),
        tuple(areas),
        tuple(series),
        absent=tuple(code for code in chosen_areas(selection, catalogue, kirkstall) if code not in areas),
        unmeasured=tuple(
            catalogue.measures[name]
            for name in chosen_measures(selection)
            if name in catalogue.measures and name not in places[0]
        ),
    )


def _in_order(found: Iterable[str], wanted: Sequence[str]) -> list[str]:
    """Each once: as the reader chose them, then in the order in which they are found."""
    present = dict.fromkeys(found)
    return [*(each for each in dict.fromkeys(wanted) if each in present), *(e for e in present if e not in wanted)]


def _role(selection: Selection, catalogue: Catalogue, code: str) -> Role:
    if code == selection.home:
        return "home"
    area = catalogue.areas.get(code)
    if area is not None and area.type in WIDE_AREAS:
        return "benchmark"
    return "peer" if area is None or area.type == "authority" else "local"


def _order_areas(selection: Selection, catalogue: Catalogue, found: Iterable[str]) -> dict[str, int]:
    """Home, places in it, England and regions, then others: named in the link first, then the closest neighbours."""
    explicit = {code: place for place, code in enumerate(selection.areas)}
    near = {code: place for place, code in enumerate(member_codes(selection, catalogue))}
    own = {area.code: place for place, area in enumerate(wedges(catalogue, selection.home))}
    region = region_of(catalogue, selection.home)

    def key(code: str) -> tuple[int, int, int, int, str]:
        role = ROLES.index(_role(selection, catalogue, code))
        area = catalogue.areas.get(code)
        wide = 0 if area and area.type == "country" else 1 if region and code == region.code else 2
        first = own.get(code, wide if role == ROLES.index("benchmark") else 9)
        return (role, first, explicit.get(code, 9_999), near.get(code, 9_999), name_of(catalogue, code))

    return {code: place for place, code in enumerate(sorted(found, key=key))}


def _name(catalogue: Catalogue, place: str, measure: str, group: str, many: tuple[bool, bool, bool]) -> str:
    """What differs between the series chosen; the place where nothing does."""
    words = [place] if many[1] or not any(many) else []
    words += [catalogue.measures[measure].short] if many[0] else []
    words += [group_name(catalogue, group)] if many[2] else []
    return ", ".join(words)


def group_name(catalogue: Catalogue, group: str) -> str:
    """A group of children in words."""
    return "All" if group == ALL else catalogue.breakdowns.get(group, group)


def latest_period(series: Sequence[Series]) -> Period | None:
    """The latest period in which the home has a value; without the home, any of these series of one measure."""
    ends = [point.period for each in series if each.role == "home" for point in each.known]
    ends = ends or [point.period for each in series for point in each.known]
    return max(ends, key=lambda period: period.end, default=None)


def at(series: Series, period: Period | None) -> Observation | None:
    """The figure of one period, or its reason; None where there is no row."""
    if period is None:
        return None
    same = (point for point in series.points if point.period.end == period.end and point.period.kind == period.kind)
    return next(same, None)


def keep_comparable(series: Sequence[Series]) -> tuple[list[Series], list[Series]]:
    """What can share an axis, and what is left out: numbers of whole regions beside those of single places."""
    wide = [each.role == "benchmark" and is_count(each.measure) for each in series]
    if all(wide):
        return list(series), []
    kept: list[Series] = []
    left: list[Series] = []
    for each, is_wide in zip(series, wide, strict=True):
        (left if is_wide else kept).append(each)
    return kept, left


def of_interest(choice: Choice, series: Sequence[Series]) -> list[Series]:
    """Those that are named where not all can be: the home, what lies in it, England, neighbours, places in the link."""
    chosen = {*marked_areas(choice), *choice.selection.areas}
    return [each for each in series if each.role != "peer" or each.area in chosen]


def marked_areas(choice: Choice) -> dict[str, int]:
    """The statistical neighbours chosen in the link (or the own group), closest first."""
    selection = choice.selection
    if selection.neighbours == "own":
        return {code: place for place, code in enumerate(selection.group)}
    group = choice.catalogue.neighbour_sets.get((selection.neighbours, selection.home))
    return {member.area: member.rank for member in group.members} if group else {}
