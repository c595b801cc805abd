"""Tables of the Plan page, which a phone shows as cards, and where their links lead."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

Link = Callable[[str], str]


class Links(NamedTuple):
    """Where the page leads: each plan, a measure's story, an order of the actions, a priority's actions and curve."""

    plan: Link
    measure: Link
    sort: Mapping[str, str]
    priority: Link
    curve: Link


def plan_table(name: str, heads: Sequence[str | Component], rows: Sequence[Component], style: str) -> Component:
    """A table that is read row by row where there is no room for its columns; ``style`` is its class."""
    head = html.Thead(html.Tr([html.Th(one, scope="col") if isinstance(one, str) else one for one in heads]))
    return html.Div(
        html.Table([html.Caption(name, className="visually-hidden"), head, html.Tbody(list(rows))]),
        className=f"table-scroll plan-table {style}",
        tabIndex="0",
        role="region",
        **{"aria-label": name},
    )


def plan_cell(label: str, *says: Component | str) -> Component:
    """A cell that a phone shows on a line of its own, after ``label``; a dash where it says nothing."""
    said = [part for part in says if part != ""]
    return html.Td(html.Div(said or "–"), **{"data-label": label})


def quiet_note(words: str) -> list[Component]:
    """Small print after what it belongs to; nothing where there is none."""
    return [html.Span(f" {words}", className="quiet-words")] if words else []
