"""Which figure is shown where several sources give the same one.

The store keeps what each source says; this decides at reading, so that the order of import cannot matter.
"""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.schema import Dataset, Status


class Figure(NamedTuple):
    """What one dataset says about one measure, breakdown, area and period."""

    value: float | None
    numerator: float | None
    denominator: float | None
    status: Status | None
    source: int  # which dataset, and whether it gives the figure as provisional


def precedence(dataset: Dataset, parts: bool) -> tuple[bool, bool, bool, int, str]:
    """Sorts sources, most trusted first.

    Real before illustrative; those that give the figure as shown before those that only add parts; official before
    local; then the later publication.
    """
    published = dataset.published.toordinal() if dataset.published else 0
    return dataset.illustrative, parts, dataset.local, -published, dataset.slug


def half_a_step(decimals: int) -> float:
    """The most by which two figures may differ and still be the same one, rounded: half of the last digit shown."""
    return 0.5 * 10.0**-decimals * (1 + 1e-9)


def merge_figures(figures: Sequence[Figure], tolerance: float) -> Figure:
    """One figure from several, most trusted first.

    The first that has a value or a real reason (``x`` is none: the reason was lost) is shown. A numerator or
    denominator that it lacks comes from the next source that tells the same figure within ``tolerance``.
    """
    shown = next((figure for figure in figures if figure.status != "x"), figures[0])
    if shown.value is None and shown.status != "x":  # suppressed or not applicable: nothing may be filled in
        return shown
    numerator, denominator = shown.numerator, shown.denominator
    for other in figures:
        if _agree(shown, other, tolerance):
            numerator = other.numerator if numerator is None else numerator
            denominator = other.denominator if denominator is None else denominator
    return shown._replace(numerator=numerator, denominator=denominator)


def _agree(shown: Figure, other: Figure, tolerance: float) -> bool:
    """Whether ``other`` may lend its parts: the same figure, or only parts without a figure."""
    if other.value is None:
        return other.status == "x"
    return shown.value is not None and abs(other.value - shown.value) <= tolerance
