"""The block ``trends-in-year``: one area's local figures in the year, as a process chart if it may be."""

from collections.abc import Iterator, Sequence

from dashboard.areas import is_wedge, plain_name
from dashboard.charts import theme
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.process_chart import Process, build_process_chart
from dashboard.errors import Fault, NoDataError
from dashboard.formatting import format_missing, format_number, format_value
from dashboard.in_year import ADJECTIVES, FLAGS, LABELS, InYear, as_at, collect_in_year, why_apart
from dashboard.measures import Measure
from dashboard.process import (
    ENDS,
    ProcessView,
    kind_of,
    look_at_process,
    marked_points,
    write_limits,
    write_verdict,
)
from dashboard.schema import Area, Catalogue, Observation
from dashboard.selection import Selection
from dashboard.spc import ORDER, Sign
from dashboard.wedge_cells import interval_cell, limits_of
from dashboard.wedge_notes import cite_sources

BLOCK = "trends-in-year"
RULES: dict[Sign, str] = {
    "outside": "outside a limit",
    "shift": "seven or more in a row on one side of the mean",
    "trend": "seven or more in a row rising or falling",
    "near": "two of three close to a limit",
}
NONE = "no figure was counted in the year"


def build_in_year_block(selection: Selection, catalogue: Catalogue, observations: Sequence[Observation]) -> ChartBlock:
    """The block of the wedge, or else of the home, from their in-year figures in the years chosen.

    ``extra`` has ``view`` and ``sentence``. Raises NoDataError where neither has any with a value.
    """
    measure = catalogue.measures[selection.measure]
    in_year = collect_in_year(measure, [item for item in observations if _in_years(item, selection)])
    found = _choose(in_year, selection)
    if in_year is None or found is None:
        raise NoDataError(Fault("measure", measure.id, NONE, tuple(catalogue.in_year)))
    code, view = found
    area, figures = catalogue.areas[code], in_year.of(code)
    headline, sentence = write_verdict(view), write_sentence(view, area)
    return ChartBlock(
        name=BLOCK,
        headline=headline,
        subtitle=_subtitle(view, area),
        description=_describe(view, area, headline, sentence),
        figure=build_process_chart(_process(view, area)),
        table=_table(view, figures, area),
        notes=tuple(_notes(view)),
        source=cite_sources(catalogue, figures),
        measures=(measure.id,),
        key=_key(selection, catalogue),
        key_is_whole=True,
        labels=(*(("Illustrative",) if any(item.illustrative for item in figures) else ()), *LABELS),
        extra={"view": view, "sentence": sentence},
    )


def _choose(in_year: InYear | None, selection: Selection) -> tuple[str, ProcessView] | None:
    """The wedge where it has figures, or else the home."""
    for code in (selection.area, selection.home):
        view = look_at_process(in_year, code) if in_year and code else None
        if code and view:
            return code, view
    return None


def _in_years(item: Observation, selection: Selection) -> bool:
    return (selection.start or 0) <= item.period.year <= (selection.end or 9999)


def _key(selection: Selection, catalogue: Catalogue) -> str:
    parts = (selection.home, selection.measure, selection.area or "", selection.start or "", selection.end or "")
    return "|".join(str(part) for part in (BLOCK, catalogue.version, *parts))


def _subtitle(view: ProcessView, area: Area) -> str:
    first, last = view.points[0].period, view.points[-1].period
    pace = f", {ADJECTIVES[view.in_year.pace]}" if view.in_year.pace != "day" else ""
    span = as_at(last) if first == last else f"{first.label} to {last.label}"
    return f"{view.measure.short}, {view.measure.unit}, {plain_name(area)}{pace}, provisional and local, {span}"


def write_sentence(view: ProcessView, area: Area) -> str:
    """The latest figure and what the limits, or their lack, mean."""
    last = view.points[-1]
    start = f"{plain_name(area)}: {format_value(last.value, view.measure)} ({as_at(last.period)}). "
    if view.limits is None:
        return f"{start}{view.why[0].upper()}{view.why[1:]}."
    earlier = sum(bool(found) for found in view.signals[:-1])
    told = f"{write_limits(view)}: ups and downs between them mean nothing by themselves."
    if view.latest is None and earlier:
        told += f" Earlier, {earlier} of {len(view.points)} points signalled a special cause."
    return f"{start}{told}"


def _describe(view: ProcessView, area: Area, headline: str, sentence: str) -> str:
    chart = "Process chart" if view.limits else "Line chart"
    return (
        f"{chart} of {view.measure.short} in {plain_name(area)}, {len(view.points)} provisional, local figures. "
        f"{headline}. {sentence} The table has every figure."
    )


def _process(view: ProcessView, area: Area) -> Process:
    lines: list[tuple[str, float]] = []
    if view.limits:
        floor = 0.0 if view.measure.unit else float("-inf")
        named = (("Upper limit", view.limits.upper), ("Mean", view.limits.mean), ("Lower limit", view.limits.lower))
        lines = [(name, float(value)) for name, value in named if float(value) >= floor]
    says = [_hover(view, place) for place in range(len(view.points))]
    colour = theme.SECOND if is_wedge(area) else theme.HOME
    return Process(view.measure, view.points, says, lines, marked_points(view), colour)


def _hover(view: ProcessView, place: int) -> str:
    point = view.points[place]
    words = f"<b>{format_value(point.value, view.measure)}</b> {as_at(point.period)}<br>provisional, local"
    found = _signs(view, place)
    return f"{words}<br>Special cause: {found}" if found else words


def _signs(view: ProcessView, place: int) -> str:
    """The signs of a special cause at a point in words, with what they are; empty where there is none."""
    found = view.signals[place] if view.signals else ()
    if not found:
        return ""
    words = "; ".join(dict.fromkeys(RULES[signal.sign] for signal in found))
    return f"{words}{ENDS[kind_of(view.measure, found[0])]}"


def _notes(view: ProcessView) -> Iterator[str]:
    measure = view.measure
    yield f"Provisional and local, counted by the council: {why_apart(measure)}."
    if view.limits:
        dropped = f" {view.limits.dropped} of the differences were too large to count." if view.limits.dropped else ""
        yield (
            "Limits: the mean ± 2.66 times the mean difference from one figure to the next (XmR, as NHS England’s "
            f"Making Data Count).{dropped} They say what to expect if nothing changes, not what would be good."
        )
        yield f"Signs of a special cause: {'; '.join(RULES[sign] for sign in ORDER)}."
        if measure.unit == "%" and view.limits.lower < 0:
            yield "The lower limit lies below zero, so it is not drawn."
    if view.left_out:
        row = "; those on both sides of them are taken in a row" if view.limits else ""
        yield f"{view.left_out} of the figures cannot be shown{row}."
    if measure.polarity is None and view.limits:
        yield measure.why_polarity or "Neither higher nor lower is agreed to be better."
    if view.in_year.other_paces:
        others = " and ".join(view.in_year.other_paces)
        yield f"There are {others} figures as well: /api/v1/observations?measure={measure.id} has them all."


def _table(view: ProcessView, figures: Sequence[Observation], area: Area) -> Table:
    """Every figure, newest first, the missing ones with their reason."""
    measure, places = view.measure, {point.period: place for place, point in enumerate(view.points)}
    columns = (
        Column("Period", "text"), Column("As at", "text"), Column("Value", "number", measure.unit),
        Column("Count"), Column("Out of"),
        Column("95 % range", "text"), Column("Mean"), Column("Lower limit"), Column("Upper limit"),
        Column("Special cause", "text"),
    )  # fmt: skip
    rows = tuple(_row(view, item, places.get(item.period)) for item in reversed(figures))
    return Table(f"{measure.title}, {plain_name(area)}: provisional, local figures", columns, rows)


def _row(view: ProcessView, item: Observation, place: int | None) -> tuple[Cell, ...]:
    measure, limits = view.measure, view.limits if place is not None else None
    lines = (limits.mean, limits.lower, limits.upper) if limits else ()
    across = [Cell(format_number(float(each), measure.decimals + 1), float(each)) for each in lines]
    said = _signs(view, place) if place is not None else ""
    return (
        Cell(item.period.label),
        Cell(item.period.end.isoformat()),
        _value(measure, item),
        _count(item.numerator),
        _count(item.denominator),
        interval_cell(*limits_of(measure, item), measure),
        *(across or [Cell("–")] * 3),
        Cell(said or "–"),
    )


def _value(measure: Measure, item: Observation) -> Cell:
    flags = (*(("illustrative",) if item.illustrative else ()), *FLAGS)
    if item.value is None:
        return Cell(format_missing(item.status), None, item.status, flags)
    return Cell(format_number(item.value, measure.decimals), item.value, None, flags)


def _count(number: float | None) -> Cell:
    return Cell("–") if number is None else Cell(format_number(number), number)
