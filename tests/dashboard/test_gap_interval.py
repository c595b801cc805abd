import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.gap_interval import gap_limits, gap_value
from dashboard.intervals import square_and_add, wilson
from tests.dashboard.examples import LEEDS
from tests.dashboard.gap_examples import EVERYONE, GROUP, a_pair, counts, measures, side
from tests.dashboard.oracles import wilson as plain_wilson

MEASURE = measures()[GROUP]
COUNTS = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


def newcombe(x, m, y, n):
    return square_and_add(y / n, wilson(y, n), x / m, wilson(x, m))


# Newcombe 1998, table II, method 10.
@pytest.mark.parametrize(
    ("case", "limits"),
    [
        ((56, 70, 48, 80), (0.0524, 0.3339)),
        ((9, 10, 3, 10), (0.1705, 0.8090)),
        ((6, 7, 2, 7), (0.0582, 0.8062)),
        ((5, 56, 0, 29), (-0.0381, 0.1926)),
        ((10, 10, 0, 10), (0.6075, 1.0000)),
    ],
)
def test_the_published_examples(case, limits):
    assert newcombe(*case) == pytest.approx(limits, abs=0.00006)


@given(COUNTS, COUNTS)
def test_the_limits_contain_the_difference_and_turn_round_with_the_groups(first, second):
    lower, upper = newcombe(*first, *second)
    difference = first[0] / first[1] - second[0] / second[1]
    assert lower - 1e-12 <= difference <= upper + 1e-12
    assert newcombe(*second, *first) == pytest.approx((-upper, -lower), abs=1e-12)


@given(st.integers(0, 20), st.integers(0, 20), st.integers(2, 50))
def test_the_limits_widen_as_numbers_fall(first, second, times):
    few = newcombe(first, 20, second, 20)
    many = newcombe(first * times, 20 * times, second * times, 20 * times)
    assert few[1] - few[0] > many[1] - many[0]


def limits(group, reference, **changes):
    return gap_limits(a_pair(**changes), MEASURE, group, reference)


def test_separate_groups_give_newcombes_limits_in_per_cent():
    found = limits(counts(GROUP, LEEDS, 2025, 56, 70), counts(EVERYONE, LEEDS, 2025, 48, 80), against="others")
    assert found.method == "independent"
    assert (found.lower, found.upper) == pytest.approx((5.24, 33.39), abs=0.006)


def test_separate_groups_need_the_counts_of_both():
    group, reference = counts(GROUP, LEEDS, 2025, 56, 70), side(EVERYONE, LEEDS, 2025, 60.0)
    assert limits(group, reference, against="others") is None
    assert limits(side(GROUP, LEEDS, 2025, 80.0), counts(EVERYONE, LEEDS, 2025, 48, 80), against="others") is None


@given(COUNTS, COUNTS)
def test_a_group_within_all_is_set_against_the_others_by_counts(group, others):
    """The slow way: the two shares apart, Newcombe's limits from the quadratic, scaled to the gap to all."""
    everyone = group[0] + others[0], group[1] + others[1]
    found = limits(counts(GROUP, LEEDS, 2025, *group), counts(EVERYONE, LEEDS, 2025, *everyone))
    assert found.method == "others"
    p, q = group[0] / group[1], others[0] / others[1]
    (a, b), (c, d) = plain_wilson(*group), plain_wilson(*others)
    share = 100 * others[1] / everyone[1]
    lower = share * (p - q - ((p - a) ** 2 + (d - q) ** 2) ** 0.5)
    upper = share * (p - q + ((b - p) ** 2 + (q - c) ** 2) ** 0.5)
    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=1e-6)
    gap = 100 * (p - everyone[0] / everyone[1])
    assert found.lower - 1e-9 <= gap <= found.upper + 1e-9


@pytest.mark.parametrize("everyone", [(40, 80), (40, 200)])
def test_counts_in_which_the_group_cannot_lie_give_no_limits(everyone):
    assert limits(counts(GROUP, LEEDS, 2025, 50, 100), counts(EVERYONE, LEEDS, 2025, *everyone)) is None


def test_with_the_groups_counts_alone_the_figure_of_all_is_taken_as_it_stands():
    found = limits(counts(GROUP, LEEDS, 2025, 150, 2000), side(EVERYONE, LEEDS, 2025, 5.0))
    assert found.method == "group"
    assert (found.lower, found.upper) == pytest.approx((1.425, 3.738), abs=0.001)


@given(st.integers(10, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), st.integers(1, 50), st.data())
def test_that_interval_is_hardly_ever_narrower_than_the_one_from_the_others(group, times, data):
    others = data.draw(st.integers(0, group[1] * times)), group[1] * times
    p, q = group[0] / group[1], others[0] / others[1]
    assume(q * (1 - q) <= 2 * p * (1 - p))
    everyone = counts(EVERYONE, LEEDS, 2025, group[0] + others[0], group[1] + others[1])
    known = limits(counts(GROUP, LEEDS, 2025, *group), everyone)
    alone = limits(counts(GROUP, LEEDS, 2025, *group), side(EVERYONE, LEEDS, 2025, everyone.value))
    assert known.upper - known.lower <= 1.06 * (alone.upper - alone.lower)


def test_where_high_is_good_the_gap_and_its_limits_turn_round():
    high = MEASURE.model_copy(update={"polarity": "high"})
    group, reference = counts(GROUP, LEEDS, 2025, 150, 2000), side(EVERYONE, LEEDS, 2025, 10.0)
    low_found, found = gap_limits(a_pair(), MEASURE, group, reference), gap_limits(a_pair(), high, group, reference)
    assert (found.lower, found.upper) == (-low_found.upper, -low_found.lower)
    assert gap_value(a_pair(), high, 7.5, 10.0) == 2.5
    assert gap_value(a_pair(), MEASURE, 7.5, 10.0) == -2.5
    assert gap_value(a_pair(judged=False), high, 7.5, 10.0) == -2.5


def test_a_missing_side_or_a_score_has_no_limits():
    group = counts(GROUP, LEEDS, 2025, 150, 2000)
    assert limits(group, None) is None
    assert limits(None, group) is None
    assert limits(group, side(EVERYONE, LEEDS, 2025)) is None
    score = MEASURE.model_copy(update={"scale": None, "interval": None, "unit": "points"})
    assert gap_limits(a_pair(), score, side(GROUP, LEEDS, 2025, 30.0), side(EVERYONE, LEEDS, 2025, 40.0)) is None
