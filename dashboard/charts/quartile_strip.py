"""All authorities over time: a short dash for each at its value, the quarters as ribbons behind: a plain Plotly dict.

The ribbons are cut where figures do not join, and so is the line of the home.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.bands import Slice, build_band
from dashboard.charts.distribution import SHADES
from dashboard.charts.labels import EndLabel, Scale, build_labels
from dashboard.charts.many_lines import HEIGHT, MARGIN, NARROW_MARGIN, Track, build_line
from dashboard.charts.time_axis import TimeAxis, build_narrow_ticks, build_time_axis
from dashboard.charts.trend_labels import NARROW, WIDE

ROOM = 210  # px of the right margin
NEUTRAL = (("", 0.0), ("", 0.45), ("", 0.45), ("", 0.0))  # where no better is agreed only the middle half is shaded


class Dash(NamedTuple):
    """One authority in one period."""

    day: date
    value: float
    hover: str


class Edges(NamedTuple):
    """The lowest, the three quartiles and the highest of one period."""

    day: date
    ends: tuple[float, float, float, float, float]


class Mark(NamedTuple):
    """A dot at the latest period with its name at the side; ``short`` is for a phone, empty for none."""

    label: str
    short: str
    day: date
    value: float
    hover: str


def build_quartile_strip(
    dashes: Sequence[Dash],
    runs: Sequence[Sequence[Edges]],
    letters: str,
    *,
    lines: Sequence[Track],
    marks: Sequence[Mark],
    axis: TimeAxis,
    scale: Scale,
) -> dict[str, Any]:
    """The figure without a y axis. ``letters`` names the quarters from the lowest up; empty where none are named."""
    ribbons = [band for quarter in range(4) if (band := _ribbon(runs, quarter, letters))]
    return {
        "data": [
            *ribbons,
            _dashes(dashes),
            *(build_line(track, True) for track in lines),
            *([_marks(marks)] if marks else []),
        ],
        "layout": {
            "height": HEIGHT,
            "margin": MARGIN | {"r": ROOM},
            "showlegend": False,
            "hovermode": "closest",
            "xaxis": build_time_axis(axis),
            "meta": {"narrow": {"margin": NARROW_MARGIN, "xaxis": build_narrow_ticks(axis)}},
            "annotations": [*_labels(lines, marks, scale, axis.edge), *_letters(runs, letters, scale)],
        },
    }


def _ribbon(runs: Sequence[Sequence[Edges]], quarter: int, letters: str) -> dict[str, Any] | None:
    """One quarter of the authorities from period to period."""
    colour, opacity = SHADES[letters[quarter]] if letters else (theme.GREY_LIGHT, NEUTRAL[quarter][1])
    if not opacity:
        return None
    slices = [[Slice(each.day, each.ends[quarter], each.ends[quarter + 1]) for each in run] for run in runs]
    return build_band(slices, f"Quarter {letters[quarter]}" if letters else "Middle half", "", {
        "fillcolor": colour, "opacity": opacity,
    })  # fmt: skip


def _dashes(dashes: Sequence[Dash]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": "Authorities",
        "mode": "markers",
        "x": [dash.day.isoformat() for dash in dashes],
        "y": [dash.value for dash in dashes],
        "hovertext": [dash.hover for dash in dashes],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "symbol": "line-ew-open",
            "size": 9,
            "opacity": 0.55,
            "color": theme.GREY_DARK,
            "line": {"width": 1},
        },
    }


def _marks(marks: Sequence[Mark]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": "Neighbours",
        "mode": "markers",
        "x": [mark.day.isoformat() for mark in marks],
        "y": [mark.value for mark in marks],
        "hovertext": [mark.hover for mark in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {"size": 9, "color": theme.THIRD, "line": {"width": 1, "color": theme.PAPER}},
    }


def _labels(lines: Sequence[Track], marks: Sequence[Mark], scale: Scale, edge: str) -> list[dict[str, Any]]:
    """Names at the side, none on another; on a phone only those with a short one."""
    found = []
    for width in (WIDE, NARROW):
        labels = [
            EndLabel(
                f"<b>{track.name} {track.figure}</b>" if track.bold else f"{track.name} {track.figure}",
                track.runs[-1][-1].day.isoformat(),
                track.runs[-1][-1].value,
                track.style.colour,
                width,
            )
            for track in lines
        ]
        for mark in marks:
            words = mark.label if width == WIDE else mark.short
            if words:
                labels.append(EndLabel(words, mark.day.isoformat(), mark.value, theme.THIRD, width))
        found += build_labels(labels, {}, scale, edge)
    return found


def _letters(runs: Sequence[Sequence[Edges]], letters: str, scale: Scale) -> list[dict[str, Any]]:
    """The letter of each quarter at the left end of its ribbon, where there is room for it."""
    if not letters or not runs:
        return []
    first = runs[0][0]
    found = []
    for letter, low, high in zip(letters, first.ends[:-1], first.ends[1:], strict=True):
        middle = (low + high) / 2
        if scale.low <= middle <= scale.high and high - low >= scale.per_pixels(14):
            found.append(
                {
                    "name": "",
                    "text": f"<b>{letter}</b>",
                    "x": first.day.isoformat(),
                    "y": middle,
                    "xanchor": "right",
                    "xshift": -10,
                    "showarrow": False,
                }
            )
    return found
