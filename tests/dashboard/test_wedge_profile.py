import pytest

from dashboard.errors import NoDataError
from dashboard.measures import Break
from dashboard.periods import winter_average
from dashboard.schema import ENGLAND
from dashboard.wedge_profile import collect_profile, profile_areas
from tests.dashboard.examples import LEEDS, SHEFFIELD, a_figure, a_measure
from tests.dashboard.wedge_examples import EAST, FIGURES, NORTH_EAST, SOUTH, WITH, WITHOUT, catalogue, chosen, local

CATALOGUE = catalogue()
PUPILS = [a_figure(code, 2025, value, measure="pupils") for code, value in ((EAST, 250), (SOUTH, 90), (LEEDS, 1_000))]


def profile(selection=None, figures=(*FIGURES, *PUPILS), known=CATALOGUE):
    return collect_profile(selection or chosen(), known, figures, "west")


def since(figures=FIGURES, known=CATALOGUE):
    return profile(figures=figures, known=known).rows[0].since


def test_every_measure_below_the_city_is_there_once_in_catalogue_order():
    assert [row.measure.id for row in profile().rows] == ["neet", "pupils"]
    assert [row.figure.code for row in profile().rows if row.figure] == [EAST, EAST]


def test_measures_without_a_figure_for_these_wedges_are_left_out():
    assert [row.measure.id for row in profile(figures=FIGURES).rows] == ["neet"]


def test_two_points_in_time_are_compared_and_marked_as_not_consecutive():
    found = since()
    assert found is not None
    assert (found.period.key, found.value, found.change, found.consecutive) == ("2023", 6.0, 2.0, False)
    assert found.judgement.word == "worse"  # 7.20 to 8.88 lies above 6
    assert found.city == 1.0


def test_a_period_straight_before_is_consecutive():
    found = since([*FIGURES, local(EAST, 2024, 310, 4_000)])
    assert found is not None
    assert (found.period.key, found.consecutive, found.judgement.word) == ("2024", True, "no clear difference")


def test_nothing_is_compared_across_a_change_of_definition():
    broken = a_measure(breaks=(Break(at=winter_average(2024).end, words="counted otherwise"),))
    assert since(known=catalogue(broken)) is None


def test_invented_and_real_figures_are_never_compared():
    mixed = [item._replace(illustrative=True) if item.period.key == "2025" else item for item in FIGURES]
    assert since(mixed) is None


def test_without_an_earlier_figure_there_is_no_difference():
    assert profile(chosen(NORTH_EAST)).rows[0].since is None


def test_side_by_side_has_every_wedge_and_no_difference_since():
    found = profile(chosen(None))
    assert found.chosen is None
    assert all(len(row.view.figures) == 5 and row.since is None for row in found.rows)


def test_invented_rows_know_it():
    made_up = [item._replace(illustrative=True) if item.area.startswith("leeds") else item for item in FIGURES]
    assert profile(figures=made_up).rows[0].illustrative
    assert not profile().rows[0].illustrative


def test_it_needs_both_bases_the_city_and_england():
    codes = profile_areas(chosen(), CATALOGUE)
    assert codes[:2] == (LEEDS, ENGLAND)
    assert {EAST, WITH, WITHOUT} < set(codes)
    assert len(codes) == len(set(codes)) == 9


def test_an_authority_without_wedges_has_no_profile():
    with pytest.raises(NoDataError):
        profile(chosen(None, home=SHEFFIELD))
