"""Common sense about the shipped figures: a rate of a whole lies among the rates of its parts."""

import pytest

from dashboard.schema import ENGLAND
from data_access.engine import open_engine
from data_access.repository import Repository

ENOUGH = 100  # authorities with a figure, so that the range says something about the whole


@pytest.fixture(scope="module")
def repository(shipped_store):
    return Repository(open_engine(shipped_store))


def test_england_and_every_region_lie_within_the_range_of_the_authorities(repository):
    catalogue = repository.fetch_catalogue()
    rates = [measure.id for measure in catalogue.measures.values() if measure.scale or measure.unit == "score"]
    outside = []
    for name in rates:
        by_period = {}
        for each in repository.fetch_observations([name], area_types=["authority", "region", "country"]):
            if each.value is not None:
                by_period.setdefault(each.period, {})[each.area] = each.value
        for period, figures in by_period.items():
            parts = [value for area, value in figures.items() if catalogue.areas[area].type == "authority"]
            wholes = {area: value for area, value in figures.items() if catalogue.areas[area].type != "authority"}
            if len(parts) >= ENOUGH:
                outside += [
                    (name, period.key, area, value)
                    for area, value in wholes.items()
                    if not min(parts) <= value <= max(parts)
                ]
    assert outside == []


def test_england_has_a_figure_for_the_latest_period_of_each_headline_measure(repository):
    catalogue = repository.fetch_catalogue()
    headline = [measure.id for measure in catalogue.measures.values() if measure.headline]
    for name in headline:
        last = repository.fetch_observations([name], areas=[ENGLAND])[-1]
        assert (name, last.value is not None) == (name, True)
