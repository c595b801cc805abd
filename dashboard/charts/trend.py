"""The Trends figure: a plain Plotly dict with every line a reader can switch on, each under its condition.

Back to front: what NEET could be, range of the neighbours, each neighbour, wedges, England, region, averages, range of
natural variation, the chosen wedge, the home authority, the targets, and what was counted since the last publication.
"""

from collections.abc import Sequence
from typing import Any

from dashboard.charts import theme
from dashboard.charts.bands import Slice, build_band
from dashboard.charts.scale import build_hint, build_value_axis, choose_scale
from dashboard.charts.time_axis import (
    build_breaks,
    build_gap_marks,
    build_narrow_ticks,
    build_ticks,
    build_time_axis,
    choose_time_axis,
    find_gaps,
)
from dashboard.charts.trend_in_year import build_in_year_line, build_key, reach_in_year
from dashboard.charts.trend_labels import WIDE, build_line_labels
from dashboard.charts.trend_lines import BOLD, build_line, build_lone_points, build_provisional
from dashboard.charts.trend_style import LINES
from dashboard.charts.trend_targets import build_target_names, build_target_trace
from dashboard.intervals import interval_label
from dashboard.periods import Period
from dashboard.schema import Observation
from dashboard.targets import TargetPoint
from dashboard.trend_series import Lines, NeighbourLines, Role, Series

HEIGHT = 480
MARGIN = {"l": 56, "t": 34, "b": 44}
CHARACTER, LEAST_ROOM = 8, 130  # px: of a label's type, and the least right margin
NARROW_MARGIN = {"l": 44, "r": 118}


def build_trend_figure(lines: Lines) -> dict[str, Any]:
    """The figure of one measure. ``lines.subject`` must have at least one figure with a value."""
    axis = reach_in_year(choose_time_axis(_all_periods(lines)), lines)
    drawn = [series for series in lines.every() if series.drawn and series.runs]
    scale = choose_scale(_heights(lines, drawn), HEIGHT - MARGIN["t"] - MARGIN["b"])
    shapes, breaks = build_breaks(lines.measure, axis)
    bands = [_neet_trace(lines), *(_spread_band(group) for group in lines.groups)]
    on_top = [_interval_band(lines, series) for series in _bold(lines)]
    order: list[Role] = list(LINES)
    drawn.sort(key=lambda series: order.index(series.role))
    thin = [series for series in drawn if LINES[series.role][1] <= BOLD]
    traces = [*bands, *(build_line(lines, series) for series in thin), *(build_lone_points(series) for series in thin)]
    traces += [*on_top, *(build_line(lines, series) for series in drawn if series not in thin)]
    traces += [build_provisional(lines, series) for series in _bold(lines)]
    traces += [build_target_trace(line) for line in lines.drawn_targets]
    traces += [build_in_year_line(lines, series) for series in lines.in_year if series.runs]
    narrow_ticks = build_ticks(axis, 2) if lines.in_year else build_narrow_ticks(axis)
    labels = build_line_labels(lines, drawn, scale, axis.edge)
    return {
        "data": [trace for trace in traces if trace],
        "layout": {
            "height": HEIGHT,
            "margin": MARGIN | {"r": _room_for(labels)},
            "showlegend": False,
            "hovermode": "closest",
            "xaxis": build_time_axis(axis),
            "yaxis": build_value_axis(scale, lines.measure.unit),
            "shapes": shapes,
            "meta": {"narrow": {"margin": NARROW_MARGIN, "xaxis": narrow_ticks}},
            "annotations": [
                *labels,
                *build_target_names(lines),
                *breaks,
                *build_gap_marks(find_gaps(lines.subject.observations)),
                *build_hint(lines.measure, scale),
                *_illustrative(lines),
                *build_key(lines),
            ],
        },
    }


def _room_for(labels: Sequence[dict[str, Any]]) -> int:
    """The right margin that the longest label needs."""
    longest = max((len(label["text"].removeprefix("<b>").removesuffix("</b>")) for label in labels), default=0)
    return max(LEAST_ROOM, 20 + CHARACTER * longest)


def _bold(lines: Lines) -> list[Series]:
    return [series for series in (lines.home, lines.wedge) if series and series.runs]


def _all_periods(lines: Lines) -> list[Observation | TargetPoint]:
    """The subject's and the home's figures and the targets in order of time: what the axis has to reach."""
    shown: dict[Period, Observation | TargetPoint] = {
        point.period: point for line in lines.drawn_targets for point in line.points
    }
    shown |= {point.period: point for series in (lines.home, lines.subject) for point in series.observations}
    return sorted(shown.values(), key=lambda point: point.period.end)


def _heights(lines: Lines, drawn: Sequence[Series]) -> list[float]:
    lined = (*drawn, *lines.in_year)
    values = [point.value for series in lined for run in series.runs for point in run if point.value is not None]
    limits = [lines.limits_of(point) for series in _bold(lines) for point in series.observations]
    values += [edge for both in limits if both for edge in both]
    values += [point.value for line in lines.drawn_targets for point in line.points]
    return values + [edge for run in lines.neet_band for part in run for edge in (part.floor, part.ceiling)]


def _spread_band(group: NeighbourLines) -> dict[str, Any] | None:
    """The range of a neighbour set, cut where the lines of its average are cut."""
    slices = {part.period: Slice(part.period.end, part.low, part.high) for part in group.spread}
    runs = [[slices[point.period] for point in run] for run in group.averages[0].runs] if group.averages else []
    name = f"Range of {len(group.members)} neighbours"
    fill = {"fillcolor": theme.GREY_LIGHT, "opacity": 0.28}
    return build_band(runs, name, f"neighbours={group.choice}&shown=neighbours", fill)


def _interval_band(lines: Lines, series: Series) -> dict[str, Any] | None:
    runs = []
    for run in series.runs:
        limits = [(point.period.end, lines.limits_of(point)) for point in run]
        runs.append([Slice(day, *both) for day, both in limits if both])
    fill = {"fillcolor": LINES[series.role][0], "opacity": 0.2}
    return build_band(runs, interval_label(lines.measure).capitalize(), "shown=interval", fill)


def _neet_trace(lines: Lines) -> dict[str, Any] | None:
    runs = [[Slice(part.period.end, part.floor, part.ceiling) for part in run] for run in lines.neet_band]
    pattern = {"shape": "/", "size": 9, "solidity": 0.12, "fgcolor": theme.SEQUENTIAL[1], "bgcolor": "rgba(0,0,0,0)"}
    fill = {"fillpattern": pattern, "opacity": 0.45}
    return build_band(runs, "From NEET to NEET or not known", "shown=band", fill)


def _illustrative(lines: Lines) -> list[dict[str, Any]]:
    """What dashes mean, above the labels: always with a made-up chosen wedge, with the others while they are shown."""
    made_up = [series for series in (lines.wedge, *lines.other_wedges) if series and series.illustrative]
    if not made_up:
        return []
    when = WIDE if lines.wedge in made_up else f"shown=wedges&{WIDE}"
    place = {"x": 1, "xref": "paper", "xanchor": "left", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 8}
    return [{"name": when, "text": "╍╍ Illustrative", "showarrow": False, **place}]
