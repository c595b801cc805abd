"""/comparison: one figure against everything it can fairly stand against, and the sentence that says so."""

from dataclasses import fields

from flask import Blueprint, Response

from callbacks.api.parameters import Parameters
from callbacks.api.replies import reply, unchanged
from callbacks.api.targets import describe_rated
from callbacks.services import Services
from callbacks.taking import differs_from_everyones, note_taking
from dashboard.benchmarks import Benchmark, Comparison, Group, Judgements
from dashboard.comparison import compare
from dashboard.rated import rate_figure
from dashboard.selection import NEIGHBOUR_SETS

SETS = tuple(name for name in NEIGHBOUR_SETS if name != "own")


def add_routes(blueprint: Blueprint, services: Services) -> None:
    """GET /comparison."""

    @blueprint.get("/comparison")
    def comparison() -> Response:
        query = Parameters("measure", "area", "period", "neighbours", "format")
        here = query.open(services)
        catalogue = here.catalogue()
        measures = query.many("measure", catalogue.measures, required=True)
        area = query.one("area", catalogue.areas, default=services.settings.home_authority)
        neighbours = query.one("neighbours", SETS, default="2025")
        period = query.one("period")
        query.one("format", ("json",))
        query.one("measure")
        query.finish()
        chosen = (measures[0], str(area), str(neighbours), period)
        known = unchanged(here.stamp())
        if known:
            return known
        compared = _compared(here, *chosen)
        if differs_from_everyones(here, compared, lambda of: _compared(of, *chosen)):
            note_taking(here, "comparison")
        return reply(compared, here.stamp())


def _compared(services: Services, measure: str, area: str, neighbours: str, period: str | None) -> dict[str, object]:
    """The answer's body, from the cache where this version's is held."""
    catalogue = services.catalogue()

    def make() -> dict[str, object]:
        found = services.repository.fetch_observations([measure])
        chosen = catalogue.measures[measure]
        result = compare(chosen, area, found, catalogue, neighbours=neighbours, period=period)
        own = [item for item in found if item.area == area]
        figure = next((item for item in own if item.period == result.period), None)
        rated = rate_figure(services.target_lines().get((measure, area), ()), figure, own)
        return _body(result) | {"target": describe_rated(rated)}

    key = ("comparison", measure, area, neighbours, period, catalogue.version, services.plan_stamp())
    return services.cache.remember(key, make)


def _body(result: Comparison) -> dict[str, object]:
    return {
        "measure": result.measure.id,
        "area": result.home.code,
        "period": result.period.key,
        "period_label": result.period.label,
        "period_end": result.period.end.isoformat(),
        "value": result.value,
        "status": result.status,
        "numerator": result.numerator,
        "denominator": result.denominator,
        "lower": result.lower,
        "upper": result.upper,
        "previous": result.previous,
        "change": result.change,
        "change_why": result.change_why or None,
        "rank": result.rank,
        "of": result.of,
        "ties": result.ties,
        "quartile": result.quartile,
        "quartiles": result.quartiles,
        "neighbours": _group(result.neighbours),
        "core_cities": _group(result.core_cities),
        "region": _benchmark(result.region),
        "england": _benchmark(result.england),
        "city": _benchmark(result.city),
        "judgement": result.judgement.word,
        "judgements": _judgements(result.judgements),
        "sentence": result.sentence,
        "provisional": result.provisional,
        "illustrative": result.illustrative,
        "dataset": result.dataset,
    }


def _judgements(judgements: Judgements) -> dict[str, dict[str, str]]:
    """Every judgement by what it is against, with the reason where none is made."""
    return {
        item.name: {"judgement": getattr(judgements, item.name).word, "why": getattr(judgements, item.name).why}
        for item in fields(judgements)
    }


def _group(group: Group) -> dict[str, object]:
    averages = {name: getattr(group, name) for name in ("n", "of", "mean", "median", "min", "max")}
    return {"set": group.id, **averages, "members": [member._asdict() for member in group.members]}


def _benchmark(benchmark: Benchmark | None) -> dict[str, object] | None:
    return benchmark._asdict() if benchmark else None
