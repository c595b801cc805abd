"""A publish that is killed leaves all of the old figures or all of the new, on both databases."""

import hashlib
import os
import random
import time
from multiprocessing import get_context
from multiprocessing.synchronize import Event as EventType

import pytest
from sqlalchemy import Engine, text

from data_access.engine import open_engine
from data_access.publish import publish, publish_batches
from data_access.repository import Repository
from data_access.store import prepare_store
from tests.data_access.publishing import many_rows


def publish_second_version(url: str, started: EventType) -> None:
    """What the child does until it is killed."""
    batches = [many_rows(2)]
    engine = open_engine(url)
    started.set()
    publish_batches(engine, batches, by="child", wait=30)


def publish_in_child(url: str, kill_after: float | None) -> None:
    """Publish in a process of its own; ``kill -9`` so many seconds after it has begun."""
    processes = get_context("forkserver")
    processes.set_forkserver_preload([__name__])
    started = processes.Event()
    child = processes.Process(target=publish_second_version, args=(url, started))
    child.start()
    assert started.wait(60)
    if kill_after is not None:
        time.sleep(kill_after)
        child.kill()
    child.join(60)
    assert child.exitcode is not None
    child.close()


def state(engine: Engine) -> tuple[int, str]:
    """The version that a reader meets, and a checksum over every figure."""
    reader = Repository(engine)
    found = reader.fetch_observations(["neet", "not-known"], breakdowns=None)
    figures = repr([(one.measure, one.area, one.period.key, one.value) for one in found])
    return reader.fetch_version(), hashlib.sha256(figures.encode()).hexdigest()


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="needs kill -9")
def test_a_publish_killed_at_any_moment_leaves_old_or_new_whole(store_url: str) -> None:
    engine = open_engine(store_url)
    prepare_store(engine)
    began = time.monotonic()
    publish(engine, [many_rows(1)], by="me")
    took = time.monotonic() - began
    old = state(engine)
    moments = random.Random(383)
    seen = []
    for _ in range(6):
        publish_in_child(store_url, moments.uniform(0, took))
        seen.append(state(engine))
    publish_in_child(store_url, None)  # after all that, undisturbed
    new = state(engine)
    assert (old[0], new[0]) == (1, 2)
    assert new[1] != old[1]
    assert set(seen) <= {old, new}
    with engine.connect() as connection:
        leftovers = "SELECT count(*) FROM observation WHERE added_in > (SELECT max(number) FROM version)"
        assert connection.execute(text(leftovers)).scalar() == 0
        if store_url.startswith("sqlite"):
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
    engine.dispose()
