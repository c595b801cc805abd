"""Results kept per worker, keyed by what they were made from; the least recently used goes first."""

from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar

from cachetools import LRUCache

Result = TypeVar("Result")

_NOTHING = object()


class Cache:
    """A bounded cache for several threads. ``entries`` 0 keeps nothing."""

    def __init__(self, entries: int = 256) -> None:
        self._results: LRUCache[Hashable, Any] = LRUCache(maxsize=entries)
        self._lock = Lock()

    def find(self, key: Hashable, otherwise: Any = None) -> Any:
        """What is held under ``key``, or ``otherwise``."""
        with self._lock:
            return self._results.get(key, otherwise)

    def keep(self, key: Hashable, result: object) -> None:
        """Hold a result under ``key``."""
        with self._lock:
            if self._results.maxsize:
                self._results[key] = result

    def remember(self, key: Hashable, make: Callable[[], Result]) -> Result:
        """The result under ``key``, made now if it is not held. The making is not locked: two threads may both make."""
        held = self.find(key, _NOTHING)
        if held is not _NOTHING:
            found: Result = held
            return found
        made = make()
        self.keep(key, made)
        return made

    def __len__(self) -> int:
        with self._lock:
            return len(self._results)
