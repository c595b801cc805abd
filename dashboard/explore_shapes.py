"""Which chart suits what is chosen on Explore, why the others do not, and the chart itself.

Shapes are those of ``selection.SHAPES``. One that does not suit is never drawn: the choice made automatically takes its
place, and the notes say why.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from dashboard.charts import theme
from dashboard.config import Settings
from dashboard.explore_bars import draw_bars, why_no_bars
from dashboard.explore_lines import draw_lines, why_no_lines
from dashboard.explore_multiples import draw_multiples, why_no_multiples
from dashboard.explore_scatter import draw_scatter, why_no_scatter
from dashboard.explore_shape_series import Choice, Drawing, collect_choice
from dashboard.explore_shape_words import list_notes, write_subtitle
from dashboard.explore_strip import draw_strip, why_no_strip
from dashboard.missing import REASONS
from dashboard.schema import Catalogue, Observation
from dashboard.selection import SHAPES, Selection

EMPTY_HEIGHT = 160
FEW = 6  # lines of several measures that one picture holds; of more, small multiples are clearer
NO_FIGURE = "nothing chosen has a figure"

WHY_NOT: dict[str, Callable[[Choice], str | None]] = {
    "line": why_no_lines,
    "bars": why_no_bars,
    "strip": why_no_strip,
    "scatter": why_no_scatter,
    "multiples": why_no_multiples,
}
DRAW: dict[str, Callable[[Choice], Drawing]] = {
    "line": draw_lines,
    "bars": draw_bars,
    "strip": draw_strip,
    "scatter": draw_scatter,
    "multiples": draw_multiples,
}


class Shape(NamedTuple):
    """One way to draw the choice; ``why_not`` is the reason in words where it does not suit, else None."""

    id: str
    title: str
    why_not: str | None


@dataclass(frozen=True, slots=True)
class ExploreFigure:
    """The chart of a choice, with its words.

    ``shape`` is the one that is drawn, empty where nothing has a value; ``shapes`` are all of them in order.
    ``height`` and ``narrow_height`` are px on a page and on a phone, ``canvas`` is that of ChartBlock.extra.
    """

    figure: dict[str, Any]
    headline: str
    subtitle: str
    description: str
    notes: tuple[str, ...]
    height: int
    narrow_height: int
    canvas: float
    shape: str
    shapes: tuple[Shape, ...]


def suitable_shapes(
    selection: Selection, catalogue: Catalogue, observations: Sequence[Observation], kirkstall: str = "west"
) -> list[Shape]:
    """Every shape in the order of SHAPES, each with the reason where it does not suit these figures."""
    return judge_shapes(collect_choice(selection, catalogue, observations, kirkstall))


def judge_shapes(choice: Choice) -> list[Shape]:
    """Every shape, each with the reason where it does not suit."""
    return [Shape(name, title, WHY_NOT[name](choice) if choice.known else NO_FIGURE) for name, title in SHAPES.items()]


def choose_shape(choice: Choice, shapes: Sequence[Shape]) -> str:
    """The shape for a choice when the reader leaves it to us; empty where nothing has a value.

    Two measures of one year: scatter. Several measures, or places and groups: small multiples, unless a few lines of
    one place share a unit. One measure of every authority over time: distribution. Over time: lines. One period: bars.
    """
    suits = [shape.id for shape in shapes if shape.why_not is None]
    return next((name for name in _preferred(choice) if name in suits), suits[0] if suits else "")


def _preferred(choice: Choice) -> tuple[str, ...]:
    places, groups = {each.area for each in choice.known}, {each.group for each in choice.known}
    if len(choice.known_measures) > 1 and not choice.over_time:
        return "scatter", "bars", "multiples"
    if len(choice.known_measures) > 1 or (len(places) > 1 and len(groups) > 1):
        return ("line", "multiples") if len(choice.known) <= FEW and len(places) == 1 else ("multiples",)
    return ("strip", "line", "bars") if choice.over_time else ("bars", "strip")


def build_explore_figure(
    selection: Selection, catalogue: Catalogue, observations: Sequence[Observation], settings: Settings
) -> ExploreFigure:
    """The chart of a selection's figures, which are in the store's order; one without a value says so in words."""
    kirkstall = settings.kirkstall_wedge
    choice = collect_choice(selection, catalogue, observations, kirkstall)
    shapes = judge_shapes(choice)
    wanted = next((shape for shape in shapes if shape.id == selection.shape), None)
    automatic = wanted is None or wanted.why_not is not None
    name = choose_shape(choice, shapes) if automatic else selection.shape
    if not name:
        return _nothing(choice, shapes)
    drawing = DRAW[name](choice)
    instead: tuple[str, ...] = ()
    if wanted is not None and wanted.why_not:
        instead = (f"{wanted.title}: not possible here, because {wanted.why_not}. {SHAPES[name]} are shown instead.",)
    kept = [point for each in drawing.drawn for point in each.points]
    return ExploreFigure(
        figure=drawing.figure,
        headline=drawing.headline,
        subtitle=write_subtitle(choice, drawing),
        description=drawing.description,
        notes=(*instead, *list_notes(choice, drawing, kept, kirkstall)),
        height=drawing.height,
        narrow_height=drawing.narrow_height,
        canvas=drawing.canvas,
        shape=name,
        shapes=tuple(shapes),
    )


def _nothing(choice: Choice, shapes: Sequence[Shape]) -> ExploreFigure:
    """In place of a picture: that there is no value, and why."""
    reasons = dict.fromkeys(REASONS[p.status] for each in choice.series for p in each.points if p.status)
    why = "; ".join(reasons) or "no source has a figure for this choice"
    words = {
        "name": "", "text": "No figure can be drawn.<br>The table says why.", "x": 0.5, "xref": "paper", "y": 0.5,
        "yref": "paper", "showarrow": False, "font": {"color": theme.GREY_DARK},
    }  # fmt: skip
    hidden = {"visible": False, "fixedrange": True}
    layout = {"height": EMPTY_HEIGHT, "xaxis": hidden, "yaxis": hidden, "annotations": [words]}
    headline = "No figures for this choice"
    return ExploreFigure(
        {"data": [], "layout": layout}, headline, "", f"{headline}: {why}.", (f"Missing: {why}.",), EMPTY_HEIGHT,
        EMPTY_HEIGHT, 1.0, "", tuple(shapes),
    )  # fmt: skip
