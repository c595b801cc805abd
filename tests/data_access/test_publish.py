"""Publishing: one version for all of it, history kept, nothing new where nothing is new."""

from sqlalchemy import Engine, func, select

from data_access import tables
from data_access.publish import publish, publish_batches
from data_access.repository import Repository
from tests.data_access.publishing import LEEDS, batch, row


def shown(engine: Engine) -> list[tuple[object, ...]]:
    """What a reader gets: area, period, value, numerator, denominator, status, dataset."""
    repository = Repository(engine)
    found = repository.fetch_observations(list(repository.fetch_catalogue().measures), breakdowns=None)
    return [(o.area, o.period.key, o.value, o.numerator, o.denominator, o.status, o.dataset) for o in found]


def test_a_publish_is_one_version_for_all_of_its_datasets(engine: Engine) -> None:
    version = publish(engine, [batch("lait", [row(4.9)]), batch("nccis", [row(4.87, 780, 16_016)], "parts")], by="me")
    assert version == 1
    assert shown(engine) == [(LEEDS, "2025", 4.9, 780, 16_016, None, "lait")]


def test_the_same_again_changes_nothing_and_says_so(engine: Engine) -> None:
    publish(engine, [batch("lait", [row(4.9)])], by="me")
    done = publish_batches(engine, [batch("lait", [row(4.9)])], by="you")
    assert (done.version, done.new) == (1, False)
    assert done.sentence() == "Nothing new: version 1 already holds all of it"
    with engine.connect() as connection:
        assert connection.execute(select(func.count()).select_from(tables.observation)).scalar() == 1
        assert connection.execute(select(func.count()).select_from(tables.version)).scalar() == 1
