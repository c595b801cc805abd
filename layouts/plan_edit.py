"""The page on which a plan is changed: its parts as an outline, its workbook, and its history."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from urllib.parse import urlencode

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Fault
from dashboard.plan_fields import CHILDREN, PARTS, Kind
from layouts.form_fields import TOKEN, Input, fault_summary, field_id, form, hidden_field
from layouts.plan_history import PATH, Act, history_table

WORKBOOK = f"{PATH}/workbook"


class Line(NamedTuple):
    """One part in the outline, with what hangs on it; ``detail`` says in a few words what else there is to it."""

    id: str
    kind: Kind
    name: str
    detail: str
    revision: int
    first: bool
    last: bool
    below: Mapping[Kind, Sequence["Line"]]


class Away(NamedTuple):
    """An archived part."""

    id: str
    kind: Kind
    name: str
    revision: int


def edit_page(
    plan: Line, plans: Mapping[str, str], token: str, away: Sequence[Away], acts: Sequence[Act], *, most_mb: int,
    said: str = "", faults: Sequence[Fault] = (),
) -> list[Component]:  # fmt: skip
    """The plan with everything that can be done to it; ``plans`` are titles by id."""
    summary = fault_summary(faults)
    return [
        html.H1(f"Change: {plan.name}"),
        *([summary] if summary else []),
        *([html.P(said, role="status", className="message")] if said else []),
        _ways(plan, plans),
        *[part for kind in CHILDREN["plan"] for part in _kind(kind, plan, token)],
        _workbook(plan.id, token, most_mb),
        *_archived(plan.id, away, token),
        html.H2("What was changed", id="history"),
        history_table(acts, token) if acts else html.P("Nothing yet."),
        html.H2("The whole plan"),
        html.P("Archived, it leaves every page and takes its targets with it. It can be brought back."),
        _button("archive", plan, token, "Archive the whole plan", {"archived": "yes", "revision": str(plan.revision)}),
    ]


def _ways(plan: Line, plans: Mapping[str, str]) -> Component:
    others: list[Component | str] = ["Other plans: "]
    for place, (number, title) in enumerate(plans.items()):
        others += ["; " if place else "", html.A(title, href=f"{PATH}?plan={number}")]
    links = [
        html.Li(html.A("See the page of this plan", href=f"/plan?plan={plan.id}")),
        html.Li(html.A("Change its title, years, source and note", href=_address(plan.id))),
        html.Li(html.A("Add another plan", href=f"{PATH}/part?kind=plan")),
        *([html.Li(others)] if plans else []),
    ]
    return html.Ul(links)


def _address(number: str) -> str:
    return f"{PATH}/part?{urlencode({'number': number})}"


def _adding(kind: Kind, parent: Line) -> Component:
    address = f"{PATH}/part?{urlencode({'kind': kind, 'parent': parent.id})}"
    to = html.Span(f" to {parent.name}", className="visually-hidden")
    return html.A([f"Add: {PARTS[kind].words}", to], href=address, className="button")


def _kind(kind: Kind, parent: Line, token: str) -> list[Component]:
    """A list of parts of one kind under the plan, with the way to add one."""
    words = PARTS[kind].plural
    lines = parent.below.get(kind, ())
    items = [_part(line, token, open_below=kind == "priority") for line in lines]
    return [
        html.H2(f"{words[0].upper()}{words[1:]}"),
        html.Ol(items, className="plan-outline") if items else html.P("None so far.", className="quiet-words"),
        html.P(_adding(kind, parent)),
    ]


def _part(line: Line, token: str, *, open_below: bool = False) -> Component:
    detail = [html.Span(line.detail, className="plan-of")] if line.detail else []
    parts: list[Component] = [
        html.Div([html.B(line.name), *detail], className="plan-outline-name"),
        _doing(line, token),
    ]
    below = [_below(kind, line, token) for kind in CHILDREN[line.kind]]
    if below and open_below:
        count = sum(len(found) for found in line.below.values())
        parts.append(html.Details([html.Summary(f"What hangs on it: {count}"), *below], className="plan-below"))
    else:
        parts += below
    return html.Li(parts, id=f"part-{line.id}")


def _below(kind: Kind, line: Line, token: str) -> Component:
    words = PARTS[kind].plural
    lines = [_part(each, token) for each in line.below.get(kind, ())]
    listed = [html.P(f"{words[0].upper()}{words[1:]}", className="plan-outline-kind"), html.Ol(lines)] if lines else []
    return html.Div([*listed, html.P(_adding(kind, line))])


def _doing(line: Line, token: str) -> Component:
    """Change, move and archive, each named for whoever does not see where it stands."""
    named = html.Span(f" {line.name}", className="visually-hidden")
    buttons: list[Component] = [html.A(["Change", named], href=_address(line.id), className="button")]
    if not line.first:
        buttons.append(_button("move", line, token, "Up", {"way": "up"}))
    if not line.last:
        buttons.append(_button("move", line, token, "Down", {"way": "down"}))
    buttons.append(_button("archive", line, token, "Archive", {"archived": "yes", "revision": str(line.revision)}))
    return html.Div(buttons, className="actions")


def _button(do: str, line: Line | Away, token: str, words: str, values: Mapping[str, str]) -> Component:
    hidden = [hidden_field("number", line.id), *(hidden_field(*pair) for pair in values.items())]
    made = form(f"{PATH}/{do}", token, hidden, words, quiet=True)
    made.children[-1].children = [words, html.Span(f" {line.name}", className="visually-hidden")]
    return made


def _workbook(plan: str, token: str, most_mb: int) -> Component:
    name = field_id("file")
    hint = f"Excel (.xlsx), at most {most_mb} MB. Nothing changes before you have seen what would."
    upload = html.Form(
        [
            hidden_field(TOKEN, token),
            hidden_field("plan", plan),
            html.Div(
                [
                    html.Label("The changed workbook", htmlFor=name),
                    html.P(hint, id=f"{name}-hint", className="hint"),
                    Input(type="file", id=name, name="file", accept=".xlsx", required=True,
                          **{"aria-describedby": f"{name}-hint"}),
                ],
                className="form-field",
            ),
            html.Button("Show what would change", type="submit", className="button"),
        ],
        method="post",
        action=WORKBOOK,
        encType="multipart/form-data",
        className="form",
    )  # fmt: skip
    link = html.A("Download the plan as a workbook", href=f"{WORKBOOK}?plan={plan}", download=True, className="button")
    return html.Section(
        [
            html.H2("As a workbook", id="workbook"),
            html.P("Change much at once in Excel: download, edit, send it back, look at what would change, confirm."),
            html.P(link),
            upload,
        ]
    )


def _archived(plan: str, away: Sequence[Away], token: str) -> list[Component]:
    if not away:
        return []
    items = [
        html.Li(
            [
                html.Div([html.B(one.name), html.Span(PARTS[one.kind].words, className="plan-of")]),
                _button("archive", one, token, "Bring back", {"archived": "no", "revision": str(one.revision)}),
            ]
        )
        for one in away
    ]
    return [html.H2("Archived"), html.Ol(items, className="plan-outline")]
