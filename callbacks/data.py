"""Fills the Data page: one measure's entry, coverage and revisions, and the lists that every measure shares."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from dash import ClientsideFunction, Dash, Input, Output, State
from dash.development.base_component import Component

from callbacks.blocks import BLOCKS, fetch_block
from callbacks.chart_block import block_outputs, block_state, present_block
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.catalogue import list_datasets, list_measures, list_parts, list_versions
from dashboard.catalogue_words import (
    counts_words,
    coverage_sentence,
    facts,
    revision_cells,
    revisions_sentence,
)
from dashboard.charts.block import ChartBlock
from dashboard.coverage import Coverage, build_coverage
from dashboard.coverage_block import AREAS, BLOCK, build_areas_block, build_coverage_block
from dashboard.errors import Fault, NoDataError
from dashboard.formatting import format_day
from dashboard.measures import Measure
from dashboard.revisions import Revision, count_by_version, list_revisions
from dashboard.schema import ENGLAND, Change
from dashboard.selection import Selection
from dashboard.wedge_notes import cite_sources
from layouts import data as page
from layouts import ids
from layouts.coverage_grid import grid_data
from layouts.data_sources import dataset_list, parts_table, revision_part, version_table
from layouts.to_html import Content, to_html


def register(app: Dash, services: Services) -> None:
    """Register the page's callbacks."""

    @app.callback(
        *block_outputs(BLOCK),
        Output(page.PARTS, "data"),
        Input(ids.SELECTION, "data"),
        block_state(BLOCK),
        State(page.PARTS, "data"),
    )
    @shown_for_selection
    def show(query: str, known_key: str | None, parts: dict[str, Any] | None) -> list[Any]:
        return render_data(services, query, known_key, (parts or {}).get("version"))

    app.clientside_callback(ClientsideFunction("data", "show"), Input(page.PARTS, "data"), State(ids.SELECTION, "data"))


def render_data(services: Services, query: str, known_key: str | None, known_version: int | None) -> list[Any]:
    """The outputs of the coverage block, and the page around it; lists that the browser has are left out."""
    services, selection = services.open(query)
    block = fetch_block(services, BLOCK, selection)
    entry = render_entry(services, selection)
    version = services.catalogue().version
    lists = None if known_version == version else render_lists(services)
    return [*present_block(block, known_key), {"version": version, "lists": lists, **entry}]


def render_lists(services: Services) -> dict[str, Any]:
    """What does not depend on the measure: ``measures`` as data, ``parts`` as HTML by element; kept per version."""
    key = ("data-lists", services.catalogue().version)
    return services.cache.remember(key, lambda: _render_lists(services))


def _render_lists(services: Services) -> dict[str, Any]:
    catalogue, changes = services.catalogue(), fetch_changes(services)
    measures = list_measures(catalogue)
    published = format_day(datetime.fromisoformat(catalogue.published_at))
    parts: dict[str, Content] = {
        page.LEAD: page.lead_sentence(measures, catalogue, published),
        page.DATASETS: dataset_list(list_datasets(catalogue, changes), catalogue),
        page.VERSIONS: version_table(list_versions(services.repository.fetch_versions(), changes)),
    }
    return {"measures": page.measure_list(measures, catalogue), "parts": _write(parts)}


def _write(parts: Mapping[str, Content]) -> dict[str, str]:
    return {name: to_html(part) for name, part in parts.items()}


def render_entry(services: Services, selection: Selection) -> dict[str, Any]:
    """One measure's entry and revisions as HTML, and its coverage grid as data; kept per version."""
    key = ("data-entry", selection.measure, selection.home, services.catalogue().version)
    return services.cache.remember(key, lambda: _render_entry(services, selection))


def _render_entry(services: Services, selection: Selection) -> dict[str, Any]:
    catalogue = services.catalogue()
    measure, coverage = catalogue.measures[selection.measure], fetch_coverage(services, selection.measure)[0]
    read_with = {name: catalogue.measures[name].title for name in measure.read_with if name in catalogue.measures}
    sources = parts_table(list_parts(services.repository.fetch_shares(measure.id)), catalogue)
    entry = page.measure_entry(measure, facts(measure, coverage.periods), read_with, sources)
    parts: dict[str, Content] = {page.ENTRY: entry, page.REVISIONS: _revisions(services, selection, measure)}
    return {"parts": _write(parts), "cover": grid_data(coverage, coverage_sentence(coverage))}


def _revisions(services: Services, selection: Selection, measure: Measure) -> list[Component]:
    catalogue = services.catalogue()
    found = fetch_revisions(services, measure.id, (selection.home, ENGLAND))
    counts = count_by_version(change for change in fetch_changes(services) if change.measure == measure.id)
    changed = sum(count.changed + count.withdrawn for _, count in counts)
    name = f"{catalogue.areas[selection.home].name} or England"
    return [
        *revision_part(
            revisions_sentence(catalogue.version, found, changed, name),
            [(number, counts_words(count)) for number, count in counts],
            [revision_cells(revision, measure, catalogue) for revision in found],
            measure,
        ),
        page.revision_links(measure.id, (selection.home, ENGLAND)),
    ]


def fetch_changes(services: Services) -> tuple[Change, ...]:
    """What every version did, kept per version."""
    version = services.catalogue().version
    return services.cache.remember(("changes", version), services.repository.fetch_changes)


def fetch_revisions(services: Services, measure: str, areas: tuple[str, ...]) -> tuple[Revision, ...]:
    """The revised figures of a measure in some areas."""
    return list_revisions(services.repository.fetch_editions(measure, areas))


def fetch_coverage(services: Services, measure: str) -> tuple[Coverage, str]:
    """The coverage of a measure, and the source line of its figures; one statement for all areas and periods.

    Raises NoDataError for a measure without a figure.
    """
    catalogue = services.catalogue()
    if not catalogue.periods.get(measure):
        raise NoDataError(Fault("measure", measure, "nothing was imported for it yet", ("any measure of the list",)))

    def fetch() -> tuple[Coverage, str]:
        found = services.repository.fetch_observations([measure])
        return build_coverage(catalogue.measures[measure], catalogue, found), cite_sources(catalogue, found)

    return services.cache.remember(("coverage", measure, catalogue.version), fetch)


def build_block(services: Services, selection: Selection) -> ChartBlock:
    """How many authorities have a figure in each period."""
    coverage, source = fetch_coverage(services, selection.measure)
    return build_coverage_block(coverage, services.catalogue().version, source)


def build_areas(services: Services, selection: Selection) -> ChartBlock:
    """The same with every area in its table."""
    coverage = fetch_coverage(services, selection.measure)[0]
    return build_areas_block(coverage, fetch_block(services, BLOCK, selection))


BLOCKS.update({BLOCK: build_block, AREAS: build_areas})
