"""What is written beside the lines of the Trends figure: one label at the end of each, none for single neighbours."""

from collections.abc import Sequence
from typing import Any

from dashboard.charts import theme
from dashboard.charts.labels import EndLabel, Scale, build_labels
from dashboard.charts.trend_style import LINES
from dashboard.charts.trend_targets import build_target_labels
from dashboard.formatting import format_number
from dashboard.neet_band import EITHER, NEET
from dashboard.trend_series import AVERAGES, Lines, Role, Series

SHORT: dict[Role, str] = {"region": "Region"}
SHORTER: dict[Role, str] = {"average": "Neighbours"}  # on a phone
LONGEST, LONGEST_NARROW = 24, 13  # characters of a name
ON_A_PHONE: tuple[Role, ...] = ("home", "wedge", "england")
WIDE, NARROW = "width=wide", "width=narrow"


def build_line_labels(lines: Lines, drawn: Sequence[Series], scale: Scale, edge: str) -> list[dict[str, Any]]:
    """Labels at the line ends: those of the averages depend on which is chosen, all others give way to them.

    A phone has room for four: the home authority, the wedge, the neighbours and England.
    """
    always = [_label(lines, series, WIDE) for series in drawn if series.role not in ("neighbour", "average", "core")]
    few = [_label(lines, series, NARROW) for series in drawn if series.role in ON_A_PHONE]
    wide: dict[str, list[EndLabel]] = {}
    narrow: dict[str, list[EndLabel]] = {}
    for kind in AVERAGES:
        core = [_label(lines, series, WIDE) for series in lines.core if kind in series.area]
        for group in lines.groups:
            own = [series for series in group.averages if kind in series.area]
            choice = f"neighbours={group.choice}&average={kind}"
            wide[choice] = [*(_label(lines, series, WIDE) for series in own), *core]
            narrow[choice] = [_label(lines, series, NARROW) for series in own]
        if core and not lines.groups:
            wide[f"average={kind}"] = core
    always += [*_neet_labels(lines), *_in_year_labels(lines, WIDE), *build_target_labels(lines, WIDE)]
    few += [*_in_year_labels(lines, NARROW), *build_target_labels(lines, NARROW)]
    return [*build_labels(always, wide, scale, edge), *build_labels(few, narrow, scale, edge)]


def _label(lines: Lines, series: Series, width: str) -> EndLabel:
    last = series.runs[-1][-1]
    narrow = width == NARROW
    name = SHORT.get(series.role) or (narrow and SHORTER.get(series.role)) or series.name.split(" (")[0]
    value = last.value or 0.0  # a run holds values only
    text = f"{shorten(name, LONGEST_NARROW if narrow else LONGEST)} {format_number(value, lines.measure.decimals)}"
    home = lines.home.last
    if not narrow and home and series.role in ("wedge", "other-wedge") and last.period.end < home.period.end:
        text += f" ({last.period.key})"
    if series.role in ("home", "wedge"):
        text = f"<b>{text}</b>"
    when = "&".join(part for part in (series.when.rpartition("&")[2], width) if part)
    return EndLabel(text, last.period.end.isoformat(), value, LINES[series.role][0], when)


def _neet_labels(lines: Lines) -> list[EndLabel]:
    """Names for the edges of the band that no line of the chart already names."""
    if not lines.neet_band:
        return []
    last = lines.neet_band[-1][-1]
    day, decimals = last.period.end.isoformat(), lines.measure.decimals
    edges = {NEET: ("NEET", last.floor), EITHER: ("NEET or not known", last.ceiling)}
    return [
        EndLabel(f"{name} {format_number(value, decimals)}", day, value, theme.HOME, f"shown=band&{WIDE}")
        for edge, (name, value) in edges.items()
        if edge != lines.measure.id
    ]


def _in_year_labels(lines: Lines, width: str) -> list[EndLabel]:
    """Names for what was counted since the last publication."""
    labels = []
    for series in lines.in_year:
        if last := series.last:
            number = format_number(last.value or 0.0, lines.measure.decimals)
            words = f"Provisional {number}" if width == NARROW else f"{series.name}, provisional {number}"
            labels.append(EndLabel(words, last.period.end.isoformat(), last.value or 0.0, LINES[series.role][0], width))
    return labels


def shorten(name: str, longest: int) -> str:
    """A name that fits beside a line: cut between words where it can be, with an ellipsis."""
    if len(name) <= longest:
        return name
    start = name[:longest].rpartition(" ")[0] or name[: longest - 1]
    return start.rstrip(", ") + "…"
