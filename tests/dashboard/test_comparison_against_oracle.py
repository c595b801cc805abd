"""Every authority × every shipped measure × its latest period: our comparison against the slow, plain one."""

from collections import defaultdict

import pytest

from dashboard.areas import CORE_CITIES, LONDON, authorities
from dashboard.comparison import compare
from dashboard.measures import load_catalogue
from dashboard.schema import ENGLAND
from data_access.engine import open_engine
from data_access.repository import Repository
from tests.dashboard import oracles

pytestmark = pytest.mark.slow

# School rolls and the 15 % absence of 2012/13 are shipped by school, ward and wedge of Leeds, and for no authority.
BELOW_CITY_ONLY = {
    "school-roll-primary",
    "school-roll-secondary",
    "persistent-absence-15-primary",
    "persistent-absence-15-secondary",
}
SHIPPED = [measure.id for measure in load_catalogue().values() if measure.shipped and measure.id not in BELOW_CITY_ONLY]


@pytest.fixture(scope="module")
def repository(shipped_store):
    return Repository(open_engine(shipped_store))


def plain_region(catalogue, code):
    """The published region: London for its boroughs, wherever the source lists them."""
    parent = catalogue.areas[code].parent
    return LONDON if code.startswith("E09") else parent


@pytest.mark.parametrize("measure_id", SHIPPED)
def test_every_authority_agrees(repository, measure_id):
    catalogue = repository.fetch_catalogue()
    measure = catalogue.measures[measure_id]
    figures = repository.fetch_observations([measure_id], area_types=["authority", "region", "country"])
    assert figures, f"nothing is shipped for {measure_id}"
    everyone = [area.code for area in authorities(catalogue)]
    described = {
        "polarity": measure.polarity,
        "interval": measure.interval,
        "scale": measure.scale,
        "decimals": measure.decimals,
        "breaks": [change.at for change in measure.breaks],
    }
    rows_of = defaultdict(list)
    for item in figures:
        rows_of[item.area].append(oracles.as_row(item))
    rows = [row for found in rows_of.values() for row in found]
    answered = 0
    for home in everyone:
        neighbours = [member.area for member in catalogue.neighbour_sets["2025", home].members]
        core = [code for code in CORE_CITIES if code != home]
        region = plain_region(catalogue, home)
        expected = oracles.compare(described, home, rows, everyone, neighbours, core, region, ENGLAND)
        found = compare(measure, home, figures, catalogue)
        answered += bool(expected)
        if expected:
            oracles.assert_same(found, expected)
        else:
            assert (found.value, found.rank) == (None, None)
        assert found.neighbours.of == 10
        assert 0 < len(found.sentence) < 400
    assert answered, f"no authority has a figure of {measure_id}"


def test_measures_left_out_have_no_figure_of_any_authority(repository):
    types = ["authority", "region", "country"]
    assert repository.fetch_observations(sorted(BELOW_CITY_ONLY), area_types=types) == ()


def test_every_authority_has_ten_neighbours_and_a_region(repository):
    catalogue = repository.fetch_catalogue()
    codes = [area.code for area in authorities(catalogue)]
    assert len(codes) == 153
    assert all(("2025", code) in catalogue.neighbour_sets for code in codes)
    assert all(len(group.members) == 10 for group in catalogue.neighbour_sets.values())
    regions = {plain_region(catalogue, code) for code in codes}
    assert regions == {f"E1200000{number}" for number in range(1, 10)}


def test_authorities_made_after_the_older_models_have_none_of_them(repository):
    catalogue = repository.fetch_catalogue()
    without = {area.name for area in authorities(catalogue) if ("2021", area.code) not in catalogue.neighbour_sets}
    assert without == {"Cumberland", "Westmorland and Furness"}
    assert (
        compare(
            catalogue.measures["neet"],
            "E06000063",
            repository.fetch_observations(["neet"]),
            catalogue,
            neighbours="2021",
        ).neighbours.of
        == 0
    )
