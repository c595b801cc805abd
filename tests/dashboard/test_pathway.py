"""The pathway of one year: every stage against everyone, numbers published or absent, no stage divided by another."""

import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.errors import NoDataError, NotFoundError
from dashboard.members import member_codes
from dashboard.pathway import FIRST_YEAR, choose_year, other_areas
from dashboard.schema import ENGLAND
from dashboard.selection import Selection
from tests.dashboard.examples import BRISTOL, LEEDS, SHEFFIELD, YORKSHIRE
from tests.dashboard.neighbour_examples import GONE, HULL, KIRKLEES
from tests.dashboard.pathway_examples import OTHERS, OWN, a_pathway, figure, pathway_catalogue, rated


def test_the_latest_year_is_shown_and_all_years_are_offered() -> None:
    _, _, pathway = a_pathway()
    assert (pathway.year, pathway.years) == (2025, (2024, 2025))


def test_a_year_without_figures_names_those_with() -> None:
    with pytest.raises(NotFoundError, match="Allowed: 2025, 2024"):
        a_pathway(year=2020)


def test_years_before_the_census_count_for_nothing() -> None:
    old = figure("referral-rate", LEEDS, FIRST_YEAR - 1, 500.0)
    with pytest.raises(NoDataError):
        choose_year(Selection(LEEDS), [old], "Leeds")
    assert choose_year(Selection(LEEDS), [old, figure("in-time", LEEDS, FIRST_YEAR, 1.0)], "Leeds") == (
        FIRST_YEAR,
        (FIRST_YEAR,),
    )


def test_a_home_without_any_figure_is_told_so() -> None:
    with pytest.raises(NoDataError, match="no figure of the pathway for Leeds"):
        a_pathway(own=[figure("referral-rate", LEEDS, 2025, None)])


def test_a_rate_stands_against_neighbours_region_and_england() -> None:
    _, _, pathway = a_pathway()
    rate = pathway.passages[0].rate
    assert rate is not None
    assert rate.comparison is not None
    group = rate.comparison.neighbours
    assert (group.n, group.of, group.mean, group.min, group.max) == (2, 3, 500, 500, 500)
    assert rate.comparison.region is not None
    assert rate.comparison.england is not None
    assert (rate.comparison.region.value, rate.comparison.england.value) == (540.0, 600.1)
    assert rate.comparison.judgements.region.word == "higher"
    assert rate.comparison.judgements.england.word == "no clear difference"
    assert rate.comparison.rank is None


def test_a_share_with_polarity_is_judged_better_or_worse() -> None:
    _, _, pathway = a_pathway()
    (share,) = pathway.passages[0].shares
    assert share.comparison is not None
    assert share.comparison.judgements.neighbours.word == "worse"
    assert share.comparison.judgements.england.word == "no clear difference"


def test_without_published_counts_nothing_is_judged() -> None:
    _, _, pathway = a_pathway()
    (share,) = pathway.passages[1].shares
    assert share.comparison is not None
    assert share.comparison.judgements.england.word == "not judged"


def test_how_many_is_a_published_number_or_none() -> None:
    _, _, pathway = a_pathway()
    assert pathway.passages[0].how_many == 10_200
    assert pathway.passages[1].how_many is None
    _, _, without = a_pathway(own=[item for item in OWN if item.measure != "referrals"])
    assert without.passages[0].how_many == 10_200  # the numerator of the rate
    bare = figure("referral-rate", LEEDS, 2025, 600.0, denominator=170_000)
    _, _, unknown = a_pathway(own=[bare])
    assert unknown.passages[0].how_many is None  # never 600 × 17


def test_a_stage_that_the_home_lacks_this_year_says_so_and_others_stay() -> None:
    _, _, pathway = a_pathway()
    rate = pathway.passages[2].rate
    assert rate is not None
    assert (rate.value, rate.status) == (None, "x")
    assert rate.comparison is not None  # Sheffield has one
    _, _, alone = a_pathway(others=[])
    lonely = alone.passages[2].rate
    assert lonely is not None
    assert lonely.comparison is None


def test_a_suppressed_figure_keeps_its_symbol() -> None:
    own = [*OWN, figure("plan-rate", LEEDS, 2025, None)]
    _, _, pathway = a_pathway(own=own)
    rate = pathway.passages[2].rate
    assert rate is not None
    assert rate.status == "c"


def test_an_earlier_year_knows_nothing_of_later_ones() -> None:
    _, _, pathway = a_pathway(year=2024)
    assert {item.period.year for part in pathway.parts for item in part.series} == {2024}


def test_every_set_of_neighbours_is_there_for_the_chart() -> None:
    _, _, pathway = a_pathway()
    rate = pathway.passages[0].rate
    assert rate is not None
    assert {name: (group.n, group.mean) for name, group in rate.groups.items()} == {
        "2025": (2, 500),
        "2021": (2, 600),
    }


def test_other_areas_are_those_of_all_sets_and_the_own_group() -> None:
    found = other_areas(Selection(LEEDS, neighbours="own", group=("E09000007",)), pathway_catalogue())
    assert set(found) == {SHEFFIELD, KIRKLEES, HULL, GONE, BRISTOL, "E09000007", YORKSHIRE, ENGLAND}


def test_the_own_group_leaves_the_home_out() -> None:
    catalogue = pathway_catalogue()
    assert member_codes(Selection(LEEDS, neighbours="own", group=(LEEDS, BRISTOL)), catalogue) == (BRISTOL,)
    assert set(member_codes(Selection(LEEDS, neighbours="2021"), catalogue)) == {SHEFFIELD, GONE, BRISTOL}
    assert member_codes(Selection(LEEDS, neighbours="pre-2021"), catalogue) == ()


@given(st.lists(st.integers(0, 9_000), min_size=3, max_size=3))
def test_averages_and_range_agree_with_a_plain_second_count(parts: list[int]) -> None:
    """The slow way: a list of rates, statistics and sorting."""
    places = (SHEFFIELD, KIRKLEES, HULL)
    others = [rated("referral-rate", area, 2025, part, 10_000) for area, part in zip(places, parts, strict=True)]
    for average in ("mean", "median"):
        _, _, pathway = a_pathway(others=others, average=average)
        rate = pathway.passages[0].rate
        assert rate is not None
        assert rate.comparison is not None
        group = rate.comparison.neighbours
        rates = [float(part) for part in parts]
        assert group.mean == pytest.approx(statistics.fmean(rates))
        assert group.median == pytest.approx(sorted(rates)[1])
        assert (group.min, group.max, group.n) == (min(rates), max(rates), 3)
        expected = statistics.fmean(rates) if average == "mean" else sorted(rates)[1]
        assert group.average(average) == pytest.approx(expected)


def test_figures_of_the_year_are_those_that_are_shown() -> None:
    _, _, pathway = a_pathway(others=OTHERS)
    assert {item.measure for item in pathway.figures} == {"referral-rate", "referrals", "re-referrals", "in-time"}
