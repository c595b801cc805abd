import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.benchmarks import benchmark, figure_of, group_figures, mean_of, median_of
from dashboard.schema import Member
from tests.dashboard import oracles
from tests.dashboard.examples import BRISTOL, LEEDS, SHEFFIELD, YORKSHIRE, a_catalogue, a_figure

AREAS = a_catalogue().areas


def test_missing_members_are_dropped_from_averages_and_kept_in_the_list_with_their_reason():
    figures = {
        LEEDS: a_figure(LEEDS, 2025, 4.0),
        BRISTOL: a_figure(BRISTOL, 2025, 7.0),
        SHEFFIELD: a_figure(SHEFFIELD, 2025),
    }
    members = [
        (LEEDS, Member(LEEDS, 1, "Close")),
        (BRISTOL, None),
        (SHEFFIELD, None),
        ("E08000034", None),
        ("E00", None),
    ]
    group = group_figures("own", "own group", members, AREAS, figures)
    assert (group.n, group.of, group.mean, group.median, group.min, group.max) == (2, 5, 5.5, 5.5, 4.0, 7.0)
    assert [(member.value, member.status) for member in group.members] == [
        (4.0, None), (7.0, None), (None, "c"), (None, "x"), (None, "x"),
    ]  # fmt: skip
    assert group.members[0][:4] == (LEEDS, "Leeds", 1, "Close")
    assert group.members[4].name == "E00"
    assert (group.average("mean"), group.average("median")) == (group.mean, group.median)


def test_a_group_without_any_figure_has_no_average():
    group = group_figures("2025", "neighbours", [(LEEDS, None)], AREAS, {})
    assert (group.n, group.of, group.mean, group.median, group.min, group.max) == (0, 1, None, None, None, None)


def test_zero_counts_in_the_mean():
    assert mean_of([0.0, 3.0]) == 1.5


def test_averages_are_of_the_decimals_as_written():
    assert mean_of([0.1, 0.2]) == 0.15
    assert mean_of([4.3, 4.4, 4.4, 4.52]) == 4.405
    assert median_of([0.1, 0.2]) == 0.15
    assert mean_of([]) is None
    assert median_of([]) is None


@given(st.lists(st.floats(0, 1e6, allow_subnormal=False), min_size=1, max_size=12))
def test_averages_agree_with_numpy(values):
    expected = oracles.average(values)
    assert mean_of(values) == pytest.approx(expected["mean"], rel=1e-12)
    assert median_of(values) == pytest.approx(expected["median"], rel=1e-12)


def test_a_benchmark_keeps_its_reason_and_its_flags():
    published = benchmark(AREAS[YORKSHIRE], a_figure(YORKSHIRE, 2025, 3.9, provisional=True))
    assert published == (YORKSHIRE, "Yorkshire and The Humber", 3.9, None, True, False)
    assert benchmark(AREAS[YORKSHIRE], None)[2:] == (None, "x", False, False)
    assert figure_of(a_figure(LEEDS, 2025)) == (None, "c")
