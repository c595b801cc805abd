"""/plans and /plans/<id>: the plans as they stand, or stood at the end of a version, with all that hangs on them."""

from dataclasses import asdict

from flask import Blueprint, Response

from callbacks.api.parameters import COMMON, LIMIT, OFFSET, Parameters
from callbacks.api.replies import FORMATS, reply, reply_list, unchanged
from callbacks.services import Services
from dashboard.errors import Fault, NotFoundError
from dashboard.plan import Plan, Target
from dashboard.plan_view import list_plans

DEFAULT_LIMIT = 1_000
_BRIEF = ("id", "title", "first_year", "last_year", "current", "dated", "area", "source", "updated_at")


def add_routes(blueprint: Blueprint, services: Services) -> None:
    """GET /plans, GET /plans/<id>."""

    @blueprint.get("/plans")
    def plans() -> Response:
        query = Parameters(*COMMON)
        here = query.open(services)
        file_format = query.one("format", FORMATS, default="json") or "json"
        limit, offset = query.number("limit", LIMIT, DEFAULT_LIMIT), query.number("offset", OFFSET, 0)
        query.finish()
        stamp = here.stamp()
        items = [_brief(plan) for plan in here.book().plans]
        return unchanged(stamp) or reply_list(
            items, stamp, limit=limit, offset=offset, file_format=file_format, name="plans"
        )

    @blueprint.get("/plans/<name>")
    def plan(name: str) -> Response:
        query = Parameters("version")
        here = query.open(services)
        query.finish()
        book = here.book()
        found = book.find(name)
        if found is None:
            raise NotFoundError(Fault("plan", name, "there is no such plan", list_plans(book)))
        return unchanged(here.stamp()) or reply(describe_plan(found), here.stamp())


def _brief(plan: Plan) -> dict[str, object]:
    counts = {
        "outcomes": len(plan.outcomes),
        "priorities": len(plan.priorities),
        "targets": len(plan.targets),
        "actions": len(plan.actions),
        "recommendations": len(plan.recommendations),
    }
    return {name: getattr(plan, name) for name in _BRIEF} | counts


def describe_plan(plan: Plan) -> dict[str, object]:
    """The whole plan. Who changed what is in its history, which is for those who may change it."""
    told = asdict(plan)
    told.pop("updated_by")
    for priority, record in zip(told["priorities"], plan.priorities, strict=True):
        for indicator, one in zip(priority["indicators"], record.indicators, strict=True):
            indicator["targets"] = [_target(target) for target in one.targets]
        for action in priority["actions"]:
            action.pop("updated_by")
            action.pop("shipped")
    return told


def _target(target: Target) -> dict[str, object]:
    return {
        "id": target.id,
        "period": target.period.key,
        "period_kind": target.period.kind,
        "period_end": target.period.end.isoformat(),
        "value": target.value,
        "to_be_set": target.value is None,
        "note": target.note,
    }
