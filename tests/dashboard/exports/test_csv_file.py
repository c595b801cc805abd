"""A chart's table as CSV: nothing lost, nothing that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.exports.csv_file import inert, write_csv

BLOCK = ChartBlock(
    name="trends",
    headline="NEET is rising",
    subtitle="NEET, %, Leeds",
    description="A line chart.",
    figure={"data": [], "layout": {}},
    table=Table(
        "NEET over time",
        (Column("Area", "text"), Column("2024", unit="%"), Column("2025", unit="%")),
        (
            (Cell("Leeds", "E08000035"), Cell("4.3", 4.3), Cell("4.9", 4.9, None, ("provisional",))),
            (Cell("=1+1"), Cell("c", None, "c"), Cell("−0.2", -0.2)),
        ),
    ),
    notes=("A note.",),
    source="Department for Education.",
    measures=("neet",),
    key="k",
    labels=("Provisional",),
)


def rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_every_number_column_gives_the_shown_and_the_stored_value():
    header, first, _ = rows(write_csv(BLOCK, 7))
    assert header[:5] == ["Area", "2024 (%) (as shown)", "2024 (%) (value)", "2024 (%) (note)", "2025 (%) (as shown)"]
    assert first[:3] == ["Leeds", "4.3", "4.3"]


def test_a_missing_value_keeps_its_reason_and_is_not_a_zero():
    row = rows(write_csv(BLOCK, 7))[2]
    assert row[1:4] == ["c", "", "c: suppressed: too few children to publish safely"]


def test_flags_labels_source_and_version_stand_in_the_rows():
    header, first, second = rows(write_csv(BLOCK, 7))
    assert first[6] == "provisional"
    assert header[-3:] == ["Source", "Data version", "Labels"]
    assert first[-3:] == second[-3:] == ["Department for Education.", "7", "Provisional"]


def test_text_that_looks_like_a_formula_is_made_inert_and_a_negative_number_is_not():
    row = rows(write_csv(BLOCK, 7))[2]
    assert row[0] == "'=1+1"
    assert row[5] == "-0.2"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_each_formula_start_is_made_inert(start):
    assert inert(f"{start}cmd") == f"'{start}cmd"


@given(st.text())
def test_no_text_cell_can_start_a_formula(text):
    assert not str(inert(text)).startswith(("=", "+", "-", "@", "\t", "\r"))
