"""The Plan page: what the plan is, its priorities with targets and money, who does what by when, and how it went."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.plan import Action, Indicator, Outcome, Plan, Priority, Recommendation, Target
from dashboard.plan_blocks import ACTIONS, TARGETS
from dashboard.plan_fields import DIRECTIONS
from dashboard.plan_more_blocks import FIGURES, FRAMEWORK, MONEY, RECOMMENDATIONS
from dashboard.plan_view import PlanView
from dashboard.plan_words import (
    baseline_figure,
    comparable_words,
    contents_sentence,
    direction_words,
    format_figure,
    format_month,
    resource_words,
    standing_sentence,
    status_words,
)
from layouts.chart_block import chart_block, file_links

LEAD, PRIORITIES, TABLE, LIST, EDIT = "plan-lead", "plan-priorities", "plan-table", "plan-list", "plan-edit"
PARTS = {TARGETS: "plan-targets-part", MONEY: "plan-money-part", RECOMMENDATIONS: "plan-recommendations-part",
         FIGURES: "plan-figures-part"}  # fmt: skip
HEIGHTS = {TARGETS: 400, MONEY: 420, RECOMMENDATIONS: 180, FIGURES: 420}
ARROWS = {"improving": "▲", "steady": "▶", "worsening": "▼"}
Link = Callable[[str], str]


class Links(NamedTuple):
    """Where the page leads: each plan, a measure's story, an order of the actions, the actions of a priority."""

    plan: Link
    measure: Link
    sort: Mapping[str, str]
    priority: Link


def layout() -> Component:
    """The page's skeleton, without data."""
    return html.Div(
        [
            html.H1("Plan", className="page-title"),
            html.Div(id=LEAD, className="page-sentences", **{"aria-live": "polite"}),
            _charted(TARGETS),
            _listed("Priorities", PRIORITIES, FRAMEWORK),
            _listed("Action plan", TABLE, ACTIONS),
            _charted(MONEY),
            html.Div(
                [html.Div(chart_block(RECOMMENDATIONS, height=HEIGHTS[RECOMMENDATIONS])), html.Div(id=LIST)],
                id=PARTS[RECOMMENDATIONS],
                hidden=True,
            ),
            _charted(FIGURES),
            html.Div(id=EDIT),
        ],
        className="page page-plan",
    )


def _charted(name: str) -> Component:
    return html.Div(chart_block(name, height=HEIGHTS[name]), id=PARTS[name], hidden=True)


def _listed(title: str, id: str, block: str) -> Component:
    return html.Section(
        [html.H2(title), html.Div(id=id), html.Div(file_links("button"), className="block-actions")],
        className="block plan-listed",
        **{"data-block": block},
    )


def lead(plan: Plan, plans: Sequence[Plan], links: Links) -> list[Component]:
    """Which plan it is, how much of it is here, its outcomes, and the other plans."""
    told = [contents_sentence(plan), plan.note]
    if plan.cross_cutting:
        told.append(f"A theme runs through all of it: {plan.cross_cutting[0].lower()}{plan.cross_cutting[1:]}.")
    state = " · ".join(part for part in (plan.years[0].upper() + plan.years[1:], plan.dated, plan.source) if part)
    return [
        html.Nav([_plans(plan, plans, links)], **{"aria-label": "Plans"}),
        html.P(plan.title, className="lead"),
        html.P([html.B(standing_sentence(plan)), " ", *(f"{words} " for words in told if words)]),
        html.P(state, className="quiet-words"),
        *_outcomes(plan.outcomes),
    ]


def _plans(plan: Plan, plans: Sequence[Plan], links: Links) -> Component:
    items = [
        html.Li(
            html.A(
                [html.B(one.years[0].upper() + one.years[1:]), html.Span(" in force" if one.current else "")],
                href=links.plan(one.id),
                title=one.title,
                className="button",
                **({"aria-current": "true"} if one.id == plan.id else {}),
            )
        )
        for one in plans
    ]
    return html.Ul(items, className="plan-plans")


def _outcomes(outcomes: Sequence[Outcome]) -> list[Component]:
    if not outcomes:
        return []
    items = [html.Li(one.title) for one in outcomes]
    return [
        html.H2("What it wants for children", className="plan-outcomes-title"),
        html.Ol(items, className="plan-outcomes"),
    ]


def priorities(view: PlanView, links: Links, measures: Mapping[str, str]) -> list[Component]:
    """Every priority chosen: its measures, indicators with targets, money, and how many actions it has."""
    if not view.priorities:
        return [html.P("No priorities are recorded for this plan.")]
    return [_priority(one, view, links, measures) for one in view.priorities]


def _priority(one: Priority, view: PlanView, links: Links, measures: Mapping[str, str]) -> Component:
    outcome = next((each.title for each in view.plan.outcomes if each.id == one.outcome), "")
    tags = [words for words, holds in (("Obsession", one.obsession), (outcome, bool(outcome))) if holds]
    title: list[Component | str] = [one.title, *(html.Span(tag, className="tag") for tag in tags)]
    parts: list[Component] = [html.H3(title, id=f"priority-{one.id}", className="plan-priority-title")]
    if one.note:
        parts.append(html.P(one.note))
    parts += [_indicators(one.indicators)] if one.indicators else []
    for label, words in (("Story behind the curve", one.story), ("Partners", one.partners)):
        parts += [html.P([html.B(f"{label}: "), words])] if words else []
    parts.append(_more(one, links, measures))
    return html.Article(parts, className="plan-priority", **{"data-priority": one.id})


def _more(one: Priority, links: Links, measures: Mapping[str, str]) -> Component:
    lines: list[Component] = []
    known = [name for name in one.measures if name in measures]
    if known:
        stories: list[Component | str] = []
        for place, name in enumerate(known):
            stories += [", " if place else "", html.A(measures[name], href=links.measure(name))]
        lines.append(html.Li([html.B("Figures today: "), *stories]))
    if one.resources:
        money = "; ".join(f"{each.words} {resource_words(each)}" for each in one.resources)
        lines.append(html.Li([html.B("Money: "), money]))
    if one.actions:
        many = f"{len(one.actions)} action{'' if len(one.actions) == 1 else 's'}"
        lines.append(html.Li([html.B("Actions: "), html.A(many, href=links.priority(one.id))]))
    return html.Ul(lines, className="plan-more") if lines else html.Span()


def _indicators(indicators: Sequence[Indicator]) -> Component:
    heads = ("Indicator", "Baseline", "Targets", "Against today’s figures")
    rows = [_indicator(one) for one in indicators]
    return _table("Indicators and targets", heads, rows, "plan-targets-table")


def _indicator(one: Indicator) -> Component:
    targets = [html.Li([f"{_when(target)}: ", html.B(format_figure(target.value, target.unit)), *_note(target.note)])
               for target in one.targets]  # fmt: skip
    name: list[Component | str] = [one.words, *_note(one.note)]
    shown = html.Ul(targets, className="plan-points") if targets else "no period given"
    compared = comparable_words(one) or "The measure is defined as the plan defines it."
    cells = [
        _cell("Baseline", baseline_figure(one)),
        _cell("Targets", shown),
        _cell("Against today’s figures", compared),
    ]
    return html.Tr([html.Th(name, scope="row"), *cells])


def _cell(label: str, *says: Component | str) -> Component:
    """A cell that a phone shows on a line of its own, after ``label``; a dash where it says nothing."""
    said = [part for part in says if part != ""]
    return html.Td(html.Div(said or "–"), **{"data-label": label})


def _when(target: Target) -> str:
    return target.period.label.partition(" (")[0]


def _note(words: str) -> list[Component]:
    return [html.Span(f" {words}", className="quiet-words")] if words else []


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
    return [html.P(count, className="quiet-words"), _table("Actions", heads, rows, "plan-actions-table")]


HEADS = (("Action", ""), ("Lead", "lead"), ("Milestone", None), ("Due", "due"), ("Status", "status"),
         ("Evidence", None))  # fmt: skip


def _sortable(words: str, key: str | None, links: Links, sort: str) -> Component:
    if key is None:
        return html.Th(words, scope="col")
    chosen = key == sort
    link = html.A(words, href=links.sort[key], title=f"Order by {words.lower()}" if key else "The plan’s own order")
    told = {"aria-sort": "ascending"} if chosen and key else {}
    return html.Th([link, html.Span(" ▾" if chosen else "", **{"aria-hidden": "true"})], scope="col", **told)


def _action(action: Action, view: PlanView, overdue: Callable[[Action], bool], *, names: bool) -> Component:
    name: list[Component | str] = [action.text]
    if view.priority is None:
        name.append(html.Span(view.title_of(action.priority), className="plan-of"))
    past = [html.Span("past", className="tag")] if overdue(action) else []
    who = f" by {action.updated_by}" if names else ""
    changed = [] if action.shipped else _note(f"Updated {format_month(action.updated_at[:10])}{who}.")
    cells = [
        _cell("Lead", action.lead),
        _cell("Milestone", action.milestone),
        _cell("Due", format_month(action.due), *past),
        _cell("Status", status_chip(action.rag), *_way(action.direction)),
        _cell("Evidence", action.evidence, *changed),
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
        html.Tr(
            [
                html.Th(one.text, scope="row"),
                _cell("Theme", one.theme),
                _cell("Status by month", html.Ul([_rating(rating) for rating in one.ratings], className="plan-points")),
            ]
        )
        for one in found
    ]  # fmt: skip
    return [_table("Recommendations", ("Recommendation", "Theme", "Status by month"), rows, "plan-actions-table")]


def _rating(rating: object) -> Component:
    month, rag, direction = (getattr(rating, name) for name in ("month", "rag", "direction"))
    way = f" {ARROWS[direction]} {DIRECTIONS[direction]}" if direction else ""
    return html.Li([f"{format_month(month)} ", status_chip(rag), way])


def edit_line(plan: str, *, may: bool) -> Component:
    """The way to changing the plan, for those who may, and who may for the rest."""
    if may:
        return html.P(html.A("Change this plan", href=f"/plan/edit?plan={plan}", className="button"))
    words = "Where people sign in to the dashboard, analysts and administrators change plans here."
    return html.P(words, className="quiet-words")


def _table(name: str, heads: Sequence[str | Component], rows: Sequence[Component], style: str) -> Component:
    head = html.Thead(html.Tr([html.Th(one, scope="col") if isinstance(one, str) else one for one in heads]))
    return html.Div(
        html.Table([html.Caption(name, className="visually-hidden"), head, html.Tbody(list(rows))]),
        className=f"table-scroll plan-table {style}",
        tabIndex="0",
        role="region",
        **{"aria-label": name},
    )
