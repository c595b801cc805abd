"""What has changed last in a table: a number that changes with it, so that what is kept can be kept under it."""

from threading import Lock
from time import monotonic

from sqlalchemy import Engine, Select

from data_access.engine import explained

REMEMBERED = 1.0  # seconds for which the number is taken as known


class Stamp:
    """The number that ``newest`` selects, at most a second old. Safe to share between threads.

    Raises UnavailableError where the store is busy or cannot be reached.
    """

    def __init__(self, engine: Engine, newest: Select[int]) -> None:
        self._engine = engine
        self._newest = newest
        self._lock = Lock()
        self._number = 0
        self._checked = float("-inf")

    def fetch(self) -> int:
        """The number as it was within the last second."""
        with self._lock:
            if monotonic() - self._checked >= REMEMBERED:
                with explained(), self._engine.connect() as connection:
                    self._number = connection.execute(self._newest).scalar_one()
                self._checked = monotonic()
            return self._number

    def forget(self) -> None:
        """Ask the store anew at the next fetch: something was changed here."""
        with self._lock:
            self._checked = float("-inf")
