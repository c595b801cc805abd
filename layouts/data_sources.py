"""Parts of the Data page about sources: what each dataset gives of a measure, every dataset, every version."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.catalogue import DatasetEntry, Part, VersionEntry
from dashboard.catalogue_words import (
    NOT_STATED,
    brought_words,
    count_words,
    counts_words,
    format_moment,
    role_words,
)
from dashboard.formatting import format_day, format_number
from dashboard.measures import Measure
from dashboard.schema import Catalogue, Change, Dataset

LICENCES = {
    "Open Government Licence v3.0": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
    "Open Parliament Licence v3.0": "https://www.parliament.uk/site-information/copyright-parliament/"
    "open-parliament-licence/",
    "CC0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
HASH = 12  # characters of a file's hash that tell it from any other here


def parts_table(parts: Sequence[Part], catalogue: Catalogue) -> Component:
    """Which dataset gives which part of a measure, with its licence."""
    head = ("Dataset", "Gives", "Periods", "Figures", "With counts", "Missing, with reason", "Groups")
    rows = [
        [
            _dataset_name(part.dataset, catalogue),
            role_words(part),
            part.first.key if part.first == part.last else f"{part.first.key} to {part.last.key}",
            format_number(part.values),
            format_number(part.counted),
            format_number(part.symbols),
            _groups(part, catalogue),
        ]
        for part in parts
    ]
    return table("Where its figures come from", head, rows, numbers=(3, 4, 5))


def _dataset_name(slug: str, catalogue: Catalogue) -> Component | str:
    dataset = catalogue.datasets.get(slug)
    if dataset is None:
        return f"{slug} (taken out)"
    by = html.Span([f"{dataset.publisher} · ", licence_link(dataset.licence)], className="data-by")
    return html.Span([_link(dataset), *_marks(dataset), by])


def _groups(part: Part, catalogue: Catalogue) -> Component | str:
    """How many groups of children have figures of their own, and which."""
    if not part.breakdowns:
        return "–"
    titles = html.Ul([html.Li(catalogue.breakdowns.get(code, code)) for code in part.breakdowns])
    return html.Details([html.Summary(count_words(len(part.breakdowns), "group")), titles])


def licence_link(licence: str) -> Component | str:
    """A licence that is known leads to its words."""
    return html.A(licence, href=LICENCES[licence]) if licence in LICENCES else licence


def _link(dataset: Dataset) -> Component | str:
    return html.A(dataset.title, href=dataset.url) if _leads_somewhere(dataset.url) else dataset.title


def _address(url: str) -> Component | str:
    return html.A(url, href=url) if _leads_somewhere(url) else url or NOT_STATED


def _leads_somewhere(url: str) -> bool:
    """Whether it may stand in a link: an imported file must not bring a script with it."""
    return url.startswith(("https://", "http://"))


def _marks(dataset: Dataset) -> list[Component | str]:
    """Illustrative and local are said wherever a dataset is named."""
    marks: list[Component | str] = []
    for word, holds in (("illustrative", dataset.illustrative), ("local", dataset.local)):
        if holds:
            marks += [" ", html.Span(word, className=f"flag flag-{word}")]
    return marks


def table(
    caption: str, head: Sequence[str], rows: Sequence[Sequence[Component | str]], numbers: Sequence[int] = ()
) -> Component:
    """A plain table that scrolls by itself; the first column heads its rows, ``numbers`` align right."""
    kinds = ["number" if index in numbers else "text" for index in range(len(head))]
    body = [
        html.Tr(
            [
                html.Td(cell, className=kinds[index]) if index else html.Th(cell, scope="row")
                for index, cell in enumerate(row)
            ]
        )
        for row in rows
    ]
    made = html.Table(
        [
            html.Caption(caption),
            html.Thead(html.Tr([html.Th(w, scope="col", className=k) for w, k in zip(head, kinds, strict=True)])),
            html.Tbody(body),
        ]
    )
    return html.Div(made, className="table-scroll", tabIndex="0", role="region", **{"aria-label": caption})


def dataset_list(entries: Sequence[DatasetEntry], catalogue: Catalogue) -> list[Component]:
    """Each dataset as a line that opens."""
    return [_dataset(entry, catalogue) for entry in entries]


def _dataset(entry: DatasetEntry, catalogue: Catalogue) -> Component:
    dataset = entry.dataset
    holds = f"{count_words(entry.figures, 'figure')} of {count_words(entry.measures, 'measure')}"
    quiet = f"{dataset.publisher} · {holds if entry.figures else 'no figures'} · version {dataset.version}"
    rows: list[tuple[str, Component | str]] = [
        ("Publisher", dataset.publisher),
        ("Licence", licence_link(dataset.licence)),
        ("Address", _address(dataset.url)),
        ("Published", format_day(dataset.published) if dataset.published else NOT_STATED),
        ("Next update", format_day(dataset.next_update) if dataset.next_update else NOT_STATED),
        ("Imported", f"{format_moment(dataset.imported_at)} by {dataset.imported_by}, as version {dataset.version}"),
        ("File", _hash(dataset.sha256)),
        ("Brought", _brought(entry, catalogue)),
    ]
    summary = html.Summary(
        [
            html.Span([dataset.title, *_marks(dataset)], className="data-title"),
            html.Span(quiet, className="quiet-words"),
        ]
    )
    facts = html.Dl([html.Div([html.Dt(term), html.Dd(words)]) for term, words in rows], className="data-facts")
    return html.Details([summary, facts], className="data-dataset")


def _hash(sha256: str) -> Component:
    """The beginning tells files apart; all of it is there for who wants to check a copy."""
    short = html.Summary(["SHA-256 ", html.Code(f"{sha256[:HASH]}…")])
    return html.Details([short, html.Code(sha256, className="data-hash")])


def _brought(entry: DatasetEntry, catalogue: Catalogue) -> Component | str:
    words = brought_words(entry)
    if not entry.by_measure:
        return f"{words}."
    lines = html.Ul([html.Li(_change(change, catalogue)) for change in entry.by_measure])
    return html.Details([html.Summary(f"{words}, by measure"), lines])


def _change(change: Change, catalogue: Catalogue) -> list[Component | str]:
    measure = catalogue.measures[change.measure]
    counts = ((change.added, "new"), (change.changed, "changed"), (change.withdrawn, "withdrawn"))
    said = ", ".join(f"{format_number(number)} {word}" for number, word in counts if number)
    return [html.A(measure.short, href=f"/data?measure={measure.id}", **{"data-measure": measure.id}), f": {said}"]


def version_table(entries: Sequence[VersionEntry]) -> Component:
    """Every publish: when, by whom, what it did."""
    rows = [
        [
            str(entry.version.number),
            format_moment(entry.version.published_at),
            entry.version.published_by,
            counts_words(entry.counts),
            f"{count_words(entry.measures, 'measure')}, {count_words(entry.datasets, 'dataset')}",
        ]
        for entry in entries
    ]
    return table("Every version, newest first", ("Version", "Published here", "By", "Figures", "Touched"), rows)


def revision_part(
    sentence: str, counts: Sequence[tuple[int, str]], rows: Sequence[Sequence[str]], measure: Measure
) -> list[Component]:
    """The sentence, what each version did, and a row for each revised figure (``catalogue_words.revision_cells``)."""
    parts: list[Component] = [html.P(sentence)]
    if counts:
        parts.append(
            html.Ul([html.Li(f"Version {number}: {said}") for number, said in counts], className="data-counts")
        )
    if rows:
        head = ("Area", "Period", "Group", "Was", "Is", "What happened", "In version", "Dataset")
        parts.append(table(f"Revised figures: {measure.short}", head, rows, numbers=(3, 4)))
    return parts
