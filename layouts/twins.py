"""The candidates for twinning as cards: who, from where to where, how sure, where it stands now, and what to mind."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.formatting import format_change, format_change_range, format_people, format_value
from dashboard.improvement_twins import Twin
from dashboard.neighbours import Neighbourhood
from layouts.messages import no_data
from layouts.trends import judgement_chip


def twin_cards(view: Neighbourhood, twins: Sequence[Twin], links: Sequence[tuple[str, str]]) -> list[Component]:
    """A card for each candidate; ``links`` are its addresses on Trends and on Neighbours, in the same order."""
    cards = [_card(view, twin, *addresses) for twin, addresses in zip(twins, links, strict=True)]
    return [html.Ul([html.Li(card) for card in cards], className="twin-cards")]


def _card(view: Neighbourhood, twin: Twin, trends: str, beside: str) -> Component:
    measure, place, home = view.measure, twin.place, view.home.name
    origin = twin.pool.capitalize() + (f": {twin.closeness}" if twin.closeness else "")
    start, end = (format_value(value, measure) for value in (place.before, place.value))
    sure = f"{format_change(place.change, measure)} ({format_change_range(place.moved.limits, measure)}): clear"
    facts = [
        ("From → to", [html.B(f"{start} → {end}")]),
        ("Change", [sure[0].upper() + sure[1:]]),
        ("Counts", [_counts(twin, measure.people)]),
        (f"Now, against {home}", [judgement_chip(twin.against), f" {end} against {_own(view)}"]),
    ]
    return html.Div(
        [
            html.H3([place.area.name, html.Span(f" {twin.way}", className="quiet-words")]),
            html.P(origin, className="twin-origin"),
            html.Dl([html.Div([html.Dt(term), html.Dd(says)]) for term, says in facts]),
            html.Ul([html.Li(words) for words in twin.cautions], className="twin-cautions"),
            html.P(
                [
                    html.A(f"See {home} and {place.area.name} over time", href=trends),
                    html.A("Compare the two in this period", href=beside),
                ],
                className="twin-links",
            ),
        ],
        className="twin-card",
    )


def _own(view: Neighbourhood) -> str:
    return f"{format_value(view.own.value, view.measure, view.own.status)} in {view.home.name}"


def _counts(twin: Twin, people: str) -> str:
    before, now = twin.place.moved.before, twin.place.figure
    then = round(before.numerator) if before and before.numerator is not None else 0
    later = round(now.numerator) if now and now.numerator is not None else 0
    return f"{then:,} → {format_people(later, people)}"


def no_twins(why: str) -> Component:
    """Nobody can be named: why, and what else can be tried."""
    words = f"{why[0].upper()}{why[1:]}. Another span, measure or group may show some."
    return no_data("No candidates for twinning", words)
