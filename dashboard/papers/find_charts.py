"""The figure of a block as charts that office programs draw themselves.

Bars and lines over time have such a form, points with two axes, and marks on rows with names. Everything else (a map of
tiles, a row with a crowd of dots) has none and goes into a paper as a picture: a chart that left something out would
say less than the page.
"""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from dashboard.charts import theme
from dashboard.papers.bar_charts import find_bars
from dashboard.papers.native import NativeChart, Series, plain_words, read_scale
from dashboard.papers.row_charts import find_rows, has_rows
from dashboard.papers.time_slots import TimeSlots, find_slots

Trace = Mapping[str, Any]
_QUIET_WIDTH = 1.0  # px: the lines of a crowd, which have no name of their own in the legend
MOST_LABELS = 40  # points with a name each: more could not be read
LIMITS = ("lower", "upper")


def find_charts(figure: Mapping[str, Any]) -> tuple[NativeChart, ...]:
    """The charts of a figure that shows only what is chosen (``select_visible``); none where one cannot be had."""
    words = [trace for trace in figure.get("data", ()) if trace.get("mode") == "text"]
    traces = [trace for trace in figure.get("data", ()) if trace.get("mode") != "text"]
    layout = figure.get("layout", {})
    if not traces:
        return ()
    if has_rows(layout):
        chart = find_rows(traces, layout)
        return (chart,) if chart else ()
    if any(trace.get("type") == "bar" for trace in traces):
        chart = find_bars(traces, words, layout)
        return (chart,) if chart else ()
    panels: dict[str, list[Trace]] = {}
    for trace in traces:
        panels.setdefault(str(trace.get("xaxis", "x")), []).append(trace)
    charts = [_panel(axis, members, layout) for axis, members in panels.items()]
    found = tuple(chart for chart in charts if chart is not None)
    return found if len(found) == len(charts) else ()


def _panel(axis: str, traces: Sequence[Trace], layout: Mapping[str, Any]) -> NativeChart | None:
    across = layout.get(axis.replace("x", "xaxis", 1), {})
    upward = layout.get(str(traces[0].get("yaxis", "y")).replace("y", "yaxis", 1), {})
    if any(trace.get("type") != "scatter" for trace in traces):
        return None
    if across.get("visible") is False or upward.get("visible") is False:
        return None
    title = _panel_title(axis, layout)
    drawn = [trace for trace in traces if not trace.get("fill")]
    slots = find_slots([x for trace in drawn for x in trace.get("x", ())], across)
    if slots is None:
        return _points(traces, title, across, upward)
    series: list[Series] = []
    for trace in traces:
        made = _limits(trace, slots) if trace.get("fill") else _runs(trace, slots)
        if made is None:
            return None
        series += made
    return NativeChart("lines", title, slots.labels, tuple(series), read_scale(upward))


def _points(
    traces: Sequence[Trace], title: str, across: Mapping[str, Any], upward: Mapping[str, Any]
) -> NativeChart | None:
    if any("markers" not in str(trace.get("mode")) or trace.get("fill") for trace in traces):
        return None
    if "ticktext" in across or "ticktext" in upward:  # a place that is none of a number
        return None
    series = tuple(
        Series(
            plain_words(trace.get("name", "")), tuple(trace["y"]), _colour(trace), line=False, markers=True,
            x=tuple(trace["x"]), labels=_labels(trace),
        )
        for trace in traces
    )  # fmt: skip
    return NativeChart("points", title, (), series, read_scale(upward), across=read_scale(across))


def _labels(trace: Trace) -> tuple[str, ...]:
    words = trace.get("text")
    if not isinstance(words, list | tuple) or len(words) > MOST_LABELS:
        return ()
    return tuple(plain_words(word) for word in words)


def _panel_title(axis: str, layout: Mapping[str, Any]) -> str:
    found = (
        plain_words(note["text"])
        for note in layout.get("annotations", ())
        if note.get("xref") == f"{axis} domain" and note.get("y") == 1
    )
    return next(found, "")


def _runs(trace: Trace, slots: TimeSlots) -> list[Series] | None:
    """A line, in as many series as keep what is not joined on the page apart here too."""
    places = [(slots.place(x), y) for x, y in zip(trace.get("x", ()), trace.get("y", ()), strict=True)]
    runs: list[dict[int, float]] = [{}]
    for place, y in places:
        if y is None:
            runs.append({})
        elif place is None:
            return None
        else:
            runs[-1][place] = y
    joined: list[dict[int, float]] = []
    for run in (run for run in runs if run):
        if joined and min(run) > max(joined[-1]) + 1:  # the empty place between them keeps them apart
            joined[-1] |= run
        else:
            joined.append(dict(run))
    return [_line(trace, values, len(slots.labels)) for values in joined]


def _line(trace: Trace, values: Mapping[int, float], length: int) -> Series:
    line, mode = trace.get("line", {}), str(trace.get("mode", "lines"))
    width = float(line.get("width", 2))
    return Series(
        plain_words(trace.get("name", "")),
        tuple(values.get(place) for place in range(length)),
        _colour(trace),
        width=max(width, 0.75),
        line="lines" in mode,
        markers="markers" in mode or _stands_alone(values),
        dashed=line.get("dash", "solid") != "solid",
        quiet="lines" in mode and width <= _QUIET_WIDTH,
    )


def _stands_alone(values: Mapping[int, float]) -> bool:
    """Whether a figure has no neighbour to be joined to: without a mark it would not be seen."""
    places = sorted(values)
    gaps = [True, *(after > before + 1 for before, after in pairwise(places)), True]
    return any(before and after for before, after in pairwise(gaps))


def _limits(trace: Trace, slots: TimeSlots) -> list[Series] | None:
    """A filled range as two thin lines: the lower and the upper end of each period."""
    ends: dict[int, list[float]] = {}
    for x, y in zip(trace.get("x", ()), trace.get("y", ()), strict=True):
        if y is None:
            continue
        place = slots.nearest(x)
        if place is None:
            return None
        ends.setdefault(place, []).append(float(y))
    name, length = plain_words(trace.get("name") or "Range"), len(slots.labels)
    colour = str(trace.get("fillcolor") or trace.get("fillpattern", {}).get("fgcolor") or theme.GREY_LIGHT)
    return [
        Series(
            f"{name}, {word}", tuple(pick(ends[place]) if place in ends else None for place in range(length)),
            colour if colour.startswith("#") else theme.GREY_LIGHT, width=1.0, dashed=True, quiet=True,
            markers=_stands_alone(dict.fromkeys(ends, 0.0)),
        )
        for word, pick in zip(LIMITS, (min, max), strict=True)
    ]  # fmt: skip


def _colour(trace: Trace) -> str:
    for part in ("line", "marker"):
        colour = trace.get(part, {}).get("color")
        if isinstance(colour, str) and colour.startswith("#"):
            return theme.GREY_DARK if colour.upper() == "#FFFFFF" else colour
    return theme.HOME
