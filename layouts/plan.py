"""The Plan page: what the plan is, its priorities with targets and money, who does what by when, and how it went."""

from collections.abc import Mapping, Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.plan import Indicator, Outcome, Plan, Priority, Target
from dashboard.plan_blocks import ACTIONS
from dashboard.plan_more_blocks import FIGURES, FRAMEWORK, MONEY, RECOMMENDATIONS
from dashboard.plan_targets_block import TARGETS
from dashboard.plan_view import PlanView
from dashboard.plan_words import (
    baseline_figure,
    comparable_words,
    contents_sentence,
    format_figure,
    resource_words,
    standing_sentence,
)
from dashboard.rated import Rated
from layouts.chart_block import chart_block, file_links
from layouts.plan_empty import missing_parts
from layouts.plan_table import Links, plan_cell, plan_table, quiet_note
from layouts.rag import rated_chip

LEAD, PRIORITIES, TABLE, LIST, EDIT = "plan-lead", "plan-priorities", "plan-table", "plan-list", "plan-edit"
PARTS = {TARGETS: "plan-targets-part", MONEY: "plan-money-part", RECOMMENDATIONS: "plan-recommendations-part",
         FIGURES: "plan-figures-part"}  # fmt: skip
HEIGHTS = {TARGETS: 400, MONEY: 420, RECOMMENDATIONS: 180, FIGURES: 420}


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


def lead(plan: Plan, plans: Sequence[Plan], links: Links, *, may: bool) -> list[Component]:
    """Which plan it is, how much of it is here, what is still missing, its outcomes, and the other plans."""
    told = [contents_sentence(plan), plan.note]
    if plan.cross_cutting:
        told.append(f"A theme runs through all of it: {plan.cross_cutting[0].lower()}{plan.cross_cutting[1:]}.")
    state = " · ".join(part for part in (plan.years[0].upper() + plan.years[1:], plan.dated, plan.source) if part)
    return [
        html.Nav([_plans(plan, plans, links)], **{"aria-label": "Plans"}),
        html.P(plan.title, className="lead"),
        html.P([html.B(standing_sentence(plan)), " ", *(f"{words} " for words in told if words)]),
        html.P(state, className="quiet-words"),
        *missing_parts(plan, plans, links, may=may),
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


def priorities(
    view: PlanView, links: Links, measures: Mapping[str, str], colours: Mapping[str, Rated]
) -> list[Component]:
    """Every priority chosen: its measures, indicators with targets, money, and how many actions it has.

    ``colours`` has the figure of each target's own period against it, by the target's id.
    """
    if not view.priorities:
        return [html.P("No priorities are recorded for this plan.")]
    return [_priority(one, view, links, measures, colours) for one in view.priorities]


def _priority(
    one: Priority, view: PlanView, links: Links, measures: Mapping[str, str], colours: Mapping[str, Rated]
) -> Component:
    outcome = next((each.title for each in view.plan.outcomes if each.id == one.outcome), "")
    tags = [words for words, holds in (("Obsession", one.obsession), (outcome, bool(outcome))) if holds]
    title: list[Component | str] = [one.title, *(html.Span(tag, className="tag") for tag in tags)]
    parts: list[Component] = [html.H3(title, id=f"priority-{one.id}", className="plan-priority-title")]
    if one.note:
        parts.append(html.P(one.note))
    parts += [_indicators(one.indicators, colours)] if one.indicators else []
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
    lines.append(html.Li(html.A(["Turning the curve", _of(one)], href=links.curve(one.id))))
    return html.Ul(lines, className="plan-more")


def _of(one: Priority) -> Component:
    return html.Span(f" of {one.title}", className="visually-hidden")


def _indicators(indicators: Sequence[Indicator], colours: Mapping[str, Rated]) -> Component:
    heads = ("Indicator", "Baseline", "Targets", "Against today’s figures")
    rows = [_indicator(one, colours) for one in indicators]
    return plan_table("Indicators and targets", heads, rows, "plan-targets-table")


def _indicator(one: Indicator, colours: Mapping[str, Rated]) -> Component:
    targets = [_target(target, colours.get(target.id)) for target in one.targets]
    name: list[Component | str] = [one.words, *quiet_note(one.note)]
    shown = html.Ul(targets, className="plan-points") if targets else "no period given"
    compared = comparable_words(one) or "The measure is defined as the plan defines it."
    cells = [
        plan_cell("Baseline", baseline_figure(one)),
        plan_cell("Targets", shown),
        plan_cell("Against today’s figures", compared),
    ]
    return html.Tr([html.Th(name, scope="row"), *cells])


def _target(target: Target, rated: Rated | None) -> Component:
    chip = [" ", rated_chip(rated)] if rated and rated.rag.rule != "another definition" else []
    wanted = html.B(format_figure(target.value, target.unit))
    return html.Li([f"{_when(target)}: ", wanted, *chip, *quiet_note(target.note)])


def _when(target: Target) -> str:
    return target.period.label.partition(" (")[0]


def edit_line(plan: str, *, may: bool) -> Component:
    """The way to changing the plan, for those who may, and who may for the rest."""
    if may:
        return html.P(html.A("Change this plan", href=f"/plan/edit?plan={plan}", className="button"))
    words = "Where people sign in to the dashboard, analysts and administrators change plans here."
    return html.P(words, className="quiet-words")
