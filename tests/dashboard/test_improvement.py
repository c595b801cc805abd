"""Changes and their intervals, against published tables, statsmodels, and a slow second way of finding them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.proportion import confint_proportions_2indep

from dashboard.improvement import compare_ends, compare_spans, judge_change
from dashboard.intervals import difference_limits, interval_of, square_and_add, wilson
from dashboard.judgement import COUNT, NO_COUNTS, Judgement
from dashboard.measures import Break
from dashboard.periods import winter_average
from tests.dashboard.examples import BRISTOL, CAMDEN, LEEDS, SHEFFIELD, a_figure, a_measure, counted

PER_10_000 = a_measure(interval="byar", scale=10_000, unit="per 10,000", decimals=0, polarity=None)
YEARS = tuple(winter_average(year) for year in (2022, 2023, 2024, 2025))
shares = st.integers(1, 50_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("later", "earlier", "limits"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_newcombes_own_examples(later, earlier, limits):
    found = square_and_add(earlier[0] / earlier[1], wilson(*earlier), later[0] / later[1], wilson(*later))
    assert found == pytest.approx(limits, abs=0.00006)


@given(shares, shares)
def test_shares_agree_with_statsmodels(before, after):
    found = difference_limits(a_measure(), counted(LEEDS, 2024, *before), counted(LEEDS, 2025, *after))
    expected = confint_proportions_2indep(*after, *before, method="newcomb", compare="diff")
    assert found == pytest.approx([100 * limit for limit in expected], abs=1e-6)


@given(shares, shares)
def test_an_interval_of_a_change_holds_the_change_and_turns_with_it(before, after):
    measure, first, last = a_measure(), counted(LEEDS, 2024, *before), counted(LEEDS, 2025, *after)
    lower, upper = difference_limits(measure, first, last)
    assert lower - 1e-9 <= last.value - first.value <= upper + 1e-9
    back = difference_limits(measure, last, first)
    assert (-back[1], -back[0]) == pytest.approx((lower, upper), abs=1e-9)


def test_rates_are_squared_and_added_from_byars_limits():
    rate = {"numerator": 1_546.0, "denominator": 174_311.0}
    before = a_figure(LEEDS, 2024, 89.0, **rate)
    after = a_figure(LEEDS, 2025, 85.0, numerator=1_498.0, denominator=176_239.0)
    (low1, high1), (low2, high2) = interval_of(PER_10_000, before), interval_of(PER_10_000, after)
    first, last = 10_000 * 1_546 / 174_311, 10_000 * 1_498 / 176_239
    below = ((last - low2) ** 2 + (high1 - first) ** 2) ** 0.5
    above = ((high2 - last) ** 2 + (first - low1) ** 2) ** 0.5
    assert difference_limits(PER_10_000, before, after) == pytest.approx((last - first - below, last - first + above))


def test_without_counts_at_either_end_there_is_no_interval_and_no_judgement():
    bare, full = a_figure(LEEDS, 2024, 4.0), counted(LEEDS, 2025, 490, 10_000)
    for before, after in ((bare, full), (full, bare)):
        change = compare_ends(a_measure(), before, after)
        assert (change.limits, change.judged) == (None, Judgement("not judged", NO_COUNTS))
        assert change.amount is not None


def test_counts_that_contradict_their_figure_give_no_interval():
    wrong = a_figure(LEEDS, 2024, 9.0, numerator=400.0, denominator=10_000.0)
    assert difference_limits(a_measure(), wrong, counted(LEEDS, 2025, 490, 10_000)) is None


@pytest.mark.parametrize(
    ("limits", "amount", "word"),
    [
        ((0.1, 0.9), 0.5, "worse"),
        ((-0.9, -0.1), -0.5, "better"),
        ((0.0, 0.9), 0.5, "no clear difference"),  # zero at the edge is not left out
        ((-0.9, 0.0), -0.5, "no clear difference"),
        ((-0.1, 0.9), 0.5, "no clear difference"),
        ((0.1, 0.9), 0.0, "no clear difference"),  # the figures as published did not move
    ],
)
def test_a_change_is_clear_where_its_interval_leaves_out_zero(limits, amount, word):
    assert judge_change(a_measure(), amount, limits).word == word


def test_without_polarity_a_clear_change_is_higher_or_lower():
    assert judge_change(PER_10_000, 5.0, (1.0, 9.0)).word == "higher"
    assert judge_change(PER_10_000, -5.0, (-9.0, -1.0)).word == "lower"


def test_a_count_is_never_judged():
    count = a_measure(unit="children", scale=None, interval=None)
    assert compare_ends(count, a_figure(LEEDS, 2024, 90.0), a_figure(LEEDS, 2025, 80.0)).judged == Judgement(
        "not judged", COUNT
    )


def test_the_amount_is_that_of_the_published_decimals():
    assert compare_ends(a_measure(), a_figure(LEEDS, 2024, 4.3), a_figure(LEEDS, 2025, 4.9)).amount == 0.6


@pytest.mark.parametrize(
    ("before", "after", "why"),
    [
        (None, a_figure(LEEDS, 2025, 4.0), "no earlier figure"),
        (a_figure(LEEDS, 2024), a_figure(LEEDS, 2025, 4.0), "suppressed at the start"),
        (a_figure(LEEDS, 2024, 4.0), None, "not available"),
        (a_figure(LEEDS, 2024, 4.0), a_figure(LEEDS, 2025), "suppressed"),
        (a_figure(LEEDS, 2024, 4.0, illustrative=True), a_figure(LEEDS, 2025, 4.0), "one of the two is illustrative"),
    ],
)
def test_where_there_is_no_change_it_says_why(before, after, why):
    change = compare_ends(a_measure(), before, after)
    assert (change.amount, change.limits, change.clear, change.why) == (None, None, False, why)


def over_three_years(figures, measure=None):
    return compare_spans(measure or a_measure(), figures, YEARS, YEARS[0], YEARS[-1])


def test_a_figure_missing_between_leaves_no_change():
    whole = [counted(LEEDS, year, 400, 10_000) for year in (2022, 2023, 2024, 2025)]
    holed = [counted(SHEFFIELD, year, 400, 10_000) for year in (2022, 2024, 2025)]
    hidden = [*(counted(BRISTOL, year, 400, 10_000) for year in (2022, 2023, 2025)), a_figure(BRISTOL, 2024)]
    late = [counted(CAMDEN, year, 400, 10_000) for year in (2023, 2024, 2025)]
    found = over_three_years([*whole, *holed, *hidden, *late])
    assert found[LEEDS].amount == 0.0
    assert {code: found[code].why for code in (SHEFFIELD, BRISTOL, CAMDEN)} == {
        SHEFFIELD: "a figure between is missing",
        BRISTOL: "a figure between is missing",
        CAMDEN: "no earlier figure",
    }


def test_a_break_between_leaves_nobody_a_change():
    measure = a_measure(breaks=(Break(at=date(2024, 1, 1), words="the count changed"),))
    found = over_three_years([counted(LEEDS, year, 400, 10_000) for year in (2022, 2023, 2024, 2025)], measure)
    assert found[LEEDS].why == "the definition changed: the count changed"


figures_of_places = st.lists(
    st.builds(
        lambda area, year, part, whole: (
            a_figure(area, year)
            if part > whole
            else counted(area, year, part, whole)
            if whole
            else a_figure(area, year)
        ),
        st.sampled_from([LEEDS, SHEFFIELD, BRISTOL]),
        st.sampled_from([2022, 2023, 2024, 2025]),
        st.integers(0, 300),
        st.integers(0, 250),
    ),
    unique_by=lambda item: (item.area, item.period),
)


@given(figures_of_places)
def test_changes_agree_with_a_slow_second_way(figures):
    found = over_three_years(figures)
    for area in {item.area for item in figures if item.period in (YEARS[0], YEARS[-1])}:
        own = {item.period: item for item in figures if item.area == area}
        values = [own[year].value if year in own else None for year in YEARS]
        if None in values:
            assert found[area].amount is None
            continue
        assert found[area].amount == pytest.approx(values[-1] - values[0], abs=1e-9)
        first, last = ((own[year].numerator, own[year].denominator) for year in (YEARS[0], YEARS[-1]))
        (low1, high1), (low2, high2) = wilson(*first), wilson(*last)
        change = last[0] / last[1] - first[0] / first[1]
        lower = change - ((last[0] / last[1] - low2) ** 2 + (high1 - first[0] / first[1]) ** 2) ** 0.5
        upper = change + ((high2 - last[0] / last[1]) ** 2 + (first[0] / first[1] - low1) ** 2) ** 0.5
        expected = "worse" if lower > 0 else "better" if upper < 0 else "no clear difference"
        if min(abs(lower), abs(upper)) > 1e-9:
            assert found[area].judged.word == expected
