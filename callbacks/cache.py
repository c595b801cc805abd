"""Results kept per worker, keyed by what they were made from; the least recently used goes first."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache

Result = TypeVar("Result")


class Cache:
    """A bounded cache for several threads. ``entries`` 0 keeps nothing."""

    def __init__(self, entries: int = 256) -> None:
        self._results: LRUCache[Hashable, Any] = LRUCache(maxsize=entries)
        self._lock = Lock()

    def remember(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """The result under ``key``, made now if it is not held. The making is not locked: two threads may both make."""
        with self._lock:
            if key in self._results:
                held: Result = self._results[key]
                return held
        made = make()
        with self._lock:
            if self._results.maxsize:
                self._results[key] = made
        return made

    def __len__(self) -> int:
        with self._lock:
            return len(self._results)
