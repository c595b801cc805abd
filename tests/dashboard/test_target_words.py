from datetime import date

import pytest

from dashboard.measures import Break
from dashboard.target_words import (
    NAMES,
    RULES,
    SHORT,
    explain_colour,
    format_target,
    name_chip,
    name_reach,
)
from dashboard.targets import COLOURS, rate_against_trajectory
from tests.dashboard.examples import LEEDS, a_figure, a_measure, counted
from tests.dashboard.target_examples import a_line, a_point

FALLING = [counted(LEEDS, 2017 + place, 2_000 - 100 * place, 10_000) for place in range(5)]
CASES = {
    "8.0\u00a0% is at the 8.0\u00a0% that is wanted for Dec 2021 to Feb 2022, or better": (
        a_line(),
        counted(LEEDS, 2022, 80, 1_000),
    ),
    "10.0\u00a0% against 8.0\u00a0% (Dec 2021 to Feb 2022): worse, but by no more than chance could make it": (
        a_line(),
        counted(LEEDS, 2022, 10, 100),
    ),
    "9.0\u00a0% against 8.0\u00a0% (Dec 2021 to Feb 2022): worse, and there is no clear improvement that would meet "
    "the target of 7.0\u00a0% for Dec 2023 to Feb 2024": (a_line(), counted(LEEDS, 2022, 9_000, 100_000)),
    "16.0\u00a0% against 12.0\u00a0% (Dec 2020 to Feb 2021): worse, and no later target is set that it could still "
    "meet": (a_line(a_point(2021, 12.0)), FALLING[-1]),
    "16.0\u00a0% against 12.0\u00a0% (Dec 2020 to Feb 2021): worse, but at its recent trend it would come to "
    "14.0\u00a0%, which meets the target of 15.0\u00a0% for Dec 2022 to Feb 2023": (
        a_line(a_point(2021, 12.0), a_point(2023, 15.0)),
        FALLING[-1],
    ),
    "16.0\u00a0% against 12.0\u00a0% (Dec 2020 to Feb 2021): worse; at its recent trend it would come to 14.0\u00a0%, "
    "which does not meet the target of 9.0\u00a0% for Dec 2022 to Feb 2023": (
        a_line(a_point(2021, 12.0), a_point(2023, 9.0)),
        FALLING[-1],
    ),
    "8.1\u00a0% against 8.0\u00a0% (Dec 2021 to Feb 2022): worse, but no published counts give this figure, so chance "
    "cannot be ruled out": (a_line(), a_figure(LEEDS, 2022, 8.1)),
    "9.0\u00a0% is above the 8.0\u00a0% that is wanted for Dec 2021 to Feb 2022; neither higher nor lower is agreed to "
    "be better, so it has no colour": (a_line(measure=a_measure(polarity=None)), a_figure(LEEDS, 2022, 9.0)),
    "the plan has set no figure yet": (a_line(points=()), a_figure(LEEDS, 2022, 9.0)),
    "there is no figure: suppressed": (a_line(), a_figure(LEEDS, 2022)),
    "there is no figure: not available": (a_line(), None),
    "the figure is illustrative, not a real one": (a_line(), a_figure(LEEDS, 2022, 9.0, illustrative=True)),
    "the figure is provisional and may still change; 9.0\u00a0% against 8.0\u00a0% (Dec 2021 to Feb 2022)": (
        a_line(),
        a_figure(LEEDS, 2022, 9.0, provisional=True),
    ),
    "the target counts something else: young people of 16 to 18": (
        a_line(differs="Young people of 16 to 18."),
        a_figure(LEEDS, 2022, 9.0),
    ),
    "the targets are for 2022 to 2024; none is set for Dec 2024 to Feb 2025": (
        a_line(),
        a_figure(LEEDS, 2025, 9.0),
    ),
    "the definition changed after the target was set: counted anew": (
        a_line(measure=a_measure(breaks=(Break(at=date(2021, 1, 1), words="Counted anew."),))),
        a_figure(LEEDS, 2022, 9.0),
    ),
}


@pytest.mark.parametrize(("clause", "case"), CASES.items())
def test_every_colour_is_explained_with_its_numbers(clause, case):
    line, figure = case
    rag = rate_against_trajectory(line, figure, FALLING if figure is FALLING[-1] else ())
    assert explain_colour(rag, line, figure) == clause


def test_every_rule_has_words_for_a_chip():
    rules = {rate_against_trajectory(*case).rule for case in CASES.values()} | set(COLOURS) | {"no target"}
    assert rules == set(SHORT)
    assert [colour for colour, _ in RULES] == list(NAMES)
    assert name_chip(rate_against_trajectory(a_line(), counted(LEEDS, 2022, 80, 1_000))) == "Green: on target"


def test_numbers_that_would_read_alike_get_the_decimals_that_tell_them_apart():
    figure = counted(LEEDS, 2022, 80_040, 1_000_000)
    words = explain_colour(rate_against_trajectory(a_line(), figure), a_line(), figure)
    assert words.startswith("8.004\u00a0% against 8.000\u00a0%")


def test_a_target_keeps_the_decimals_it_was_given_with():
    line = a_line(a_point(2022, 67.5), a_point(2023, 60.0), measure=a_measure(unit="per 10,000", decimals=0))
    assert [format_target(point.value, line) for point in line.points] == [
        "67.5\u00a0per 10,000",
        "60.0\u00a0per 10,000",
    ]


def test_one_target_is_not_called_several():
    assert name_reach(a_line(a_point(2022, 8.0))) == "the target is for Dec 2021 to Feb 2022"
