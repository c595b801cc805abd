from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.areas import CORE_CITIES
from dashboard.comparison import Comparison, compare
from dashboard.errors import NoDataError, NotFoundError
from dashboard.judgement import NO_COUNTS, NO_FIGURE, Judgement
from dashboard.periods import academic_year, snapshot
from dashboard.schema import ENGLAND, Member, NeighbourSet
from tests.dashboard import oracles
from tests.dashboard.examples import (
    BRISTOL,
    CAMDEN,
    HULL,
    KIRKLEES,
    LEEDS,
    LONDON,
    SHEFFIELD,
    YORKSHIRE,
    a_catalogue,
    a_figure,
    a_measure,
    counted,
)

MEASURE = a_measure()
CATALOGUE = a_catalogue()
FIGURES = [
    a_figure(LEEDS, 2024, 4.3),
    a_figure(LEEDS, 2025, 4.9, numerator=970, denominator=19_800),
    a_figure(SHEFFIELD, 2025, 4.4),
    a_figure(HULL, 2025, 3.0),
    a_figure(KIRKLEES, 2025),
    a_figure(BRISTOL, 2025, 4.9),
    a_figure(YORKSHIRE, 2025, 3.9),
    a_figure(ENGLAND, 2025, 3.4, provisional=True),
    a_figure("leeds-east", 2025, 7.5, numerator=225, denominator=3_000, illustrative=True, dataset="illustrative"),
    a_figure(HULL, 2023, 2.8),
]


def of(home=LEEDS, figures=FIGURES, catalogue=CATALOGUE, measure=MEASURE, **choice) -> Comparison:
    return compare(measure, home, figures, catalogue, **choice)


def test_an_authority_stands_against_neighbours_core_cities_region_and_england():
    found = of()
    assert (found.value, found.status, found.period.key, found.dataset) == (4.9, None, "2025", "lait")
    assert (found.previous, found.change, found.change_why) == (4.3, 0.6, "")
    assert (found.lower, found.upper) == pytest.approx((4.607, 5.2085), abs=1e-4)
    assert (found.neighbours.n, found.neighbours.of, found.neighbours.mean, found.neighbours.median) == (2, 3, 3.7, 3.7)
    assert (found.neighbours.min, found.neighbours.max) == (3.0, 4.4)
    assert [(m.name, m.rank, m.closeness, m.status) for m in found.neighbours.members] == [
        ("Sheffield", 1, "Very close", None),
        ("Kirklees", 2, "Close", "c"),
        ("Kingston upon Hull", 3, "Not close", None),
    ]
    assert (found.core_cities.n, found.core_cities.of, found.core_cities.mean) == (2, 2, 4.65)
    assert found.region == (YORKSHIRE, "Yorkshire and The Humber", 3.9, None, False, False)
    assert found.england == (ENGLAND, "England", 3.4, None, True, False)
    assert found.city is None
    assert (found.rank, found.of, found.ties, found.quartile) == (3, 4, 1, "C")
    assert found.quartiles == pytest.approx((4.05, 4.65, 4.9))
    assert {judged.word for judged in (found.judgement, found.judgements.region, found.judgements.england)} == {"worse"}
    assert (found.provisional, found.illustrative) == (False, False)
    assert found.sentence.startswith("NEET in Leeds: 4.9")


def test_mean_or_median_is_judged_as_chosen_and_both_are_there():
    # With a far-off neighbour the mean (9.13) is above the interval and the median (4.4) below it.
    figures = [item for item in FIGURES if item.area != KIRKLEES] + [a_figure(KIRKLEES, 2025, 20.0)]
    by_mean, by_median = of(figures=figures), of(figures=figures, average="median")
    assert (by_mean.judgement.word, by_median.judgement.word) == ("better", "worse")
    assert by_mean.judgements.neighbours_median == by_median.judgement
    assert by_median.judgements.neighbours_mean == by_mean.judgement


def test_without_polarity_there_is_no_rank_no_band_and_only_direction():
    found = of(measure=a_measure(polarity=None))
    assert (found.rank, found.of, found.ties, found.quartile, found.quartiles) == (None,) * 5
    assert found.judgements.england.word == "higher"


def test_without_counts_nothing_is_judged_and_it_says_why():
    found = of(HULL)
    assert (found.lower, found.upper) == (None, None)
    assert found.judgements.england == ("not judged", NO_COUNTS, None)


def test_an_own_group_is_taken_as_given_without_the_home_itself_and_once_each():
    found = of(neighbours="own", group=(BRISTOL, LEEDS, BRISTOL, HULL, "E09000001"))
    assert [member.code for member in found.neighbours.members] == [BRISTOL, HULL, "E09000001"]
    assert (found.neighbours.id, found.neighbours.n, found.neighbours.of) == ("own", 2, 3)
    assert found.neighbours.members[2].status == "x"


def test_a_set_that_the_authority_does_not_have_is_an_empty_group():
    found = of(neighbours="2021")
    assert (found.neighbours.id, found.neighbours.n, found.neighbours.of, found.neighbours.mean) == ("2021", 0, 0, None)
    assert found.judgement.word == "not judged"


def test_a_wedge_stands_against_its_city_and_the_city_s_benchmarks_and_is_not_ranked():
    found = of("leeds-east")
    assert found.illustrative
    assert found.city == (LEEDS, "Leeds", 4.9, None, False, False)
    assert found.judgements.city.word == "worse"
    assert found.region is not None
    assert found.region.code == YORKSHIRE
    assert found.neighbours.mean == 3.7
    assert (found.rank, found.of, found.quartile) == (None, None, None)
    assert "illustrative" in found.sentence


def test_a_region_stands_against_england_only_and_england_against_nobody():
    region, england = of(YORKSHIRE), of(ENGLAND)
    assert (region.region, region.city, region.neighbours.of, region.rank) == (None, None, 0, None)
    assert region.england is not None
    assert (england.region, england.england, england.city) == (None, None, None)


def test_a_london_borough_stands_against_london_as_a_whole():
    figures = [a_figure(CAMDEN, 2025, 2.0), a_figure(LONDON, 2025, 1.9), a_figure("E13000001", 2025, 9.9)]
    found = of(CAMDEN, figures)
    assert found.region is not None
    assert (found.region.name, found.region.value) == ("London", 1.9)


def test_an_abolished_authority_is_neither_ranked_nor_counted():
    figures = [a_figure("E10000021", 2020, 1.0), a_figure(LEEDS, 2020, 2.0)]
    assert of("E10000021", figures).rank is None
    assert (of(LEEDS, figures).rank, of(LEEDS, figures).of) == (1, 1)


def test_the_latest_period_is_the_latest_in_which_the_home_has_a_value():
    figures = [*FIGURES, a_figure(LEEDS, 2026), a_figure(SHEFFIELD, 2026, 5.0), a_figure(SHEFFIELD, 2027, 5.0)]
    assert of(figures=figures).period.key == "2025"
    assert of(SHEFFIELD, figures).period.key == "2027"


def test_a_named_period_without_a_value_keeps_its_reason():
    figures = [*FIGURES, a_figure(LEEDS, 2026)]
    found = of(figures=figures, period="2026")
    assert (found.value, found.status, found.change, found.change_why) == (None, "c", None, NO_FIGURE)
    assert (found.rank, found.lower, found.judgement) == (None, None, ("not judged", NO_FIGURE, None))
    elsewhere = of(period="2023")
    assert (elsewhere.value, elsewhere.status, elsewhere.dataset) == (None, "x", None)


def test_a_home_that_never_has_a_value_gets_the_latest_period_of_all():
    assert of(CAMDEN).period.key == "2025"
    assert of(CAMDEN).status == "x"


@pytest.mark.parametrize("wanted", ["2023/24", "2024"])
def test_a_period_is_named_by_its_key_or_the_year_in_which_it_ends(wanted):
    figures = [a_figure(LEEDS, academic_year(2024), 20.66), a_figure(LEEDS, academic_year(2025), 19.01)]
    assert of(figures=figures, period=wanted).value == 20.66


def test_a_key_goes_before_a_year_of_another_kind():
    figures = [a_figure(LEEDS, snapshot("31-march", 2025, 3, 31), 85.0), a_figure(LEEDS, academic_year(2025), 19.01)]
    assert of(figures=figures, period="2025").value == 85.0
    assert of(figures=figures, period="2024/25").value == 19.01


@pytest.mark.parametrize("wanted", ["2031", "garbage", "2024/25", "'; drop table"])
def test_an_unknown_period_names_those_that_exist(wanted):
    with pytest.raises(NotFoundError) as refused:
        of(period=wanted)
    (fault,) = refused.value.faults
    assert (fault.parameter, fault.value, fault.allowed) == ("period", wanted, ("2025", "2024", "2023"))


def test_an_unknown_area_and_a_measure_without_figures_are_said():
    with pytest.raises(NotFoundError, match="area “E99”"):
        of("E99")
    with pytest.raises(NoDataError, match="measure “neet”"):
        of(figures=[])


def test_other_measures_and_breakdowns_are_passed_over():
    noise = [
        a_figure(LEEDS, 2026, 1.0, breakdown="sen:ehcp"),
        a_figure(LEEDS, 2026, 1.0, measure="not-known"),
    ]
    assert of(figures=[*noise, *FIGURES]) == of()


@pytest.mark.parametrize(
    ("earlier", "changes", "why"),
    [
        ([], {}, "there is no figure for the period before"),
        ([a_figure(LEEDS, 2023, 4.0)], {}, "there is no figure for the period before"),
        ([a_figure(LEEDS, 2024)], {}, "the figure for Dec 2023 to Feb 2024 is suppressed"),
        ([a_figure(LEEDS, academic_year(2024), 4.0)], {}, "there is no figure for the period before"),
        (
            [a_figure(LEEDS, 2024, 4.0)],
            {"breaks": [{"at": date(2025, 2, 28), "words": "counted at home"}]},
            "the definition changed: counted at home",
        ),
        ([a_figure(LEEDS, 2024, 4.0, illustrative=True)], {}, "one of the two figures is illustrative"),
    ],
)
def test_no_change_across_a_gap_a_missing_value_a_kind_or_a_break(earlier, changes, why):
    found = of(figures=[*earlier, a_figure(LEEDS, 2025, 4.9)], measure=a_measure(**changes))
    assert (found.previous, found.previous_period, found.change, found.change_why) == (None, None, None, why)


def test_a_break_before_both_periods_does_not_cut_the_change():
    measure = a_measure(breaks=[{"at": date(2024, 2, 29), "words": "counted at home"}])
    assert of(measure=measure).change == 0.6


@pytest.mark.parametrize(
    ("then", "now", "word"),
    [
        (430, 490, "worse"),
        (490, 430, "better"),
        (430, 475, "no clear difference"),  # though the interval now, 4.35 to 5.18, leaves out what was 4.30
        (480, 490, "no clear difference"),
    ],
)
def test_a_change_is_judged_by_its_own_interval_since_both_ends_vary(then, now, word):
    figures = [counted(LEEDS, 2024, then, 10_000), counted(LEEDS, 2025, now, 10_000)]
    assert of(figures=figures).judgements.previous.word == word


def test_a_change_from_a_figure_without_counts_is_not_judged():
    assert of().judgements.previous == Judgement("not judged", NO_COUNTS)


# Every area × period at random, against the plain second implementation.

HOMES = [LEEDS, SHEFFIELD, HULL, KIRKLEES, BRISTOL, CAMDEN]
VALUES = st.one_of(st.none(), st.tuples(st.integers(0, 40), st.sampled_from([40, 400, 4_000]), st.booleans()))
TABLES = st.dictionaries(
    st.tuples(st.sampled_from([*HOMES, YORKSHIRE, LONDON, ENGLAND, "E10000021"]), st.integers(2020, 2025)), VALUES
)


def a_row(area, year, cell):
    if cell is None:
        return a_figure(area, year)
    numerator, denominator, published = cell
    return counted(area, year, numerator, denominator) if published else a_figure(area, year, numerator / 10)


BREAKS = st.sampled_from([(), (date(2023, 1, 1),)])


@given(TABLES, st.sampled_from(HOMES), st.sampled_from(["low", "high", None]), BREAKS)
def test_comparison_agrees_with_the_plain_implementation(table, home, polarity, breaks):
    figures = [a_row(area, year, cell) for (area, year), cell in table.items()]
    measure = a_measure(polarity=polarity, breaks=[{"at": at, "words": "new"} for at in breaks])
    members = [code for code in HOMES if code != home][:4]
    group = NeighbourSet("2025", "", home, tuple(Member(code, i + 1, "") for i, code in enumerate(members)))
    rows = [oracles.as_row(item) for item in figures]
    expected = oracles.compare(
        {"polarity": polarity, "interval": "wilson", "scale": 100, "decimals": 1, "breaks": breaks},
        home, rows, HOMES, members, [code for code in CORE_CITIES if code != home],
        {CAMDEN: LONDON, BRISTOL: None}.get(home, YORKSHIRE), ENGLAND,
    )  # fmt: skip
    if not expected:
        return
    oracles.assert_same(compare(measure, home, figures, a_catalogue(measure, neighbour_sets=[group])), expected)
