"""The published values for Leeds come out of the shipped figures to the digits that the rules state."""

import pytest

from dashboard.comparison import compare
from dashboard.formatting import format_number
from data_access.engine import open_engine
from data_access.repository import Repository

LEEDS = "E08000035"

# measure: value, previous, mean, median, mean of the 2021 set, Yorkshire and The Humber, England, rank, quartiles, band
REFERENCE = {
    "neet": ("4.9", "4.3", "4.41", "4.40", "4.50", "3.9", "3.4", 125, ("2.2", "3.4", "4.4"), "D"),
    "not-known": ("3.85", "3.97", "1.695", "1.615", "0.805", "1.9", "2.2", 136, ("0.54", "1.12", "2.25"), "D"),
    "neet-or-not-known": ("8.8", "8.3", "6.09", "6.15", "5.31", "5.7", "5.6", 143, ("3.8", "4.8", "6.5"), "D"),
    "looked-after-rate": ("85", "89", "75.1", "77.5", "88.1", "77", "67", None, None, None),
    "persistent-absence": (
        "19.01", "20.66", "19.358", "19.245", "18.863", "19.28", "18.14", 102, ("16.94", "18.12", "19.54"), "C",
    ),
}  # fmt: skip
PERIODS = {
    "neet": "Dec 2024 to Feb 2025",
    "not-known": "Dec 2024 to Feb 2025",
    "neet-or-not-known": "Dec 2024 to Feb 2025",
    "looked-after-rate": "31 March 2025",
    "persistent-absence": "2024/25",
}


@pytest.fixture(scope="module")
def compared(shipped_store):
    repository = Repository(open_engine(shipped_store))
    catalogue = repository.fetch_catalogue()

    def comparison(measure, **choice):
        figures = repository.fetch_observations([measure])
        return compare(catalogue.measures[measure], LEEDS, figures, catalogue, **choice)

    return comparison


def same(value, stated):
    """Equal to the digits stated, rounded half away from zero."""
    decimals = len(stated.partition(".")[2])
    return format_number(value, decimals) == stated


@pytest.mark.parametrize("measure", REFERENCE)
def test_the_reference_table(compared, measure):
    value, previous, mean, median, mean_2021, region, england, rank, quartiles, band = REFERENCE[measure]
    found = compared(measure)
    assert found.period.label == PERIODS[measure]
    assert same(found.value, value)
    assert same(found.previous, previous)
    assert same(found.neighbours.mean, mean)
    assert same(found.neighbours.median, median)
    assert same(compared(measure, neighbours="2021").neighbours.mean, mean_2021)
    assert same(found.region.value, region)
    assert found.region.name == "Yorkshire and The Humber"
    assert same(found.england.value, england)
    assert (found.rank, found.quartile) == (rank, band)
    if rank is None:
        assert (found.of, found.quartiles) == (None, None)
    else:
        assert found.of == 153
        assert all(map(same, found.quartiles, quartiles))


@pytest.mark.parametrize("measure", REFERENCE)
@pytest.mark.parametrize("model", ["2025", "2021", "pre-2021"])
def test_every_model_has_ten_neighbours_of_leeds_with_a_figure(compared, measure, model):
    group = compared(measure, neighbours=model).neighbours
    assert (group.n, group.of) == (10, 10)
    assert group.min <= group.median <= group.max


def test_eight_of_ten_neighbours_changed_in_2025(compared):
    def members(model):
        return {member.code for member in compared("neet", neighbours=model).neighbours.members}

    assert len(members("2025") - members("2021")) == 8


def test_core_cities_are_the_seven_others(compared):
    found = compared("neet").core_cities
    assert (found.n, found.of) == (7, 7)
    assert LEEDS not in {member.code for member in found.members}


def test_the_headline_measures_carry_an_interval_where_counts_are_published(compared):
    neet = compared("neet")
    assert neet.lower < 4.9 < neet.upper
    looked_after = compared("looked-after-rate")
    assert looked_after.numerator == 1498
    assert looked_after.lower < 85 < looked_after.upper
    assert looked_after.judgements.england.word == "higher"
