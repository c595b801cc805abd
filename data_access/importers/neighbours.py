"""The statistical neighbours of every authority: the models of May 2025, April 2021 and before.

The workbooks close with a list of abolished authorities under “Old SNs:”; those are the neighbours of an older model,
so they are not read into the set of the file.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from dashboard.schema import Area, Member, NeighbourSet
from data_access.batch import Batch
from data_access.importers.area_names import is_same_name
from data_access.importers.collect import Collector, file_hash, make_dataset
from data_access.importers.context import Context
from data_access.importers.fault_list import FaultList
from data_access.importers.text_table import TextTable, has_columns, read_csv
from data_access.importers.workbook import read_workbook
from data_access.progress import Progress

TITLES = {"2025": "May 2025", "2021": "April 2021", "pre-2021": "before April 2021"}
URL = "https://www.gov.uk/government/publications/local-authority-interactive-tool-lait"
CLOSENESS = ("Extremely close", "Very close", "Close", "Somewhat close", "Not close")
HEADER = ["LA num", "LA Name", "LA number", "GOInd", "GOReg", *[f"SN{n}" if p == 0 else "SNP" for n in range(1, 11)
          for p in (0, 1)]]  # fmt: skip
FIRST, TEN = 5, 10  # the column of the closest neighbour, and how many there are
OLD = "Old SNs:"
HISTORIC_COLUMNS = (
    "model", "la_number", "la_code", "la", "rank", "neighbour_number", "neighbour_code", "neighbour", "source",
)  # fmt: skip


def read(paths: Sequence[Path], context: Context, progress: Progress) -> list[Batch]:
    """One batch for each file. A workbook's set is that of the year in its name. Raises InvalidFileError."""
    faults = FaultList()
    batches: list[Batch] = []
    for done, path in enumerate(paths, start=1):
        name, sets = _read_one(path, context, faults)
        title = f"Statistical neighbours, {TITLES.get(name, name)}"
        slug = f"statistical-neighbours-{name}"
        batch = Collector().batch(make_dataset(slug, title, "Department for Education", URL, file_hash([path])))
        batch.neighbour_sets = sets
        batches.append(batch)
        progress(done, len(paths), f"{path.name}: neighbours of {len(sets)} authorities")
    faults.raise_any()
    return batches


def _read_one(path: Path, context: Context, faults: FaultList) -> tuple[str, list[NeighbourSet]]:
    if path.suffix.lower() == ".csv":
        table = read_csv(path, faults)
        if table is None or not has_columns(table, HISTORIC_COLUMNS, faults, HISTORIC_COLUMNS):
            return "pre-2021", []
        return "pre-2021", _Reader(path.name, context, faults).read_historic(table)
    year = re.search(r"2025|2021", path.name)
    if year is None:
        rule = "nothing tells which model it holds"
        faults.add(path.name, 0, "", path.name, rule, "Keep the year (2021 or 2025) in the name of the file")
        return "", []
    rows = read_workbook(path, faults)
    return year[0], [] if rows is None else _Reader(path.name, context, faults).read_model(year[0], rows)


class _Reader:
    """One file while it is read."""

    def __init__(self, file: str, context: Context, faults: FaultList):
        self.file, self.context, self.faults = file, context, faults

    def read_model(self, name: str, rows: list[list[str]]) -> list[NeighbourSet]:
        """The sets of a workbook, from the row after the names of its columns to the list of old ones."""
        start = next((number for number, row in enumerate(rows) if row[: len(HEADER)] == HEADER), None)
        if start is None:
            rule = f"no row names the columns {', '.join(HEADER[:8])}, …"
            self.faults.add(self.file, 0, "", "", rule, "Check that it is the Department's neighbours workbook")
            return []
        sets: dict[str, NeighbourSet] = {}
        for number, row in enumerate(rows[start + 1 :], start=start + 2):
            if row[1] == OLD:
                break
            if not any(row):
                continue
            home = self._known(number, "LA num", row[0], row[1])
            if home is None or row[FIRST] == "-":  # an authority made after the model: it has no neighbours in it
                continue
            if home.code in sets:
                self._report(number, "LA num", row[0], "this authority is there twice")
            sets[home.code] = NeighbourSet(name, TITLES[name], home.code, self._read_members(number, row, home))
        return list(sets.values())

    def _read_members(self, number: int, row: list[str], home: Area) -> tuple[Member, ...]:
        members: list[Member] = []
        for rank in range(1, TEN + 1):
            column, code = f"SN{rank}", row[FIRST + 2 * rank - 2]
            words = row[FIRST + 2 * rank - 1].capitalize()
            area = self._known(number, column, code)
            if words not in CLOSENESS:
                self._report(number, f"SNP of {column}", words, f"closeness must be one of {', '.join(CLOSENESS)}")
            if area is not None and not self._is_repeated(number, column, area, [home.code, *members]):
                members.append(Member(area.code, rank, words))
        return tuple(members)

    def read_historic(self, table: TextTable) -> list[NeighbourSet]:
        """The sets of the long CSV: one row for each neighbour, without words for closeness."""
        members: dict[str, list[Member]] = {}
        for number, cells in zip(table.rows.tolist(), table.cells.to_dict("records"), strict=True):
            home = self._known(number, "la_number", cells["la_number"], cells["la"])
            area = self._known(number, "neighbour_number", cells["neighbour_number"], cells["neighbour"])
            if home is None or area is None:
                continue
            known = members.setdefault(home.code, [])
            if cells["rank"] != str(len(known) + 1):
                self._report(number, "rank", cells["rank"], f"the ranks of {home.name} must run from 1 to {TEN}")
            elif not self._is_repeated(number, "neighbour", area, [home.code, *known]):
                known.append(Member(area.code, len(known) + 1, ""))
        for code, found in members.items():
            if len(found) != TEN:
                name = self.context.areas[code].name
                self._report(0, "la", name, f"it has {len(found)} neighbours, not {TEN}")
        return [NeighbourSet("pre-2021", TITLES["pre-2021"], code, tuple(found)) for code, found in members.items()]

    def _report(self, number: int, column: str, value: str, rule: str) -> None:
        self.faults.add(self.file, number, column, value, rule, "Compare with the publisher's file and correct it")

    def _is_repeated(self, number: int, column: str, area: Area, taken: list[str | Member]) -> bool:
        """Whether an authority is its own neighbour or there twice, which is a fault."""
        codes = [one if isinstance(one, str) else one.area for one in taken]
        if area.code not in codes:
            return False
        own = area.code == codes[0]
        rule = "an authority cannot be its own neighbour" if own else "this neighbour is there twice"
        self._report(number, column, area.name, rule)
        return True

    def _known(self, number: int, column: str, code: str, name: str | None = None) -> Area | None:
        """The authority of a DfE number; where a name stands beside it, the two must belong together."""
        area = self.context.area_by_number(int(code)) if code.isascii() and code.isdigit() else None
        if area is None or area.type != "authority":
            self._report(number, column, code, "no authority has this number")
            return None
        if name is not None and not is_same_name(area.name, name):
            self._report(number, column, name, f"the number {code} is {area.name}")
            return None
        return area
