from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import NoDataError
from dashboard.schema import ENGLAND
from dashboard.wedges import compare_wedges, find_chosen, find_wedges, judge_pair, local_measures, needed_areas
from tests.dashboard.examples import LEEDS, SHEFFIELD, a_figure, a_measure
from tests.dashboard.wedge_examples import (
    ARMLEY,
    EAST,
    FIGURES,
    NORTH_EAST,
    WEST,
    WITH,
    WITHOUT,
    catalogue,
    chosen,
    local,
)

CATALOGUE = catalogue()


def view(selection=None, figures=FIGURES, kirkstall="west", **choice):
    return compare_wedges(selection or chosen(), CATALOGUE, figures, kirkstall, **choice)


def test_the_five_wedges_stand_against_city_and_england_in_the_latest_period_they_have():
    found = view()
    assert [figure.name for figure in found.figures] == ["East", "North East", "North West", "South", "West"]
    assert (found.period.key, found.city, found.england) == ("2025", 5.0, 4.0)
    assert [figure.comparison.judgements.city.word for figure in found.figures] == [
        "worse", "no clear difference", "no clear difference", "no clear difference", "better",
    ]  # fmt: skip
    assert found.chosen is not None
    assert found.chosen.code == EAST


def test_the_gap_in_children_is_the_difference_of_rates_times_the_wedges_own_children():
    gap = view().figures[0].to_city
    assert gap is not None
    assert gap.children == round((0.08 - 0.05) * 4_000) == 120
    assert (gap.lower, gap.upper) == (88, 155)  # Wilson 7.199 % to 8.882 %, by hand
    england = view().figures[0].to_england
    assert england is not None
    assert england.children == round((0.08 - 0.04) * 4_000) == 160


def test_none_chosen_shows_all_side_by_side():
    assert view(chosen(None)).chosen is None
    assert view(chosen(None)).period.key == "2025"


def test_the_period_asked_for_is_shown_by_key_label_or_year():
    for asked in ("2023", "Dec 2022 to Feb 2023"):
        found = view(chosen(period=asked))
        assert (found.period.key, found.asked, found.figures[0].comparison.value) == ("2023", None, 6.0)
        assert found.figures[1].comparison.status == "x"


def test_a_period_without_wedge_figures_gives_way_to_the_latest_that_has_some_and_is_named():
    found = view(chosen(period="2026"))
    assert (found.period.key, found.asked) == ("2025", "2026")
    assert [period.key for period in found.periods] == ["2023", "2025"]


def test_the_latest_period_is_the_chosen_wedges_own():
    only_east = [*FIGURES, local(EAST, 2026, 100, 4_000)]
    assert view(figures=only_east).period.key == "2026"
    assert view(chosen(WEST), only_east).period.key == "2025"
    assert view(chosen(None), only_east).period.key == "2026"


def test_alone_leaves_out_the_others_only_where_one_is_chosen():
    assert [figure.code for figure in view(alone=True).figures] == [EAST]
    assert len(view(chosen(None), alone=True).figures) == 5


def test_the_setting_moves_kirkstall_and_the_page_knows_what_it_changes():
    usual = {moved.name: (moved.shown, moved.otherwise) for moved in view().moved}
    assert usual == {"North West": (4.75, 4.4), "West": (2.0, pytest.approx(100 * 50 / 3_000))}
    other = view(kirkstall="north-west")
    assert [figure.code for figure in other.figures if figure.name in ("West", "North West")] == [WITH, WITHOUT]
    assert {moved.name: moved.otherwise for moved in other.moved} == {"North West": 4.75, "West": 2.0}


def test_a_link_with_the_other_basis_finds_the_wedge_on_the_basis_in_use():
    assert view(chosen(WITHOUT)).comparison.home.code == WEST
    assert view(chosen(WEST), kirkstall="north-west").comparison.home.code == WITHOUT


def test_wedges_that_do_not_change_are_not_said_to():
    without = [item for item in FIGURES if item.area not in (WITH, WITHOUT)]
    assert view(figures=without).moved == ()


def test_an_authority_without_wedges_names_those_that_have_some():
    with pytest.raises(NoDataError, match="below the city") as error:
        find_wedges(chosen().with_(home=SHEFFIELD), CATALOGUE, "west")
    assert error.value.faults[0].allowed == (LEEDS,)


def test_a_measure_without_wedge_figures_names_those_that_have_some():
    with pytest.raises(NoDataError, match="attendance") as error:
        view(chosen(measure="attendance"))
    assert error.value.faults[0].allowed == ("neet", "pupils")


def test_a_wedge_of_another_city_is_no_choice():
    assert find_chosen(chosen("elsewhere-east"), find_wedges(chosen(), CATALOGUE, "west")) is None


def test_what_is_needed_is_the_city_england_and_all_current_places_below_but_no_schools():
    codes = needed_areas(chosen(), CATALOGUE)
    assert codes[:2] == (LEEDS, ENGLAND)
    assert {EAST, WITH, WITHOUT, "leeds-inner-west", ARMLEY} < set(codes)
    assert "leeds-ward-headingley-2004" not in codes
    assert not any(code.startswith("urn-") for code in codes)


def test_local_measures_are_those_with_wedge_figures_in_catalogue_order():
    assert [measure.id for measure in local_measures(CATALOGUE)] == ["neet", "pupils"]


def test_the_city_in_our_way_pools_the_wedges_counts():
    assert view().city_in_our_way == pytest.approx(100 * (320 + 200 + 190 + 210 + 80) / 20_000)
    unknown = [item._replace(numerator=None) if item.area == NORTH_EAST else item for item in FIGURES]
    assert view(figures=unknown).city_in_our_way is None


def pair(one, other, measure=None):
    figures = [local(EAST, 2025, *one), local(WEST, 2025, *other), *(item for item in FIGURES if item.area == LEEDS)]
    found = compare_wedges(chosen(), CATALOGUE, figures, "west")
    return judge_pair(measure or a_measure(), found.figures[0].comparison, found.figures[4].comparison)


def test_two_wedges_differ_only_where_their_intervals_lie_apart():
    assert pair((320, 4_000), (80, 4_000)).word == "worse"
    assert pair((80, 4_000), (320, 4_000)).word == "better"
    assert pair((200, 4_000), (205, 4_000)).word == "no clear difference"
    assert pair((320, 4_000), (80, 4_000), a_measure(polarity=None)).word == "higher"


def test_intervals_that_overlap_are_no_clear_difference_even_where_one_clears_the_others_value():
    # 5.00 % (4.37 to 5.72) and 6.00 % (5.31 to 6.78): each value lies outside the other's interval
    assert pair((200, 4_000), (240, 4_000)).word == "no clear difference"


def test_wedges_without_counts_are_not_judged_against_each_other():
    bare = [a_figure(code, 2025, value) for code, value in ((EAST, 9.0), (WEST, 1.0), (LEEDS, 5.0))]
    found = compare_wedges(chosen(), CATALOGUE, bare, "west")
    east, north_east, west = (found.figures[place].comparison for place in (0, 1, 4))
    assert "counts" in judge_pair(a_measure(), east, west).why
    assert "no figure for this period" in judge_pair(a_measure(), north_east, west).why
    known = replace(east, lower=8.0, upper=10.0)
    assert "no figure to compare with" in judge_pair(a_measure(), known, north_east).why


@given(st.integers(0, 4_000), st.integers(0, 4_000))
def test_judging_a_pair_the_other_way_round_says_the_opposite(one, other):
    opposite = {"better": "worse", "worse": "better", "no clear difference": "no clear difference"}
    assert pair((one, 4_000), (other, 4_000)).word == opposite[pair((other, 4_000), (one, 4_000)).word]
