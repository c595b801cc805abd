"""Hiding more, until no hidden count can be worked out: the next-smallest cell, and again.

Two passes. The first is against a reader who kept every earlier release, as far as hiding new figures can help there;
the second against one who sees what the store shows from now on, for which figures that were shown before may be hidden
too.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from dashboard.disclosure_counts import Count
from dashboard.disclosure_system import Group, System
from dashboard.disclosure_table import Table


@dataclass(slots=True)
class Guard:
    """One pass over one system; ``copies`` says which reader it is against."""

    system: System
    table: Table
    targets: frozenset[int]  # what must not be worked out, once it is unknown
    fresh: frozenset[int]  # what is new: sums without any of it are as they were when they were last looked at
    copies: bool
    _safe: dict[int, int] = field(default_factory=dict)  # found to have so much room; hiding more only adds to it

    def settle(self) -> list[Count]:
        """Hide what must be hidden; the counts that even then can be told too exactly."""
        system, table = self.system, self.table
        unknown = {n for n, count in enumerate(system.names) if not table.is_known(count, copies=self.copies)}
        self._settle_sums(unknown, sorted({number for count in self.fresh for number in system.of[count]}))
        left: set[int] = set()
        waiting = [group for group in self._groups(unknown, self.targets) if self._is_touched(group)]
        while waiting:
            group = waiting.pop(0)
            hidden = self._protect(group, unknown, left)
            if hidden:
                hidden |= self._settle_sums(unknown, sorted({number for each in hidden for number in system.of[each]}))
                grown = self._groups(unknown, {*group.counts, *hidden})
                inside = {count for each in grown for count in each.counts}
                waiting = grown + [other for other in waiting if inside.isdisjoint(other.counts)]
        return [system.names[each] for each in sorted(left)]

    def _groups(self, unknown: set[int], start: Collection[int]) -> list[Group]:
        return self.system.groups(unknown, self.targets, start)

    def _is_touched(self, group: Group) -> bool:
        relations = self.system.relations
        return any(count in self.fresh for number in group.relations for count, _ in relations[number])

    def _settle_sums(self, unknown: set[int], relations: Iterable[int]) -> set[int]:
        """The attacks that need no solver: a sum with one unknown, or whose unknowns have too little room together.

        Returns what is unknown by what was hidden.
        """
        queue, hidden = list(relations), set[int]()
        while queue:
            number = queue.pop(0)
            if not self._is_tight(number, unknown):
                continue
            candidates = self._candidates([number], unknown)
            if candidates:
                fresh = self._hide(candidates[0], unknown)
                hidden.update(fresh)
                queue += [number, *sorted({other for each in fresh for other in self.system.of[each]} - {number})]
        return hidden

    def _is_tight(self, number: int, unknown: set[int]) -> bool:
        system = self.system
        terms = [(count, factor) for count, factor in system.relations[number] if count in unknown]
        if not any(count in self.targets for count, _ in terms):
            return False
        if len(terms) > 1 and len({factor > 0 for _, factor in terms}) > 1:
            return False  # whole and part may both grow
        room = sum((system.values[count] - system.least(count)) * abs(factor) for count, factor in terms)
        widest = max(abs(factor) for count, factor in terms if count in self.targets)
        return len(terms) == 1 or room / widest < system.rule.up_to - 1e-6

    def _protect(self, group: Group, unknown: set[int], left: set[int]) -> set[int]:
        """Hide one more cell for each target that can be told: the smallest in the sums that tell it.

        Returns what is unknown by it, nothing where all is well; targets for which nothing can be done go to ``left``.
        """
        puzzle = self.system.puzzle(group, self.targets.intersection(group.counts) - left)
        asked = {group.counts[place]: width for place, width in puzzle.wanted.items()}
        puzzle.wanted = {p: width for p, width in puzzle.wanted.items() if width > self._safe.get(group.counts[p], -1)}
        fresh: set[int] = set()
        narrow = puzzle.find_narrow()
        told = {group.counts[place] for place in narrow}
        self._safe.update({count: width for count, width in asked.items() if count not in told})
        for place, rows in sorted(narrow.items()):
            target = group.counts[place]
            telling = {group.relations[row] for row in rows} | set(self.system.of[target])
            if any(not fresh.isdisjoint(count for count, _ in self.system.relations[each]) for each in telling):
                continue  # what was hidden for another target may have helped this one
            candidates = self._candidates([group.relations[row] for row in rows], unknown)
            candidates = candidates or self._candidates(self.system.of[target], unknown)
            candidates = candidates or self._candidates(group.relations, unknown)
            if candidates:
                fresh.update(self._hide(candidates[0], unknown))
            else:
                left.add(target)
        return fresh

    def _candidates(self, relations: Collection[int], unknown: set[int]) -> list[int]:
        """What could be hidden in these sums, the best first: new before shown, then the smallest."""
        system = self.system
        found = []
        for count in {count for number in relations for count, _ in system.relations[number]} - unknown:
            cost = self.table.cost(system.names[count], copies=self.copies)
            zero = system.values[count] == 0 and not system.rule.hide_zeros
            if cost is not None and not zero:
                found.append((cost, system.values[count], system.names[count], count))
        return [count for *_, count in sorted(found)]

    def _hide(self, number: int, unknown: set[int]) -> list[int]:
        """Hide a count; the numbers of all that are unknown by it."""
        touched = self.table.hide(self.system.names[number])
        fresh = [self.system.number[count] for count in touched if not self.table.is_known(count, copies=self.copies)]
        unknown.update(fresh)
        return fresh
