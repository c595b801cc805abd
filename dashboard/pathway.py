"""The social-care pathway of one authority in one year: each stage beside neighbours, region and England.

Stages are counts of the same year, not of the same children: nothing here divides one stage by another.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dashboard.areas import region_of
from dashboard.benchmarks import Comparison, Group, group_figures
from dashboard.comparison import compare
from dashboard.errors import Fault, NoDataError, NotFoundError
from dashboard.measures import Measure
from dashboard.members import list_members
from dashboard.pathway_stages import Stage, Stages
from dashboard.schema import ALL, ENGLAND, Area, Catalogue, Observation
from dashboard.selection import NEIGHBOUR_SETS, Selection

FIRST_YEAR = 2013  # the children in need census in its present form: before it, few stages are known


class Part(NamedTuple):
    """One measure of a stage: its figure of the year against all it stands against, and its own past, oldest first.

    ``comparison`` is None where nobody has a figure for the year. ``groups`` are every neighbour set's, for a rate.
    """

    measure: Measure
    comparison: Comparison | None
    figure: Observation | None
    series: tuple[Observation, ...]
    groups: Mapping[str, Group]

    @property
    def value(self) -> float | None:
        """The home's figure."""
        return self.figure.value if self.figure else None

    @property
    def status(self) -> str:
        """Why there is none; a figure that no source has is "not available"."""
        return (self.figure.status if self.figure else None) or "x"


class Passage(NamedTuple):
    """One stage of the year. ``how_many`` is a published number: its measure's, or the one that the rate divides."""

    stage: Stage
    rate: Part | None
    number: Part | None
    shares: tuple[Part, ...]

    @property
    def how_many(self) -> float | None:
        """How many, where somebody published the number; never worked out from a rate."""
        if self.number and self.number.value is not None:
            return self.number.value
        return self.rate.figure.numerator if self.rate and self.rate.figure else None

    @property
    def parts(self) -> tuple[Part, ...]:
        """Rate, number and shares, as they exist."""
        return tuple(part for part in (self.rate, self.number, *self.shares) if part)


@dataclass(frozen=True, slots=True)
class Pathway:
    """The page's content. ``years`` are those in which the home has a figure of any stage, oldest first."""

    home: Area
    year: int
    years: tuple[int, ...]
    chosen: str
    average: str
    passages: tuple[Passage, ...]

    @property
    def figures(self) -> tuple[Observation, ...]:
        """Every figure of the home that is shown for the year."""
        return tuple(part.figure for passage in self.passages for part in passage.parts if part.figure)

    @property
    def parts(self) -> tuple[Part, ...]:
        """Every measure of every stage, in order."""
        return tuple(part for passage in self.passages for part in passage.parts)


def other_areas(selection: Selection, catalogue: Catalogue) -> list[str]:
    """Whom the home stands against, whichever neighbours are chosen: all sets, own group, region, England."""
    sets = (catalogue.neighbour_sets.get((name, selection.home)) for name in NEIGHBOUR_SETS)
    members = [member.area for found in sets if found for member in found.members]
    region = region_of(catalogue, selection.home)
    return list(dict.fromkeys([*members, *selection.group, *([region.code] if region else []), ENGLAND]))


def choose_year(selection: Selection, own: Iterable[Observation], name: str) -> tuple[int, tuple[int, ...]]:
    """The year that was asked for, or the latest; and all years with a figure of the home (``own``).

    Raises NoDataError where there is none, NotFoundError naming the years there are.
    """
    known = {item.period.year for item in own if item.value is not None and item.period.year >= FIRST_YEAR}
    if not known:
        rule = f"there is no figure of the pathway for {name}; choose another authority"
        raise NoDataError(Fault("home", selection.home, rule))
    years = tuple(sorted(known))
    if selection.year is not None and selection.year not in known:
        allowed = tuple(str(year) for year in reversed(years))
        raise NotFoundError(Fault("year", str(selection.year), f"{name} has no figures for this year", allowed))
    return selection.year or years[-1], years


def build_pathway(
    stages: Stages,
    selection: Selection,
    catalogue: Catalogue,
    own: Sequence[Observation],
    others: Sequence[Observation],
) -> Pathway:
    """The pathway from the home's figures of all years and everyone else's of the year. Errors as ``choose_year``."""
    home = catalogue.areas[selection.home]
    year, years = choose_year(selection, own, home.name)
    mine, theirs = _by_measure(own), _by_measure(others)
    parts = {
        name: _part(selection, catalogue, catalogue.measures[name], (mine.get(name, []), theirs.get(name, [])), year)
        for name in stages.measures
    }
    passages = tuple(
        Passage(stage, parts.get(stage.rate), parts.get(stage.count), tuple(parts[name] for name in stage.shares))
        for stage in stages.stage
    )
    return Pathway(home, year, years, selection.neighbours, selection.average, passages)


def _by_measure(observations: Iterable[Observation]) -> dict[str, list[Observation]]:
    found: defaultdict[str, list[Observation]] = defaultdict(list)
    for item in observations:
        if item.breakdown == ALL:
            found[item.measure].append(item)
    return found


def _part(
    selection: Selection,
    catalogue: Catalogue,
    measure: Measure,
    figures: tuple[Sequence[Observation], Sequence[Observation]],
    year: int,
) -> Part:
    mine, theirs = figures
    of_year = {item.area: item for item in (*mine, *theirs) if item.period.year == year}
    own = of_year.get(selection.home)
    past = tuple(item for item in mine if item.period.year <= year)
    if not any(item.value is not None for item in of_year.values()):
        return Part(measure, None, own, past, {})
    comparison = compare(
        measure, selection.home, [*mine, *theirs], catalogue,
        neighbours=selection.neighbours, average=selection.average, group=selection.group, period=str(year),
    )  # fmt: skip
    # Only those whom the home stands against are here, so there is nobody to be ranked among.
    unranked = replace(comparison, rank=None, of=None, ties=None, quartile=None, quartiles=None, sentence="")
    sets = NEIGHBOUR_SETS if measure.unit == "per 10,000" else ()  # only rates are drawn
    groups = {name: _group(name, selection, catalogue, of_year) for name in sets}
    return Part(measure, unranked, own, past, {name: group for name, group in groups.items() if group.of})


def _group(name: str, selection: Selection, catalogue: Catalogue, figures: Mapping[str, Observation]) -> Group:
    members = list_members(catalogue, selection.home, name, selection.group)
    return group_figures(name, NEIGHBOUR_SETS[name], members, catalogue.areas, figures)
