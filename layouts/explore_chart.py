"""The chart of the Explore page: its place, and the switch of its shape."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.explore_chart import BLOCK
from dashboard.explore_shapes import Shape
from dashboard.selection import SHAPES
from layouts import ids
from layouts.chart_block import PICTURES
from layouts.papers import add_button

PART, STATE = "explore-chart-part", "explore-shape-state"
HEIGHT = 480


def chart_part() -> Component:
    """The skeleton. assets/explore_chart.js presses the buttons as the state says."""
    graph = html.Div(
        className="block-graph",
        id=ids.block(BLOCK, "graph"),
        role="img",
        style={"height": HEIGHT},
        **{"aria-label": "The chart is being drawn"},
    )
    pictures = [
        html.Button(words, type="button", className="button", **{"data-action": "picture", "data-format": kind})
        for kind, words in PICTURES.items()
    ]
    papers = [
        html.Button(words, type="button", className="button", **{"data-paper": kind, "data-paper-of": "block"})
        for kind, words in (("pptx", "PowerPoint"), ("docx", "Word"))
    ]
    return html.Article(
        [
            html.H2(className="block-headline"),
            html.P(className="block-subtitle"),
            html.Div(className="block-labels"),
            _switch(),
            graph,
            html.Div(className="block-notes"),
            html.P(className="block-source"),
            html.Div([*pictures, *papers, add_button()], className="block-actions"),
            *(dcc.Store(id=ids.block(BLOCK, part)) for part in ("words", "figure", "key")),
        ],
        className="block explore-chart",
        id=PART,
        **{"data-block": BLOCK},
    )


def _switch() -> Component:
    choices = {"": "Automatic"} | SHAPES
    buttons = [
        html.Button(words, type="button", className="toggle", **{"data-shape": name, "aria-pressed": "false"})
        for name, words in choices.items()
    ]
    group = html.Div(buttons, className="shape-buttons", role="group", **{"aria-label": "Kind of chart"})
    return html.Div([group, html.Div(id=STATE)], className="shape-switch")


def shape_state(wanted: str, drawn: str, shapes: Sequence[Shape]) -> list[Component]:
    """What the switch shows: which shape is asked for and which is drawn, and why others do not suit."""
    title = SHAPES.get(drawn)
    says = "Chosen for you" if not wanted else "Shown instead" if wanted != drawn else "Shown"
    found: list[Component] = [
        html.P(
            f"{says}: {title.lower()}." if title else "There is nothing to draw.",
            className="quiet-words",
            **{"data-wanted": wanted, "data-shown": drawn},
        )
    ]
    off = [shape for shape in shapes if shape.why_not]
    if off:
        reasons = [
            html.Li([html.B(shape.title), f": {shape.why_not}"], id=f"why-not-{shape.id}", **{"data-off": shape.id})
            for shape in off
        ]
        found.append(
            html.Details([html.Summary("Why some charts cannot be chosen"), html.Ul(reasons)], className="shape-why")
        )
    return found
