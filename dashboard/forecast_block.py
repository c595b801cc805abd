"""The block ``trends-forecast``: the known figures of the home authority or a wedge, and where they are heading."""

from collections.abc import Iterator, Sequence
from datetime import date

from dashboard.areas import plain_name
from dashboard.backtest import load_backtest
from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.forecast_fan import build_fan
from dashboard.errors import Fault, NoDataError
from dashboard.forecast import LEVEL, Forecast, family_of, forecast_series
from dashboard.formatting import format_missing, format_number, format_range, format_value, in_words, round_half_away
from dashboard.measures import Measure
from dashboard.schema import ALL, Area, Catalogue, Observation
from dashboard.segments import segments
from dashboard.selection import Selection
from dashboard.summary import HEADLINE_WORDS
from dashboard.wedge_notes import cite_sources, flags_of, list_labels

BLOCK = "trends-forecast"
SMALLER = ("wedge", "committee", "ward", "school")


def forecast_of(
    measure: Measure, area: Area, catalogue: Catalogue, observations: Sequence[Observation], end: int | None = None
) -> Forecast:
    """The forecast of one area's published figures; none where the years chosen (``end``) leave out the latest."""
    points = [
        item for item in observations if item.measure == measure.id and item.area == area.code and item.breakdown == ALL
    ]
    latest = max((point.period for point in points if point.value is not None), key=lambda each: each.end, default=None)
    if latest and end is not None and latest.year > end:
        return Forecast((), f"the years chosen end with {end}, and later figures are known")
    return forecast_series(measure, points, newest=newest_day(catalogue), smaller=area.type in SMALLER)


def newest_day(catalogue: Catalogue) -> date | None:
    """The end of the latest period that there is any figure for."""
    return max((periods[-1].end for periods in catalogue.periods.values() if periods), default=None)


def build_forecast_block(selection: Selection, catalogue: Catalogue, observations: Sequence[Observation]) -> ChartBlock:
    """The block from the figures of the home authority and the wedge; ``extra`` has the forecast and its sentence.

    Raises NoDataError where there is no forecast, with the reason.
    """
    measure = catalogue.measures[selection.measure]
    area = catalogue.areas[selection.area or selection.home]
    found = forecast_of(measure, area, catalogue, observations, selection.end)
    if not found.steps:
        raise NoDataError(Fault("measure", measure.id, why_none(found)))
    points = sorted(
        (item for item in observations if item.area == area.code and item.breakdown == ALL),
        key=lambda item: item.period.end,
    )
    points = [point for point in points if point.period.kind == found.base[-1].period.kind]
    name = plain_name(area)
    sentence = write_sentence(measure, name, found)
    return ChartBlock(
        name=BLOCK,
        headline=write_headline(measure, found),
        subtitle=write_subtitle(measure, area, catalogue, found),
        description=f"Line chart. {sentence} The table has every figure.",
        figure=build_fan(measure, name, segments(measure, points), points, found),
        table=_table(measure, name, points, found, catalogue),
        notes=tuple(_notes(measure, found)),
        source=cite_sources(catalogue, found.base),
        measures=(measure.id,),
        key="|".join((BLOCK, str(catalogue.version), area.code, measure.id)),
        key_is_whole=True,
        labels=("Forecast", *list_labels(catalogue, found.base)),
        extra={"forecast": found, "sentence": sentence},
    )


def why_none(found: Forecast) -> str:
    """Why there is no forecast, as a clause."""
    return f"no forecast is made: {found.why}"


def write_headline(measure: Measure, found: Forecast) -> str:
    """At most ten words."""
    step = found.steps[-1]
    says = f"near {format_value(step.value, measure)} by {step.period.key} if nothing changes"
    forms = (f"{measure.short}: {says}", f"{says[0].upper()}{says[1:]}", "Where this is heading if nothing changes")
    return next(form for form in forms if len(form.split()) <= HEADLINE_WORDS)


def write_subtitle(measure: Measure, area: Area, catalogue: Catalogue, found: Forecast) -> str:
    """Measure, unit, area; what is forecast."""
    city = catalogue.areas.get(area.parent or "") if area.type in SMALLER else None
    place = f"{area.name}, {city.name}" if city else area.name
    unit = "" if measure.unit in measure.title else f", {measure.unit}"
    return f"{measure.title}{unit}, {place}; forecast to {found.steps[-1].period.label}, with its {LEVEL} % band"


def write_sentence(measure: Measure, name: str, found: Forecast) -> str:
    """``NEET in Leeds if nothing changes: near 4.8 %, after 4.9 % (Dec 2024 to Feb 2025). Four times in five …``."""
    step, last = found.steps[-1], found.base[-1]
    return (
        f"{measure.short} in {name} if nothing changes: near {format_value(step.value, measure)}, after "
        f"{format_value(last.value, measure)} ({last.period.label}). Four times in five it would lie between "
        f"{_between(measure, step.lower, step.upper)} ({step.period.label})."
    )


def _between(measure: Measure, lower: float, upper: float) -> str:
    return format_range(lower, upper, measure).replace(" to ", " and ")


def _table(measure: Measure, name: str, points: Sequence[Observation], found: Forecast, catalogue: Catalogue) -> Table:
    """A row for each period, the latest forecast first."""
    columns = (
        Column("Period", "text"),
        Column("What it is", "text"),
        Column(name, "number", measure.unit),
        Column(f"Bottom of the {LEVEL} % band", "number", measure.unit),
        Column(f"Top of the {LEVEL} % band", "number", measure.unit),
    )
    rows = [
        (
            Cell(step.period.label),
            Cell("forecast, if nothing changes"),
            *(Cell(format_number(value, measure.decimals), value) for value in (step.value, step.lower, step.upper)),
        )
        for step in reversed(found.steps)
    ]
    for point in reversed(points):
        shown = format_missing(point.status)
        if point.value is not None:
            shown = format_number(point.value, measure.decimals)
        figure = Cell(shown, point.value, point.status, flags_of(catalogue, point))
        rows.append((Cell(point.period.label), Cell("figure"), figure, Cell("–"), Cell("–")))
    return Table(f"{measure.title}: figures, and forecast if nothing changes", columns, tuple(rows))


def _notes(measure: Measure, found: Forecast) -> Iterator[str]:
    known = load_backtest()
    how = "It carries the latest figure on"
    if found.weight < 1:
        how = (
            f"It is the average of the last {in_words(len(found.base))} figures, the newest weighing "
            f"{round_half_away(100 * found.weight)} %"
        )
    yield (
        f"{how}. The line stays level: in forecasts of the past, over all authorities, no method that carries a slope "
        "on came nearer. It is no target, and it knows nothing of what is planned."
    )
    reaches = [known.reach(measure.id, family_of(measure), ahead) for ahead in range(1, len(found.steps) + 1)]
    held = [reach.held if reach.held_later is None else reach.held_later for reach in reaches]
    shares = [f"{round_half_away(100 * share)} %" for share in held if share is not None]
    whose = "this measure" if reaches[0].measure else "measures like this one"
    yield (
        f"The band is as wide as four in five past errors for {whose} were, and wider where the figures move more. "
        f"Tried on other years or authorities, it held {' and '.join(dict.fromkeys((shares[0], shares[-1])))} of the "
        "outcomes one and three periods ahead: About has the whole test."
    )
    if found.illustrative:
        yield "Illustrative: it goes on from made-up figures. Do not quote it."
    elif found.provisional:
        yield "Provisional: it goes on from a figure that may still change."
