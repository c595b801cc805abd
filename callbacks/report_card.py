"""Fills the report card: the headline outcomes of the city or a wedge, of the latest figures, a year or a quarter."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any

from dash import Dash, Input, Output

from callbacks.access import current_rights
from callbacks.addresses import page_address
from callbacks.blocks import BLOCKS, fetch_block
from callbacks.overview import RANKED
from callbacks.safely import shown_for_selection
from callbacks.services import Services
from dashboard.card_review import card_key
from dashboard.charts.block import ChartBlock
from dashboard.errors import NoDataError
from dashboard.overview import CARDS, Figures, Overview, benchmark_areas, chosen_wedge, own_areas, periods_that_matter
from dashboard.report_card import ACTIONS, BLOCK, CardTime, choose_time, cut_to, list_actions, require_figures
from dashboard.report_card_block import build_actions_block, build_report_block
from dashboard.schema import Observation
from dashboard.selection import EDITIONS, PAPERS, Selection
from layouts import ids
from layouts import report_card as page
from layouts.card_review import PATH as REVIEW
from layouts.card_review import write_state

PATH = "/report-card"
MATTERS = ("area", "neighbours", "average", "group", "version")  # to a page that a card leads to
QUARTERS = ("Apr–Jun", "Jul–Sep", "Oct–Dec", "Jan–Mar")


def register(app: Dash, services: Services) -> None:
    """Register the page's callback."""

    @app.callback(Output(page.CHOICES, "children"), Output(page.CARD, "children"), Input(ids.SELECTION, "data"))
    @shown_for_selection
    def show(query: str) -> list[Any]:
        return render_report_card(services, query)


def render_report_card(services: Services, query: str) -> list[Any]:
    """The choices around the card, and the card."""
    services, selection = services.open(query)
    block = fetch_block(services, BLOCK, selection)
    try:
        actions = fetch_block(services, ACTIONS, selection).extra["actions"]
    except NoDataError:
        actions = ()
    overview: Overview = block.extra["overview"]
    made = page.build_card(
        block,
        services.catalogue(),
        lambda measure: _link(selection, overview, measure),
        actions,
        state=write_standing(services, selection, block.version),
        young=selection.edition == "young",
        slide=selection.paper == "slide",
    )
    review = page_address(REVIEW, selection) if may_review(selection) else ""
    return [page.build_choices(list(_choices(selection)), review), made]


def may_review(selection: Selection) -> bool:
    """Whether the reader may take a step of the review of this card."""
    return card_key(selection) is not None and current_rights().may("edit")


def write_standing(services: Services, selection: Selection, version: int) -> str:
    """Where the review of the card stands, in a sentence."""
    key = card_key(selection)
    steps = services.reviews.fetch_steps(key) if services.reviews and key else ()
    return write_state(steps[0] if steps else None, version)


def _link(selection: Selection, overview: Overview, measure: str) -> str:
    """The page on which the same figure stands: Trends for the latest, else that of its period."""
    found = next(row.comparison for row in overview.cards if row.measure.id == measure)
    there = Selection(selection.home, **{name: getattr(selection, name) for name in MATTERS}, measure=measure)
    if selection.year is None:
        return page_address("/trends", there)
    if found.city is not None:
        return page_address("/wedges", there.with_(period=found.period.key))
    return page_address("/neighbours", there.with_(area=None, period=found.period.key))


def _choices(selection: Selection) -> Iterator[tuple[str, Sequence[page.Choice]]]:
    def choice(words: str, **changes: object) -> page.Choice:
        shown = all(getattr(selection, name) == value for name, value in changes.items())
        return page.Choice(words, page_address(PATH, selection.with_(**changes)), shown)

    yield "Edition", [choice("For the Board", edition=""), choice(EDITIONS["young"], edition="young")]
    yield "Paper", [choice("Page, A4", paper=""), choice(PAPERS["slide"], paper="slide")]
    if selection.year is not None:
        quarters = [choice(words, quarter=number) for number, words in enumerate(QUARTERS, start=1)]
        yield "Quarter", [choice("Whole year", quarter=None), *quarters]


def build_block(services: Services, selection: Selection) -> ChartBlock:
    """The card as a chart block, for the page and exports."""
    time, catalogue, fetch = choose_time(selection), services.catalogue(), services.repository.fetch_observations
    chosen_wedge(selection, catalogue, services.settings.kirkstall_wedge)  # says so where it is another city's
    own = cut_to(time, fetch(CARDS, areas=own_areas(selection)))
    require_figures(time, own, catalogue.areas[selection.home].name)
    others: list[Observation] = []
    for end, measures in periods_that_matter(selection, own).items():
        others += fetch(measures, area_types=RANKED, start=end, end=end)
    over_time = cut_to(time, fetch(CARDS, areas=[*own_areas(selection), *benchmark_areas(selection, catalogue)]))
    figures = Figures(own, others, services.target_lines())
    plain = Selection(selection.home, **{name: getattr(selection, name) for name in (*MATTERS, "edition")})
    return build_report_block(plain, catalogue, time, figures, over_time, settings=services.settings)


def build_actions(services: Services, selection: Selection) -> ChartBlock:
    """The actions due, for the page and exports."""
    time = choose_time(selection)
    return build_actions_block(list_actions(services.book(), _day(services, time)), time)


def _day(services: Services, time: CardTime) -> date:
    """The last day of the card; of the latest figures, the day on which they were published here."""
    return time.last or datetime.fromisoformat(services.catalogue().published_at).date()


BLOCKS[BLOCK] = build_block
BLOCKS[ACTIONS] = build_actions
