import dash_ag_grid

from dashboard.charts.block import Cell, Column, Table
from layouts.data_table import data_table, grid_columns, grid_rows, load_grid_when_needed

TABLE = Table(
    "Authorities",
    (Column("Authority", "text"), Column("NEET", "number", "%")),
    ((Cell("Leeds"), Cell("4.9 %", 4.9, None, ("provisional",))), (Cell("Kent"), Cell("c", None, "c"))),
)


def test_a_figure_sorts_by_its_stored_value_and_shows_its_words():
    assert grid_rows(TABLE)[0] == {
        "value0": "Leeds", "shown0": "Leeds", "why0": "",
        "value1": 4.9, "shown1": "4.9 % (provisional)", "why1": "",
    }  # fmt: skip


def test_a_missing_figure_is_no_number_and_says_why():
    row = grid_rows(TABLE)[1]
    assert row["value1"] is None
    assert row["shown1"] == "c"
    assert "suppressed" in row["why1"]


def test_numbers_stand_right_under_their_unit():
    columns = grid_columns(TABLE)
    assert columns[1]["headerName"] == "NEET (%)"
    assert columns[1]["type"] == "rightAligned"
    assert "type" not in columns[0]


def test_the_grid_holds_the_table():
    grid = data_table("authorities", TABLE)
    assert (grid.id, len(grid.rowData), len(grid.columnDefs)) == ("authorities", 2, 2)
    assert data_table("later").rowData == []


def test_its_script_is_on_no_page_by_itself():
    assert load_grid_when_needed().endswith(".js")
    script = next(r for r in dash_ag_grid.AgGrid._js_dist if r["relative_package_path"] == "dash_ag_grid.min.js")
    assert script["async"] == "lazy"
