"""A process chart: a series with its mean and process limits, and its special causes marked by shape and colour."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.labels import EndLabel, Scale, build_labels
from dashboard.charts.open_points import name_months, open_line
from dashboard.charts.scale import build_hint, build_value_axis, choose_scale
from dashboard.charts.time_axis import PADDING
from dashboard.charts.trend_labels import NARROW, WIDE
from dashboard.formatting import format_number
from dashboard.in_year import short_label
from dashboard.measures import Measure
from dashboard.process import Kind
from dashboard.schema import Observation
from dashboard.segments import segments

HEIGHT = 400
MARGIN = {"l": 56, "r": 160, "t": 34, "b": 44}
NARROW_MARGIN = {"l": 44, "r": 92}
WITHOUT_LABELS = {"r": 72}
TICKS = 4


class Mark(NamedTuple):
    """How a kind of special cause is drawn and named."""

    symbol: str
    colour: str
    words: str


MARKS: Mapping[Kind, Mark] = {
    "improvement": Mark("diamond", theme.BETTER, "◆ special cause: an improvement"),
    "concern": Mark("square", theme.WORSE, "■ special cause: a concern"),
    "change": Mark("triangle-up", theme.THIRD, "▲ special cause"),
}


class Process(NamedTuple):
    """What is drawn: figures with a value, oldest first, the lines across, and the kinds of marked points by place.

    ``lines`` are (name, value) of mean and limits; empty where there are too few points. ``says`` is the hover of each
    point.
    """

    measure: Measure
    points: Sequence[Observation]
    says: Sequence[str]
    lines: Sequence[tuple[str, float]]
    marked: Mapping[int, Kind]
    colour: str


def build_process_chart(process: Process) -> dict[str, Any]:
    """A plain Plotly figure; ``points`` must not be empty."""
    days = [point.period.end for point in process.points]
    padding = max((days[-1] - days[0]) * PADDING, (days[-1] - days[0]) / 40) if len(days) > 1 else None
    first, last = (days[0] - padding, days[-1] + padding) if padding else (days[0].replace(day=1), days[-1])
    values = [point.value or 0.0 for point in process.points]
    scale = choose_scale([*values, *(value for _, value in process.lines)], HEIGHT - MARGIN["t"] - MARGIN["b"], 5)
    without = {} if process.lines else WITHOUT_LABELS
    ends = (first.isoformat(), last.isoformat())
    return {
        "data": [
            *(_across(name, value, ends) for name, value in process.lines),
            _series(process),
            *(_marked(process, kind) for kind in MARKS if kind in process.marked.values()),
        ],
        "layout": {
            "height": HEIGHT,
            "margin": MARGIN | without,
            "showlegend": False,
            "hovermode": "closest",
            "xaxis": {"type": "date", "range": list(ends), "showgrid": False, "fixedrange": True}
            | _ticks(process, TICKS),
            "yaxis": build_value_axis(scale, process.measure.unit),
            "meta": {"narrow": {"margin": NARROW_MARGIN | without, "xaxis": _narrow_ticks(process)}},
            "annotations": [
                *(label for width in (WIDE, NARROW) for label in _place_labels(process, width, scale, ends[1])),
                *(part | {"name": WIDE} for part in build_hint(process.measure, scale)),
                *(part | {"name": NARROW} for part in build_hint(process.measure, scale._replace(low=0.0))),
                *_key(process),
            ],
        },
    }


def _across(name: str, value: float, ends: tuple[str, str]) -> dict[str, Any]:
    mean = name == "Mean"
    return {
        "type": "scatter",
        "name": name,
        "mode": "lines",
        "x": list(ends),
        "y": [value, value],
        "hoverinfo": "skip",
        "line": {"color": theme.GREY_DARK, "width": 1.75 if mean else 1.25} | ({} if mean else {"dash": "6px,5px"}),
    }


def _series(process: Process) -> dict[str, Any]:
    """The points, joined where nothing lies between; open, since they are provisional."""
    says = {point.period: words for point, words in zip(process.points, process.says, strict=True)}
    x: list[str] = []
    y: list[float | None] = []
    text: list[str] = []
    for run in segments(process.measure, process.points):
        if x:
            x.append(run[0].period.end.isoformat())
            y.append(None)
            text.append("")
        x += [point.period.end.isoformat() for point in run]
        y += [point.value for point in run]
        text += [says[point.period] for point in run]
    return {
        "type": "scatter",
        "name": "Provisional, local",
        "mode": "lines+markers",
        "x": x,
        "y": y,
        "text": text,
        "hovertemplate": "%{text}<extra></extra>",
        "cliponaxis": False,
        "line": open_line(process.colour),
        "marker": {"size": 8, "color": theme.PAPER, "line": {"color": process.colour, "width": 2}},
    }


def _marked(process: Process, kind: Kind) -> dict[str, Any]:
    mark = MARKS[kind]
    places = [place for place, marked in process.marked.items() if marked == kind]
    return {
        "type": "scatter",
        "name": mark.words,
        "mode": "markers",
        "x": [process.points[place].period.end.isoformat() for place in places],
        "y": [process.points[place].value for place in places],
        "hoverinfo": "skip",
        "cliponaxis": False,
        "marker": {"size": 11, "symbol": mark.symbol, "color": mark.colour},
    }


def _place_labels(process: Process, width: str, scale: Scale, edge: str) -> list[dict[str, Any]]:
    """The names of mean and limits, moved apart where they would meet."""
    last = process.points[-1].period.end.isoformat()
    decimals = process.measure.decimals + 1
    names = [(name.split()[0] if width == NARROW else name, value) for name, value in process.lines]
    labels = [
        EndLabel(f"{name} {format_number(value, decimals)}", last, value, theme.GREY_DARK, width)
        for name, value in names
    ]
    return build_labels(labels, {}, scale, edge) if labels else []


def _ticks(process: Process, most: int) -> dict[str, Any]:
    """Names for at most so many points, evenly spaced back from the latest."""
    step = -(-len(process.points) // most)
    named = [point.period for point in process.points[::-1][::step]][::-1]
    return {
        "tickvals": [period.end.isoformat() for period in named],
        "ticktext": [short_label(period) for period in named],
        "tickangle": 0,
    }


def _narrow_ticks(process: Process) -> dict[str, Any]:
    """A phone has room for the months of the first and the latest point."""
    ends = sorted({process.points[0].period.end, process.points[-1].period.end})
    return {
        "tickvals": [end.isoformat() for end in ends],
        "ticktext": name_months(ends),
    }


def _key(process: Process) -> list[dict[str, Any]]:
    """What the shapes mean, above the right end of the plot."""
    kinds = [MARKS[kind].words for kind in MARKS if kind in process.marked.values()]
    place = {"x": 1, "xref": "paper", "xanchor": "right", "y": 1, "yref": "paper", "yanchor": "bottom", "yshift": 8}
    return [{"name": WIDE, "text": " · ".join(["○ provisional, local", *kinds]), "showarrow": False, **place}]
