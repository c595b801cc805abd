"""Bars of a figure as a chart of an office program, benchmarks that stand as lines among them as bars of their own."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.charts import theme
from dashboard.papers.native import NativeChart, Scale, Series, plain_words, read_scale

Trace = Mapping[str, Any]
MOST_COUNTED = 10  # to which an axis has a mark for each
_FIGURE_AT_THE_END = re.compile(r"\s[−-]?[\d.,]+(\s%|\sper\s[\d,]+|\spoints?)?$")


def find_bars(traces: Sequence[Trace], words: Sequence[Trace], layout: Mapping[str, Any]) -> NativeChart | None:
    """The chart of ``traces``, beside which ``words`` stand; None where not all of them are bars with names."""
    if any(trace.get("type") != "bar" for trace in traces):
        return None
    upright = traces[0].get("orientation") != "h"
    names = [_bar_names(trace, layout, upright=upright) for trace in traces]
    if not names[0] or any(other != names[0] for other in names):
        return None
    references = [] if upright or len(traces) > 1 else _references(layout)
    categories = (*_told_apart(names[0], traces[0], words), *(name for name, _ in references))
    series = tuple(_bar_series(trace, references, upright=upright) for trace in traces)
    axis = layout.get("yaxis" if upright else "xaxis", {})
    stacked = layout.get("barmode") == "stack" and len(traces) > 1
    return NativeChart(
        "bars", "", categories, series, _count(read_scale(axis), series), upright=upright, stacked=stacked
    )


def _count(scale: Scale, series: Sequence[Series]) -> Scale:
    """The scale with whole steps where few are counted: half an action is no mark of an axis."""
    figures = [value for one in series for value in one.values if value is not None]
    few = all(float(value).is_integer() and abs(value) <= MOST_COUNTED for value in figures)
    return scale._replace(step=1) if few and scale.step is None and not scale.suffix else scale


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


def _told_apart(names: tuple[str, ...], trace: Trace, words: Sequence[Trace]) -> tuple[str, ...]:
    """The names of lying bars, those that stand more than once with what the figure says below each."""
    notes = {
        int(y): plain_words(text)
        for each in words
        for y, text in zip(each.get("y", ()), each.get("text", ()), strict=True)
        if 0.05 < y - int(y) < 0.5
    }
    places = trace.get("y", ())
    return tuple(
        f"{name}, {notes[place]}" if names.count(name) > 1 and place in notes else name
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
