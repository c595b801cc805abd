"""“About this measure”: what it means, where it comes from, and when the next figure is due."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.formatting import format_day
from dashboard.measures import Measure
from dashboard.schema import Dataset

POLARITY = {
    "low": "Lower is better.",
    "high": "Higher is better.",
    None: "Neither higher nor lower is better in itself, so it is not judged or ranked.",
}


def about_measure(measure: Measure, datasets: Sequence[Dataset]) -> Component:
    """The details of one measure as a definition list; ``datasets`` are those that its figures come from."""
    rows: list[tuple[str, list[Component | str]]] = [("Meaning", [measure.definition])]
    if measure.numerator and measure.denominator:
        rows.append(
            ("Counted as", [html.B("number: "), measure.numerator, html.Br(), html.B("out of: "), measure.denominator])
        )
    rows.append(("Reading", [" ".join([POLARITY[measure.polarity], measure.why_polarity]).strip()]))
    if measure.caveat:
        rows.append(("Take care", [measure.caveat]))
    if measure.breaks:
        rows.append(("Changes of definition", [html.Ul([html.Li(change.words) for change in measure.breaks])]))
    rows.append(
        ("Source", [html.Ul([html.Li(_source(dataset)) for dataset in datasets])] if datasets else [measure.source])
    )
    items = [part for term, words in rows for part in (html.Dt(term), html.Dd(words))]
    return html.Section([html.H3(measure.title), html.Dl(items)], className="about")


def _source(dataset: Dataset) -> list[Component | str]:
    title = html.A(dataset.title, href=dataset.url) if dataset.url.startswith("https://") else dataset.title
    parts: list[Component | str] = [title, f", {dataset.publisher}"]
    if dataset.published:
        parts.append(f", published {format_day(dataset.published)}")
    parts.append(f". {dataset.licence}. ")
    parts.append(f"Next update: {format_day(dataset.next_update) if dataset.next_update else 'not announced'}.")
    return parts
