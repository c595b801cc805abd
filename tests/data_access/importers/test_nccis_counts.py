import itertools

from hypothesis import given
from hypothesis import strategies as st

from data_access.importers.nccis_counts import STEP, count_share, share_out


def test_leeds_2025_adds_up_and_rounds_to_what_is_published() -> None:
    assert share_out(19_578, 4.9, 3.9, 8.8) == (959, 764, 1_723)
    assert share_out(19_578, 4.9, 3.85, 8.8, STEP / 10) == (969, 754, 1_723)


def test_where_the_percentages_contradict_each_other_each_is_rounded_by_itself() -> None:
    assert share_out(1_000, 2.0, 3.0, 9.0) == (20, 30, 90)


def test_a_count_is_rounded_half_up() -> None:
    assert [count_share(1_000, percent) for percent in (0.04, 0.05, 0.15)] == [0, 1, 2]


def test_nobody_is_nobody() -> None:
    assert share_out(1_000, 0, 0, 0) == (0, 0, 0)


def rounds_to(cohort: int, number: int, percent: float, step: float = STEP) -> bool:
    """Whether a count is one that its published percentage allows, in exact whole numbers."""
    tenths = round(percent * 1_000)
    return abs(number * 100_000 - cohort * tenths) <= cohort * round(step * 500)


@given(cohort=st.integers(400, 3_000), neet=st.integers(0, 76), unknown=st.integers(0, 60), off=st.integers(-2, 2))
def test_counts_add_up_whenever_any_counts_do(cohort: int, neet: int, unknown: int, off: int) -> None:
    first, second, both = neet / 10, unknown / 10, max(neet + unknown + off, 0) / 10
    counts = share_out(cohort, first, second, both)
    whole = range(int(cohort * 0.15) + 1)
    allowed = [[n for n in whole if rounds_to(cohort, n, percent)] for percent in (first, second, both)]
    possible = any(n + k in set(allowed[2]) for n, k in itertools.product(allowed[0], allowed[1]))
    assert (counts.neet + counts.not_known == counts.both) or not possible
    if possible:
        assert rounds_to(cohort, counts.neet, first)
        assert rounds_to(cohort, counts.not_known, second)
        assert rounds_to(cohort, counts.both, both)
