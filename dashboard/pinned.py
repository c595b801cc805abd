"""A view that stays with one dataset version, and the words that say so."""

from datetime import datetime
from typing import NamedTuple

from dashboard.formatting import format_day


class Pinned(NamedTuple):
    """The version that a link names, when that was published (as stored), and the newest one there is."""

    version: int
    published_at: str
    newest: int

    @property
    def superseded(self) -> bool:
        """Whether newer figures exist."""
        return self.newest > self.version

    @property
    def day(self) -> str:
        """The day of its publication here, in words."""
        return format_day(datetime.fromisoformat(self.published_at))


def write_origin(pinned: Pinned | None) -> str:
    """What the source line of a file adds where newer figures exist; nothing else."""
    if pinned is None or not pinned.superseded:
        return ""
    return f"Made from version {pinned.version} of {pinned.day}; newer figures exist."
