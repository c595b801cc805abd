"""Does a page stay as fast when there is more in the store? The same Trends requests over three stores, uncached."""

import sqlite3
from typing import NamedTuple

from benchmarks.load import Call, put_under_load
from benchmarks.servers import ours
from benchmarks.workplace import Workplace

COPIES = 9
FAR = 1_000_000  # added to the ids of copied measures, so that they are nobody's


class Store(NamedTuple):
    """A store under test, and its size."""

    words: str
    url: str
    measures: int
    rows: int


def describe(words: str, url: str) -> Store:
    """Count what a store holds."""
    with sqlite3.connect(url.removeprefix("sqlite:///")) as connection:
        measures = connection.execute("SELECT count(DISTINCT measure_id) FROM coverage").fetchone()[0]
        rows = connection.execute("SELECT count(*) FROM observation").fetchone()[0]
    return Store(words, url, measures, rows)


def make_tenfold(place: Workplace) -> str:
    """A copy of the shipped store with nine more rows for each, of measures that no page asks for."""
    path = place.folder / "tenfold.sqlite"
    with sqlite3.connect(place.store_url.removeprefix("sqlite:///")) as source, sqlite3.connect(path) as target:
        source.backup(target)
        columns = [row[1] for row in target.execute("PRAGMA table_info(observation)")]
        others = ", ".join(column for column in columns if column != "measure_id")
        for copy in range(1, COPIES + 1):
            target.execute(
                f"INSERT INTO observation (measure_id, {others})"
                f" SELECT measure_id + {FAR * copy}, {others} FROM observation WHERE measure_id < {FAR}"
            )
    return f"sqlite:///{path}"


def time_requests(place: Workplace, store: Store, calls: list[Call]) -> float:
    """Median milliseconds of one client over a store, with nothing cached."""
    with ours(place, store.url, CACHE_ENTRIES="0") as served:
        put_under_load(served.url, calls, place.folder, 1, seconds=1)
        return put_under_load(served.url, calls, place.folder, 1, seconds=3).p50
