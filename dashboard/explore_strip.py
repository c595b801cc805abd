"""Explore as a distribution: every authority as a dash or dot, the quarters, the home and its neighbours among them."""

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.areas import authorities, name_of
from dashboard.charts import distribution, theme
from dashboard.charts.many_lines import Point, Style, Track, inside_height
from dashboard.charts.quartile_strip import Dash, Edges, Mark, build_quartile_strip
from dashboard.charts.ranked_bars import height_of
from dashboard.charts.scale import build_hint, build_value_axis, choose_scale
from dashboard.charts.time_axis import build_breaks, choose_time_axis
from dashboard.charts.trend_labels import shorten
from dashboard.explore_shape_series import Choice, Drawing, Series, at, marked_areas
from dashboard.explore_shape_words import (
    fit,
    list_breaks,
    polarity_note,
    write_brief,
    write_hover,
    write_span,
)
from dashboard.formatting import format_number, format_range, format_value, is_count
from dashboard.measures import Measure
from dashboard.neighbour_distribution import HOME, LONGEST, LONGEST_NARROW, NEIGHBOUR, name_quarters
from dashboard.periods import Period
from dashboard.ranking import QUARTERS, quartile, quartiles
from dashboard.schema import ALL, ENGLAND, Observation
from dashboard.segments import last_run, segments

LEAST = 4  # authorities with a figure that can be split into quarters
CANVAS = 1.2
LINES = (Style(theme.GREY_DARK, 2, "diamond"), Style(theme.HOME, 4))


class Spread(NamedTuple):
    """All authorities in one period: their figures from the lowest up, and the edges of the quarters."""

    period: Period
    values: tuple[float, ...]
    edges: tuple[float, float, float]


def why_no_strip(choice: Choice) -> str | None:
    """Why a distribution does not suit a choice with at least one value; None where it does."""
    if len(choice.known_measures) > 1:
        return "it shows one measure at a time"
    if len({each.group for each in choice.known}) > 1:
        return "it shows one group of children at a time"
    chosen = {*choice.areas, *choice.absent}
    if not all(area.code in chosen for area in authorities(choice.catalogue)):
        return "quarters are those of all authorities: choose every authority"
    if not find_spreads(choice):
        return f"fewer than {LEAST} authorities have a figure"
    return None


def find_spreads(choice: Choice) -> list[Spread]:
    """Each period in which enough of today's authorities have a figure, oldest first."""
    values: defaultdict[tuple[date, str], list[float]] = defaultdict(list)
    periods: dict[tuple[date, str], Period] = {}
    ranked = {area.code for area in authorities(choice.catalogue)}
    for each in choice.known:
        if each.area in ranked:
            for point in each.known:
                key = (point.period.end, point.period.kind)
                periods[key] = point.period
                values[key].append(point.value or 0.0)
    return [
        Spread(periods[key], tuple(sorted(values[key])), quartiles(values[key]))
        for key in sorted(values)
        if len(values[key]) >= LEAST
    ]


def draw_strip(choice: Choice) -> Drawing:
    """The picture of a choice that a distribution suits: over time, or of the one period there is."""
    spreads = find_spreads(choice)
    measure = choice.known_measures[0]
    ranked = {area.code for area in authorities(choice.catalogue)}
    places = [each for each in choice.known if each.area in ranked]
    home = next((each for each in places if each.role == "home"), None)
    england = next((each for each in choice.known if each.area == ENGLAND and not is_count(measure)), None)
    draw = _over_time if len(spreads) > 1 else _one_period
    figure, height, canvas = draw(choice, spreads, places, [each for each in (england, home) if each])
    drawn = places + ([england] if england else [])
    return Drawing(
        figure,
        _headline(measure, home, spreads),
        _describe(measure, home, spreads),
        tuple(_notes(choice, spreads, drawn)),
        drawn,
        write_span([each.period for each in spreads]),
        height,
        height,
        canvas,
    )


Drawn = tuple[dict[str, object], int, float]


def _over_time(choice: Choice, spreads: Sequence[Spread], places: Sequence[Series], lines: Sequence[Series]) -> Drawn:
    measure = places[0].measure
    shown = {(each.period.end, each.period.kind) for each in spreads}
    points = [
        (each, point)
        for each in places
        for point in each.known
        if each.role != "home" and (point.period.end, point.period.kind) in shown
    ]
    # One observation a period stands for all: what joins from period to period is decided as for any series.
    medians = [
        Observation(measure.id, ALL, "", s.period, s.edges[1], None, None, None, False, False, "") for s in spreads
    ]
    by_period = {each.period.end: each for each in spreads}
    runs = [[_edges(by_period[point.period.end]) for point in run] for run in segments(measure, medians)]
    axis = choose_time_axis(medians)
    scale = choose_scale([value for each in spreads for value in each.values], inside_height(), flat=math.inf)
    letters = "".join(quarter.letter for quarter in name_quarters((0, 0, 0), measure.polarity))
    figure = build_quartile_strip(
        [Dash(point.period.end, point.value or 0.0, write_brief(each, point)) for each, point in points],
        runs,
        letters,
        lines=[_line(choice, each) for each in lines],
        marks=list(_marks(choice, places, spreads[-1].period)),
        axis=axis,
        scale=scale,
    )
    shapes, names = build_breaks(measure, axis)
    layout = figure["layout"]
    layout |= {"yaxis": build_value_axis(scale, measure.unit), "shapes": shapes}
    layout["annotations"] += [*names, *build_hint(measure, scale, measure.unit)]
    return figure, layout["height"], CANVAS


def _edges(spread: Spread) -> Edges:
    return Edges(spread.period.end, (spread.values[0], *spread.edges, spread.values[-1]))


def _line(choice: Choice, series: Series) -> Track:
    home = series.role == "home"
    runs = [
        [
            Point(point.period.end, point.value or 0.0, write_hover(choice.catalogue, series, point), point.provisional)
            for point in run
        ]
        for run in segments(series.measure, series.points)
    ]
    figure = format_number(runs[-1][-1].value, series.measure.decimals)
    name = shorten(name_of(choice.catalogue, series.area), LONGEST)
    return Track(name, runs, LINES[home], figure, home, False)


def _marks(choice: Choice, places: Sequence[Series], period: Period) -> Iterator[Mark]:
    """The neighbours in the latest period, the closest first."""
    near = marked_areas(choice)
    found = sorted((each for each in places if each.area in near), key=lambda each: near[each.area])
    for each in found:
        point = at(each, period)
        if point is not None and point.value is not None:
            name, value = name_of(choice.catalogue, each.area), format_number(point.value, each.measure.decimals)
            yield Mark(
                f"{shorten(name, LONGEST)} {value}",
                f"{shorten(name, LONGEST_NARROW)} {value}",
                period.end,
                point.value,
                write_brief(each, point),
            )


def _one_period(choice: Choice, spreads: Sequence[Spread], places: Sequence[Series], lines: Sequence[Series]) -> Drawn:
    """The dots of one period, as on the Neighbours page."""
    spread, measure = spreads[0], places[0].measure
    found = [(each, point) for each in places if (point := at(each, spread.period)) and point.value is not None]
    near = marked_areas(choice)
    names = {each.area: name_of(choice.catalogue, each.area) for each, _ in found}
    dots = [
        distribution.Dot(names[each.area], point.value or 0.0, write_hover(choice.catalogue, each, point),
                         each.area in near or each.role == "home")
        for each, point in found
    ]  # fmt: skip
    marks = [
        distribution.Marks(
            "Neighbours", "", NEIGHBOUR, [_mark(measure, names, e, p) for e, p in found if e.area in near]
        ),
        *(
            distribution.Marks(names[e.area], "", HOME, [_mark(measure, names, e, p, bold=True)])
            for e, p in found
            if e.role == "home"
        ),
    ]
    levels = [
        distribution.Level(f"England {format_number(point.value, measure.decimals)}", point.value, theme.GREY_DARK)
        for each in lines
        if each.area == ENGLAND and (point := at(each, spread.period)) and point.value is not None
    ]
    height = height_of(11)
    quarters = name_quarters(spread.edges, measure.polarity)
    figure = distribution.build_distribution(measure, dots, marks, quarters=quarters, levels=levels, height=height)
    return figure, height, CANVAS


def _mark(
    measure: Measure, names: dict[str, str], series: Series, point: Observation, bold: bool = False
) -> distribution.Mark:
    name, value = names[series.area], format_number(point.value or 0.0, measure.decimals)
    label, short = f"{shorten(name, LONGEST)} {value}", f"{shorten(name, LONGEST_NARROW)} {value}"
    return distribution.Mark(name, f"<b>{label}</b>" if bold else label, f"<b>{short}</b>" if bold else short)


def _headline(measure: Measure, home: Series | None, spreads: Sequence[Spread]) -> str:
    edges = [format_number(edge, measure.decimals) for edge in spreads[-1].edges]
    middle = f"{edges[0]} to {edges[2]}"
    known = [(each, point) for each in spreads if home and (point := at(home, each.period)) and point.value is not None]
    if home is None or not known:
        return f"Half of the authorities lie between {edges[0]} and {edges[2]}"
    name, (spread, point) = home.name, known[-1]
    if measure.polarity is None:
        value = format_value(point.value, measure)
        return fit(f"{name}: {value}; middle half {middle}", f"{value}; middle half {middle}", f"Middle half: {middle}")
    unbroken = {point.period.end for point in last_run(measure, home.points)}
    known = [each for each in known if each[1].period.end in unbroken] or known[-1:]
    quarters = [quartile(p.value or 0.0, s.edges, measure.polarity) for s, p in known]
    same = next((i for i, letter in enumerate(reversed(quarters)) if letter != quarters[-1]), len(quarters))
    words = QUARTERS[quarters[-1]]
    when = f"since {known[-same][0].period.key}" if same > 1 else f"in {spread.period.key}"
    return fit(f"{name}: {words} {when}", f"{words[0].upper()}{words[1:]} {when}")


def _describe(measure: Measure, home: Series | None, spreads: Sequence[Spread]) -> str:
    """What a screen reader is told in place of the distribution."""
    last = spreads[-1]
    edges = [format_value(edge, measure) for edge in last.edges]
    ends = format_range(last.values[0], last.values[-1], measure)
    words = (
        f"Distribution of {measure.short} over {len(last.values)} authorities, "
        f"{write_span([s.period for s in spreads])}. "
        f"In {last.period.label} they run from {ends}: a quarter lie up to {edges[0]}, half up to {edges[1]}, three "
        f"quarters up to {edges[2]}."
    )
    return f"{words} {_headline(measure, home, spreads)}."


def _notes(choice: Choice, spreads: Sequence[Spread], drawn: Sequence[Series]) -> Iterator[str]:
    measure, last = drawn[0].measure, spreads[-1]
    shape = "dash" if len(spreads) > 1 else "dot"
    yield f"One {shape} is one authority: {len(last.values)} have a figure for {last.period.label}."
    if measure.polarity:
        yield (
            "Quarters A (best) to D (worst) split the authorities by their figures, each period for itself; a figure "
            "on an edge counts in the better quarter."
        )
    elif len(spreads) > 1:
        yield "The grey ribbon holds the middle half of the authorities, each period for itself."
    yield from polarity_note([measure])
    if len(spreads) > 1:
        yield from list_breaks(drawn)
    inside = {id(each) for each in drawn}
    others = dict.fromkeys(each.name for each in choice.known if id(each) not in inside)
    if others:
        yield f"Not drawn here: {', '.join(list(others)[:6])}{' and others' if len(others) > 6 else ''}."
