"""Native charts on slides: PowerPoint draws them and holds their figures in a sheet that a reader can edit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from dashboard.papers.native import NativeChart, Scale, Series

if TYPE_CHECKING:
    from collections.abc import Sequence


class Room(NamedTuple):
    """A place on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


def add_chart(shapes: Any, chart: NativeChart, room: Room, font: str, size: float) -> Any:
    """Draw the chart in the room; the graphic frame."""
    from pptx.util import Pt

    frame = shapes.add_chart(_kind(chart), *room, _data(chart))
    drawn = frame.chart
    drawn.font.name, drawn.font.size = font, Pt(size)
    drawn.has_title = bool(chart.title)
    if chart.title:
        drawn.chart_title.text_frame.text = chart.title
        drawn.chart_title.text_frame.paragraphs[0].runs[0].font.size = Pt(size + 1)
    _legend(drawn, chart, size)
    _axes(drawn, chart)
    for series, made in zip(chart.series, drawn.plots[0].series, strict=True):
        _dress(made, series, chart)
    if chart.kind == "bars":
        drawn.plots[0].gap_width = 60
        drawn.plots[0].overlap = 100 if chart.stacked else 0
    return frame


def _kind(chart: NativeChart) -> Any:
    from pptx.enum.chart import XL_CHART_TYPE as KINDS

    if chart.kind == "lines":
        return KINDS.LINE_MARKERS
    if chart.kind == "points":
        return KINDS.XY_SCATTER
    if chart.upright:
        return KINDS.COLUMN_STACKED if chart.stacked else KINDS.COLUMN_CLUSTERED
    return KINDS.BAR_STACKED if chart.stacked else KINDS.BAR_CLUSTERED


def _data(chart: NativeChart) -> Any:
    from pptx.chart.data import CategoryChartData, XyChartData

    if chart.kind == "points":
        points = XyChartData()
        for series in chart.series:
            made = points.add_series(series.name)
            for x, y in zip(series.x, series.values, strict=True):
                if x is not None and y is not None:
                    made.add_data_point(x, y)
        return points
    data = CategoryChartData(number_format="General")
    data.categories = list(chart.categories)
    for series in chart.series:
        data.add_series(series.name, series.values)
    return data


def _legend(drawn: Any, chart: NativeChart, size: float) -> None:
    """Names of the lines below the chart, each once; a crowd of thin ones has none."""
    from pptx.enum.chart import XL_LEGEND_POSITION
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls
    from pptx.util import Pt

    hidden = chart.unnamed()
    named = len(chart.series) - len(hidden)
    drawn.has_legend = named > 1
    if not drawn.has_legend:
        return
    drawn.legend.include_in_layout = False
    drawn.legend.font.size = Pt(min(size, 12))
    drawn.legend.position = XL_LEGEND_POSITION.RIGHT if named > 4 else XL_LEGEND_POSITION.BOTTOM
    position = drawn.legend._element.find("{*}legendPos")
    for place in reversed(hidden):
        entry = parse_xml(f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:legendEntry>')
        position.addnext(entry)


def _axes(drawn: Any, chart: NativeChart) -> None:
    from pptx.enum.chart import XL_TICK_LABEL_POSITION
    from pptx.util import Pt

    _scale(drawn.value_axis, chart.values)
    across = drawn.category_axis
    across.format.line.color.rgb = _rgb("#6F777B")
    across.has_major_gridlines = False
    across.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    if chart.kind == "points":
        _scale(across, chart.across)
    elif chart.kind == "bars" and not chart.upright:
        across.reverse_order = True  # the first bar on top, as on the page
        many = len(chart.categories)
        across.tick_labels.font.size = Pt(7 if many > 30 else 9 if many > 16 else 11)
        across._element.find("{*}noMultiLvlLbl").addprevious(_every_label())
        crosses = drawn.value_axis._element.find("{*}crosses")
        if crosses is not None:
            crosses.set("val", "max")  # the figures of the axis stay below


def _every_label() -> Any:
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    return parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')


def _scale(axis: Any, scale: Scale) -> None:
    axis.minimum_scale, axis.maximum_scale = scale.low, scale.high
    if scale.step:
        axis.major_unit = scale.step
    axis.has_major_gridlines = True
    axis.major_gridlines.format.line.color.rgb = _rgb("#DDDFE1")
    axis.format.line.fill.background()
    labels = axis.tick_labels
    labels.number_format, labels.number_format_is_linked = number_format(scale), False
    if scale.title:
        axis.has_title = True
        axis.axis_title.text_frame.text = scale.title


def number_format(scale: Scale) -> str:
    """How the numbers of an axis are written, in the language of office programs."""
    whole = all(end is None or float(end).is_integer() for end in (scale.step, scale.low))
    digits = "#,##0" if whole else "#,##0.0##"
    return f'{digits}"{scale.suffix}"' if scale.suffix else digits


def _dress(made: Any, series: Series, chart: NativeChart) -> None:
    if chart.kind == "bars":
        made.format.fill.solid()
        made.format.fill.fore_color.rgb = _rgb(series.colour)
        made.invert_if_negative = False
        if len(set(series.colours)) > 1:
            for place, colour in enumerate(series.colours):
                point = made.points[place].format.fill
                point.solid()
                point.fore_color.rgb = _rgb(colour)
        if series.spans:
            _add_limits(made, series, upright=chart.upright)
        return
    _dress_line(made, series)
    for place, words in enumerate(series.labels):
        made.points[place].data_label.text_frame.text = words


def _dress_line(made: Any, series: Series) -> None:
    from pptx.enum.chart import XL_MARKER_STYLE
    from pptx.enum.dml import MSO_LINE
    from pptx.util import Pt

    if hasattr(made, "smooth"):
        made.smooth = False
    if series.line:
        made.format.line.color.rgb = _rgb(series.colour)
        made.format.line.width = Pt(series.width)
        if series.dashed:
            made.format.line.dash_style = MSO_LINE.DASH
    else:
        made.format.line.fill.background()
    made.marker.style = XL_MARKER_STYLE.CIRCLE if series.markers else XL_MARKER_STYLE.NONE
    if series.markers:
        made.marker.size = 7
        made.marker.format.fill.solid()
        made.marker.format.fill.fore_color.rgb = _rgb(series.colour)
        made.marker.format.line.color.rgb = _rgb(series.colour)


def _add_limits(made: Any, series: Series, *, upright: bool) -> None:
    """The interval of each bar, as error bars with figures of their own."""
    from pptx.oxml import parse_xml
    from pptx.oxml.ns import nsdecls

    pairs = list(zip(series.values, series.spans, strict=True))
    up = [span[1] - value if span and value is not None else None for value, span in pairs]
    down = [value - span[0] if span and value is not None else None for value, span in pairs]
    bars = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}>"
        f'<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="{int(not has_caps(series))}"/>'
        f"<c:plus>{_literals(up)}</c:plus><c:minus>{_literals(down)}</c:minus>"
        f'<c:spPr><a:ln w="15875"><a:solidFill><a:srgbClr val="16202A"/></a:solidFill></a:ln></c:spPr></c:errBars>'
    )
    made._element.find("{*}cat").addprevious(bars)


def has_caps(series: Series) -> bool:
    """Whether limits end in caps: only where each bar has limits, as one of no length would show as a tick."""
    return all(span or value is None for value, span in zip(series.values, series.spans, strict=True))


def _literals(values: Sequence[float | None]) -> str:
    points = "".join(
        f'<c:pt idx="{place}"><c:v>{value!r}</c:v></c:pt>' for place, value in enumerate(values) if value is not None
    )
    return f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{len(values)}"/>{points}</c:numLit>'


def _rgb(colour: str) -> Any:
    from pptx.dml.color import RGBColor

    return RGBColor.from_string(colour.lstrip("#").upper()[:6])
