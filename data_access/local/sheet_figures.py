"""One record to one figure: every rule that a figure keeps by itself, every breach with its cell, rule and remedy."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

from dashboard.formatting import format_day
from dashboard.measures import Measure
from dashboard.period_keys import EXAMPLES, parse_period
from dashboard.periods import Period
from dashboard.schema import Area
from data_access.importers.fault_list import FaultList
from data_access.local.sheet_counts import Parts, Settled, settle_figure
from data_access.local.sheet_mapping import SheetField
from data_access.local.sheet_names import SheetNames, UnknownNameError
from data_access.local.sheet_numbers import EMPTY, NotANumberError, Number, looks_like_formula, read_number, read_symbol
from data_access.local.sheet_records import Record
from data_access.local_figures import LocalFigure

_YES, _NO = frozenset(("yes", "y", "true", "1", "p", "provisional")), frozenset(("", "no", "n", "false", "0", "final"))
_FORMULA_RULE, _FORMULA_REMEDY = "it looks like a formula, and formulas are not read", "Give the value"


class ReadFigure(NamedTuple):
    """A figure and where it stands. ``counted`` says that its value was checked against its counts."""

    row: int
    column: str
    figure: LocalFigure
    counted: bool


class FigureReader:
    """Reads the records of one file; what was overlooked in a helpful way is counted in ``overlooked``."""

    def __init__(self, file: str, names: SheetNames, today: date, faults: FaultList):
        self.overlooked: dict[str, list[str]] = {}
        self._file, self._names, self._today, self._faults = file, names, today, faults
        self._ends: dict[tuple[str, str], Period | str] = {}

    def read(self, record: Record) -> ReadFigure | None:
        """The figure of a record; None, and every fault of it, where a rule is broken."""
        before = self._faults.total
        measure = self._read_measure(record)
        area = self._read_area(record)
        breakdown = self._read_breakdown(record)
        provisional = self._read_provisional(record)
        period = self._read_period(record, measure, provisional) if measure else None
        if area and period:
            self._check_existed(record, area, period)
        settled = self._settle(record, measure)
        if measure is None or area is None or breakdown is None or period is None or settled is None:
            return None
        if self._faults.total > before:
            return None
        figure = LocalFigure(
            measure.id, breakdown, area.code, period, settled.value, settled.numerator, settled.denominator,
            settled.status, record["note"], provisional,
        )  # fmt: skip
        column = record.column("value" if settled.numerator is None else "numerator")
        return ReadFigure(record.row, column, figure, settled.counted)

    @contextmanager
    def _finding(self, record: Record, field: SheetField) -> Iterator[None]:
        """Turn what is not found into a fault."""
        try:
            yield
        except UnknownNameError as error:
            formula = looks_like_formula(record[field])
            rule, remedy = (_FORMULA_RULE, _FORMULA_REMEDY) if formula else (error.rule, error.remedy)
            self._fault(record, field, rule, remedy)

    def _read_measure(self, record: Record) -> Measure | None:
        with self._finding(record, "measure"):
            return self._names.measure(record["measure"])
        return None

    def _read_area(self, record: Record) -> Area | None:
        with self._finding(record, "area"):
            return self._names.area(record["area"])
        return None

    def _read_breakdown(self, record: Record) -> str | None:
        with self._finding(record, "breakdown"):
            return self._names.breakdown(record["breakdown"])
        return None

    def _read_provisional(self, record: Record) -> bool:
        """The column “provisional”, or the publishers' mark p beside a figure."""
        text = record["provisional"].strip().lower()
        if text not in _YES | _NO:
            self._fault(record, "provisional", "it is neither yes nor no", "Write yes or no, or leave it empty")
        return text in _YES or record["status"].strip().lower() == "p"

    def _read_period(self, record: Record, measure: Measure, provisional: bool) -> Period | None:
        text = record["period"]
        key = text, measure.period_kind
        if key not in self._ends:
            try:
                self._ends[key] = parse_period(text, measure)
            except ValueError as error:
                self._ends[key] = str(error)
        period = self._ends[key]
        if isinstance(period, str):
            self._fault(record, "period", period, f"Write it like {EXAMPLES}")
            return None
        if period.start > self._today:
            rule = f"this period lies in the future: it begins on {format_day(period.start)}"
            self._fault(record, "period", rule, "Correct the period")
        elif period.end > self._today and not provisional:
            rule = f"this period is not over: it ends on {format_day(period.end)}"
            self._fault(record, "period", rule, "Give the day of the count, or mark the figure as provisional")
        elif text.strip() not in (period.key, period.label):
            self._overlook(record, f"“{text.strip()}” was read as {period.label}", by_words=True)
        return period

    def _check_existed(self, record: Record, area: Area, period: Period) -> None:
        """Wards and authorities come and go: a figure belongs to a place that there was."""
        if area.valid_to and period.start > area.valid_to:
            rule = f"this place exists until {format_day(area.valid_to)}, which is before the period"
            self._fault(record, "area", rule, "Name the place as it is today")

    def _settle(self, record: Record, measure: Measure | None) -> Settled | None:
        """What the cells of the figure come to; None where one cannot be read or nobody knows what they measure."""
        parts = self._read_parts(record, percent=measure is None or measure.unit == "%")
        if measure is None or parts is None:
            return None
        settled = settle_figure(measure, parts)
        for field, rule, remedy in settled.faults:
            self._fault(record, field, rule, remedy)
        for words in settled.overlooked:
            self._overlook(record, words)
        return settled

    def _read_parts(self, record: Record, *, percent: bool) -> Parts | None:
        """What the cells of the figure say; None, and faults, where one cannot be read."""
        before = self._faults.total
        numerator, denominator = self._read_number(record, "numerator"), self._read_number(record, "denominator")
        value = self._read_number(record, "value", percent=percent)
        text = record["status"].strip()
        status = None if text.lower() == "p" or not text else read_symbol(text)
        if text and text.lower() != "p" and status is None:
            rule = "it is not a known symbol"
            self._fault(record, "status", rule, "Write c, x, z, low or u, p for provisional, or leave it empty")
        return Parts(numerator, denominator, value, status) if self._faults.total == before else None

    def _read_number(self, record: Record, field: SheetField, *, percent: bool = False) -> Number:
        try:
            number = read_number(record[field], percent=percent)
        except NotANumberError as error:
            self._fault(record, field, error.rule, error.remedy)
            return EMPTY
        if number.read_as:
            self._overlook(record, number.read_as)
        return number

    def _overlook(self, record: Record, words: str, *, by_words: bool = False) -> None:
        """Note what was overlooked and where; ``by_words``: the words are about the text, wherever it stands."""
        rows = self.overlooked.setdefault(words, [])
        if not by_words or not rows:
            rows.append(f"row {record.row}")

    def _fault(self, record: Record, field: SheetField, rule: str, remedy: str) -> None:
        shown = quote_cell(field, record[field])
        self._faults.add(self._file, record.row, record.column(field), shown, rule, remedy)


def quote_cell(field: SheetField, text: str) -> str:
    """A cell as a report may repeat it: a number of children that may have to be hidden is not repeated."""
    hidden = field in ("numerator", "denominator", "value") and text.strip().isdecimal() and 0 < int(text) < 10
    return "under 10" if hidden else text
