"""Ranked bars with their intervals, from zero, benchmarks as upright lines: a plain Plotly dict.

Several groups are in one figure, each under its condition, on one scale: changing the group needs no server. Names
stand left of the bars on a wide screen and above them on a narrow one.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.labels import Scale
from dashboard.charts.place_bars import HATCH
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.trend_labels import NARROW, WIDE, shorten

ROW = 46  # px that one bar with its name takes
THICK = 0.46  # of a row
LINE = 0.42  # of a row: one line of a benchmark's name above the bars
LONGEST = 25  # characters of a name beside its bar
LONGEST_ABOVE = 26  # of a name with its note above a bar, where the note is left out otherwise
USUAL = 640  # px of height that fit on a picture's usual canvas
MARGIN = {"l": 232, "r": 24, "t": 8, "b": 40}
NARROW_MARGIN = {"l": 14, "r": 14}


class Row(NamedTuple):
    """One place. ``shown`` is its figure in words or why there is none, ``note`` stands below its name.

    Limits without a value are a range in which the value could be anything: a broad line in place of a bar.
    """

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


def build_ranked_bars(unit: str, sides: Sequence[Side], name: str = "Authorities") -> dict[str, Any]:
    """The figure; all groups on one scale that takes in zero. A row without a value has words and no bar.

    ``name`` says what the bars are.
    """
    scale = choose_scale([0.0, *_ends(sides)], 1)
    most = max(len(side.rows) for side in sides)
    lines = max((len(lines) for side in sides for lines in side.lines.values()), default=0)
    return {
        "data": [trace for side in sides for trace in (_bars(side, name), *_ranges(side), *_beside(side, scale))],
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
            "shapes": [part for side in sides for part in _upright(side)],
            "annotations": [
                part
                for side in sides
                for part in (*_above(side, scale), *_line_names(side, scale, WIDE), *_line_names(side, scale, NARROW))
            ],
        },
    }


def height_of(rows: int, lines: int = 3) -> int:
    """The height of the figure in px."""
    return MARGIN["t"] + MARGIN["b"] + round(ROW * (rows + 0.12 + LINE * lines))


def canvas_of(height: float) -> float:
    """How much larger than usual the canvas of a picture is for a figure of this height."""
    return max(1.0, height / USUAL)


def _ends(sides: Sequence[Side]) -> list[float]:
    rows = [row for side in sides for row in side.rows]
    values = [row.value for row in rows if row.value is not None]
    values += [end for row in rows if row.limits for end in row.limits]
    return values + [line.value for side in sides for lines in side.lines.values() for line in lines]


def _bars(side: Side, name: str) -> dict[str, Any]:
    rows = side.rows
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "name": name,
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
            # No caps where a bar has no limits: a line of no length would show as a tick.
            "width": 5 if all(limits for value, limits in ends if value is not None) else 0,
        }
    if any(row.illustrative for row in rows):
        trace["marker"]["pattern"] = HATCH | {"shape": ["/" if row.illustrative else "" for row in rows]}
    return trace


def _ranges(side: Side) -> list[dict[str, Any]]:
    """The rows that have limits and no value, as broad lines."""
    found = [(place, row.limits) for place, row in enumerate(side.rows) if row.value is None and row.limits]
    if not found:
        return []
    line = {
        "type": "scatter",
        "mode": "lines",
        "name": "Possible",
        "meta": side.when,
        "x": [x for _, limits in found for x in (*limits, None)],
        "y": [y for place, _ in found for y in (place, place, None)],
        "line": {"color": theme.GREY_LIGHT, "width": 14},
        "hoverinfo": "skip",
    }
    return [line]


def _beside(side: Side, scale: Scale) -> list[dict[str, Any]]:
    """On a wide screen: name and figure left of each bar, the note below them."""
    rows = list(enumerate(side.rows))
    names = [(place - 0.2 if row.note else float(place), _words(row)) for place, row in rows]
    notes = [(place + 0.2, row.note) for place, row in rows if row.note]
    found = [_text(names, scale, side.when)]
    return [*found, _text(notes, scale, side.when) | {"textfont": {"color": theme.GREY_DARK}}] if notes else found


def _words(row: Row, note: str = "") -> str:
    text = f"{shorten(row.name, LONGEST)}{note}  <b>{row.shown}</b>"
    return f"<b>{text}</b>" if row.home else text


def _text(words: Sequence[tuple[float, str]], scale: Scale, when: str) -> dict[str, Any]:
    """Words at their heights, left of the axis."""
    return {
        "type": "scatter",
        "mode": "text",
        "name": "Names",
        "meta": _and(when, WIDE),
        "x": [scale.low] * len(words),
        "y": [height for height, _ in words],
        "text": [text for _, text in words],
        "textposition": "middle left",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _above(side: Side, scale: Scale) -> list[dict[str, Any]]:
    """On a narrow screen: name, note and figure in one line above each bar, on paper so that no line runs through."""
    return [
        _note(
            _and(side.when, NARROW),
            _words(row, f" · {row.note}" if row.note and len(row.name + row.note) <= LONGEST_ABOVE else ""),
            {"x": scale.low, "y": place - THICK / 2, "xanchor": "left", "yanchor": "bottom", "xshift": -4},
        )
        for place, row in enumerate(side.rows)
    ]


def _note(when: str, text: str, place: dict[str, Any]) -> dict[str, Any]:
    return {"name": when, "text": text, "showarrow": False, "bgcolor": theme.PAPER, "borderpad": 1} | place


def _upright(side: Side) -> list[dict[str, Any]]:
    return [
        {
            "name": _and(side.when, when),
            "type": "line",
            "x0": line.value,
            "x1": line.value,
            "y0": len(side.rows) - 0.5,
            "y1": _level(place, len(lines)),
            "line": {"width": 2, "dash": line.dash, "color": line.colour},
        }
        for when, lines in side.lines.items()
        for place, line in enumerate(_highest_first(lines))
    ]


def _highest_first(lines: Sequence[Line]) -> list[Line]:
    """The order of the names from the top: a line ends at its own name and runs past none to its left."""
    return sorted(lines, key=lambda line: line.value, reverse=True)


def _level(place: int, lines: int) -> float:
    """Where the name of a line stands, in rows: the first one on top."""
    return -0.62 - LINE * (lines - place - 0.5)


def _line_names(side: Side, scale: Scale, width: str) -> list[dict[str, Any]]:
    """The names of the benchmarks: to the left of their lines, over the names of the bars where need be.

    A narrow screen has no room there: the name keeps within the plot.
    """
    names = []
    for when, lines in side.lines.items():
        for place, line in enumerate(_highest_first(lines)):
            share = (line.value - scale.low) / (scale.high - scale.low)
            anchor = "right" if width == WIDE or share > 0.66 else "left" if share < 0.33 else "center"
            where = {"x": line.value, "y": _level(place, len(lines)), "xanchor": anchor, "yanchor": "middle"}
            name = line.name if width == WIDE else line.short
            names.append(
                _note(
                    _and(side.when, when, width),
                    f"{name} <b>{line.shown}</b>",
                    where | {"font": {"color": line.colour}},
                )
            )
    return names


def _and(*conditions: str) -> str:
    return "&".join(condition for condition in conditions if condition)
