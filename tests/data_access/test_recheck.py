"""Official figures that are imported after local ones: what the two tell together is hidden, in every version."""

import pytest
from sqlalchemy import Engine, select

from data_access import tables
from data_access.publication import Publication
from data_access.publish import publish_batches
from tests.data_access.local_examples import EAST, OCTOBER, SOUTH, WEST, figures, make_city, publish_file
from tests.data_access.publishing import batch, row
from tests.data_access.test_local_publication import shown


@pytest.fixture
def city(engine: Engine) -> Engine:
    make_city(engine)
    publish_file(engine, figures({EAST: 3, SOUTH: 20, WEST: 40}))
    return engine


def publish_official(engine: Engine, *, dry_run: bool = False, **place: object) -> Publication:
    """Leeds as its publisher counts it: 63 of 3,000."""
    official = batch("nccis", [row(2.1, 63.0, 3000.0, period=0, **place)], periods=[OCTOBER])
    return publish_batches(engine, [official], by="Ada", dry_run=dry_run)


def test_a_city_total_that_comes_later_hides_one_more_wedge_in_every_version(city: Engine) -> None:
    assert shown(city) == {EAST: "c", SOUTH: 20, WEST: 40}
    done = publish_official(city)
    assert done.hidden == 1
    assert "Hidden now, in every version: 1 of the council's own figures" in done.sentence()
    for version in (done.version - 1, done.version):
        now = shown(city, version)
        assert now[EAST] == "c"
        assert sorted(str(now[area]) for area in (SOUTH, WEST)) in (["40.0", "c"], ["40", "c"])
    with city.connect() as connection:
        noted = connection.execute(select(tables.audit).where(tables.audit.c.action == "rechecked")).one()
    assert (noted.actor, noted.detail["hidden earlier"]) == ("Ada", 1)


def test_a_dry_run_says_what_would_be_hidden_and_hides_nothing(city: Engine) -> None:
    assert publish_official(city, dry_run=True).hidden == 1
    assert shown(city) == {EAST: "c", SOUTH: 20, WEST: 40}


@pytest.mark.parametrize("place", [{"measure": "participation-16-17"}, {"area": "E92000001"}])
def test_official_figures_of_something_else_hide_nothing(city: Engine, place: dict[str, str]) -> None:
    done = publish_official(city, **place)
    assert (done.new, done.hidden) == (True, 0)
    assert shown(city).items() >= {EAST: "c", SOUTH: 20, WEST: 40}.items()
