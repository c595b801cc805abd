"""The council's own sheets on the command line."""

import json
import shutil
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from dashboard.config import Settings
from dashboard.exports.local_template import HEADER
from dashboard.periods import month
from dashboard.rights import Sight
from dashboard.schema import Observation
from data_access import local_commands
from data_access.__main__ import main
from data_access.engine import open_engine
from data_access.local.sheet_context import fetch_sheet_context
from data_access.local_sheet import NO_MAPPING, read_local_sheet
from data_access.publish import publish
from data_access.repository import Repository
from tests.data_access.publishing import EAST, LEEDS, WEST, batch, row
from tests.machine import ROOT

EXAMPLE = ROOT / "docs" / "examples" / "invented-council-figures.csv"
Sheet = Callable[..., str]


def fill(url: str) -> str:
    """Give an empty store Leeds, two of its wedges and one published figure."""
    engine = open_engine(url)
    publish(engine, [batch("lait", [row(4.9)])], by="test")
    engine.dispose()
    return url


@pytest.fixture
def store(prepared_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """DATABASE_URL of a store in SQLite; what depends on the database is tested with the publishing."""
    url = fill(f"sqlite:///{shutil.copy(prepared_file, tmp_path / 'store.sqlite')}")
    monkeypatch.setenv("DATABASE_URL", url)
    return url


@pytest.fixture
def sheet(tmp_path: Path) -> Sheet:
    """Save a sheet in the template's shape; its path."""

    def save(*lines: str, name: str = "sheet.csv", header: str = "measure,area,period,numerator,denominator") -> str:
        (tmp_path / name).write_text("\n".join([header, *lines]) + "\n")
        return str(tmp_path / name)

    return save


def read(url: str, *, everything: bool = False) -> Sequence[Observation]:
    """The in-year figures that everybody sees, or those with the right to all."""
    engine = open_engine(url)
    found = Repository(engine).seen_by(Sight(everything=everything)).fetch_observations(["neet"], in_year=True)
    engine.dispose()
    return found


def test_what_is_imported_is_read_and_small_counts_are_hidden(
    prepared_store_url: str, sheet: Sheet, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    store = fill(prepared_store_url)
    monkeypatch.setenv("DATABASE_URL", store)
    file = sheet(f"neet,{EAST},2025-10,60,1200", f"neet,{WEST},2025-10,3,1000", f"neet,{WEST},2025-09,c,1000")
    assert main(["import", "local", file]) == 0
    assert "Version 2: local-sheet: 3 new, 0 changed, 0 as before" in capsys.readouterr().out
    assert [(one.area, one.period, one.value, one.numerator, one.status, one.dataset) for one in read(store)] == [
        (EAST, month(2025, 10), 5.0, 60, None, "local-sheet"),
        (WEST, month(2025, 9), None, None, "c", "local-sheet"),
        (WEST, month(2025, 10), None, None, "c", "local-sheet"),
    ]


def test_a_dry_run_changes_nothing(store: str, sheet: Sheet, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "local", sheet(f"neet,{EAST},2025-10,60,1200"), "--dry-run"]) == 0
    assert capsys.readouterr().out.startswith("Dry run, nothing was stored. Version 2: local-sheet: 1 new")
    assert read(store, everything=True) == ()


def test_unpublished_figures_are_for_those_with_the_right(store: str, sheet: Sheet) -> None:
    assert main(["import", "local", sheet(f"neet,{EAST},2025-10,60,1200"), "--unpublished"]) == 0
    assert read(store) == ()
    assert [one.dataset for one in read(store, everything=True)] == ["local-sheet-unpublished"]


def test_a_sheet_of_other_columns_is_mapped(store: str, sheet: Sheet) -> None:
    file = sheet("East,60,70", header="Neighbourhood,2025-09,2025-10")
    options = ["--map", "area=Neighbourhood", "--map", "measure:=looked-after-number", "--spread", "period"]
    assert main(["import", "local", file, *options]) == 0
    engine = open_engine(store)
    found = Repository(engine).fetch_observations(["looked-after-number"], in_year=True)
    engine.dispose()
    assert [(one.period.key, one.value) for one in found] == [("2025-09", 60), ("2025-10", 70)]


def test_notices_and_warnings_are_lines_of_stderr(store: str, sheet: Sheet, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["import", "local", sheet(f"neet,{EAST},31/10/2025,60,1200", f"neet,{LEEDS},2025,6000,100000")]) == 0
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Notice: “31/10/2025” was read as 31 October 2025 (row 2)."
    assert lines[1].startswith("Warning: sheet.csv, row 3, column numerator: “neet, 2025”: the published figure is 4.9")


def test_every_fault_of_every_file_is_told_at_once_and_nothing_goes_in(
    store: str, sheet: Sheet, capsys: pytest.CaptureFixture[str]
) -> None:
    files = [
        sheet(f"neet,{EAST},2025-10,60,1200", "neat,East,2025,1,2"),
        sheet(f"neet,{EAST},2025-10,61,1200", "neet,East,2025,-1,2", name="b.csv"),
    ]
    assert main(["import", "local", *files, "--json"]) == 2
    out, err = capsys.readouterr()
    told = [(fault["file"], fault["row"], fault["column"]) for fault in json.loads(out)]
    assert told == [("sheet.csv", 3, "measure"), ("b.csv", 3, "numerator")]
    assert len(err.splitlines()) == 2
    assert read(store, everything=True) == ()


def test_one_figure_in_two_files_is_a_fault(store: str, sheet: Sheet, capsys: pytest.CaptureFixture[str]) -> None:
    line = f"neet,{EAST},2025-10,60,1200"
    assert main(["import", "local", sheet(line), sheet(line, name="b.csv")]) == 2
    assert "b.csv: “neet, leeds-east, 2025-10”: this figure is in sheet.csv as well" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["local", "none.csv"], "none.csv: “none.csv”: no such file"),
        (["local", "SHEET", "--map", "colour=Red"], "--map “colour=Red”: it must be OURS=THEIRS or OURS:=TEXT"),
        (["lait", "SHEET", "--unpublished"], "are for “local” only"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    arguments: list[str], words: str, store: str, sheet: Sheet, capsys: pytest.CaptureFixture[str]
) -> None:
    file = sheet(f"neet,{EAST},2025-10,60,1200")
    assert main(["import", *(file if one == "SHEET" else one for one in arguments)]) == 2
    assert words in capsys.readouterr().err


def test_a_defect_of_ours_does_not_repeat_a_cell(
    store: str, sheet: Sheet, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError("the count of 1207")

    monkeypatch.setattr(local_commands, "read_local_sheet", fail)
    assert main(["import", "local", sheet(f"neet,{EAST},2025-10,60,1200")]) == 1
    err = capsys.readouterr().err
    assert "1207" not in "".join(line for line in err.splitlines() if "raise" not in line)
    assert err.endswith("KeyError\nThis is a defect of ours; nothing was changed\n")


def test_the_template_is_written_as_text_or_as_a_workbook(
    tmp_path: Path, shipped_store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", shipped_store)
    text, book = tmp_path / "a.csv", tmp_path / "b.xlsx"
    assert main(["template", str(text)]) == 0
    assert main(["template", "--xlsx", str(book)]) == 0
    assert capsys.readouterr().out == f"Wrote {text}\nWrote {book}\n"
    assert text.read_text(encoding="utf-8-sig") == ",".join(HEADER) + "\n"
    areas = {row[0].value for row in openpyxl.load_workbook(book)["Areas"].iter_rows()}
    assert {"E08000035", "leeds-west", "leeds-inner-west", "E05011385"} <= areas
    assert "E08000032" not in areas


def test_a_template_that_cannot_be_written_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", str(tmp_path / "none" / "a.csv")]) == 2
    assert capsys.readouterr().err.startswith("No such file or directory: ")


def test_the_example_of_the_documentation_is_read_without_a_word(shipped_store: str) -> None:
    engine = open_engine(shipped_store)
    context = fetch_sheet_context(Repository(engine), Settings(), date(2026, 11, 22))
    found = read_local_sheet(EXAMPLE.read_bytes(), EXAMPLE.name, NO_MAPPING, context, Settings())
    engine.dispose()
    assert (found.faults, found.warnings, found.notices) == ((), (), ())
    assert {one.period.kind for one in found.figures} == {"month", "day", "term"}
    assert all(one.provisional and one.note == "invented example" for one in found.figures)
