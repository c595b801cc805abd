"""One import on its way: how far it is, what is wrong with the file, and what became of it."""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Fault
from layouts.form_fields import fault_summary, form, select_field, text_field
from layouts.imports import PATH, table_in_a_box, upload_form

STATES: Mapping[str, str] = {
    "waiting": "Waiting",
    "running": "Being checked",
    "ready": "Ready to publish",
    "refused": "Cannot be taken",
    "publishing": "Being published",
    "published": "Done",
    "discarded": "Discarded",
    "cancelled": "Cancelled",
    "failed": "Not done",
}
FIELDS: Mapping[str, str] = {
    "measure": "Measure",
    "area": "Area",
    "period": "Period",
    "breakdown": "Group of children",
    "numerator": "Numerator (how many of them)",
    "denominator": "Denominator (of how many)",
    "value": "Value (percentage, rate or number)",
    "status": "Symbol of a missing figure",
    "note": "Note",
    "provisional": "Provisional, yes or no",
}
CONSTANTS = ("measure", "area", "period", "breakdown")
SPREADS = {"": "No", "period": "Yes, one for each period", "area": "Yes, one for each area",
           "measure": "Yes, one for each measure"}  # fmt: skip
HOLDS = {"value": "Values", "numerator": "Numerators", "denominator": "Denominators"}
_COMMAND = re.compile(r" \(--map .*\)$")  # what to say on the command line; here the form says it
FAULT_HEADS = ("Row", "Column", "Value", "What is wrong", "What to do")


class JobView(NamedTuple):
    """What is shown of a job whatever its state. ``own``: whoever looks has sent it."""

    number: str
    name: str
    state: str
    step: str
    done: int
    total: int
    own: bool
    by: str


def working_page(job: JobView, token: str) -> list[Component]:
    """How far it is, and the way to stop it."""
    known = {"value": str(job.done), "max": str(job.total)} if job.total else {}
    return [
        html.H1(f"{STATES[job.state]}: {job.name}"),
        html.Div(
            [
                html.Label("Progress", htmlFor="import-progress", className="visually-hidden"),
                html.Progress(id="import-progress", **known),
                html.P(job.step, id="import-step", role="status"),
            ],
            className="import-working",
            **{"data-job": job.number},
        ),
        html.P(
            [
                html.A("Look again", href=f"{PATH}/{job.number}"),
                ". You may leave; it goes on, and is listed under ",
                html.A("Imports", href=PATH),
                ".",
            ]
        ),
        *([form(f"{PATH}/{job.number}/cancel", token, [], "Cancel", quiet=True)] if job.own else []),
    ]


def ended_page(job: JobView) -> list[Component]:
    """What became of it."""
    return [
        html.H1(f"{STATES[job.state]}: {job.name}"),
        html.P(f"{job.step}.", role="status", className="message"),
        html.P(html.A("Back to imports", href=PATH)),
    ]


def refused_page(
    job: JobView, token: str, most_mb: int, found: Mapping[str, Any] | None, choices: Mapping[str, Any]
) -> list[Component]:
    """Every fault, and the form to send the file again; ``found`` is what the file says, None where it is sealed."""
    if found is None:
        return [html.H1(f"{STATES[job.state]}: {job.name}"), html.P(f"{job.step}."), sealed(job), _back()]
    faults, columns = found["faults"], found["columns"]
    mapping_wanted = bool(columns and (columns["proposal"] or columns["missing"]))
    head = html.H1(f"{STATES[job.state]}: {job.name}")
    said = f"{_number(len(faults), 'fault', 'faults')}; nothing was changed. Correct the sheet and send it again."
    if mapping_wanted:
        said = "Say which column of your sheet is which, and send it again; nothing was changed."
    again = upload_form(
        token,
        most_mb,
        more=_mapping(columns, open=mapping_wanted) if columns else (),
        audience="council" if choices["unpublished"] else "everyone",
        provisional=choices["provisional"],
        submit="Check it again",
    )
    send = html.Section([html.H2("Send it again"), html.P("No copy of your file was kept."), again])
    listed = fault_table("What is wrong", faults, job.number)
    discard = form(f"{PATH}/{job.number}/discard", token, [], "Let go of it", quiet=True)
    return [
        head,
        html.P(said, role="status", className="message message-fault"),
        *([send, listed] if mapping_wanted else [listed, send]),
        discard,
        _back(),
    ]


def failed_form_page(job: JobView, faults: Sequence[Fault]) -> list[Component]:
    """What somebody wanted of a job could not be done."""
    summary = fault_summary(faults)
    return [html.H1(job.name), *([summary] if summary else []), html.P(html.A("Back", href=f"{PATH}/{job.number}"))]


def sealed(job: JobView) -> Component:
    """Why what the file says cannot be shown."""
    return html.P(
        f"Only {job.by} can read what is in this file, in the session in which it was sent. Send the file again to see "
        "it; nothing else of it was kept.",
        className="message",
    )


def fault_table(title: str, faults: Sequence[Sequence[Any]], number: str) -> Component:
    """Faults by row, with the file of them."""
    rows = [
        html.Tr([html.Td(str(row or "whole file")), *map(html.Td, rest), html.Td(_COMMAND.sub("", remedy))])
        for _, row, *rest, remedy in faults
    ]
    link = html.P(html.A("Download the list (CSV)", href=f"{PATH}/{number}/faults.csv", download=True))
    return html.Section([html.H2(title), table_in_a_box(title, FAULT_HEADS, rows), link])


def _mapping(columns: Mapping[str, Any], *, open: bool) -> list[Component]:
    """Which column is which: what is known, or else what is likely, is chosen already."""
    chosen = columns["proposal"] or columns["mapping"]
    theirs = {"": "None", **{name: name for name in columns["header"] if name}}
    samples = [
        html.Tr([html.Th(name, scope="row"), html.Td(", ".join(texts) or "numbers or nothing")])
        for name, texts in zip(columns["header"], columns["samples"], strict=True)
        if name
    ]
    selects = [
        html.Div(
            [
                select_field(f"column {ours}", words, theirs, chosen["columns"].get(ours, "")),
                *(
                    [text_field(f"constant {ours}", f"or the same {words.lower()} in every row",
                                value=chosen["constants"].get(ours, ""))]
                    if ours in CONSTANTS
                    else []
                ),
            ],
            className="mapping-row",
        )
        for ours, words in FIELDS.items()
    ]  # fmt: skip
    spread = [
        select_field("spread", "Are the figures spread over several columns?", SPREADS, chosen["spread"] or ""),
        select_field("holds", "What do those columns hold?", HOLDS, chosen["spread_holds"]),
    ]
    inside = [
        html.Summary("Which column is which"),
        html.P("What we recognised or think likely is chosen already. Check it."),
        table_in_a_box("Columns of your sheet", ("Column of your sheet", "For example"), samples),
        *selects,
        html.Div(spread, className="mapping-row"),
    ]
    return [html.Details(inside, open=open, className="mapping")]


def _number(count: int, one: str, several: str) -> str:
    return f"{count:,} {one if count == 1 else several}"


def _back() -> Component:
    return html.P(html.A("Back to imports", href=PATH))
