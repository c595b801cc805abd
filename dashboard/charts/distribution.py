"""Every authority as a dot at its value, marked ones named at the side, quarters shaded: a plain Plotly dict.

Dots of near values stand side by side, so that the outline is the distribution. Marks of several groups are in one
figure, each under its condition.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.labels import EndLabel, Scale, build_labels, spread
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.trend_labels import NARROW, WIDE
from dashboard.measures import Measure

DOT = 9  # px across
MARGIN = {"l": 56, "r": 204, "t": 12, "b": 36}
NARROW_MARGIN = {"l": 44, "r": 128}
STRIP, NARROW_STRIP = 0.58, 0.3  # of the width of the dots: what the names of the quarters take
SYMBOLS = {"circle": "●", "square": "■", "diamond": "◆", "circle-open": "○"}  # as a legend writes them
SHADES = {"A": (theme.BETTER_SOFT, 1.0), "B": (theme.BETTER_SOFT, 0.4), "C": (theme.WORSE_SOFT, 0.4),
          "D": (theme.WORSE_SOFT, 1.0)}  # fmt: skip


class Dot(NamedTuple):
    """One authority; ``late`` ones stand at the end of their row, next to their name."""

    name: str
    value: float
    hover: str
    late: bool = False


class Mark(NamedTuple):
    """A marked authority: ``label`` is written at the side; ``short`` on a narrow screen (not at all where empty)."""

    name: str
    label: str
    short: str


class Style(NamedTuple):
    """How marked dots are drawn: symbol, size in px and colour; ``hollow`` ones show the paper inside."""

    symbol: str
    size: int
    colour: str
    hollow: bool = False


class Marks(NamedTuple):
    """Authorities marked in one style, while ``when`` holds."""

    title: str
    when: str
    style: Style
    marks: Sequence[Mark]


class Quarter(NamedTuple):
    """A quarter of the authorities, from one value to another: its letter and its name."""

    letter: str
    name: str
    low: float
    high: float


class Level(NamedTuple):
    """A benchmark across the figure with its name at the side."""

    label: str
    value: float
    colour: str


def build_distribution(
    measure: Measure,
    dots: Sequence[Dot],
    marks: Sequence[Marks],
    *,
    quarters: Sequence[Quarter],
    levels: Sequence[Level],
    height: int,
) -> dict[str, Any]:
    """The figure. ``marks`` without a condition are always named; there must be at least one dot."""
    inside = height - MARGIN["t"] - MARGIN["b"]
    scale = choose_scale([dot.value for dot in dots] + [level.value for level in levels], inside, flat=math.inf)
    columns = pack([dot.value for dot in dots], [dot.late for dot in dots], scale.per_pixels(DOT))
    places = {dot.name: (column, dot) for dot, column in zip(dots, columns, strict=True)}
    edge = max(columns) + 1.5
    left, narrow_left = (-1 - edge * (share if quarters else 0) for share in (STRIP, NARROW_STRIP))
    return {
        "data": [_dots(dots, columns), *(_marked(each, places) for each in marks)],
        "layout": {
            "height": height,
            "margin": MARGIN,
            "meta": {"narrow": {"margin": NARROW_MARGIN, "xaxis": {"range": [narrow_left, edge]}}},
            "xaxis": {"visible": False, "range": [left, edge], "fixedrange": True},
            "yaxis": build_value_axis(scale, measure.unit) | {"range": [scale.low, scale.high]},
            "shapes": [*(_shade(quarter, scale) for quarter in quarters), *(_level(level) for level in levels)],
            "annotations": [
                *_quarter_names(quarters, scale, {WIDE: left, NARROW: narrow_left}),
                *_labels(marks, places, levels, scale, edge),
                _legend(marks),
            ],
        },
    }


def pack(values: Sequence[float], late: Sequence[bool], size: float) -> list[int]:
    """A column for each dot, from 0, so that no two of one column are less than ``size`` apart.

    Late ones are placed after all others of about their value.
    """
    order = sorted(range(len(values)), key=lambda index: (round(values[index] / size), late[index], values[index]))
    columns: list[int] = [0] * len(values)
    held: list[list[float]] = []
    for index in order:
        value = values[index]
        column = next((place for place, taken in enumerate(held) if all(abs(value - o) >= size for o in taken)), None)
        if column is None:
            column = len(held)
            held.append([])
        held[column] = [other for other in held[column] if value - other < 3 * size] + [value]
        columns[index] = column
    return columns


def _dots(dots: Sequence[Dot], columns: Sequence[int]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Authorities",
        "x": list(columns),
        "y": [dot.value for dot in dots],
        "text": [dot.name for dot in dots],
        "customdata": [dot.hover for dot in dots],
        "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
        "marker": {"size": DOT - 1, "color": theme.GREY_LIGHT, "line": {"width": 1, "color": theme.GREY_DARK}},
    }


def _marked(each: Marks, places: Mapping[str, tuple[int, Dot]]) -> dict[str, Any]:
    found = [places[mark.name] for mark in each.marks if mark.name in places]
    style = each.style
    return {
        "type": "scatter",
        "mode": "markers",
        "name": each.title,
        "meta": each.when,
        "x": [column for column, _ in found],
        "y": [dot.value for _, dot in found],
        "text": [dot.name for _, dot in found],
        "customdata": [dot.hover for _, dot in found],
        "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "symbol": style.symbol,
            "size": style.size,
            "color": theme.PAPER if style.hollow else style.colour,
            "line": {"width": 2 if style.hollow else 1, "color": style.colour if style.hollow else theme.PAPER},
        },
    }


def _shade(quarter: Quarter, scale: Scale) -> dict[str, Any]:
    colour, opacity = SHADES[quarter.letter]
    return {
        "name": "",
        "type": "rect",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": max(quarter.low, scale.low),
        "y1": min(quarter.high, scale.high),
        "fillcolor": colour,
        "opacity": opacity,
        "line": {"width": 0},
        "layer": "below",
    }


def _quarter_names(quarters: Sequence[Quarter], scale: Scale, left: Mapping[str, float]) -> list[dict[str, Any]]:
    middles = [(max(each.low, scale.low) + min(each.high, scale.high)) / 2 for each in quarters]
    margin = scale.per_pixels(12)
    heights = spread(middles, scale.per_pixels(22), scale.low + margin, scale.high - margin)
    names = []
    for quarter, height in zip(quarters, heights, strict=True):
        for width, words in ((WIDE, f"<b>{quarter.letter}</b> {quarter.name}"), (NARROW, f"<b>{quarter.letter}</b>")):
            place = {
                "x": left[width],
                "y": height,
                "xanchor": "left",
                "yanchor": "middle",
                "xshift": 6,
                "showarrow": False,
            }
            names.append({"name": width, "text": words} | place)
    return names


def _legend(marks: Sequence[Marks]) -> dict[str, Any]:
    """What the symbols of groups stand for, below the figure; in ink, so that the symbol counts and not its colour."""
    titles = dict.fromkeys((SYMBOLS[each.style.symbol], each.title) for each in marks if each.when)
    text = "   ".join(f"{symbol} {title}" for symbol, title in titles)
    place = {
        "x": 0,
        "xref": "paper",
        "xanchor": "left",
        "y": 0,
        "yref": "paper",
        "yanchor": "top",
        "yshift": -8,
        "xshift": -44,
    }
    return {"name": "", "text": text, "showarrow": False} | place


def _level(level: Level) -> dict[str, Any]:
    return {
        "name": "",
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": level.value,
        "y1": level.value,
        "layer": "below",
        "line": {"width": 1.5, "dash": "dash", "color": level.colour},
    }


def _labels(
    marks: Sequence[Marks],
    places: Mapping[str, tuple[int, Dot]],
    levels: Sequence[Level],
    scale: Scale,
    edge: float,
) -> list[dict[str, Any]]:
    """Names at the side, none on another; on a narrow screen only those that have a short one."""
    found: list[dict[str, Any]] = []
    for width in (WIDE, NARROW):
        always = [EndLabel(level.label, str(edge), level.value, level.colour, width) for level in levels]
        always += [label for each in marks if not each.when for label in _side_labels(each, places, width)]
        choices: dict[str, list[EndLabel]] = {}
        for each in marks:
            if each.when:
                choices.setdefault(each.when, []).extend(_side_labels(each, places, width))
        found += build_labels(always, choices, scale, str(edge))
    return found


def _side_labels(each: Marks, places: Mapping[str, tuple[int, Dot]], width: str) -> list[EndLabel]:
    labels = []
    for mark in each.marks:
        words = mark.label if width == WIDE else mark.short
        if words and mark.name in places:
            column, dot = places[mark.name]
            labels.append(EndLabel(words, str(column), dot.value, each.style.colour, width))
    return labels
