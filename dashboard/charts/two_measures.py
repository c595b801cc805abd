"""Places as dots between two measures, the home and its neighbours named where there is room: a plain Plotly dict."""

import math
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.distribution import SYMBOLS
from dashboard.charts.labels import Scale
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.trend_labels import NARROW, WIDE, shorten
from dashboard.measures import Measure

HEIGHT = 560
MARGIN = {"l": 56, "r": 28, "t": 66, "b": 62}
NARROW_MARGIN = {"l": 46, "r": 14, "t": 40, "b": 128}
PLOTS = {WIDE: 640.0, NARROW: 230.0}  # px across that names are placed for: of a narrow page, and of a phone
LONGEST = {WIDE: 26, NARROW: 14}  # characters of a name
CHARACTER, LINE = 8.0, 19.0  # px of type
# Where the legend stands: a picture for a paper has its notes below, a phone has no room above.
_ABOVE = {"x": 0, "y": 1, "yanchor": "bottom", "yshift": 36, "xshift": -44}
_BELOW = {"x": 0, "y": 0, "yanchor": "top", "yshift": -58, "xshift": -44}
BEHIND = "rgba(255,255,255,0.75)"  # paper behind a name, so that dots do not run through it


class Style(NamedTuple):
    """Symbol, size in px and colour of dots that are told apart."""

    symbol: str
    size: int
    colour: str


class Dot(NamedTuple):
    """One place. Those with a ``style`` are named, in the order given, as long as there is room; ``bold`` always."""

    name: str
    x: float
    y: float
    hover: str
    style: Style | None = None
    kind: str = ""  # what the symbol stands for in the legend
    bold: bool = False


class Box(NamedTuple):
    """A rectangle in px."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Whether the two overlap."""
        return (
            self.left < other.right and other.left < self.right and self.bottom < other.top and other.bottom < self.top
        )


def build_two_measures(
    across: Measure, up: Measure, dots: Sequence[Dot], middles: tuple[float, float]
) -> dict[str, Any]:
    """The figure; dotted lines cross at the ``middles``, the medians of the places."""
    scales = (
        choose_scale([dot.x for dot in dots], 1, flat=math.inf),
        choose_scale([dot.y for dot in dots], HEIGHT - MARGIN["t"] - MARGIN["b"], flat=math.inf),
    )
    styles = list(dict.fromkeys(dot.style for dot in dots if dot.style))
    traces = [_dots([dot for dot in dots if dot.style is None], None)]
    traces += [_dots([dot for dot in dots if dot.style == style], style) for style in reversed(styles)]
    return {
        "data": [trace for trace in traces if trace["x"]],
        "layout": {
            "height": HEIGHT,
            "margin": MARGIN,
            "showlegend": False,
            "hovermode": "closest",
            "xaxis": build_value_axis(scales[0], across.unit)
            | {"title": {"text": _axis_title(across), "standoff": 8}, "nticks": 6, "showgrid": True},
            "yaxis": build_value_axis(scales[1], up.unit) | {"nticks": 7},
            "meta": {"narrow": {"margin": NARROW_MARGIN, "xaxis": {"nticks": 4}}},
            "shapes": [_middle("x", middles[0]), _middle("y", middles[1])],
            "annotations": [
                _words(f"<b>{_axis_title(up)}</b>", {"x": 0, "y": 1, "yanchor": "bottom", "yshift": 10, "xshift": -44}),
                _words(_legend(dots, "   "), _ABOVE) | {"name": WIDE},
                _words(_legend(dots, "<br>"), _BELOW) | {"name": NARROW},
                *_names(dots, scales, WIDE),
                *_names(dots, scales, NARROW),
            ],
        },
    }


def _axis_title(measure: Measure) -> str:
    return measure.short if measure.unit.lower() in measure.short.lower() else f"{measure.short}, {measure.unit}"


def _dots(dots: Sequence[Dot], style: Style | None) -> dict[str, Any]:
    look = style or Style("circle", 8, theme.GREY_LIGHT)
    edge = {"width": 1, "color": theme.PAPER if style else theme.GREY_DARK}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": next((dot.kind for dot in dots if dot.kind), "Places"),
        "x": [dot.x for dot in dots],
        "y": [dot.y for dot in dots],
        "text": [dot.name for dot in dots],
        "customdata": [dot.hover for dot in dots],
        "hovertemplate": "<b>%{text}</b><br>%{customdata}<extra></extra>",
        "cliponaxis": False,
        "marker": {"symbol": look.symbol, "size": look.size, "color": look.colour, "line": edge},
    }


def _middle(axis: str, value: float) -> dict[str, Any]:
    other = "y" if axis == "x" else "x"
    return {
        "name": "",
        "type": "line",
        f"{axis}0": value,
        f"{axis}1": value,
        f"{other}0": 0,
        f"{other}1": 1,
        f"{other}ref": "paper",
        "layer": "below",
        "line": {"width": 1.5, "dash": "dot", "color": theme.GREY_DARK},
    }


def _words(text: str, place: dict[str, Any]) -> dict[str, Any]:
    usual = {"xref": "paper", "yref": "paper", "xanchor": "left", "align": "left", "showarrow": False}
    return {"name": "", "text": text} | usual | place


def _legend(dots: Sequence[Dot], gap: str) -> str:
    """What the symbols stand for, and the dotted lines."""
    kinds = dict.fromkeys((dot.style.symbol, dot.kind) for dot in dots if dot.style and dot.kind and not dot.bold)
    shown = [f"{SYMBOLS[symbol]} {kind}" for symbol, kind in kinds]
    return gap.join([*shown, "┄ middle of the places"])


def _names(dots: Sequence[Dot], scales: tuple[Scale, Scale], width: str) -> list[dict[str, Any]]:
    named = [dot for dot in dots if dot.style]
    words = [shorten(dot.name, LONGEST[width]) for dot in named]
    size = (PLOTS[width], scales[1].height)
    points = [(_share(dot.x, scales[0]) * size[0], _share(dot.y, scales[1]) * size[1]) for dot in named]
    found = []
    for index, (right, above) in place_names(points, [len(text) for text in words], [dot.bold for dot in named], size):
        text = f"<b>{words[index]}</b>" if named[index].bold else words[index]
        style = named[index].style
        found.append(
            {
                "name": width,
                "text": text,
                "x": named[index].x,
                "y": named[index].y,
                "xanchor": ("right", "center", "left")[right + 1],
                "yanchor": ("top", "middle", "bottom")[above + 1],
                "xshift": 9 * right,
                "yshift": 7 * above if right == 0 else 0,
                "showarrow": False,
                "bgcolor": BEHIND,
                "borderpad": 0,
                "font": {"color": style.colour if style else theme.INK},
            }
        )
    return found


def _share(value: float, scale: Scale) -> float:
    return (value - scale.low) / (scale.high - scale.low)


def place_names(
    points: Sequence[tuple[float, float]], letters: Sequence[int], must: Sequence[bool], size: tuple[float, float]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Which names are written, and on which side of their dot (right −1, 0, 1; above −1, 0, 1), none on another.

    Earlier ones go first; one without room is left out, unless it ``must`` be there.
    """
    taken = [Box(x - 6, y - 6, x + 6, y + 6) for x, y in points]
    for index, (x, y) in enumerate(points):
        others = [box for place, box in enumerate(taken) if place != index]
        for side in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            box = _box(x, y, letters[index] * CHARACTER, side)
            inside = box.left >= 0 and box.right <= size[0] and box.bottom >= 0 and box.top <= size[1]
            if inside and not any(box.meets(other) for other in others):
                taken.append(box)
                yield index, side
                break
        else:
            if must[index]:
                side = (1, 0) if x < size[0] / 2 else (-1, 0)
                taken.append(_box(x, y, letters[index] * CHARACTER, side))
                yield index, side


def _box(x: float, y: float, width: float, side: tuple[int, int]) -> Box:
    right, above = side
    left = x + 9 if right == 1 else x - 9 - width if right == -1 else x - width / 2
    bottom = y + 7 if above == 1 else y - 7 - LINE if above == -1 else y - LINE / 2
    return Box(left, bottom, left + width, bottom + LINE)
