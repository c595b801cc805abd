"""A small city and its figures, as a council would count them."""

from collections.abc import Iterable, Mapping

from dashboard.disclosure import Cell, Figure, Rule
from dashboard.disclosure_control import Decision, Knowledge, control
from dashboard.disclosure_places import Places
from dashboard.measures import Measure, load_catalogue
from dashboard.periods import Period, month

MEASURES: Mapping[str, Measure] = load_catalogue()
CITY, EAST, SOUTH, WEST = "city", "east", "south", "west"
WARDS = ("east-1", "east-2", "west-1", "west-2")
PLACES = Places(
    {CITY: (EAST, SOUTH, WEST), EAST: ("east-1", "east-2"), WEST: ("west-1", "west-2")},
    {},
    {CITY: "authority", EAST: "wedge", SOUTH: "wedge", WEST: "wedge"} | dict.fromkeys(WARDS, "ward"),
)
OCTOBER = month(2025, 10)


def cell(area: str, measure: str = "neet", breakdown: str = "all", period: Period = OCTOBER) -> Cell:
    """A cell of NEET in October, unless told otherwise."""
    return Cell(measure, breakdown, area, period)


def share(part: float, whole: float = 500) -> Figure:
    """A percentage with its counts."""
    return Figure(part / whole * 100, part, whole)


def shares(counts: Mapping[str, float], **place: str) -> dict[Cell, Figure]:
    """NEET by area, each of 500 young people (the city of as many as its wedges have)."""
    return {cell(area, **place): share(part, 1500 if area == CITY else 500) for area, part in counts.items()}


def decide(
    new: Mapping[Cell, Figure], known: Knowledge | None = None, rule: Rule | None = None, places: Places = PLACES
) -> Decision:
    """What is decided about figures in the small city."""
    return control(new, known or Knowledge(), MEASURES, places, rule or Rule())


def hidden_areas(decision: Decision) -> list[str]:
    """Where figures are hidden."""
    return sorted(each.area for each in decision.reasons)


def knowledge(releases: Iterable[Mapping[Cell, Figure]], official: Mapping[Cell, Figure] | None = None) -> Knowledge:
    """What the store would know after these releases, one after the other."""
    shown: dict[Cell, tuple[Figure, ...]] = {}
    hidden: set[Cell] = set()
    for release in releases:
        for where, figure in release.items():
            if figure.value is None:
                hidden.add(where)
            else:
                shown[where] = (*shown.get(where, ()), figure)
    return Knowledge(shown, frozenset(hidden), official or {})
