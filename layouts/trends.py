"""The Trends page: what the figures say, the chart with its facts beside it, and the measures to read it with."""

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from dashboard.charts.trend import HEIGHT
from dashboard.facts import Fact
from dashboard.judgement import Judgement, Word
from dashboard.trends import BLOCK, Companion
from layouts.chart_block import chart_block
from layouts.forecast import forecast_part
from layouts.in_year import in_year_part
from layouts.not_known_change import not_known_part
from layouts.rag import rated_chip
from layouts.what_if import what_if_part

SENTENCE = "trends-sentence"
FACTS = "trends-facts"
LONGEST_FIGURE = 20  # characters: what is longer is a sentence and not set in bold
READ_WITH = "trends-read-with"

# The stylesheet puts a shape before each word, so that the colour is never alone.
CHIPS: dict[Word, str] = {
    "better": "chip-better",
    "worse": "chip-worse",
    "higher": "chip-higher",
    "lower": "chip-lower",
    "no clear difference": "chip-none",
    "not judged": "chip-unknown",
}


def layout() -> Component:
    """The page's skeleton, without data."""
    facts = html.Section(
        [html.H2("In figures", id="trends-facts-title"), html.Div(id=FACTS)],
        className="trends-side",
        **{"aria-labelledby": "trends-facts-title"},
    )
    return html.Div(
        [
            html.H1("Trends", className="page-title"),
            html.P(id=SENTENCE, className="lead", **{"aria-live": "polite"}),
            html.Div(id=READ_WITH, className="trends-read-with"),
            html.Div([chart_block(BLOCK, height=HEIGHT), facts], className="trends-body"),
            forecast_part(),
            in_year_part(),
            not_known_part(),
            what_if_part(),
        ],
        className="page page-trends",
    )


def facts_list(facts: Sequence[Fact]) -> Component:
    """The facts as a definition list; a judgement stands beside its figure as a chip."""
    return html.Dl([_fact(fact, first=not index) for index, fact in enumerate(facts)], className="facts")


def _fact(fact: Fact, first: bool) -> Component:
    kind = "fact-words" if len(fact.says) > LONGEST_FIGURE else "fact-says"
    says: list[Component] = [html.Span(fact.says, className=kind)] if fact.says else []
    if fact.judgement:
        says.append(judgement_chip(fact.judgement))
    if fact.rated:
        says.append(rated_chip(fact.rated))
    if fact.detail:
        says.append(html.Span(fact.detail, className="fact-detail"))
    return html.Div([html.Dt(fact.term), html.Dd(says)], className="fact fact-first" if first else "fact")


def judgement_chip(judgement: Judgement) -> Component:
    """Word, shape and colour of a judgement; why none is made is in its title and for screen readers."""
    parts: list[Component | str] = [judgement.word]
    if judgement.why:
        parts.append(html.Span(f": {judgement.why}", className="visually-hidden"))
    return html.Span(parts, className=f"chip {CHIPS[judgement.word]}", title=judgement.why)


def read_with_links(companions: Sequence[Companion], links: Sequence[str]) -> list[Component]:
    """What the measures say that this one must be read with, as links; one address for each."""
    if not companions:
        return []
    words: list[Component | str] = ["Read it with "]
    for index, (companion, link) in enumerate(zip(companions, links, strict=True)):
        words += [" and " if index else "", html.A(f"{companion.title}: {companion.says}", href=link)]
    return [html.P(words)]
