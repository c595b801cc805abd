"""Which cells show which counts, to whom, and what a reader therefore does not know."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.disclosure import Cell
from dashboard.disclosure_counts import Count


class Telling(NamedTuple):
    """The counts that a cell shows while it is not hidden."""

    numerator: Count | None
    denominator: Count | None

    def counts(self) -> tuple[Count, ...]:
        """Those that there are."""
        return tuple(each for each in self if each is not None)


@dataclass(slots=True)
class Table:
    """Every cell of the council's own by what it shows.

    ``stored`` cells are in the store and not in the files at hand. ``elsewhere`` are counts that official sources show:
    they cannot be hidden. ``kept`` are counts that an earlier release showed as they are: whoever kept a copy knows
    them. ``revised`` were shown before, with another figure.
    """

    cells: Mapping[Cell, Telling]
    hidden: set[Cell]
    stored: Collection[Cell]
    elsewhere: Collection[Count]
    kept: Collection[Count]
    revised: Collection[Count]
    _telling: dict[Count, list[Cell]] = field(init=False)

    def __post_init__(self) -> None:
        self._telling = defaultdict(list)
        for cell in sorted(self.cells, key=order):
            for count in self.cells[cell].counts():
                self._telling[count].append(cell)

    def is_known(self, count: Count, *, copies: bool) -> bool:
        """Whether a reader knows a count; ``copies`` is a reader who kept every earlier release."""
        if count in self.elsewhere or (copies and count in self.kept):
            return True
        return any(cell not in self.hidden for cell in self._telling.get(count, ()))

    def cost(self, count: Count, *, copies: bool) -> int | None:
        """How little we want to hide a count: 0 new, 1 shown before with another figure, 2 in the store as it is.

        None where hiding helps nothing: it is shown elsewhere too, or is known from copies.
        """
        if count in self.elsewhere or (copies and count in self.kept):
            return None
        cells = [cell for cell in self._telling.get(count, ()) if cell not in self.hidden]
        if not cells:
            return None
        if count in self.kept or any(cell in self.stored for cell in cells):
            return 2
        return 1 if count in self.revised else 0

    def width(self, count: Count) -> int:
        """How many cells would have to be hidden for a count."""
        return sum(cell not in self.hidden for cell in self._telling.get(count, ()))

    def hide(self, count: Count) -> list[Count]:
        """Hide every cell that shows the count; all counts that those cells showed."""
        touched: set[Count] = set()
        for cell in self._telling[count]:
            if cell not in self.hidden:
                self.hidden.add(cell)
                touched.update(self.cells[cell].counts())
        return sorted(touched)


def order(cell: Cell) -> tuple[str, ...]:
    """Sorts cells the same in every run."""
    return cell.measure, cell.breakdown, cell.area, cell.period.kind, cell.period.key
