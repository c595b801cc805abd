"""Plans put together from their parts, in order, without what is archived; and what a target's period is."""

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.measures import Measure
from dashboard.period_keys import parse_period
from dashboard.periods import Period, calendar_year, financial_year, month, parse_year
from dashboard.plan import (
    Action,
    Body,
    Indicator,
    Milestone,
    Outcome,
    Plan,
    PlanBook,
    PlanPart,
    Priority,
    Rating,
    Recommendation,
    Resource,
    Tally,
    Target,
)
from dashboard.plan_fields import KINDS, Kind

_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def period_of(text: str, measure: Measure | None) -> Period:
    """The period of a target: the measure's where there is one, else the financial year ``2010/11``, the year 2010 or a
    month like ``2010-11``.

    Raises ValueError where it is none.
    """
    if measure is not None:
        return parse_period(text, measure)
    if found := _MONTH.fullmatch(text):
        return month(int(found[1]), int(found[2]))
    return financial_year(parse_year(text)) if "/" in text else calendar_year(parse_year(text))


def due_by(text: str) -> date | None:
    """The last day of a due month or day; None where nothing is said. Raises ValueError for anything else."""
    if not text:
        return None
    if _DAY.fullmatch(text):
        return date.fromisoformat(text)
    if found := _MONTH.fullmatch(text):
        year, number = int(found[1]), int(found[2])
        return date(year, number, monthrange(year, number)[1])
    raise ValueError("it must be a month like 2026-03 or a day like 2026-03-31")


def assemble_plans(parts: Iterable[PlanPart], measures: Mapping[str, Measure], stamp: int = 0) -> PlanBook:
    """Every plan with what hangs on it, in the order of ``position``; what is archived, or hangs on it, is left out."""
    tree = _Tree(parts)
    plans = [_plan(part, tree, measures) for part in tree.of(None, "plan")]
    plans.sort(key=lambda plan: (-plan.first_year, plan.id))
    return PlanBook(tuple(plans), stamp)


class _Tree:
    """Parts by what they hang on."""

    def __init__(self, parts: Iterable[PlanPart]) -> None:
        self._below: dict[tuple[str | None, Kind], list[PlanPart]] = {}
        for part in sort_parts(parts):
            if not part.archived:
                self._below.setdefault((part.parent, part.kind), []).append(part)

    def of(self, parent: str | None, kind: Kind) -> Sequence[PlanPart]:
        return self._below.get((parent, kind), ())


def sort_parts(parts: Iterable[PlanPart]) -> list[PlanPart]:
    """In the order in which they are shown: by kind, then position."""
    return sorted(parts, key=lambda part: (KINDS.index(part.kind), part.position, part.id))


def _text(body: Body, *names: str) -> dict[str, Any]:
    return {name: str(body.get(name) or "") for name in names}


def _plan(part: PlanPart, tree: _Tree, measures: Mapping[str, Measure]) -> Plan:
    body = part.body
    return Plan(
        id=part.id,
        first_year=body["first_year"],
        last_year=body.get("last_year"),
        current=bool(body.get("current")),
        updated_at=part.updated_at,
        updated_by=part.updated_by,
        outcomes=tuple(Outcome(one.id, **_text(one.body, "title", "note")) for one in tree.of(part.id, "outcome")),
        priorities=tuple(_priority(one, tree, measures) for one in tree.of(part.id, "priority")),
        resources=tuple(_resource(one, None) for one in tree.of(part.id, "resource")),
        milestones=tuple(_milestone(one) for one in _with_priorities(part.id, tree, "milestone")),
        recommendations=tuple(_recommendation(one, tree) for one in tree.of(part.id, "recommendation")),
        tallies=tuple(sorted((_tally(one) for one in tree.of(part.id, "tally")), key=lambda tally: tally.month)),
        **_text(body, "title", "dated", "area", "source", "cross_cutting", "note"),
    )


def _with_priorities(plan: str, tree: _Tree, kind: Kind) -> list[PlanPart]:
    places = [plan, *(priority.id for priority in tree.of(plan, "priority"))]
    return [part for place in places for part in tree.of(place, kind)]


def _priority(part: PlanPart, tree: _Tree, measures: Mapping[str, Measure]) -> Priority:
    body = part.body
    return Priority(
        id=part.id,
        outcome=body.get("outcome"),
        obsession=bool(body.get("obsession")),
        measures=tuple(body.get("measures") or ()),
        indicators=tuple(_indicator(one, tree, measures) for one in tree.of(part.id, "indicator")),
        actions=tuple(_action(one) for one in tree.of(part.id, "action")),
        resources=tuple(_resource(one, part.id) for one in tree.of(part.id, "resource")),
        **_text(body, "title", "story", "partners", "note"),
    )


def _indicator(part: PlanPart, tree: _Tree, measures: Mapping[str, Measure]) -> Indicator:
    told = _told(part)
    counted = measures.get(told["measure"] or "") if told["compares"] else None
    targets = [_target(one, part, told, counted) for one in tree.of(part.id, "target")]
    targets.sort(key=lambda target: target.period.end)
    return Indicator(id=part.id, targets=tuple(targets), **told, **_text(part.body, "note"))


def _told(part: PlanPart) -> dict[str, Any]:
    """What an indicator and its targets both say."""
    body = part.body
    return {
        "measure": body.get("measure"),
        "compares": bool(body.get("compares")),
        "baseline": body.get("baseline"),
        **_text(body, "words", "why_not", "area", "unit", "baseline_when", "baseline_words"),
    }


def _target(part: PlanPart, indicator: PlanPart, told: Mapping[str, Any], measure: Measure | None) -> Target:
    return Target(
        id=part.id,
        priority=indicator.parent or "",
        indicator=indicator.id,
        period=_period(part.body["period"], measure),
        value=part.body.get("value"),
        **told,
        **_text(part.body, "note"),
    )


def _period(text: str, measure: Measure | None) -> Period:
    """As ``period_of``; the year that it begins with where the indicator has got another measure since."""
    for tried in (measure, None):
        try:
            return period_of(text, tried)
        except ValueError:
            continue
    return calendar_year(int(text[:4]))


def _action(part: PlanPart) -> Action:
    return Action(
        id=part.id,
        priority=part.parent or "",
        updated_at=part.updated_at,
        updated_by=part.updated_by,
        shipped=part.shipped,
        **_text(part.body, "text", "lead", "milestone", "due", "rag", "direction", "evidence"),
    )


def _resource(part: PlanPart, priority: str | None) -> Resource:
    body = part.body
    return Resource(part.id, priority, amount=body.get("amount"), **_text(body, "words", "per", "years", "source"))


def _milestone(part: PlanPart) -> Milestone:
    body = part.body
    return Milestone(
        id=part.id,
        measure=body.get("measure"),
        before=body.get("before"),
        after=body["after"],
        **_text(body, "words", "unit", "before_when", "after_when", "note"),
    )


def _recommendation(part: PlanPart, tree: _Tree) -> Recommendation:
    ratings = [Rating(**_text(one.body, "month", "rag", "direction", "note")) for one in tree.of(part.id, "rating")]
    ratings.sort(key=lambda rating: rating.month)
    return Recommendation(part.id, **_text(part.body, "text", "theme", "reference"), ratings=tuple(ratings))


def _tally(part: PlanPart) -> Tally:
    body = part.body
    counts = {name: body[name] for name in ("total", "green", "amber", "red")}
    return Tally(**counts, **_text(body, "month", "themes", "note"))
