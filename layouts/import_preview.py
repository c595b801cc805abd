"""What an import would change, and the decision: publish it or let go of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.errors import Fault
from layouts.form_fields import Input, fault_summary, form
from layouts.import_job import STATES, JobView, fault_table, sealed
from layouts.imports import PATH, table_in_a_box

EACH = 20  # warnings that are ticked off one by one; the rest together
COUNTED: Mapping[str, str] = {
    "new": "new",
    "changed": "changed",
    "hidden": "hidden",
    "same": "as before",
    "to be hidden": "shown so far, and hidden from now on",
}
HEADS = ("What", "Measure", "Area", "Group", "Period", "Before", "After")


def preview_page(
    job: JobView,
    token: str,
    preview: Mapping[str, Any],
    found: Mapping[str, Any] | None,
    *,
    choices: Mapping[str, Any],
    faults: Sequence[Fault] = (),
) -> list[Component]:
    """Counts, warnings to tick off, the changes, Publish and Discard; ``found`` is None where the file is sealed."""
    summary = fault_summary(faults)
    sees = "people with the right to unpublished figures" if choices["unpublished"] else "everyone"
    counts = [f"{preview['counts'][what]:,} {words}" for what, words in COUNTED.items() if preview["counts"].get(what)]
    return [
        html.H1(f"{STATES[job.state]}: {job.name}"),
        *([summary] if summary else []),
        html.P(f"{job.step}.", role="status", className="message"),
        html.P(
            f"{preview['figures']:,} figures for {sees}{', provisional' if choices['provisional'] else ''}: "
            f"{'; '.join(counts)}.",
            className="lead",
        ),
        html.Ul([html.Li(words) for words in [*preview["words"], *(found["notices"] if found else [])]]),
        *_decide(job, token, found),
        _changes(preview),
    ]


def _decide(job: JobView, token: str, found: Mapping[str, Any] | None) -> list[Component]:
    discard = form(f"{PATH}/{job.number}/discard", token, [], "Discard", quiet=True)
    if not job.own:
        return [html.P(f"{job.by} sent this sheet and decides what becomes of it.", className="message")]
    if found is None:
        return [sealed(job), discard]
    warnings = found["warnings"]
    parts: list[Component] = []
    if warnings:
        parts.append(fault_table("Look at these again", warnings, job.number))
    publish = form(f"{PATH}/{job.number}/publish", token, [*_ticks(warnings)], "Publish")
    title = "Publish or discard"
    return [*parts, html.Section([html.H2(title), publish, discard], className="import-decision")]


def _ticks(warnings: Sequence[Sequence[Any]]) -> list[Component]:
    if not warnings:
        return []
    words = [f"{f'Row {row}: ' if row else ''}{rule}" for _, row, _, _, rule, _ in warnings[:EACH]]
    if len(warnings) > EACH:
        words.append(f"The other {len(warnings) - EACH:,} warnings")
    legend = html.Legend("I have looked at this, and it is right:")
    boxes = [
        html.Label(
            [Input(type="checkbox", name="seen", value=str(number), required=True), html.Span(text)], className="check"
        )
        for number, text in enumerate(words)
    ]
    return [html.Fieldset([legend, *boxes], className="form-field form-field-wide")]


def count_ticks(warnings: int) -> int:
    """How many boxes there are to tick."""
    return min(warnings, EACH + 1)


def _changes(preview: Mapping[str, Any]) -> Component:
    if not preview["rows"]:
        return html.Section([html.H2("What will change"), html.P("Nothing: all of it is here already.")])
    rows = [
        html.Tr([html.Td(html.B(what)), *(html.Td(words or "all") for words in rest)])
        for what, *rest in preview["rows"]
    ]
    left = preview["total"] - len(rows)
    more = [html.P(f"And {left:,} more.")] if left > 0 else []
    return html.Section([html.H2("What will change"), table_in_a_box("What will change", HEADS, rows), *more])
