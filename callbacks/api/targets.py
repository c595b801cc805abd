"""/targets: what the plans want of measures, and the colour of the figure of each period that has a target."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from flask import Blueprint, Response

from callbacks.api.parameters import COMMON, LIMIT, OFFSET, Parameters
from callbacks.api.replies import FORMATS, reply_list, unchanged
from callbacks.services import Services
from callbacks.taking import differs_from_everyones, note_taking
from dashboard.rated import Rated
from dashboard.schema import Observation
from dashboard.target_words import explain_colour
from dashboard.targets import Rag, TargetLine, rate_targets

DEFAULT_LIMIT = 1_000
Items = list[dict[str, object]]


def add_routes(blueprint: Blueprint, services: Services) -> None:
    """GET /targets."""

    @blueprint.get("/targets")
    def targets() -> Response:
        query = Parameters("measure", "area", *COMMON)
        here = query.open(services)
        catalogue = here.catalogue()
        measures = query.many("measure", catalogue.measures)
        areas = query.many("area", catalogue.areas)
        file_format = query.one("format", FORMATS, default="json") or "json"
        limit, offset = query.number("limit", LIMIT, DEFAULT_LIMIT), query.number("offset", OFFSET, 0)
        query.finish()
        known = unchanged(here.stamp())
        if known:
            return known
        items = list_targets(here, measures, areas)
        if differs_from_everyones(here, items, lambda of: list_targets(of, measures, areas)):
            note_taking(here, "targets")
        return reply_list(items, here.stamp(), limit=limit, offset=offset, file_format=file_format, name="targets")


def list_targets(services: Services, measures: Sequence[str], areas: Sequence[str]) -> Items:
    """A row for each point of each line; a line without any, whose targets are still to be set, has one row."""
    lines = {
        (measure, area): found
        for (measure, area), found in services.target_lines().items()
        if (not measures or measure in measures) and (not areas or area in areas)
    }
    figures: dict[tuple[str, str], list[Observation]] = {}
    if lines:
        wanted, places = ({key[part] for key in lines} for part in (0, 1))
        for figure in services.repository.fetch_observations(sorted(wanted), areas=sorted(places)):
            figures.setdefault((figure.measure, figure.area), []).append(figure)
    return [row for key, found in lines.items() for line in found for row in _rows(line, figures.get(key, []))]


def _rows(line: TargetLine, figures: Sequence[Observation]) -> Iterator[dict[str, object]]:
    told = {
        "measure": line.measure.id, "area": line.area, "plan": line.plan, "years": line.years, "current": line.current,
        "compares": not line.differs, "why_not": line.differs or None,
    }  # fmt: skip
    if not line.points:
        yield told | _point(None, None, baseline=False) | dict.fromkeys(("figure", "colour", "rule", "reason"))
    rated = {point.period: rag for point, rag in rate_targets(line, figures)}
    by_period = {figure.period: figure for figure in figures}
    for point in line.points:
        figure = by_period.get(point.period)
        rag = None if point.baseline else rated[point.period]
        yield (
            told
            | _point(point.period, point.value, baseline=point.baseline)
            | {"figure": figure.value if figure else None}
            | (_colour(rag, explain_colour(rag, line, figure)) if rag else dict.fromkeys(("colour", "rule", "reason")))
        )


def _point(period: Any, value: float | None, *, baseline: bool) -> dict[str, object]:
    return {
        "period": period and period.key,
        "period_label": period and period.label,
        "period_end": period and period.end.isoformat(),
        "value": value,
        "baseline": baseline,
    }


def _colour(rag: Rag, reason: str) -> dict[str, object]:
    return {"colour": rag.colour, "rule": rag.rule, "reason": reason}


def describe_rated(rated: Rated) -> Mapping[str, object]:
    """A figure against what a plan wants of it: the ``target`` of /comparison."""
    line, rag = rated.line, rated.rag
    later = line.next_after(rated.figure.period) if line and rated.figure else None
    return {
        "plan": line and line.plan,
        "compares": bool(line and not line.differs),
        "why_not": (line and line.differs) or None,
        "trajectory": rag.trajectory,
        "next": later and {"period": later.period.key, "value": later.value},
        "expected_then": rag.ahead,
        **_colour(rag, rated.why),
    }
