"""Shares in time under the rules of their day, on one axis of time: a plain Plotly dict.

Each rule is a line of its own, in unbroken runs; a dotted upright names the day on which the rules changed, and no line
crosses it. Time is a plain number of years, so that the years chosen on another page cut nothing here.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from textwrap import wrap
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.labels import LINE, spread
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.charts.small_multiples import when
from dashboard.charts.trend_labels import NARROW, WIDE
from dashboard.formatting import format_number, format_value
from dashboard.measures import Measure
from dashboard.schema import Observation

HEIGHT, NARROW_HEIGHT = 440, 520
TICKS, NARROW_TICKS = 7, 3
ROOM, ROOM_FOR_A_NAME = 0.8, 3.2  # years at the ends of the axis
NEAR = 3  # years: what lies closer together has no room for a name between
COLOURS = (theme.HOME, theme.SECOND, theme.THIRD, theme.HOME)
SYMBOLS = ("circle", "square", "diamond", "circle")
MARGIN = {"l": 56, "r": 160, "t": 20, "b": 44}
NARROW_MARGIN = {"l": 48, "r": 36, "t": 158}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: the place's runs, England's, and single figures that belong to no run, such as a second statement."""

    measure: Measure
    name: str
    home: Sequence[Sequence[Observation]]
    england: Sequence[Sequence[Observation]]
    apart: Sequence[Observation] = ()


class _Label(NamedTuple):
    """The name of a line, beside one of its points."""

    text: str
    colour: str
    point: Observation
    left: bool = False


Mark = tuple[Rule, str, str]  # with its colour and symbol


def build_eras(place: str, rules: Sequence[Rule], changed: date, words: str, apart: str) -> dict[str, Any]:
    """The figure. ``apart`` says what the single figures are; they are drawn hollow."""
    points = [point for rule in rules for run in (*rule.home, *rule.england, rule.apart) for point in run]
    scale = choose_scale([point.value or 0.0 for point in points], HEIGHT - MARGIN["t"] - MARGIN["b"])
    ends = {point.period.end: point.period.key for point in points}
    first, last = when(min(ends)), when(max(ends))
    marks = list(zip(rules, COLOURS, SYMBOLS, strict=False))
    before = any(_label(rule, colour, marks).left for rule, colour, _ in marks if rule.home)
    axis = [first - (ROOM_FOR_A_NAME if before else ROOM), last + ROOM]
    crossed = first < when(changed) < last
    return {
        "data": [
            *(_england(rule, symbol, shown=not number) for number, (rule, _, symbol) in enumerate(marks)),
            *(_line(place, rule, colour, symbol) for rule, colour, symbol in marks if rule.home),
            *(_apart(place, rule, colour, symbol, apart) for rule, colour, symbol in marks if rule.apart),
        ],
        "layout": {
            "margin": MARGIN,
            "showlegend": True,
            "legend": {"visible": False, "x": 0, "y": 0, "yanchor": "bottom"},  # inside, where it takes no room
            "xaxis": {
                "type": "linear", "range": axis, "showgrid": False,
                "zeroline": False,
                "fixedrange": True,
            } | _ticks(ends, TICKS),
            "yaxis": build_value_axis(scale, "%"),
            "annotations": [
                *_names(marks, scale.per_pixels(LINE), (scale.low, scale.high)),
                *_apart_names(marks, apart),
                *(_change_names(changed, words) if crossed else ()),
            ],
            "shapes": [_change_line(changed)] if crossed else [],
            "meta": {"narrow": {
                "margin": NARROW_MARGIN, "xaxis": _ticks(ends, NARROW_TICKS),
                "legend": {"visible": True, "orientation": "h", "x": 0, "xref": "container", "y": 1,
                           "yref": "container", "yanchor": "top", "itemclick": False, "itemdoubleclick": False},
            }},
        },
    }  # fmt: skip


def _trace(name: str, runs: Sequence[Sequence[Observation]], rule: Rule, place: str) -> dict[str, Any]:
    x: list[float | None] = []
    y: list[float | None] = []
    said: list[str] = []
    for run in runs:
        if x:
            x.append(None)
            y.append(None)
            said.append("")
        x += [when(point.period.end) for point in run]
        y += [point.value for point in run]
        said += [f"{place}, {point.period.key}<br>{rule.name}: {_value(rule, point)}" for point in run]
    return {
        "type": "scatter", "mode": "lines+markers", "name": name, "x": x, "y": y, "hovertext": said,
        "hoverinfo": "text",
    }  # fmt: skip


def _value(rule: Rule, point: Observation) -> str:
    return format_value(point.value, rule.measure)


def _line(place: str, rule: Rule, colour: str, symbol: str) -> dict[str, Any]:
    return _trace(rule.name, rule.home, rule, place) | {
        "line": {"color": colour, "width": 3},
        "marker": {"color": colour, "size": 9, "symbol": symbol},
    }


def _england(rule: Rule, symbol: str, *, shown: bool) -> dict[str, Any]:
    return _trace("England, same rule", rule.england, rule, "England") | {
        "line": {"color": theme.GREY_DARK, "width": 1.5},
        "marker": {"color": theme.GREY_DARK, "size": 5, "symbol": symbol},
        "showlegend": shown,
    }


def _apart(place: str, rule: Rule, colour: str, symbol: str, words: str) -> dict[str, Any]:
    trace = _trace(f"{rule.name.split(',')[0]}, {words}", [rule.apart], rule, f"{place}, {words}")
    return trace | {
        "mode": "markers",
        "marker": {
            "color": theme.PAPER,
            "size": 10,
            "symbol": symbol,
            "line": {"color": colour, "width": 2.5},
        },
    }


def _ticks(ends: dict[date, str], most: int) -> dict[str, Any]:
    """Names for at most so many years, evenly spaced back from the latest."""
    latest = max(ends)
    years = range(latest.year, min(ends).year - 1, -1)
    named = [year for place, year in enumerate(years) if place % -(-len(years) // most) == 0][::-1]
    return {
        "tickangle": 0,
        "tickvals": [when(latest.replace(year=year)) for year in named],
        "ticktext": [f"{year - 1}/{year % 100:02d}" for year in named],
    }


def _names(marks: Sequence[Mark], gap: float, bounds: tuple[float, float]) -> Iterator[dict[str, Any]]:
    """Each line is named where there is room, those of one place moved apart where they would meet; England once."""
    labels = [_label(rule, colour, marks) for rule, colour, _ in marks if rule.home]
    if england := marks[-1][0].england:
        labels.append(_Label(f"England {_short(marks[-1][0], england)}", theme.GREY_DARK, england[-1][-1]))
    for where in dict.fromkeys((label.point.period.end, label.left) for label in labels):
        here = [label for label in labels if (label.point.period.end, label.left) == where]
        values = [label.point.value or 0.0 for label in here]
        places = spread(values, gap, bounds[0] + gap / 2, bounds[1] - gap / 2)
        for label, place in zip(here, places, strict=True):
            yield {
                "name": WIDE, "text": label.text, "x": when(label.point.period.end), "y": float(f"{place:.5g}"),
                "xanchor": "right" if label.left else "left", "xshift": -9 if label.left else 9, "showarrow": False,
                "font": {"color": label.colour},
            }  # fmt: skip


def _label(rule: Rule, colour: str, marks: Sequence[Mark]) -> _Label:
    """At the end of a first run that a long gap follows; before a line that nothing lies before; else at the end.

    The latest rule is always named at its end, where its figure stands.
    """
    if len(rule.home) > 1 and rule.home[1][0].period.year - rule.home[0][-1].period.year >= NEAR:
        return _Label(f"<b>{rule.name}</b>", colour, rule.home[0][-1])
    start = rule.home[0][0]
    if rule is not marks[-1][0] and not any(other.home[0][0].period.end < start.period.end for other in _drawn(marks)):
        return _Label(f"<b>{rule.name}</b>", colour, start, left=True)
    return _Label(f"<b>{rule.name} {_short(rule, rule.home)}</b>", colour, rule.home[-1][-1])


def _drawn(marks: Sequence[Mark]) -> list[Rule]:
    return [rule for rule, *_ in marks if rule.home]


def _apart_names(marks: Sequence[Mark], words: str) -> Iterator[dict[str, Any]]:
    """Beside the single figure, or above it where the line of its own rule is near."""
    for rule, colour, _ in marks:
        for point in rule.apart:
            years = [other.period.year - point.period.year for run in rule.home for other in run]
            near = any(0 < ahead < NEAR for ahead in years)
            side = {"yanchor": "bottom", "yshift": 8} if near else {"xanchor": "left", "xshift": 9}
            yield side | {
                "name": WIDE, "text": f"{format_number(point.value or 0.0, rule.measure.decimals)}, {words}",
                "x": when(point.period.end), "y": point.value, "showarrow": False,
                "font": {"color": colour, "size": 14},
            }  # fmt: skip


def _short(rule: Rule, runs: Sequence[Sequence[Observation]]) -> str:
    return format_number(runs[-1][-1].value or 0.0, rule.measure.decimals)


def _change_line(day: date) -> dict[str, Any]:
    return {
        "name": "", "type": "line", "x0": when(day) + 0.5, "x1": when(day) + 0.5, "y0": 0, "y1": 1, "yref": "paper",
        "layer": "below", "line": {"width": 1.5, "dash": "dot", "color": theme.GREY_DARK},
    }  # fmt: skip


def _change_names(day: date, words: str) -> Iterator[dict[str, Any]]:
    """All of it on a wide screen, low where few figures are; on a narrow one the notes say what changed."""
    common = {"x": when(day) + 0.5, "yref": "paper", "yanchor": "bottom", "showarrow": False, "font": {"size": 14}}
    yield common | {
        "name": WIDE, "text": "<br>".join(wrap(words, 30)), "y": 0, "xanchor": "left", "xshift": 6, "align": "left",
    }  # fmt: skip
    yield common | {"name": NARROW, "text": "rules changed", "y": 1}
