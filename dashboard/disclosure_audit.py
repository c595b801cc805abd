"""What a reader who can do every sum can still find out: the range of each hidden count, by integer programming.

The reader is taken to know that counts are whole and not negative, that a hidden count is not zero (where zeros are
shown), every sum between counts, and by how much figures that should add up do not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from math import ceil, floor
from typing import Any

_NODES = 2_000  # of a search that is cut short we only know what it has found, and more is hidden than might have to be
_TURNS = 4
_NEAR = 60  # counts
_TOLERANCE = 1e-6


@dataclass(slots=True)
class Puzzle:
    """Hidden counts that hang together, as what each may differ by from what it is (so nought is always a solution).

    ``rows``: (count, factor) pairs that add up to nought. ``least`` and ``most`` bound each difference; ``pairs`` says
    that the first difference exceeds the second by at most the third number. Each of ``wanted`` must be able to take
    values that lie as far apart as the number says.
    """

    least: list[float]
    most: list[float]
    rows: list[list[tuple[int, int]]]
    pairs: list[tuple[int, int, float]] = field(default_factory=list)
    wanted: dict[int, int] = field(default_factory=dict)

    def find_narrow(self) -> dict[int, frozenset[int]]:
        """Those of ``wanted`` that the reader can tell more exactly than they should, and the rows that tell them.

        Each solution of the solver widens the range of every count at once, so few have to be asked for; and most of
        those have room enough among the counts next to them, with all others left as they are.
        """
        if not self.wanted:
            return {}
        solver, ranges = _Solver(self), _Ranges(self.wanted)
        for turn in range(_TURNS):
            ranges.widen(solver.reach({each: _sign(turn, n) for n, each in enumerate(ranges.narrow())}))
        beside = self._neighbours() if ranges.narrow() and len(self.least) > _NEAR else {}
        found = {}
        for each in ranges.narrow():
            if ranges.is_narrow(each) and beside:
                self._look_near(each, beside, ranges)
            if ranges.is_narrow(each):
                rows = self._look_everywhere(each, solver, ranges)
                if ranges.is_narrow(each):
                    found[each] = rows
        return found

    def _look_near(self, each: int, beside: Mapping[int, Sequence[int]], ranges: "_Ranges") -> None:
        """Widen a range with the nearest counts only."""
        near = {each: 0}
        for column in (queue := [each]):
            for other in beside[column]:
                if len(near) < _NEAR and other not in near:
                    near[other] = len(near)
                    queue.append(other)
        part = Puzzle(
            [self.least[column] for column in near],
            [self.most[column] for column in near],
            [
                [(near[c], factor) for c, factor in row if c in near]
                for row in self.rows
                if any(c in near for c, _ in row)
            ],
            [(near[a], near[b], room) for a, b, room in self.pairs if a in near and b in near],
            {0: self.wanted[each]},
        )
        for a, b, room in self.pairs:
            if a in near and b not in near:
                part.most[near[a]] = min(part.most[near[a]], room)
            elif b in near and a not in near:
                part.least[near[b]] = max(part.least[near[b]], -room)
        solver = _Solver(part)
        for sign in (1, -1):
            solution = solver.reach({0: sign})
            if solution is not None:
                ranges.widen({column: solution[place] for column, place in near.items()})

    def _look_everywhere(self, each: int, solver: "_Solver", ranges: "_Ranges") -> frozenset[int]:
        """Widen a range as far as it goes; the rows that bound it."""
        low, rows = solver.bound(each, -1)
        high, others = solver.bound(each, 1)
        if high - low >= self.wanted[each] - _TOLERANCE:
            for sign in (1, -1):
                if ranges.is_narrow(each):
                    ranges.widen(solver.reach({each: sign}, whole=True))
        return rows | others

    def _neighbours(self) -> dict[int, list[int]]:
        found: dict[int, list[int]] = {column: [] for column in range(len(self.least))}
        for row in sorted(self.rows, key=len):
            for column, _ in row:
                found[column] += [other for other, _ in row if other != column]
        for a, b, _ in self.pairs:
            found[a].append(b)
            found[b].append(a)
        return found


def _sign(turn: int, place: int) -> int:
    """All up, all down, then every mixture in turn: the same in each run."""
    if turn < 2:
        return 1 - 2 * turn
    return 1 if (place * 2_654_435_761 >> (turn + 7)) & 1 else -1


class _Ranges:
    """How far apart the values are that have been found for each count."""

    def __init__(self, wanted: Mapping[int, int]) -> None:
        self._wanted = wanted
        self._found = dict.fromkeys(sorted(wanted), (0.0, 0.0))

    def narrow(self) -> list[int]:
        return [each for each in self._found if self.is_narrow(each)]

    def is_narrow(self, each: int) -> bool:
        low, high = self._found[each]
        return high - low < self._wanted[each] - _TOLERANCE

    def widen(self, solution: Mapping[int, float] | None) -> None:
        for each, value in (solution or {}).items():
            if each in self._found:
                low, high = self._found[each]
                self._found[each] = min(low, value), max(high, value)


class _Solver:
    """The puzzle as scipy's HiGHS takes it. Imported here: only an import of files needs it, and it is slow to load."""

    def __init__(self, puzzle: Puzzle) -> None:
        import numpy as np
        from scipy.sparse import csr_array

        self._size, box = len(puzzle.least), 4 * max(puzzle.wanted.values(), default=0) + 1
        self._sums = len(puzzle.rows)
        rows = [*puzzle.rows, *([(first, 1), (second, -1)] for first, second, _ in puzzle.pairs)]
        data = [factor for row in rows for _, factor in row]
        where = [(number, column) for number, row in enumerate(rows) for column, _ in row]
        index = ([number for number, _ in where], [column for _, column in where])
        self._matrix = csr_array((data, index), shape=(len(rows), self._size), dtype=float)
        self._high = np.array([0.0] * self._sums + [room for *_, room in puzzle.pairs])
        self._low = np.array([0.0] * self._sums + [-np.inf] * len(puzzle.pairs))
        self._least = np.array([ceil(max(each, -box) - _TOLERANCE) for each in puzzle.least], dtype=float)
        self._most = np.array([floor(min(each, box) + _TOLERANCE) for each in puzzle.most], dtype=float)

    def reach(self, directions: Mapping[int, int], *, whole: bool = False) -> dict[int, float] | None:
        """The solution that goes furthest in these directions together; None where none in whole numbers was found.

        Most often the furthest corner is whole without being asked to be, and finding it is many times faster; with
        ``whole`` it is looked for where it is not.
        """
        import numpy as np

        aim = np.zeros(self._size)
        for column, sign in directions.items():
            aim[column] = -sign
        found = self._solve(aim, whole=False)
        if found is not None and np.abs(found - np.round(found)).max() > _TOLERANCE:
            found = self._solve(aim, whole=True) if whole else None
        return None if found is None else dict(enumerate(np.round(found).tolist()))

    def _solve(self, aim: Any, *, whole: bool) -> Any:
        import numpy as np
        from scipy.optimize import Bounds, LinearConstraint, milp

        constraints = [LinearConstraint(self._matrix, self._low, self._high)] if self._matrix.shape[0] else []
        bounds, kinds = Bounds(self._least, self._most), np.full(self._size, int(whole))
        return milp(aim, integrality=kinds, bounds=bounds, constraints=constraints, options={"node_limit": _NODES}).x

    def bound(self, column: int, sign: int) -> tuple[float, frozenset[int]]:
        """How far a count can go in one direction, fractions allowed, and the sums that stop it there."""
        import numpy as np
        from scipy.optimize import linprog

        aim = np.zeros(self._size)
        aim[column] = -sign
        sums, pairs = self._matrix[: self._sums], self._matrix[self._sums :]
        solved: Any = linprog(
            aim,
            A_eq=sums if sums.shape[0] else None,
            b_eq=self._high[: self._sums] if sums.shape[0] else None,
            A_ub=pairs if pairs.shape[0] else None,
            b_ub=self._high[self._sums :] if pairs.shape[0] else None,
            bounds=np.stack([self._least, self._most], axis=1),
            method="highs",
        )
        if solved.x is None:
            return 0.0, frozenset()
        stops = np.flatnonzero(np.abs(solved.eqlin.marginals) > _TOLERANCE) if sums.shape[0] else ()
        return float(solved.x[column]), frozenset(int(each) for each in stops)


def fit(rows: Sequence[tuple[Sequence[tuple[int, int]], float]], least: Sequence[float]) -> list[float]:
    """Whole numbers from ``least`` on with which the rows miss their sums by as little as can be.

    They stand for counts that were hidden before, which nobody here knows any more.
    """
    import numpy as np
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    size, count = len(least), len(rows)
    data: list[float] = []
    where: list[tuple[int, int]] = []
    for number, (row, _) in enumerate(rows):
        data += [*(factor for _, factor in row), 1, -1]
        where += [*((number, column) for column, _ in row), (number, size + number), (number, size + count + number)]
    if not rows:
        return list(least)
    sums = [total for _, total in rows]
    shape = (count, size + 2 * count)
    matrix = csr_array((data, ([row for row, _ in where], [column for _, column in where])), shape=shape)
    found: Any = milp(
        np.concatenate([np.zeros(size), np.ones(2 * count)]),
        integrality=np.concatenate([np.ones(size), np.zeros(2 * count)]),
        bounds=Bounds(np.concatenate([least, np.zeros(2 * count)]), np.inf),
        constraints=[LinearConstraint(matrix, sums, sums)],
        options={"node_limit": _NODES},
    )
    return list(least) if found.x is None else [float(each) for each in np.round(found.x[:size])]
