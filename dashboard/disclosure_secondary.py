"""Hiding more, until no hidden count can be worked out: for each the cells that take least to let it move.

Two passes. The first is against a reader who kept every earlier release, as far as hiding new figures can help there;
the second against one who sees what the store shows from now on, for which figures that were shown before may be hidden
too.
"""

from collections import deque
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from math import inf
from typing import Final

from dashboard.disclosure_counts import Count
from dashboard.disclosure_room import EVERYTHING, Move, Reach, Room
from dashboard.disclosure_system import System
from dashboard.disclosure_table import Table

# Within which a way is looked for, one after the other: small problems are solved a hundred times faster.
_REACHES: Final = (Reach(1, 2, 2, 1), Reach(1, 2, 3, 1), Reach(1, 3, 3, 1), EVERYTHING)
_TIERS: Final = (1.0, 30.0, 1_000.0)  # new; shown before with another figure; shown as it is
_DEAREST, _LARGE = 3.0, 300.0  # how much more a very large count costs than a small one, and what is large


@dataclass(slots=True)
class Guard:
    """One pass over one system; ``copies`` says which reader it is against."""

    system: System
    table: Table
    targets: frozenset[int]  # what must not be worked out, once it is unknown
    fresh: frozenset[int]  # what is new: sums without any of it are as they were when they were last looked at
    copies: bool
    before: Collection[int] = ()  # what was hidden already; then hiding no more was enough, and may be still

    def settle(self) -> list[Count]:
        """Hide what must be hidden; the counts that even then can be told too exactly."""
        system, table = self.system, self.table
        unknown = {n for n, count in enumerate(system.names) if not table.is_known(count, copies=self.copies)}
        prices = [0.0 if n in unknown else self._price(n) for n in range(len(system.names))]
        room = Room(system, unknown, prices)
        left: set[int] = set()
        waiting = deque(sorted(self._to_look_at(unknown), key=lambda each: (system.values[each], each)))
        while waiting:
            target = waiting.popleft()
            if target in left or not room.is_narrow(target) or room.search(target, _REACHES[0]):
                continue
            if target in self.before and room.search(target, EVERYTHING):
                continue
            move = next(filter(None, (room.widen(target, reach) for reach in _REACHES)), None)
            if move is None and room.unsure and self._hide_beside(target, room):
                waiting.append(target)
                continue
            if move is None:
                left.add(target)
                move = self._find_some_room(room, target)
            fresh = {each for count, steps in move.items() if steps for each in self._hide(count, room)}
            room.keep(move)
            wholes = {other for each in fresh for pair in system.pairs_of[each] for other in system.pairs[pair]}
            waiting.extend(sorted((fresh | (wholes & unknown)) & self.targets))
        return [system.names[each] for each in sorted(left)]

    def _to_look_at(self, unknown: set[int]) -> Iterable[int]:
        """What must not be told and may be told differently since there are new counts."""
        for group in self.system.groups(unknown, self.targets, self.targets):
            if any(count in self.fresh for number in group.relations for count, _ in self.system.relations[number]):
                yield from self.targets.intersection(group.counts)

    def _hide_beside(self, target: int, room: Room) -> bool:
        """Hide the cheapest count in the target's sums, where a move may exist that was not found; whether it could."""
        candidates = [(room.prices[each], each) for each in self.system.beside[target] if 0 < room.prices[each] < inf]
        return bool(candidates) and bool(self._hide(min(candidates)[1], room))

    def _find_some_room(self, room: Room, target: int) -> Move:
        """Less than there should be is better than none."""
        widths = range(self.system.rule.up_to * self.system.grains[target] - 1, 0, -1)
        return next(filter(None, (room.widen(target, EVERYTHING, width) for width in widths)), {})

    def _price(self, number: int) -> float:
        """What hiding a count costs: old figures before new ones cost most, then more cells than few, then large."""
        count, value = self.system.names[number], self.system.values[number]
        cost = self.table.cost(count, copies=self.copies)
        if cost is None or (value == 0 and not self.system.rule.hide_zeros):
            return inf
        return _TIERS[cost] * self.table.width(count) * (1 + _DEAREST * value / (value + _LARGE))

    def _hide(self, number: int, room: Room) -> list[int]:
        """Hide a count; the numbers of all that are unknown by it."""
        touched = [self.system.number[each] for each in self.table.hide(self.system.names[number])]
        fresh = [n for n in touched if not self.table.is_known(self.system.names[n], copies=self.copies)]
        room.unknown.update(fresh)
        for each in touched:
            room.prices[each] = 0.0 if each in room.unknown else self._price(each)
        return fresh
