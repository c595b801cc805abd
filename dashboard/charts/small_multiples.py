"""A few measures or places beside each other, each on its own scale or all on one: a handful of lines over time.

Two panels in a row, or one where the screen is narrow. Time is a plain number of years, so that the years chosen on
another page cut nothing here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.charts import theme
from dashboard.charts.bands import Slice
from dashboard.charts.labels import LINE, Scale, spread
from dashboard.charts.open_points import name_months, open_line, open_marker
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
TITLE = 32  # characters of a title on a phone
PLOT = 150  # px that one panel is high at least: a picture for a paper has less room than the page
BETWEEN = 64  # px between one row of panels and the next, where there are more than two
MARGIN = {"l": 56, "r": 172, "t": 34, "b": 36}
NARROW_MARGIN = {"l": 48, "r": 112}
STYLES: Mapping[str, tuple[str, float]] = {
    "home": (theme.HOME, 3.5),
    "wedge": (theme.SECOND, 3.5),
    "average": (theme.THIRD, 2),
    "england": (theme.GREY_DARK, 2),
    "second": (theme.SECOND, 2),
    "fourth": (theme.FOURTH, 2),
    "fifth": (theme.SEQUENTIAL[1], 2),
    "rest": (theme.GREY_LIGHT, 1),
}
QUIET = ("rest",)  # roles whose lines have neither name nor points
Run = Sequence[Observation]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel in unbroken runs; ``role`` is a key of STYLES. A ``provisional`` one has open points.

    ``brief`` is its name on a phone where the start of the whole one would not tell it from others.
    """

    name: str
    role: str
    runs: Sequence[Run]
    brief: str = ""
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """One measure; the last line lies on top. ``breaks`` are days at which the definition changed.

    ``title`` stands above it instead of the measure's name; ``band`` is a range behind the lines, in its runs.
    """

    measure: Measure
    lines: Sequence[Line]
    breaks: Sequence[date] = ()
    title: str = ""
    band: Sequence[Sequence[Slice]] = ()


def height_of(panels: int, columns: int = COLUMNS) -> int:
    """The height in px that so many panels need; on a narrow screen with one column."""
    rows = -(-panels // columns)
    return MARGIN["t"] + MARGIN["b"] + _inside(rows)


def _inside(rows: int) -> int:
    return PLOT * rows + BETWEEN * (rows - 1)


def build_small_multiples(panels: Sequence[Panel], *, one_scale: bool = False) -> dict[str, Any]:
    """A plain Plotly figure; with ``one_scale`` all panels share theirs, so that places can be compared."""
    data: list[dict[str, Any]] = []
    layout: dict[str, Any] = {"annotations": [], "shapes": [], "margin": MARGIN}
    narrow: dict[str, Any] = {"margin": MARGIN | NARROW_MARGIN}
    together = choose_scale([value for panel in panels for value in _values(panel)], PLOT, 4) if one_scale else None
    for index, panel in enumerate(panels):
        number = "" if index == 0 else str(index + 1)
        scale = together or choose_scale(_values(panel), PLOT, 4)
        data += [_band(panel.band, number)] if panel.band else []
        data += [_trace(panel.measure, line, number) for line in panel.lines if line.runs]
        wide, tall = domains(index, len(panels), COLUMNS), domains(index, len(panels), 1)
        layout[f"xaxis{number}"] = _time_axis(panel, number) | {"domain": wide[0]}
        layout[f"yaxis{number}"] = build_value_axis(scale, panel.measure.unit) | {
            "domain": wide[1], "anchor": f"x{number}", "nticks": 4, "ticklabeloverflow": "allow",
        }  # fmt: skip
        narrow[f"xaxis{number}"] = {"domain": tall[0], **_ticks(panel, NARROW_TICKS)}
        narrow[f"yaxis{number}"] = {"domain": tall[1]}
        layout["annotations"] += [*_titles(panel, number), *_labels(panel, number, scale)]
        layout["shapes"] += [_break(day, number) for day in panel.breaks]
    return {"data": data, "layout": layout | {"meta": {"narrow": narrow}}}


def _values(panel: Panel) -> list[float]:
    found = [point.value or 0.0 for line in panel.lines for run in line.runs for point in run]
    return found + [edge for run in panel.band for part in run for edge in (part.low, part.high)]


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
        words += [f"{line.name}, {_say(point, measure)}" for point in run]
    alone = any(len(run) == 1 for run in line.runs)
    invented = any(point.illustrative for run in line.runs for point in run)
    stroke: dict[str, Any] = {"color": colour, "width": width} | ({"dash": "5px,4px"} if invented else {})
    marker: dict[str, Any] = {"color": colour, "size": width + 3}
    if line.provisional:
        stroke, marker = open_line(colour), open_marker(colour, len(x))
    mode = "lines" if line.role in QUIET and not alone else "lines+markers"
    return {
        "type": "scatter", "mode": mode, "name": line.name, "x": x, "y": y, "hovertext": words,
        "hoverinfo": "text", "xaxis": f"x{number}", "yaxis": f"y{number}",
        "line": stroke, "marker": marker, "cliponaxis": not line.provisional,
    }  # fmt: skip


def _say(point: Observation, measure: Measure) -> str:
    marks = [
        word for word, holds in (("illustrative", point.illustrative), ("provisional", point.provisional)) if holds
    ]
    return f"{point.period.label}: {format_value(point.value, measure)}{''.join(f' ({mark})' for mark in marks)}"


def _band(runs: Sequence[Sequence[Slice]], number: str) -> dict[str, Any]:
    """A range behind the lines; one that stands alone gets some width."""
    x: list[float | None] = []
    y: list[float | None] = []
    for run in runs:
        if x:
            x.append(None)
            y.append(None)
        half = 0.1 if len(run) == 1 else 0.0
        there = [(when(part.day) + side, part) for part in run for side in ((-half, half) if half else (0.0,))]
        x += [day for day, _ in (*there, *reversed(there))]
        y += [*(part.high for _, part in there), *(part.low for _, part in reversed(there))]
    return {
        "type": "scatter", "mode": "lines", "name": "Range", "x": x, "y": y, "line": {"width": 0}, "fill": "toself",
        "fillcolor": theme.GREY_LIGHT, "opacity": 0.4, "hoverinfo": "skip",
        "xaxis": f"x{number}", "yaxis": f"y{number}",
    }  # fmt: skip


def domains(
    index: int, panels: int, columns: int, *, across: float = GAP[0], down: float | None = None
) -> tuple[list[float], list[float]]:
    """The shares of the width and of the height that a panel takes, the first at the top left."""
    row, column = divmod(index, columns)
    rows = -(-panels // columns)
    gap = _gap(rows) if down is None else down
    wide, high = (1 - across * (columns - 1)) / columns, (1 - gap * (rows - 1)) / rows
    left, top = column * (wide + across), 1 - row * (high + gap)
    return [round(left, 4), round(left + wide, 4)], [round(max(top - high, 0), 4), round(top, 4)]


def _gap(rows: int) -> float:
    return GAP[1] if rows <= COLUMNS else BETWEEN / _inside(rows)


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
        "automargin": False,  # the margins are chosen; to find out costs Plotly a second layout of all panels
        "ticklabeloverflow": "allow",  # nothing is cut off here; to find out costs it as much again
    } | _ticks(panel, TICKS_OF_TWO_YEARS if any("/" in key for key in _periods(panel).values()) else TICKS)


def _periods(panel: Panel) -> dict[date, str]:
    return {point.period.end: point.period.key for line in panel.lines for run in line.runs for point in run}


def _ticks(panel: Panel, most: int) -> dict[str, Any]:
    """Names for at most so many periods, evenly spaced back from the latest."""
    names = _periods(panel)
    if any(line.provisional for line in panel.lines):
        days = sorted({min(names), max(names)})
        return {"tickvals": [when(day) for day in days], "ticktext": name_months(days)}
    ends = sorted(names, reverse=True)
    named = ends[:: -(-len(ends) // most)][::-1]
    return {"tickvals": [when(end) for end in named], "ticktext": [names[end] for end in named]}


def _titles(panel: Panel, number: str) -> list[dict[str, Any]]:
    """The name of a panel and its unit; a phone has room for the start of a long one."""
    measure = panel.measure
    unit = "" if panel.title or measure.unit.lower() in measure.short.lower() else f", {measure.unit}"
    whole = panel.title or measure.short
    if len(whole) + len(unit) <= TITLE:
        return [_title(f"<b>{whole}</b>{unit}", "", number)]
    short = f"<b>{shorten(whole, TITLE)}</b>"
    return [_title(f"<b>{whole}</b>{unit}", "width=wide", number), _title(short, "width=narrow", number)]


def _title(text: str, name: str, number: str) -> dict[str, Any]:
    return {
        "name": name, "text": text, "xref": f"x{number} domain",
        "yref": f"y{number} domain", "x": 0, "y": 1, "xanchor": "left", "yanchor": "bottom", "yshift": 8,
        "showarrow": False, "align": "left",
    }  # fmt: skip


def _labels(panel: Panel, number: str, scale: Scale) -> list[dict[str, Any]]:
    """Name and latest figure at the end of each line, moved apart where they would meet.

    A line that ends before the others says when; a phone has room for the period or the name.
    """
    ends = [(line, line.runs[-1][-1]) for line in panel.lines if line.runs and line.role not in QUIET]
    latest = max((point.period.end for _, point in ends), default=date.min)
    gap = scale.per_pixels(LINE)
    places = spread([point.value or 0.0 for _, point in ends], gap, scale.low + gap / 2, scale.high - gap / 2)
    found = []
    for (line, point), place in zip(ends, places, strict=True):
        value, key = format_number(point.value or 0.0, panel.measure.decimals), point.period.key
        if point.period.end == latest and len(line.name) + len(value) < LONGEST:
            words = {"": f"{line.name} {value}"}
        elif point.period.end == latest:
            room = LONGEST - 1 - len(value)
            words = {
                "width=wide": f"{shorten(line.name, LONGEST)} {value}",
                "width=narrow": f"{line.brief or shorten(line.name, room)} {value}",
            }
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
