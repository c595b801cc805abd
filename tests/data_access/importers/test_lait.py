import csv
import math
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data_access.batch import FRAME_COLUMNS, Batch
from data_access.faults import ImportFault
from data_access.importers import lait
from data_access.importers.context import Context
from data_access.importers.lait_dictionary import COLUMNS, make_id, read_day, read_unit
from data_access.progress import no_progress

Refused = Callable[[Callable[[], object]], list[ImportFault]]
Row = tuple[str, str, str, float, str]
LEEDS, DURHAM = ("Leeds", 383.0), ("Durham", 840.0)


def row(code: str = "16-17 NEET", year: str = "2025", value: str = "4.9", place: tuple[str, float] = LEEDS) -> Row:
    return code, year, place[0], place[1], value


def save(path: Path, rows: list[Row], **changes: Any) -> Path:
    names = ["Short Desc", "Years", "LA and Regions", "LA Number", "Values"]
    columns: dict[str, Any] = dict(zip(names, map(list, zip(*rows, strict=True)), strict=True))
    columns |= {"Data item": [None] * len(rows), "Region": ["NA"] * len(rows)} | changes
    pq.write_table(
        pa.table({name: cells for name, cells in columns.items() if cells is not None}), path / "long.parquet"
    )
    return path / "long.parquet"


def dictionary(path: Path, *entries: dict[str, str], encoding: str = "utf-8") -> Path:
    with (path / "dictionary.csv").open("w", newline="", encoding=encoding) as file:
        writer = csv.DictWriter(file, COLUMNS, restval="NA")
        writer.writeheader()
        writer.writerows(entries)
    return path / "dictionary.csv"


ENTRY = {
    "Measure_short": "HE_19_All", "Measure": "In higher education by 19 – 2½", "Topic": "Contextual\\Other",
    "Polarity": "High", "y_axis_name": "% entered", "Year_Type": "Academic Year", "dps": "2",
}  # fmt: skip


def read(context: Context, *paths: Path) -> Batch:
    return lait.read(paths, context, no_progress)[0]


def test_our_measures_get_our_ids_and_periods(context: Context, tmp_path: Path) -> None:
    batch = read(context, save(tmp_path, [row(), row("LAC", value="85"), row("TotPerAbNew", value="19.01")]))
    found = {str(r.measure): (r.value, batch.periods[r.period].label) for r in batch.frame.itertuples()}
    assert found == {
        "neet": (4.9, "Dec 2024 to Feb 2025"),
        "looked-after-rate": (85.0, "31 March 2025"),
        "persistent-absence": (19.01, "2024/25"),
    }
    assert tuple(batch.frame.columns) == FRAME_COLUMNS
    assert (batch.role, batch.measures, batch.dataset.slug) == ("value", [], "lait")


def test_a_dash_is_not_available_and_a_spreadsheets_residue_is_folded(context: Context, tmp_path: Path) -> None:
    rows = [row(value="-"), row(year="2024", value="4.9000000000000004"), row(place=DURHAM, value="0")]
    frame = read(context, save(tmp_path, rows)).frame
    assert [s if isinstance(s, str) else None for s in frame["status"]] == ["x", None, None]
    assert frame["value"].tolist()[1:] == [4.9, 0.0]
    assert frame["area"].tolist() == ["E08000035", "E08000035", "E06000047"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_other_measures_are_described_by_the_dictionary(context: Context, tmp_path: Path, encoding: str) -> None:
    again = ENTRY | {"Topic": "Another topic", "Measure": "The same under another topic"}
    words = dictionary(tmp_path, ENTRY, again, encoding=encoding)
    batch = read(context, save(tmp_path, [row("HE_19_All", "2015-16 (prov)")]), words)
    [measure] = batch.measures
    assert (measure.id, measure.title, measure.topic) == ("lait-he-19-all", ENTRY["Measure"], "Contextual and Other")
    assert (measure.unit, measure.polarity, measure.decimals, measure.shipped) == ("%", "high", 2, False)
    assert batch.periods[0].label == "2015/16"
    assert batch.frame["provisional"].tolist() == [True]


def test_without_the_dictionary_a_measure_keeps_its_code_and_its_year(context: Context, tmp_path: Path) -> None:
    batch = read(context, save(tmp_path, [row("HE_19_All")]))
    [measure] = batch.measures
    assert (measure.title, measure.polarity, batch.periods[0].label) == ("HE_19_All", None, "2025 (as published)")


def test_empty_rows_without_a_year_are_left_out(context: Context, tmp_path: Path) -> None:
    assert len(read(context, save(tmp_path, [row(), row(year="0", value="-")])).frame) == 1


@pytest.mark.parametrize(
    ("bad", "line", "column", "value", "rule"),
    [
        (row(year="0"), 3, "Years", "0", "must have a year"),
        (row(year="soon"), 3, "Years", "soon", "not a year"),
        (row(year="2024/25"), 3, "Years", "2024/25", "two years do not go with the period kind winter-average"),
        (row(year="2024", value="many"), 3, "Values", "many", "neither a number nor a known symbol"),
        (row(year="2024", value="inf"), 3, "Values", "inf", "neither a number nor a known symbol"),
        (row(year="2024", value="104"), 3, "Values", "104", "over 100 %"),
        (row(year="2024", value="-4"), 3, "Values", "-4", "cannot be negative"),
        (row("LACnum", value="-1"), 3, "Values", "-1", "cannot be negative"),
        (row(value="4.8"), 3, "Values", "4.8", "an earlier figure"),
        (row(place=("Leeds", 999)), 3, "LA and Regions", "999 Leeds", "not known"),
        (row(place=("Lead", 383)), 3, "LA and Regions", "383 Lead", "the number 383 is Leeds"),
    ],
)
def test_a_fault_names_its_row_column_value_and_rule(
    context: Context, tmp_path: Path, refused: Refused, bad: Row, line: int, column: str, value: str, rule: str
) -> None:
    path = save(tmp_path, [row(), bad])
    [fault] = refused(lambda: read(context, path))
    assert (fault.file, fault.row, fault.column, fault.value) == ("long.parquet", line, column, value)
    assert rule in fault.rule


def test_some_published_shares_pass_100(context: Context, tmp_path: Path) -> None:
    frame = read(
        context, save(tmp_path, [row("Sept_Guarantee", value="100.21"), row("L3Age19Gap", value="-0.13")])
    ).frame
    assert frame["value"].tolist() == [100.21, -0.13]


def test_all_faults_are_reported_at_once(context: Context, tmp_path: Path, refused: Refused) -> None:
    path = save(tmp_path, [row(value="a"), row(year="2024", value="b"), row(place=("Lead", 383.0))])
    assert {fault.value for fault in refused(lambda: read(context, path))} == {"a", "b", "383 Lead"}


@pytest.mark.parametrize(
    ("changes", "column", "rule"),
    [
        ({"Values": None}, "Values", "missing"),
        ({"Extra": ["1"]}, "Extra", "not known"),
        ({"Values": [4.9]}, "Values", "must hold text"),
        ({"LA Number": ["383"]}, "LA Number", "must hold numbers"),
        ({"Values": pa.array([None], pa.string())}, "Values", "cells are empty"),
    ],
)
def test_columns_must_be_those_of_the_long_file(
    context: Context, tmp_path: Path, refused: Refused, changes: dict[str, Any], column: str, rule: str
) -> None:
    path = save(tmp_path, [row()], **changes)
    [fault] = refused(lambda: read(context, path))
    assert fault.column == column
    assert rule in fault.rule


@pytest.mark.parametrize("data", [b"", b"a,b\n1,2\n", b"PAR1 and no more"])
def test_what_is_no_parquet_file_is_refused(context: Context, tmp_path: Path, refused: Refused, data: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(data)
    [fault] = refused(lambda: read(context, tmp_path / "a.parquet"))
    assert "not a readable Parquet file" in fault.rule


def test_the_long_file_must_be_among_the_files_and_nothing_strange(
    context: Context, tmp_path: Path, refused: Refused
) -> None:
    strange = tmp_path / "a.txt"
    faults = refused(lambda: read(context, strange, dictionary(tmp_path, ENTRY)))
    assert [fault.rule for fault in faults] == ["it is no file of LAIT", "the long file (Parquet) is not among them"]


@pytest.mark.parametrize("column", ["Polarity", "Year_Type", "dps", "Measure_short"])
def test_the_dictionary_must_make_sense(context: Context, tmp_path: Path, refused: Refused, column: str) -> None:
    wrong = ENTRY | {column: "" if column == "Measure_short" else "odd"}
    words = dictionary(tmp_path, wrong)
    [fault] = refused(lambda: read(context, save(tmp_path, [row()]), words))
    assert (fault.file, fault.row, fault.column) == ("dictionary.csv", 2, column)


def test_ids_tell_a_count_from_its_share() -> None:
    assert make_id("LAC_ceased_SGO%") == "lait-lac-ceased-sgo-percent"
    assert make_id("Hosp_Adm_Alc_<18yrs") == "lait-hosp-adm-alc-under-18yrs"
    assert make_id("LAC_Fixed_ Ex") == "lait-lac-fixed-ex"


@pytest.mark.parametrize(
    ("axis", "title", "unit"),
    [
        ("% of pupils", "", "%"),
        ("Turnover rate", "Percentage rate of social worker turnover", "%"),
        ("Rate per 1000 live births", "", "per 1,000 live births"),
        ("Rate per 10,000", "", "per 10,000"),
        ("Number of foster places", "", "foster places"),
        ("Number", "", ""),
        ("Spend", "", "pounds"),
        ("Average Score", "", "points"),
        ("Case Load", "", ""),
    ],
)
def test_the_unit_is_read_from_the_axis(axis: str, title: str, unit: str) -> None:
    assert read_unit(axis, title) == unit


def test_a_figure_that_the_catalogue_says_is_wrong_in_the_source_is_not_available(
    context: Context, tmp_path: Path
) -> None:
    england = row("FirstYJS", "2023", "1320", ("England", 970.0))
    batch = read(context, save(tmp_path, [england, row("FirstYJS", "2023", "188")]))
    found = {str(r.area): (r.value, r.status) for r in batch.frame.itertuples()}
    assert found["E08000035"][0] == 188
    assert math.isnan(found["E92000001"][0])
    assert found["E92000001"][1] == "x"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("45839", date(2025, 7, 1)),
        (" 46204 ", date(2026, 7, 1)),
        ("TBC", None),
        ("Discontinued", None),
        ("", None),
        ("4583", None),
        ("458390", None),
        ("４５８３９", None),
    ],
)
def test_updates_are_months_or_not_stated(text: str, day: date | None) -> None:
    assert read_day(text) == day


def test_an_imported_measure_knows_its_updates(context: Context, tmp_path: Path) -> None:
    entry = ENTRY | {"Last Update": "45962", "Next Update": "TBC"}
    batch = read(context, save(tmp_path, [row("HE_19_All")]), dictionary(tmp_path, entry))
    assert (batch.measures[0].updated, batch.measures[0].next_update) == (date(2025, 11, 1), None)


def test_a_year_that_the_source_labels_wrongly_is_not_available(context: Context, tmp_path: Path) -> None:
    rows = [row("FSP_Gooddev_Chinese", year, "63") for year in ("2019", "2021", "2023")]
    batch = read(context, save(tmp_path, rows))
    found = {batch.periods[number].key: status for number, status in zip(
        batch.frame["period"], batch.frame["status"].astype(object), strict=True)}  # fmt: skip
    assert found["2020/21"] == "x"
    assert batch.frame["value"].notna().sum() == 2
