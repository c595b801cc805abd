"""What the Department's “tidy” publications share: how a row names its place and its time."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.periods import BY_YEAR, Period, academic_year, parse_year
from dashboard.schema import ENGLAND, Area
from data_access.importers.area_names import is_same_name
from data_access.importers.context import Context
from data_access.importers.fault_list import FaultList
from data_access.importers.text_table import TextTable

# The columns of every tidy publication that are read here.
COLUMNS = (
    "time_period", "time_identifier", "geographic_level", "country_code", "country_name", "region_code",
    "region_name", "old_la_code", "new_la_code", "la_name",
)  # fmt: skip
_PLACE = ["geographic_level", "region_code", "region_name", "old_la_code", "new_la_code", "la_name"]
EARLIEST = 1990  # before any of the publications
_LEVELS = {
    "Regional": ("region", "region_code", "region_name"),
    "Local authority": ("authority", "new_la_code", "la_name"),
}
_REMEDY = "Correct the row, or add the authority first"


def find_places(table: TextTable, context: Context, faults: FaultList) -> np.ndarray:
    """The code of each row's area; None, and a fault in each such row, where it is not known."""
    groups = table.cells.groupby(_PLACE, sort=False).ngroup().to_numpy()
    first = np.unique(groups, return_index=True)[1]
    codes = np.empty(len(first), dtype=object)
    for group, position in enumerate(first):
        area, column, rule = _find_place(table.cells.iloc[position], context)
        codes[group] = area.code if area else None
        for row in [] if area else np.flatnonzero(groups == group):
            value = str(table.cells[column].iloc[row])
            faults.add(table.file, int(table.rows[row]), column, value, rule, _REMEDY)
    places: np.ndarray = codes[groups]
    return places


def _find_place(cells: "pd.Series[str]", context: Context) -> tuple[Area | None, str, str]:
    """The area of one row, or the column that is wrong and the rule it breaks."""
    level = cells["geographic_level"]
    if level == "National":
        return context.area(ENGLAND), "geographic_level", "England is not known"
    if level not in _LEVELS:
        return None, "geographic_level", "it must be National, Regional or Local authority"
    kind, code, name = _LEVELS[level]
    area = context.area(cells[code])
    if area is None or area.type != kind:
        return None, code, f"no {kind} has this code"
    if not is_same_name(area.name, cells[name]):
        return None, name, f"the code is that of {area.name}"
    if kind == "authority" and cells["old_la_code"] != str(area.number):
        return None, "old_la_code", f"{area.name} has the number {area.number}"
    return area, "", ""


class PeriodList:
    """The periods of a batch, each once: figures refer to them by position."""

    def __init__(self) -> None:
        self._numbers: dict[Period, int] = {}

    @property
    def periods(self) -> list[Period]:
        """The periods in the order of their positions."""
        return list(self._numbers)

    def find(self, table: TextTable, kind: str, faults: FaultList, *, years_later: int = 0) -> np.ndarray:
        """The position of each row's ``time_period``, read as a year of one kind; -1 for a fault."""
        codes, distinct = pd.factorize(table.cells["time_period"])
        found = np.full(len(distinct), -1, dtype=np.int32)
        for position, text in enumerate(distinct):
            try:
                period = build_period(kind, parse_year(str(text)) + years_later)
            except ValueError as error:
                for row in np.flatnonzero(codes == position):
                    remedy = "Write 2025, 202425 or 2024/25"
                    faults.add(table.file, int(table.rows[row]), "time_period", str(text), str(error), remedy)
                continue
            found[position] = self._numbers.setdefault(period, len(self._numbers))
        numbers: np.ndarray = found[codes]
        return numbers


def build_period(kind: str, year: int) -> Period:
    """The period of a year. A year to date has no last day in the files, so its label claims none."""
    latest = date.today().year + 1
    if not EARLIEST <= year <= latest:
        raise ValueError(f"the year must lie between {EARLIEST} and {latest}")
    if kind != "year-to-date":
        return BY_YEAR[kind](year)
    whole = academic_year(year)
    return Period(kind, f"{whole.key} to date", whole.start, date(year, 8, 31), f"{whole.key}, year to date")
