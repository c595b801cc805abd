"""The table under the Trends chart: a row for each line, the newest period first, a reason where there is no figure."""

from collections.abc import Sequence

from dashboard.charts.block import Cell, Column, Table
from dashboard.formatting import format_missing, format_number, format_range
from dashboard.in_year import FLAGS
from dashboard.intervals import interval_label
from dashboard.measures import Measure
from dashboard.periods import Period
from dashboard.schema import Observation
from dashboard.trend_series import Lines, Role, Series
from dashboard.trend_targets import target_rows

KINDS: dict[Role, str] = {
    "neighbour": "neighbour",
    "core-city": "core city",
    "wedge": "wedge",
    "other-wedge": "wedge",
    "region": "region",
}


def build_table(lines: Lines, rows: Sequence[Series], periods: Sequence[Period], *, with_targets: bool = True) -> Table:
    """A table of these lines over these periods (oldest first); the home and the wedge have their interval below.

    What was counted since the last publication stands before it, for the areas that have it; targets stand last.
    """
    measure = lines.measure
    in_year = {series.area: {point.period: point for point in series.observations} for series in lines.in_year}
    since = sorted({period for figures in in_year.values() for period in figures}, key=lambda period: period.end)
    newest_first = (*reversed(since), *reversed(periods))
    columns = [Column("Area", "text")]
    columns += [Column(f"{period.label}, {' and '.join(FLAGS)}", "number", measure.unit) for period in reversed(since)]
    columns += [Column(period.label, "number", measure.unit) for period in reversed(periods)]
    body = []
    for series in rows:
        own = in_year.get(series.area, {})
        figures = {point.period: point for point in series.observations} | own
        recent = [_in_year_cell(measure, own.get(period)) for period in reversed(since)]
        body.append((_heading(series), *recent, *(_cell(measure, figures.get(period)) for period in reversed(periods))))
        if series.role not in ("home", "wedge"):
            continue
        limits = [_limits(lines, figures.get(period)) for period in newest_first]
        if any(cell.value for cell in limits):
            name = Cell(f"{series.name}: {interval_label(measure)}")
            body.append((name, *limits))
    if with_targets:
        body += target_rows(lines, periods[::-1], len(since))
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


def _in_year_cell(measure: Measure, point: Observation | None) -> Cell:
    return Cell("–") if point is None else _cell(measure, point)._replace(flags=FLAGS)


def _limits(lines: Lines, point: Observation | None) -> Cell:
    limits, measure = lines.limits_of(point), lines.measure
    if limits is None:
        return Cell("–")
    shown = format_range(*limits, measure).removesuffix(measure.unit).rstrip()
    return Cell(shown, f"{limits[0]:.12g} to {limits[1]:.12g}")
