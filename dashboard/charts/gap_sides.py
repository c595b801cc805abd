"""Both sides of a gap over time: the group and what it is set against, with the space between them shaded.

Lines are cut where figures do not join; each line is named at its end.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.charts import theme
from dashboard.charts.bands import Slice, build_band
from dashboard.charts.labels import EndLabel, Scale, build_labels
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.time_axis import (
    TimeAxis,
    build_breaks,
    build_gap_marks,
    build_narrow_ticks,
    build_time_axis,
    choose_time_axis,
    find_gaps,
)
from dashboard.charts.trend import HEIGHT, MARGIN
from dashboard.charts.trend_labels import NARROW, WIDE, shorten
from dashboard.formatting import format_number, format_range, format_value
from dashboard.intervals import interval_label, interval_of
from dashboard.measures import Measure
from dashboard.schema import Observation

LONGEST, LONGEST_NARROW = 22, 12  # characters of a name beside its line
CHARACTER, NARROW_MARGIN = 8, {"l": 44, "r": 128}  # px: of a label's type, and the margins on a phone
STYLES: dict[str, dict[str, Any]] = {
    "group": {"color": theme.HOME, "width": 4},
    "reference": {"color": theme.SECOND, "width": 3.5},
    "england-group": {"color": theme.GREY_DARK, "width": 2},
    "england-reference": {"color": theme.GREY_DARK, "width": 2, "dash": "dot"},
}


@dataclass(frozen=True, slots=True)
class SideLine:
    """One line: ``role`` is a key of STYLES, ``short`` its name on a phone (empty for none)."""

    role: str
    name: str
    short: str
    observations: Sequence[Observation]
    runs: Sequence[Sequence[Observation]]


def build_sides_figure(
    measure: Measure, lines: Sequence[SideLine], between: Sequence[Sequence[Slice]]
) -> dict[str, Any]:
    """The figure; the first two lines are the group's and the reference's, ``between`` them lies the gap.

    The group must have at least one figure with a value.
    """
    own = sorted({p.period: p for line in lines[:2] for p in line.observations}.values(), key=lambda p: p.period.end)
    axis = choose_time_axis(own)
    scale = choose_scale(_heights(measure, lines), HEIGHT - MARGIN["t"] - MARGIN["b"])
    shapes, breaks = build_breaks(measure, axis)
    shade = build_band(between, "The gap", "", {"fillcolor": theme.GREY_LIGHT, "opacity": 0.3})
    bands = [_interval_band(measure, line) for line in lines[:2]]
    traces = [
        shade,
        *(_line(measure, line) for line in lines[2:]),
        *bands,
        *(_line(measure, line) for line in lines[1::-1]),
    ]
    return {
        "data": [trace for trace in traces if trace],
        "layout": {
            "height": HEIGHT,
            "margin": MARGIN | {"r": 20 + CHARACTER * (LONGEST + 5)},
            "showlegend": False,
            "hovermode": "closest",
            "xaxis": build_time_axis(axis),
            "yaxis": build_value_axis(scale, measure.unit),
            "shapes": shapes,
            "meta": {"narrow": {"margin": NARROW_MARGIN, "xaxis": build_narrow_ticks(axis)}},
            "annotations": [
                *_labels(measure, lines, scale, axis),
                *breaks,
                *build_gap_marks(find_gaps(lines[0].observations)),
            ],
        },
    }


def _heights(measure: Measure, lines: Sequence[SideLine]) -> list[float]:
    values = [point.value for line in lines for run in line.runs for point in run if point.value is not None]
    limits = [interval_of(measure, point) for line in lines[:2] for run in line.runs for point in run]
    return values + [edge for both in limits if both for edge in both]


def _interval_band(measure: Measure, line: SideLine) -> dict[str, Any] | None:
    runs = []
    for run in line.runs:
        limits = [(point.period.end, interval_of(measure, point)) for point in run]
        runs.append([Slice(day, *both) for day, both in limits if both])
    name = f"{interval_label(measure).capitalize()}, {line.name}"
    return build_band(runs, name, "", {"fillcolor": STYLES[line.role]["color"], "opacity": 0.2})


def _line(measure: Measure, line: SideLine) -> dict[str, Any] | None:
    """The points of one line, a gap between its runs."""
    points: list[Observation | None] = []
    for run in line.runs:
        points += [None, *run] if points else run
    if not points:
        return None
    days = [point.period.end.isoformat() if point else None for point in points]
    style = STYLES[line.role]
    return {
        "type": "scatter",
        "name": line.name,
        "mode": "lines+markers" if style["width"] > 3 or any(len(run) == 1 for run in line.runs) else "lines",
        "x": [day or days[index + 1] for index, day in enumerate(days)],
        "y": [point.value if point else None for point in points],
        "text": [_hover(measure, point) if point else "" for point in points],
        "hovertemplate": f"<b>{line.name}</b><br>%{{text}}<extra></extra>",
        "line": style,
        "marker": {"size": 8 if style["width"] > 3 else 5, "color": style["color"]},
    }


def _hover(measure: Measure, point: Observation) -> str:
    words = f"{format_value(point.value, measure)} · {point.period.label}"
    if limits := interval_of(measure, point):
        words += f"<br>{interval_label(measure)} {format_range(*limits, measure)}"
    if point.illustrative:
        words += "<br><b>Illustrative, not a real figure</b>"
    return words + ("<br>Provisional" if point.provisional else "")


def _labels(measure: Measure, lines: Sequence[SideLine], scale: Scale, axis: TimeAxis) -> list[dict[str, Any]]:
    wide = [_label(measure, line, line.name, LONGEST, WIDE) for line in lines if line.runs]
    narrow = [_label(measure, line, line.short, LONGEST_NARROW, NARROW) for line in lines if line.runs and line.short]
    return [*build_labels(wide, {}, scale, axis.edge), *build_labels(narrow, {}, scale, axis.edge)]


def _label(measure: Measure, line: SideLine, name: str, longest: int, when: str) -> EndLabel:
    last = line.runs[-1][-1]
    value = last.value or 0.0  # a run holds values only
    text = f"{shorten(name, longest)} {format_number(value, measure.decimals)}"
    bold = f"<b>{text}</b>" if STYLES[line.role]["width"] > 3 else text
    return EndLabel(bold, last.period.end.isoformat(), value, STYLES[line.role]["color"], when)
