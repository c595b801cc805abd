import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.intervals import (
    Z,
    exact_limits,
    interval,
    interval_label,
    interval_of,
    poisson_limits,
    wilson,
)
from tests.dashboard import oracles
from tests.dashboard.examples import LEEDS, a_figure, a_measure, counted

PER_CENT = a_measure()
PER_10_000 = a_measure(interval="byar", scale=10_000, unit="per 10,000", decimals=0)


def test_z_is_the_97_5th_percentile_of_the_normal_distribution():
    assert pytest.approx(oracles.Z, abs=1e-15) == Z


def test_wilson_fixture_150_of_2000():
    lower, upper = interval(PER_CENT, 150, 2_000)
    assert (round(lower, 3), round(upper, 3)) == (6.425, 8.738)


def test_byar_fixture_18_in_9000():
    lower, upper = interval(PER_10_000, 18, 9_000)
    assert (round(lower, 2), round(upper, 2)) == (11.85, 31.61)


def test_byar_fixture_1460_in_171000():
    # The rules print the upper limit as 89.88; Byar's formula gives 89.8748 and so do the exact limits (89.8748).
    lower, upper = interval(PER_10_000, 1_460, 171_000)
    assert (round(lower, 4), round(upper, 4)) == (81.0562, 89.8748)
    assert upper == pytest.approx(89.88, abs=0.006)


@given(st.integers(1, 200_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilson_agrees_with_solving_its_definition(counts):
    assert wilson(*counts) == pytest.approx(oracles.wilson(*counts), abs=1e-9)


@given(st.integers(0, 20_000))
def test_limits_of_a_count_agree_with_the_plain_formulae(count):
    assert poisson_limits(count) == pytest.approx(oracles.poisson(count), rel=1e-10)


def test_nine_is_exact_and_ten_is_byar():
    assert poisson_limits(9) == pytest.approx((4.1153731, 17.0848035), abs=1e-6)
    assert poisson_limits(10) == pytest.approx((4.7874499, 18.3914586), abs=1e-6)
    assert exact_limits(10) == pytest.approx((4.7953887, 18.3903560), abs=1e-6)  # what ten would have below the line


def test_a_count_between_nine_and_ten_is_exact():
    assert poisson_limits(9.5) == exact_limits(9.5)


def test_no_children_at_all_still_has_an_upper_limit():
    assert interval(PER_CENT, 0, 20) == (0.0, pytest.approx(16.113, abs=1e-3))
    assert interval(PER_10_000, 0, 10_000) == (0.0, pytest.approx(3.68888, abs=1e-5))


def test_all_of_the_children_reaches_exactly_a_hundred_per_cent():
    lower, upper = interval(PER_CENT, 20, 20)
    assert upper == 100.0
    assert lower == pytest.approx(83.887, abs=1e-3)


@given(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_share_lies_inside_its_interval_and_the_interval_inside_0_to_100(counts):
    numerator, denominator = counts
    lower, upper = interval(PER_CENT, numerator, denominator)
    assert 0 <= lower <= 100 * numerator / denominator <= upper <= 100
    assert lower < upper


@given(st.integers(0, 500), st.integers(1, 1_000))
def test_what_is_left_over_has_the_mirrored_interval(numerator, more):
    denominator = numerator + more
    lower, upper = wilson(numerator, denominator)
    assert wilson(more, denominator) == pytest.approx((1 - upper, 1 - lower), abs=1e-12)


@pytest.mark.parametrize(
    ("numerator", "denominator"),
    [
        (None, 100),
        (5, None),
        (None, None),
        (0, 0),
        (5, 0),
        (5, -10),
        (-1, 10),
        (11, 10),
        (math.nan, 10),
        (5, math.nan),
        (5, math.inf),
    ],
)
@pytest.mark.parametrize("measure", [PER_CENT, PER_10_000])
def test_impossible_counts_have_no_interval(measure, numerator, denominator):
    assert interval(measure, numerator, denominator) is None


@pytest.mark.parametrize("changes", [{"interval": None}, {"scale": None}])
def test_a_measure_without_method_or_scale_has_no_interval(changes):
    assert interval(a_measure(**changes), 5, 10) is None


def test_a_missing_figure_has_no_interval_even_with_counts():
    assert interval_of(PER_CENT, None) is None
    assert interval_of(PER_CENT, a_figure(LEEDS, 2025, None, numerator=3, denominator=10)) is None
    assert interval_of(PER_CENT, counted(LEEDS, 2025, 3, 10)) == interval(PER_CENT, 3, 10)


def test_counts_that_contradict_the_figure_give_no_interval():
    # 433 of 1,833 are 21.7 to 25.6 %; a published 68.1 % was of other children.
    assert interval_of(PER_CENT, a_figure(LEEDS, 2025, 68.1, numerator=433, denominator=1_833)) is None
    lower, upper = interval(PER_CENT, 433, 1_833)
    for value, trusted in [
        (lower - 0.09, True),
        (upper + 0.09, True),  # a rounded figure of a huge count may lie just outside
        (lower - 0.11, False),
        (upper + 0.11, False),
    ]:
        found = interval_of(PER_CENT, a_figure(LEEDS, 2025, value, numerator=433, denominator=1_833))
        assert found == ((lower, upper) if trusted else None)


def test_full_counts_vary_naturally_and_samples_have_confidence_intervals():
    assert interval_label(a_measure(full_count=True)) == "range of natural variation"
    assert interval_label(a_measure(full_count=False)) == "confidence interval"
