"""The figures of one measure, breakdown and period, of all their areas together, and those kept from sheet to sheet.

They stay together from the statement to the sheet, so that the loops over single figures are those of C, not of Python.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from threading import Lock
from typing import Any, Final, NamedTuple

from cachetools import LRUCache

from dashboard.schema import Status
from data_access.lookup import Lookup

Row = tuple[int, int, int, float | None, Status | None]  # number of the group, area, source, value, symbol
FIGURES_KEPT: Final = 150_000  # by one process: some 60 bytes each
_NUMBER: Final = itemgetter(0)


class Group(NamedTuple):
    """``values`` and ``sources`` are those of ``areas``, place by place; ``symbols`` the ones there are, by area."""

    areas: tuple[int, ...]
    values: tuple[float | None, ...]
    sources: tuple[int, ...]
    symbols: Mapping[int, Status]


NOTHING: Final = Group((), (), (), {})


class Kept:
    """Groups kept between two sheets, because readers change one measure of many. Safe to share between threads.

    It holds what one lookup sees, and forgets all of it for another one.
    """

    def __init__(self, figures: int = FIGURES_KEPT) -> None:
        self._groups: LRUCache[int, Group] = LRUCache(figures, getsizeof=lambda group: 1 + len(group.areas))
        self._areas: dict[tuple[int, ...], tuple[int, ...]] = {}
        self._lookup: Lookup | None = None
        self._lock = Lock()

    def find(self, lookup: Lookup, numbers: Iterable[int]) -> dict[int, Group]:
        """Those of these groups that are held."""
        with self._lock:
            if self._lookup is not lookup:
                self._groups.clear()
                self._areas.clear()
                self._lookup = lookup
            return {number: self._groups[number] for number in numbers if number in self._groups}

    def keep(self, lookup: Lookup, groups: Mapping[int, Group]) -> None:
        """Hold whole groups, each with every area that it has; most have the same, and share the list of them."""
        with self._lock:
            if self._lookup is not lookup:
                return
            for number, group in groups.items():
                if len(group.areas) < self._groups.maxsize:
                    self._groups[number] = group._replace(areas=self._areas.setdefault(group.areas, group.areas))


def collect(rows: list[Row], lookup: Lookup) -> dict[int, Group]:
    """The groups that rows make, by number."""
    rows.sort(key=_NUMBER)  # they come so, mostly, from the table's key
    flat: list[Any] = list(chain.from_iterable(rows))
    numbers, areas, sources, values, symbols = (flat[part::5] for part in range(5))
    found: dict[int, Group] = {}
    start = 0
    while start < len(numbers):
        number = numbers[start]
        end = bisect_right(numbers, number, start)
        found[number] = _choose(areas[start:end], sources[start:end], values[start:end], symbols[start:end], lookup)
        start = end
    return found


def _choose(
    areas: list[int], sources: list[int], values: list[float | None], symbols: list[Status | None], lookup: Lookup
) -> Group:
    """The figure that is shown of each area: as data_access/merging.py has it where several sources give one."""
    if len(set(areas)) < len(areas):
        shown = _list_shown(areas, sources, symbols, lookup.trust)
        areas, sources = [areas[place] for place in shown], [sources[place] for place in shown]
        values, symbols = [values[place] for place in shown], [symbols[place] for place in shown]
    known = {area: symbol for area, symbol in zip(areas, symbols, strict=True) if symbol} if any(symbols) else {}
    return Group(tuple(areas), tuple(values), tuple(sources), known)


def _list_shown(
    areas: Sequence[int], sources: Sequence[int], symbols: Sequence[Status | None], trust: Mapping[int, int]
) -> list[int]:
    """The place of each area's figure, in the order in which they came."""
    worth = [-trust[source] for source in sources]
    if "x" in symbols:  # a reason that was lost is worth less than anything
        least = min(worth) - 1
        worth = [each + least if symbol == "x" else each for each, symbol in zip(worth, symbols, strict=True)]
    places = sorted(range(len(areas)), key=worth.__getitem__)
    return sorted({areas[place]: place for place in places}.values())  # the last one of an area stays
