"""/observations: figures, each with its interval or the reason why it is missing."""

from datetime import date

from flask import Blueprint, Response

from callbacks.api.parameters import COMMON, LIMIT, OFFSET, Parameters
from callbacks.api.replies import FORMATS, reply_list, unchanged
from callbacks.services import Services
from callbacks.taking import differs_from_everyones, note_taking
from dashboard.errors import Fault
from dashboard.explore import SHARED_WORDS, expand_word
from dashboard.intervals import interval_of
from dashboard.periods import parse_year
from dashboard.schema import ALL, Catalogue, Observation
from dashboard.selection import Selection

DEFAULT_LIMIT = 10_000
EVERY = "every"  # breakdown=every: all groups of the measure, not only the total


def add_routes(blueprint: Blueprint, services: Services) -> None:
    """GET /observations."""

    @blueprint.get("/observations")
    def observations() -> Response:
        query = Parameters("measure", "area", "from", "to", "breakdown", *COMMON)
        here = query.open(services)
        catalogue = here.catalogue()
        measures = query.many("measure", catalogue.measures, required=True)
        areas = query.many("area", catalogue.areas.keys() | SHARED_WORDS)
        breakdowns = query.many("breakdown", {ALL, EVERY, *catalogue.breakdowns})
        start, end = _year(query, "from"), _year(query, "to")
        file_format = query.one("format", FORMATS, default="json") or "json"
        limit, offset = query.number("limit", LIMIT, DEFAULT_LIMIT), query.number("offset", OFFSET, 0)
        query.finish()
        known = unchanged(here.stamp())
        if known:
            return known

        def fetch(of: Services) -> tuple[Observation, ...]:
            return of.repository.fetch_observations(
                measures,
                areas=_expand(areas, catalogue, services.settings.home_authority) if areas else None,
                breakdowns=None if EVERY in breakdowns else breakdowns or (ALL,),
                start=date(start, 1, 1) if start else None,
                end=date(end, 12, 31) if end else None,
                in_year=None,
            )

        found = fetch(here)
        if differs_from_everyones(here, found, fetch):
            note_taking(here, "observations")
        items = [_observation(each, catalogue) for each in found[offset : offset + limit]]
        answer = reply_list(items, here.stamp(), limit=limit, offset=0, file_format=file_format, name="observations")
        answer.headers["X-Total-Count"] = str(len(found))
        return answer


def _expand(areas: list[str], catalogue: Catalogue, home: str) -> list[str]:
    """The codes, in the place of words that stand for several areas."""
    anywhere = Selection(home=home)
    return [code for name in areas for code in expand_word(name, anywhere, catalogue)]


def _year(query: Parameters, name: str) -> int | None:
    """The year in which a period ends, from 2025 or 2024/25."""
    text = query.one(name)
    if text is None:
        return None
    try:
        return parse_year(text)
    except ValueError as fault:
        query.faults.append(Fault(name, text, str(fault), ("a year such as 2025 or 2024/25",)))
        return None


def _observation(each: Observation, catalogue: Catalogue) -> dict[str, object]:
    lower, upper = interval_of(catalogue.measures[each.measure], each) or (None, None)
    return {
        "measure": each.measure,
        "breakdown": each.breakdown,
        "area": each.area,
        "period": each.period.key,
        "period_label": each.period.label,
        "period_end": each.period.end.isoformat(),
        "value": each.value,
        "numerator": each.numerator,
        "denominator": each.denominator,
        "status": each.status,
        "lower": lower,
        "upper": upper,
        "provisional": each.provisional,
        "illustrative": each.illustrative,
        "dataset": each.dataset,
    }
