"""The shipped back-test against the shipped figures, for a few measures, by a plain second reckoning."""

import math
from collections import defaultdict

import numpy as np
import pytest

from benchmarks.backtest import choose_weights, compare_methods, find_runs, list_cases, list_misses, measure_reaches
from benchmarks.forecast_methods import METHODS, NO_CHANGE, WEIGHTS, level_name
from dashboard.backtest import Backtest, Reach, load_backtest
from dashboard.forecast import family_of
from data_access.engine import open_engine
from data_access.repository import Repository
from tests.dashboard.examples import LEEDS, a_figure, a_measure

SAMPLE = ("neet", "child-protection-rate", "looked-after-number")
SHIPPED = load_backtest()


@pytest.fixture(scope="module")
def runs(shipped_store):
    """The runs of all authorities in a few measures, by measure."""
    engine = open_engine(shipped_store)
    repository = Repository(engine)
    measures = repository.fetch_catalogue().measures
    found = {
        name: list(find_runs(measures[name], repository.fetch_observations([name], area_types=("authority",))))
        for name in SAMPLE
    }
    engine.dispose()
    return found


def plain_forecast(values, weight):
    """The weighted average, written out."""
    shares = [weight * (1 - weight) ** age for age in range(len(values) - 1)]
    return float(np.dot([*shares, 1 - sum(shares)], values[::-1]))


def even(family, value):
    return math.asin(math.sqrt(value / 100)) if family == "share" else math.sqrt(value)


@pytest.mark.parametrize("measure", SAMPLE)
def test_the_shipped_errors_are_those_of_the_shipped_figures(runs, measure):
    family = family_of(runs[measure][0].measure)
    weight, typical = SHIPPED.weights[family], SHIPPED.typical[measure]
    missed, usual, multiples, years = (defaultdict(list) for _ in range(4))
    for run in runs[measure]:
        for known in range(5, len(run.values)):
            before = run.values[:known]
            steps = np.abs(np.diff([even(family, value) for value in before]))
            movement = (steps.sum() + 4 * typical) / (len(steps) + 4)
            ahead = plain_forecast(before, weight)
            for step, actual in enumerate(run.values[known : known + 3], 1):
                missed[step].append(abs(actual - ahead))
                usual[step].append(abs(actual - before[-1]))
                multiples[step].append(abs(even(family, actual) - even(family, ahead)) / movement)
                years[step].append(run.years[known + step - 1])
    for step in (1, 2, 3):
        row = next(row for row in SHIPPED.reaches if (row.measure, row.horizon) == (measure, step))
        assert row.forecasts == len(missed[step])
        assert row.years == len(set(years[step]))
        assert row.missed == pytest.approx(np.mean(missed[step]), rel=1e-4)
        assert row.error == pytest.approx(np.mean(missed[step]) / np.mean(usual[step]), rel=1e-4)
        assert row.multiple == pytest.approx(np.quantile(multiples[step], 0.8), rel=1e-3)
        early = [each for each, year in zip(multiples[step], years[step], strict=True) if year <= 2021]
        later = [each for each, year in zip(multiples[step], years[step], strict=True) if year > 2021]
        if len({year for year in years[step] if year <= 2021}) < 3:
            assert row.held_later is None
            continue
        # What is typical is reckoned up to then there, so the two shares agree nearly and not exactly.
        assert row.held_later == pytest.approx(np.mean(np.array(later) <= np.quantile(early, 0.8)), abs=0.03)


def test_the_command_gives_the_shipped_rows_again(runs):
    some = runs["neet"]
    misses = list(list_misses(list_cases(some), SHIPPED.weights, SHIPPED.typical))
    made = [Reach(**row) for row in measure_reaches(misses, [], SHIPPED.weights) if row["measure"]]
    shipped = [row for row in SHIPPED.reaches if row.measure == "neet"]
    assert [(row.horizon, row.forecasts, row.years) for row in made] == [
        (row.horizon, row.forecasts, row.years) for row in shipped
    ]
    assert [(row.multiple, row.held, row.missed) for row in made] == [
        pytest.approx((row.multiple, row.held, row.missed), rel=1e-4) for row in shipped
    ]


def test_the_weights_are_those_that_came_nearest():
    names = {1.0: NO_CHANGE} | {weight: level_name(weight) for weight in WEIGHTS}
    for family in ("share", "rate", "count"):
        scores = {}
        for weight, name in names.items():
            rows = [row for row in SHIPPED.results if (row.family, row.method) == (family, name)]
            scores[weight] = sum(row.measures * math.log(row.error) for row in rows)
        assert SHIPPED.weights[family] == min(scores, key=scores.__getitem__)


def test_no_method_with_a_slope_comes_nearer_than_no_change():
    sloping = ("damped trend", "half the drift", "drift", "straight line")
    for row in SHIPPED.results:
        if row.method in sloping and row.measures > 5:
            assert row.error > 1


def test_the_bands_hold_what_they_say_where_they_were_not_made():
    for row in SHIPPED.reaches:
        if row.measure is None:
            assert 0.78 <= row.held <= 0.82
            assert row.held_later is None or 0.75 <= row.held_later <= 0.9


def test_later_periods_never_have_a_narrower_band():
    for measure in SHIPPED.typical:
        for family in SHIPPED.weights:
            multiples = SHIPPED.multiples(measure, family)
            assert list(multiples) == sorted(multiples)


def test_too_few_years_of_outcomes_take_the_band_of_the_family():
    rows = [
        {"family": "share", "measure": name, "horizon": step, "multiple": multiple + step, "held": 0.8, "years": years,
         "held_later": None, "forecasts": 300, "missed": None, "error": None}
        for name, multiple, last in ((None, 10, 9), ("few", 20, 2), ("enough", 30, 3))
        for step, years in ((1, 9), (2, 3), (3, last))
    ]  # fmt: skip
    known = Backtest({"made_from": {}, "weights": {}, "typical": {}, "results": [], "sampled": [], "reaches": rows})
    found = {name: known.multiples(name, "share") for name in ("few", "enough", "new")}
    assert found == {"few": (11, 12, 13), "enough": (31, 32, 33), "new": (11, 12, 13)}


def a_run(values, **changes):
    figures = [a_figure(LEEDS, 2010 + place, value) for place, value in enumerate(values)]
    return list(find_runs(a_measure(**changes), figures))


def test_a_run_takes_five_figures_and_an_outcome():
    assert a_run([1, 2, 3, 4, 5]) == []
    assert len(list(list_cases(a_run([1, 2, 3, 4, 5, 6])))) == 1
    assert len(list(list_cases(a_run([1, 2, 3, 4, 5, 6, 7, 8])))) == 3 + 2 + 1


def test_errors_are_ratios_to_no_change():
    cases = list(list_cases(a_run([10, 11, 12, 13, 14, 15, 16.5])))
    rows = compare_methods(cases, METHODS)
    found = {(row["horizon"], row["method"]): row["error"] for row in rows}
    assert found[(1, NO_CHANGE)] == 1
    assert found[(2, level_name(0.5))] == pytest.approx((16.5 - 13.0625) / 2.5)
    assert choose_weights(rows) == {"share": 1.0}
