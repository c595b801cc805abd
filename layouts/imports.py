"""Bringing in the council's own figures: the page on which an import begins, and the list of what there is."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Fault
from layouts.form_fields import (
    TOKEN,
    Input,
    fault_summary,
    fault_words,
    field_id,
    form,
    hidden_field,
)

PATH = "/imports"
TEMPLATES = (("/downloads/local-template.xlsx", "Excel workbook"), ("/downloads/local-template.csv", "CSV"))
AUDIENCES: Mapping[str, str] = {
    "council": "Council only: people who sign in and have the right to see unpublished figures",
    "everyone": "Everyone",
}
COMMANDS = (
    ("python -m data_access template sheet.xlsx", "writes an empty sheet"),
    ("python -m data_access import local sheet.xlsx --dry-run", "checks it and says what would change"),
    ("python -m data_access import local sheet.xlsx", "publishes it for everyone"),
    ("python -m data_access import local sheet.xlsx --unpublished", "keeps it to people with the right"),
)


class JobRow(NamedTuple):
    """One line of the list of imports."""

    number: str
    name: str
    by: str
    at: str
    state: str
    words: str


class DatasetRow(NamedTuple):
    """One line of the council's own figures. ``unpublished``: not everyone sees them."""

    slug: str
    title: str
    last: str
    by: str
    unpublished: bool


def imports_page(
    token: str, most_mb: int, jobs: Sequence[JobRow], datasets: Sequence[DatasetRow], faults: Sequence[Fault] = ()
) -> list[Component]:
    """Everything about imports for those who may do them."""
    summary = fault_summary(faults)
    return [
        html.H1("Bring in the council’s own figures"),
        *([summary] if summary else []),
        html.P(
            "Send a sheet of totals. It is checked as a whole, small counts in it are hidden, and you see what would "
            "change before anything does.",
            className="lead",
        ),
        html.Section([html.H2("Send a sheet"), _templates(), upload_form(token, most_mb, faults)]),
        _datasets(datasets, token),
        _jobs(jobs),
        html.Details([html.Summary("On the command line"), _commands()]),
    ]


def read_only_page(*, sign_in: bool) -> list[Component]:
    """For those who cannot import here: how it is done."""
    who = (
        "Analysts and administrators do this here. Ask an administrator if you should be one of them."
        if sign_in
        else "Nobody signs in to this dashboard, so nothing can be changed from its pages. Whoever runs it imports on "
        "the command line of its machine:"
    )
    parts = [_templates()] if sign_in else [_commands(), _templates()]
    return [html.H1("Bring in the council’s own figures"), html.P(who, className="lead"), *parts]


def _templates() -> Component:
    links: list[Component | str] = ["Start from the empty sheet: "]
    for number, (href, words) in enumerate(TEMPLATES):
        links += [" or " if number else "", html.A(words, href=href, download=True)]
    return html.P([*links, ". Sheets of your own with other columns work too; you say once which column is which."])


def _commands() -> Component:
    rows = [html.Tr([html.Th(html.Code(command), scope="row"), html.Td(does)]) for command, does in COMMANDS]
    return table_in_a_box("Commands", ("Command", "What it does"), rows)


def upload_form(
    token: str,
    most_mb: int,
    faults: Sequence[Fault] = (),
    *,
    more: Sequence[Component] = (),
    audience: str = "council",
    provisional: bool = False,
    submit: str = "Check it",
) -> Component:
    """The form that sends a file; ``more`` stands between the file and the button."""
    return html.Form(
        [
            hidden_field(TOKEN, token),
            _file_field(most_mb, next((fault for fault in faults if fault.parameter == "file"), None)),
            *more,
            choose_one("audience", "Who may see these figures", AUDIENCES, audience),
            html.Label(
                [
                    Input(type="checkbox", name="provisional", value="yes", checked=provisional),
                    html.Span("These figures are provisional: say so wherever they are shown"),
                ],
                className="check",
            ),
            html.Button(submit, type="submit", className="button button-main"),
            html.P(className="sending", role="status"),
        ],
        method="post",
        action=PATH,
        encType="multipart/form-data",
        className="form",
        **{"data-upload": "yes"},
    )


def _file_field(most_mb: int, fault: Fault | None) -> Component:
    name = field_id("file")
    hint = f"Excel (.xlsx) or CSV, at most {most_mb} MB. Choose it, or drop it here. No copy of the file is kept."
    told = {"aria-invalid": "true"} if fault else {}
    return html.Div(
        [
            html.Label("The sheet", htmlFor=name),
            html.P(hint, id=f"{name}-hint", className="hint"),
            *([html.P(fault_words(fault), className="field-fault")] if fault else []),
            Input(
                type="file", id=name, name="file", accept=".xlsx,.csv,.txt,.tsv", required=True, className="file-drop",
                **{"aria-describedby": f"{name}-hint", "data-most": str(most_mb * 1_000_000), **told},
            ),
        ],
        className="form-field form-field-wrong" if fault else "form-field",
    )  # fmt: skip


def choose_one(name: str, legend: str, options: Mapping[str, str], chosen: str) -> Component:
    """Choices of which one holds."""
    return html.Fieldset(
        [
            html.Legend(legend),
            *(
                html.Label(
                    [Input(type="radio", name=name, value=value, checked=value == chosen), html.Span(words)],
                    className="check",
                )
                for value, words in options.items()
            ),
        ],
        className="form-field",
    )


def _datasets(datasets: Sequence[DatasetRow], token: str) -> Component:
    if not datasets:
        return html.Section([html.H2("What is here already"), html.P("None of the council’s own figures yet.")])
    rows = [_dataset(one, token) for one in datasets]
    heads = ("Figures", "Who sees them", "Last import", "Change")
    return html.Section(
        [html.H2("What is here already"), table_in_a_box("The council’s own figures", heads, rows)],
    )


def _dataset(one: DatasetRow, token: str) -> Component:
    sees = "People with the right" if one.unpublished else "Everyone"
    actions = []
    if one.unpublished:
        hidden = [hidden_field("dataset", one.slug), hidden_field("do", "release")]
        actions.append(_named(form(f"{PATH}/datasets", token, hidden, "Publish to everyone", quiet=True), one.title))
    sure = html.Label(
        [Input(type="checkbox", name="sure", value="yes", required=True), html.Span("Yes, for good")], className="check"
    )
    taken = [hidden_field("dataset", one.slug), hidden_field("do", "withdraw"), sure]
    withdraw = _named(form(f"{PATH}/datasets", token, taken, "Take out", quiet=True), one.title)
    actions.append(html.Details([html.Summary("Take out…"), withdraw]))
    last = [one.last, html.Br(), one.by]
    cells = [html.Td(sees), html.Td(last), html.Td(html.Div(actions, className="actions"))]
    return html.Tr([html.Th(one.title, scope="row"), *cells])


def _named(made: Component, title: str) -> Component:
    """The form with what it acts on in the name of its button."""
    button = made.children[-1]
    button.children = [button.children, html.Span(f": {title}", className="visually-hidden")]
    return made


def _jobs(jobs: Sequence[JobRow]) -> Component:
    if not jobs:
        return html.Section([html.H2("Imports so far"), html.P("Nothing was sent in the last days.")])
    rows = [
        html.Tr(
            [
                html.Th(html.A(job.name, href=f"{PATH}/{job.number}"), scope="row"),
                html.Td(job.by),
                html.Td(job.at),
                html.Td([html.B(job.state), f". {job.words}"]),
            ]
        )
        for job in jobs
    ]
    heads = ("Sheet", "By", "When", "What became of it")
    return html.Section([html.H2("Imports so far"), table_in_a_box("Imports so far", heads, rows)])


def table_in_a_box(name: str, heads: Sequence[str], rows: Sequence[Component]) -> Component:
    """A table that scrolls by itself where it is too wide."""
    head = html.Thead(html.Tr([html.Th(words, scope="col") for words in heads]))
    return html.Div(
        html.Table([head, html.Tbody(list(rows))], className="people"),
        className="table-scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": name},
    )
