"""/measures and /areas: what can be asked for."""

from collections.abc import Callable
from typing import get_args

from flask import Blueprint, Response

from callbacks.api.parameters import COMMON, LIMIT, OFFSET, Parameters
from callbacks.api.replies import FORMATS, reply_list, unchanged
from callbacks.services import Services
from dashboard.measures import Measure
from dashboard.schema import Area, AreaType, Catalogue

DEFAULT_LIMIT = 1_000
Items = list[dict[str, object]]


def add_routes(blueprint: Blueprint, services: Services) -> None:
    """GET /measures, GET /areas."""

    @blueprint.get("/measures")
    def measures() -> Response:
        return _list(services, "measures", _measures)

    @blueprint.get("/areas")
    def areas() -> Response:
        return _list(services, "areas", _areas, "type")


def _list(services: Services, name: str, make: Callable[[Parameters, Catalogue], Items], *extra: str) -> Response:
    query = Parameters(*extra, *COMMON)
    services = query.open(services)
    file_format = query.one("format", FORMATS, default="json") or "json"
    limit, offset = query.number("limit", LIMIT, DEFAULT_LIMIT), query.number("offset", OFFSET, 0)
    items = make(query, services.catalogue())
    query.finish()
    return unchanged(services.stamp()) or reply_list(
        items, services.stamp(), limit=limit, offset=offset, file_format=file_format, name=name
    )


def _measures(_query: Parameters, catalogue: Catalogue) -> Items:
    return [
        _measure(measure, catalogue) for measure in catalogue.measures.values() if catalogue.periods.get(measure.id)
    ]


def _measure(measure: Measure, catalogue: Catalogue) -> dict[str, object]:
    periods = catalogue.periods[measure.id]
    return {
        "id": measure.id,
        "title": measure.title,
        "short": measure.short,
        "topic": measure.topic,
        "unit": measure.unit,
        "polarity": measure.polarity,
        "why_polarity": measure.why_polarity,
        "decimals": measure.decimals,
        "definition": measure.definition,
        "numerator": measure.numerator or None,
        "denominator": measure.denominator or None,
        "scale": measure.scale,
        "source": measure.source,
        "source_code": measure.source_code,
        "updated": measure.updated.isoformat() if measure.updated else None,
        "next_update": measure.next_update.isoformat() if measure.next_update else None,
        "shipped": measure.shipped,
        "interval": measure.interval,
        "caveat": measure.caveat or None,
        "read_with": list(measure.read_with),
        "period_kind": measure.period_kind,
        "first_period": periods[0].key,
        "last_period": periods[-1].key,
        "last_period_label": periods[-1].label,
        "below_city": measure.id in catalogue.below_city,
        "breaks": [f"{change.at.isoformat()}: {change.words}" for change in measure.breaks],
    }


def _areas(query: Parameters, catalogue: Catalogue) -> Items:
    chosen = query.many("type", get_args(AreaType))
    return [_area(area) for area in catalogue.areas.values() if not chosen or area.type in chosen]


def _area(area: Area) -> dict[str, object]:
    return {
        "code": area.code,
        "name": area.name,
        "type": area.type,
        "parent": area.parent,
        "number": area.number,
        "valid_from": area.valid_from.isoformat() if area.valid_from else None,
        "valid_to": area.valid_to.isoformat() if area.valid_to else None,
    }
