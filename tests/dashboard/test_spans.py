from datetime import date

import pytest

from dashboard.errors import NotFoundError
from dashboard.measures import Break
from dashboard.periods import academic_year, month, winter_average
from dashboard.spans import choose_since, length_of, offer_spans, run_between
from tests.dashboard.examples import LEEDS, a_figure, a_measure

YEARS = tuple(winter_average(year) for year in range(2016, 2026))
NOW = YEARS[-1]


def series(*years, **changes):
    return [a_figure(LEEDS, year, 4.0, **changes) for year in years]


def words(measure, figures, period=NOW):
    return [(span.since.key, span.words) for span in offer_spans(measure, figures, period)]


def test_one_three_and_five_years_and_the_whole_run_are_offered():
    assert words(a_measure(), series(*range(2016, 2026))) == [
        ("2024", "1 year"), ("2022", "3 years"), ("2020", "5 years"), ("2016", "9 years, the longest comparable"),
    ]  # fmt: skip


def test_a_span_that_is_the_longest_too_is_offered_once():
    assert words(a_measure(), series(*range(2020, 2026)))[-1] == ("2020", "5 years, the longest comparable")
    assert words(a_measure(), series(2024, 2025)) == [("2024", "1 year")]


def test_the_span_that_was_asked_for_is_among_them_where_the_run_has_it():
    figures = series(*range(2018, 2026))
    found = [span.since.key for span in offer_spans(a_measure(), figures, NOW, winter_average(2021))]
    assert found == ["2024", "2022", "2021", "2020", "2018"]
    assert "2016" not in [span.since.key for span in offer_spans(a_measure(), figures, NOW, winter_average(2016))]


def test_a_gap_ends_the_run():
    assert [key for key, _ in words(a_measure(), series(2016, 2017, 2021, 2022, 2023, 2024, 2025))] == [
        "2024", "2022", "2021",
    ]  # fmt: skip
    missing = [a_figure(LEEDS, 2023), *series(2022, 2024, 2025)]
    assert words(a_measure(), missing) == [("2024", "1 year")]


def test_a_break_in_definition_ends_the_run():
    measure = a_measure(breaks=(Break(at=date(2023, 1, 1), words="the count changed"),))
    assert [key for key, _ in words(measure, series(*range(2018, 2026)))] == ["2024", "2023"]


def test_an_invented_figure_is_no_part_of_a_real_run():
    figures = [*series(2024, 2025), *series(2023, illustrative=True)]
    assert words(a_measure(), figures) == [("2024", "1 year")]


def test_nothing_is_offered_to_a_lone_figure():
    assert words(a_measure(), series(2025)) == []
    assert words(a_measure(), series(2020, 2025)) == []
    assert words(a_measure(), [a_figure(LEEDS, 2025), *series(2024)]) == []


def test_months_are_counted_as_months():
    figures = [a_figure(LEEDS, month(2025, number), 4.0) for number in (1, 2, 3)]
    assert words(a_measure(), figures, month(2025, 3)) == [
        ("2025-02", "1 month"), ("2025-01", "2 months, the longest comparable"),
    ]  # fmt: skip
    assert length_of(month(2023, 3), month(2025, 3)) == "2 years"


@pytest.mark.parametrize("wanted", ["2022", "Dec 2021 to Feb 2022"])
def test_a_start_is_found_by_key_or_label(wanted):
    assert choose_since(wanted, YEARS, NOW) == winter_average(2022)


def test_a_start_is_found_by_its_year():
    years = [academic_year(year) for year in (2019, 2023)]
    assert choose_since("2019", years, years[1]) == academic_year(2019)


def test_without_a_wish_it_is_the_period_straight_before():
    assert choose_since(None, YEARS, NOW) == winter_average(2024)
    assert choose_since(None, [NOW], NOW) is None


@pytest.mark.parametrize("wanted", ["2025", "2026", "1066", "2022; DROP"])
def test_a_start_that_is_not_before_the_period_is_refused_naming_those_that_are(wanted):
    with pytest.raises(NotFoundError) as refused:
        choose_since(wanted, YEARS, NOW)
    (fault,) = refused.value.faults
    assert (fault.parameter, fault.value) == ("since", wanted)
    assert fault.allowed == tuple(str(year) for year in range(2024, 2015, -1))


def test_a_run_holds_every_period_between():
    assert run_between(a_measure(), YEARS, YEARS[-3], NOW) == YEARS[-3:]


def test_a_run_is_cut_by_a_missing_period_and_by_a_break():
    holed = [period for period in YEARS if period.key != "2023"]
    assert run_between(a_measure(), holed, YEARS[-4], NOW) == (
        "the figures from Dec 2021 to Feb 2022 to Dec 2024 to Feb 2025 have a gap"
    )
    measure = a_measure(breaks=(Break(at=date(2023, 1, 1), words="the count changed"),))
    assert run_between(measure, YEARS, YEARS[-4], NOW) == "the definition changed: the count changed"
    assert isinstance(run_between(measure, YEARS, YEARS[-3], NOW), tuple)
