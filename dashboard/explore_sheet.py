"""The figures of Explore in rows and columns: a row for each measure, group and area, a column for each period.

Planned from what is known to exist, then filled by data_access/sheet.py. Figures are kept as lists of plain numbers:
a selection may hold a hundred thousand, and a record for each would cost more than everything else together.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.explore_reach import Reach, Years
from dashboard.formatting import join_names
from dashboard.periods import Period
from dashboard.schema import Status

# What the heading "2025" stands for, by kind of period.
KINDS = {
    "winter-average": "average of December to February",
    "academic-year": "school year that ends in it",
    "financial-year": "year to 31 March",
    "calendar-year": "calendar year",
    "31-march": "31 March",
    "31-august": "31 August",
    "30-june": "30 June",
    "year-end": "end of the year",
    "leavers": "leavers of the school year that ends in it",
    "pooled-years": "years taken together, up to it",
    "year-to-date": "school year that ends in it, so far",
}


@dataclass(frozen=True, slots=True)
class Plan:
    """What a sheet is to hold, in the order chosen; ``places`` is the column of each measure's periods.

    ``by_year`` says that the headings are years, which stand for something else in each row (``year_words``).
    """

    measures: tuple[str, ...]
    groups: tuple[str, ...]
    areas: tuple[str, ...]
    columns: tuple[str, ...]
    places: Mapping[tuple[str, Period], int]
    by_year: bool
    most_areas: bool  # whether most figures of these measures, groups and periods are of these areas

    def year_words(self) -> dict[str, str]:
        """What the years at the head of the columns stand for, by measure."""
        kinds: dict[str, dict[str, None]] = {}
        for measure, period in self.places:
            kinds.setdefault(measure, {})[period.kind] = None
        return {
            measure: join_names(KINDS.get(kind, kind.replace("-", " ")) for kind in found)
            for measure, found in kinds.items()
        }


class Key(NamedTuple):
    """What a row is about."""

    measure: str
    group: str
    area: str


class Origin(NamedTuple):
    """Where a figure comes from."""

    provisional: bool
    illustrative: bool
    dataset: str


class SheetColumn(NamedTuple):
    """The figures of one column from the first row to the last.

    A figure's source is a key of ``Sheet.origins``, 0 where none is published; ``missing`` has the symbol of a
    published one without a value, by row.
    """

    values: list[float | None]
    sources: list[int]
    missing: dict[int, Status]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A planned sheet with its figures; rows that have none at all are left out."""

    plan: Plan
    rows: tuple[Key, ...]
    columns: Sequence[SheetColumn]
    origins: Mapping[int, Origin]


def plan_sheet(
    reach: Reach, measures: Sequence[str], groups: Sequence[str], areas: Sequence[str], years: Years = (None, None)
) -> Plan:
    """The columns that these figures need."""
    wanted = frozenset(areas)
    among = [len(held & wanted) for held in reach.areas]
    stretches = [(name, each) for name in measures for each in reach.of((name,), groups, years) if among[each.areas]]
    places, columns, by_year = _place_periods({(name, each.period) for name, each in stretches})
    ours = sum(among[each.areas] for _, each in stretches)
    most = 2 * ours > sum(len(reach.areas[each.areas]) for _, each in stretches)
    return Plan(tuple(measures), tuple(groups), tuple(areas), columns, places, by_year, most)


def _place_periods(used: set[tuple[str, Period]]) -> tuple[dict[tuple[str, Period], int], tuple[str, ...], bool]:
    """The column of each measure's periods, the headings, and whether these are years; the newest come first.

    Where all periods are of one kind the headings are the periods themselves. Otherwise a column is the year in which
    periods end, so that measures stand side by side; a measure with several in one year takes as many columns.
    """
    if len({period.kind for _, period in used}) < 2:
        ordered = sorted({period for _, period in used}, key=lambda period: (period.end, period.key), reverse=True)
        order = {period: place for place, period in enumerate(ordered)}
        return {key: order[key[1]] for key in used}, tuple(period.label for period in ordered), False
    taken: Counter[tuple[str, int]] = Counter()
    slots = {}
    for measure, period in sorted(used, key=lambda one: (one[0], one[1].end, one[1].kind, one[1].key)):
        year = period.end.year
        slots[measure, period] = (year, taken[measure, year])
        taken[measure, year] += 1
    places = {slot: place for place, slot in enumerate(sorted(set(slots.values()), reverse=True))}
    headings = tuple(f"{year} ({turn + 1})" if turn else str(year) for year, turn in places)
    return {key: places[slot] for key, slot in slots.items()}, headings, True
