"""The Overview in the year: a card for each obsession with what is known this week, and the wedges below it."""

from collections.abc import Callable, Sequence
from datetime import date

from dash import html
from dash.development.base_component import Component

from dashboard.areas import plain_name
from dashboard.charts.sparkline import build_sparkline
from dashboard.formatting import SPACE, format_change, format_change_range, format_missing, format_number, format_value
from dashboard.improvement import Change
from dashboard.in_year import Pace, as_at, days_old, short_label
from dashboard.judgement import Judgement
from dashboard.measures import Measure
from dashboard.overview_words import ARROWS
from dashboard.schema import Observation
from dashboard.tracker import Standing, Tracked, Tracker
from layouts.overview import SPARK, picture
from layouts.trends import judgement_chip

Link = Callable[[str, str | None], str]  # from a measure's id and a wedge to the address of its story
BEFORE: dict[Pace, str] = {
    "week": "the week before",
    "month": "the month before",
    "quarter": "the quarter before",
    "term": "the term before",
    "day": "the time before",
}
A_YEAR_AGO: dict[Pace, str] = {
    "week": "the same week last year",
    "month": "the same month last year",
    "quarter": "the same quarter last year",
    "term": "the same term last year",
    "day": "the same time last year",
}


def build_cards(tracker: Tracker, link: Link, labels: Sequence[str], today: date) -> list[Component]:
    """A card for each obsession, with the ``labels`` of the figures; what was not counted is said in the last ones."""
    cards = [_card(tracked, tracker, link, labels, today) for tracked in tracker.tracked]
    return [*cards, *(_empty_card(measure) for measure in tracker.missing)]


def _card(tracked: Tracked, tracker: Tracker, link: Link, labels: Sequence[str], today: date) -> Component:
    place, measure = tracked.place, tracked.measure
    about = _place_parts(tracked, place, labels, today) if place else [_not_seen(tracker)]
    wedge = place.area.code if place and place is tracked.wedge else None
    return html.Article(
        [
            html.H2(measure.short, className="card-title"),
            *about,
            *_wedge_table(tracked, tracker),
            html.A(
                ["See it over time", html.Span(f": {measure.short} in Trends", className="visually-hidden")],
                href=link(measure.id, wedge),
                className="card-link",
            ),
        ],
        className="card tracker-card",
    )


def _empty_card(measure: Measure) -> Component:
    words = "Nothing was counted in the year yet. Figures of weeks, months or terms appear here once they are imported."
    title, why = html.H2(measure.short, className="card-title"), html.P(words, className="card-age")
    return html.Article([title, why], className="card tracker-card tracker-empty")


def _not_seen(tracker: Tracker) -> Component:
    name = plain_name(tracker.wedge or tracker.home)
    return html.P(f"There is no figure for {name} that you may see. What there is stands below.")


def _place_parts(tracked: Tracked, place: Standing, labels: Sequence[str], today: date) -> list[Component]:
    measure, latest = tracked.measure, place.latest
    tags = [html.Span(words, className=f"tag tag-{words.split(',')[0].lower()}") for words in labels]
    spark = build_sparkline(measure, place.points, width=SPARK[0], height=SPARK[1])
    return [
        html.P([f"{plain_name(place.area)}, {as_at(latest.period)}", *tags], className="card-period"),
        html.P(_age(latest, today), className="card-age"),
        html.Div([html.P(_value(measure, latest), className="card-value"), *_count(tracked, latest)]),
        picture(spark),
        html.Dl(
            [
                _change(measure, place.before, f"Since {BEFORE[tracked.in_year.pace]}"),
                _change(measure, place.year_before, f"Since {A_YEAR_AGO[tracked.in_year.pace]}"),
            ],
            className="card-against",
        ),
    ]


def _age(latest: Observation, today: date) -> str:
    days = days_old(latest.period, today)
    return "Figures of today" if not days else f"Figures are {days:,}{SPACE}{'day' if days == 1 else 'days'} old"


def _value(measure: Measure, item: Observation) -> Component | str:
    return format_value(item.value, measure, item.status)


def _count(tracked: Tracked, latest: Observation) -> list[Component]:
    """The counts behind the figure, and for NEET the share that is not known."""
    words: list[str] = []
    if latest.numerator is not None and latest.denominator is not None:
        counts = f"{format_number(latest.numerator)} of {format_number(latest.denominator)}"
        words.append(f"{counts} {tracked.measure.people}")
    if tracked.beside is not None:
        beside = tracked.beside
        share = (
            f"{format_number(beside.value, 1)}{SPACE}%" if beside.value is not None else format_missing(beside.status)
        )
        counted = f" ({format_number(beside.numerator)})" if beside.numerator is not None else ""
        words.append(f"not known: {share}{counted}")
    return [html.P(part, className="card-beside") for part in words]


def _change(measure: Measure, change: Change, term: str) -> Component:
    if change.amount is None or change.before is None:
        return html.Div([html.Dt(term), html.Dd(html.Span(f"not known: {change.why}", className="card-quiet"))])
    arrow = ARROWS[change.amount > 0] if change.amount else ""
    words: list[Component | str] = []
    if arrow:
        words.append(html.Span(arrow, className="arrow", **{"aria-hidden": "true"}))
    limits = f" ({format_change_range(change.limits, measure)})" if change.limits else ""
    words += [html.B(format_change(change.amount, measure)), limits, " ", judgement_chip(change.judged)]
    then = f"{short_label(change.before.period)}: {format_value(change.before.value, measure)}"
    return html.Div([html.Dt([term, html.Span(f" ({then})", className="card-quiet")]), html.Dd(words)])


def _wedge_table(tracked: Tracked, tracker: Tracker) -> list[Component]:
    if not tracked.wedges:
        return []
    home, measure = plain_name(tracker.home), tracked.measure
    head = ["Wedge", measure.unit.capitalize() if measure.unit != "%" else "%", "Count", f"Against {home}"]
    kinds = ["text", "number", "number", "text"]
    columns = [html.Th(words, scope="col", className=kind) for words, kind in zip(head, kinds, strict=True)]
    caption = html.Caption(f"{measure.short} by wedge", className="visually-hidden")
    rows = [_wedge_row(tracked, standing) for standing in tracked.wedges]
    return [html.Table([caption, html.Thead(html.Tr(columns)), html.Tbody(rows)], className="tracker-wedges")]


def _wedge_row(tracked: Tracked, standing: Standing) -> Component:
    latest, measure = standing.latest, tracked.measure
    late = tracked.place is not None and latest.period != tracked.place.latest.period
    name: list[Component | str] = [plain_name(standing.area)]
    if late:
        name.append(html.Span(f" ({short_label(latest.period)})", className="card-quiet"))
    value = format_missing(latest.status) if latest.value is None else format_number(latest.value, measure.decimals)
    count = "–" if latest.numerator is None else format_number(latest.numerator)
    chosen = {"className": "tracker-chosen"} if standing is tracked.wedge else {}
    return html.Tr(
        [
            html.Th(name, scope="row"),
            html.Td(value, className="number"),
            html.Td(count, className="number"),
            html.Td("–" if latest.value is None else _against(standing.against_city)),
        ],
        **chosen,
    )


def _against(judged: Judgement | None) -> Component | str:
    return judgement_chip(judged) if judged else "–"
