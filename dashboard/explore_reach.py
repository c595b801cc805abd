"""How far the figures reach: which areas have a figure of which measure, group and period.

What Explore offers is decided here, so that nothing is offered that would show nothing.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.periods import Period

Years = tuple[int | None, int | None]  # first and last year of period end, None where open


class Stretch(NamedTuple):
    """One period of a measure and group, and the place of its areas among ``Reach.areas``."""

    period: Period
    areas: int


@dataclass(frozen=True, slots=True)
class Reach:
    """``stretches`` by (measure, breakdown), oldest first. Most share their areas, so each set is kept once."""

    areas: tuple[frozenset[str], ...]
    stretches: Mapping[tuple[str, str], tuple[Stretch, ...]]

    def of(self, measures: Sequence[str], groups: Sequence[str], years: Years = (None, None)) -> Iterator[Stretch]:
        """Every stretch of these measures and groups in these years."""
        first, last = years[0] or 0, years[1] or 9999
        for measure in measures:
            for group in groups:
                for stretch in self.stretches.get((measure, group), ()):
                    if first <= stretch.period.end.year <= last:
                        yield stretch

    def count(self, measures: Sequence[str], groups: Sequence[str], areas: Collection[str], years: Years) -> int:
        """How many figures, the missing ones with a reason among them, there are of all these together."""
        return sum(self.counts(measures, groups, areas, years).values())

    def counts(
        self, measures: Sequence[str], groups: Sequence[str], areas: Collection[str], years: Years
    ) -> dict[str, int]:
        """The same of each measure."""
        wanted = frozenset(areas)
        among = [len(held & wanted) for held in self.areas]
        return {name: sum(among[stretch.areas] for stretch in self.of((name,), groups, years)) for name in measures}

    def places(self, measures: Sequence[str], groups: Sequence[str], years: Years = (None, None)) -> frozenset[str]:
        """The areas with any figure of these measures and groups in these years."""
        held = {stretch.areas for stretch in self.of(measures, groups, years)}
        return frozenset().union(*(self.areas[number] for number in held))

    def years(self, measures: Sequence[str], groups: Sequence[str], areas: Collection[str]) -> list[int]:
        """The years in which periods end that have any figure of all these, in order."""
        there = [not held.isdisjoint(areas) for held in self.areas]
        return sorted({stretch.period.end.year for stretch in self.of(measures, groups) if there[stretch.areas]})
