from dashboard.periods import winter_average
from dashboard.rated import choose_line, rate_figure
from tests.dashboard.examples import LEEDS, a_figure, a_measure, counted
from tests.dashboard.target_examples import a_line, a_point

FIGURE = counted(LEEDS, 2022, 7, 100)


def test_without_a_line_there_is_no_target_and_that_is_what_is_said():
    rated = rate_figure((), FIGURE)
    assert (rated.chip, rated.wanted, rated.number) == ("Grey: no target", "", "")
    assert rated.sentence == "Grey: no plan has a target for it."


def test_a_colour_names_its_plan():
    rated = rate_figure((a_line(),), FIGURE)
    assert (rated.chip, rated.wanted) == ("Green: on target", "8.0\u00a0%")
    assert rated.sentence.endswith("or better (A plan of 2020).")


def test_below_its_figure_a_rate_has_no_unit_and_a_share_keeps_it():
    rates = a_line(a_point(2022, 60.5), measure=a_measure(unit="per 10,000", scale=10_000, interval="byar", decimals=0))
    figure = a_figure(LEEDS, 2022, 60.0)
    assert (rate_figure((rates,), figure).number, rate_figure((rates,), figure).wanted) == (
        "60.5",
        "60.5\u00a0per 10,000",
    )
    assert rate_figure((a_line(),), FIGURE).number == "8.0\u00a0%"


def test_the_line_that_wants_something_for_the_period_is_chosen_first():
    other, unset, past, fits = (
        a_line(differs="it counts others"), a_line(points=()), a_line(a_point(2011, 9.0)), a_line(),
    )  # fmt: skip
    assert choose_line((other, unset, past, fits), FIGURE) is fits
    assert choose_line((other, unset, past), FIGURE) is past
    assert choose_line((other, unset), FIGURE) is unset
    assert choose_line((other,), FIGURE) is other
    assert choose_line((past, fits), a_figure(LEEDS, winter_average(2030), 1.0)) is past
