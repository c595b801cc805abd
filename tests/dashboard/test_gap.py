from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.gap import Gap, format_gap, format_gap_range, gap_in_children
from dashboard.intervals import interval
from tests.dashboard.examples import a_figure, a_measure, counted

EAST = "leeds-east"
MEASURE = a_measure()
NBSP = "\u00a0"


def test_a_gap_is_the_difference_of_rates_times_the_wedge_s_own_children():
    found = gap_in_children(MEASURE, counted(EAST, 2025, 225, 3_000), 4.9)
    assert found == Gap(78, 51, 108, True, "young people")


def test_a_gap_below_the_benchmark_is_negative():
    found = gap_in_children(MEASURE, counted(EAST, 2025, 60, 3_000), 4.9)
    assert found is not None
    assert (found.children, found.clear) == (-87, True)


def test_a_gap_whose_limits_hold_zero_is_not_clear():
    found = gap_in_children(MEASURE, counted(EAST, 2025, 150, 3_000), 4.9)
    assert found is not None
    assert found.children == 3
    assert found.lower < 0 < found.upper
    assert not found.clear


@pytest.mark.parametrize(("benchmark", "children"), [(4.95, 2), (4.96, 1), (5.05, -2), (5.04, -1), (5.0, 0)])
def test_half_a_child_rounds_away_from_zero(benchmark, children):
    figure = a_figure(EAST, 2025, 5.0, denominator=3_000)  # 0.05 points of 3,000 are 1.5 children
    assert gap_in_children(MEASURE, figure, benchmark) == Gap(children, None, None, False, "young people")


def test_rates_per_10_000_use_their_scale():
    measure = a_measure(interval="byar", scale=10_000, unit="per 10,000")
    found = gap_in_children(measure, counted(EAST, 2025, 300, 30_000)._replace(value=100.0), 85)
    assert found is not None
    assert found.children == 45


@pytest.mark.parametrize(
    ("figure", "benchmark", "changes"),
    [
        (None, 4.9, {}),
        (a_figure(EAST, 2025, None, numerator=3, denominator=50), 4.9, {}),
        (counted(EAST, 2025, 3, 50), None, {}),
        (a_figure(EAST, 2025, 7.5, numerator=225), 4.9, {}),
        (a_figure(EAST, 2025, 7.5, denominator=0), 4.9, {}),
        (counted(EAST, 2025, 3, 50), 4.9, {"scale": None}),
    ],
)
def test_without_a_rate_a_benchmark_or_a_denominator_there_is_no_gap(figure, benchmark, changes):
    assert gap_in_children(a_measure(**changes), figure, benchmark) is None


@given(st.integers(1, 5_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(0, 1000))
def test_gaps_agree_with_exact_fractions(counts, tenths):
    numerator, denominator = counts
    figure = counted(EAST, 2025, numerator, denominator)
    found = gap_in_children(MEASURE, figure, tenths / 10)
    assert found is not None
    exact = Fraction(numerator) - Fraction(tenths, 1000) * denominator
    assert abs(found.children - exact) <= Fraction(1, 2) + Fraction(1, 10**6)
    lower, upper = interval(MEASURE, numerator, denominator)
    assert found.lower <= found.children <= found.upper
    assert found.clear == (not lower <= tenths / 10 <= upper)


@pytest.mark.parametrize(
    ("children", "people", "words"),
    [
        (18, "young people", f"18{NBSP}more young people"),
        (1, "young people", f"1{NBSP}more young person"),
        (-1, "children", f"1{NBSP}fewer child"),
        (-1412, "pupils", f"1,412{NBSP}fewer pupils"),
        (0, "children", "no more and no fewer children"),
    ],
)
def test_gaps_in_words(children, people, words):
    assert format_gap(Gap(children, None, None, False, people)) == words


def test_the_limits_of_a_gap_in_words():
    assert format_gap_range(Gap(3, -1412, 27, False, "children")) == "−1,412 to 27"
    assert format_gap_range(Gap(3, None, None, False, "children")) == ""
