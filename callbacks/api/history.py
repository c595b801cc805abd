"""/datasets, /versions, /changes, /coverage and /revisions: where figures come from and what became of them."""

from collections.abc import Callable, Iterator
from typing import get_args

from flask import Blueprint, Response

from callbacks.api.parameters import COMMON, LIMIT, OFFSET, Parameters
from callbacks.api.replies import FORMATS, reply_list, unchanged
from callbacks.data import fetch_changes, fetch_coverage, fetch_revisions
from callbacks.services import Services
from callbacks.taking import differs_from_everyones, note_taking
from dashboard.catalogue import DatasetEntry, Part, VersionEntry, list_datasets, list_parts, list_versions
from dashboard.coverage import KNOWN, STATES, Coverage, Row
from dashboard.missing import REASONS
from dashboard.revisions import Revision
from dashboard.schema import AreaType, Catalogue, Change, Edition

DEFAULT_LIMIT = 10_000
SINCE = range(0, 1_000_000_001)
Items = list[dict[str, object]]


def add_routes(blueprint: Blueprint, services: Services) -> None:
    """GET /datasets, /versions, /changes, /coverage, /revisions."""

    @blueprint.get("/datasets")
    def datasets() -> Response:
        query = Parameters("measure", *COMMON)
        here = query.open(services)
        measure = query.one("measure", here.catalogue().measures)
        return _reply(here, query, "datasets", lambda: _datasets(here, measure))

    @blueprint.get("/versions")
    def versions() -> Response:
        query = Parameters(*COMMON)
        here = query.open(services)
        return _reply(here, query, "versions", lambda: _versions(here))

    @blueprint.get("/changes")
    def changes() -> Response:
        query = Parameters("since", *COMMON)
        here = query.open(services)
        since = query.number("since", SINCE, 0)
        return _reply(here, query, "changes", lambda: _changes(here, since))

    @blueprint.get("/coverage")
    def coverage() -> Response:
        query = Parameters("measure", "area", "type", *COMMON)
        here = query.open(services)
        catalogue = here.catalogue()
        measure = _measure(query, catalogue)
        areas, types = query.many("area", catalogue.areas), query.many("type", get_args(AreaType))
        return _reply(here, query, "coverage", lambda: _coverage(here, measure, areas, types))

    @blueprint.get("/revisions")
    def revisions() -> Response:
        query = Parameters("measure", "area", *COMMON)
        here = query.open(services)
        catalogue = here.catalogue()
        measure = _measure(query, catalogue)
        areas = query.many("area", catalogue.areas)

        def make() -> Items:
            items = _revisions(here, measure, areas)
            if differs_from_everyones(here, items, lambda of: _revisions(of, measure, areas)):
                note_taking(here, "revisions")
            return items

        return _reply(here, query, "revisions", make)


def _measure(query: Parameters, catalogue: Catalogue) -> str:
    """The one measure that is asked about; empty where it is not given, which the query then reports."""
    found = query.many("measure", catalogue.measures, required=True)
    query.one("measure")
    return found[0] if found else ""


def _reply(services: Services, query: Parameters, name: str, make: Callable[[], Items]) -> Response:
    file_format = query.one("format", FORMATS, default="json") or "json"
    limit, offset = query.number("limit", LIMIT, DEFAULT_LIMIT), query.number("offset", OFFSET, 0)
    query.finish()
    stamp = services.stamp()
    return unchanged(stamp) or reply_list(make(), stamp, limit=limit, offset=offset, file_format=file_format, name=name)


def _datasets(services: Services, measure: str | None) -> Items:
    """Every dataset; with a measure, those that give it and which part."""
    catalogue = services.catalogue()
    entries = {entry.dataset.slug: entry for entry in list_datasets(catalogue, fetch_changes(services))}
    if measure is None:
        return [_dataset(entry) for entry in entries.values()]
    parts = list_parts(services.repository.fetch_shares(measure))
    return [_part(measure, part) | _dataset(entries[part.dataset]) for part in parts if part.dataset in entries]


def _dataset(entry: DatasetEntry) -> dict[str, object]:
    dataset, brought = entry.dataset, entry.brought
    return {
        "dataset": dataset.slug,
        "title": dataset.title,
        "publisher": dataset.publisher,
        "licence": dataset.licence,
        "url": dataset.url,
        "published": dataset.published.isoformat() if dataset.published else None,
        "next_update": dataset.next_update.isoformat() if dataset.next_update else None,
        "sha256": dataset.sha256,
        "imported_at": dataset.imported_at,
        "imported_by": dataset.imported_by,
        "version": dataset.version,
        "illustrative": dataset.illustrative,
        "local": dataset.local,
        "all_figures": entry.figures,
        "all_measures": entry.measures,
        "added": brought.added,
        "changed": brought.changed,
        "withdrawn": brought.withdrawn,
    }


def _part(measure: str, part: Part) -> dict[str, object]:
    return {
        "measure": measure,
        "parts_only": part.parts,
        "first_period": part.first.key,
        "last_period": part.last.key,
        "figures": part.figures,
        "values": part.values,
        "with_counts": part.counted,
        "symbols": part.symbols,
        "breakdowns": list(part.breakdowns),
    }


def _versions(services: Services) -> Items:
    return [_version(entry) for entry in list_versions(services.repository.fetch_versions(), fetch_changes(services))]


def _version(entry: VersionEntry) -> dict[str, object]:
    version, counts = entry.version, entry.counts
    return {
        "version": version.number,
        "published_at": version.published_at,
        "published_by": version.published_by,
        "summary": version.summary,
        "added": counts.added,
        "changed": counts.changed,
        "withdrawn": counts.withdrawn,
        "measures": entry.measures,
        "datasets": entry.datasets,
    }


def _changes(services: Services, since: int) -> Items:
    catalogue = services.catalogue()
    return [_change(change, catalogue) for change in fetch_changes(services) if change.version > since]


def _change(change: Change, catalogue: Catalogue) -> dict[str, object]:
    return change._asdict() | {"measure_title": catalogue.measures[change.measure].title}


def _coverage(services: Services, measure: str, areas: list[str], types: list[str]) -> Items:
    coverage = fetch_coverage(services, measure)[0]
    rows = [row for group in coverage.groups for row in group.rows]
    chosen = [row for row in rows if (not areas or row.area.code in areas) and (not types or row.area.type in types)]
    return [item for row in chosen for item in _cells(coverage, row)]


def _cells(coverage: Coverage, row: Row) -> Iterator[dict[str, object]]:
    for period, state in zip(coverage.periods, row.states, strict=True):
        yield {
            "measure": coverage.measure.id,
            "area": row.area.code,
            "period": period.key,
            "period_end": period.end.isoformat(),
            "figure": state in KNOWN,
            "status": state if state in REASONS else None,
            "state": STATES[state],
        }


def _revisions(services: Services, measure: str, areas: list[str]) -> Items:
    catalogue = services.catalogue()
    found = fetch_revisions(services, measure, tuple(areas or catalogue.areas))
    return [_revision(measure, revision, catalogue) for revision in found]


def _revision(measure: str, revision: Revision, catalogue: Catalogue) -> dict[str, object]:
    before, after = revision.before, revision.after
    return {
        "measure": measure,
        "breakdown": before.breakdown,
        "area": before.area,
        "period": before.period.key,
        "period_end": before.period.end.isoformat(),
        "version": revision.version,
        "kind": revision.kind,
        **_edition(before, catalogue, "_before"),
        **_edition(after, catalogue, "_after"),
    }


def _edition(edition: Edition | None, catalogue: Catalogue, ending: str) -> dict[str, object]:
    names = ("dataset", "value", "numerator", "denominator", "status", "provisional")
    told = {f"{name}{ending}": getattr(edition, name) if edition else None for name in names}
    return told | {f"illustrative{ending}": catalogue.datasets[edition.dataset].illustrative if edition else None}
