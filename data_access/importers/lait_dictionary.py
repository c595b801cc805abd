"""LAIT's data dictionary: what its measures are, as facts. Its sentences are not taken over."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from dashboard.measures import SHORT, Measure, Polarity
from data_access.importers.fault_list import FaultList
from data_access.importers.lait_periods import AS_PUBLISHED, YEAR_TYPES
from data_access.importers.text_table import TextTable, has_columns, read_csv

LAIT = "Local Authority Interactive Tool (LAIT)"
COLUMNS = (
    "Measure_code", "Topic", "Measure", "Chart_title", "Measure_short", "Polarity", "y_axis_name",
    "state_funded_flag", "Table_status", "Description", "Last Update", "Next Update",
    "Data Owner (DO) /Supplier and Contact Details", "Methodology", "Hyperlink(s)", "dps", "Year_Type", "No_Quartile",
)  # fmt: skip
_POLARITIES: dict[str, Polarity | None] = {"Low": "low", "High": "high", "-": None, "NA": None}
_WHY = {"low": "LAIT marks low figures as good.", "high": "LAIT marks high figures as good."}
_NO_POLARITY = "LAIT marks neither direction as good."
_OWNERS = {"DfE": "Department for Education", "OHID": "Office for Health Improvement and Disparities"}
_SIGNS = {"%": " percent ", "&": " and ", "<": " under ", "+": " plus "}
_EXCEL = date(1899, 12, 30)  # day 0 of its serial numbers
_RATE = re.compile(r"rate per (\d[\d,]*)(.*)", re.IGNORECASE)
_COUNTED = re.compile(r"number(?: of)? ?(.*)", re.IGNORECASE)
_WHOLE = {"entries", "leavers fte", "starters fte", "social workers", "total cases"}  # counts not called numbers


@dataclass(frozen=True, slots=True)
class Entry:
    """What the dictionary says about one measure."""

    title: str
    topic: str
    axis: str
    polarity: Polarity | None
    decimals: int | None
    kind: str
    owner: str
    updated: date | None = None
    next_update: date | None = None


def read_dictionary(path: Path, faults: FaultList) -> dict[str, Entry]:
    """Measure_short → entry. A measure listed under two topics keeps the first."""
    table = read_csv(path, faults)
    if table is None or not has_columns(table, COLUMNS, faults, COLUMNS):
        return {}
    entries: dict[str, Entry] = {}
    for row, cells in zip(table.rows, table.cells.to_dict("records"), strict=True):
        if not cells["Measure_short"]:
            faults.add(table.file, int(row), "Measure_short", "", "a measure must have a short name", "Fill it in")
        elif cells["Measure_short"] not in entries and _is_sound(table, int(row), cells, faults):
            entries[cells["Measure_short"]] = _entry(cells)
    return entries


def _is_sound(table: TextTable, row: int, cells: dict[str, str], faults: FaultList) -> bool:
    allowed: dict[str, list[str]] = {
        "Polarity": list(_POLARITIES), "Year_Type": list(YEAR_TYPES), "dps": ["NA", *"0123456789"]
    }  # fmt: skip
    sound = True
    for column, values in allowed.items():
        if cells[column] not in values:
            rule = f"it must be one of {', '.join(values)}"
            faults.add(table.file, row, column, cells[column], rule, "Correct the entry")
            sound = False
    return sound


def _entry(cells: dict[str, str]) -> Entry:
    owner = " ".join(cells["Data Owner (DO) /Supplier and Contact Details"].split())
    return Entry(
        title=" ".join(cells["Measure"].split()),
        topic=cells["Topic"].strip().replace("\\", " and "),
        axis=" ".join(cells["y_axis_name"].split()),
        polarity=_POLARITIES[cells["Polarity"]],
        decimals=None if cells["dps"] == "NA" else int(cells["dps"]),
        kind=YEAR_TYPES[cells["Year_Type"]],
        owner=_OWNERS.get(owner, owner if len(owner) > 1 else _OWNERS["DfE"]),
        updated=read_day(cells["Last Update"]),
        next_update=read_day(cells["Next Update"]),
    )


def read_day(text: str) -> date | None:
    """The day of an Excel serial number (``45839`` is 1 July 2025); None for “TBC”, “Discontinued” and the like."""
    serial = text.strip()
    return _EXCEL + timedelta(int(serial)) if re.fullmatch(r"[34]\d{4}", serial, re.ASCII) else None


def make_id(code: str) -> str:
    """The id of a measure that only LAIT names: ``LAC_ceased_SGO%`` → ``lait-lac-ceased-sgo-percent``."""
    text = code.lower()
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    return "lait-" + re.sub(r"[^a-z0-9]+", "-", text).strip("-")


def read_unit(axis: str, title: str) -> str:
    """The unit behind a value, from the words on LAIT's axis; empty where it has none."""
    if "%" in axis or (not axis.lower().startswith("average") and title.lower().startswith("percentage")):
        return "%"
    rate, counted = _RATE.fullmatch(axis), _COUNTED.fullmatch(axis)
    if rate:
        return f"per {int(rate[1].replace(',', '')):,}{rate[2]}".strip()
    if counted:
        return counted[1].lower()
    if axis in {"Spend", "Unit Cost"}:
        return "pounds"
    return "points" if "score" in axis.lower() else ""


def build_measure(code: str, entry: Entry | None) -> Measure:
    """The catalogue entry of a measure that LAIT publishes and we do not ship; bare where no dictionary was given."""
    if entry is None:
        entry = Entry(code, "Other measures of LAIT", "", None, None, AS_PUBLISHED, _OWNERS["DfE"])
    unit = read_unit(entry.axis, entry.title)
    is_count = bool(_COUNTED.fullmatch(entry.axis)) or entry.axis.lower() in _WHOLE or unit == "pounds"
    unset = 0 if is_count else 1
    return Measure(
        id=make_id(code),
        title=entry.title,
        short=entry.title if len(entry.title) <= SHORT else entry.title[: SHORT - 1].rstrip() + "…",
        topic=entry.topic,
        unit=unit,
        definition=(
            f"A measure of the Department for Education's {LAIT}, where its code is “{code}”. "
            "The definition is the publisher's and stands in LAIT's data dictionary."
        ),
        period_kind=entry.kind,
        polarity=entry.polarity,
        why_polarity=_WHY.get(entry.polarity or "", _NO_POLARITY),
        decimals=unset if entry.decimals is None else entry.decimals,
        scale=100 if unit == "%" else None,
        source=f"{entry.owner}, through {LAIT}",
        source_code=code,
        updated=entry.updated,
        next_update=entry.next_update,
        shipped=False,
    )
