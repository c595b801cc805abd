"""The review of a report card: the line on the card, and the page on which a step is taken."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.card_review import Review, Standing, State, day_of, write_state
from dashboard.errors import Fault
from layouts.form_fields import fault_summary, form, hidden_field

PATH = "/report-card/review"
MORE_THAN_PUBLISHED = (
    "You see figures on this card that are not published. Once the card is published, it shows everyone, you too, the "
    "published ones only."
)
_BUTTONS: dict[State, str] = {"draft": "Take back to draft", "reviewed": "Mark as reviewed", "published": "Publish"}


def review_page(
    title: str,
    card: str,
    steps: Sequence[Review],
    allowed: Sequence[State],
    token: str,
    *,
    query: str,
    standing: Standing,
    unpublished: bool = False,
    faults: Sequence[Fault] = (),
) -> list[Component]:
    """Where the card stands, what may be done now, and every step that was taken; ``card`` is its address.

    ``unpublished`` says that whoever reviews sees more on it than will be published.
    """
    version, summary = standing.version, fault_summary(faults)
    seen = str(standing.last.id if standing.last else 0)
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
        html.P(html.B(write_state(standing))),
        *([html.P(MORE_THAN_PUBLISHED)] if unpublished else []),
        html.Div(buttons, className="actions") if buttons else nothing,
        html.H2("Steps"),
        _history(steps) if steps else html.P("None yet: the card is a draft."),
        html.P(
            "A draft is reviewed by an analyst or administrator; an administrator publishes what was reviewed. A "
            "published card stays with the version of its figures, and readers are led to that."
        ),
    ]  # fmt: skip


def _history(steps: Sequence[Review]) -> Component:
    heads = ("When", "Who", "State", "Version of the figures")
    rows = [_row(one) for one in steps]
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in heads]))
    return html.Table([html.Caption("The latest first"), head, html.Tbody(rows)])


def _row(one: Review) -> Component:
    return html.Tr([html.Th(day_of(one), scope="row"), *map(html.Td, (one.actor, one.state, str(one.version)))])
