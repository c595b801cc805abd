"""The filter bar: native controls in a form, and the current choice as a sentence.

The long lists of options travel once, as data on the form, and assets/selection.js fills the selects from them:
a component for each of some three hundred options would cost more than the first chart.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.selection import AVERAGES, COMPARATORS, NEIGHBOUR_SETS
from layouts import ids
from layouts.pages import PAGES
from layouts.papers import page_menu

Choices = Mapping[str, Any]
FIELDS = {
    "measure": "Measure",
    "pair": "Gap",
    "plan": "Plan",
    "priority": "Priority",
    "lead": "Lead",
    "status": "Status of actions",
    "home": "Authority",
    "area": "Wedge",
    "neighbours": "Compare with",
    "period": "Period",
    "year": "Year to 31 March",
    "from": "From",
    "to": "To",
}


def filter_bar(choices: Choices) -> Component:
    """The form; ``choices`` is what callbacks/choices.py builds, empty where nothing is published."""
    return html.Form(
        [
            html.Div(
                [
                    html.P(id=ids.SENTENCE, className="choice-sentence", **{"aria-live": "polite"}),
                    html.Div([_averages(), _comparators(), page_menu(), _reset()], className="filter-tools"),
                    html.Button(
                        "Change",
                        type="button",
                        className="button filters-toggle",
                        **{"aria-expanded": "false", "aria-controls": ids.FILTERS},
                    ),
                ],
                className="filters-line",
            ),
            html.Div([*_selects()], id="filter-fields", className="filter-fields"),
        ],
        id=ids.FILTERS,
        className="filters",
        **{"aria-label": "What is shown", "data-choices": json.dumps(choices)},
    )


def _selects() -> Iterable[Component]:
    for name, label in FIELDS.items():
        yield html.Div(
            [html.Label(label, htmlFor=f"filter-{name}"), html.Select(id=f"filter-{name}", name=name)],
            **_field(name),
        )


def _field(name: str, extra: str = "") -> dict[str, Any]:
    pages = " ".join(page.name for page in PAGES if name in page.filters)
    return {"className": f"field field-{name} {extra}".strip(), "data-field": name, "data-pages": pages}


def _averages() -> Component:
    buttons = [_toggle("average", value, value.capitalize()) for value in AVERAGES]
    return html.Div(buttons, role="group", **(_field("average", "segments") | {"aria-label": "Average of the group"}))


def _comparators() -> Component:
    chips = html.Div(
        [_toggle("show", value, words) for value, words in COMPARATORS.items()],
        role="group",
        className="chips",
        **{"aria-label": "Lines on the chart"},
    )
    return html.Details([html.Summary("Lines shown", className="button"), chips], **_field("show", "disclosure"))


def _reset() -> Component:
    return html.Button("Reset", type="reset", className="button quiet")


def _toggle(name: str, value: str, words: str) -> Component:
    return html.Button(
        words,
        type="button",
        className="toggle",
        **{"aria-pressed": "false", "data-name": name, "data-value": value},
    )


def neighbour_words() -> list[tuple[str, str]]:
    """The neighbour sets as options, in words short enough for a field: (id, words)."""
    short = {name: words.removeprefix("statistical ") for name, words in NEIGHBOUR_SETS.items()}
    return [(name, words[0].upper() + words[1:]) for name, words in short.items()]
