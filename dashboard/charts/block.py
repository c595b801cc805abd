"""A chart with everything it needs when it is cut out and pasted into a paper.

Pages show it, exports write it: one object, so what is downloaded is what is shown.
"""

from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple


class Cell(NamedTuple):
    """One cell of a table: the words shown, the stored value behind them, and the reason where there is none."""

    shown: str
    value: float | str | None = None
    status: str | None = None
    flags: tuple[str, ...] = ()  # "illustrative", "provisional", "local"


class Column(NamedTuple):
    """A column heading; numbers align right and carry a unit."""

    title: str
    kind: Literal["text", "number"] = "number"
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The table under a chart; the first column heads its rows. ``when`` (see ChartBlock) may tag rows.

    ``sourced`` says that a column names the source of each row, so that files need not repeat the block's.
    """

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    sourced: bool = False


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """Headline, subtitle, figure, notes, source, table: the anatomy of every chart.

    ``figure`` is a plain Plotly dict without a template. A trace (by its ``meta``), annotation or shape (by its
    ``name``) may carry a condition such as ``neighbours=2025&shown=each``: it is drawn only while the selection
    agrees (dashboard/charts/visible.py here, assets/chart_visible.js there), so that switching needs no server.
    ``key`` names what the figure was built from; while it stays the same the browser keeps the figure it has.
    ``version`` is the dataset version that it was made from; callbacks/blocks.py sets it.
    ``key_is_whole`` where it names what the table was built from as well: then the browser keeps that too.
    """

    name: str
    headline: str
    subtitle: str
    description: str  # what a screen reader is told in place of the picture
    figure: dict[str, Any]
    table: Table
    notes: tuple[str, ...]
    source: str
    measures: tuple[str, ...]
    key: str
    key_is_whole: bool = False
    version: int = 0
    labels: tuple[str, ...] = ()  # "Illustrative", "Provisional", "Local, unofficial"
    extra: dict[str, Any] = field(default_factory=dict)
