"""How far places stand from a benchmark, one row a measure, on one scale: per cent above or below its rate."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.judgement import Word

ROW = 60  # px that one line of dots and the name above it take
ABOVE = 0.14  # of a row: where the name begins, above the dots
MARGIN = {"l": 16, "r": 24, "t": 34, "b": 56}
MARKS: dict[Word, tuple[str, str]] = {
    "worse": ("square", theme.WORSE),
    "better": ("diamond", theme.BETTER),
    "higher": ("triangle-right", theme.HOME),
    "lower": ("triangle-left", theme.HOME),
    "no clear difference": ("circle", theme.GREY_DARK),
    "not judged": ("circle-open", theme.GREY_DARK),
}
DISTANCE = "Distance"
Ends = tuple[float, float]


class Dot(NamedTuple):
    """One measure of one place: how far it is from the benchmark in per cent of it, with limits where known."""

    away: float
    limits: Ends | None
    word: Word
    text: str  # beside the dot; empty for none
    hover: str


class Row(NamedTuple):
    """One measure; ``illustrative`` rows say so in their name."""

    name: str
    dots: tuple[Dot, ...]
    illustrative: bool


def height_of(rows: Sequence[Row]) -> int:
    """The height of the figure in px."""
    return MARGIN["t"] + MARGIN["b"] + ROW * (_places(rows)[-1] + 1 if rows else 2)


def _places(rows: Sequence[Row]) -> list[int]:
    """The line of each row; where invented figures follow real ones a line between them says so."""
    mixed = len({row.illustrative for row in rows}) > 1
    return [place + (mixed and row.illustrative) for place, row in enumerate(rows)]


def build_difference_dots(rows: Sequence[Row], benchmark: str) -> dict[str, Any]:
    """The figure, rows from the top, real figures before invented ones; a line joins the outermost dots of a row."""
    rows = sorted(rows, key=lambda row: row.illustrative)
    places = _places(rows)
    ends = [end for row in rows for dot in row.dots for end in (dot.limits or (dot.away, dot.away))]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    room = (high - low or 1.0) * 0.06
    traces = [_spans(rows, places)] if any(len(row.dots) > 1 for row in rows) else []
    for word in MARKS:
        found = [(place, dot) for place, row in zip(places, rows, strict=True) for dot in row.dots if dot.word == word]
        if found:
            traces.append(_dots(word, found, (low, high)))
    return {
        "data": traces,
        "layout": {
            "margin": MARGIN,
            "xaxis": {
                "range": [low - room, high + room],
                "ticksuffix": " %",
                "showgrid": True,
                "zeroline": False,
                "nticks": 7,
                "fixedrange": True,
                "title": {"text": f"% above or below the {benchmark} figure", "standoff": 6},
            },
            "yaxis": {
                "visible": False,
                "range": [(places[-1] if places else 0) + 0.5, -0.7],
                "tickvals": [place for place, _ in _list_names(rows, places)],
                "ticktext": [words for _, words in _list_names(rows, places)],
                "rangemode": "normal",
                "fixedrange": True,
            },
            "shapes": [_benchmark_line()],
            "annotations": [
                _benchmark_name(benchmark),
                *(_name(place, f"<b>{row.name}</b>") for place, row in zip(places, rows, strict=True)),
                *(_name(place, f"<i>{words}</i>") | {"y": place + 0.25} for place, words in _divider(rows, places)),
            ],
        },
    }


def _name(place: int, words: str) -> dict[str, Any]:
    """What a row is, above its dots, so that it has room on a screen of any width."""
    return {
        "name": "",
        "text": words,
        "x": 0,
        "xref": "paper",
        "y": place - ABOVE,
        "xanchor": "left",
        "yanchor": "bottom",
        "xshift": -12,
        "showarrow": False,
        "bgcolor": theme.PAPER,
        "borderpad": 1,
    }


def _list_names(rows: Sequence[Row], places: Sequence[int]) -> list[tuple[int, str]]:
    """What each line is called, that between real and invented figures as well."""
    return [*((place, row.name) for place, row in zip(places, rows, strict=True)), *_divider(rows, places)]


def _divider(rows: Sequence[Row], places: Sequence[int]) -> list[tuple[int, str]]:
    first = next((place for place, row in zip(places, rows, strict=True) if row.illustrative), None)
    return [] if first is None else [(first - 1, "Illustrative, not real figures:")]


def _spans(rows: Sequence[Row], places: Sequence[int]) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[int | None] = []
    for place, row in zip(places, rows, strict=True):
        if len(row.dots) > 1:
            away = [dot.away for dot in row.dots]
            x += [min(away), max(away), None]
            y += [place, place, None]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": "From lowest to highest",
        "x": x,
        "y": y,
        "line": {"color": theme.GREY_LIGHT, "width": 5},
        "hoverinfo": "skip",
    }


def _dots(word: Word, found: Sequence[tuple[int, Dot]], axis: Ends) -> dict[str, Any]:
    symbol, colour = MARKS[word]
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers+text",
        "name": word,
        "legendgroup": DISTANCE,
        "x": [dot.away for _, dot in found],
        "y": [place for place, _ in found],
        "text": [dot.text for _, dot in found],
        "textposition": [_side(dot.away, axis) for _, dot in found],
        "textfont": {"size": 14},
        "cliponaxis": False,
        "customdata": [dot.hover for _, dot in found],
        "hovertemplate": "%{customdata}<extra></extra>",
        "marker": {"symbol": symbol, "color": colour, "size": 13, "line": {"width": 2, "color": colour}},
    }
    if any(dot.limits for _, dot in found):
        trace["error_x"] = {
            "type": "data",
            "symmetric": False,
            "array": [dot.limits[1] - dot.away if dot.limits else 0 for _, dot in found],
            "arrayminus": [dot.away - dot.limits[0] if dot.limits else 0 for _, dot in found],
            "color": colour,
            "thickness": 2,
            "width": 0,
        }
    return trace


def _side(away: float, axis: Ends) -> str:
    """Below the dot, towards the side where there is room for words."""
    share = (away - axis[0]) / (axis[1] - axis[0] or 1.0)
    return "bottom right" if share < 0.3 else "bottom left" if share > 0.7 else "bottom center"


def _benchmark_line() -> dict[str, Any]:
    line = {"width": 3, "color": theme.HOME}
    return {
        "name": "",
        "type": "line",
        "x0": 0,
        "x1": 0,
        "y0": 0,
        "y1": 1,
        "yref": "paper",
        "layer": "below",
        "line": line,
    }


def _benchmark_name(benchmark: str) -> dict[str, Any]:
    return {
        "name": "",
        "text": f"<b>{benchmark}</b>",
        "x": 0,
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "yshift": 4,
        "showarrow": False,
        "font": {"color": theme.HOME},
    }
