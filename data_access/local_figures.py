"""What a reader of the council's own files hands on: figures as counted, before anything in them is hidden.

They live in memory only, between a file and ``local_publication.protect``: they are never stored, logged or put into
the words of an error.
"""

from typing import Literal, NamedTuple, get_args

from dashboard.periods import Period
from dashboard.schema import Status

LocalSource = Literal["sheet", "nccis", "ssda903", "attendance"]
LOCAL_SOURCES: tuple[LocalSource, ...] = get_args(LocalSource)
_PREFIX, _UNPUBLISHED = "local-", "-unpublished"


class LocalFigure(NamedTuple):
    """One figure of the council's own, or the reason why there is none: exactly one of ``value`` and ``status``.

    Where both counts are known, ``value`` is numerator ÷ denominator × the measure's scale, unrounded; of a measure
    that is a count, ``value`` is the count. ``note`` is the file's own remark on the cell.
    """

    measure: str
    breakdown: str
    area: str
    period: Period
    value: float | None
    numerator: float | None
    denominator: float | None
    status: Status | None
    note: str
    provisional: bool

    def __repr__(self) -> str:
        """Where the figure belongs and nothing of what it says, so that no traceback or log can tell it."""
        return f"LocalFigure({self.measure}, {self.breakdown}, {self.area}, {self.period.key}, …)"


def local_slug(source: LocalSource, *, unpublished: bool) -> str:
    """The dataset that holds a source's figures for everyone, or for those who may see unpublished ones."""
    return f"{_PREFIX}{source}{_UNPUBLISHED if unpublished else ''}"


def is_unpublished(slug: str) -> bool:
    """Whether a local dataset is the one that not everyone sees."""
    return slug.startswith(_PREFIX) and slug.endswith(_UNPUBLISHED)
