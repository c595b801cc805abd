"""One series and where it is heading: the known figures as a bold line, then a dashed level line in a widening band."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts import theme
from dashboard.charts.ahead import build_ahead_band, build_ahead_line
from dashboard.charts.labels import EndLabel, Scale, build_labels
from dashboard.charts.runs import lay_out_runs
from dashboard.charts.scale import build_hint, build_value_axis, choose_scale
from dashboard.charts.time_axis import (
    TimeAxis,
    build_breaks,
    build_gap_marks,
    build_narrow_ticks,
    build_time_axis,
    build_upright,
    choose_time_axis,
    find_gaps,
)
from dashboard.charts.trend_labels import NARROW, WIDE
from dashboard.forecast import Forecast
from dashboard.formatting import format_number, format_value
from dashboard.measures import Measure
from dashboard.schema import Observation

HEIGHT = 400
MARGIN = {"l": 56, "r": 172, "t": 34, "b": 44}
NARROW_MARGIN = {"l": 44, "r": 74}
TODAY = {"width": 1, "color": theme.GREY_LIGHT}


def build_fan(
    measure: Measure, name: str, runs: Sequence[Sequence[Observation]], points: Sequence[Observation], found: Forecast
) -> dict[str, Any]:
    """The figure of one area; ``points`` are its figures oldest first, missing ones included, ``runs`` what joins.

    ``found`` must have a step.
    """
    last = found.base[-1]
    ahead = [last._replace(period=step.period, value=step.value, status=None) for step in found.steps]
    axis = choose_time_axis([*points, *ahead])
    scale = choose_scale(_heights(runs, found), HEIGHT - MARGIN["t"] - MARGIN["b"])
    shapes, breaks = build_breaks(measure, axis)
    traces = [build_ahead_band(found, 0.16), build_ahead_line(measure, name, found), _history(measure, name, runs)]
    traces += _provisional(name, runs)
    return {
        "data": [trace for trace in traces if trace],
        "layout": {
            "height": HEIGHT,
            "margin": MARGIN,
            "showlegend": False,
            "hovermode": "closest",
            "xaxis": build_time_axis(axis),
            "yaxis": build_value_axis(scale, measure.unit),
            "shapes": [*shapes, build_upright(last.period.end, TODAY)],  # what is right of it is not known
            "meta": {"narrow": {"margin": NARROW_MARGIN, "xaxis": build_narrow_ticks(axis)}},
            "annotations": [
                *_labels(measure, found, scale, axis),
                *breaks,
                *build_gap_marks(find_gaps(points)),
                *build_hint(measure, scale, measure.unit),
                _key(last),
            ],
        },
    }


def _heights(runs: Sequence[Sequence[Observation]], found: Forecast) -> list[float]:
    values = [point.value for run in runs for point in run if point.value is not None]
    return values + [edge for step in found.steps for edge in (step.lower, step.upper)]


def _history(measure: Measure, name: str, runs: Sequence[Sequence[Observation]]) -> dict[str, Any]:
    def say(point: Observation) -> str:
        return f"{format_value(point.value, measure)} · {point.period.label}{_flag(point)}"

    made_up = any(point.illustrative for run in runs for point in run)
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines+markers",
        **lay_out_runs(runs, say),
        "hovertemplate": f"<b>{name}</b><br>%{{text}}<extra></extra>",
        "line": {"color": theme.HOME, "width": 4} | ({"dash": "5px,4px"} if made_up else {}),
        "marker": {"size": 8, "color": theme.HOME},
    }


def _flag(point: Observation) -> str:
    made_up = "<br><b>Illustrative, not a real figure</b>" if point.illustrative else ""
    return made_up + ("<br>Provisional" if point.provisional else "")


def _provisional(name: str, runs: Sequence[Sequence[Observation]]) -> list[dict[str, Any]]:
    points = [point for run in runs for point in run if point.provisional]
    if not points:
        return []
    return [
        {
            "type": "scatter",
            "name": f"{name}, provisional",
            "mode": "markers",
            "x": [point.period.end.isoformat() for point in points],
            "y": [point.value for point in points],
            "hoverinfo": "skip",
            "marker": {"size": 10, "color": theme.PAPER, "line": {"color": theme.HOME, "width": 2.5}},
        }
    ]


def _labels(measure: Measure, found: Forecast, scale: Scale, axis: TimeAxis) -> list[dict[str, Any]]:
    """What the line and the edges of the band come to at their end."""
    step = found.steps[-1]
    day = step.period.end.isoformat()
    ends = ((step.upper, "top of the band"), (step.value, "if nothing changes"), (step.lower, "bottom of the band"))
    made: list[dict[str, Any]] = []
    for width in (WIDE, NARROW):
        labels = []
        for value, words in ends:
            number = format_number(value, measure.decimals)
            text = number if width == NARROW else f"{number} {words}"
            bold = f"<b>{text}</b>" if value == step.value else text
            labels.append(EndLabel(bold, day, value, theme.HOME, width))
        made += build_labels(labels, {}, scale, axis.edge)
    return made


def _key(last: Observation) -> dict[str, Any]:
    return {
        "name": WIDE,
        "text": "Forecast →",
        "x": last.period.end.isoformat(),
        "y": 1,
        "yref": "paper",
        "xanchor": "left",
        "yanchor": "top",
        "showarrow": False,
        "font": {"color": theme.GREY_DARK},
    }
