"""Which parts of a figure a selection shows: the twin of assets/chart_visible.js, for exports and tests.

A chart builder draws everything that a reader can switch on and marks each part with a condition, in a trace's
``meta`` and in an annotation's or shape's ``name``:

* ``neighbours=2025&average=mean&shown=each``: all must hold; ``shown=each`` means that "each" is among the
  comparators switched on. A part without ``=`` in its mark is always drawn.
* ``width=wide`` and ``width=narrow``: on a phone other words are drawn, and ``layout.meta.narrow`` takes the place of
  parts of the layout (assets/chart_traces.js); everywhere else, exports among them, a figure is wide.
* On a date axis (``layout.xaxis.type`` "date", x written as ISO dates) the selection's years of period end cut
  traces, annotations, shapes and an ``xaxis.range``, each by the year its x starts with.
"""

from collections.abc import Mapping
from typing import Any

from dashboard.selection import Selection

_PARALLEL = ("x", "y", "text", "hovertext", "customdata", "ids")
_ERROR_BARS = ("array", "arrayminus")


def select_visible(figure: Mapping[str, Any], selection: Selection) -> dict[str, Any]:
    """A figure with only the parts that the selection shows; the given figure is left as it is."""
    layout = dict(figure.get("layout", {}))
    years = _years(layout, selection)
    traces = [trace for trace in figure.get("data", []) if holds(trace.get("meta"), selection)]
    for kind in ("annotations", "shapes"):
        if kind in layout:
            kept = [part for part in layout[kind] if holds(part.get("name"), selection)]
            layout[kind] = [part for part in kept if years is None or _within(part, years)]
    if years and isinstance(layout["xaxis"].get("range"), list):
        layout["xaxis"] = layout["xaxis"] | {"range": _clamp(layout["xaxis"]["range"], years)}
    return dict(figure) | {"data": [_cut(trace, years) if years else trace for trace in traces], "layout": layout}


def holds(mark: object, selection: Selection) -> bool:
    """Whether a part with this mark is drawn."""
    if not isinstance(mark, str) or "=" not in mark:
        return True
    return all(_one_holds(*condition.partition("=")[::2], selection) for condition in mark.split("&"))


def _one_holds(name: str, value: str, selection: Selection) -> bool:
    if name == "shown":
        return value in selection.shown
    if name == "width":
        return value == "wide"
    return value == str(getattr(selection, name, None) or "")


def _years(layout: Mapping[str, Any], selection: Selection) -> tuple[int, int] | None:
    if layout.get("xaxis", {}).get("type") != "date" or (selection.start is None and selection.end is None):
        return None
    return selection.start or 0, selection.end or 9999


def _inside(x: object, years: tuple[int, int]) -> bool:
    return years[0] <= int(str(x)[:4]) <= years[1]


def _within(part: Mapping[str, Any], years: tuple[int, int]) -> bool:
    """Whether an annotation or shape lies in the years, at least in part; one placed on the paper always does."""
    if part.get("xref", "x") != "x":
        return True
    first, last = part.get("x", part.get("x0")), part.get("x", part.get("x1"))
    return int(str(last)[:4]) >= years[0] and int(str(first)[:4]) <= years[1]


def _clamp(limits: list[str], years: tuple[int, int]) -> list[str]:
    return [max(limits[0], f"{years[0]:04d}-01-01"), min(limits[1], f"{years[1]:04d}-12-31")]


def _cut(trace: Mapping[str, Any], years: tuple[int, int]) -> dict[str, Any]:
    keep = [index for index, x in enumerate(trace.get("x", [])) if _inside(x, years)]
    changed: dict[str, Any] = {
        key: [trace[key][index] for index in keep] for key in _PARALLEL if isinstance(trace.get(key), list | tuple)
    }
    for axis in ("error_x", "error_y"):
        if axis in trace:
            bars = trace[axis]
            changed[axis] = bars | {
                key: [bars[key][index] for index in keep] for key in _ERROR_BARS if isinstance(bars.get(key), list)
            }
    return dict(trace) | changed
