"""Process charts against a plain second implementation, and each rule on both sides of its edge."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.spc import ORDER, Limits, Signal, find_signals, process_limits, run_length

TENTHS = st.lists(st.integers(0, 400).map(lambda tenths: tenths / 10), min_size=13, max_size=30)
AROUND_TEN = Limits(Fraction(10), Fraction(7), Fraction(13), 0)  # the outer thirds begin at 8 and 12


def signs(values, limits=AROUND_TEN):
    return [{(signal.sign, signal.way) for signal in found} for found in find_signals(values, limits)]


def held(values, sign, way):
    return [place for place, found in enumerate(signs(values)) if (sign, way) in found]


# --- limits ----------------------------------------------------------------------------------------------------------


def test_the_limits_of_a_series_worked_out_by_hand():
    found = process_limits([5.0, 6.0] * 6 + [5.0])  # mean 71/13; every moving range is 1
    assert found == Limits(
        Fraction(71, 13), Fraction(71, 13) - Fraction("2.66"), Fraction(71, 13) + Fraction("2.66"), 0
    )


@pytest.mark.parametrize("points", [0, 1, 12])
def test_fewer_than_thirteen_points_have_no_limits(points):
    with pytest.raises(ValueError, match=f"13 points are needed; there are {points}"):
        process_limits([5.0] * points)


def test_a_level_series_has_limits_of_no_width_and_no_signs():
    found = process_limits([5.1] * 13)
    assert found.lower == found.mean == found.upper == Fraction("5.1")
    assert not any(find_signals([5.1] * 13, found))


def test_a_range_is_dropped_only_where_it_is_more_than_3267_times_the_mean():
    steps = [1.0] * 11  # eleven ranges of 1 and one of r: the mean is (11 + r) / 12, r is at 3.267 times it for 4.1153…
    edge = 11 * 3.267 / (12 - 3.267)
    for last, dropped in ((round(edge - 0.001, 4), 0), (round(edge + 0.001, 4), 1)):
        values = [0.0]
        for index, step in enumerate([*steps, last]):
            values.append(round(values[-1] + (step if index % 2 else -step), 4))
        assert process_limits(values).dropped == dropped


@given(TENTHS)
@settings(max_examples=60)
def test_limits_agree_with_sums_in_decimals(values):
    exact = [Decimal(str(value)) for value in values]
    mean = sum(exact) / len(exact)
    ranges = []
    for index in range(1, len(exact)):
        ranges.append(abs(exact[index] - exact[index - 1]))
    usual = sum(ranges) / len(ranges)
    few = [each for each in ranges if each <= usual * Decimal("3.267")]
    found = process_limits(values)
    assert float(found.mean) == pytest.approx(float(mean))
    assert float(found.upper) == pytest.approx(float(mean + Decimal("2.66") * sum(few) / len(few)))
    assert found.upper - found.mean == found.mean - found.lower
    assert found.dropped == len(ranges) - len(few)


@given(TENTHS, st.integers(-50, 50))
@settings(max_examples=40)
def test_a_series_moved_up_or_turned_over_signals_the_same(values, by):
    moved = [round(value + by / 10, 1) for value in values]
    turned = [-value for value in values]
    plain = signs(values, process_limits(values))
    assert signs(moved, process_limits(moved)) == plain
    assert signs(turned, process_limits(turned)) == [{(sign, -way) for sign, way in found} for found in plain]


# --- the four rules --------------------------------------------------------------------------------------------------


def test_a_point_on_a_limit_is_inside_it():
    assert held([13.0, 13.1, 7.0, 6.9], "outside", 1) == [1]
    assert held([13.0, 13.1, 7.0, 6.9], "outside", -1) == [3]


@pytest.mark.parametrize(("above", "marked"), [(6, []), (7, list(range(1, 8))), (8, list(range(1, 9)))])
def test_seven_in_a_row_on_one_side_are_a_shift(above, marked):
    values = [9.0, *([10.5] * above), 9.0]
    assert held(values, "shift", 1) == marked
    assert held([20 - value for value in values], "shift", -1) == marked


def test_a_point_on_the_mean_ends_a_shift():
    assert held([10.5] * 6 + [10.0] + [10.5] * 6, "shift", 1) == []


@pytest.mark.parametrize(("points", "marked"), [(6, []), (7, list(range(7))), (9, list(range(9)))])
def test_seven_in_a_row_rising_or_falling_are_a_trend(points, marked):
    values = [9.0 + place / 10 for place in range(points)]
    assert held(values, "trend", 1) == marked
    assert held(values[::-1], "trend", -1) == marked


def test_two_equal_points_end_a_trend():
    assert held([9.0, 9.1, 9.2, 9.3, 9.3, 9.4, 9.5, 9.6], "trend", 1) == []


@pytest.mark.parametrize(
    ("values", "marked"),
    [
        ([12.1, 10.1, 12.1], [0, 2]),
        ([12.0, 10.1, 12.1], []),  # the edge of the outer third does not count
        ([13.0, 10.1, 12.1], [0, 2]),  # a limit does
        ([13.1, 10.1, 12.1], []),  # what lies outside has a sign of its own
        ([12.1, 9.9, 12.1], []),  # all three on one side
        ([12.1, 10.0, 12.1], []),
        ([12.1, 10.1, 10.1, 12.1], []),
    ],
)
def test_two_of_three_in_the_outer_third_of_one_side(values, marked):
    assert held(values, "near", 1) == marked
    assert held([20 - value for value in values], "near", -1) == marked


def is_marked(sign, place, beyond, width):
    """One rule asked anew of every stretch that a point lies in; ``beyond`` is how far each is past the mean."""
    if sign == "outside":
        return beyond[place] > width
    if sign == "near":
        threes = [range(start, start + 3) for start in range(max(0, place - 2), min(place, len(beyond) - 3) + 1)]
        close = {at for at, value in enumerate(beyond) if 2 * width < 3 * value <= 3 * width}
        return place in close and any(
            len(close & set(three)) > 1 and min(beyond[at] for at in three) > 0 for three in threes
        )
    sevens = [range(start, start + 7) for start in range(max(0, place - 6), min(place, len(beyond) - 7) + 1)]
    if sign == "shift":
        return any(min(beyond[at] for at in seven) > 0 for seven in sevens)
    return any(all(beyond[at] < beyond[at + 1] for at in seven[:-1]) for seven in sevens)


def slow_signs(values, limits):
    found = []
    for place in range(len(values)):
        found.append(set())
        for way in (1, -1):
            beyond = [(Fraction(str(value)) - limits.mean) * way for value in values]
            width = limits.upper - limits.mean
            found[-1] |= {(sign, way) for sign in ORDER if is_marked(sign, place, beyond, width)}
    return found


@given(TENTHS)
@settings(max_examples=80)
def test_signs_agree_with_a_slow_search(values):
    limits = process_limits(values)
    assert signs(values, limits) == slow_signs(values, limits)


@given(TENTHS)
@settings(max_examples=40)
def test_a_signalled_run_is_at_least_seven_long(values):
    limits = process_limits(values)
    for signal in find_signals(values, limits)[-1]:
        if signal.sign in ("shift", "trend"):
            assert 7 <= run_length(values, limits, signal) <= len(values)


@pytest.mark.parametrize(
    ("values", "signal", "length"),
    [
        ([9.0] + [10.5] * 8, Signal("shift", 1), 8),
        ([10.5] * 8, Signal("shift", 1), 8),
        ([9.0, 8.5, 8.6, 8.7, 8.8, 8.9, 9.1, 9.2], Signal("trend", 1), 7),
        ([9.9, 9.8, 9.7, 9.6, 9.5, 9.4, 9.3], Signal("trend", -1), 7),
    ],
)
def test_how_long_the_latest_run_is(values, signal, length):
    assert run_length(values, AROUND_TEN, signal) == length
