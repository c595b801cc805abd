"""Readers who try to work out what is hidden, from nothing but what is published; written apart from the product.

One solves integer programmes, the other tries every number there is, for tables that are small enough.
"""

from collections.abc import Hashable, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

MOST = 10_000


class Equation(NamedTuple):
    """``times`` × whole = the sum of the parts."""

    whole: Hashable
    parts: tuple[Hashable, ...]
    times: int = 1


class Table(NamedTuple):
    """What is published: counts, None where there is a symbol; and what everybody knows about how they add up."""

    counts: Mapping[Hashable, float | None]
    equations: Sequence[Equation]
    least: float = 1  # of what is hidden: zeros are shown

    def hidden(self) -> list[Hashable]:
        return [key for key, count in self.counts.items() if count is None]


def solve_ranges(table: Table) -> dict[Hashable, tuple[float, float]]:
    """The least and the most that each hidden count can be, by integer programming."""
    hidden = table.hidden()
    place = {key: number for number, key in enumerate(hidden)}
    rows, sums = [], []
    for whole, parts, times in table.equations:
        row, total = np.zeros(len(hidden)), 0.0
        for key, factor in ((whole, times), *((part, -1) for part in parts)):
            count = table.counts[key]
            if count is None:
                row[place[key]] += factor
            else:
                total -= factor * count
        if row.any():
            rows.append(row)
            sums.append(total)
    limits = [LinearConstraint(np.array(rows), sums, sums)] if rows else []
    found = {}
    for key, number in place.items():
        aim = np.zeros(len(hidden))
        ends = []
        for sign in (1, -1):
            aim[number] = sign
            solved = milp(aim, integrality=np.ones(len(hidden)), bounds=Bounds(table.least, MOST), constraints=limits)
            assert solved.status == 0, f"the attacker found no solution: {solved.message}"
            ends.append(round(solved.x[number]))
        found[key] = (ends[0], ends[1])
    return found


def try_everything(table: Table, most: int) -> dict[Hashable, tuple[float, float]]:
    """The same by trying all numbers up to ``most``."""
    hidden = table.hidden()
    seen: dict[Hashable, list[float]] = {key: [] for key in hidden}
    for guess in product(range(int(table.least), most + 1), repeat=len(hidden)):
        counts = {**table.counts, **dict(zip(hidden, guess, strict=True))}
        if all(times * counts[whole] == sum(counts[part] for part in parts) for whole, parts, times in table.equations):
            for key, number in zip(hidden, guess, strict=True):
                seen[key].append(number)
    return {key: (min(numbers), max(numbers)) for key, numbers in seen.items()}


def told_too_exactly(table: Table, width: float) -> dict[Hashable, tuple[float, float]]:
    """The hidden counts whose range is narrower than the rule asks for."""
    return {key: ends for key, ends in solve_ranges(table).items() if ends[1] - ends[0] < width}
