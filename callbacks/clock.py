"""Which day it is: how old figures are depends on it, and so does how long an answer that says so is kept."""

from datetime import UTC, date, datetime


def today() -> date:
    """The day, in universal time: the same for every worker."""
    return datetime.now(UTC).date()
