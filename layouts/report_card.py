"""The report card: one page of paper or one slide, for the Board or for young people, and the choices around it."""

from collections.abc import Sequence
from typing import NamedTuple

from dash import html
from dash.development.base_component import Component

from dashboard.areas import plain_name
from dashboard.charts.block import ChartBlock
from dashboard.charts.sparkline import build_sparkline
from dashboard.overview import Overview, Row
from dashboard.overview_rows import Link
from dashboard.overview_words import Against, list_against, write_card_sentence
from dashboard.plan import Action, Plan
from dashboard.plan_words import NOT_OURS, format_month
from dashboard.report_card import ACTIONS, BLOCK
from dashboard.report_card_block import young_number
from dashboard.schema import Catalogue
from dashboard.young_words import PLAIN, write_young
from layouts.chart_block import file_links
from layouts.overview import change_words, figure_words, picture, tags
from layouts.plan_actions import status_chip
from layouts.rag import rated_chip
from layouts.trends import judgement_chip

CHOICES, CARD = "report-card-choices", "report-card-paper"
SPARK = (280, 40)
MOST_ACTIONS = 4  # on the paper; the table has all
YOUNG_TAGS = {"Illustrative": "made up", "Provisional": "may change", "Local": "our own count"}


class Choice(NamedTuple):
    """One of several links; ``shown`` is the one that holds."""

    words: str
    address: str
    shown: bool


def layout() -> Component:
    """The page's skeleton, without data."""
    return html.Div(
        [
            html.Div(id=CHOICES, className="report-choices"),
            html.Div(id=CARD, className="report-slot", **{"aria-live": "polite"}),
            html.Section(
                [
                    html.H2("Take the figures of this card away"),
                    html.Div(file_links("button"), className="block-actions"),
                ],
                className="block report-files",
                **{"data-block": BLOCK},
            ),
        ],
        className="page page-report-card",
    )


def build_choices(groups: Sequence[tuple[str, Sequence[Choice]]], review: str = "") -> list[Component]:
    """Edition, paper, quarter: links, so that each is an address; a button to print; and the way to the ``review``."""
    navs = [
        html.Nav(
            [
                html.A(
                    one.words, href=one.address, className="button", **({"aria-current": "true"} if one.shown else {})
                )
                for one in links
            ],
            className="span-links",
            **{"aria-label": name, "data-stay": ""},
        )
        for name, links in groups
    ]
    steps = [html.A("Review this card", href=review, className="button")] if review else []
    return [*navs, *steps, html.Button("Print", type="button", className="button", **{"data-print": "yes"})]


def build_card(
    block: ChartBlock,
    catalogue: Catalogue,
    link: Link,
    actions: Sequence[tuple[Plan, Action]],
    *,
    state: str,
    young: bool,
    slide: bool,
) -> Component:
    """The paper; what is on it is ``block``'s."""
    overview: Overview = block.extra["overview"]
    cards = [(_young_card if young else _card)(row, overview, link, catalogue) for row in overview.cards]
    return html.Article(
        [
            html.Header(
                [
                    html.H1(block.headline if young else block.subtitle, className="page-title"),
                    html.P(f"{block.subtitle}. {state}" if young else state, className="report-state"),
                    html.P(block.extra["lead"], className="report-lead"),
                ]
            ),
            html.Div(cards, className="report-cards"),
            *([] if young else [_below(block, actions)]),
            _foot(block, young=young),
        ],
        className=f"report-card{' report-card-slide' if slide else ''}{' report-card-young' if young else ''}",
        **{"aria-label": block.subtitle},
    )


def _card(row: Row, overview: Overview, link: Link, catalogue: Catalogue) -> Component:
    found, measure = row.comparison, row.measure
    against = [_against(item) for item in list_against(found)]
    if row.wanted or not overview.wedge:
        against.append(html.Div([html.Dt(["Target ", html.B(row.rated.number)]), html.Dd(rated_chip(row.rated))]))
    return html.Section(
        [
            html.H2(html.A(measure.short, href=link(measure.id))),
            html.P([f"{plain_name(found.home)}, {found.period.label}", *tags(row, catalogue)], className="card-period"),
            html.Div([html.P(figure_words(row)), html.P(change_words(row))], className="report-figure"),
            picture(build_sparkline(measure, row.series, width=SPARK[0], height=SPARK[1], band=row.band)),
            html.Dl(against, className="card-against"),
            html.P(write_card_sentence(row), className="card-sentence"),
        ],
        className="report-part",
    )


def _against(item: Against) -> Component:
    return html.Div([html.Dt([item.name, " ", html.B(item.says)]), html.Dd(judgement_chip(item.judgement))])


def _young_card(row: Row, overview: Overview, link: Link, catalogue: Catalogue) -> Component:
    found, measure = row.comparison, row.measure
    plain = PLAIN[measure.id]
    first, *rest = write_young(row)
    where = f"{plain_name(found.home)}, {found.period.label}"
    icon = html.Span(className=f"report-icon report-icon-{measure.id}", role="img", **{"aria-label": plain.title})
    return html.Section(
        [
            html.Div([icon, html.H2(html.A(plain.title, href=link(measure.id)))], className="report-head"),
            html.P(
                [
                    where,
                    *(html.Span(YOUNG_TAGS[tag.children], className=tag.className) for tag in tags(row, catalogue)),
                ],
                className="card-period",
            ),
            html.P(young_number(row), className="card-value"),
            html.P(first, className="report-first"),
            picture(build_sparkline(measure, row.series, width=SPARK[0], height=SPARK[1])),
            *([html.P(" ".join(rest))] if rest else []),
        ],
        className="report-part",
    )


def _below(block: ChartBlock, actions: Sequence[tuple[Plan, Action]]) -> Component:
    new = html.Section([html.H2("What changed"), html.P(block.extra["new"])], className="report-part")
    return html.Div([new, _actions(actions)], className="report-below")


def _actions(actions: Sequence[tuple[Plan, Action]]) -> Component:
    parts: list[Component] = [html.H2("Actions due")]
    if not actions:
        parts.append(html.P("No action of a plan of that time has a date in the year before, or in the months ahead."))
        return html.Section(parts, className="report-part")
    shown = actions[-MOST_ACTIONS:]
    parts.append(html.Ul([html.Li(_action(action)) for _, action in shown]))
    left = len(actions) - len(shown)
    rest = f"{left} earlier ones are in its table. " if left else ""
    parts.append(html.P(f"{rest}From {shown[-1][0].title}. {NOT_OURS}.", className="card-quiet"))
    return html.Section(parts, className="report-part", **{"data-block": ACTIONS})


def _action(action: Action) -> list[Component | str]:
    words = ", ".join(part for part in (action.lead, f"due {format_month(action.due)}") if part)
    return [f"{action.text} ({words}) ", status_chip(action.rag)]


def _foot(block: ChartBlock, *, young: bool) -> Component:
    labels = [html.Span(label, className=f"tag tag-{label.split(',')[0].lower()}") for label in block.labels]
    if young:
        labels = []
    version = f"Figures: version {block.version}."
    return html.Footer([*labels, f" {block.source} {version}"], className="report-foot")
