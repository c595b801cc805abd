"""What a figure's target is and its colour, as two cells: the same in every table where figures of places stand."""

from dashboard.charts.block import Cell, Column
from dashboard.rated import Rated

TARGET_COLUMNS = (Column("Target"), Column("Against the target", "text"))


def target_cells(rated: Rated | None) -> tuple[Cell, Cell]:
    """What the trajectory wants in the figure's period, and colour and reason; dashes where no plan names it."""
    if rated is None or rated.line is None:
        return Cell("–"), Cell("–")
    return Cell(rated.wanted or "–", rated.rag.trajectory), Cell(rated.sentence)
