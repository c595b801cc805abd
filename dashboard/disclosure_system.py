"""Counts by number, the sums between them, and in which steps and how far they can move."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, gcd
from typing import NamedTuple

from dashboard.disclosure import Rule
from dashboard.disclosure_counts import Count
from dashboard.disclosure_solver import fit
from dashboard.disclosure_sums import Relation

_THIRDS = 3  # the average of three months comes in thirds of a child
_WHOLE = 1e-6


class Group(NamedTuple):
    """Unknown counts that hang together, and the sums in which they stand."""

    counts: tuple[int, ...]
    relations: tuple[int, ...]


@dataclass(slots=True)
class System:
    """Every count that plays a part, and what it is; of those hidden long ago, a value that fits the sums.

    Nothing in here says which a reader knows.
    """

    rule: Rule
    names: list[Count]
    values: list[float]
    relations: list[list[tuple[int, int]]]
    pairs: list[tuple[int, int]]
    gaps: frozenset[int]  # counts that no cell shows: what is missing from a sum
    number: dict[Count, int] = field(init=False)
    of: list[list[int]] = field(init=False)  # the relations of each count
    pairs_of: list[list[int]] = field(init=False)
    beside: list[list[int]] = field(init=False)  # the counts in the relations of each, those in short ones first
    grains: list[int] = field(init=False)  # how many steps there are from one child to the next, for each count
    floors: list[int] = field(init=False)  # by how many steps each can go down
    steps: list[list[tuple[int, int]]] = field(init=False)  # the relations, for counts in steps
    rooms: list[float] = field(init=False)  # by how many children the first of each pair is below the second

    def __post_init__(self) -> None:
        self.number = {count: index for index, count in enumerate(self.names)}
        self.of = [[] for _ in self.names]
        for number in sorted(range(len(self.relations)), key=lambda each: len(self.relations[each])):
            for count, _ in self.relations[number]:
                self.of[count].append(number)
        self.pairs_of = [[] for _ in self.names]
        for number, pair in enumerate(self.pairs):
            for count in pair:
                self.pairs_of[count].append(number)
        self.beside = [
            list(dict.fromkeys(other for number in numbers for other, _ in self.relations[number]))
            for numbers in self.of
        ]
        # Three, for averages of three months.
        self.grains = [1 if abs(value - round(value)) < _WHOLE else _THIRDS for value in self.values]
        numbers = range(len(self.names))
        self.floors = [ceil((self.least(each) - self.values[each]) * self.grains[each] - _WHOLE) for each in numbers]
        self.steps = [self._in_steps(terms) for terms in self.relations]
        self.rooms = [max(self.values[large] - self.values[small], 0.0) for small, large in self.pairs]

    def _in_steps(self, terms: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
        steps = [(count, factor * _THIRDS // self.grains[count]) for count, factor in terms]
        common = gcd(*(factor for _, factor in steps))
        return [(count, factor // common) for count, factor in steps]

    def least(self, count: int) -> float:
        """The least that a reader thinks possible: a hidden count is not zero where zeros are shown."""
        value = self.values[count]
        return 0.0 if self.rule.hide_zeros or value == 0 else min(1.0 / self.grains[count], value)

    def groups(self, unknown: Collection[int], targets: Collection[int], start: Iterable[int]) -> list[Group]:
        """The unknown counts that hang together with those of ``start``: by a sum, or as part and whole that are both
        to be kept from the reader."""
        hidden, kept, seen, found = set(unknown), set(targets), set[int](), []
        for first in sorted(set(start) & hidden):
            if first in seen:
                continue
            seen.add(first)
            members, relations, queue = [first], set[int](), [first]
            while queue:
                count = queue.pop()
                relations.update(self.of[count])
                beside = {other for number in self.of[count] for other, _ in self.relations[number]}
                if count in kept:
                    beside |= {other for number in self.pairs_of[count] for other in self.pairs[number]} & kept
                fresh = sorted((beside & hidden) - seen)
                seen.update(fresh)
                members += fresh
                queue += fresh
            found.append(Group(tuple(sorted(members)), tuple(sorted(relations))))
        return found


def build_system(
    values: Mapping[Count, float | None],
    missing: Mapping[Count, float],
    relations: Sequence[Relation],
    within: Iterable[tuple[str, str]],
    *,
    new: Collection[Count],
    rule: Rule,
) -> System:
    """The counts of the relations by number, in a fixed order; what nobody knows gets a value that fits the sums.

    ``new`` are the counts that were not there before.
    """
    names = sorted({*values, *missing})
    number = {count: index for index, count in enumerate(names)}
    given = [missing[count] if count in missing else values[count] for count in names]
    terms = [[(number[count], factor) for count, factor in relation.terms] for relation in relations]
    places: dict[Count, dict[str, int]] = defaultdict(dict)
    for count, index in number.items():
        places[count._replace(what="")][count.what] = index
    pairs = [
        (here[small], here[large])
        for here in places.values()
        for small, large in within
        if {small, large} <= here.keys()
    ]
    fresh = {number[count] for count in new if count in number}
    filled = _fill_in(given, terms, fresh, rule)
    return System(rule, names, filled, terms, pairs, frozenset(number[count] for count in missing))


def _fill_in(
    given: Sequence[float | None], relations: Sequence[Sequence[tuple[int, int]]], fresh: Collection[int], rule: Rule
) -> list[float]:
    """The values, with such ones in place of None as fit the sums.

    Those that no ``fresh`` count is tied to play no part and get the least.
    """
    least = 0.0 if rule.hide_zeros else 1.0
    filled = [least if value is None else value for value in given]
    of: dict[int, list[int]] = defaultdict(list)
    for number, terms in enumerate(relations):
        for count, _ in terms:
            if given[count] is None:
                of[count].append(number)
    seen: set[int] = set()
    for first in sorted(of):
        if first in seen:
            continue
        members, tied, queue = {first}, set[int](), [first]
        while queue:
            numbers = set(of[queue.pop()]) - tied
            tied |= numbers
            beside = {count for number in numbers for count, _ in relations[number] if given[count] is None}
            queue += beside - members
            members |= beside
        seen |= members
        if any(count in fresh for number in tied for count, _ in relations[number]):
            _fit_group(sorted(members), [relations[number] for number in sorted(tied)], filled, least)
    return filled


def _fit_group(
    members: Sequence[int], relations: Sequence[Sequence[tuple[int, int]]], filled: list[float], least: float
) -> None:
    place = {count: index for index, count in enumerate(members)}
    rows = [
        (
            [(place[count], factor) for count, factor in terms if count in place],
            -sum(filled[count] * factor for count, factor in terms if count not in place),
        )
        for terms in relations
    ]
    for count, value in zip(members, fit(rows, [least] * len(members)), strict=True):
        filled[count] = value
