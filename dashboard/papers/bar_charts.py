"""Bars of a figure as a chart of an office program, benchmarks that stand as lines among them as bars of their own."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dashboard.charts import theme
from dashboard.papers.native import NativeChart, Scale, Series, plain_words, read_scale

Trace = Mapping[str, Any]
MOST_COUNTED = 10  # to which an axis has a mark for each
Ends = tuple[float, float]
SIDES = ("at the least", "at the most")
_FIGURE_AT_THE_END = re.compile(r"\s[−-]?[\d.,]+(\s%|\sper\s[\d,]+|\spoints?)?$")


def find_bars(traces: Sequence[Trace], words: Sequence[Trace], layout: Mapping[str, Any]) -> NativeChart | None:
    """The chart of ``traces``, beside which ``words`` stand; None where not all of them are bars with names.

    A line where a lying bar has no figure is the range in which the figure is: two bars, the least and the most.
    """
    ranges = _read_ranges([trace for trace in traces if trace.get("type") != "bar"])
    traces = [trace for trace in traces if trace.get("type") == "bar"]
    if ranges is None or ranges.keys() - _find_open(traces):
        return None
    upright = traces[0].get("orientation") != "h"
    names = [_bar_names(trace, layout, upright=upright) for trace in traces]
    if not names[0] or any(other != names[0] for other in names):
        return None
    references = [] if upright or len(traces) > 1 else _references(layout)
    told = _told_apart(names[0], traces[0], words, every=bool(ranges))
    categories = (*told, *(name for name, _ in references))
    series = tuple(_bar_series(trace, references, upright=upright) for trace in traces)
    axis = layout.get("yaxis" if upright else "xaxis", {})
    stacked = layout.get("barmode") == "stack" and len(traces) > 1
    scale = _count(read_scale(axis), series)
    chart = NativeChart("bars", "", categories, series, scale, upright=upright, stacked=stacked)
    return _open_up(chart, {list(traces[0]["y"]).index(y): ends for y, ends in ranges.items()}) if ranges else chart


def _count(scale: Scale, series: Sequence[Series]) -> Scale:
    """The scale with whole steps where few are counted: half an action is no mark of an axis."""
    figures = [value for one in series for value in one.values if value is not None]
    few = all(float(value).is_integer() and abs(value) <= MOST_COUNTED for value in figures)
    return scale._replace(step=1) if few and scale.step is None and not scale.suffix else scale


def _read_ranges(lines: Sequence[Trace]) -> dict[float, Ends] | None:
    """The ends of each range by the place of its bar; None where there is something else among the bars."""
    if any(line.get("type") != "scatter" or line.get("mode") != "lines" or line.get("fill") for line in lines):
        return None
    found: dict[float, list[float]] = {}
    for line in lines:
        for x, y in zip(line["x"], line["y"], strict=True):
            if x is not None:
                found.setdefault(y, []).append(x)
    return {y: (ends[0], ends[1]) for y, ends in found.items()} if all(len(e) == 2 for e in found.values()) else None


def _find_open(bars: Sequence[Trace]) -> set[float]:
    """The places of a single row of lying bars that have no figure."""
    if len(bars) != 1 or bars[0].get("orientation") != "h":
        return set()
    return {y for x, y in zip(bars[0]["x"], bars[0]["y"], strict=True) if x is None}


def _open_up(chart: NativeChart, ranges: Mapping[int, Ends]) -> NativeChart:
    """The chart with two bars in the place of each range."""
    (series,) = chart.series
    sides = [(at, side) for at in range(len(chart.categories)) for side in ((0, 1) if at in ranges else (None,))]
    return replace(
        chart,
        categories=tuple(
            chart.categories[at] if side is None else f"{chart.categories[at]}, {SIDES[side]}" for at, side in sides
        ),
        series=(
            series._replace(
                values=tuple(series.values[at] if side is None else ranges[at][side] for at, side in sides),
                colours=tuple(series.colours[at] for at, _ in sides),
                spans=tuple(series.spans[at] for at, _ in sides) if series.spans else (),
            ),
        ),
    )


def _bar_names(trace: Trace, layout: Mapping[str, Any], *, upright: bool) -> tuple[str, ...]:
    """What the bars stand for; nothing where the figure does not say it of each."""
    places = trace.get("x" if upright else "y", ())
    words = trace.get("text")
    if isinstance(words, list | tuple) and len(words) == len(places) and all(words):
        return tuple(plain_words(word) for word in words)
    axis = layout.get("xaxis" if upright else "yaxis", {})
    known = dict(zip(axis.get("tickvals", ()), axis.get("ticktext", ()), strict=False))
    if all(place in known for place in places):
        return tuple(plain_words(known[place]) for place in places)
    return tuple(plain_words(place) for place in places) if all(isinstance(place, str) for place in places) else ()


def _told_apart(names: tuple[str, ...], trace: Trace, words: Sequence[Trace], *, every: bool) -> tuple[str, ...]:
    """The names of lying bars, those that stand more than once (or every one) with what the figure says below each."""
    notes = {
        int(y): plain_words(text)
        for each in words
        for y, text in zip(each.get("y", ()), each.get("text", ()), strict=True)
        if 0.05 < y - int(y) < 0.5
    }
    places = trace.get("y", ())
    return tuple(
        f"{name}, {notes[place]}" if (every or names.count(name) > 1) and place in notes else name
        for name, place in zip(names, places, strict=True)
    )


def _bar_series(trace: Trace, references: Sequence[tuple[str, float]], *, upright: bool) -> Series:
    values = tuple(trace["y" if upright else "x"])
    colour = trace.get("marker", {}).get("color", theme.HOME)
    colours = tuple(colour) if isinstance(colour, list | tuple) else (str(colour),) * len(values)
    bars = trace.get("error_y" if upright else "error_x") or {}
    spans: list[tuple[float, float] | None] = [None] * len(values)
    for place, (value, up, down) in enumerate(
        zip(values, bars.get("array", ()), bars.get("arrayminus", ()), strict=False)
    ):
        if value is not None and (up or down):
            spans[place] = (value - down, value + up)
    return Series(
        plain_words(trace.get("name", "")),
        (*values, *(value for _, value in references)),
        colours[0] if colours else theme.HOME,
        colours=(*colours, *[theme.GREY_DARK] * len(references)),
        spans=(*spans, *[None] * len(references)) if any(spans) else (),
    )


def _references(layout: Mapping[str, Any]) -> list[tuple[str, float]]:
    """The benchmarks that a figure draws as upright lines with a name each: in a chart of bars they are bars, too."""
    named = {
        note["x"]: plain_words(note["text"])
        for note in layout.get("annotations", ())
        if isinstance(note.get("x"), int | float) and note.get("text") and note.get("xanchor") != "center"
    }
    upright = [
        part["x0"]
        for part in layout.get("shapes", ())
        if part.get("type") == "line" and part.get("x0") == part.get("x1") and part.get("xref", "x") == "x"
    ]
    return [
        (_FIGURE_AT_THE_END.sub("", named[value]), value)
        for value in dict.fromkeys(upright)
        if value in named and isinstance(value, int | float)
    ]
