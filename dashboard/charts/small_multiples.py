"""A few measures beside each other, each on its own scale: the place, its neighbours' average and England over time.

Two panels in a row, or one where the screen is narrow. Time is a plain number of years, so that the years chosen on
another page cut nothing here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.charts import theme
from dashboard.charts.labels import LINE, Scale, spread
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.trend_labels import shorten
from dashboard.formatting import format_number, format_value
from dashboard.measures import Measure
from dashboard.schema import Observation

HEIGHT, NARROW_HEIGHT = 560, 1000
COLUMNS = 2
TICKS, TICKS_OF_TWO_YEARS, NARROW_TICKS = 5, 3, 2  # "2024/25" is twice as long as "2025"
GAP = (0.3, 0.2)  # between panels, across and down, as shares of the whole
LONGEST = 12  # characters of a name beside its line
PLOT = 150  # px that one panel is high at least: a picture for a paper has less room than the page
STYLES: Mapping[str, tuple[str, float]] = {
    "home": (theme.HOME, 3.5),
    "wedge": (theme.SECOND, 3.5),
    "average": (theme.THIRD, 2),
    "england": (theme.GREY_DARK, 2),
}
Run = Sequence[Observation]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel in unbroken runs; ``role`` is a key of STYLES."""

    name: str
    role: str
    runs: Sequence[Run]


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure; the last line lies on top. ``breaks`` are days at which the definition changed."""

    measure: Measure
    lines: Sequence[Line]
    breaks: Sequence[date] = ()


def build_small_multiples(panels: Sequence[Panel]) -> dict[str, Any]:
    """A plain Plotly figure of at most four panels."""
    data: list[dict[str, Any]] = []
    layout: dict[str, Any] = {"annotations": [], "shapes": [], "margin": {"l": 56, "r": 172, "t": 34, "b": 36}}
    narrow: dict[str, Any] = {"margin": {"l": 48, "r": 112, "t": 34, "b": 36}}
    for index, panel in enumerate(panels):
        number = "" if index == 0 else str(index + 1)
        scale = choose_scale(
            [point.value or 0.0 for line in panel.lines for run in line.runs for point in run], PLOT, 4
        )
        data += [_trace(panel.measure, line, number) for line in panel.lines]
        wide, tall = _domains(index, len(panels), COLUMNS), _domains(index, len(panels), 1)
        layout[f"xaxis{number}"] = _time_axis(panel, number) | {"domain": wide[0]}
        layout[f"yaxis{number}"] = build_value_axis(scale, panel.measure.unit) | {
            "domain": wide[1], "anchor": f"x{number}", "nticks": 4,
        }  # fmt: skip
        narrow[f"xaxis{number}"] = {"domain": tall[0], **_ticks(panel, NARROW_TICKS)}
        narrow[f"yaxis{number}"] = {"domain": tall[1]}
        layout["annotations"] += [_title(panel.measure, number), *_labels(panel, number, scale)]
        layout["shapes"] += [_break(day, number) for day in panel.breaks]
    return {"data": data, "layout": layout | {"meta": {"narrow": narrow}}}


def when(day: date) -> float:
    """A day as a number of years."""
    return round(day.year + (day.timetuple().tm_yday - 1) / 366, 3)


def _trace(measure: Measure, line: Line, number: str) -> dict[str, Any]:
    colour, width = STYLES[line.role]
    x: list[float | None] = []
    y: list[float | None] = []
    words: list[str] = []
    for run in line.runs:
        if x:
            x.append(None)
            y.append(None)
            words.append("")
        x += [when(point.period.end) for point in run]
        y += [point.value for point in run]
        words += [f"{line.name}, {point.period.label}: {format_value(point.value, measure)}" for point in run]
    return {
        "type": "scatter", "mode": "lines+markers", "name": line.name, "x": x, "y": y, "hovertext": words,
        "hoverinfo": "text", "xaxis": f"x{number}", "yaxis": f"y{number}",
        "line": {"color": colour, "width": width}, "marker": {"color": colour, "size": width + 3},
    }  # fmt: skip


def _domains(index: int, panels: int, columns: int) -> tuple[list[float], list[float]]:
    """The shares of the width and of the height that a panel takes, the first at the top left."""
    down, across = divmod(index, columns)
    rows = -(-panels // columns)
    wide, high = (1 - GAP[0] * (columns - 1)) / columns, (1 - _gap(rows) * (rows - 1)) / rows
    left, top = across * (wide + GAP[0]), 1 - down * (high + _gap(rows))
    return [round(left, 4), round(left + wide, 4)], [round(max(top - high, 0), 4), round(top, 4)]


def _gap(rows: int) -> float:
    return GAP[1] if rows <= COLUMNS else 0.09


def _time_axis(panel: Panel, number: str) -> dict[str, Any]:
    ends = _periods(panel)
    first, last = when(min(ends)), when(max(ends))
    room = max(last - first, 1) * 0.04
    return {
        "type": "linear",
        "range": [first - room, last + room],
        "anchor": f"y{number}",
        "fixedrange": True,
        "tickangle": 0,
        "zeroline": False,
    } | _ticks(panel, TICKS_OF_TWO_YEARS if any("/" in key for key in _periods(panel).values()) else TICKS)


def _periods(panel: Panel) -> dict[date, str]:
    return {point.period.end: point.period.key for line in panel.lines for run in line.runs for point in run}


def _ticks(panel: Panel, most: int) -> dict[str, Any]:
    """Names for at most so many periods, evenly spaced back from the latest."""
    names = _periods(panel)
    ends = sorted(names, reverse=True)
    named = ends[:: -(-len(ends) // most)][::-1]
    return {"tickvals": [when(end) for end in named], "ticktext": [names[end] for end in named]}


def _title(measure: Measure, number: str) -> dict[str, Any]:
    unit = "" if measure.unit in measure.short else f", {measure.unit}"
    return {
        "name": "", "text": f"<b>{measure.short}</b>{unit}", "xref": f"x{number} domain", "yref": f"y{number} domain",
        "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 8, "showarrow": False, "align": "left",
    }  # fmt: skip


def _labels(panel: Panel, number: str, scale: Scale) -> list[dict[str, Any]]:
    """Name and latest figure at the end of each line, moved apart where they would meet.

    A line that ends before the others says when; a phone has room for the period or the name.
    """
    ends = [(line, line.runs[-1][-1]) for line in panel.lines if line.runs]
    latest = max((point.period.end for _, point in ends), default=date.min)
    gap = scale.per_pixels(LINE)
    places = spread([point.value or 0.0 for _, point in ends], gap, scale.low + gap / 2, scale.high - gap / 2)
    found = []
    for (line, point), place in zip(ends, places, strict=True):
        value, key = format_number(point.value or 0.0, panel.measure.decimals), point.period.key
        if point.period.end == latest:
            words = {"": f"{shorten(line.name, LONGEST)} {value}"}
        else:
            words = {"width=wide": f"{shorten(line.name, LONGEST)} {value} ({key})", "width=narrow": f"{key}: {value}"}
        found += [_label(line, text, name, place, number) for name, text in words.items()]
    return found


def _label(line: Line, text: str, name: str, place: float, number: str) -> dict[str, Any]:
    return {
        "name": name, "text": f"<b>{text}</b>" if line.role in ("home", "wedge") else text,
        "xref": f"x{number} domain", "x": 1, "xanchor": "left", "xshift": 2, "yref": f"y{number}",
        "y": float(f"{place:.5g}"), "showarrow": False, "align": "left", "font": {"color": STYLES[line.role][0]},
    }  # fmt: skip


def _break(day: date, number: str) -> dict[str, Any]:
    return {
        "name": "", "type": "line", "x0": when(day), "x1": when(day), "xref": f"x{number}", "y0": 0, "y1": 1,
        "yref": f"y{number} domain", "layer": "below", "line": {"width": 1.5, "dash": "dot", "color": theme.GREY_DARK},
    }  # fmt: skip
