"""How charts in an Excel paper look: Excel draws them, from figures that stand in the sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dashboard.papers.slide_charts import has_caps, number_format

if TYPE_CHECKING:
    from dashboard.papers.native import NativeChart, Scale, Series


def dress_chart(drawn: Any, chart: NativeChart) -> None:
    """Give a chart its axes, its title and its legend, which names each line once."""
    lying = chart.kind == "bars" and not chart.upright
    values = _axis(chart.values) | {"major_gridlines": {"visible": True, "line": {"color": "#DDDFE1"}}}
    across: dict[str, Any] = {"label_position": "low", "reverse": lying}
    if chart.kind == "points":
        across |= _axis(chart.across)
    if lying:  # the first bar stands on top, and the figures of the axis below
        across["crossing"] = "max"
    drawn.set_x_axis(values if lying else across)
    drawn.set_y_axis(across if lying else values)
    drawn.set_title({"name": chart.title} if chart.title else {"none": True})
    drawn.show_blanks_as("gap")
    hidden = chart.unnamed()
    named = len(chart.series) - len(hidden)
    drawn.set_legend({"none": True} if named < 2 else {"position": "right", "delete_series": hidden})


def _axis(scale: Scale) -> dict[str, Any]:
    said = {"min": scale.low, "max": scale.high, "major_unit": scale.step, "name": scale.title or None}
    return {name: value for name, value in said.items() if value is not None} | {"num_format": number_format(scale)}


def limits_of(series: Series, place: int) -> tuple[float | None, float | None]:
    """How far the interval of one figure reaches below and above it."""
    span, value = series.spans[place], series.values[place]
    return (None, None) if span is None or value is None else (value - span[0], span[1] - value)


def look_of(series: Series, chart: NativeChart, limits: tuple[str, str] | None = None) -> dict[str, Any]:
    """Colours, lines and marks of one row of figures, as XlsxWriter takes them; ``limits`` are cells of ranges."""
    look: dict[str, Any]
    if chart.kind == "bars":
        look = {"fill": {"color": series.colour}, "gap": 60}
        if len(set(series.colours)) > 1:
            look["points"] = [{"fill": {"color": colour}} for colour in series.colours]
        if limits:
            look["y_error_bars" if chart.upright else "x_error_bars"] = {
                "type": "custom", "line": {"color": "#16202A", "width": 1.25},
                "end_style": int(has_caps(series)),
                "minus_values": limits[0], "plus_values": limits[1],
            }  # fmt: skip
        return look
    line: dict[str, Any] = {"color": series.colour, "width": series.width} if series.line else {"none": True}
    if series.line and series.dashed:
        line["dash_type"] = "dash"
    marker: dict[str, Any] = {"type": "none"}
    if series.markers:
        marker = {"type": "circle", "size": 6, "fill": {"color": series.colour}, "border": {"color": series.colour}}
    look = {"line": line, "marker": marker}
    if series.labels:
        look["data_labels"] = {"value": True, "custom": [{"value": words} for words in series.labels]}
    return look
