"""Charts as office programs draw them themselves, so that a reader can go on working with them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

_TAGS = re.compile(r"<[^>]+>")


class Series(NamedTuple):
    """One row of figures, in the places of the chart's categories; ``x`` instead where the chart has points.

    ``colours`` are those of single bars, ``spans`` the lower and upper limits of each figure (None without),
    ``labels`` what stands beside each point.
    """

    name: str
    values: tuple[float | None, ...]
    colour: str
    width: float = 2.25
    line: bool = True
    markers: bool = False
    dashed: bool = False
    quiet: bool = False  # without a place in the legend
    x: tuple[float | None, ...] = ()
    colours: tuple[str, ...] = ()
    spans: tuple[tuple[float, float] | None, ...] = ()
    labels: tuple[str, ...] = ()


class Scale(NamedTuple):
    """The ends of an axis (None: the program chooses), what its numbers are followed by, and its title."""

    low: float | None
    high: float | None
    step: float | None
    suffix: str
    title: str


DOTS = "What the page draws as dots stands as bars here."
ANY = Scale(None, None, None, "", "")


@dataclass(frozen=True, slots=True)
class NativeChart:
    """One chart. ``kind`` says what ``categories`` are: places (bars, from the top), periods (lines), none (points)."""

    kind: Literal["bars", "lines", "points"]
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    values: Scale
    across: Scale = ANY
    upright: bool = False
    stacked: bool = False
    dots: bool = False  # whether the page draws as dots what are bars here

    def unnamed(self) -> list[int]:
        """The places of the series that the legend leaves out: thin lines of a crowd, and names that it has already."""
        names: list[str] = []
        left_out = []
        for place, series in enumerate(self.series):
            if series.quiet or series.name in names:
                left_out.append(place)
            else:
                names.append(series.name)
        return left_out


def plain_words(text: object) -> str:
    """Words without what Plotly takes for formatting, on one line."""
    broken = str(text).replace("<br>", ", ")
    return " ".join(_TAGS.sub("", broken).replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split())


def read_scale(axis: Mapping[str, Any]) -> Scale:
    """The scale of an axis of a figure."""
    ends = axis.get("range")
    low, high = sorted(ends) if ends and all(isinstance(end, int | float) for end in ends) else (None, None)
    step, title = axis.get("dtick"), axis.get("title") or {}
    words = title.get("text", "") if isinstance(title, Mapping) else title
    return Scale(
        low, high, step if isinstance(step, int | float) else None, str(axis.get("ticksuffix", "")), plain_words(words)
    )
