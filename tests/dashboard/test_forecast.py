import math
from datetime import date

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.backtest import Backtest, load_backtest
from dashboard.forecast import (
    FEWEST,
    HORIZON,
    family_of,
    forecast_series,
    limits,
    mean_step,
    smooth,
    to_even_scale,
)
from dashboard.measures import Break
from dashboard.periods import financial_year, month, pooled_years
from tests.dashboard.examples import LEEDS, a_figure, a_measure

SHARE = a_measure()
RATE = a_measure(unit="per 10,000", scale=10_000, interval="byar")
COUNT = a_measure(unit="children", scale=None, interval=None)
SCORE = a_measure(unit="points", scale=None, interval=None)
GAP = a_measure(unit="percentage points", scale=None, interval=None)
MEASURES = st.sampled_from([SHARE, RATE, COUNT, SCORE, GAP])
RUNS = st.lists(st.floats(0, 100, allow_subnormal=False), min_size=FEWEST, max_size=20)


def a_backtest(weight=0.8, multiples=(1.0, 2.0, 3.0), typical=None):
    families = ("share", "rate", "count", "score")
    row = {"measure": None, "held": 0.8, "held_later": 0.8, "years": 9, "forecasts": 99, "missed": None, "error": None}
    reaches = [
        row | {"family": family, "horizon": step, "multiple": multiple}
        for family in families
        for step, multiple in enumerate(multiples, 1)
    ]
    weights = dict.fromkeys(families, weight)
    return Backtest(
        {
            "made_from": {},
            "weights": weights,
            "typical": typical or {},
            "results": [],
            "sampled": [],
            "reaches": reaches,
        }
    )


def series(values, first=2016, **changes):
    return [a_figure(LEEDS, first + place, value, **changes) for place, value in enumerate(values)]


def forecast(values, measure=SHARE, **changes):
    return forecast_series(measure, series(values), backtest=changes.pop("backtest", a_backtest()), **changes)


def test_three_periods_ahead_stay_level_and_widen():
    found = forecast([4.0, 5.0, 4.0, 5.0, 4.0])
    assert [step.period.label for step in found.steps] == [
        "Dec 2020 to Feb 2021",
        "Dec 2021 to Feb 2022",
        "Dec 2022 to Feb 2023",
    ]
    assert len({step.value for step in found.steps}) == 1
    assert found.steps[0].lower > found.steps[1].lower > found.steps[2].lower
    assert found.steps[0].upper < found.steps[1].upper < found.steps[2].upper
    assert found.why == ""


@pytest.mark.parametrize(("asked", "given_"), [(0, 0), (1, 1), (3, 3), (9, 3)])
def test_never_more_than_three_periods(asked, given_):
    assert len(forecast([4, 5, 4, 5, 4], horizon=asked).steps) == given_


def explicit_level(values, weight):
    """Each figure weighs what all later ones leave; the first takes the rest."""
    newest_first = values[::-1]
    shares = [weight * (1 - weight) ** age for age in range(len(values) - 1)]
    return sum(s * v for s, v in zip(shares, newest_first[:-1], strict=True)) + (1 - sum(shares)) * values[0]


@given(RUNS, st.floats(0.05, 1))
def test_the_level_is_the_weighted_average_written_out(values, weight):
    assert smooth(values, weight) == pytest.approx(explicit_level(values, weight), rel=1e-9, abs=1e-9)


@pytest.mark.parametrize("weight", [0.8, 0.9])
def test_the_level_is_that_of_statsmodels(weight):
    from statsmodels.tsa.holtwinters import SimpleExpSmoothing

    values = [5.4, 6.1, 5.8, 5.9, 6.3, 5.1, 4.3, 4.9]
    model = SimpleExpSmoothing(np.array(values), initialization_method="known", initial_level=values[0])
    theirs = model.fit(smoothing_level=weight, optimized=False).forecast(3)
    assert list(theirs) == pytest.approx([smooth(values, weight)] * 3)


@given(MEASURES, RUNS)
def test_a_band_holds_its_line_within_the_bounds_and_never_narrows(measure, values):
    found = forecast(values, measure)
    assume(found.steps)
    lowest = -math.inf if measure is GAP else 0
    highest = 100 if measure is SHARE else math.inf
    for step in found.steps:
        assert lowest <= step.lower <= step.value <= step.upper <= highest
    widths = [step.upper - step.lower for step in found.steps]
    assert widths == sorted(widths)


@given(MEASURES, RUNS, st.floats(0, 5))
def test_half_the_width_on_the_even_scale_is_the_multiple_of_the_movement(measure, values, multiple):
    middle = to_even_scale(measure, values[-1])
    assume(middle - multiple > 0 and (family_of(measure) != "share" or middle + multiple < math.pi / 2))
    low, high = limits(measure, values[-1], multiple)
    assert to_even_scale(measure, high) - middle == pytest.approx(multiple, abs=1e-6)
    assert middle - to_even_scale(measure, low) == pytest.approx(multiple, abs=1e-6)


def test_the_movement_is_drawn_towards_what_is_typical():
    values = [10.0, 20.0, 10.0, 20.0, 10.0]  # four steps of 10; four borrowed steps of 2
    found = forecast(values, SCORE, backtest=a_backtest(1.0, typical={"neet": 2.0}))
    assert found.steps[0][1:] == (10.0, 4.0, 16.0)


def test_a_place_smaller_than_an_authority_keeps_its_own_movement():
    values = [10.0, 20.0, 10.0, 20.0, 10.0]
    typical = a_backtest(1.0, typical={"neet": 2.0})
    assert forecast(values, SCORE, backtest=typical, smaller=True).steps[0][1:] == (10.0, 0.0, 20.0)
    restless = a_backtest(1.0, typical={"neet": 20.0})
    assert forecast([50.0] * 5, SCORE, backtest=restless, smaller=True).steps[0][1:] == (50.0, 40.0, 60.0)


def test_mean_step_on_the_even_scale():
    assert mean_step(COUNT, [100, 121, 100]) == pytest.approx(1)


@pytest.mark.parametrize(
    ("figures", "why"),
    [
        ([], "there is no figure"),
        (series([None]), "there is no figure"),
        (series([4.0]), "it takes five periods in a row under one definition, and there is one"),
        (series([4, 5, 4, 5]), "it takes five periods in a row under one definition, and there are four"),
        (series([4, 5, None, 4, 5, 6]), "it takes five periods in a row under one definition, and there are three"),
        (series([4, 5, 4, 5, 4, None]), "there is no figure for Dec 2020 to Feb 2021"),
        (series([4, 5, 4, 5, 101]), "its figures lie beyond 100\u00a0%"),
        (series([4] * 5), "its figures never moved, so nothing says how far they could"),
        ([a_figure(LEEDS, month(2025, n), n) for n in range(1, 7)], "its figures are not yearly"),
    ],
)
def test_why_there_is_none(figures, why):
    found = forecast_series(SHARE, figures, backtest=a_backtest())
    assert (found.steps, found.why) == ((), why)


def test_it_starts_anew_after_a_break():
    broken = a_measure(breaks=(Break(at=date(2019, 1, 1), words="another count"),))
    before = [90.0, 91.0, 92.0]
    after = [4.0, 5.0, 4.0, 5.0, 4.0]
    found = forecast_series(broken, series(before + after), backtest=a_backtest())
    assert found.steps == forecast_series(broken, series(after, 2019), backtest=a_backtest()).steps
    assert len(found.base) == 5


@pytest.mark.parametrize(("year", "steps"), [(2021, 0), (2022, 1), (2024, 3)])
def test_it_stops_before_a_break_that_is_known_to_come(year, steps):
    broken = a_measure(breaks=(Break(at=date(year, 1, 1), words="another count"),))
    found = forecast_series(broken, series([4, 5, 4, 5, 4]), backtest=a_backtest())
    assert len(found.steps) == steps
    assert found.why == ("" if steps else "the definition changes after the latest figure")


@pytest.mark.parametrize(("newest", "steps"), [(2023, 3), (2024, 0)])
def test_a_series_that_ended_long_ago_has_no_future(newest, steps):
    found = forecast([4, 5, 4, 5, 4], newest=date(newest, 8, 31))
    assert len(found.steps) == steps


def test_pooled_years_go_on_by_one():
    figures = [a_figure(LEEDS, pooled_years(year, year + 2), value) for year, value in enumerate([4, 5, 4, 5, 4], 2015)]
    found = forecast_series(RATE, figures, backtest=a_backtest())
    assert [step.period.key for step in found.steps] == ["2020-2022", "2021-2023", "2022-2024"]


def test_it_goes_on_from_the_latest_run_only():
    figures = [a_figure(LEEDS, financial_year(2016 + n), value) for n, value in enumerate([4, 5, 4, 5, 4])]
    found = forecast_series(SHARE, figures, backtest=a_backtest())
    assert [step.period.label for step in found.steps][:1] == ["2020/21 (year to 31 March)"]


def test_made_up_and_provisional_figures_carry_on():
    made_up = forecast_series(SHARE, series([4, 5, 4, 5, 4], illustrative=True), backtest=a_backtest())
    early = series([4, 5, 4, 5]) + series([4], 2020, provisional=True)
    assert made_up.illustrative
    assert not made_up.provisional
    assert forecast_series(SHARE, early, backtest=a_backtest()).provisional


@pytest.mark.parametrize("measure", [SHARE, RATE, COUNT, SCORE, GAP])
def test_the_shipped_back_test_serves_every_family(measure):
    found = forecast_series(measure, series([40, 50, 40, 50, 41]))
    assert len(found.steps) == HORIZON
    assert 0.5 <= found.weight <= 1
    assert load_backtest().multiples("no such measure", family_of(measure))[0] > 0
