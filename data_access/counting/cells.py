"""What comes back from counting: counts by period, wedge and group, as fine as they were grouped.

Cells live in memory only, between the process that counted and the figures that are protected and published.
"""

from collections.abc import Mapping
from typing import NamedTuple

NOT_PLACED = ""  # the wedge of who could not be placed


class Cell(NamedTuple):
    """One group: ``period`` as its return names it, a wedge's code, group members by family, and its counts."""

    period: str
    wedge: str
    groups: Mapping[str, str]
    counts: Mapping[str, int]

    def __repr__(self) -> str:
        """Where it belongs and nothing of what it says, so that no traceback can tell it."""
        return f"Cell({self.period}, {self.wedge or 'not placed'}, …)"
