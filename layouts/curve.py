"""The page Turning the curve: one priority, its curve, and the four questions of outcomes-based accountability."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.curve_chart import HEIGHT
from dashboard.curve_block import BLOCK, CARD
from dashboard.curve_words import QUESTIONS, WHO, Say
from dashboard.plan import Action, Plan, Priority
from dashboard.plan_words import format_month, standing_sentence
from dashboard.target_words import NAMES, RULES
from layouts.chart_block import chart_block, file_links
from layouts.choice_links import Choice, choice_links
from layouts.plan_actions import status_chip
from layouts.rag import rag_chip

HEAD, CHART, ANSWERS = "curve-head", "curve-chart", "curve-answers"


def layout() -> Component:
    """The page's skeleton, without data."""
    return html.Div(
        [
            html.H1("Turning the curve", className="page-title"),
            html.Div(id=HEAD, className="curve-head", **{"aria-live": "polite"}),
            html.Div(chart_block(BLOCK, height=HEIGHT), id=CHART),
            html.Div(id=ANSWERS, className="curve-answers"),
            html.Section(
                [html.H2("Take these answers away"), html.Div(file_links("button"), className="block-actions")],
                className="block",
                **{"data-block": CARD},
            ),
        ],
        className="page page-curve",
    )


def head(
    plan: Plan, priority: Priority, priorities: Sequence[Choice], measures: Sequence[Choice], back: str
) -> Component:
    """Which priority of which plan, the others, and the measures that it is about."""
    parts: list[Component] = [
        choice_links("Priorities", priorities),
        html.P(priority.title, className="lead"),
        html.P(
            [
                html.A(plan.title, href=back),
                f", {plan.years}. {standing_sentence(plan)}",
                *([" ", priority.note] if priority.note else []),
            ],
            className="quiet-words",
        ),
    ]
    if len(measures) > 1:
        parts.append(choice_links("Measures", measures))
    return html.Div(parts)


def answers(says: Sequence[Say], actions: Sequence[Action], overdue: Sequence[str]) -> list[Component]:
    """The four questions with what the figures and the plan answer, and the rules of the colours."""
    cards = [_card(question, [say for say in says if say.question == question]) for question in QUESTIONS]
    if actions:
        cards[-1] = _card(WHO, [say for say in says if say.question == WHO], _actions(actions, overdue))
    return [*cards, _rules()]


def _card(question: str, says: Sequence[Say], after: Component | None = None) -> Component:
    parts: list[Component] = [html.H2(question), *(_say(say) for say in says)]
    wide = " curve-wide" if after else ""
    return html.Section([*parts, *([after] if after else [])], className=f"curve-card{wide}")


def _say(say: Say) -> Component:
    if say.rated:
        rated = say.rated
        return html.P([rag_chip(rated.rag.colour, rated.chip), f" {rated.why[0].upper()}{rated.why[1:]}."])
    return html.P(say.words, className="curve-own" if say.own else "")


def _actions(actions: Sequence[Action], overdue: Sequence[str]) -> Component:
    rows = [_action(action, action.id in overdue) for action in actions]
    names = ("Action", "Lead", "Milestone", "Due", "Status")
    head = html.Thead(html.Tr([html.Th(name, scope="col") for name in names]))
    return html.Div(
        html.Table([html.Caption("Actions", className="visually-hidden"), head, html.Tbody(rows)]),
        className="table-scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": "Actions"},
    )


def _action(action: Action, overdue: bool) -> Component:
    due: list[Component | str] = [format_month(action.due) or "–"]
    if overdue:
        due.append(html.Span("past", className="tag"))
    cells = (action.lead or "–", action.milestone or "–", due, status_chip(action.rag))
    return html.Tr([html.Th(action.text, scope="row"), *(html.Td(cell) for cell in cells)])


def _rules() -> Component:
    rows = [html.Div([html.Dt(rag_chip(colour, NAMES[colour])), html.Dd(f"{rule}.")]) for colour, rule in RULES]
    words = (
        "A figure against its target gets its colour from the figures alone. The target’s line is straight between the "
        "points that the plan gives; before the first and after the last there is none. The status of an action is "
        "what somebody judged."
    )
    return html.Section(
        [html.H2("How a figure gets its colour"), html.P(words), html.Dl(rows)], className="curve-card curve-wide"
    )
