from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl

from data_access.faults import ImportFault
from data_access.importers.authorities import CODE_LIST_HEADER, read_authorities

Refused = Callable[[Callable[[], object]], list[ImportFault]]
Write = Callable[[str, str], Path]
PLACES = """geographic_level,region_code,region_name,old_la_code,new_la_code,la_name
National,,,,,
Regional,E12000003,Yorkshire and The Humber,,,
Regional,E12000007,London,,,
Regional,E13000001,Inner London,,,
Local authority,E12000003,Yorkshire and The Humber,383,E08000035,Leeds
Local authority,E12000003,Yorkshire and The Humber,815,E10000023,North Yorkshire
Local authority,E12000003,Yorkshire and The Humber,815,E06000065,North Yorkshire
Local authority,E12000007,London,202,E09000007,Camden
Local authority,E13000001,Inner London,202,E09000007,Camden
Local authority,E12000009,South West,835,E10000009,Dorset
Local authority,E12000009,South West,838,E06000059,Dorset
"""
NUMBERS = [
    (383, "Leeds"), (815, "North Yorkshire"), (202, "Camden"), (835, "Dorset (Pre LG)"), (838, "Dorset"),
    (970, "England"), (982, "Yorkshire and the Humber"), (986, "London"), (987, "London (Inner)"),
    (1000, "England (discontinued)"),
]  # fmt: skip


def code_list(path: Path, rows: list[tuple[object, str]], header: list[str] = CODE_LIST_HEADER) -> Path:
    book = openpyxl.Workbook()
    book.active.append(header)
    for number, name in rows:
        book.active.append([number, name, "A region", "UA"])
    book.save(path / "numbers.xlsx")
    return path / "numbers.xlsx"


def test_joins_numbers_codes_and_days(tmp_path: Path, write: Write) -> None:
    areas = {a.code: a for a in read_authorities(code_list(tmp_path, NUMBERS), [write("a.csv", PLACES)])}
    assert areas["E92000001"].number == 970
    assert (areas["E12000003"].number, areas["E12000003"].parent) == (982, "E92000001")
    assert (areas["E13000001"].number, areas["E13000001"].parent) == (987, "E12000007")
    assert areas["E09000007"].parent == "E13000001"
    assert areas["E06000065"].number == 815
    assert "E10000023" not in areas
    assert (areas["E06000059"].name, areas["E06000059"].valid_from) == ("Dorset", date(2019, 4, 1))
    assert areas["E10000009"].name == "Dorset (before April 2019)"
    assert areas["E10000009"].valid_to == areas["E06000059"].valid_from.replace(month=3, day=31)  # type: ignore[union-attr]
    assert not areas["E10000004"].current


def test_faults_of_the_list_are_named(tmp_path: Path, write: Write, refused: Refused) -> None:
    rows = [*NUMBERS, ("many", "Nowhere"), (383, "Leeds"), (999, "Atlantis")]
    rows[1] = (815, "South Yorkshire")
    rows.append((101, "Nowhere"))
    path = code_list(tmp_path, rows)
    faults = refused(lambda: read_authorities(path, [write("a.csv", PLACES)]))
    found = {(fault.row, fault.value) for fault in faults}
    assert found == {(12, "many"), (13, "383"), (0, "South Yorkshire"), (0, "101")}


def test_another_workbook_is_refused(tmp_path: Path, write: Write, refused: Refused) -> None:
    path = code_list(tmp_path, NUMBERS, ["Name", "Number"])
    [fault] = refused(lambda: read_authorities(path, [write("a.csv", PLACES)]))
    assert "its first row must be LA Number" in fault.rule
