"""The audit trail for administrators: who did what, and when."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Fault
from layouts.form_fields import fault_summary, faults_by_field, select_field, text_field
from layouts.imports import table_in_a_box

PATH = "/audit"
HEADS = ("When", "Who", "Role", "What", "Of what", "More")


class AuditLine(NamedTuple):
    """One thing that was done, in words."""

    at: str
    actor: str
    role: str
    action: str
    subject: str
    detail: str


class AuditView(NamedTuple):
    """One page of the trail. ``given`` are the filters as they were typed; ``newer`` and ``older`` lead on."""

    lines: Sequence[AuditLine]
    total: int
    first: int
    given: Mapping[str, str]
    file: str
    newer: str = ""
    older: str = ""


def audit_page(
    view: AuditView, actors: Sequence[str], actions: Sequence[str], faults: Sequence[Fault] = ()
) -> list[Component]:
    """Filters, the rows, and the way to the others."""
    summary = fault_summary(faults)
    return [
        html.H1("Audit trail"),
        *([summary] if summary else []),
        html.P(
            "Imports, publishing, exports of what not everyone sees, and accounts. Nothing here can be changed or "
            "taken out.",
            className="lead",
        ),
        _filters(view.given, actors, actions, faults_by_field(faults)),
        html.P(_count(view), role="status"),
        *([_table(view.lines)] if view.lines else []),
        _ways(view),
    ]


def _filters(
    given: Mapping[str, str], actors: Sequence[str], actions: Sequence[str], wrong: Mapping[str, str]
) -> Component:
    def choice(names: Sequence[str], every: str) -> dict[str, str]:
        return {"": every, **{name: name for name in names}}

    fields = [
        select_field("who", "Who", choice(actors, "Everybody"), given.get("who", "")),
        select_field("what", "What", choice(actions, "Everything"), given.get("what", "")),
        text_field("from", "From", kind="date", value=given.get("from", ""), fault=wrong.get("from", "")),
        text_field("to", "To", kind="date", value=given.get("to", ""), fault=wrong.get("to", "")),
    ]
    show = html.Button("Show", type="submit", className="button button-main")
    return html.Form([*fields, show], method="get", action=PATH, className="form form-line", role="search")


def _count(view: AuditView) -> str:
    if not view.total:
        return "Nothing was done that fits."
    last = view.first + len(view.lines) - 1
    return f"{view.first:,} to {last:,} of {view.total:,}, the newest first. Times are UTC."


def _table(lines: Sequence[AuditLine]) -> Component:
    rows = [
        html.Tr([html.Th(line.at, scope="row"), html.Td(line.actor), html.Td(line.role), html.Td(html.B(line.action)),
                 html.Td(line.subject), html.Td(line.detail)])
        for line in lines
    ]  # fmt: skip
    return table_in_a_box("Audit trail", HEADS, rows)


def _ways(view: AuditView) -> Component:
    links: list[Component] = []
    if view.newer:
        links.append(html.A("Newer", href=view.newer, rel="prev"))
    if view.older:
        links.append(html.A("Older", href=view.older, rel="next"))
    if view.total:
        links.append(html.A("Download all of these (CSV)", href=view.file, download=True))
    return html.Nav(links, className="actions", **{"aria-label": "More of the audit trail"})
