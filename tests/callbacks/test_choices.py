from dataclasses import replace

import pytest

from callbacks.choices import build_choices
from dashboard.config import Settings
from dashboard.measures import load_catalogue
from dashboard.periods import academic_year, financial_year, month, winter_average
from tests.callbacks.conftest import CATALOGUE


def test_authorities_of_today_by_region_and_name(settings: Settings):
    assert build_choices(CATALOGUE, settings)["home"] == [
        ["West Midlands", [["E08000025", "Birmingham"]]],
        ["Yorkshire and The Humber", [["E08000035", "Leeds"], ["E08000019", "Sheffield"]]],
    ]


def test_measures_with_figures_by_topic(settings: Settings):
    assert build_choices(CATALOGUE, settings)["measure"] == [
        ["Headline outcomes", [["neet", "NEET"]]],
        ["School", [["attendance", "ATTENDANCE"]]],
    ]


def test_wedges_of_the_authority_that_has_any(settings: Settings):
    assert build_choices(CATALOGUE, settings)["area"] == {"E08000035": [["leeds-east", "East"], ["leeds-west", "West"]]}


def test_each_measure_finds_its_periods(settings: Settings):
    choices = build_choices(CATALOGUE, settings)
    of = {name: choices["timelines"][place] for name, place in choices["timeline"].items()}
    assert of["attendance"] == [["2023/24", "2023/24", 2024], ["2024/25", "2024/25", 2025]]
    assert of["neet"][-1] == ["2025", "Dec 2024 to Feb 2025", 2025]


def test_neighbour_sets_in_words_that_fit(settings: Settings):
    assert build_choices(CATALOGUE, settings)["neighbours"][0] == ("2025", "Neighbours (May 2025)")


def test_years_of_the_pathway_are_named_by_the_year_to_31_march(settings: Settings):
    years = tuple(financial_year(year) for year in (2012, 2013, 2025))
    catalogue = replace(CATALOGUE, periods={"referral-rate": years, "neet": (winter_average(2026),)})
    assert build_choices(catalogue, settings)["year"] == [["2025", "2024/25"], ["2013", "2012/13"]]
    assert build_choices(catalogue, settings)["card_year"] == build_choices(catalogue, settings)["year"]


@pytest.mark.parametrize(
    ("counted", "newest"), [(month(2025, 3), 2025), (month(2025, 4), 2026), (month(2026, 9), 2027)]
)
def test_report_cards_go_on_into_the_year_in_which_was_counted_last(settings: Settings, counted, newest):
    catalogue = replace(CATALOGUE, periods={"referral-rate": (financial_year(2025),)}, in_year={"neet": (counted,)})
    years = [int(year) for year, _ in build_choices(catalogue, settings)["card_year"]]
    assert years == list(range(newest, 2024, -1))


def test_gaps_with_figures_by_family(settings: Settings):
    known = {name: measure for name, measure in load_catalogue().items() if "persistent-absence" in name}
    periods = {name: (academic_year(2025),) for name in ("persistent-absence", "looked-after-persistent-absence")}
    assert build_choices(replace(CATALOGUE, measures=known, periods=periods), settings)["pair"] == [
        ["Looked-after children", [["persistent-absence-looked-after", "Persistent absence, looked-after children"]]]
    ]
