"""How far each hidden count can move without any sum betraying it, and what to hide for one to move further.

A move changes counts together so that every sum stays as it is; whoever knows the sums cannot tell the counts before
it from those after. It stays possible whatever is hidden later, so each that is found is kept for good.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import product
from math import ceil, floor, inf
from typing import Any, NamedTuple

from dashboard.disclosure_counts import Count
from dashboard.disclosure_solver import Programme, Solver
from dashboard.disclosure_system import System

Move = Mapping[int, int]  # by how many steps each count differs from what it is
Columns = Mapping[int, tuple[tuple[int, int], ...]]  # of each count, and how they count


class Reach(NamedTuple):
    """How many sums away the counts may be that a move takes along, by kind."""

    measures: int
    groups: int
    places: int
    periods: int


EVERYTHING = Reach(0, 0, 0, 0)

_TOLERANCE = 1e-6
_FURTHEST = 12  # times the width that is asked for: nobody needs to move further than that
_ALONG = 0.001  # far less than hiding anything costs


def _kinds(count: Count) -> tuple[str, str, str, tuple[date, date]]:
    return count.what, count.breakdown, count.area, (count.start, count.end)


def _count(what: str, breakdown: str, area: str, span: tuple[date, date]) -> Count:
    return Count(what, breakdown, area, *span)


@dataclass(slots=True)
class Room:
    """The moves that have been found among ``unknown`` counts, which grow while it is used.

    ``prices`` says what it costs to hide each count: nothing where it is unknown already, inf where it cannot be.
    """

    system: System
    unknown: set[int]
    prices: list[float]
    _solver: Solver = field(default_factory=Solver)
    _found: dict[int, tuple[int, int]] = field(default_factory=dict)
    unsure: bool = False  # whether there may be a move that was not found

    def keep(self, move: Move) -> None:
        """Remember how far a move takes counts."""
        for count, steps in move.items():
            if steps:
                low, high = self._found.get(count, (0, 0))
                self._found[count] = min(low, steps), max(high, steps)

    def is_narrow(self, count: int) -> bool:
        """Whether no moves are known yet that take a count as far as it must be able to go.

        Where the whole that it is part of leaves less room than the rule asks for, that room is what it must keep.
        """
        low, high = self._found.get(count, (0, 0))
        return high - low < self._wanted(count)

    def search(self, target: int, reach: Reach) -> bool:
        """Move the target both ways among what is hidden already; whether that takes it as far as it must go."""
        if reach is EVERYTHING:
            near = dict.fromkeys(self._find_hidden(target), 0.0)
        else:
            near = {count: 0.0 for count, price in self._find_across(target, reach).items() if not price}
        programme, place = self._build(near)
        if reach is EVERYTHING:
            self._take_along(programme, place, near)
        for price in (-1.0, 1.0):
            programme.price[place[target][0][0]] = price
            self.keep(self._solve(programme, place) or {})
        return not self.is_narrow(target)

    def widen(self, target: int, reach: Reach, width: int | None = None) -> Move | None:
        """The cheapest move that takes the target far enough, whether what it moves is hidden yet or not; None where
        none was found within reach.

        ``width``: how far it is to go, if not as far as it must. The other hidden counts that are in want of room are
        taken along where that costs nothing.
        """
        near = self._find_all(target) if reach is EVERYTHING else self._find_across(target, reach)
        low, high = self._found.get(target, (0, 0))
        wanted = self._wanted(target) if width is None else width
        programme, place = self._build(near)
        if reach is not EVERYTHING:
            self._take_along(programme, place, near)
        column = place[target][0][0]
        least, most = programme.least[column], programme.most[column]
        found: list[tuple[float, int, Move]] = []
        self.unsure = False
        for number, (down, up) in enumerate(((low + wanted, most), (least, high - wanted))):
            if down <= up:
                programme.least[column], programme.most[column] = down, up
                move = self._solve(programme, place)
                self.unsure = self.unsure or self._solver.unsure
                if move is not None:
                    found.append((sum(near[count] for count, steps in move.items() if steps), number, move))
        return min(found, key=lambda each: each[:2])[2] if found else None

    def _take_along(self, programme: Programme, place: Columns, near: Iterable[int]) -> None:
        """Have the hidden counts that are in want of room move as well, half of them each way, the same every time."""
        for number, count in enumerate(near):
            if count in self.unknown and self.is_narrow(count):
                programme.price[place[count][0][0]] = _ALONG if number * 2_654_435_761 >> 9 & 1 else -_ALONG

    def _wanted(self, count: int) -> int:
        system, unknown = self.system, self.unknown
        least, most = self._bounds(count, unknown)
        return int(min(system.rule.up_to * system.grains[count], max(most - least, 0)))

    def _bounds(self, count: int, moving: Collection[int]) -> tuple[float, float]:
        """How far a count can move by itself, with all but ``moving`` staying as they are."""
        system = self.system
        furthest = _FURTHEST * system.rule.up_to
        least, most = float(max(system.floors[count], -furthest)), float(furthest)
        for number in system.pairs_of[count]:
            small, large = system.pairs[number]
            if (large if count == small else small) in moving:
                continue
            room = system.rooms[number] * system.grains[count]
            if count == small:
                most = min(most, floor(room + _TOLERANCE))
            else:
                least = max(least, ceil(-room - _TOLERANCE))
        return least, most

    def _find_across(self, target: int, reach: Reach) -> dict[int, float]:
        """The counts of the places, groups, periods and measures that lie next to the target's, each with each, by
        their price: what goes up in one place has to go down in another, for each group and each month alike."""
        system, near = self.system, {target: 0.0}
        for kinds in product(*(self._find_line(target, kind, steps) for kind, steps in enumerate(reach))):
            self._add(near, system.number.get(_count(*kinds)))
        for other in system.beside[target]:
            self._add(near, other)
        for count in list(near):
            for other in system.beside[count]:
                if other in system.gaps:
                    self._add(near, other)
        return near

    def _find_line(self, target: int, kind: int, steps: int) -> list[Any]:
        """The places (or groups, periods, measures) so many sums from the target's, all else being as it is there."""
        names, beside = self.system.names, self.system.beside
        here = _kinds(names[target])
        found, edge = {here[kind]: target}, [target]
        for _ in range(steps):
            ahead = dict.fromkeys(other for count in edge for other in beside[count])
            edge = []
            for other in ahead:
                there = _kinds(names[other])
                if there[kind] not in found and all(there[n] == here[n] for n in range(len(here)) if n != kind):
                    found[there[kind]] = other
                    edge.append(other)
        return list(found)

    def _find_all(self, target: int) -> dict[int, float]:
        """Every count that hangs together with the target, by its price."""
        system = self.system

        def beside(count: int) -> Iterator[int]:
            yield from system.beside[count]
            tight = (number for number in system.pairs_of[count] if system.rooms[number] < system.rule.up_to)
            yield from (other for number in tight for other in system.pairs[number] if other in self.unknown)

        found = self._spread(target, beside, lambda count: self.prices[count] < inf)
        return {count: self.prices[count] for count in found} | {target: 0.0}

    def _find_hidden(self, target: int) -> list[int]:
        """Every hidden count that hangs together with the target."""
        system = self.system

        def beside(count: int) -> Iterator[int]:
            yield from system.beside[count]
            yield from (other for number in system.pairs_of[count] for other in system.pairs[number])

        return self._spread(target, beside, lambda count: not self.prices[count])

    @staticmethod
    def _spread(target: int, beside: Callable[[int], Iterable[int]], may: Callable[[int], bool]) -> list[int]:
        """The target and, step by step, each count beside one that is found, if it may be taken."""
        found, known = [target], {target}
        for count in found:
            for other in beside(count):
                if other not in known and may(other):
                    known.add(other)
                    found.append(other)
        return found

    def _add(self, near: dict[int, float], count: int | None) -> bool:
        if count is None or count in near or self.prices[count] == inf:
            return False
        near[count] = self.prices[count]
        return True

    def _build(self, near: Mapping[int, float]) -> tuple[Programme, Columns]:
        """The moves that there are: a column for each count that is hidden, one up and one down for those at a price.

        With the columns of each count and how they count.
        """
        system, programme = self.system, Programme()
        place: dict[int, tuple[tuple[int, int], ...]] = {}
        for count, price in near.items():
            least, most = self._bounds(count, near)
            if price:
                place[count] = (programme.add(0, max(most, 0), price), 1), (programme.add(0, max(-least, 0), price), -1)
            else:
                place[count] = ((programme.add(least, most), 1),)
        for number in sorted({number for count in near for number in system.of[count]}):
            terms = [(at, factor * way) for c, factor in system.steps[number] if c in near for at, way in place[c]]
            programme.rows.append((terms, 0, 0))
        for number in sorted({number for count in near for number in system.pairs_of[count]}):
            small, large = system.pairs[number]
            if small in near and large in near:
                a, b = system.grains[large], system.grains[small]
                room = floor(system.rooms[number] * a * b + _TOLERANCE)
                terms = [(at, way * a) for at, way in place[small]] + [(at, -way * b) for at, way in place[large]]
                programme.rows.append((terms, -inf, room))
        return programme, place

    def _solve(self, programme: Programme, place: Columns) -> Move | None:
        found = self._solver.solve(programme)
        if found is None:
            return None
        return {count: sum(found[at] * way for at, way in columns) for count, columns in place.items()}
