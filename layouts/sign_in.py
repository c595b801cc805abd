"""Signing in and out, and one's own password: plain pages that need no script."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Fault
from dashboard.rights import Rights, Role
from layouts.form_fields import fault_summary, faults_by_field, form, hidden_field, text_field

ROLE_WORDS: dict[Role, str] = {
    "reader": "reader",
    "leader": "locality leader",
    "analyst": "analyst",
    "administrator": "administrator",
}
PERSON_SLOT = '<div id="person"></div>'  # where the header has room for who is signed in


def sign_in_page(token: str, target: str, name: str = "", faults: Sequence[Fault] = ()) -> list[Component]:
    """Name and password; ``target`` is the page of ours to go on to."""
    wrong = faults_by_field(faults)
    fields = [
        hidden_field("next", target),
        text_field("name", "Name", value=name, autoComplete="username", required=True, fault=wrong.get("name", "")),
        text_field("password", "Password", kind="password", autoComplete="current-password", required=True),
    ]
    return _page("Sign in", faults, [form("/sign-in", token, fields, "Sign in"), _help()])


def provider_page(token: str, target: str, faults: Sequence[Fault] = ()) -> list[Component]:
    """One button that leads to the council's own sign-in."""
    go = form("/sign-in", token, [hidden_field("next", target)], "Sign in with your council account")
    return _page("Sign in", faults, [go, _help()])


def _help() -> Component:
    return html.P(
        "Your council's administrators of the dashboard give out accounts. Ask them if you cannot get in.",
        className="hint",
    )


def password_page(token: str, faults: Sequence[Fault] = (), *, done: bool = False) -> list[Component]:
    """One's own password."""
    wrong = faults_by_field(faults)
    fields = [
        text_field(
            "old password", "Your password now", kind="password", autoComplete="current-password", required=True,
            fault=wrong.get("old password", ""),
        ),
        text_field(
            "password", "Your new password", kind="password", autoComplete="new-password", required=True,
            hint="12 characters or more; three random words do well. It signs you out everywhere else.",
            fault=wrong.get("password", ""),
        ),
    ]  # fmt: skip
    said = [html.P("Your password was changed.", role="status", className="message")] if done else []
    return _page("Change your password", faults, [*said, form("/password", token, fields, "Change password")])


def _page(title: str, faults: Sequence[Fault], parts: Sequence[Component]) -> list[Component]:
    summary = fault_summary(faults)
    return [html.H1(title), *([summary] if summary else []), *parts]


def person_line(name: str, role: Role, token: str, *, has_password: bool) -> Component:
    """Who is signed in, for the header, with the way out."""
    links: list[Component] = []
    if Rights(role).may("import"):
        links.append(html.A("Imports", href="/imports"))
    if Rights(role).may("administer"):
        links += [html.A("Audit trail", href="/audit"), html.A("People", href="/people")]
    if has_password:
        links.append(html.A("Password", href="/password"))
    out = form("/sign-out", token, [], "Sign out", quiet=True)
    return html.Div([html.Span(f"{name}, {ROLE_WORDS[role]}", className="person-name"), *links, out], id="person")
