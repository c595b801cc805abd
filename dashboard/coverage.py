"""Where a measure has figures: areas × periods, each cell a figure, why there is none, or nothing published."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.areas import authority_of, region_of
from dashboard.measures import Measure
from dashboard.missing import REASONS
from dashboard.periods import Period
from dashboard.schema import ENGLAND, Area, AreaType, Catalogue, Observation

FIGURE, PROVISIONAL, ILLUSTRATIVE = "figure", "provisional", "illustrative"
ABSENT, UNMADE = "", "none"  # nothing was published for the area; there was no such area
STATES: Mapping[str, str] = {
    FIGURE: "a figure",
    PROVISIONAL: "a provisional figure",
    ILLUSTRATIVE: "an illustrative figure, not a real one",
    **REASONS,
    ABSENT: "nothing published",
    UNMADE: "no such area then",
}
KNOWN = frozenset({FIGURE, PROVISIONAL, ILLUSTRATIVE})
_BELOW: Mapping[AreaType, str] = {
    "wedge": "wedges",
    "committee": "committees",
    "ward": "wards",
    "school": "schools",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One area: its state (a key of STATES) in each period."""

    area: Area
    states: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Areas that are shown together; ``authorities`` says that they are today's authorities of one region.

    ``shares`` says for each period how many of them have a figure, and how many there were.
    """

    title: str
    rows: tuple[Row, ...]
    shares: tuple[tuple[int, int], ...]
    authorities: bool = False


@dataclass(frozen=True, slots=True)
class Coverage:
    """All areas of a measure, in groups, over its periods (oldest first).

    ``authorities`` says for each state how many of today's authorities are in it in each period; states that none is
    in are left out.
    """

    measure: Measure
    periods: tuple[Period, ...]
    groups: tuple[Group, ...]
    authorities: Mapping[str, tuple[int, ...]]

    @property
    def latest(self) -> tuple[int, int]:
        """How many of today's authorities have a figure in the latest period, and how many there were."""
        found = [group.shares[-1] for group in self.groups if group.authorities]
        return sum(known for known, _ in found), sum(of for _, of in found)

    @property
    def share(self) -> tuple[int, int]:
        """How many figures today's authorities have over all periods, and how many they could have."""
        found = [share for group in self.groups if group.authorities for share in group.shares]
        return sum(known for known, _ in found), sum(of for _, of in found)

    def states(self) -> list[str]:
        """The states that occur, in the order of STATES."""
        there = {state for group in self.groups for row in group.rows for state in row.states}
        return [state for state in STATES if state in there]


def build_coverage(measure: Measure, catalogue: Catalogue, observations: Iterable[Observation]) -> Coverage:
    """The coverage of a measure (breakdown ``all``) from all of its observations."""
    periods = catalogue.periods.get(measure.id, ())
    place = {(period.kind, period.key): index for index, period in enumerate(periods)}
    found: dict[str, list[str]] = {}
    for item in observations:
        states = found.setdefault(item.area, [ABSENT] * len(periods))
        states[place[item.period.kind, item.period.key]] = state_of(item)
    rows = {area.code: _row(area, periods, found.get(area.code)) for area in catalogue.areas.values()}
    groups = tuple(_groups(catalogue, rows, found))
    columns = _columns([row for group in groups if group.authorities for row in group.rows])
    counts = {state: tuple(column.count(state) for column in columns) for state in STATES if state != UNMADE}
    return Coverage(measure, periods, groups, {state: found for state, found in counts.items() if any(found)})


def state_of(item: Observation) -> str:
    """A key of STATES for a figure or the reason why there is none."""
    if item.status is not None:
        return item.status
    return ILLUSTRATIVE if item.illustrative else PROVISIONAL if item.provisional else FIGURE


def _row(area: Area, periods: Sequence[Period], states: list[str] | None) -> Row:
    """The area’s states; “not available” outside of its time says no more than that there was no such area."""
    states = states or [ABSENT] * len(periods)
    if area.valid_from or area.valid_to:
        states = [
            UNMADE if state in (ABSENT, "x") and not _existed(area, period) else state
            for state, period in zip(states, periods, strict=True)
        ]
    return Row(area, tuple(states))


def _existed(area: Area, period: Period) -> bool:
    after = area.valid_from is None or area.valid_from <= period.end
    return after and (area.valid_to is None or area.valid_to >= period.start)


def _groups(catalogue: Catalogue, rows: Mapping[str, Row], found: Mapping[str, object]) -> Iterable[Group]:
    """England, regions, today's authorities by region, abolished ones, then what lies below a city.

    The last two hold only areas that the measure knows: nobody expects every measure for every school.
    """
    areas = catalogue.areas.values()
    yield from _group("England", [rows[ENGLAND]] if ENGLAND in rows else [])
    regions = [area for area in areas if area.type == "region"]
    yield from _group("Regions", [rows[area.code] for area in regions])
    authorities: dict[str, list[Row]] = {region.name: [] for region in regions}
    for area in areas:
        if area.type == "authority" and area.current:
            region = region_of(catalogue, area.code)
            authorities.setdefault(region.name if region else "No region", []).append(rows[area.code])
    for name, members in authorities.items():
        yield from _group(name, sorted(members, key=lambda row: row.area.name), authorities=True)
    gone = [rows[area.code] for area in areas if area.type == "authority" and not area.current and area.code in found]
    yield from _group("Authorities that are no more", gone)
    below: dict[tuple[str, AreaType], list[Row]] = {}
    for type in _BELOW:
        for area in areas:
            if area.type == type and area.code in found:
                authority = authority_of(catalogue, area.code)
                below.setdefault((authority.name if authority else "", type), []).append(rows[area.code])
    for (city, type), members in below.items():
        yield from _group(f"{city}: {_BELOW[type]}", sorted(members, key=lambda row: row.area.name))


def _group(title: str, rows: Sequence[Row], *, authorities: bool = False) -> Iterable[Group]:
    if rows:
        yield Group(title, tuple(rows), tuple(_share(column) for column in _columns(rows)), authorities)


def _columns(rows: Sequence[Row]) -> list[tuple[str, ...]]:
    """The states of all rows, period by period."""
    return list(zip(*(row.states for row in rows), strict=True))


def _share(states: tuple[str, ...]) -> tuple[int, int]:
    return sum(states.count(state) for state in KNOWN), len(states) - states.count(UNMADE)
