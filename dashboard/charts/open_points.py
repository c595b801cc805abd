"""How provisional, local figures look on every chart: a dashed line with open points."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from dashboard.charts import theme
from dashboard.periods import MONTHS

DASH = "3px,3px"  # shorter than that of illustrative figures
MANY = 30  # points


def open_line(colour: str) -> dict[str, Any]:
    """The line of a trace."""
    return {"color": colour, "width": 2, "dash": DASH}


def open_marker(colour: str, places: int) -> dict[str, Any]:
    """The points of a trace with so many places: many are small, so that they do not hide their line, but for the
    latest, which is always seen."""
    sizes = [*([7 if places <= MANY else 3] * (places - 1)), 9]
    return {"size": sizes, "opacity": 1, "color": theme.PAPER, "line": {"color": colour, "width": 1.75}}


def name_months(days: Sequence[date]) -> list[str]:
    """``Oct 2026``: what an axis says of such figures where there is little room."""
    return [f"{MONTHS[day.month - 1]} {day.year}" for day in days]
