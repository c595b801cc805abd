from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from dashboard.schema import Area
from data_access.faults import ImportFault
from data_access.importers import neighbours
from data_access.importers.context import Context
from data_access.progress import no_progress

Refused = Callable[[Callable[[], object]], list[ImportFault]]
Write = Callable[[str, str], Path]
CITIES = Context.from_areas([Area(f"E0{n}", f"City {n}", "authority", None, n) for n in range(301, 320)], [])
WORDS = ["Extremely close", "Very Close", "Very close", "Close", "Close", "Close", "Somewhat close", "Not Close"] * 2


def line(home: int = 301, members: list[int] | None = None) -> list[object]:
    cells: list[object] = [home, f"City {home}", home, 3, "A region"]
    for member, words in zip(members or range(302, 312), WORDS, strict=False):
        cells += [member, words]
    return cells


def save(path: Path, *lines: list[object], name: str = "sn_may_2025.xlsx", header: bool = True) -> Path:
    book = openpyxl.Workbook()
    book.active.append(["A", "B", "C"])
    book.active.append([1, 2, 3])
    if header:
        book.active.append(neighbours.HEADER)
    for cells in lines:
        book.active.append(cells)
    book.save(path / name)
    return path / name


def test_reads_ten_neighbours_in_order_with_their_closeness(tmp_path: Path) -> None:
    [batch] = neighbours.read([save(tmp_path, line())], CITIES, no_progress)
    [found] = batch.neighbour_sets
    assert (found.id, found.title, found.home) == ("2025", "May 2025", "E0301")
    assert [member.area for member in found.members] == [f"E0{n}" for n in range(302, 312)]
    assert [member.rank for member in found.members] == list(range(1, 11))
    assert found.members[1].closeness == found.members[2].closeness == "Very close"
    assert len(batch.frame) == 0


def test_the_set_is_that_of_the_year_in_the_name(tmp_path: Path, refused: Refused) -> None:
    [batch] = neighbours.read([save(tmp_path, line(), name="sn_april_2021.xlsx")], CITIES, no_progress)
    assert (batch.neighbour_sets[0].id, batch.dataset.slug) == ("2021", "statistical-neighbours-2021")
    unnamed = save(tmp_path, line(), name="neighbours.xlsx")
    [fault] = refused(lambda: neighbours.read([unnamed], CITIES, no_progress))
    assert "which model" in fault.rule


def test_old_neighbours_and_authorities_without_any_are_left_out(tmp_path: Path) -> None:
    newer: list[object] = [312, "City 312", 312, 3, "A region", *["-"] * 20]
    path = save(tmp_path, line(), newer, [], [None, "Old SNs:"], line(313))
    [batch] = neighbours.read([path], CITIES, no_progress)
    assert [one.home for one in batch.neighbour_sets] == ["E0301"]


@pytest.mark.parametrize(
    ("cells", "column", "rule"),
    [
        (line(999), "LA num", "no authority has this number"),
        ([301, "Leeds", *line()[2:]], "LA num", "the number 301 is City 301"),
        (line(members=[301, *range(303, 312)]), "SN1", "its own neighbour"),
        (line(members=[303, *range(303, 312)]), "SN2", "there twice"),
        (line(members=[302, 999, *range(304, 312)]), "SN2", "no authority has this number"),
        ([*line()[:6], "Nearby", *line()[7:]], "SNP of SN1", "closeness must be one of"),
        ([*line()[:5], None, *line()[6:]], "SN1", "no authority has this number"),
    ],
)
def test_a_fault_names_its_row_and_column(
    tmp_path: Path, refused: Refused, cells: list[object], column: str, rule: str
) -> None:
    path = save(tmp_path, cells)
    [fault] = refused(lambda: neighbours.read([path], CITIES, no_progress))
    assert (fault.file, fault.row, fault.column) == ("sn_may_2025.xlsx", 4, column)
    assert rule in fault.rule


def test_an_authority_may_be_there_once_only(tmp_path: Path, refused: Refused) -> None:
    path = save(tmp_path, line(), line())
    [fault] = refused(lambda: neighbours.read([path], CITIES, no_progress))
    assert (fault.row, fault.rule) == (5, "this authority is there twice")


def test_a_workbook_of_another_kind_is_refused(tmp_path: Path, refused: Refused) -> None:
    path = save(tmp_path, line(), header=False)
    [fault] = refused(lambda: neighbours.read([path], CITIES, no_progress))
    assert "no row names the columns" in fault.rule


def historic(members: list[tuple[str, int]]) -> str:
    rows = [f"old,301,E0301,City 301,{rank},{n},E0{n},City {n},a source" for rank, n in members]
    return "\n".join([",".join(neighbours.HISTORIC_COLUMNS), *rows])


def test_reads_the_model_before_2021(write: Write) -> None:
    text = historic([(str(n - 301), n) for n in range(302, 312)])
    [batch] = neighbours.read([write("old.csv", text)], CITIES, no_progress)
    [found] = batch.neighbour_sets
    assert (found.id, len(found.members), found.members[9].area) == ("pre-2021", 10, "E0311")


@pytest.mark.parametrize(
    ("members", "rule"),
    [
        ([(str(n - 301), n) for n in range(302, 311)], "9 neighbours, not 10"),
        ([(str(n), n + 301) for n in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11)], "must run from 1 to 10"),
        ([(str(n - 301), n) for n in range(302, 311)] + [("10", 302)], "there twice"),
    ],
)
def test_the_model_before_2021_must_be_whole(
    write: Write, refused: Refused, members: list[tuple[str, int]], rule: str
) -> None:
    path = write("old.csv", historic(members))
    faults = refused(lambda: neighbours.read([path], CITIES, no_progress))
    assert any(rule in fault.rule for fault in faults)
