"""The table under the Trends chart: a row for each line, the newest period first, a reason where there is no figure."""

from collections.abc import Sequence

from dashboard.charts.block import Cell, Column, Table
from dashboard.formatting import format_missing, format_number, format_range
from dashboard.intervals import interval_label
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Observation
from dashboard.trend_series import Lines, Role, Series

KINDS: dict[Role, str] = {
    "neighbour": "neighbour",
    "core-city": "core city",
    "wedge": "wedge",
    "other-wedge": "wedge",
    "region": "region",
}


def build_table(lines: Lines, rows: Sequence[Series], periods: Sequence[Period]) -> Table:
    """A table of these lines over these periods (oldest first); the home and the wedge have their interval below."""
    measure = lines.measure
    newest_first = tuple(reversed(periods))
    columns = [Column("Area", "text")]
    columns += [Column(period.label, "number", measure.unit) for period in newest_first]
    body = []
    for series in rows:
        figures = {point.period: point for point in series.observations}
        body.append((_heading(series), *(_cell(measure, figures.get(period)) for period in newest_first)))
        limits = [_limits(lines, figures.get(period)) for period in newest_first]
        if series.role in ("home", "wedge") and any(cell.value for cell in limits):
            name = Cell(f"{series.name}: {interval_label(measure)}")
            body.append((name, *limits))
    return Table(f"{measure.title}, {measure.unit}".rstrip(", "), tuple(columns), tuple(body))


def _heading(series: Series) -> Cell:
    kind = KINDS.get(series.role)
    return Cell(f"{series.name} ({kind})" if kind else series.name)


def _cell(measure: Measure, point: Observation | None) -> Cell:
    if point is None:
        return Cell("no figure", None, "x")
    flags = tuple(
        word for word, holds in (("illustrative", point.illustrative), ("provisional", point.provisional)) if holds
    )
    if point.value is None:
        return Cell(format_missing(point.status), None, point.status, flags)
    return Cell(format_number(point.value, measure.decimals), point.value, None, flags)


def _limits(lines: Lines, point: Observation | None) -> Cell:
    limits, measure = lines.limits_of(point), lines.measure
    if limits is None:
        return Cell("–")
    shown = format_range(*limits, measure).removesuffix(measure.unit).rstrip()
    return Cell(shown, f"{limits[0]:.12g} to {limits[1]:.12g}")
