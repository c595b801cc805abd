import pytest

from dashboard.judgement import COUNT, NO_BENCHMARK, NO_COUNTS, Judgement, judge
from tests.dashboard.examples import a_measure


@pytest.mark.parametrize(
    ("polarity", "above", "below"),
    [("low", "worse", "better"), ("high", "better", "worse"), (None, "higher", "lower")],
)
def test_only_a_whole_interval_on_one_side_is_a_judgement(polarity, above, below):
    measure = a_measure(polarity=polarity)
    assert judge(measure, 4.0, 5.0, 3.9) == Judgement(above, "", "higher")
    assert judge(measure, 4.0, 5.0, 5.1) == Judgement(below, "", "lower")
    for inside in (4.0, 4.5, 5.0):
        assert judge(measure, 4.0, 5.0, inside) == Judgement("no clear difference")


def test_without_counts_or_benchmark_nothing_is_judged_and_it_says_why():
    assert judge(a_measure(), None, None, 4.0) == Judgement("not judged", NO_COUNTS)
    assert judge(a_measure(), 4.0, 5.0, None) == Judgement("not judged", NO_BENCHMARK)
    assert judge(a_measure(), 0.0, 0.0, 0.0) == Judgement("no clear difference")


def test_a_number_of_children_is_never_judged():
    measure = a_measure(unit="children", scale=None)
    assert judge(measure, 4.0, 5.0, 1.0) == Judgement("not judged", COUNT)
