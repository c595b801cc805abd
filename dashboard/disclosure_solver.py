"""The linear and integer programmes of disclosure control, as HiGHS solves them.

HiGHS is loaded when the first is solved: only an import of files needs it.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, floor, inf, lcm
from typing import Any

Terms = Sequence[tuple[int, float]]  # column and factor

_NODES = 100  # of a search that is cut short only what it has found is known
_LARGE = 1_500  # columns: beyond that a search for whole numbers takes too long
_TOLERANCE = 1e-6
_FEASIBLE = 2  # as HiGHS says it


@dataclass(slots=True)
class Programme:
    """Columns with bounds and a price, and rows of columns times factors that lie between two numbers."""

    least: list[float] = field(default_factory=list)
    most: list[float] = field(default_factory=list)
    price: list[float] = field(default_factory=list)
    rows: list[tuple[Terms, float, float]] = field(default_factory=list)

    def add(self, least: float, most: float, price: float = 0.0) -> int:
        """One more column; its number."""
        self.least.append(least)
        self.most.append(most)
        self.price.append(price)
        return len(self.least) - 1

    def steps(self) -> list[int]:
        """In which steps the columns would have to move for every factor to count alike: where three months make an
        average, months by three and the average by one."""
        largest = [1] * len(self.least)
        for terms, _, _ in self.rows:
            for column, factor in terms:
                largest[column] = max(largest[column], abs(round(factor)))
        together = lcm(*set(largest))
        return [together // each for each in largest]

    def stretched(self, steps: Sequence[int]) -> "Programme":
        """The same, with columns that move in these steps only."""
        ends = [
            (ceil(low / step - _TOLERANCE), high if high == inf else floor(high / step + _TOLERANCE))
            for low, high, step in zip(self.least, self.most, steps, strict=True)
        ]
        return Programme(
            [low for low, _ in ends],
            [high for _, high in ends],
            [price * step for price, step in zip(self.price, steps, strict=True)],
            [([(c, factor * steps[c]) for c, factor in terms], low, high) for terms, low, high in self.rows],
        )


class Solver:
    """One HiGHS, given one programme after another.

    ``unsure``: whether the last had solutions, but none in whole numbers was found.
    """

    def __init__(self) -> None:
        import highspy

        self.unsure = False
        open_solver: Any = highspy.Highs  # which its own types leave untyped
        self._highs = open_solver()
        options = {"output_flag": False, "threads": 1, "mip_max_nodes": _NODES}
        for name, value in options.items():
            self._highs.setOptionValue(name, value)

    def solve(self, programme: Programme) -> list[int] | None:
        """The cheapest solution in whole numbers; None where there is none, or none was found.

        Most often the cheapest corner is whole without being asked to be, and finding it is many times faster; where
        averages are in the way, it often is in steps that go into them.
        """
        found = self._run(programme)
        self.unsure = False
        if found is not None and not _is_whole(found):
            steps = programme.steps()
            found = self._run(programme.stretched(steps)) if max(steps, default=1) > 1 else None
            if found is not None and _is_whole(found):
                return [round(each) * step for each, step in zip(found, steps, strict=True)]
            found = self._run(programme, whole=True) if len(programme.least) <= _LARGE else None
            self.unsure = found is None
        return None if found is None else [round(each) for each in found]

    def _run(self, programme: Programme, *, whole: bool = False) -> list[float] | None:
        import highspy
        import numpy as np

        if any(low > high for low, high in zip(programme.least, programme.most, strict=True)):
            return None
        model: Any = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(programme.least), len(programme.rows)
        model.col_cost_ = np.array(programme.price, dtype=float)
        model.col_lower_ = np.array(programme.least, dtype=float)
        model.col_upper_ = np.array(programme.most, dtype=float)
        model.row_lower_ = np.array([low for _, low, _ in programme.rows], dtype=float)
        model.row_upper_ = np.array([high for _, _, high in programme.rows], dtype=float)
        flat = [term for terms, _, _ in programme.rows for term in terms]
        matrix = model.a_matrix_
        matrix.format_ = highspy.MatrixFormat.kRowwise
        matrix.start_ = np.cumsum([0, *(len(terms) for terms, _, _ in programme.rows)])
        matrix.index_ = np.array([column for column, _ in flat], dtype=np.int32)
        matrix.value_ = np.array([factor for _, factor in flat], dtype=float)
        if whole:
            model.integrality_ = [highspy.HighsVarType.kInteger] * len(programme.least)
        self._highs.setOptionValue("presolve", "on" if whole else "off")
        self._highs.passModel(model)
        self._highs.run()
        if self._highs.getInfo().primal_solution_status != _FEASIBLE:
            return None
        return list(self._highs.getSolution().col_value)


def _is_whole(found: Sequence[float]) -> bool:
    return all(abs(each - round(each)) < _TOLERANCE for each in found)


def fit(rows: Sequence[tuple[Sequence[tuple[int, int]], float]], least: Sequence[float]) -> list[float]:
    """Whole numbers from ``least`` on with which the rows miss their sums by as little as can be.

    They stand for counts that were hidden before, which nobody here knows any more.
    """
    if not rows:
        return list(least)
    programme = Programme()
    for each in least:
        programme.add(each, inf)
    for terms, total in rows:
        missed = [(programme.add(0, inf, 1), 1), (programme.add(0, inf, 1), -1)]
        programme.rows.append(([*terms, *missed], total, total))
    found = Solver().solve(programme)
    return list(least) if found is None else [float(each) for each in found[: len(least)]]
