"""The historic series, 2005 to 2018: each row with its definition and source, for measures that go further back.

All of it is offered as parts: where a later publication has the figure too, that one is shown.
"""

from collections.abc import Sequence
from pathlib import Path

from dashboard.schema import ALL, Area
from data_access.batch import Batch
from data_access.importers.area_names import is_same_name
from data_access.importers.collect import Collector, file_hash, make_dataset
from data_access.importers.context import Context
from data_access.importers.fault_list import FaultList
from data_access.importers.historic_rules import BREAKDOWNS, Source, find_series, find_source, read_period
from data_access.importers.sheet import Row, read_sheet
from data_access.progress import Progress

COLUMNS = (
    "indicator", "definition", "area", "area_code", "period", "value", "unit", "numerator", "denominator",
    "source_title",
)  # fmt: skip
# Two authorities published as one: neither's own figure.
JOINED = {"E06000052, E06000053": "Cornwall and Isles of Scilly", "E09000012, E09000001": "Hackney and City of London"}
BEFORE_CODES = "pre-2009"  # in place of the code of an authority that ended before there were codes


def read(paths: Sequence[Path], context: Context, progress: Progress) -> list[Batch]:
    """One batch for each source. Raises InvalidFileError with every fault of every file."""
    faults = FaultList()
    collectors: dict[Source, Collector] = {}
    for path in paths:
        rows = read_sheet(path, COLUMNS, faults).rows
        for number, row in enumerate(rows):
            _add_row(row, context, collectors)
            if number % 2_000 == 0:
                progress(number, len(rows), f"Reading {path.name}")
    faults.raise_any()
    sha256 = file_hash(paths)
    progress(1, 1, "Historic figures read")
    return [
        collector.batch(
            make_dataset(source.slug, source.title, source.publisher, source.url, sha256, licence=source.licence),
            role="parts",
            breakdowns=BREAKDOWNS,
        )
        for source, collector in sorted(collectors.items())
    ]


def _add_row(row: Row, context: Context, collectors: dict[Source, Collector]) -> None:
    try:
        series = find_series(row["indicator"], row["definition"])
    except LookupError:
        row.fault("indicator", "no rule says which measure this series is", "Add it to the historic rules")
        return
    if series is None or row["area_code"] in JOINED:
        return
    try:
        source = find_source(row["source_title"], row["indicator"], row["definition"])
    except LookupError:
        row.fault("source_title", "this source is not known", "Add it to the historic rules")
        return
    area = _area(row, context)
    value, part, whole = _figures(row)
    try:
        period = read_period(row["period"], series.kind)
    except ValueError as error:
        row.fault("period", str(error), "Correct the period")
        return
    if area is None or value is None:
        return
    collector = collectors.setdefault(source, Collector())
    if (series.measure, series.breakdown, area.code, period) in collector:
        row.fault("period", "this figure is there twice", "Keep one of the two")
    else:
        collector.add(
            series.measure, area.code, period, value, numerator=part, denominator=whole, breakdown=series.breakdown
        )
        if series.whole and whole is not None and (series.whole, ALL, area.code, period) not in collector:
            collector.add(series.whole, area.code, period, whole)


def _figures(row: Row) -> tuple[float | None, float | None, float | None]:
    """Value, numerator and denominator; a row without a value is a fault, for suppressed figures are left out."""
    share = row["unit"].startswith("%")
    value = row.number("value", most=100 if share else None)
    part, whole = row.count("numerator"), row.count("denominator")
    if not row["value"].strip():
        row.fault("value", "a figure is wanting", "Leave the row out")
    if share and part is not None and whole is not None and part > whole:
        row.fault("numerator", "the part is larger than the whole", "Correct one of the two")
    return value, part, whole


def _area(row: Row, context: Context) -> Area | None:
    """The place of a row: its code decides, and its name must agree."""
    code = row["area_code"]
    area = context.area_named(row["area"]) if code == BEFORE_CODES else context.area(code)
    if area is None:
        row.fault("area_code", "this area is not known", "Give the statistical code of an authority, region or England")
    elif not is_same_name(area.name, row["area"]):
        row.fault("area", f"the code belongs to {area.name}", "Correct the code or the name")
        return None
    return area
