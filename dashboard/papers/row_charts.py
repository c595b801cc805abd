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
NEAR = 0.5  # of a row


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
    marks = [trace for trace in traces if trace.get("type") == "bar" or "markers" in str(trace.get("mode"))]
    joined = [x for trace in traces if trace not in marks for x in trace["x"] if x]
    kinds = _collect([trace for trace in marks if plain_words(trace["name"]) != lines.get(0)], rows)
    if kinds is None or not _holds(joined, [bar for bars in kinds.values() for bar in bars.values()]):
        return None
    scale = read_scale(layout.get("xaxis", {}))
    references = [(name, value) for value, name in lines.items() if value or not scale.title]
    if not any(kinds.values()) or len(rows) + len(references) > MOST_ROWS:
        return None
    places = sorted(rows)
    series = [_series(name, bars, places) for name, bars in kinds.items()]
    if len(series) == 2 and series[0].colour == series[1].colour:  # what was before, and what is now
        series[0] = series[0]._replace(colour=PALE, colours=(PALE,) * len(places))
    series[-1] = _with_references(series[-1], [value for _, value in references])
    series[:-1] = [_with_references(each, [None] * len(references)) for each in series[:-1]]
    drawn_apart = ", ".join(plain_words(trace["name"]) for trace in traces if trace not in marks)
    unseen = {trace["name"] for trace in marks if trace.get("error_x", {}).get("visible") is False}
    series = [s._replace(name=f"{s.name} (line: {drawn_apart})") if s.name in unseen else s for s in series]
    dots = any(trace["type"] == "scatter" for trace in marks)
    categories = (*(rows[place] for place in places), *(name for name, _ in references))
    return NativeChart("bars", "", categories, tuple(series), _from_zero(scale, series), dots=dots)


def _find_lines(layout: Mapping[str, Any]) -> dict[float, str]:
    """What the upright lines are called that go through all rows, by where they stand."""
    uprights = {part["x0"] for part in layout.get("shapes", ()) if part["type"] == "line" and part["x0"] == part["x1"]}
    return {
        note["x"]: plain_words(note["text"])
        for note in layout.get("annotations", ())
        if note.get("yref") == "paper" and note["x"] in uprights
    }


def _collect(marks: Sequence[Trace], rows: dict[float, str]) -> dict[str, dict[float, _Bar]] | None:
    """The bars of each kind by their rows, whose words say then what each mark is; None where two would be one bar."""
    kinds: dict[str, dict[float, _Bar]] = {}
    for trace in marks:
        bars = kinds.setdefault(plain_words(trace.get("legendgroup") or trace["name"]), {})
        for y, bar in zip(trace["y"], _read_bars(trace), strict=True):
            place = _find_row(y, rows)
            if place is None or place in bars:
                return None
            bars[place] = bar
            if "legendgroup" in trace:
                rows[place] = _say_kind(rows[place], trace)
    return kinds


def _find_row(y: float, rows: Mapping[float, str]) -> float | None:
    """The row on which a mark stands, or which it stands just below."""
    place = max((row for row in rows if row <= y), default=None)
    return place if place is not None and y - place < NEAR else None


def _holds(joined: Sequence[float], bars: Sequence[_Bar]) -> bool:
    """Whether what lines join is all marks or ends of ranges: another end would be lost."""
    known = {round(end, 9) for bar in bars for end in (bar.value, *(bar.span or ())) if end is not None}
    return known.issuperset(round(x, 9) for x in joined)


def _say_kind(row: str, trace: Trace) -> str:
    """The words of a row with what kind its mark is of, unless they say it already (``Amber: near target``)."""
    kind = plain_words(trace["name"]).removeprefix(f"{plain_words(trace['legendgroup'])}, ")
    return row if f"{kind}:" in row else f"{row} ({kind})"


def _read_bars(trace: Trace) -> list[_Bar]:
    count, marker = len(trace["x"]), trace["marker"]
    paint = marker["line"]["color"] if marker["color"] == theme.PAPER else marker["color"]
    colours = paint if isinstance(paint, list | tuple) else [paint] * count
    limits = trace.get("error_x") or {"array": [0.0] * count, "arrayminus": [0.0] * count}
    found = zip(trace["x"], colours, limits["array"], limits["arrayminus"], strict=True)
    return [
        _Bar(x, colour, (x - down, x + up) if x is not None and (up or down) else None) for x, colour, up, down in found
    ]


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
