"""“About this measure”: what it means, where it comes from, and when the next figure is due."""

from dash import html
from dash.development.base_component import Component

from dashboard.measures import Measure
from dashboard.schema import Catalogue, Dataset

POLARITY = {
    "low": "Lower is better.",
    "high": "Higher is better.",
    None: "Neither higher nor lower is better in itself, so it is not judged or ranked.",
}


def about_measure(measure: Measure, catalogue: Catalogue) -> Component:
    """The details of one measure as a definition list."""
    rows: list[tuple[str, list[Component | str]]] = [("Meaning", [measure.definition])]
    if measure.numerator and measure.denominator:
        rows.append(("Counted as", [f"{measure.numerator}, out of {measure.denominator}"]))
    rows.append(("Reading", [" ".join([POLARITY[measure.polarity], measure.why_polarity]).strip()]))
    if measure.caveat:
        rows.append(("Take care", [measure.caveat]))
    if measure.breaks:
        rows.append(("Changes of definition", [html.Ul([html.Li(change.words) for change in measure.breaks])]))
    dataset = catalogue.datasets.get(measure.source)
    if dataset:
        rows.extend(_source(dataset))
    items = [part for term, words in rows for part in (html.Dt(term), html.Dd(words))]
    return html.Section([html.H3(measure.title), html.Dl(items)], className="about")


def _source(dataset: Dataset) -> list[tuple[str, list[Component | str]]]:
    title: Component | str = (
        html.A(dataset.title, href=dataset.url) if dataset.url.startswith("https://") else dataset.title
    )
    published = f", published {dataset.published.day} {dataset.published:%B %Y}" if dataset.published else ""
    update = f"{dataset.next_update.day} {dataset.next_update:%B %Y}" if dataset.next_update else "not announced"
    return [
        ("Source", [title, f", {dataset.publisher}{published}"]),
        ("Licence", [dataset.licence]),
        ("Next update", [update]),
    ]
