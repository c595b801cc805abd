"""The council's own sheets on the command line."""

from pathlib import Path

import openpyxl
import pytest

from dashboard.exports.local_template import HEADER
from data_access.__main__ import main


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
