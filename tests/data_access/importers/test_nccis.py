from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from data_access.batch import Batch
from data_access.faults import ImportFault
from data_access.importers import nccis
from data_access.importers.context import Context
from data_access.progress import no_progress

Refused = Callable[[Callable[[], object]], list[ImportFault]]
Write = Callable[[str, str], Path]
ROW = dict.fromkeys(nccis.REQUIRED, "1") | {
    "time_period": "2025", "time_identifier": "Calendar year", "geographic_level": "Local authority",
    "country_code": "E92000001", "country_name": "England", "region_code": "E12000003",
    "region_name": "Yorkshire and The Humber", "old_la_code": "383", "new_la_code": "E08000035", "la_name": "Leeds",
    "Age": "16-17", "Cohort_DJFavg": "19578", "cohort_March": "19524", "NEET_percent": "4.9", "Notknown_percent": "3.9",
    "NEET_not_known_percent": "8.8", "TOTAL_participating_in_education_and_training_percent": "89.4",
    "Full_time_education_percent": "82.8", "Apprenticeship_percent": "4.6", "Other_education_and_training_percent": "2",
    "September_guarantee_Offer_made_percent": "93.2", "cohort_EHCP_percent": "4.3", "NEET_NK_EHCP_percent": "13.2",
    "VG_cohort_DJF_avg": "544.3", "VG_NEET_NK_percentage": "38.2",
}  # fmt: skip


def scorecard(*rows: dict[str, str]) -> str:
    lines = [",".join(nccis.REQUIRED)]
    lines += [",".join((ROW | row)[name] for name in nccis.REQUIRED) for row in rows or ({},)]
    return "\n".join(lines) + "\n"


def figures(batch: Batch) -> dict[tuple[str, str, str], tuple[float, float, float, str | None]]:
    """(measure, breakdown, label) → value, numerator, denominator (-1 where there is none) and symbol."""
    numbers = batch.frame[["value", "numerator", "denominator"]].fillna(-1)
    found = {}
    for row, three in zip(batch.frame.itertuples(), numbers.itertuples(index=False, name=None), strict=True):
        key = (str(row.measure), str(row.breakdown), batch.periods[row.period].label)
        found[key] = (*three, row.status if isinstance(row.status, str) else None)
    return found


def read(context: Context, *paths: Path) -> Batch:
    return nccis.read(paths, context, no_progress)[0]


WINTER = "Dec 2024 to Feb 2025"


def test_counts_add_up_and_stand_on_the_cohort(context: Context, write: Write) -> None:
    batch = read(context, write("2025.csv", scorecard()))
    found = figures(batch)
    assert found["neet", "all", WINTER] == (4.9, 959, 19578, None)
    assert found["not-known", "all", WINTER] == (3.9, 764, 19578, None)
    assert found["neet-or-not-known", "all", WINTER] == (8.8, 1723, 19578, None)
    assert batch.role == "parts"


def test_routes_needs_and_vulnerable_groups_are_breakdowns(context: Context, write: Write) -> None:
    batch = read(context, write("2025.csv", scorecard()))
    found = figures(batch)
    assert found["participation-16-17", "all", "March 2025"] == (89.4, 17454, 19524, None)
    assert found["participation-16-17", "route:apprenticeship", "March 2025"] == (4.6, 898, 19524, None)
    assert found["neet-or-not-known", "sen:ehcp", WINTER] == (13.2, 111, 842, None)
    assert found["neet-or-not-known", "vulnerable:all", WINTER] == (38.2, 208, 544.3, None)
    assert {key[1] for key in found} - {"all"} == set(batch.breakdowns)


def test_the_guarantee_is_that_of_the_september_before(context: Context, write: Write) -> None:
    found = figures(read(context, write("2025.csv", scorecard())))
    assert found["september-guarantee", "all", "September 2024"] == (93.2, -1, -1, None)


def test_laits_second_decimal_moves_the_counts(context: Context, write: Write, tmp_path: Path) -> None:
    columns = {"Short Desc": ["16-17_not known"], "Data item": [""], "Years": ["2025"], "LA and Regions": ["Leeds"],
               "Values": ["3.8500000000000001"], "LA Number": [383.0], "Region": ["NA"]}  # fmt: skip
    pq.write_table(pa.table(columns), tmp_path / "long.parquet")
    found = figures(read(context, write("2025.csv", scorecard()), tmp_path / "long.parquet"))
    assert found["not-known", "all", WINTER] == (3.85, 754, 19578, None)
    assert found["neet", "all", WINTER] == (4.9, 969, 19578, None)


def test_so_does_a_figure_of_lait_that_is_published_already(context: Context, write: Write) -> None:
    published = {("not-known", "E08000035", 2025): 3.85, ("participation-16-17", "E08000035", 2025): 89.41}
    found = figures(read(Context(context.areas, context.measures, published), write("2025.csv", scorecard())))
    assert found["not-known", "all", WINTER] == (3.85, 754, 19578, None)
    assert found["participation-16-17", "all", "March 2025"] == (89.41, 17456, 19524, None)


def test_a_published_figure_that_is_another_one_is_passed_over(context: Context, write: Write) -> None:
    published = {("not-known", "E08000035", 2025): 3.84}
    found = figures(read(Context(context.areas, context.measures, published), write("2025.csv", scorecard())))
    assert found["not-known", "all", WINTER] == (3.9, 764, 19578, None)


@pytest.mark.parametrize("symbol", ["c", "z", "x"])
def test_a_symbol_keeps_its_reason(context: Context, write: Write, symbol: str) -> None:
    row = {"NEET_NK_EHCP_percent": symbol, "Apprenticeship_percent": symbol}
    found = figures(read(context, write("2025.csv", scorecard(row))))
    assert found["neet-or-not-known", "sen:ehcp", WINTER] == (-1, -1, 842, symbol)
    assert found["participation-16-17", "route:apprenticeship", "March 2025"][3] == symbol


def test_a_group_too_small_for_its_share_has_no_cohort(context: Context, write: Write) -> None:
    found = figures(read(context, write("2025.csv", scorecard({"cohort_EHCP_percent": "0.0"}))))
    assert found["neet-or-not-known", "sen:ehcp", WINTER] == (13.2, -1, -1, None)


def test_demonstration_rows_and_the_groups_of_2021_are_not_read(context: Context, write: Write) -> None:
    demo = {
        "time_period": "2021",
        "region_code": "",
        "region_name": "Region demo",
        "new_la_code": "",
        "la_name": "LA demo",
    }
    found = figures(read(context, write("2021.csv", scorecard({"time_period": "2021"}, demo))))
    assert {key[1] for key in found} == {"all", *nccis.ROUTES}
    assert found["neet", "all", "Dec 2020 to Feb 2021"][0] == 4.9


def test_years_come_together_in_one_batch(context: Context, write: Write) -> None:
    paths = [write(f"{year}.csv", scorecard({"time_period": year})) for year in ("2024", "2025")]
    labels = {key[2] for key in figures(read(context, *paths)) if key[0] == "neet"}
    assert labels == {"Dec 2023 to Feb 2024", WINTER}


@pytest.mark.parametrize(
    ("row", "column", "rule"),
    [
        ({"NEET_percent": "104"}, "NEET_percent", "over 100 %"),
        ({"NEET_percent": "4.9%"}, "NEET_percent", "neither a number nor a known symbol"),
        ({"Cohort_DJFavg": "-5"}, "Cohort_DJFavg", "cannot be negative"),
        ({"Cohort_DJFavg": "19,578".replace(",", " ")}, "Cohort_DJFavg", "neither a number"),
        ({"September_guarantee_Offer_made_percent": "101.1"}, "September_guarantee_Offer_made_percent", "over 101 %"),
        ({"new_la_code": "E08000099"}, "new_la_code", "no authority has this code"),
        ({"time_period": "2025-27"}, "time_period", "do not follow each other"),
    ],
)
def test_a_fault_names_its_row_column_and_rule(
    context: Context, write: Write, refused: Refused, row: dict[str, str], column: str, rule: str
) -> None:
    path = write("2025.csv", scorecard(row))
    [fault] = refused(lambda: read(context, path))
    assert (fault.file, fault.row, fault.column) == ("2025.csv", 2, column)
    assert rule in fault.rule


def test_two_figures_for_one_area_are_refused(context: Context, write: Write, refused: Refused) -> None:
    path = write("2025.csv", scorecard({}, {"NEET_percent": "4.8"}))
    [fault] = refused(lambda: read(context, path))
    assert (fault.row, fault.column) == (3, "NEET_percent")


def test_columns_must_be_known(context: Context, write: Write, refused: Refused) -> None:
    text = scorecard().replace(",Age,", ",Ages,")
    path = write("2025.csv", text)
    assert {fault.column for fault in refused(lambda: read(context, path))} == {"Age", "Ages"}


def test_a_long_file_alone_is_no_scorecard(context: Context, refused: Refused) -> None:
    [fault] = refused(lambda: nccis.read([], context, no_progress))
    assert "no scorecard" in fault.rule
