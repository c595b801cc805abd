"""The Overview page: the answer in a sentence, four cards, this year so far, every measure by topic, the chart."""

from collections.abc import Sequence

from dash import dcc, html
from dash.development.base_component import Component

from dashboard.areas import plain_name
from dashboard.charts.small_multiples import HEIGHT
from dashboard.charts.sparkline import Sparkline, build_sparkline
from dashboard.formatting import format_value
from dashboard.measures import Measure
from dashboard.overview import BLOCK, Overview, Row
from dashboard.overview_block import list_flags
from dashboard.overview_rows import Link
from dashboard.overview_words import Against, describe_change, list_against, write_card_sentence
from dashboard.rated import Rated
from dashboard.schema import Catalogue
from dashboard.tracker_block import BLOCK as IN_YEAR
from layouts.chart_block import chart_block
from layouts.rag import rated_chip
from layouts.trends import judgement_chip

LEAD = "overview-lead"
CARD_SLOT = "overview-cards"
THIS_YEAR = "overview-this-year"
MEASURES = "overview-measures"
MEASURES_DATA = "overview-measures-data"
VIEWS = "overview-views"
PUBLISHED, IN_YEAR_PART = "overview-published", "overview-in-year"
TRACKER, TRACKER_CHART = "overview-tracker", "overview-tracker-chart"
SPARK = (280, 34)  # px of a card's sparkline


def layout() -> Component:
    """The page's skeleton, without data."""
    return html.Div(
        [
            html.Div(
                [html.H1("How are we doing?", className="page-title"), html.Div(id=VIEWS, className="overview-views")],
                className="overview-head",
            ),
            html.P(id=LEAD, className="lead overview-lead", **{"aria-live": "polite"}),
            html.Div(
                [
                    html.Div(id=CARD_SLOT, className="overview-cards"),
                    html.Div(id=THIS_YEAR, className="overview-this-year"),
                    chart_block(BLOCK, height=HEIGHT),
                    html.Div(id=MEASURES, className="overview-measures"),
                ],
                id=PUBLISHED,
                className="overview-part",
            ),
            html.Div(
                [
                    html.Div(id=TRACKER, className="tracker-cards"),
                    html.Div(chart_block(IN_YEAR, height=HEIGHT), id=TRACKER_CHART),
                ],
                id=IN_YEAR_PART,
                className="overview-part",
                hidden=True,
            ),
            dcc.Store(id=MEASURES_DATA),
        ],
        className="page page-overview",
    )


def build_nothing_counted(place: str, published: str) -> Component:
    """What the page says of a place in the year before anything was imported; ``published`` is where the rest is."""
    words = (
        "The council’s own weekly, monthly or termly figures of NEET, looked-after children and absence stand here "
        "once they are imported. Whoever keeps the figures does that on the page Imports, or with "
    )
    links = ((published, "See the published figures"), ("/data", "See which figures there are"))
    return html.Div(
        [
            html.H2(f"Nothing was counted in the year for {place} yet", className="message-title"),
            html.P([words, html.Code("python -m data_access import local", className="command"), "."]),
            html.Ul([html.Li(html.A(said, href=href)) for href, said in links]),
        ],
        className="message message-empty",
    )


def build_cards(overview: Overview, link: Link, catalogue: Catalogue) -> list[Component]:
    """The headline cards."""
    return [_card(row, overview, link, catalogue) for row in overview.cards]


def _card(row: Row, overview: Overview, link: Link, catalogue: Catalogue) -> Component:
    found, measure = row.comparison, row.measure
    against = [_against(item) for item in list_against(found)]
    if row.wanted or not overview.wedge:  # few wedges have targets of their own
        against.append(_target(row.rated))
    return html.Article(
        [
            html.H2(measure.short, className="card-title"),
            html.P([f"{plain_name(found.home)}, {found.period.label}", *tags(row, catalogue)], className="card-period"),
            html.Div(
                [html.P([figure_words(row), *_beside(row, overview)]), html.P(change_words(row))],
                className="card-figure",
            ),
            picture(build_sparkline(measure, row.series, width=SPARK[0], height=SPARK[1], band=row.band)),
            html.Dl(against, className="card-against"),
            html.P(write_card_sentence(row), className="card-sentence"),
            html.A(
                ["See the story", html.Span(f" of {measure.short} in Trends", className="visually-hidden")],
                href=link(measure.id),
                className="card-link",
            ),
        ],
        className="card",
    )


def figure_words(row: Row) -> Component:
    """The figure in large type; its unit, where it is a word, in small."""
    shown = format_value(row.comparison.value, row.measure, row.comparison.status)
    number, _, unit = shown.partition("\u00a0")
    if row.comparison.value is None or not unit or unit == "%":
        return html.Span(shown, className="card-value")
    return html.Span([number, html.Span(unit, className="card-unit")], className="card-value")


def _beside(row: Row, overview: Overview) -> list[Component]:
    """NEET is read with not known: its figure stands beside it."""
    if row.measure.id != "neet":
        return []
    other = next((each for each in overview.cards if each.measure.id == "not-known"), None)
    if other is None or other.comparison.value is None or other.comparison.home != row.comparison.home:
        return []
    return [html.Span(f"and {format_value(other.comparison.value, other.measure)} not known", className="card-beside")]


def tags(row: Row, catalogue: Catalogue) -> list[Component]:
    """What must be known before the figure is quoted."""
    return [html.Span(word, className=f"tag tag-{word.lower()}") for word in list_flags(row, catalogue)]


def change_words(row: Row) -> list[Component | str]:
    """Arrow, words and chip of the change since the period before."""
    change = describe_change(row.comparison)
    parts: list[Component | str] = [change.says]
    if change.arrow:
        parts = [html.Span(change.arrow, className="arrow", **{"aria-hidden": "true"}), *parts]
    if change.judgement:
        parts += [" ", judgement_chip(change.judgement)]
    return parts


def _against(item: Against) -> Component:
    return html.Div([html.Dt([item.name, " ", html.B(item.says)]), html.Dd(judgement_chip(item.judgement))])


def _target(rated: Rated) -> Component:
    """The third thing a figure stands against: what a plan wants of it, in green, amber, red or grey."""
    return html.Div([html.Dt(["Target ", html.B(rated.number)]), html.Dd(rated_chip(rated))])


def picture(spark: Sparkline | None) -> Component:
    """The sparkline: a mask that the stylesheet fills; an empty place where there is nothing to draw."""
    if spark is None:
        return html.Span(className="spark-none")
    style = {"maskImage": f'url("{spark.source}")'}
    return html.Span(className="spark", role="img", style=style, **{"aria-label": spark.words})


def build_this_year(overview: Overview, link: Link) -> list[Component]:
    """A strip with the provisional figures of the year that is not over; nothing where there are none."""
    rows: Sequence[Row] = overview.this_year
    if not rows:
        return []
    items: list[Component | str] = []
    for row in rows:
        england = row.comparison.england
        beside = (
            f" (England {format_value(england.value, row.measure)})" if england and england.value is not None else ""
        )
        figure = f"{format_value(row.comparison.value, row.measure, row.comparison.status)}{beside}"
        items.append(html.Li([html.A(_plain(row.measure), href=link(row.measure.id)), " ", html.B(figure)]))
    period = rows[0].comparison.period.label
    title = html.H2(f"{plain_name(rows[0].comparison.home)} this school year: {period}", className="strip-title")
    return [title, html.Span("Provisional", className="tag tag-provisional"), html.Ul(items)]


def _plain(measure: Measure) -> str:
    return measure.short.removesuffix(" this year")
