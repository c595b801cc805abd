"""Ranked bars with their intervals, from zero, benchmarks as upright lines: a plain Plotly dict.

Several groups are in one figure, each under its condition, on one scale: changing the group needs no server. Names
stand left of the bars on a wide screen and above them on a narrow one.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.labels import Scale
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.trend_labels import NARROW, WIDE, shorten

ROW = 46  # px that one bar with its name takes
THICK = 0.46  # of a row
LINE = 0.42  # of a row: one line of a benchmark's name above the bars
LONGEST = 25  # characters of a name beside its bar
MARGIN = {"l": 232, "r": 24, "t": 8, "b": 40}
NARROW_MARGIN = {"l": 14, "r": 14}
HATCH = {"shape": "/", "size": 7, "solidity": 0.35, "fgcolor": theme.PAPER, "fillmode": "overlay"}


class Row(NamedTuple):
    """One place. ``shown`` is its figure in words or why there is none, ``note`` stands below its name."""

    name: str
    value: float | None
    shown: str
    limits: tuple[float, float] | None
    note: str
    hover: str
    colour: str = theme.GREY_LIGHT
    home: bool = False
    illustrative: bool = False


class Line(NamedTuple):
    """A benchmark: an upright line; ``short`` is its name where there is little room."""

    name: str
    short: str
    value: float
    shown: str
    colour: str
    dash: str


class Side(NamedTuple):
    """One group of bars, from the top, drawn while ``when`` holds; its benchmarks by a further condition."""

    when: str
    rows: Sequence[Row]
    lines: Mapping[str, Sequence[Line]]


def build_ranked_bars(unit: str, sides: Sequence[Side]) -> dict[str, Any]:
    """The figure; all groups on one scale that takes in zero. A row without a value has words and no bar."""
    scale = choose_scale([0.0, *_ends(sides)], 1)
    most = max(len(side.rows) for side in sides)
    lines = max((len(lines) for side in sides for lines in side.lines.values()), default=0)
    data = [trace for side in sides for trace in _traces(side, scale)]
    return {
        "data": data,
        "layout": {
            "height": height_of(most, lines),
            "margin": MARGIN,
            "meta": {"narrow": {"margin": NARROW_MARGIN}},
            "xaxis": build_value_axis(scale, unit) | {"showgrid": True},
            "yaxis": {
                "visible": False,
                "range": [most - 0.5, -0.62 - LINE * lines],
                "rangemode": "normal",
                "fixedrange": True,
            },
            "shapes": [part for side in sides for part in _upright(side, scale)],
            "annotations": [part for side in sides for part in _names(side, scale)],
        },
    }


def height_of(rows: int, lines: int = 3) -> int:
    """The height of the figure in px."""
    return MARGIN["t"] + MARGIN["b"] + round(ROW * (rows + 0.12 + LINE * lines))


def _ends(sides: Sequence[Side]) -> list[float]:
    rows = [row for side in sides for row in side.rows]
    values = [row.value for row in rows if row.value is not None]
    values += [end for row in rows if row.limits for end in row.limits]
    return values + [line.value for side in sides for lines in side.lines.values() for line in lines]


def _traces(side: Side, scale: Scale) -> list[dict[str, Any]]:
    return [_bars(side), *_labels(side, scale)]


def _bars(side: Side) -> dict[str, Any]:
    rows = side.rows
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "name": "Authorities",
        "meta": side.when,
        "x": [row.value for row in rows],
        "y": list(range(len(rows))),
        "width": THICK,
        "text": [row.name for row in rows],
        "textposition": "none",
        "customdata": [row.hover for row in rows],
        "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
        "marker": {"color": [row.colour for row in rows], "line": {"width": 0}},
    }
    ends = [(row.value, row.limits) for row in rows]
    if any(limits for _, limits in ends):
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [limits[1] - value if limits and value is not None else 0.0 for value, limits in ends],
            "arrayminus": [value - limits[0] if limits and value is not None else 0.0 for value, limits in ends],
            "color": theme.INK,
            "thickness": 1.5,
            "width": 5,
        }
    if any(row.illustrative for row in rows):
        trace["marker"]["pattern"] = HATCH | {"shape": ["/" if row.illustrative else "" for row in rows]}
    return trace


def _labels(side: Side, scale: Scale) -> list[dict[str, Any]]:
    """Name and figure beside each bar with the note below; on a narrow screen all of it in one line above."""
    rows = side.rows
    lifted = [place - 0.2 if row.note else float(place) for place, row in enumerate(rows)]
    beside = [_words(f"{shorten(row.name, LONGEST)}  <b>{row.shown}</b>", row) for row in rows]
    notes = [(place + 0.2, row.note) for place, row in enumerate(rows) if row.note]
    above = [
        _words(f"{shorten(row.name, LONGEST)}{' · ' if row.note else ''}{row.note}  <b>{row.shown}</b>", row)
        for row in rows
    ]
    found = [
        _text(list(zip(lifted, beside, strict=True)), scale, side.when, WIDE),
        _text([(place - 0.42, words) for place, words in enumerate(above)], scale, side.when, NARROW),
    ]
    if notes:
        found.append(_text(notes, scale, side.when, WIDE) | {"textfont": {"color": theme.GREY_DARK}})
    return found


def _words(text: str, row: Row) -> str:
    return f"<b>{text}</b>" if row.home else text


def _text(words: Sequence[tuple[float, str]], scale: Scale, when: str, width: str) -> dict[str, Any]:
    """Words at their heights, left of the axis on a wide screen, starting at it on a narrow one."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": "Names",
        "meta": _and(when, width),
        "x": [scale.low] * len(words),
        "y": [height for height, _ in words],
        "text": [text for _, text in words],
        "textposition": "middle left" if width == WIDE else "middle right",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _stacked(lines: Sequence[Line], scale: Scale) -> tuple[list[Line], bool]:
    """The lines, that with the highest name first, so that no line runs through another's name.

    All names stand to one side of their lines: left (True) where the lines are in the right half.
    """
    middle = sum(line.value for line in lines) / len(lines) if lines else 0.0
    to_the_left = middle > (scale.low + scale.high) / 2
    return sorted(lines, key=lambda line: line.value, reverse=to_the_left), to_the_left


def _level(place: int, lines: int) -> float:
    """Where the name of a line stands, in rows: the first one on top."""
    return -0.62 - LINE * (lines - place - 0.5)


def _upright(side: Side, scale: Scale) -> list[dict[str, Any]]:
    shapes = []
    for when, lines in side.lines.items():
        ordered, _ = _stacked(lines, scale)
        for place, line in enumerate(ordered):
            shapes.append(
                {
                    "name": _and(side.when, when),
                    "type": "line",
                    "x0": line.value,
                    "x1": line.value,
                    "y0": len(side.rows) - 0.5,
                    "y1": _level(place, len(ordered)) - LINE / 2,
                    "line": {"width": 2, "dash": line.dash, "color": line.colour},
                }
            )
    return shapes


def _names(side: Side, scale: Scale) -> list[dict[str, Any]]:
    names = []
    for when, lines in side.lines.items():
        ordered, to_the_left = _stacked(lines, scale)
        for place, line in enumerate(ordered):
            spellings = {WIDE: line.name, NARROW: line.short} if line.short != line.name else {"": line.name}
            for width, name in spellings.items():
                names.append(
                    {
                        "name": _and(side.when, when, width),
                        "text": f"{name} <b>{line.shown}</b>",
                        "x": line.value,
                        "y": _level(place, len(ordered)),
                        "xanchor": "right" if to_the_left else "left",
                        "yanchor": "middle",
                        "xshift": -3 if to_the_left else 3,
                        "showarrow": False,
                        "font": {"color": line.colour},
                    }
                )
    return names


def _and(*conditions: str) -> str:
    return "&".join(condition for condition in conditions if condition)
