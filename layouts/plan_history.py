"""What was changed of a plan, by whom and when, each with the way back."""

from collections.abc import Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from layouts.form_fields import form, hidden_field
from layouts.plan_table import plan_cell, plan_table

PATH = "/plan/edit"


class ChangeLine(NamedTuple):
    """One part that was changed: its name, and what became of which field (field, before, after)."""

    name: str
    fields: Sequence[tuple[str, str, str]]


class Act(NamedTuple):
    """What somebody did at once. ``more`` parts were changed besides those in ``lines``; ``undoable`` while nothing of
    it was changed again."""

    number: int
    plan: str
    when: str
    who: str
    what: str
    lines: Sequence[ChangeLine]
    more: int
    undoable: bool


def history_table(acts: Sequence[Act], token: str) -> Component:
    """Acts, newest first."""
    heads = ("When", "Who", "What", "Undo")
    return plan_table("What was changed", heads, [_row(act, token) for act in acts], "plan-history-table")


def _row(act: Act, token: str) -> Component:
    lines = [html.Li([html.B(line.name), *_fields(line)]) for line in act.lines]
    if act.more:
        lines.append(html.Li(f"and {act.more} more" if lines else f"{act.more} part{'' if act.more == 1 else 's'}"))
    cells = [
        plan_cell("Who", act.who),
        plan_cell("What", act.what, html.Ul(lines, className="plan-changes")),
        plan_cell("Undo", _undo(act, token)),
    ]
    return html.Tr([html.Th(act.when, scope="row"), *cells])


def _fields(line: ChangeLine) -> list[Component]:
    if not line.fields:
        return []
    return [html.Ul([html.Li([f"{field}: ", html.Del(before or "nothing"), " → ", html.Ins(after or "nothing")])
                     for field, before, after in line.fields])]  # fmt: skip


def _undo(act: Act, token: str) -> Component | str:
    if not act.undoable:
        return "–"
    hidden = [hidden_field("act", str(act.number)), hidden_field("plan", act.plan)]
    made = form(f"{PATH}/undo", token, hidden, "Undo", quiet=True)
    made.children[-1].children = ["Undo", html.Span(f" what {act.who} did, {act.when}", className="visually-hidden")]
    return made
