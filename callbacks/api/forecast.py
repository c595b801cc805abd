"""/forecast: where a series is heading if nothing changes, or why nobody can say."""

from flask import Blueprint, Response

from callbacks.api.parameters import Parameters
from callbacks.api.replies import reply, unchanged
from callbacks.services import Services
from callbacks.taking import differs_from_everyones, note_taking
from dashboard.forecast import LEVEL, Forecast
from dashboard.forecast_block import forecast_of


def add_routes(blueprint: Blueprint, services: Services) -> None:
    """GET /forecast."""

    @blueprint.get("/forecast")
    def forecast() -> Response:
        query = Parameters("measure", "area", "format")
        here = query.open(services)
        catalogue = here.catalogue()
        measures = query.many("measure", catalogue.measures, required=True)
        area = query.one("area", catalogue.areas, default=services.settings.home_authority)
        query.one("format", ("json",))
        query.one("measure")
        query.finish()
        known = unchanged(here.stamp())
        if known:
            return known

        def make(of: Services) -> dict[str, object]:
            return _body(of, measures[0], str(area))

        made = make(here)
        if differs_from_everyones(here, made, make):
            note_taking(here, "forecast")
        return reply(made, here.stamp())


def _body(services: Services, measure: str, area: str) -> dict[str, object]:
    catalogue = services.catalogue()
    figures = services.repository.fetch_observations([measure], areas=[area])
    found = forecast_of(catalogue.measures[measure], catalogue.areas[area], catalogue, figures)
    return {
        "measure": measure,
        "area": area,
        "why_none": found.why or None,
        "level": LEVEL,
        "weight": found.weight if found.steps else None,
        "from": [point.period.key for point in found.base],
        "illustrative": found.illustrative,
        "provisional": found.provisional,
        "periods": _steps(found),
        "version": catalogue.version,
    }


def _steps(found: Forecast) -> list[dict[str, object]]:
    return [
        {
            "period": step.period.key,
            "period_label": step.period.label,
            "period_end": step.period.end.isoformat(),
            "value": step.value,
            "lower": step.lower,
            "upper": step.upper,
        }
        for step in found.steps
    ]
