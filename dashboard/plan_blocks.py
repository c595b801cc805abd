"""The block ``plan``: who does what by when; and what every block of a plan says of where it is from."""

from collections import Counter
from datetime import date

from dashboard.charts.block import Cell, ChartBlock, Column, Table
from dashboard.charts.plan_bars import build_plan_bars, height_of, rag_layer
from dashboard.plan import Plan, PlanBook
from dashboard.plan_fields import RAG
from dashboard.plan_view import PlanView
from dashboard.plan_words import (
    NO_STATUS,
    NOT_OURS,
    direction_words,
    format_month,
    standing_sentence,
    status_words,
)

ACTIONS = "plan"


def source_of(plan: Plan) -> str:
    """Where the plan is from, and when it was last changed here."""
    changed = date.fromisoformat(plan.updated_at[:10]) if plan.updated_at else None
    when = f" Entered here {format_month(changed.isoformat())}." if changed else ""
    return f"Source: {plan.source}.{when}"


def notes_of(plan: Plan, *more: str) -> tuple[str, ...]:
    """What must be known of a plan wherever a part of it goes."""
    return tuple(note for note in (standing_sentence(plan), plan.dated and f"{plan.dated}.", *more) if note)


def key_of(name: str, view: PlanView, book: PlanBook, *chosen: str) -> str:
    """What a block was built from."""
    return "|".join((name, str(book.stamp), view.plan.id, view.priority.id if view.priority else "", *chosen))


def build_actions_block(view: PlanView, book: PlanBook, chosen: tuple[str, ...]) -> ChartBlock:
    """The actions that the filters leave; the chart counts them by priority and status."""
    plan = view.plan
    return ChartBlock(
        name=ACTIONS,
        headline=actions_headline(view),
        subtitle=f"Actions by priority and status, {plan.title}",
        description=f"Bars of the number of actions by priority. {actions_sentence(view)}",
        figure=_draw_actions(view),
        table=_actions_table(view),
        notes=notes_of(plan, f"Status and direction of travel: {NOT_OURS[0].lower()}{NOT_OURS[1:]}."),
        source=source_of(plan),
        measures=(),
        key=key_of(ACTIONS, view, book, *chosen),
        key_is_whole=True,
        extra={"height": height_of(len(view.priorities), legend=True)},
    )


def actions_headline(view: PlanView) -> str:
    """``44 actions``, ``6 of 44 actions``."""
    found, of = len(view.actions), view.of_actions
    if not of:
        return "No actions are recorded for this plan"
    return f"{found} action{'' if found == 1 else 's'}" if found == of else f"{found} of {of} actions"


def actions_sentence(view: PlanView) -> str:
    """How many stand at each status."""
    if not view.actions:
        return "Nothing to count."
    counts = Counter(action.rag for action in view.actions)
    if set(counts) == {""}:
        return "None has been given a status: the papers of the plan say what was to be done, not how it went."
    return "; ".join(f"{status_words(rag)}: {counts[rag]}" for rag in (*RAG, "") if counts[rag]) + "."


def _draw_actions(view: PlanView) -> dict[str, object]:
    layers = []
    for rag in (*RAG, ""):
        counts = [
            sum(1 for action in view.actions if (action.priority, action.rag) == (priority.id, rag))
            for priority in view.priorities
        ]
        if any(counts):
            layers.append(rag_layer(rag, status_words(rag), counts, f"actions: {status_words(rag).lower()}"))
    if not layers:
        layers = [rag_layer("", NO_STATUS, [0] * len(view.priorities), "actions")]
    return build_plan_bars([one.title for one in view.priorities], layers, title="actions")


def _actions_table(view: PlanView) -> Table:
    columns = tuple(
        Column(title, "text")
        for title in ("Action", "Priority", "Lead", "Milestone", "Due", "Status", "Direction", "Evidence", "Updated")
    )
    rows = tuple(
        (
            Cell(action.text), Cell(view.title_of(action.priority)), Cell(action.lead), Cell(action.milestone),
            Cell(format_month(action.due), action.due or None), Cell(status_words(action.rag)),
            Cell(direction_words(action.direction)), Cell(action.evidence), Cell(action.updated_at[:10]),
        )
        for action in view.actions
    )  # fmt: skip
    return Table(f"{view.plan.title}: actions", columns, rows)
