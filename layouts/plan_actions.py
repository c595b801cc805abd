"""The action plan and the recommendations as tables: status in a word, a shape and a colour."""

from collections.abc import Callable, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.plan import Action, Rating, Recommendation
from dashboard.plan_fields import DIRECTIONS
from dashboard.plan_view import PlanView
from dashboard.plan_words import direction_words, format_month, status_words
from layouts.plan_table import Links, plan_cell, plan_table, quiet_note

ARROWS = {"improving": "▲", "steady": "▶", "worsening": "▼"}
HEADS = (("Action", ""), ("Lead", "lead"), ("Milestone", None), ("Due", "due"), ("Status", "status"),
         ("Evidence", None))  # fmt: skip


def actions(
    view: PlanView, links: Links, overdue: Callable[[Action], bool], sort: str, *, names: bool
) -> list[Component]:
    """The table of actions, each heading that can order it a link; ``overdue`` marks what is past its day, ``names``
    says who changed it."""
    if not view.of_actions:
        return [html.P("No actions are recorded for this plan.")]
    if not view.actions:
        return [html.P(f"None of the {view.of_actions} actions is as chosen above. Choose another status or lead.")]
    count = f"{len(view.actions)} of {view.of_actions} actions"
    heads = [_sortable(words, key, links, sort) for words, key in HEADS]
    rows = [_action(action, view, overdue, names=names) for action in view.actions]
    return [html.P(count, className="quiet-words"), plan_table("Actions", heads, rows, "plan-actions-table")]


def _sortable(words: str, key: str | None, links: Links, sort: str) -> Component:
    if key is None:
        return html.Th(words, scope="col")
    chosen = key == sort
    link = html.A(words, href=links.sort[key], title=f"Order by {words.lower()}" if key else "The plan’s own order")
    told = {"data-stay": "yes", **({"aria-sort": "ascending"} if chosen and key else {})}
    return html.Th([link, html.Span(" ▾" if chosen else "", **{"aria-hidden": "true"})], scope="col", **told)


def _action(action: Action, view: PlanView, overdue: Callable[[Action], bool], *, names: bool) -> Component:
    name: list[Component | str] = [action.text]
    if view.priority is None:
        name.append(html.Span(view.title_of(action.priority), className="plan-of"))
    past = [html.Span("past", className="tag")] if overdue(action) else []
    who = f" by {action.updated_by}" if names else ""
    changed = [] if action.shipped else quiet_note(f"Updated {format_month(action.updated_at[:10])}{who}.")
    cells = [
        plan_cell("Lead", action.lead),
        plan_cell("Milestone", action.milestone),
        plan_cell("Due", format_month(action.due), *past),
        plan_cell("Status", status_chip(action.rag), *_way(action.direction)),
        plan_cell("Evidence", action.evidence, *changed),
    ]
    return html.Tr([html.Th(name, scope="row"), *cells])


def _way(direction: str) -> list[Component]:
    if not direction:
        return []
    return [html.Span(f"{ARROWS[direction]} {direction_words(direction)}", className="plan-way")]


def status_chip(rag: str) -> Component:
    """A status in a word, a shape and a colour of our own: never red against green."""
    return html.Span(status_words(rag), className=f"chip rag rag-{rag or 'none'}")


def recommendations(found: Sequence[Recommendation]) -> list[Component]:
    """Every recommendation that is known, with its status by month."""
    if not found:
        return []
    rows = [
        html.Tr([html.Th(one.text, scope="row"), plan_cell("Theme", one.theme), _ratings(one.ratings)]) for one in found
    ]
    return [plan_table("Recommendations", ("Recommendation", "Theme", "Status by month"), rows, "plan-actions-table")]


def _ratings(ratings: Sequence[Rating]) -> Component:
    return plan_cell("Status by month", html.Ul([_rating(rating) for rating in ratings], className="plan-points"))


def _rating(rating: Rating) -> Component:
    way = f" {ARROWS[rating.direction]} {DIRECTIONS[rating.direction]}" if rating.direction else ""
    return html.Li([f"{format_month(rating.month)} ", status_chip(rating.rag), way])
