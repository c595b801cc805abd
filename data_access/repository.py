"""Reading the store: the version, the catalogue, and figures as records.

Reads go by the version of the catalogue in memory, so that a publish in between shows neither half.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from threading import Lock
from time import monotonic

from cachetools import LRUCache
from sqlalchemy import Connection, Engine

from dashboard.explore_reach import Reach
from dashboard.explore_sheet import Plan, Sheet
from dashboard.rights import PUBLISHED_ONLY, Sight
from dashboard.schema import Catalogue, Change, Edition, Observation, Share, Version
from data_access import history, observations, reach, sheet
from data_access.engine import explained
from data_access.figure_groups import Kept
from data_access.lookup import Lookup, fetch_lookup
from data_access.versions import fetch_current_version

VERSION_REMEMBERED = 1.0  # seconds
EARLIER_REMEMBERED = 4  # versions
SIGHTS_REMEMBERED = 8


class Repository:
    """What is published, and nothing else (see ``seen_by``). One per process; safe to share between threads."""

    def __init__(
        self,
        engine: Engine,
        pinned: Lookup | None = None,
        *,
        sight: Sight = PUBLISHED_ONLY,
        root: "Repository | None" = None,
    ) -> None:
        """``pinned`` keeps it to the version of that lookup (``at``); ``sight`` is what it reads beyond what is
        published, and ``root`` the one that reads nothing beyond (``seen_by``)."""
        self._engine = engine
        self._pinned = pinned
        self._sight = sight
        self._root = root or self
        self._others: LRUCache[Sight, Repository] = LRUCache(SIGHTS_REMEMBERED)
        self._earlier: LRUCache[tuple[int, int], Repository] = LRUCache(EARLIER_REMEMBERED)
        self._lock = Lock()
        self._version = 0
        self._checked = float("-inf")
        self._lookup: Lookup | None = None
        # What not everyone sees, and what is read of earlier versions, is read each time.
        self._kept = Kept() if root is None else None

    @contextmanager
    def _connect(self) -> Iterator[Connection]:
        """A connection for reading. Raises UnavailableError where the database fails for a reason that we know."""
        with explained(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _connect_for_lookup(self) -> Iterator[Connection]:
        """A connection whose statements all see the same moment."""
        with self._connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def fetch_version(self) -> int:
        """The current dataset version, at most a second old; 0 where nothing is published."""
        if self._pinned is not None:
            return self._pinned.catalogue.version
        if self._root is not self:
            return self._root.fetch_version()
        if monotonic() - self._checked >= VERSION_REMEMBERED:
            with self._connect() as connection:
                self._version = fetch_current_version(connection)
            self._checked = monotonic()
        return self._version

    def seen_by(self, sight: Sight) -> "Repository":
        """The same questions about the newest version, answered from what a sight includes: the unpublished figures of
        some areas, or all, beside the published ones."""
        if not sight:
            return self._root
        with self._root._lock:
            found = self._root._others.get(sight)
            if found is None:
                found = self._root._others[sight] = Repository(self._engine, sight=sight, root=self._root)
        return found

    def holds_unpublished(self) -> bool:
        """Whether there are figures that not everyone sees, so that sights differ."""
        return self._current().holds_unpublished

    def at(self, version: int) -> "Repository":
        """The same questions, answered as they were when that version was the newest. Raises KeyError if there is none.

        What was taken out for good since is not in it.
        """
        key = version, self.fetch_version()
        with self._lock:
            found = self._earlier.get(key)
        if found is None:
            lookup = self._current()
            if lookup.catalogue.version != version:
                with self._connect_for_lookup() as connection:
                    lookup = fetch_lookup(connection, version, self._sight)
            found = Repository(self._engine, lookup, sight=self._sight, root=self._root)
            with self._lock:
                self._earlier[key] = found
        return found

    def fetch_stamp(self) -> str:
        """What an answer of this version is recognised by: its number, where something was taken out of it for good
        afterwards the version that did, and whose sight it is where that makes a difference."""
        return self._current().stamp

    def fetch_catalogue(self) -> Catalogue:
        """Everything small of the current version, from memory unless a newer one was published."""
        return self._current().catalogue

    def fetch_reach(self) -> Reach:
        """Which areas have figures of which measure, breakdown and period: reads over every figure, so keep it."""
        lookup = self._current()
        with self._connect() as connection:
            return reach.fetch_reach(connection, lookup)

    def fetch_sheet(self, plan: Plan) -> Sheet:
        """The figures of a planned sheet of Explore; everything in the plan must exist."""
        lookup = self._current()
        with self._connect() as connection:
            return sheet.fetch_sheet(connection, lookup, plan, self._kept)

    def fetch_observations(
        self,
        measures: Sequence[str],
        *,
        areas: Sequence[str] | None = None,
        area_types: Sequence[str] | None = None,
        breakdowns: Sequence[str] | None = ("all",),
        start: date | None = None,
        end: date | None = None,
        in_year: bool | None = False,
    ) -> tuple[Observation, ...]:
        """Figures sorted by measure, breakdown, area and end of period.

        None means every area, type or breakdown; ``start`` and ``end`` bound the end of the period, both included.
        ``in_year`` asks for what was counted between two publications in place of what was published, None for both.
        Codes that do not exist find nothing: telling the reader is the caller's matter.
        """
        lookup = self._current()
        statement = observations.select_figures(lookup, measures, breakdowns, in_year)
        statement = observations.narrow_areas(statement, lookup, areas, area_types)
        statement = observations.narrow_dates(statement, lookup, start, end)
        with self._connect() as connection:
            rows = connection.execute(statement).cursor.fetchall()  # plain tuples: Row objects cost as much again
        return observations.build_observations(rows, lookup)

    def fetch_versions(self) -> tuple[Version, ...]:
        """Every version, newest first."""
        lookup = self._current()
        with self._connect() as connection:
            return history.fetch_versions(connection, lookup)

    def fetch_changes(self, since: int = 0) -> tuple[Change, ...]:
        """What the versions after ``since`` did, newest version first."""
        lookup = self._current()
        with self._connect() as connection:
            return history.fetch_changes(connection, lookup, since)

    def fetch_shares(self, measure: str) -> tuple[Share, ...]:
        """What each dataset gives of a measure, by breakdown and period."""
        lookup = self._current()
        with self._connect() as connection:
            return history.fetch_shares(connection, lookup, measure)

    def fetch_editions(self, measure: str, areas: Sequence[str]) -> tuple[Edition, ...]:
        """Figures of a measure that a later version touched, with what took their place (data_access/history.py)."""
        lookup = self._current()
        with self._connect() as connection:
            return history.fetch_editions(connection, lookup, measure, areas)

    def _current(self) -> Lookup:
        """The lookup of the current version; an empty store is asked again each time, until it has one."""
        if self._pinned is not None:
            return self._pinned
        version, found = self.fetch_version(), self._lookup
        if found is not None and found.catalogue.version == version > 0:
            return found
        with self._lock:
            found = self._lookup
            if found is None or found.catalogue.version != self._root._version or not version:
                with self._connect_for_lookup() as connection:
                    found = fetch_lookup(connection, sight=self._sight)
                self._lookup, self._root._version = found, found.catalogue.version
            return found
