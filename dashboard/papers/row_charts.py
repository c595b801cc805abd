"""Marks on named rows of a figure as lying bars of an office program, which begin at zero as bars must.

A figure says what its rows are in the ``tickvals`` and ``ticktext`` of an upright axis that it does not show. Marks of
traces with one ``legendgroup`` are one row of figures, in which each says what it is beside the name of its row.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.charts.scale import build_value_axis, choose_scale
from dashboard.papers.native import NativeChart, Scale, Series, plain_words, read_scale

Trace = Mapping[str, Any]
Span = tuple[float, float]
MOST_ROWS = 40  # more could not be read beside each other
PALE = theme.GREY_LIGHT


class _Bar(NamedTuple):
    value: float | None
    colour: str
    span: Span | None


def has_rows(layout: Mapping[str, Any]) -> bool:
    """Whether a figure's marks stand on rows with names."""
    axis = layout.get("yaxis", {})
    return axis.get("visible") is False and bool(axis.get("ticktext"))


def find_rows(traces: Sequence[Trace], layout: Mapping[str, Any]) -> NativeChart | None:
    """The chart of marks on rows; None where a row has more marks of one kind than a bar can say."""
    axis = layout["yaxis"]
    rows = dict(zip(axis["tickvals"], (plain_words(words) for words in axis["ticktext"]), strict=True))
    lines = _find_lines(layout)
    kinds: dict[str, dict[float, _Bar]] = {}
    for trace in traces:
        if trace.get("type") != "scatter" or any(y is not None and y not in rows for y in trace["y"]):
            return None
        if "markers" not in str(trace.get("mode")) or plain_words(trace["name"]) == lines.get(0):
            continue  # what joins the marks, and marks on the axis itself
        bars = kinds.setdefault(plain_words(trace.get("legendgroup") or trace["name"]), {})
        if not bars.keys().isdisjoint(trace["y"]) or len(set(trace["y"])) < len(trace["y"]):
            return None
        bars |= _read_bars(trace)
        if "legendgroup" in trace:
            rows |= {place: _say_kind(rows[place], plain_words(trace["name"])) for place in trace["y"]}
    scale = read_scale(layout.get("xaxis", {}))
    references = [(name, value) for value, name in lines.items() if value or not scale.title]
    if not any(kinds.values()) or len(rows) + len(references) > MOST_ROWS:
        return None
    places = sorted(rows)
    series = [_series(name, bars, places) for name, bars in kinds.items()]
    if len(series) == 2:  # what was before, and what is now
        series[0] = series[0]._replace(colour=PALE, colours=(PALE,) * len(places))
    series[-1] = _with_references(series[-1], [value for _, value in references])
    series[:-1] = [_with_references(each, [None] * len(references)) for each in series[:-1]]
    categories = (*(rows[place] for place in places), *(name for name, _ in references))
    return NativeChart("bars", "", categories, tuple(series), _from_zero(scale, series), dots=True)


def _find_lines(layout: Mapping[str, Any]) -> dict[float, str]:
    """What the upright lines are called that go through all rows, by where they stand."""
    uprights = {part["x0"] for part in layout.get("shapes", ()) if part["type"] == "line" and part["x0"] == part["x1"]}
    return {
        note["x"]: plain_words(note["text"])
        for note in layout.get("annotations", ())
        if note.get("yref") == "paper" and note["x"] in uprights
    }


def _say_kind(row: str, kind: str) -> str:
    """The words of a row with what kind its mark is of, unless they say it already (``Amber: near target``)."""
    return row if f"{kind}:" in row else f"{row}: {kind}"


def _read_bars(trace: Trace) -> dict[float, _Bar]:
    count = len(trace["x"])
    paint = trace["marker"]["color"]
    colours = paint if isinstance(paint, list | tuple) else [paint] * count
    limits = trace.get("error_x") or {"array": [0.0] * count, "arrayminus": [0.0] * count}
    return {
        y: _Bar(x, colour, (x - down, x + up) if x is not None and (up or down) else None)
        for y, x, colour, up, down in zip(
            trace["y"], trace["x"], colours, limits["array"], limits["arrayminus"], strict=True
        )
    }


def _series(name: str, bars: Mapping[float, _Bar], places: Sequence[float]) -> Series:
    painted = {bar.colour for bar in bars.values()}
    usual = painted.pop() if len(painted) == 1 else theme.GREY_DARK
    found = [bars.get(place, _Bar(None, usual, None)) for place in places]
    spans = tuple(bar.span for bar in found)
    return Series(
        name,
        tuple(bar.value for bar in found),
        usual,
        colours=tuple(bar.colour for bar in found),
        spans=spans if any(spans) else (),
    )


def _with_references(series: Series, values: Sequence[float | None]) -> Series:
    """The series with the bars of upright lines at its end."""
    paint = [series.colour if value is None else theme.HOME for value in values]
    return series._replace(
        values=(*series.values, *values),
        colours=(*series.colours, *paint),
        spans=(*series.spans, *[None] * len(values)) if series.spans else (),
    )


def _from_zero(scale: Scale, series: Sequence[Series]) -> Scale:
    """A scale for bars, with what the page writes at its own."""
    ends = [value for each in series for value in each.values if value is not None]
    ends += [end for each in series for span in each.spans if span for end in span]
    whole = read_scale(build_value_axis(choose_scale([0.0, *ends], 1), ""))
    return whole._replace(suffix=scale.suffix, title=scale.title)
