"""A big table that sorts, filters and scrolls: AG Grid over the same Table that exports write.

For tables of more than some thirty rows; a page that uses it says so in layouts/pages.py (``grid=True``). Smaller
ones are the plain ``<table>`` of a chart block.
"""

from pathlib import Path
from typing import Any

import dash_ag_grid
from dash.fingerprint import build_fingerprint

from dashboard.charts.block import Cell, Column, Table
from dashboard.missing import REASONS

_SCRIPT = "dash_ag_grid.min.js"


def load_grid_when_needed() -> str:
    """Take the grid's script out of every page and return its address, for the pages that need it."""
    for resource in dash_ag_grid.AgGrid._js_dist:
        if resource["relative_package_path"] == _SCRIPT:
            resource["async"] = "lazy"
    modified = int((Path(dash_ag_grid.__file__).parent / _SCRIPT).stat().st_mtime)
    return f"/_dash-component-suites/dash_ag_grid/{build_fingerprint(_SCRIPT, dash_ag_grid.__version__, modified)}"


def data_table(id: str, table: Table | None = None, *, height: int = 480) -> dash_ag_grid.AgGrid:
    """The grid; ``grid_rows`` and ``grid_columns`` fill it later where ``table`` is not known yet."""
    return dash_ag_grid.AgGrid(
        id=id,
        rowData=grid_rows(table) if table else [],
        columnDefs=grid_columns(table) if table else [],
        defaultColDef={"sortable": True, "resizable": True, "minWidth": 90, "flex": 1, "wrapHeaderText": True,
                       "autoHeaderHeight": True},
        dashGridOptions={"animateRows": False, "enableCellTextSelection": True, "ensureDomOrder": True,
                         "suppressDragLeaveHidesColumns": True,
                         "suppressContentVisibilityAuto": True},  # there out of sight too: on paper, for screen readers
        style={"height": height, "width": "100%"},
        className="grid",
    )  # fmt: skip


def grid_columns(table: Table) -> list[dict[str, Any]]:
    """Column definitions: sorted by the stored value, shown in words."""
    return [_column(index, column) for index, column in enumerate(table.columns)]


def _column(index: int, column: Column) -> dict[str, Any]:
    definition: dict[str, Any] = {
        "field": f"value{index}",
        "headerName": f"{column.title} ({column.unit})" if column.unit else column.title,
        "valueFormatter": {"function": f"params.data.shown{index}"},
        "tooltipField": f"why{index}",
    }
    if column.kind == "number":
        return definition | {"type": "rightAligned"}
    return definition | {"filter": "agTextColumnFilter", "minWidth": 160}


def grid_rows(table: Table) -> list[dict[str, Any]]:
    """Row data: for each cell its stored value, the words shown, and the reason where there is no value."""
    return [{key: part for index, cell in enumerate(row) for key, part in _cell(index, cell).items()}
            for row in table.rows]  # fmt: skip


def _cell(index: int, cell: Cell) -> dict[str, Any]:
    words = " ".join([cell.shown, *(f"({flag})" for flag in cell.flags)])
    value = cell.shown if cell.value is None and cell.status is None else cell.value
    return {f"value{index}": value, f"shown{index}": words, f"why{index}": REASONS.get(cell.status or "", "")}
