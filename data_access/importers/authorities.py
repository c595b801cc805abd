"""The authorities, regions and country: the Department's list of numbers, with the statistical codes of its files."""

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from dashboard.schema import ENGLAND, Area
from data_access.importers.area_names import RECODED, is_same_name
from data_access.importers.fault_list import FaultList
from data_access.importers.text_table import TextTable, has_columns, read_csv
from data_access.importers.workbook import read_workbook

CODE_LIST_HEADER = ["LA Number", "LA Name", "Region", "Type"]
LONDON = "E12000007"
FIRST_REGION, ENGLAND_DISCONTINUED = 970, 1000  # numbers from 970 on are England and its regions
_COLUMNS = ("geographic_level", "region_code", "region_name", "old_la_code", "new_la_code", "la_name")

# The first and last day of authorities that local government reorganisation made and unmade.
_BEGAN = {
    822: date(2009, 4, 1), 823: date(2009, 4, 1), 895: date(2009, 4, 1), 896: date(2009, 4, 1),
    838: date(2019, 4, 1), 839: date(2019, 4, 1), 940: date(2021, 4, 1), 941: date(2021, 4, 1),
    942: date(2023, 4, 1), 943: date(2023, 4, 1),
}  # fmt: skip
_ENDED = {
    835: date(2019, 3, 31), 836: date(2019, 3, 31), 837: date(2019, 3, 31),
    928: date(2021, 3, 31), 909: date(2023, 3, 31),
}  # fmt: skip
_NAMES = {835: "Dorset (before April 2019)"}  # the only former authority whose name lives on

# Abolished before the files begin; historic figures name them.
_EARLIER = [
    Area("E10000001", "Bedfordshire", "authority", "E12000006", 820, None, date(2009, 3, 31)),
    Area("E10000004", "Cheshire", "authority", "E12000002", 875, None, date(2009, 3, 31)),
]


def read_code_list(path: Path, faults: FaultList) -> dict[int, str]:
    """DfE number → name, England and the regions included."""
    rows = read_workbook(path, faults)
    if rows is None:
        return {}
    if not rows or rows[0][:4] != CODE_LIST_HEADER:
        rule = f"its first row must be {', '.join(CODE_LIST_HEADER)}"
        faults.add(path.name, 1, "", ", ".join(rows[0]) if rows else "", rule, "Check that it is the list of numbers")
        return {}
    names: dict[int, str] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(row):
            continue
        if not (row[0].isascii() and row[0].isdigit()):
            faults.add(path.name, number, "LA Number", row[0], "it must be a whole number", "Correct the number")
        elif int(row[0]) in names:
            faults.add(path.name, number, "LA Number", row[0], "this number is there twice", "Keep one row for each")
        elif int(row[0]) != ENGLAND_DISCONTINUED:
            names[int(row[0])] = row[1]
    return names


def read_authorities(code_list: Path, publications: Sequence[Path]) -> list[Area]:
    """Every authority (abolished ones with the days on which they began and ended), region and England.

    Raises InvalidFileError where a number has no statistical code or name and number do not belong together.
    """
    faults = FaultList()
    names = read_code_list(code_list, faults)
    tables = [table for path in publications if (table := _read_places(path, faults))]
    regions = _regions(tables, names)
    areas = [Area(ENGLAND, "England", "country", None, FIRST_REGION), *regions]
    found = _authorities(tables)
    for number, listed in names.items():
        if number >= FIRST_REGION:
            continue
        area = found.get(number)
        if area is None:
            rule = "no file gives a statistical code for this number"
            faults.add(code_list.name, 0, "LA Number", str(number), rule, "Add a publication that has it")
        elif not is_same_name(area.name, listed):
            rule = f"the list says {listed}, the publications {area.name}"
            faults.add(code_list.name, 0, "LA Name", listed, rule, "Find out which is right")
        else:
            areas.append(area)
    faults.raise_any()
    return areas + _EARLIER


def _read_places(path: Path, faults: FaultList) -> TextTable | None:
    table = read_csv(path, faults)
    return table if table and has_columns(table, _COLUMNS, faults) else None


def _places(tables: Iterable[TextTable], level: str) -> Iterable[tuple[str, ...]]:
    """The distinct places of one level, in the order of the files."""
    seen: dict[tuple[str, ...], None] = {}
    for table in tables:
        rows = table.cells.loc[table.cells["geographic_level"] == level, list(_COLUMNS[1:])].drop_duplicates()
        seen.update((row, None) for row in rows.itertuples(index=False, name=None))
    return seen


def _regions(tables: list[TextTable], names: dict[int, str]) -> list[Area]:
    """Regions with their numbers; Inner and Outer London lie in London, all others in England."""
    regions: dict[str, Area] = {}
    for code, name, *_ in _places(tables, "Regional"):
        number = next((n for n, listed in names.items() if n > FIRST_REGION and is_same_name(listed, name)), None)
        parent = LONDON if code.startswith("E13") else ENGLAND
        regions.setdefault(code, Area(code, name, "region", parent, number))
    return sorted(regions.values(), key=lambda area: area.code)


def _authorities(tables: list[TextTable]) -> dict[int, Area]:
    """Authorities by number, under the codes of today; a London borough's parent is Inner or Outer London."""
    found: dict[int, Area] = {}
    for region, _, number_text, gss, name in _places(tables, "Local authority"):
        number = int(number_text)
        known = found.get(number)
        if known is None or (known.parent == LONDON and region != LONDON):
            named = _NAMES.get(number, name)
            code = RECODED.get(gss, gss)
            found[number] = Area(code, named, "authority", region, number, _BEGAN.get(number), _ENDED.get(number))
    return found
