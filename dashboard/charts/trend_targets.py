"""What plans want, on the Trends figure: a line of long dashes with diamonds at the targets that they give."""

from typing import Any

from dashboard.charts import theme
from dashboard.charts.labels import EndLabel
from dashboard.formatting import format_number
from dashboard.target_words import format_target, target_decimals
from dashboard.targets import TargetLine
from dashboard.trend_series import Lines

DASH = "10px,4px"  # longer than those of illustrative and of provisional figures
WHEN = "shown=target"


def build_target_trace(line: TargetLine) -> dict[str, Any]:
    """A trace through the points of a line; the baseline is a smaller diamond, since nobody aims at it."""
    name = f"Target, {line.plan}"
    return {
        "type": "scatter",
        "name": name,
        "meta": WHEN,
        "mode": "lines+markers",
        "x": [point.period.end.isoformat() for point in line.points],
        "y": [point.value for point in line.points],
        "text": [
            f"{format_target(point.value, line)} · {point.period.label}{' (baseline)' if point.baseline else ''}"
            for point in line.points
        ],
        "hovertemplate": f"<b>{name}</b><br>%{{text}}<extra></extra>",
        "line": {"color": theme.INK, "width": 2, "dash": DASH},
        "marker": {
            "symbol": "diamond",
            "size": [7 if point.baseline else 11 for point in line.points],
            "color": theme.PAPER,
            "opacity": 1,
            "line": {"color": theme.INK, "width": 2},
        },
    }


def build_target_labels(lines: Lines, width: str) -> list[EndLabel]:
    """Labels at the right end, for targets that reach as far as the figures."""
    return [
        EndLabel(_words(line), line.targets[-1].period.end.isoformat(), line.targets[-1].value, theme.INK,
                 f"{WHEN}&{width}")
        for line in lines.drawn_targets if _reaches(lines, line)
    ]  # fmt: skip


def build_target_names(lines: Lines) -> list[dict[str, Any]]:
    """Names below the last point of the lines that ended long ago."""
    return [
        {
            "name": WHEN,
            "text": _words(line),
            "x": line.targets[-1].period.end.isoformat(),
            "y": line.targets[-1].value,
            "xanchor": "center",
            "yanchor": "top",
            "yshift": -8,
            "showarrow": False,
        }
        for line in lines.drawn_targets
        if not _reaches(lines, line)
    ]


def _words(line: TargetLine) -> str:
    return f"Target {format_number(line.targets[-1].value, target_decimals(line))}"


def _reaches(lines: Lines, line: TargetLine) -> bool:
    last = lines.home.last
    return last is None or line.targets[-1].period.end >= last.period.end
