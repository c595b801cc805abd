from dataclasses import replace
from datetime import date

import pytest

from dashboard.errors import NoDataError
from dashboard.overview import (
    Figures,
    benchmark_areas,
    build_overview,
    chosen_wedge,
    own_areas,
    periods_that_matter,
)
from dashboard.periods import winter_average
from dashboard.schema import ENGLAND
from dashboard.selection import Selection
from tests.dashboard.examples import LEEDS, SHEFFIELD, YORKSHIRE, a_figure
from tests.dashboard.overview_examples import EAST, catalogue, figure, figures, overview, row


def names(rows):
    return [row.measure.id for row in rows]


def test_the_cards_are_the_four_headline_outcomes_in_order():
    assert names(overview().cards) == ["neet", "not-known", "looked-after-rate", "persistent-absence"]


def test_a_card_without_a_figure_is_left_out():
    without = tuple(item for item in figures().own if item.measure != "not-known")
    found = build_overview(Selection(LEEDS), catalogue(), Figures(without, figures().others), "west")
    assert names(found.cards) == ["neet", "looked-after-rate", "persistent-absence"]


def test_every_shipped_measure_with_a_figure_is_in_one_place():
    found = overview()
    listed = [name for _, rows in found.topics for name in names(rows)]
    assert sorted([*listed, *names(found.this_year), *names(found.old)]) == sorted(names(found.rows))
    assert "not-shipped" not in names(found.rows)
    assert "elsewhere" not in names(found.rows)


def test_a_measure_whose_last_figure_is_more_than_five_years_older_than_the_newest_is_old():
    own = [figure(LEEDS, "neet", 2026, 5), figure(LEEDS, "not-known", 2021, 5), figure(LEEDS, "long-ago", 2020, 5)]
    found = build_overview(Selection(LEEDS), catalogue(), Figures(own, ()), "west")
    assert names(found.old) == ["long-ago"]
    assert set(periods_that_matter(Selection(LEEDS), own)) == {date(2021, 2, 28), date(2026, 2, 28)}


def test_the_latest_figure_with_a_value_is_shown():
    own = [figure(LEEDS, "neet", 2024, 5), a_figure(LEEDS, 2025)]
    found = build_overview(Selection(LEEDS), catalogue(), Figures(own, ()), "west")
    assert found.rows[0].comparison.period == winter_average(2024)
    assert periods_that_matter(Selection(LEEDS), own) == {date(2024, 2, 29): ["neet"]}


def test_a_home_with_a_reason_in_place_of_every_figure_is_shown_with_the_reason():
    found = build_overview(Selection(LEEDS), catalogue(), Figures([a_figure(LEEDS, 2025)], ()), "west")
    assert (found.cards[0].comparison.value, found.cards[0].comparison.status) == (None, "c")


def test_without_any_figure_the_reader_is_told():
    with pytest.raises(NoDataError, match="no figure for Leeds"):
        build_overview(Selection(LEEDS), catalogue(), Figures((), ()), "west")


def test_headline_outcomes_are_ranked_and_others_never_since_the_others_figures_are_not_here():
    assert row("neet").comparison.rank is not None
    assert row("neet").comparison.of == 4
    other = replace(catalogue(), measures={"neet": row("neet").measure.model_copy(update={"headline": False})})
    found = build_overview(Selection(LEEDS), other, figures(), "west").rows[0].comparison
    assert (found.rank, found.quartile, found.sentence) == (None, None, "")


def test_a_wedge_is_shown_where_it_has_a_figure_and_the_city_elsewhere():
    found = {row.measure.id: row.comparison for row in overview(area=EAST).rows}
    assert (found["neet"].home.code, found["not-known"].home.code) == (EAST, LEEDS)
    assert found["neet"].city.value == 15.0
    assert found["neet"].illustrative


def test_a_wedge_is_compared_in_its_own_latest_period():
    found = row("persistent-absence", area=EAST).comparison
    assert found.period.key == "2022/23"
    assert (found.city.value, found.england.value) == (21.0, 19.0)


def test_the_headline_of_a_wedge_counts_its_own_figures_only():
    assert names(overview(area=EAST).headline) == ["neet", "persistent-absence"]
    assert names(overview().headline) == names(overview().cards)


def test_neet_carries_the_band_with_not_known():
    band = row("neet").band
    assert [(part.floor, part.ceiling) for run in band for part in run] == [(8.0, 10.0), (15.0, 17.0)]
    assert row("not-known").band == ()


def test_the_figure_is_that_of_the_period_compared():
    assert row("neet").figure.value == row("neet").comparison.value


def test_only_benchmarks_are_fetched_for_most_measures():
    around = [SHEFFIELD, "E08000034", "E06000010", YORKSHIRE, ENGLAND]
    assert sorted(benchmark_areas(Selection(LEEDS), catalogue())) == sorted(around)
    own = Selection(LEEDS, neighbours="own", group=(SHEFFIELD,))
    assert benchmark_areas(own, catalogue()) == [SHEFFIELD, YORKSHIRE, ENGLAND]
    assert benchmark_areas(Selection(LEEDS, neighbours="2021"), catalogue()) == [YORKSHIRE, ENGLAND]


def test_the_whole_series_is_fetched_for_the_home_and_the_wedge():
    assert own_areas(Selection(LEEDS)) == [LEEDS]
    assert own_areas(Selection(LEEDS, area=EAST)) == [LEEDS, EAST]


def test_a_wedge_of_another_city_is_named_with_what_is_allowed():
    with pytest.raises(NoDataError) as caught:
        chosen_wedge(Selection(SHEFFIELD, area=EAST), catalogue(), "west")
    assert "Sheffield has no such wedge" in str(caught.value)
    assert chosen_wedge(Selection(LEEDS), catalogue(), "west") is None
