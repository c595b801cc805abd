"""The range of each hidden count in a puzzle too large to be looked at in one piece."""

from dashboard.disclosure_audit import Puzzle


def test_in_a_large_puzzle_room_is_found_where_it_is_and_nowhere_else() -> None:
    """A hundred pairs that add up to something, tied together by a chain; every tenth pair has room for two only."""
    least, rows = [], []
    for pair in range(100):
        least += [-1.0, -1.0] if pair % 10 == 0 else [-4.0, -4.0]
        rows.append([(2 * pair, 1), (2 * pair + 1, 1)])
    least.append(0.0)
    most = [float("inf")] * 200 + [0.0]
    rows += [[(2 * pair, 1), (2 * pair + 1, 1), (200, 1)] for pair in range(100)]
    puzzle = Puzzle(least, most, rows, wanted=dict.fromkeys(range(200), 5))
    narrow = {each for pair in range(0, 100, 10) for each in (2 * pair, 2 * pair + 1)}
    assert puzzle.find_narrow().keys() == narrow
