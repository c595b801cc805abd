"""A priority's curve as a chart block, and everything that the page says of it as a table to take away."""

from collections.abc import Iterator, Sequence
from itertools import chain

from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.curve_chart import build_curve_figure
from dashboard.charts.time_axis import find_breaks
from dashboard.curve import Curve
from dashboard.curve_words import WHO, Say
from dashboard.forecast import LEVEL
from dashboard.formatting import format_missing, format_number, format_range
from dashboard.intervals import interval_label
from dashboard.periods import Period
from dashboard.plan import Action, Plan, Priority
from dashboard.plan_words import format_month, status_words
from dashboard.schema import Catalogue, Observation
from dashboard.selection import DEFAULT_SHOWN, Selection
from dashboard.summary import HEADLINE_WORDS
from dashboard.target_words import SHORT, format_target, name_chip
from dashboard.targets import build_trajectory, rate_against_trajectory
from dashboard.trend_series import Series
from dashboard.trend_targets import describe_targets, target_key, target_notes
from dashboard.trend_words import write_headline
from dashboard.wedge_notes import cite_sources, list_labels

BLOCK, CARD = "curve", "curve-card"


def build_curve_block(selection: Selection, catalogue: Catalogue, found: Curve, says: Sequence[Say]) -> ChartBlock:
    """The chart; ``extra`` has the statements around it."""
    measure, points = found.lines.measure, found.lines.home.observations
    shown = [point for series in _series(found) for point in series.observations if point.dataset]
    labels = list_labels(catalogue, shown)
    return ChartBlock(
        name=BLOCK,
        headline=_headline(found),
        subtitle=_subtitle(found),
        description=f"Line chart of {measure.short} in {found.home.name}. {_sentence(says)}"
        f"{describe_targets(found.lines)} The table has every figure.",
        figure=build_curve_figure(found),
        table=_table(found),
        notes=tuple(_notes(selection, found, points)),
        source=cite_sources(catalogue, shown),
        measures=(measure.id, *measure.read_with),
        key="|".join((BLOCK, str(catalogue.version), found.home.code, measure.id, selection.neighbours,
                      selection.average, ",".join(selection.group), target_key(found.lines))),
        labels=(*labels, "Forecast") if found.ahead.steps else labels,
        extra={"says": tuple(says), "curve": found},
    )  # fmt: skip


def _series(found: Curve) -> list[Series]:
    return [series for series in (found.lines.home, found.lines.england) if series]


def _headline(found: Curve) -> str:
    """At most ten words: the colour where there is one, else how the figure stands against the others."""
    rag = found.rated.rag
    short = f"{found.lines.measure.short}: {SHORT[rag.rule]}"
    if rag.colour != "grey" and len(short.split()) <= HEADLINE_WORDS:
        return short
    return write_headline(found.comparison)


def _subtitle(found: Curve) -> str:
    measure = found.lines.measure
    unit = "" if measure.unit in measure.title else f", {measure.unit}"
    ahead = f"; forecast to {found.ahead.steps[-1].period.label}" if found.ahead.steps else ""
    return f"{measure.title}{unit}, {found.home.name}, to {found.comparison.period.label}{ahead}"


def _sentence(says: Sequence[Say]) -> str:
    return " ".join(say.words for say in says if say.question != WHO and not say.own and not say.rated)


def _notes(selection: Selection, found: Curve, points: Sequence[Observation]) -> Iterator[str]:
    measure = found.lines.measure
    if breaks := find_breaks(measure, [point.period for point in points]):
        words = "; ".join(f"{part.letter} {part.words}".lstrip() for part in breaks)
        yield f"{'Breaks' if len(breaks) > 1 else 'Break'}: {words}. Figures on the two sides do not compare."
    if any(found.lines.limits_of(point) for point in points):
        yield f"The shaded band along the bold line is its {interval_label(measure)} (95 %)."
    yield from target_notes(selection.with_(shown=DEFAULT_SHOWN), found.lines)
    if found.ahead.steps:
        yield (
            f"Short dashes with a band: a forecast, not a figure. It goes on as the past figures did, and {LEVEL} % of "
            "past outcomes kept within such a band."
        )
    if measure.polarity is None:
        yield measure.why_polarity or "Neither higher nor lower is agreed to be better."
    if measure.caveat:
        yield measure.caveat


def _table(found: Curve) -> Table:
    """A row for each period, the latest first: figures, and what is wanted and forecast for later ones."""
    unit = found.lines.measure.unit
    average, england = found.average, found.lines.england
    lines = found.lines.drawn_targets
    columns = [Column("Period", "text"), Column(found.home.name, "number", unit), Column("95 % range", "text")]
    columns += [Column(series.name, "number", unit) for series in (average, england) if series]
    columns += chain.from_iterable(
        (Column(f"Target, {line.plan}", "number", unit), Column("Against it", "text")) for line in lines
    )
    columns += [Column("If nothing changes", "number", unit), Column(f"{LEVEL} % band", "text")]
    figures = {point.period: point for point in found.lines.home.observations}
    periods = {*figures, *(step.period for step in found.ahead.steps)}
    periods |= {point.period for line in lines for point in line.points}
    rows = tuple(
        (Cell(period.label), *_cells(found, period, figures.get(period)))
        for period in sorted(periods, key=lambda period: period.end, reverse=True)
    )
    return Table(f"{found.lines.measure.title}, {found.home.name}", tuple(columns), rows)


def _cells(found: Curve, period: Period, figure: Observation | None) -> Iterator[Cell]:
    lines, measure = found.lines, found.lines.measure
    yield _figure(found, figure)
    limits = lines.limits_of(figure)
    yield Cell(format_range(*limits, measure)) if limits else Cell("–")
    for series in (found.average, lines.england):
        if series:
            point = next((each for each in series.observations if each.period == period), None)
            yield _figure(found, point)
    for line in lines.drawn_targets:
        wanted = build_trajectory(line, period)
        if wanted is None:
            yield from (Cell("–"), Cell("–"))
            continue
        named = {point.period: "baseline" if point.baseline else "target" for point in line.points}
        shown = format_target(float(wanted), line).removesuffix(measure.unit).rstrip()
        yield Cell(shown, float(wanted), None, (named.get(period, "trajectory"),))
        yield Cell(name_chip(rate_against_trajectory(line, figure, lines.home.observations)) if figure else "–")
    step = next((each for each in found.ahead.steps if each.period == period), None)
    if step is None:
        yield from (Cell("–"), Cell("–"))
        return
    yield Cell(format_number(step.value, measure.decimals), step.value, None, ("forecast",))
    yield Cell(format_range(step.lower, step.upper, measure), f"{step.lower:.12g} to {step.upper:.12g}")


def _figure(found: Curve, point: Observation | None) -> Cell:
    if point is None:
        return Cell("–")
    if point.value is None:
        return Cell(format_missing(point.status), None, point.status)
    held = (("illustrative", point.illustrative), ("provisional", point.provisional))
    flags = tuple(word for word, holds in held if holds)
    return Cell(format_number(point.value, found.lines.measure.decimals), point.value, None, flags)


def build_card_block(plan: Plan, priority: Priority, says: Sequence[Say], chart: ChartBlock | None) -> ChartBlock:
    """The statements and the actions as a table: question, answer; nothing is drawn of it."""
    rows = [(Cell(say.question), Cell(say.words)) for say in says]
    rows += [(Cell(WHO), Cell(write_action(action))) for action in priority.actions]
    return ChartBlock(
        name=CARD,
        headline=f"Turning the curve: {priority.title}",
        subtitle=f"{plan.title}: what the figures and the plan say of this priority",
        description="A table of four questions with their answers.",
        figure={"data": [], "layout": {}},
        table=Table(priority.title, (Column("Question", "text"), Column("Answer", "text")), tuple(rows)),
        notes=chart.notes if chart else (),
        source=chart.source if chart else plan.source,
        measures=chart.measures if chart else (),
        key="|".join((CARD, plan.id, priority.id)),
        labels=chart.labels if chart else (),
    )


def write_action(action: Action) -> str:
    """What, who, by when, and how it stands."""
    parts = [action.text, action.lead, action.milestone]
    due = f"due {format_month(action.due)}" if action.due else ""
    return " · ".join(part for part in (*parts, due, status_words(action.rag)) if part)
