"""What a plan's workbook would change, to be confirmed; or what is wrong with it."""

from collections.abc import Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from layouts.form_fields import form, hidden_field
from layouts.imports import table_in_a_box
from layouts.plan_edit import WORKBOOK
from layouts.plan_history import PATH

FAULT_HEADS = ("Sheet", "Row", "Column", "Value", "What is wrong", "What to do")


class Difference(NamedTuple):
    """One part that would be another: where it stands in the workbook, and what of it (field, before, after)."""

    place: str
    what: str
    name: str
    fields: Sequence[tuple[str, str, str]]


def differences_page(
    plan: str, title: str, found: Sequence[Difference], *, left_out: int, token: str, sealed: str
) -> list[Component]:
    """Everything that would change, and the decision."""
    back = html.P(html.A("Back to the plan, without changing anything", href=f"{PATH}?plan={plan}"))
    stays = []
    if left_out:
        words = "part of the plan is" if left_out == 1 else "parts of the plan are"
        stays = [html.P(f"{left_out} {words} not in the workbook and would stay as it stands.")]
    if not found:
        return [html.H1(f"Nothing would change: {title}"), *stays, back]
    counts = [
        (sum(1 for one in found if one.what == what), what.lower()) for what in dict.fromkeys(o.what for o in found)
    ]
    summary = ", ".join(f"{number} {what}" for number, what in counts)
    hidden = [hidden_field("plan", plan), hidden_field("edits", sealed)]
    return [
        html.H1(f"What would change: {title}"),
        html.P(f"{summary}.", className="lead"),
        *stays,
        form(f"{WORKBOOK}/apply", token, hidden, "Make these changes"),
        back,
        table_in_a_box("What would change", ("In the workbook", "What", "Part"), [_row(one) for one in found]),
    ]


def _row(one: Difference) -> Component:
    fields = [
        html.Li([f"{field}: ", html.Del(before or "nothing"), " → ", html.Ins(after or "nothing")])
        for field, before, after in one.fields
    ]
    part: list[Component | str] = [html.B(one.name), *([html.Ul(fields)] if fields else [])]
    return html.Tr([html.Th(one.place, scope="row"), html.Td(one.what), html.Td(part)])


def faults_page(plan: str, title: str, rows: Sequence[Sequence[str]]) -> list[Component]:
    """Every fault with its place and remedy; nothing was changed."""
    listed = [html.Tr([html.Th(row[0], scope="row"), *(html.Td(cell) for cell in row[1:])]) for row in rows]
    return [
        html.H1(f"The workbook cannot be taken: {title}"),
        html.P("Nothing was changed. Correct these and send it again.", className="message", role="alert"),
        html.P(html.A("Back to the plan", href=f"{PATH}?plan={plan}")),
        table_in_a_box("What is wrong", FAULT_HEADS, listed),
    ]
