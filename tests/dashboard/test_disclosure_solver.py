"""Programmes in whole numbers, averages in the way or not."""

from dashboard.disclosure_solver import Programme, Solver, fit


def test_the_cheapest_whole_solution_is_found() -> None:
    programme = Programme([5, 0, 0], [5, 3, 9], [0, 1, 2], [([(0, 1), (1, -1), (2, -1)], 0, 0)])
    assert Solver().solve(programme) == [5, 3, 2]


def test_an_average_of_three_moves_its_months_by_three() -> None:
    """One month up by 5 at least and none but the average beside it: 6 is the least that makes whole numbers."""
    programme = Programme([5, 0], [60, 60], [1, 1], [([(0, 1), (1, -3)], 0, 0)])
    assert programme.steps() == [3, 1]
    assert Solver().solve(programme) == [6, 2]


def test_where_nothing_fits_there_is_no_solution_and_no_doubt() -> None:
    solver = Solver()
    assert solver.solve(Programme([1], [0], [0], [])) is None
    assert solver.solve(Programme([5, 0], [9, 4], [0, 0], [([(0, 1), (1, -1)], 0, 0)])) is None
    assert not solver.unsure
    assert solver.solve(Programme([1, -9], [2, 9], [0, 0], [([(0, 1), (1, -3)], 0, 0)])) is None
    assert solver.unsure  # 1 and 2 are no multiples of 3: only a search can tell


def test_what_nobody_knows_any_more_gets_numbers_that_fit() -> None:
    assert fit([([(0, 1), (1, 1)], 9.0), ([(1, 1)], 4.0)], [1, 1]) == [5.0, 4.0]
    assert fit([([(0, 1)], -3.0)], [1]) == [1.0]
