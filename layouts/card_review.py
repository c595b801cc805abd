"""The review of a report card: the line on the card, and the page on which a step is taken."""

from collections.abc import Sequence
from datetime import datetime

from dash import html
from dash.development.base_component import Component

from dashboard.card_review import Review, State
from dashboard.errors import Fault
from dashboard.formatting import format_day
from layouts.form_fields import fault_summary, form, hidden_field

PATH = "/report-card/review"
NO_REVIEW = "Draft: no review of this card is recorded. It shows the figures as they stand."
_SAID: dict[State, str] = {
    "draft": "Draft: taken back on {day} by {who}, not yet reviewed again.",
    "reviewed": "Reviewed on {day} by {who}, not yet published.",
    "published": "Published on {day} by {who}.",
}
_BUTTONS: dict[State, str] = {"draft": "Take back to draft", "reviewed": "Mark as reviewed", "published": "Publish"}


def write_state(last: Review | None, version: int) -> str:
    """The line on a card; ``version`` is that of the figures shown."""
    if last is None:
        return NO_REVIEW
    said = _SAID[last.state].format(day=_day(last), who=last.actor)
    if last.state == "draft" or last.version == version:
        return said
    return f"{said} That was with the figures of version {last.version}; these are of version {version}."


def _day(step: Review) -> str:
    return format_day(datetime.fromisoformat(step.at))


def review_page(
    title: str,
    card: str,
    steps: Sequence[Review],
    allowed: Sequence[State],
    token: str,
    *,
    query: str,
    version: int,
    faults: Sequence[Fault] = (),
) -> list[Component]:
    """Where the card stands, what may be done now, and every step that was taken; ``card`` is its address."""
    last = steps[0] if steps else None
    summary = fault_summary(faults)
    seen = str(last.id if last else 0)
    fields = [hidden_field("seen", seen), hidden_field("version", str(version))]
    buttons = [
        form(f"{PATH}?{query}", token, [*fields, hidden_field("state", state)], _BUTTONS[state], quiet=state == "draft")
        for state in allowed
    ]
    nothing = html.P("Nothing can be done with it now: the next step needs the right to administer.")
    return [
        html.H1("Review of a report card"),
        *([summary] if summary else []),
        html.P([html.A(title, href=card), f", with the figures of version {version}"]),
        html.P(html.B(write_state(last, version))),
        html.Div(buttons, className="actions") if buttons else nothing,
        html.H2("Steps"),
        _history(steps) if steps else html.P("None yet: the card is a draft."),
        html.P(
            "A draft is reviewed by an analyst or administrator; an administrator publishes what was reviewed. A "
            "published card stays with the version of its figures: its address names it."
        ),
    ]  # fmt: skip


def _history(steps: Sequence[Review]) -> Component:
    heads = ("When", "Who", "State", "Version of the figures")
    rows = [_row(one) for one in steps]
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in heads]))
    return html.Table([html.Caption("The latest first"), head, html.Tbody(rows)])


def _row(one: Review) -> Component:
    return html.Tr([html.Th(_day(one), scope="row"), *map(html.Td, (one.actor, one.state, str(one.version)))])
