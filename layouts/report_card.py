"""The report card: one page of paper or one slide, for the Board or for young people, and the choices around it."""

from collections.abc import Sequence
from textwrap import shorten

from dash import html
from dash.development.base_component import Component

from dashboard.areas import plain_name
from dashboard.card_actions import Due
from dashboard.card_review import label_state
from dashboard.charts.block import ChartBlock
from dashboard.charts.sparkline import build_sparkline
from dashboard.overview import Overview, Row
from dashboard.overview_rows import Link
from dashboard.overview_words import Against, list_against, write_card_sentence
from dashboard.plan_words import NOT_OURS, format_month
from dashboard.report_card import ACTIONS, BLOCK, IN_YEAR, CardTime
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
MOST_ACTIONS, FEWER_ACTIONS = 4, 3  # on the paper, and beside what was counted in the quarter; the table has all
LONGEST_ACTION = 120  # characters of it: whatever somebody writes, the paper stays one page
YOUNG_TAGS = {"Illustrative": "made up", "Provisional": "may change", "Local": "our own count"}


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


def build_card(
    block: ChartBlock,
    catalogue: Catalogue,
    link: Link,
    *,
    in_year: ChartBlock | None,
    actions: Sequence[Due],
    slide: bool,
) -> Component:
    """The paper; what is on it is ``block``'s, ``in_year``'s where anything was counted, and the ``actions``."""
    overview: Overview = block.extra["overview"]
    state, young = block.extra["state"], block.extra["young"]
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
            *([] if young else [_below(block, in_year, actions)]),
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


def _below(block: ChartBlock, in_year: ChartBlock | None, actions: Sequence[Due]) -> Component:
    new = html.Section([html.H2("What changed"), html.P(block.extra["new"])], className="report-part")
    due = _actions(actions, block.extra["time"], FEWER_ACTIONS if in_year else MOST_ACTIONS)
    if in_year is None:
        return html.Div([new, due], className="report-below")
    return html.Div([html.Div([new, _in_year(in_year)], className="report-beside"), due], className="report-below")


def _in_year(block: ChartBlock) -> Component:
    lines = [html.Li([html.B(name), f": {words}"]) for name, words in block.extra["lines"]]
    return html.Section(
        [
            html.Div([html.H2("Counted in the quarter"), html.Span(_tags(block.labels))], className="report-counted"),
            html.Ul(lines),
        ],
        className="report-part",
        **{"data-block": IN_YEAR},
    )


def _tags(labels: Sequence[str]) -> list[Component]:
    return [html.Span(label, className=f"tag tag-{label.split(',')[0].lower()}") for label in labels]


def _actions(actions: Sequence[Due], time: CardTime, most: int) -> Component:
    parts: list[Component] = [html.H2("Actions due")]
    if not actions:
        parts.append(html.P(f"No action of a plan falls due {time.within}, and none is overdue."))
        return html.Section(parts, className="report-part")
    shown, left = actions[:most], len(actions) - most
    parts.append(html.Ul([html.Li(_action(item)) for item in shown]))
    late = sum(item.overdue for item in actions[most:])
    overdue = f" ({late} overdue)" if late else ""
    rest = f"{left} more{overdue} {'is' if left == 1 else 'are'} in its table. " if left > 0 else ""
    parts.append(html.P(f"{rest}From {shown[0].plan.title}. {NOT_OURS}.", className="card-quiet"))
    return html.Section(parts, className="report-part", **{"data-block": ACTIONS})


def _action(item: Due) -> list[Component | str]:
    action = item.action
    when = f"due {format_month(action.due)}{', overdue' if item.overdue else ''}"
    words = ", ".join(part for part in (action.lead, when) if part)
    return [f"{shorten(action.text, LONGEST_ACTION, placeholder='…')} ({words}) ", status_chip(action.rag)]


def _foot(block: ChartBlock, *, young: bool) -> Component:
    state = label_state(block.extra["standing"])  # the header says it
    labels = [] if young else _tags([label for label in block.labels if label != state])
    version = f"Figures: version {block.version}."
    return html.Footer([*labels, f" {block.source} {version}"], className="report-foot")
