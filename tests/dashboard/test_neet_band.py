from datetime import date

from dashboard.neet_band import BAND_MEASURES, Possible, companions, neet_band
from dashboard.periods import winter_average
from tests.dashboard.examples import LEEDS, a_figure, a_measure

MEASURE = a_measure()


def figure(measure, year, value, **changes):
    return a_figure(LEEDS, year, value, measure=measure, **changes)


def band(*figures, measure=MEASURE):
    by_measure = {name: [item for item in figures if item.measure == name] for name in BAND_MEASURES}
    return [[(part.period.key, part.floor, part.ceiling) for part in run] for run in neet_band(measure, by_measure)]


def test_the_ceiling_is_the_published_total_not_our_sum():
    figures = figure("neet-or-not-known", 2025, 8.8), figure("not-known", 2025, 3.85), figure("neet", 2025, 4.9)
    assert band(*figures) == [[("2025", 4.9, 8.8)]]
    by_measure = {item.measure: [item] for item in figures}
    assert neet_band(MEASURE, by_measure) == ((Possible(winter_average(2025), 4.9, 8.8),),)


def test_without_a_published_total_the_two_are_added_without_residue():
    assert band(figure("neet", 2018, 2.7), figure("not-known", 2018, 0.6)) == [[("2018", 2.7, 3.3)]]


def test_a_suppressed_total_is_still_the_sum_of_two_published_parts():
    figures = figure("neet", 2018, 2.7), figure("not-known", 2018, 0.6), figure("neet-or-not-known", 2018, None)
    assert band(*figures) == [[("2018", 2.7, 3.3)]]


def test_nobody_not_known_makes_the_ceiling_the_floor():
    assert band(figure("neet", 2018, 2.7), figure("not-known", 2018, 0.0)) == [[("2018", 2.7, 2.7)]]


def test_a_total_of_zero_is_a_total():
    figures = figure("neet", 2018, 0.0), figure("not-known", 2018, 0.6), figure("neet-or-not-known", 2018, 0.0)
    assert band(*figures) == [[("2018", 0.0, 0.0)]]


def test_where_either_end_is_not_known_there_is_no_band():
    assert band(figure("neet", 2025, None), figure("neet-or-not-known", 2025, 8.8)) == []
    assert band(figure("neet", 2025, 4.9), figure("not-known", 2025, None)) == []
    assert band(figure("neet", 2025, 4.9)) == []
    assert band() == []


def test_the_band_has_the_runs_of_its_floor():
    years = (2022, 2023, 2025)
    figures = [figure(name, year, 4.0) for year in years for name in ("neet", "neet-or-not-known")]
    assert [[key for key, _, _ in run] for run in band(*figures)] == [["2022", "2023"], ["2025"]]
    broken = a_measure(breaks=[{"at": date(2023, 1, 1), "words": "counted at home"}])
    assert [[key for key, _, _ in run] for run in band(*figures, measure=broken)] == [["2022"], ["2023"], ["2025"]]


def test_a_band_belongs_to_neet_and_not_known_only():
    assert companions("neet") == ("not-known", "neet-or-not-known")
    assert companions("not-known") == ("neet", "neet-or-not-known")
    assert companions("looked-after-rate") == ()
    assert (
        band(figure("neet", 2025, 4.9), figure("not-known", 2025, 3.0), measure=a_measure(id="persistent-absence"))
        == []
    )
