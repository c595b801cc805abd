"""The people who may sign in, for administrators: a table, and a form to add or change somebody."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Fault
from dashboard.rights import Role
from layouts.form_fields import (
    check_fields,
    fault_summary,
    faults_by_field,
    form,
    hidden_field,
    select_field,
    text_field,
)
from layouts.sign_in import ROLE_WORDS

ROLES: dict[str, str] = {role: words[:1].upper() + words[1:] for role, words in ROLE_WORDS.items()}
WHAT_ROLES_DO = {
    "Reader": "sees the published figures.",
    "Locality leader": "sees them, and the unpublished figures of the own wedges.",
    "Analyst": "sees all unpublished figures, and imports and publishes.",
    "Administrator": "does what an analyst does, and looks after people and the audit trail.",
}


class PersonRow(NamedTuple):
    """One line of the table."""

    number: int
    name: str
    shown_name: str
    role: Role
    areas: tuple[str, ...]
    disabled: bool
    signs_in_elsewhere: bool
    last_seen: str


class Draft(NamedTuple):
    """What the form holds: somebody to change (``number``), or to add. ``said`` is what was just done."""

    number: int | None = None
    name: str = ""
    shown_name: str = ""
    role: str = "reader"
    areas: tuple[str, ...] = ()
    said: str = ""


def people_page(
    rows: Sequence[PersonRow], wedges: Mapping[str, str], token: str, draft: Draft, faults: Sequence[Fault] = ()
) -> list[Component]:
    """Everybody, and the form; ``wedges`` are names by code."""
    summary = fault_summary(faults)
    return [
        html.H1("People"),
        *([summary] if summary else []),
        *([html.P(draft.said, role="status", className="message")] if draft.said else []),
        html.Dl([part for role, does in WHAT_ROLES_DO.items() for part in (html.Dt(role), html.Dd(does))]),
        _table(rows, wedges, token),
        _form(draft, wedges, token, faults_by_field(faults)),
    ]


def _table(rows: Sequence[PersonRow], wedges: Mapping[str, str], token: str) -> Component:
    heads = ("Name", "Role", "Wedges", "Last signed in", "Change")
    return html.Div(
        html.Table(
            [
                html.Caption(f"{len(rows)} people" if len(rows) != 1 else "One person"),
                html.Thead(html.Tr([html.Th(head, scope="col") for head in heads])),
                html.Tbody([_row(row, wedges, token) for row in rows]),
            ],
            className="people",
        ),
        className="table-scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": "People"},
    )


def _row(row: PersonRow, wedges: Mapping[str, str], token: str) -> Component:
    marks = [
        words for words, holds in (("disabled", row.disabled), ("council sign-in", row.signs_in_elsewhere)) if holds
    ]
    name = [html.B(row.shown_name), html.Br(), row.name, *[html.Span(mark, className="tag") for mark in marks]]
    shut = "Enable" if row.disabled else "Disable"
    actions = [
        html.A("Change", href=f"/people?change={row.number}", **{"aria-label": f"Change {row.name}"}),
        _action("/people/disabled", row, token, shut, {"disabled": "no" if row.disabled else "yes"}),
        _action("/people/sessions", row, token, "Sign out", {}),
    ]
    areas = ", ".join(wedges.get(code, code) for code in row.areas) or "–"
    cells = [html.Td(ROLES[row.role]), html.Td(areas), html.Td(row.last_seen or "never")]
    return html.Tr([html.Th(name, scope="row"), *cells, html.Td(html.Div(actions, className="actions"))])


def _action(action: str, row: PersonRow, token: str, words: str, values: Mapping[str, str]) -> Component:
    hidden = [hidden_field("number", str(row.number)), *(hidden_field(name, value) for name, value in values.items())]
    told = html.Span(f" {row.name}", className="visually-hidden")
    made = form(action, token, hidden, words, quiet=True)
    made.children[-1].children = [words, told]
    return made


def _form(draft: Draft, wedges: Mapping[str, str], token: str, wrong: Mapping[str, str]) -> Component:
    adding = draft.number is None
    fields: list[Component] = [] if adding else [hidden_field("number", str(draft.number))]
    if adding:
        hint = "What they sign in with, such as an e-mail address"
        fields.append(
            text_field("name", "Name", hint=hint, value=draft.name, required=True, autoComplete="off",
                       fault=wrong.get("name", ""))
        )  # fmt: skip
    fields += [
        text_field("shown name", "Shown name", value=draft.shown_name, autoComplete="off",
                   fault=wrong.get("shown name", "")),
        select_field("role", "Role", ROLES, draft.role),
        check_fields("areas", "Wedges (locality leaders only)", wedges, draft.areas),
        text_field("password", "First password" if adding else "New password", kind="password",
                   hint="12 characters or more. Leave it empty for somebody who signs in elsewhere." if adding
                   else "Leave it empty to keep the one there is. A new one signs the person out everywhere.",
                   autoComplete="new-password", fault=wrong.get("password", "")),
    ]  # fmt: skip
    title = "Add somebody" if adding else f"Change {draft.name}"
    submit = "Add" if adding else "Save"
    return html.Section([html.H2(title, id="form"), form("/people", token, fields, submit)], className="people-form")
