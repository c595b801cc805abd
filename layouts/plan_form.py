"""The form for one part of a plan, with what somebody else has made of it meanwhile, and its history."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Fault
from dashboard.plan_fields import PARTS, Field, Kind
from layouts.form_fields import Input, fault_summary, faults_by_field, field_id, form, hidden_field
from layouts.imports import table_in_a_box
from layouts.plan_history import Act, history_table

PATH = "/plan/edit"
Options = Mapping[str, Mapping[str, str]]  # of what a reference may name: words by value


class Draft(NamedTuple):
    """What the form holds. ``number`` is empty for a part to be added, ``revision`` what was seen of one that is there;
    ``of`` is what it hangs on, in words, ``now`` how it stands where somebody has changed it since, by whom in
    ``now_by``."""

    kind: Kind
    plan: str
    parent: str
    number: str
    revision: str
    texts: Mapping[str, str]
    title: str
    of: str = ""
    now: Mapping[str, str] | None = None
    now_by: str = ""


def part_page(
    draft: Draft, options: Options, token: str, acts: Sequence[Act], faults: Sequence[Fault] = ()
) -> list[Component]:
    """The form, and what was changed of this part so far."""
    part, summary = PARTS[draft.kind], fault_summary(faults)
    title = f"Change: {draft.title}" if draft.number else f"Add: {part.words}"
    hidden = {"kind": draft.kind, "parent": draft.parent, "number": draft.number, "revision": draft.revision}
    wrong = faults_by_field(faults)
    fields = [_field(each, draft.texts.get(each.name, ""), options, wrong.get(each.name, "")) for each in part.fields]
    back = html.A("Back to the whole plan", href=f"{PATH}?plan={draft.plan}")
    return [
        html.H1(title),
        *([html.P(f"Of {draft.of}", className="quiet-words")] if draft.of else []),
        *([summary] if summary else []),
        *([_meanwhile(draft)] if draft.now is not None else []),
        form(f"{PATH}/part", token, [*(hidden_field(*pair) for pair in hidden.items()), *fields], "Save"),
        html.P(back),
        *([html.H2("What was changed"), history_table(acts, token)] if acts else []),
    ]


def _meanwhile(draft: Draft) -> Component:
    """Both side by side: what stands there now, and what this form would make of it."""
    now = draft.now or {}
    rows = [
        html.Tr([html.Th(each.label, scope="row"), html.Td(now.get(each.name) or "–"),
                 html.Td(draft.texts.get(each.name) or "–")])
        for each in PARTS[draft.kind].fields
        if now.get(each.name, "") != draft.texts.get(each.name, "")
    ]  # fmt: skip
    words = (
        f"{draft.now_by} changed this after you had opened it. What you typed is below; saving it now replaces theirs."
    )
    table = table_in_a_box("Both versions", ("Field", "How it stands now", "What you typed"), rows)
    return html.Div([html.P(words), *([table] if rows else [])], className="message message-fault")


def _field(each: Field, text: str, options: Options, fault: str) -> Component:
    name = field_id(each.name)
    hint = each.hint if each.hint or each.shape != "due" else ""
    told = {"aria-invalid": "true"} if fault else {}
    described = [f"{name}-{part}" for part, words in (("hint", hint), ("fault", fault)) if words]
    if described:
        told["aria-describedby"] = " ".join(described)
    label = f"{each.label} (needed)" if each.needed else each.label
    return html.Div(
        [
            html.Label(label, htmlFor=name),
            *([html.P(hint, id=f"{name}-hint", className="hint")] if hint else []),
            *([html.P(fault, id=f"{name}-fault", className="field-fault")] if fault else []),
            _control(each, text, options, {"id": name, "name": each.name, **told}),
        ],
        className="form-field form-field-wrong" if fault else "form-field",
    )


def _control(each: Field, text: str, options: Options, props: Mapping[str, str]) -> Component:
    choices = _choices(each, options)
    if choices is not None:
        listed = {"": "–", **choices, **({text: text} if text and text not in choices else {})}
        return html.Select(
            [html.Option(words, value=value, selected=value == text) for value, words in listed.items()], **props
        )
    if each.shape == "text":
        return html.Textarea(text, rows="4", **props)
    return Input(type="text", value=text, autoComplete="off", **props)


def _choices(each: Field, options: Options) -> Mapping[str, str] | None:
    if each.shape == "yes":
        return {"yes": "Yes"}
    if each.shape == "choice":
        return each.choices
    return options[each.of] if each.shape == "ref" else None
