"""Explore as lines over time: the home and up to eleven others named, all others in grey."""

from collections.abc import Iterator, Sequence
from typing import Any

from dashboard.charts import theme
from dashboard.charts.bands import Slice
from dashboard.charts.many_lines import Point, Style, Track, build_many_lines, inside_height
from dashboard.charts.scale import build_hint, build_value_axis, choose_scale
from dashboard.charts.time_axis import (
    build_gap_marks,
    choose_time_axis,
    draw_breaks,
    find_breaks,
    find_gaps,
    name_breaks,
)
from dashboard.explore_brief import brief_names
from dashboard.explore_shape_series import Choice, Drawing, Series, keep_comparable, of_interest
from dashboard.explore_shape_words import (
    left_out_note,
    list_breaks,
    periods_of,
    write_brief,
    write_hover,
    write_lead,
    write_span,
)
from dashboard.formatting import format_number, format_value, join_names
from dashboard.intervals import interval_label, interval_of
from dashboard.schema import Observation
from dashboard.segments import segments

MOST = 200  # lines in one picture
NAMED = 12  # lines that are told apart and named
APART = 8  # others than the home that colours and symbols can tell apart; of more, their names do
PEERS = tuple(
    Style(colour, 2.25, symbol)
    for symbol in ("circle", "square")
    for colour in (theme.SECOND, theme.THIRD, theme.FOURTH, theme.SEQUENTIAL[1])
)
HOME, BENCHMARK, MUTED, GREY = (
    Style(theme.HOME, 4),
    Style(theme.GREY_DARK, 2.5, "diamond"),
    Style(theme.GREY_DARK, 1, ""),
    Style(theme.GREY_LIGHT, 1),
)


def why_no_lines(choice: Choice) -> str | None:
    """Why lines do not suit a choice with at least one value; None where they do."""
    if not choice.over_time:
        return "only one period has figures: a line needs two"
    if len(choice.units) > 1:
        return f"{join_names(choice.units)} cannot share one axis"
    return None


def draw_lines(choice: Choice) -> Drawing:
    """The picture of a choice that lines suit."""
    found, left = keep_comparable(choice.known)
    series = found[:MOST]
    first = series if len(series) <= NAMED else of_interest(choice, series)[:NAMED] or series[:NAMED]
    runs = [segments(each.measure, each.points) for each in series]
    named = dict(zip((id(each) for each in first), _styles(first), strict=True))
    briefs = dict(zip((id(each) for each in first), brief_names(choice, first), strict=True))
    tracks = [
        _track(choice, each, run, named.get(id(each)))._replace(brief=briefs.get(id(each), ""))
        for each, run in zip(series, runs, strict=True)
    ]
    measure, lead = series[0].measure, series[0]
    one_measure = len({each.measure.id for each in series}) == 1
    shown = sorted(
        {point.period.end: point for each in series for point in each.points}.values(), key=lambda p: p.period.end
    )
    axis = choose_time_axis(shown)
    band = list(_band(lead, runs[0])) if lead.role == "home" or len(series) == 1 else []
    values = [point.value for run in runs for part in run for point in part if point.value is not None]
    scale = choose_scale([*values, *(e for part in band for s in part for e in (s.low, s.high))], inside_height())
    told = [track for track, each in zip(tracks, series, strict=True) if id(each) in named]
    rest = [track for track, each in zip(tracks, series, strict=True) if id(each) not in named]
    figure = build_many_lines(told, rest, axis, scale, band)
    shapes, names = draw_breaks(_breaks(series), axis)
    figure["layout"] |= {"yaxis": build_value_axis(scale, measure.unit), "shapes": shapes}
    figure["layout"]["annotations"] += [
        *names,
        *build_gap_marks(find_gaps(lead.points)),
        *build_hint(measure if one_measure else measure.model_copy(update={"polarity": None}), scale, measure.unit),
    ]
    return Drawing(
        figure,
        write_lead(lead, lead.name, *([lead.measure.short] if not one_measure else [])),
        _describe(choice, series),
        (*_notes(series, len(told), len(found), bool(band)), *left_out_note(choice, left)),
        series,
        write_span(periods_of(series)),
        figure["layout"]["height"],
        figure["layout"]["height"],
    )


def _styles(series: Sequence[Series]) -> Iterator[Style]:
    """How each of the named lines is drawn, the first of the home boldest."""
    others = [
        each for place, each in enumerate(series) if each.role != "benchmark" and not (place == 0 and _bold(each))
    ]
    peers = iter(PEERS if len(others) <= APART else [MUTED] * len(others))
    for place, each in enumerate(series):
        yield HOME if place == 0 and _bold(each) else BENCHMARK if each.role == "benchmark" else next(peers)


def _bold(series: Series) -> bool:
    return series.role == "home"


def _track(choice: Choice, series: Series, runs: Sequence[Sequence[Observation]], style: Style | None) -> Track:
    """One line; those in grey say at a point who they are, the named ones in full."""
    points = [
        [
            Point(
                point.period.end,
                point.value or 0.0,
                write_hover(choice.catalogue, series, point) if style else write_brief(series, point),
                point.provisional,
            )
            for point in run
        ]
        for run in runs
    ]
    figure = format_number(points[-1][-1].value, series.measure.decimals)
    made_up = any(point.illustrative for point in series.points)
    return Track(series.name, points, style or GREY, figure, style is HOME, made_up)


def _band(lead: Series, runs: Sequence[Sequence[Observation]]) -> Iterator[list[Slice]]:
    """The interval along the lead line, where its counts are known."""
    for run in runs:
        limits = [(point.period.end, interval_of(lead.measure, point)) for point in run]
        found = [Slice(day, *both) for day, both in limits if both]
        if found:
            yield found


def _breaks(series: Sequence[Series]) -> Any:
    by_measure = {each.measure.id: each.measure for each in series}
    found = []
    for measure in by_measure.values():
        periods = periods_of([each for each in series if each.measure.id == measure.id])
        prefix = f"{measure.short}: " if len(by_measure) > 1 else ""
        found += [(part.day, f"{prefix}{part.words}") for part in find_breaks(measure, periods)]
    return name_breaks(found)


def _notes(series: Sequence[Series], told: int, of: int, band: bool) -> Iterator[str]:
    lead = series[0]
    yield from list_breaks(series)
    if of > len(series):
        yield f"The first {len(series)} of {format_number(of)} lines are drawn; the table has all."
    if len(series) > told:
        lines = "line is" if told == 1 else "lines are"
        yield f"{told} {lines} named; the other {len(series) - told} are grey and say whose they are when touched."
    if band:
        yield (
            f"The shaded band along {lead.name} is its {interval_label(lead.measure)} (95 %): a difference inside it "
            "may be chance alone."
        )
    if any(gap.symbol for gap in find_gaps(lead.points)):
        yield f"A symbol on the axis marks a period without a figure for {lead.name}."


def _describe(choice: Choice, series: Sequence[Series]) -> str:
    """What a screen reader is told in place of the lines."""
    measures = {each.measure.id: each.measure.short for each in series}
    listed = []
    for each in series[:NAMED]:
        first, last = each.known[0], each.known[-1]
        words = f"{each.name}: {format_value(last.value, each.measure)} in {last.period.label}"
        if first is not last:
            words = f"{each.name}: {format_value(first.value, each.measure)} in {first.period.label}, "
            words += f"{format_value(last.value, each.measure)} in {last.period.label}"
        listed.append(words)
    more = f" {len(series) - NAMED} more lines are in the table." if len(series) > NAMED else ""
    what = join_names(measures.values()) if len(measures) <= 3 else f"{len(measures)} measures"
    return f"Line chart of {what}, {len(series)} {'line' if len(series) == 1 else 'lines'}. {'; '.join(listed)}.{more}"
