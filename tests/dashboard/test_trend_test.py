import math
from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy.stats import chi2

from dashboard.intervals import Z, interval
from dashboard.judgement import COUNT, NO_COUNTS
from dashboard.trend_test import CRITICAL, Point, Trend, fit, recent_trend
from tests.dashboard import oracles
from tests.dashboard.examples import LEEDS, a_figure, a_measure, counted

MEASURE = a_measure()
COUNTS = st.lists(st.integers(1, 999), min_size=5, max_size=5)


def series(numerators, denominator=1_000, first=2021, **changes):
    return [counted(LEEDS, first + i, n, denominator, **changes) for i, n in enumerate(numerators)]


def errors_of(numerators, denominator=1_000):
    limits = [interval(MEASURE, n, denominator) for n in numerators]
    return [(upper - lower) / (2 * Z) for lower, upper in limits]


def test_the_critical_value_is_the_99_8_per_cent_point():
    assert chi2.ppf(0.998, 1) == pytest.approx(CRITICAL, abs=5e-5)


@given(COUNTS)
def test_the_test_agrees_with_exact_sums(numerators):
    slope, chi_squared, keeps = oracles.trend([n / 10 for n in numerators], errors_of(numerators))
    assume(abs(chi_squared - CRITICAL) > 1e-6)
    found = recent_trend(MEASURE, series(numerators))
    assert found.slope == pytest.approx(slope, abs=1e-9)
    assert found.chi_squared == pytest.approx(chi_squared, rel=1e-9, abs=1e-9)
    significant = chi_squared > CRITICAL and keeps
    expected = ("increasing" if slope > 0 else "decreasing") if significant else "no significant change"
    assert found.word == expected


def steady(slope):
    """Five points of weight 1 on a line: χ² = 10·slope²."""
    return [Point(x, 50 + slope * x, 1.0) for x in range(5)]


def test_equal_weights_give_the_ordinary_slope_and_ten_slopes_squared():
    assert fit(steady(0.3)) == (pytest.approx(0.3), pytest.approx(0.9))


def test_either_side_of_the_critical_value():
    edge = math.sqrt(CRITICAL / 10)
    assert fit(steady(edge * 1.000001))[1] > CRITICAL > fit(steady(edge * 0.999999))[1]
    # In figures: 1,000 children each year, one child more or less in the last year decides.
    chis = {last: recent_trend(MEASURE, series([200, 212, 224, 236, last])) for last in range(238, 262)}
    words = [trend.word for trend in chis.values()]
    turn = words.index("increasing")
    assert set(words[:turn]) == {"no significant change"}
    assert set(words[turn:]) == {"increasing"}
    values = [trend.chi_squared for trend in chis.values()]
    assert values[turn - 1] <= CRITICAL < values[turn]


@given(COUNTS)
def test_running_time_backwards_turns_the_trend_round(numerators):
    forwards = recent_trend(MEASURE, series(numerators))
    backwards = recent_trend(MEASURE, series(numerators[::-1]))
    other = {"increasing": "decreasing", "decreasing": "increasing"}
    assume(abs(forwards.chi_squared - CRITICAL) > 1e-6)
    assert backwards.word == other.get(forwards.word, forwards.word)
    assert backwards.slope == pytest.approx(-forwards.slope, abs=1e-9)
    assert {forwards.verdict, backwards.verdict} in ({None}, {"better", "worse"})


POINTS = st.lists(
    st.tuples(st.floats(0, 100, allow_subnormal=False), st.floats(0.01, 100)), min_size=5, max_size=5
).map(lambda pairs: [Point(x, y, w) for x, (y, w) in enumerate(pairs)])


@given(POINTS, st.floats(-50, 50))
def test_adding_a_constant_changes_nothing(points, constant):
    shifted = [point._replace(y=point.y + constant) for point in points]
    assert fit(shifted) == pytest.approx(fit(points), rel=1e-6, abs=1e-6)


@given(POINTS, st.floats(0.1, 10))
def test_another_unit_scales_the_slope_and_leaves_the_test_alone(points, factor):
    scaled = [Point(p.x, p.y * factor, p.weight / factor**2) for p in points]
    slope, chi_squared = fit(points)
    assert fit(scaled) == pytest.approx((slope * factor, chi_squared), rel=1e-6, abs=1e-6)


@given(POINTS, st.integers(-2000, 2000))
def test_where_the_years_start_does_not_matter(points, first):
    moved = [point._replace(x=point.x + first) for point in points]
    assert fit(moved) == pytest.approx(fit(points), rel=1e-6, abs=1e-6)


def test_a_fit_that_is_level_without_one_year_has_lost_its_sign():
    figures = series([91, 160, 160, 91, 1])  # level until the last year
    assert recent_trend(MEASURE, figures).chi_squared > CRITICAL
    assert recent_trend(MEASURE, figures).word == "no significant change"
    assert recent_trend(MEASURE, series([1, 91, 160, 160, 91])).word == "no significant change"


def test_one_year_alone_must_not_make_the_trend():
    found = recent_trend(MEASURE, series([300, 295, 298, 294, 420]))
    assert found.chi_squared > CRITICAL
    assert found.word == "no significant change"
    assert found.verdict is None


@pytest.mark.parametrize(
    ("polarity", "up", "down"), [("low", "worse", "better"), ("high", "better", "worse"), (None, None, None)]
)
def test_polarity_says_whether_a_trend_is_good(polarity, up, down):
    measure = a_measure(polarity=polarity)
    rising = recent_trend(measure, series([100, 140, 180, 220, 260]))
    falling = recent_trend(measure, series([260, 220, 180, 140, 100]))
    assert (rising.word, rising.verdict) == ("increasing", up)
    assert (falling.word, falling.verdict) == ("decreasing", down)


def test_only_the_latest_five_count():
    longer = series([900, 100, 140, 180, 220, 260], first=2020)
    found = recent_trend(MEASURE, longer)
    assert found[:2] == ("increasing", "worse")
    assert found.n == 6
    assert found.chi_squared == recent_trend(MEASURE, longer[1:]).chi_squared


def test_four_are_too_few_and_five_are_enough():
    assert recent_trend(MEASURE, series([100, 140, 180, 220])).word == "too few periods"
    assert recent_trend(MEASURE, series([100, 140, 180, 220, 260])).word == "increasing"
    assert recent_trend(MEASURE, [])[:3] == ("too few periods", None, 0)


def test_a_gap_or_a_break_starts_the_count_again():
    figures = series([100, 140, 180, 220, 260, 300])
    assert recent_trend(MEASURE, [*figures[:2], *figures[3:]]).word == "too few periods"
    broken = a_measure(breaks=[{"at": date(2023, 1, 1), "words": "counted differently"}])
    found = recent_trend(broken, figures)
    assert (found.word, found.n) == ("too few periods", 4)
    assert "5 periods" in found.why


def test_without_counts_nothing_is_tested_and_it_says_why():
    figures = [*series([100, 140, 180, 220]), a_figure(LEEDS, 2025, 26.0)]
    assert recent_trend(MEASURE, figures) == Trend("not tested", None, 5, why=NO_COUNTS)


def test_a_number_of_children_is_not_tested():
    figures = [a_figure(LEEDS, year, 100.0 * year) for year in range(2021, 2026)]
    assert recent_trend(a_measure(unit="children", scale=None), figures).why == COUNT


def test_a_flat_series_has_no_trend():
    found = recent_trend(MEASURE, series([100] * 5))
    assert (found.word, found.slope) == ("no significant change", pytest.approx(0, abs=1e-12))
