from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.intervals import interval_of
from dashboard.measures import Break
from dashboard.periods import academic_year, day, month, winter_average
from dashboard.targets import TargetPoint, build_trajectory, rate_against_trajectory, rate_targets
from tests.dashboard import target_oracle
from tests.dashboard.examples import LEEDS, a_figure, a_measure, counted
from tests.dashboard.target_examples import a_line, a_point

WORST_LAST = {"green": 0, "amber": 1, "red": 2}
STEADY = [counted(LEEDS, year, 400, 4_000) for year in range(2018, 2023)]  # 10 % each winter


def rate(line, figure, earlier=()):
    found = rate_against_trajectory(line, figure, earlier)
    return found.colour, found.rule


@pytest.mark.parametrize(("year", "wanted"), [(2020, 10), (2021, 9), (2022, 8), (2023, Fraction("7.5")), (2024, 7)])
def test_the_trajectory_is_straight_between_the_points_of_the_plan(year, wanted):
    assert build_trajectory(a_line(), winter_average(year)) == wanted


@pytest.mark.parametrize("period", [winter_average(2019), winter_average(2025), academic_year(2022)])
def test_the_trajectory_ends_with_the_points_and_knows_no_other_kind_of_period(period):
    assert build_trajectory(a_line(), period) is None
    assert rate(a_line(), a_figure(LEEDS, period, 1.0)) == ("grey", "not for this period")


def test_a_lone_target_is_a_trajectory_of_one_period():
    line = a_line(a_point(2022, 8.0))
    assert build_trajectory(line, winter_average(2022)) == 8
    assert build_trajectory(line, winter_average(2021)) is None


def test_months_and_days_count_as_they_are():
    months = a_line(TargetPoint(month(2025, 1), 10.0, True), TargetPoint(month(2025, 5), 8.0))
    assert build_trajectory(months, month(2025, 2)) == Fraction("9.5")  # a quarter of the way, whatever the days
    days = a_line(TargetPoint(day(date(2025, 1, 1)), 10.0), TargetPoint(day(date(2025, 1, 11)), 9.0))
    assert build_trajectory(days, day(date(2025, 1, 4))) == Fraction("9.7")


@pytest.mark.parametrize("polarity", ["low", "high"])
@pytest.mark.parametrize(("off", "colour"), [(0, "green"), (1, "amber")])
def test_at_the_trajectory_is_green_and_a_hair_worse_is_not(polarity, off, colour):
    line = a_line(a_point(2022, 8.0), measure=a_measure(polarity=polarity))
    worse = off if polarity == "low" else -off
    figure = counted(LEEDS, 2022, 8_000 + worse, 100_000)
    assert rate_against_trajectory(line, figure).colour == colour


def test_a_figure_is_taken_as_it_is_written_not_as_a_binary_fraction():
    line = a_line(a_point(2020, 0.1, baseline=True), a_point(2023, 0.4))
    assert rate(line, a_figure(LEEDS, 2022, 0.3)) == ("green", "met")  # 0.1 + 2 × 0.1 is more than 0.3 in binary


@pytest.mark.parametrize("polarity", ["low", "high"])
def test_the_edge_of_the_interval_is_amber_and_beyond_it_red(polarity):
    measure = a_measure(polarity=polarity)
    figure = counted(LEEDS, 2022, 400, 4_000)
    lower, upper = interval_of(measure, figure)
    edge, step = (lower, -1e-9) if polarity == "low" else (upper, 1e-9)
    assert rate(a_line(a_point(2022, edge), measure=measure), figure) == ("amber", "within the interval")
    assert rate(a_line(a_point(2022, edge + step), measure=measure), figure) == ("red", "short of it")


FALLING = [counted(LEEDS, 2017 + place, 2_000 - 100 * place, 10_000) for place in range(5)]  # 20 % to 16 % in 2021


def test_a_clear_improvement_that_meets_the_next_target_is_amber_and_one_that_just_misses_it_red():
    slope = rate_against_trajectory(
        a_line(a_point(2021, 12.0), a_point(2023, 5.0)), FALLING[-1], FALLING[:-1]
    ).ahead  # 16 % and two more steps of the weighted slope
    assert slope == pytest.approx(14, abs=0.05)
    for off, expected in ((0.0, ("amber", "improving fast enough")), (-1e-6, ("red", "short of it"))):
        line = a_line(a_point(2021, 12.0), a_point(2023, slope + off))
        assert rate(line, FALLING[-1], FALLING) == expected


def test_no_later_target_is_left_to_be_met_after_the_last():
    found = rate_against_trajectory(a_line(a_point(2021, 12.0)), FALLING[-1], FALLING)
    assert (found.colour, found.target, found.ahead) == ("red", None, None)


def test_four_periods_and_unclear_trends_carry_nothing_forward():
    line = a_line(a_point(2021, 12.0), a_point(2023, 15.9))
    assert rate(line, FALLING[-1], FALLING[1:]) == ("red", "short of it")
    assert rate(line, FALLING[-1]) == ("red", "short of it")
    wobbling = [counted(LEEDS, 2017 + place, n, 10_000) for place, n in enumerate((1_620, 1_590, 1_610, 1_600, 1_600))]
    assert rate(line, wobbling[-1], wobbling) == ("red", "short of it")


def test_what_comes_after_the_figure_does_not_colour_it():
    line = a_line(a_point(2020, 12.0), a_point(2023, 15.9))
    rising = [counted(LEEDS, 2016 + place, 1_700, 10_000) for place in range(5)]
    assert rate(line, rising[-1], [*rising, *FALLING[4:]]) == ("red", "short of it")


def test_a_worse_figure_without_counts_has_no_colour_and_a_better_one_is_green():
    assert rate(a_line(), a_figure(LEEDS, 2022, 8.1)) == ("grey", "no counts")
    assert rate(a_line(), a_figure(LEEDS, 2022, 8.0)) == ("green", "met")


@pytest.mark.parametrize("counts", [{"denominator": 105}, {"numerator": 17}])
def test_one_published_count_gives_the_other(counts):
    figure = a_figure(LEEDS, 2022, 16.2, **counts)
    high = a_measure(polarity="high")
    assert rate(a_line(a_point(2022, 17.0), measure=high), figure) == ("amber", "within the interval")
    assert rate(a_line(a_point(2022, 27.0), measure=high), figure) == ("red", "short of it")


@pytest.mark.parametrize(
    ("line", "figure", "rule"),
    [
        (a_line(differs="it counts 16 to 18"), counted(LEEDS, 2022, 1, 100), "another definition"),
        (a_line(points=()), counted(LEEDS, 2022, 1, 100), "to be set"),
        (a_line(points=(a_point(2020, 10.0, baseline=True),)), counted(LEEDS, 2020, 1, 100), "to be set"),
        (a_line(), None, "no figure"),
        (a_line(), a_figure(LEEDS, 2022), "no figure"),
        (a_line(), counted(LEEDS, 2022, 1, 100, illustrative=True), "illustrative"),
        (a_line(), counted(LEEDS, 2022, 1, 100, provisional=True), "provisional"),
        (a_line(measure=a_measure(polarity=None)), counted(LEEDS, 2022, 1, 100), "no agreed direction"),
    ],
)
def test_what_has_no_colour_says_why(line, figure, rule):
    assert rate(line, figure, STEADY) == ("grey", rule)


@pytest.mark.parametrize(
    ("since", "at", "colour"),
    [
        (date(2020, 2, 29), date(2020, 2, 29), "green"),  # the baseline is of the new definition already
        (date(2020, 2, 29), date(2020, 3, 1), "grey"),
        (date(2020, 2, 29), date(2022, 2, 28), "grey"),  # the figure is the first of the new one
        (date(2020, 2, 29), date(2022, 3, 1), "green"),  # the figure is the last of the old one
        (date(2021, 1, 1), date(2020, 3, 1), "green"),  # the targets were set after it
    ],
)
def test_a_change_of_definition_between_target_and_figure_parts_them(since, at, colour):
    measure = a_measure(breaks=(Break(at=at, words="Counted anew"),))
    found = rate_against_trajectory(a_line(measure=measure, since=since), counted(LEEDS, 2022, 8, 100))
    assert found.colour == colour
    assert found.detail == ("Counted anew" if colour == "grey" else "")


def test_a_change_of_definition_cuts_the_trend_that_could_carry_a_figure():
    measure = a_measure(breaks=(Break(at=date(2019, 1, 1), words="Counted anew"),))
    line = a_line(a_point(2021, 12.0), a_point(2023, 15.9), measure=measure, since=date(2020, 1, 1))
    assert rate(line, FALLING[-1], FALLING) == ("red", "short of it")


def test_each_target_has_the_colour_of_the_figure_of_its_own_period():
    figures = [counted(LEEDS, 2022, 79, 1_000), counted(LEEDS, 2023, 500, 1_000)]
    found = [(point.period.key, rag.rule) for point, rag in rate_targets(a_line(), figures)]
    assert found == [("2022", "met"), ("2024", "no figure")]


SERIES = st.lists(st.integers(1, 999), min_size=5, max_size=5)
TARGETS = st.tuples(*[st.integers(0, 1_000).map(lambda tenths: tenths / 10)] * 3)


@given(SERIES, TARGETS, st.sampled_from(["low", "high"]), st.booleans())
def test_the_colours_are_those_of_a_second_implementation(numerators, targets, good, with_baseline):
    base, first, last = targets
    points = [a_point(2021, first), a_point(2023, last)]
    line = a_line(*([a_point(2019, base, baseline=True)] if with_baseline else []), *points,
                  measure=a_measure(polarity=good), since=date(2010, 1, 1))  # fmt: skip
    figures = [counted(LEEDS, 2017 + place, number, 1_000) for place, number in enumerate(numerators)]
    counts = {2017 + place: (number, 1_000) for place, number in enumerate(numerators)}
    for figure in figures[2:]:
        expected = target_oracle.colour(
            {2021: str(first), 2023: str(last)}, (2019, str(base)) if with_baseline else None, good,
            figure.period.year, counts,
        )  # fmt: skip
        assert rate_against_trajectory(line, figure, figures).colour == expected


@given(SERIES, TARGETS, st.sampled_from(["low", "high"]), st.integers(0, 999))
def test_a_better_figure_never_gets_a_worse_colour(numerators, targets, good, other):
    line = a_line(a_point(2021, targets[0]), a_point(2023, targets[1]), measure=a_measure(polarity=good))
    earlier = [counted(LEEDS, 2017 + place, number, 1_000) for place, number in enumerate(numerators[:4])]
    values = sorted((numerators[4], other), reverse=good == "low")  # the worse first
    worse, better = (rate_against_trajectory(line, counted(LEEDS, 2021, each, 1_000), earlier) for each in values)
    assert WORST_LAST[better.colour] <= WORST_LAST[worse.colour]


@given(SERIES, TARGETS, st.sampled_from(["low", "high"]), st.floats(0, 20))
def test_an_easier_target_never_makes_a_colour_worse(numerators, targets, good, easier):
    shift = easier if good == "low" else -easier
    figures = [counted(LEEDS, 2017 + place, number, 1_000) for place, number in enumerate(numerators)]
    hard, easy = (
        rate_against_trajectory(
            a_line(a_point(2021, targets[0] + by), a_point(2023, targets[1] + by), measure=a_measure(polarity=good)),
            figures[-1],
            figures,
        )
        for by in (0.0, shift)
    )
    assert WORST_LAST[easy.colour] <= WORST_LAST[hard.colour]
