"""The figure of a priority: what was, what the plan wants, and where it is heading if nothing changes."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from dashboard.charts import theme
from dashboard.charts.ahead import NAME, build_ahead_band, build_ahead_line
from dashboard.charts.bands import Slice, build_band
from dashboard.charts.labels import EndLabel, Scale, build_labels
from dashboard.charts.scale import build_hint, build_value_axis, choose_scale
from dashboard.charts.time_axis import (
    build_breaks,
    build_gap_marks,
    build_ticks,
    build_time_axis,
    choose_time_axis,
    find_gaps,
)
from dashboard.charts.trend_labels import NARROW, WIDE
from dashboard.charts.trend_lines import build_line
from dashboard.charts.trend_style import LINES
from dashboard.charts.trend_targets import build_target_names, build_target_trace
from dashboard.curve import Curve
from dashboard.formatting import format_number
from dashboard.intervals import interval_label
from dashboard.periods import Period
from dashboard.schema import Observation
from dashboard.target_words import target_decimals
from dashboard.targets import TargetPoint
from dashboard.trend_series import Series

HEIGHT = 440
MARGIN = {"l": 56, "r": 190, "t": 34, "b": 44}
NARROW_MARGIN = {"l": 44, "r": 112}
NARROW_TICKS = 2  # the names at the end leave room for no more


def build_curve_figure(found: Curve) -> dict[str, Any]:
    """The figure; nothing in it can be switched, so every part is always drawn."""
    lines, measure = found.lines, found.lines.measure
    axis = choose_time_axis(_all_periods(found))
    drawn = list(_drawn(found))
    scale = choose_scale(_heights(found, drawn), HEIGHT - MARGIN["t"] - MARGIN["b"])
    shapes, breaks = build_breaks(measure, axis, at="bottom")  # the lines run high in these charts
    around = [build_line(lines, replace(series, when="")) for series in drawn]
    band, line = build_ahead_band(found.ahead, 0.12), build_ahead_line(measure, found.home.name, found.ahead)
    traces = [band, _interval_band(found), *around, line]
    traces += [build_target_trace(line) for line in lines.drawn_targets]
    labels = [*_labels(found, drawn, scale, axis.edge, WIDE), *_labels(found, drawn, scale, axis.edge, NARROW)]
    return {
        "data": [{**trace, "meta": ""} for trace in traces if trace],
        "layout": {
            "height": HEIGHT,
            "margin": MARGIN,
            "showlegend": False,
            "hovermode": "closest",
            "xaxis": build_time_axis(axis),
            "yaxis": build_value_axis(scale, measure.unit),
            "shapes": shapes,
            "meta": {"narrow": {"margin": NARROW_MARGIN, "xaxis": build_ticks(axis, NARROW_TICKS)}},
            "annotations": [
                *labels,
                *({**name, "name": ""} for name in build_target_names(lines)),
                *breaks,
                *build_gap_marks(find_gaps(lines.home.observations)),
                *build_hint(measure, scale, measure.unit),
            ],
        },
    }


def _drawn(found: Curve) -> Iterator[Series]:
    """The lines of the past, the most important on top."""
    for series in (found.lines.england, found.average, found.lines.home):
        if series and series.runs:
            yield series


def _all_periods(found: Curve) -> list[Observation | TargetPoint]:
    points: dict[Period, Observation | TargetPoint] = {
        point.period: point for line in found.lines.drawn_targets for point in line.points
    }
    points |= {step.period: TargetPoint(step.period, step.value) for step in found.ahead.steps}
    points |= {point.period: point for point in found.lines.home.observations}
    return sorted(points.values(), key=lambda point: point.period.end)


def _heights(found: Curve, drawn: Sequence[Series]) -> list[float]:
    values = [point.value for series in drawn for run in series.runs for point in run if point.value is not None]
    values += [edge for step in found.ahead.steps for edge in (step.lower, step.upper)]
    values += [point.value for line in found.lines.drawn_targets for point in line.points]
    limits = (found.lines.limits_of(point) for point in found.lines.home.observations)
    return values + [edge for both in limits if both for edge in both]


def _interval_band(found: Curve) -> dict[str, Any] | None:
    runs = []
    for run in found.lines.home.runs:
        limits = [(point.period.end, found.lines.limits_of(point)) for point in run]
        runs.append([Slice(day, *both) for day, both in limits if both])
    name = interval_label(found.lines.measure).capitalize()
    return build_band(runs, name, "", {"fillcolor": theme.HOME, "opacity": 0.2})


def _labels(found: Curve, drawn: Sequence[Series], scale: Scale, edge: str, width: str) -> list[dict[str, Any]]:
    """What stands at the right end: the place, its neighbours, England, the target, and where it is heading."""
    measure, labels = found.lines.measure, []
    names = {"average": "Neighbours", "england": "England", "home": found.home.name}
    for series in drawn:
        last = series.runs[-1][-1]
        text = f"{names[series.role]} {format_number(last.value or 0.0, measure.decimals)}"
        bold = f"<b>{text}</b>" if series.role == "home" else text
        labels.append(EndLabel(bold, last.period.end.isoformat(), last.value or 0.0, LINES[series.role][0], width))
    if found.ahead.steps:
        step = found.ahead.steps[-1]
        words = "Unchanged" if width == NARROW else NAME
        text = f"{words} {format_number(step.value, measure.decimals)}"
        labels.append(EndLabel(text, step.period.end.isoformat(), step.value, theme.HOME, width))
    named = {name["text"] for name in build_target_names(found.lines)}
    for line in found.lines.drawn_targets:
        point = line.targets[-1]
        text = f"Target {format_number(point.value, target_decimals(line))}"
        if text not in named:
            labels.append(EndLabel(text, point.period.end.isoformat(), point.value, theme.INK, width))
    return build_labels(labels, {}, scale, edge)
