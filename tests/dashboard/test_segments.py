from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dashboard.periods import academic_year, month, pooled_years, quarter, snapshot
from dashboard.segments import break_between, joins, last_run, segments
from tests.dashboard.examples import LEEDS, a_figure, a_measure


def keys(runs):
    return [[item.period.key for item in run] for run in runs]


def with_break(at, words="counted differently"):
    return a_measure(breaks=[{"at": at, "words": words}])


def test_consecutive_figures_are_one_run_in_any_order():
    figures = [a_figure(LEEDS, year, 4.0) for year in (2024, 2022, 2023)]
    assert keys(segments(a_measure(), figures)) == [["2022", "2023", "2024"]]


def test_a_period_that_was_never_published_cuts():
    figures = [a_figure(LEEDS, academic_year(year), 4.0) for year in (2018, 2019, 2021, 2022)]
    assert keys(segments(a_measure(), figures)) == [["2017/18", "2018/19"], ["2020/21", "2021/22"]]


def test_a_missing_value_cuts_and_is_in_no_run():
    figures = [a_figure(LEEDS, 2022, 4.0), a_figure(LEEDS, 2023), a_figure(LEEDS, 2024, 4.0)]
    assert keys(segments(a_measure(), figures)) == [["2022"], ["2024"]]
    assert segments(a_measure(), [a_figure(LEEDS, 2023)]) == []


def test_zero_is_a_value_and_does_not_cut():
    figures = [a_figure(LEEDS, 2022, 4.0), a_figure(LEEDS, 2023, 0.0), a_figure(LEEDS, 2024, 4.0)]
    assert keys(segments(a_measure(), figures)) == [["2022", "2023", "2024"]]


def test_a_break_cuts_before_the_first_period_that_ends_on_or_after_it():
    figures = [a_figure(LEEDS, academic_year(year), 4.0) for year in (2015, 2016, 2017)]
    for at, expected in [
        (date(2015, 8, 31), [["2014/15", "2015/16", "2016/17"]]),  # the first figure is already of the new definition
        (date(2015, 9, 1), [["2014/15"], ["2015/16", "2016/17"]]),
        (date(2016, 8, 31), [["2014/15"], ["2015/16", "2016/17"]]),
        (date(2016, 9, 1), [["2014/15", "2015/16"], ["2016/17"]]),
    ]:
        assert keys(segments(with_break(at), figures)) == expected, at


def test_the_last_of_two_breaks_between_is_named():
    measure = a_measure(
        breaks=[{"at": date(2016, 1, 1), "words": "second"}, {"at": date(2015, 1, 1), "words": "first"}]
    )
    found = break_between(measure, academic_year(2014), academic_year(2016))
    assert found is not None
    assert found.words == "second"
    assert break_between(measure, academic_year(2016), academic_year(2017)) is None


def test_kinds_never_join_even_when_they_interleave():
    figures = [
        a_figure(LEEDS, academic_year(2023), 4.0),
        a_figure(LEEDS, snapshot("31-march", 2023, 3, 31), 4.0),
        a_figure(LEEDS, academic_year(2024), 4.0),
        a_figure(LEEDS, snapshot("31-march", 2024, 3, 31), 4.0),
    ]
    assert keys(segments(a_measure(), figures)) == [["2023", "2024"], ["2022/23", "2023/24"]]


def test_months_quarters_and_pooled_years_join_by_their_own_step():
    for first, second in [
        (month(2024, 12), month(2025, 1)),
        (quarter(2024, 4), quarter(2025, 1)),
        (pooled_years(2020, 2022), pooled_years(2021, 2023)),
    ]:
        assert joins(a_measure(), a_figure(LEEDS, first, 1.0), a_figure(LEEDS, second, 1.0))
        assert not joins(a_measure(), a_figure(LEEDS, second, 1.0), a_figure(LEEDS, first, 1.0))


def test_an_illustrative_figure_never_joins_a_real_one():
    figures = [a_figure(LEEDS, 2023, 4.0, illustrative=True), a_figure(LEEDS, 2024, 4.0)]
    assert keys(segments(a_measure(), figures)) == [["2023"], ["2024"]]


def test_the_last_run_holds_the_latest_figure():
    figures = [a_figure(LEEDS, year, 4.0) for year in (2018, 2019, 2020, 2022, 2023)] + [a_figure(LEEDS, 2024)]
    assert [item.period.key for item in last_run(a_measure(), figures)] == ["2022", "2023"]
    assert last_run(a_measure(), []) == []


@given(st.lists(st.tuples(st.integers(2000, 2030), st.booleans()), unique_by=lambda pair: pair[0]))
def test_runs_hold_every_known_figure_once_and_only_consecutive_ones(years):
    figures = [a_figure(LEEDS, year, 4.0 if known else None) for year, known in years]
    runs = [[item.period.year for item in run] for run in segments(with_break(date(2015, 1, 1)), figures)]
    assert sorted(year for year, known in years if known) == [year for run in runs for year in run]
    for run in runs:
        assert run == list(range(run[0], run[-1] + 1))
        assert run[-1] < 2015 or run[0] >= 2015
