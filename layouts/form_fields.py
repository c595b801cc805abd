"""Parts of plain forms, written as HTML: labels, hints and faults belong to their field for every reader."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Fault

TOKEN = "csrf_token"  # noqa: S105 (the name of a field)


class Input(Component):
    """The ``input`` that dash.html lacks; for ``to_html`` only."""

    _children_props: ClassVar[list[str]] = []
    _base_nodes: ClassVar[list[str]] = ["children"]
    _namespace = "dash_html_components"
    _type = "Input"

    def __init__(self, **props: Any) -> None:
        self._prop_names = list(props)
        self.available_properties = list(props)
        self._valid_wildcard_attributes = ["data-", "aria-"]
        self.available_wildcard_properties = ["data-", "aria-"]
        super().__init__(**props)


def field_id(name: str) -> str:
    """The id of the field called ``name``: what a fault links to."""
    return f"field-{name.replace(' ', '-')}"


def text_field(
    name: str, label: str, *, hint: str = "", fault: str = "", kind: str = "text", **props: Any
) -> Component:
    """A labelled field of one line."""
    described = [part for part, words in (("hint", hint), ("fault", fault)) if words]
    told: dict[str, Any] = {"aria-invalid": "true"} if fault else {}
    if described:
        told["aria-describedby"] = " ".join(f"{field_id(name)}-{part}" for part in described)
    return html.Div(
        [
            html.Label(label, htmlFor=field_id(name)),
            *([html.P(hint, id=f"{field_id(name)}-hint", className="hint")] if hint else []),
            *([html.P(fault, id=f"{field_id(name)}-fault", className="field-fault")] if fault else []),
            Input(id=field_id(name), name=name, type=kind, **told, **props),
        ],
        className="form-field form-field-wrong" if fault else "form-field",
    )


def hidden_field(name: str, value: str) -> Component:
    """A value that goes along with a form."""
    return Input(type="hidden", name=name, value=value)


def select_field(name: str, label: str, options: Mapping[str, str], chosen: str) -> Component:
    """A labelled choice of one."""
    return html.Div(
        [
            html.Label(label, htmlFor=field_id(name)),
            html.Select(
                [html.Option(words, value=value, selected=value == chosen) for value, words in options.items()],
                id=field_id(name),
                name=name,
            ),
        ],
        className="form-field",
    )


def check_fields(name: str, legend: str, options: Mapping[str, str], chosen: Sequence[str]) -> Component:
    """Choices of which any may hold."""
    return html.Fieldset(
        [
            html.Legend(legend),
            *(
                html.Label(
                    [Input(type="checkbox", name=name, value=value, checked=value in chosen), html.Span(words)],
                    className="check",
                )
                for value, words in options.items()
            ),
        ],
        className="form-field",
    )


def form(action: str, token: str, parts: Sequence[Component], submit: str, *, quiet: bool = False) -> Component:
    """A form that changes something: it carries the token by which we know it as ours."""
    button = html.Button(submit, type="submit", className="button" if quiet else "button button-main")
    return html.Form([hidden_field(TOKEN, token), *parts, button], method="post", action=action, className="form")


def fault_summary(faults: Sequence[Fault]) -> Component | None:
    """What is wrong, first on the page, each fault leading to its field; None where nothing is."""
    if not faults:
        return None
    lines = [html.Li(html.A(fault_words(fault), href=f"#{field_id(fault.parameter)}")) for fault in faults]
    title = html.H2("There is a problem", className="message-title")
    return html.Div([title, html.Ul(lines)], className="message message-fault", role="alert", tabIndex="-1")


def fault_words(fault: Fault) -> str:
    """A fault beside its field, which shows the value already."""
    words = f"{fault.rule[:1].upper()}{fault.rule[1:]}."
    return f"{words} Allowed: {', '.join(fault.allowed)}." if fault.allowed else words


def faults_by_field(faults: Sequence[Fault]) -> dict[str, str]:
    """The words of the faults of each field."""
    found: dict[str, str] = {}
    for fault in faults:
        found[fault.parameter] = f"{found.get(fault.parameter, '')} {fault_words(fault)}".strip()
    return found
