"""The Wedges page: cards to choose from, bars and map, every local measure, what lies inside the wedge, its schools."""

from collections.abc import Sequence
from typing import Any

from dash import html
from dash.development.base_component import Component

from dashboard.charts.block import Table
from dashboard.charts.ranked_bars import height_of
from dashboard.charts.tile_map import HEIGHT as MAP_HEIGHT
from dashboard.formatting import format_value
from dashboard.wedges import WedgeFigure, Wedges
from layouts.chart_block import chart_block
from layouts.data_table import data_table
from layouts.messages import no_data
from layouts.rag import rated_chip
from layouts.trends import judgement_chip

BARS, MAP, PLACES, PROFILE, SCHOOLS = "wedges", "wedges-map", "wedges-places", "wedges-profile", "wedges-schools"
SENTENCES, CARDS, MESSAGE, BODY, PAIR = (
    "wedges-sentences",
    "wedges-cards",
    "wedges-message",
    "wedges-body",
    "wedges-pair",
)
PROFILE_TABLE, OVER_TIME = "wedges-profile-table", "wedges-over-time"
INSIDE, INSIDE_MESSAGE, SCHOOL_PART = "wedges-inside", "wedges-inside-message", "wedges-school-part"
CONTRIBUTIONS, CONTRIBUTION_BLOCK = "wedges-contributions", "wedges-contributions-block"
CONTRIBUTION_SPANS, CONTRIBUTION_SENTENCE, CONTRIBUTION_MESSAGE = (
    "wedges-contributions-spans",
    "wedges-contributions-sentence",
    "wedges-contributions-message",
)
GRID, GRID_SLOT, GRID_TITLE = "wedges-grid", "wedges-grid-slot", "wedges-grid-title"


def layout() -> Component:
    """The page's skeleton, without data."""
    return html.Div(
        [
            html.H1("Wedges", className="page-title"),
            html.Div(id=SENTENCES, className="wedge-sentences", **{"aria-live": "polite"}),
            html.Div(id=MESSAGE),
            html.Div(
                [_measure_part(), _profile_part(), _inside_part(), _school_part()], id=BODY, className="wedge-body"
            ),
        ],
        className="page page-wedges",
    )


def _measure_part() -> Component:
    bars_and_map = [chart_block(BARS, height=MAP_HEIGHT), chart_block(MAP, height=MAP_HEIGHT)]
    return html.Div([html.Nav(id=CARDS, className="wedge-cards", **{"aria-label": "Choose a wedge"}),
                     html.Div(bars_and_map, className="wedge-pair"), _contributions()],
                    id=PAIR, className="wedge-measure")  # fmt: skip


def _contributions() -> Component:
    """What each wedge contributed to the change of the city: the span to choose, and the parts."""
    return html.Section(
        [
            html.H2("What each wedge contributed", id="wedges-contributions-title"),
            html.Div(id=CONTRIBUTION_SPANS),
            html.P(id=CONTRIBUTION_SENTENCE, className="quiet-words", **{"aria-live": "polite"}),
            html.Div(id=CONTRIBUTION_MESSAGE),
            html.Div(chart_block(CONTRIBUTIONS, level=3, height=height_of(7, 0)), id=CONTRIBUTION_BLOCK),
        ],
        className="wedge-contributions",
        **{"aria-labelledby": "wedges-contributions-title"},
    )


def no_contributions(why: str) -> Component:
    """The change of the city cannot be split among the wedges: why."""
    return html.P(f"The change cannot be split: {why}.", className="quiet-words")


def _profile_part() -> Component:
    return html.Div(
        [
            html.Section(
                [
                    html.H2("Every measure that exists below the city"),
                    html.P(id=OVER_TIME, className="quiet-words"),
                    html.Div(id=PROFILE_TABLE),
                ],
                className="block wedge-profile",
            ),
            chart_block(PROFILE, height=520),
        ],
        className="wedge-part",
    )


def _inside_part() -> Component:
    return html.Div(
        [html.Div(id=INSIDE_MESSAGE), html.Div(chart_block(PLACES, height=520), id=INSIDE)], className="wedge-part"
    )


def _school_part() -> Component:
    grid = html.Section(
        [
            html.H2(id=GRID_TITLE),
            html.P(
                "Sort by a heading, filter by its menu. Figures are as published for each school; what a publisher "
                "withholds stays withheld.",
                className="quiet-words",
            ),
            html.Div(id=GRID_SLOT),
        ],
        className="block",
    )
    return html.Div([chart_block(SCHOOLS, height=400), grid], id=SCHOOL_PART, className="wedge-part", hidden=True)


def sentence_lines(sentences: Sequence[str]) -> list[Component]:
    """The first sentence leads, the others stand below it."""
    return [html.P(words, className="lead" if not place else None) for place, words in enumerate(sentences)]


def wedge_cards(view: Wedges, links: Sequence[str], everything: str, labels: Sequence[str]) -> list[Component]:
    """A card for each wedge, a link that chooses it (``links``, in the same order); ``everything`` shows all."""
    cards = [_card(view, figure, link, labels) for figure, link in zip(view.figures, links, strict=True)]
    invitation = (
        html.A("Show all side by side", href=everything, className="wedge-all")
        if view.chosen
        else html.P("Choose a wedge to see how many children its gap is, its wards and its schools.")
    )
    return [html.Ul([html.Li(card) for card in cards]), invitation]


def _card(view: Wedges, figure: WedgeFigure, link: str, labels: Sequence[str]) -> Component:
    comparison, chosen = figure.comparison, view.chosen is not None and view.chosen.code == figure.code
    value = format_value(comparison.value, view.measure, comparison.status)
    parts: list[Component] = [html.Span(figure.name, className="card-name"), html.Span(value, className="card-value")]
    judged = comparison.judgements.city
    if view.measure.scale is not None and judged.word != "not judged":
        parts.append(html.Span([judgement_chip(judged), html.Span(_against(judged.word, view), className="card-than")]))
    if rated := view.rated.get(figure.code):
        wanted = [html.Span(f"Target {rated.number} ", className="card-than")] if rated.number else []
        parts.append(html.Span([*wanted, rated_chip(rated)], className="card-target"))
    if comparison.status != "x":  # then there is no figure to label
        parts += [html.Span(label, className=f"tag tag-{label.split(',')[0].lower()}") for label in labels]
    current: dict[str, Any] = {"aria-current": "true"} if chosen else {}
    return html.A(parts, href=link, className="wedge-card wedge-card-chosen" if chosen else "wedge-card", **current)


def _against(word: str, view: Wedges) -> str:
    return f" {'from' if word == 'no clear difference' else 'than'} {view.home.name}"


def no_wedges(name: str, offers: Sequence[tuple[str, str]]) -> Component:
    """The authority has no figures below the city; ``offers`` are links to authorities that have."""
    what = (
        f"No figures below the whole authority are held for {name}: none are published nationally, and a council's own "
        "have not been loaded. These authorities have some:"
    )
    return no_data(f"{name} has no wedges here yet", what, offers)


def no_wedge_figures(title: str, name: str, offers: Sequence[tuple[str, str]]) -> Component:
    """The measure is not there below the city; ``offers`` are links to those that are."""
    what = f"“{title}” is published for {name} as a whole only. These measures exist below the city:"
    return no_data("This measure has no figures for wedges", what, offers)


def no_parts(offers: Sequence[tuple[str, str]]) -> Component:
    """Neither wards nor committees have a figure; ``offers`` are links to measures where they have."""
    what = "Nothing is published or computed for wards or committees on this measure. These have figures:"
    return no_data("Inside the wedges", what, offers)


def over_time(name: str | None, link: str) -> list[Component | str]:
    """How to read the column of earlier figures, and where the whole series is."""
    words = (
        "Absence has two real points in time below the city, 2018/19 and 2022/23: “since” compares the two. "
        if name
        else "The sign beside a figure says how it stands against the city. "
    )
    return [words, html.A(f"See {name or 'the wedges'} over time in Trends", href=link), "."]


def school_grid(table: Table) -> Component:
    """The grid of schools, with numbers that can be filtered as numbers.

    Widths are given: columns that share the width stay hidden, also from screen readers, until the grid is in sight.
    """
    grid = data_table(GRID, table, height=520)
    grid.defaultColDef = {name: value for name, value in grid.defaultColDef.items() if name != "flex"}
    for column, definition in zip(table.columns, grid.columnDefs, strict=True):
        definition |= {"minWidth": 90, "width": 145 if column.kind == "number" else 190}
        if column.kind == "number":
            definition |= {"filter": "agNumberColumnFilter"}
    grid.columnDefs[0] |= {"width": 280}
    grid.columnDefs[1] |= {"width": 120}
    return grid
