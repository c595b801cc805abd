"""A chart block as one figure that is complete on its own: title, labels, notes, source, date, data version."""

import textwrap
from html import escape
from typing import Any

from dashboard.charts.block import ChartBlock
from dashboard.charts.theme import template
from dashboard.charts.visible import select_visible
from dashboard.selection import Selection

# Drawn at 1280 × 720 and scaled, so that a 1600 × 900 picture has type that can be read from the back of a room.
WIDTH, HEIGHT, SCALE = 1280, 720, 1.25
_LINE = 150  # characters of small print that fit across the picture
_TITLE, _SUBTITLE = 75, 125  # and of its headings
_LINE_HEIGHT = 18


def decorate(block: ChartBlock, selection: Selection, version: int, published_at: str) -> dict[str, Any]:
    """The figure that is shown for the selection, with everything it needs when it is cut out. A plain dict.

    A figure with much to write (``extra["canvas"]`` 1.5, say) is drawn on a canvas that much larger, which then makes
    a picture of the usual size.
    """
    shown = select_visible(block.figure, selection)
    larger = float(block.extra.get("canvas", 1))
    print_lines = _small_print(block, version, published_at, round(_LINE * larger))
    title_lines = textwrap.wrap(block.headline, round(_TITLE * larger)) or [""]
    subtitle = " · ".join([block.subtitle, *block.labels])
    subtitle_lines = textwrap.wrap(subtitle, round(_SUBTITLE * larger))
    layout = shown["layout"]
    own = layout.get("margin", {}).get("t", 0)  # what the figure itself writes above its plot stays free
    top = own + 38 + 34 * len(title_lines) + 22 * len(subtitle_lines)
    bottom = 76 + _LINE_HEIGHT * len(print_lines)
    margin = {"l": 80, "r": 220} | layout.get("margin", {})
    left = -margin["l"] + 24
    annotations = [
        *layout.get("annotations", []),
        _words(title_lines, {"y": 1, "yanchor": "bottom", "yshift": top - 20 - 34 * len(title_lines)}, left, 28, True),
        _words(subtitle_lines, {"y": 1, "yanchor": "bottom", "yshift": own + 12}, left, 18),
        _words(print_lines, {"y": 0, "yanchor": "top", "yshift": -52}, left, 14),
    ]
    return {
        "data": shown["data"],
        "layout": layout
        | {
            "template": template(dark=False),
            "width": round(WIDTH * larger),
            "height": round(HEIGHT * larger),
            "autosize": False,
            "margin": margin | {"t": top, "b": bottom},
            "annotations": annotations,
            "paper_bgcolor": "#FFFFFF",
            "plot_bgcolor": "#FFFFFF",
        },
    }


def _small_print(block: ChartBlock, version: int, published_at: str, width: int) -> list[str]:
    lines = [line for note in block.notes for line in textwrap.wrap(note, width)]
    made = f"{block.source} Data version {version}, published here {published_at[:10]}. Turning the Curve."
    return lines + textwrap.wrap(made, width)


def _words(lines: list[str], place: dict[str, Any], left: int, size: int, bold: bool = False) -> dict[str, Any]:
    text = "<br>".join(escape(line, quote=False) for line in lines)
    return place | {
        "text": f"<b>{text}</b>" if bold else text,
        "xref": "paper",
        "yref": "paper",
        "x": 0,
        "xanchor": "left",
        "xshift": left,
        "align": "left",
        "showarrow": False,
        "font": {"size": size},
    }
