"""A plan as the outline that is shown to those who change it."""

from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.plan import PlanPart
from dashboard.plan_assembly import sort_parts
from dashboard.plan_fields import CHILDREN, Kind
from dashboard.plan_reading import name_of
from dashboard.plan_words import direction_words, format_figure, format_money, format_month, status_words
from dashboard.schema import Catalogue
from layouts.plan_edit import Away, Line


def outline_plan(plan: PlanPart, parts: Sequence[PlanPart], catalogue: Catalogue) -> Line:
    """The plan with everything that is not archived under it."""
    return _line(plan, sort_parts(part for part in parts if not part.archived), catalogue)


def _line(part: PlanPart, parts: Sequence[PlanPart], catalogue: Catalogue, place: int = 0, of: int = 1) -> Line:
    below: dict[Kind, list[Line]] = {}
    for kind in CHILDREN[part.kind]:
        found = [each for each in parts if (each.parent, each.kind) == (part.id, kind)]
        below[kind] = [_line(each, parts, catalogue, at, len(found)) for at, each in enumerate(found)]
    name, detail = name_of(part.kind, part.body), _detail(part, catalogue)
    return Line(part.id, part.kind, name, detail, part.revision, place == 0, place == of - 1, below)


def _detail(part: PlanPart, catalogue: Catalogue) -> str:
    """What else there is to a part, in a few words."""
    body, said = part.body, list[Any]()
    if part.kind == "action":
        due = format_month(body["due"]) if body.get("due") else ""
        way = direction_words(body.get("direction", ""))
        said = [body.get("lead"), due, status_words(body.get("rag", "")), way]
    elif part.kind == "indicator":
        measure = catalogue.measures.get(body.get("measure", ""))
        compares = "" if measure is None or body.get("compares") else "not compared"
        said = [measure.short if measure else "no measure", compares]
    elif part.kind == "target":
        said = [format_figure(body.get("value"), "")]
    elif part.kind == "resource":
        said = [format_money(body.get("amount"), body.get("per", "")), body.get("years")]
    elif part.kind == "rating":
        said = [status_words(body["rag"])]
    elif part.kind == "tally":
        said = [f"{body['green']} green, {body['amber']} amber, {body['red']} red"]
    return ", ".join(words for words in said if words)


def list_archived(parts: Iterable[PlanPart]) -> list[Away]:
    """What was taken away."""
    away = sort_parts(part for part in parts if part.archived)
    return [Away(part.id, part.kind, name_of(part.kind, part.body), part.revision) for part in away]
