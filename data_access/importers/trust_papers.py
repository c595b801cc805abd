"""What Leeds Children's Trust said of its own front door before there was a national count: trust_papers.csv, ours.

Two papers of the Trust disagree about core assessments in time in 2006/07. Neither is corrected by the other: the
earlier statement, which has the year before on the same footing, stands in the series; the later one is a breakdown of
its own, so that it is shown beside it and never in its place.
"""

from pathlib import Path
from typing import NamedTuple

from dashboard.periods import financial_year, parse_year
from dashboard.schema import ALL
from data_access.batch import Batch
from data_access.importers.collect import Collector, file_hash, make_dataset
from data_access.importers.context import Context
from data_access.importers.fault_list import FaultList
from data_access.importers.sheet import Row, read_sheet

TRUST_PAPERS = Path(__file__).with_name("trust_papers.csv")
COLUMNS = ("statement", "measure", "area", "period", "value", "numerator", "denominator", "as_written")
PUBLISHER = "Leeds Children’s Trust"
LICENCE = "Single figures quoted from the Trust’s papers; no licence is stated"
LATER = "statement:later"
BREAKDOWNS = {LATER: "As a later paper of Leeds Children’s Trust has it"}


class Statement(NamedTuple):
    """One paper as a dataset, and the breakdown under which its figures stand."""

    slug: str
    title: str
    breakdown: str


STATEMENTS = {
    "2006-07": Statement(
        "leeds-trust-2006-07", "Leeds Children’s Trust on 2006/07: calls, initial and core assessments", ALL
    ),
    "2008-09": Statement(
        "leeds-trust-2008-09", "Leeds Children’s Trust on 2008/09: core assessments in time since 2006/07", LATER
    ),
}


def read_trust(path: Path, context: Context) -> list[Batch]:
    """One batch for each statement. Raises InvalidFileError with every fault of the file."""
    faults = FaultList()
    collectors = {name: Collector() for name in STATEMENTS}
    for row in read_sheet(path, COLUMNS, faults):
        name = row.one_of("statement", STATEMENTS)
        if name:
            _add_row(row, STATEMENTS[name], collectors[name], context)
    faults.raise_any()
    sha256 = file_hash([path])
    return [
        collectors[name].batch(
            make_dataset(one.slug, one.title, PUBLISHER, "", sha256, licence=LICENCE, local=True),
            breakdowns={one.breakdown: BREAKDOWNS[one.breakdown]} if one.breakdown in BREAKDOWNS else {},
        )
        for name, one in STATEMENTS.items()
        if len(collectors[name])
    ]


def _add_row(row: Row, statement: Statement, collector: Collector, context: Context) -> None:
    measure, area = context.measure(row["measure"]), context.area(row["area"])
    if measure is None:
        row.fault("measure", "it is not in the catalogue", "Add it to dashboard/measures.toml")
    if area is None:
        row.fault("area", "this area is not known", "Give the statistical code of an authority")
    value = row.number("value", most=100 if measure and measure.unit == "%" else None)
    part, whole = row.count("numerator"), row.count("denominator")
    try:
        period = financial_year(parse_year(row["period"]))
    except ValueError as error:
        row.fault("period", str(error), "Correct the period")
        return
    if measure is None or area is None or value is None:
        return
    if (measure.id, statement.breakdown, area.code, period) in collector:
        row.fault("period", "this figure is there twice", "Keep one of the two")
        return
    collector.add(
        measure.id, area.code, period, value, numerator=part, denominator=whole, breakdown=statement.breakdown
    )
