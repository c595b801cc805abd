"""The Data page: the list of measures beside one measure's entry, then every dataset and every version.

Everything but the chart is plain HTML that the browser puts in place (assets/data.js): hundreds of entries would cost
Dash more than the page's chart.
"""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.catalogue_words import POLARITY, count_words, format_month
from dashboard.charts.coverage_bars import HEIGHT
from dashboard.coverage_block import AREAS, BLOCK
from dashboard.measures import Measure
from dashboard.schema import Catalogue
from layouts.chart_block import chart_block, file_links

LEAD, NEWS, LIST, ENTRY, GRID, REVISIONS = (
    "data-lead", "data-news", "data-list", "data-entry", "data-grid", "data-revisions",
)  # fmt: skip
DATASETS, VERSIONS = "data-datasets", "data-versions"
PARTS = "data-parts"  # the Store: HTML by the id of its element; list of measures and grid as data


def layout() -> Component:
    """The page's skeleton, without data."""
    return html.Div(
        [
            html.H1("Data", className="page-title"),
            html.P(id=LEAD, className="lead"),
            html.Div(id=NEWS, className="data-news", role="status", hidden=True),
            html.Div([_finder(), _entry()], className="data-body"),
            _section("Datasets", DATASETS, "datasets", "Where the figures come from, and what each file last changed."),
            _own_figures(),
            _section("Versions", VERSIONS, "versions", "Every publish; no figure is ever overwritten."),
            dcc.Store(id=PARTS),
        ],
        className="page page-data",
    )


def _own_figures() -> Component:
    """The way to imports, for those who may do them, and to how it is done for everybody else."""
    words = "Figures that only the council counts, in the year and by wedge, come from sheets of its own: "
    link = html.A("how they are brought in", href="/imports")
    return html.Section([html.H2("The council’s own figures"), html.P([words, link, "."])], className="block")


def _finder() -> Component:
    search = html.Div(
        [
            html.Label("Find a measure", htmlFor="data-search"),
            dcc.Input(
                id="data-search", type="search", autoComplete="off", placeholder="absence, DfE, rate …", debounce=False
            ),
            html.P(id="data-found", className="quiet-words", role="status"),
        ],
        className="data-search",
    )
    nav = html.Nav(id=LIST, className="data-list", **{"aria-label": "Measures"})
    return html.Section(
        [html.H2("Measures"), search, nav, _api_links("measures", "The list as data")], className="block data-finder"
    )


def _entry() -> Component:
    return html.Div(
        [
            html.Section(id=ENTRY, className="block data-entry", tabIndex="-1"),
            chart_block(BLOCK, height=HEIGHT),
            html.Section(
                [
                    html.H2("Area by area"),
                    html.Div(id=GRID, className="data-grid"),
                    html.Div(file_links("button"), className="block-actions"),
                ],
                className="block",
                **{"data-block": AREAS},
            ),
            html.Section([html.H2("Revised figures"), html.Div(id=REVISIONS)], className="block"),
        ],
        className="data-measure",
    )


def _section(title: str, id: str, path: str, words: str) -> Component:
    return html.Section(
        [html.H2(title), html.P(words, className="quiet-words"), html.Div(id=id), _api_links(path, f"{title} as data")],
        className="block",
    )


def _api_links(path: str, words: str) -> Component:
    """The same as JSON and CSV from the API."""
    return html.P(api_links(path, words), className="data-links")


def api_links(path: str, words: str) -> list[Component | str]:
    """Links to a path of the API in both forms; ``path`` may have a query."""
    address = f"/api/v1/{path}"
    sign = "&" if "?" in path else "?"
    return [f"{words}: ", html.A("JSON", href=address), " · ", html.A("CSV", href=f"{address}{sign}format=csv")]


def measure_list(measures: Sequence[Measure], catalogue: Catalogue) -> list[list[Any]]:
    """Every measure under its topic, as data for assets/data.js: [topic, [[id, title, line, other words, imported]]].

    The search looks in title, line and other words.
    """
    return [
        [topic, [_measure(measure, catalogue) for measure in members]]
        for topic, members in groupby(measures, key=lambda measure: measure.topic)
    ]


def _measure(measure: Measure, catalogue: Catalogue) -> list[Any]:
    line = (
        measure.unit or "a plain number",
        POLARITY[measure.polarity],
        f"latest: {catalogue.periods[measure.id][-1].label}",
        f"next update {format_month(measure.next_update)}",
        measure.source,
    )
    origin = "" if measure.shipped else "imported"
    others = " ".join((measure.short, measure.id, measure.source_code or "", measure.topic, origin))
    return [measure.id, measure.title, " · ".join(line), others, not measure.shipped]


def lead_sentence(measures: Sequence[Measure], catalogue: Catalogue, published: str) -> str:
    """How much there is, and of which version."""
    imported = sum(not measure.shipped for measure in measures)
    more = f" ({format_imported(imported)})" if imported else ""
    return (
        f"{count_words(len(measures), 'measure')}{more} from {count_words(len(catalogue.datasets), 'dataset')}: "
        f"data version {catalogue.version}, published here {published}."
    )


def format_imported(number: int) -> str:
    """``350 of them imported``."""
    return f"{number:,} of them imported"


def measure_entry(
    measure: Measure, facts: Iterable[tuple[str, Sequence[str]]], read_with: Mapping[str, str], sources: Component
) -> list[Component]:
    """A measure's own entry; ``read_with`` has the title of each measure that it is read with."""
    rows: list[tuple[str, Component | str]] = [(term, _lines(lines)) for term, lines in facts]
    if read_with:
        links = html.Ul([html.Li(measure_link(name, title)) for name, title in read_with.items()])
        rows.append(("Read it with", links))
    tags = [measure.topic, "part of the product" if measure.shipped else "imported"]
    return [
        html.H2(measure.title),
        html.P([html.Span(tag, className="tag") for tag in tags], className="data-tags"),
        html.Dl([html.Div([html.Dt(term), html.Dd(words)]) for term, words in rows], className="data-facts"),
        sources,
        html.P(api_links(f"datasets?measure={measure.id}", "These sources as data"), className="data-links"),
    ]


def measure_link(name: str, words: str) -> Component:
    """A link to a measure's entry; assets/data.js adds what else the reader has chosen."""
    return html.A(words, href=f"/data?measure={name}", **{"data-measure": name})


def _lines(lines: Sequence[str]) -> Component | str:
    return lines[0] if len(lines) == 1 else html.Ul([html.Li(line) for line in lines])


def revision_links(measure: str, areas: Sequence[str]) -> Component:
    """The revised figures of the areas, and of every area, from the API."""
    chosen = "".join(f"&area={area}" for area in areas)
    parts = [*api_links(f"revisions?measure={measure}{chosen}", "These as data"), html.Br()]
    return html.P([*parts, *api_links(f"revisions?measure={measure}", "Of every area")], className="data-links")
