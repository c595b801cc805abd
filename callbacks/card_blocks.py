"""The blocks of the report card: its outcomes, what was counted in the quarter, the actions due; and its review."""

from datetime import date, datetime

from callbacks.blocks import BLOCKS
from callbacks.overview import RANKED
from callbacks.services import Services
from dashboard.card_actions import build_actions_block, list_due
from dashboard.card_in_year import build_card_in_year
from dashboard.card_review import CardKey, Review, Standing, card_key
from dashboard.charts.block import ChartBlock, Table
from dashboard.errors import NoDataError
from dashboard.overview import CARDS, Figures, benchmark_areas, chosen_wedge, own_areas, periods_that_matter
from dashboard.report_card import (
    ACTIONS,
    BLOCK,
    IN_YEAR,
    CardTime,
    choose_time,
    cut_to,
    require_figures,
    say_unfinished,
)
from dashboard.report_card_block import build_report_block
from dashboard.schema import Observation
from dashboard.selection import Selection
from dashboard.tracker import MEASURES, tracker_areas

MATTERS = ("area", "neighbours", "average", "group", "version")  # to a page that a card leads to


def fetch_cards(services: Services, selection: Selection) -> dict[CardKey, Review]:
    """The last step of every card of the place that has any; kept until somebody takes a step."""
    if services.reviews is None:
        return {}
    reviews, place = services.reviews, selection.area or selection.home
    return services.cache.remember(("cards", place, services.review_stamp()), lambda: reviews.fetch_cards(place))


def find_standing(services: Services, selection: Selection, last: Review | None) -> Standing:
    """Where a card stands whose last step is given."""
    version = services.repository.fetch_version()
    changed = last is not None and last.version < version and _has_changed(services, selection, last.version)
    return Standing(last, version, changed, card_key(selection) is not None)


def _has_changed(services: Services, selection: Selection, version: int) -> bool:
    """Whether a card has other figures than in an earlier version, for everyone who sees what is published."""
    public = services.everyone or services
    return _list_tables(public, selection) != _list_tables(public.at(version), selection)


def _list_tables(services: Services, selection: Selection) -> list[Table]:
    """Every figure of a card."""
    found = []
    standing = Standing(None, services.repository.fetch_version())
    builds = [lambda: _build_card(services, selection, standing), lambda: _build_in_year(services, selection)]
    for build in builds[: 1 if selection.edition else 2]:  # the one for young people has published figures only
        try:
            found.append(build().table)
        except NoDataError:
            continue
    return found


def build_block(services: Services, selection: Selection) -> ChartBlock:
    """The card as a chart block, for the page and exports."""
    standing = find_standing(services, selection, _fetch_last(services, selection))
    return _build_card(_edition(services, standing.published), selection, standing)


def build_in_year(services: Services, selection: Selection) -> ChartBlock:
    """What the council counted in the quarter of the card, for the page and exports."""
    last = _fetch_last(services, selection)
    published = Standing(last, services.repository.fetch_version()).published
    return _build_in_year(_edition(services, published), selection)


def _fetch_last(services: Services, selection: Selection) -> Review | None:
    key = card_key(selection)
    return fetch_cards(services, selection).get(key) if key else None


def _edition(services: Services, published: bool) -> Services:
    """A published card is the same for everyone: those who see more see on it what everyone sees."""
    return services.everyone if published and services.everyone else services


def _build_card(services: Services, selection: Selection, standing: Standing) -> ChartBlock:
    time, catalogue = find_time(services, selection), services.catalogue()
    fetch = services.repository.fetch_observations
    chosen_wedge(selection, catalogue, services.settings.kirkstall_wedge)  # says so where it is another city's
    own = cut_to(time, fetch(CARDS, areas=own_areas(selection)))
    require_figures(time, own, catalogue.areas[selection.home].name)
    others: list[Observation] = []
    for end, measures in periods_that_matter(selection, own).items():
        others += fetch(measures, area_types=RANKED, start=end, end=end)
    over_time = cut_to(time, fetch(CARDS, areas=[*own_areas(selection), *benchmark_areas(selection, catalogue)]))
    figures = Figures(own, others, services.target_lines())
    plain = Selection(selection.home, **{name: getattr(selection, name) for name in (*MATTERS, "edition")})
    settings = services.settings
    return build_report_block(plain, catalogue, time, figures, over_time, standing=standing, settings=settings)


def _build_in_year(services: Services, selection: Selection) -> ChartBlock:
    time, catalogue, kirkstall = find_time(services, selection), services.catalogue(), services.settings.kirkstall_wedge
    figures: tuple[Observation, ...] = ()
    if selection.quarter is not None:
        areas = tracker_areas(selection, catalogue, kirkstall)
        figures = services.repository.fetch_observations(MEASURES, areas=areas, end=time.last, in_year=True)
    return build_card_in_year(selection, catalogue, time, figures, kirkstall)


def build_actions(services: Services, selection: Selection) -> ChartBlock:
    """The actions due, for the page and exports."""
    time = find_time(services, selection)
    return build_actions_block(list_due(services.book(), time, _day(services)), time)


def find_time(services: Services, selection: Selection) -> CardTime:
    """The time of a card, with words that say where the figures were published before it was over."""
    return say_unfinished(choose_time(selection), _day(services))


def _day(services: Services) -> date:
    """The day on which the figures were published here: a card of the latest ones begins there."""
    return datetime.fromisoformat(services.catalogue().published_at).date()


BLOCKS[BLOCK] = build_block
BLOCKS[IN_YEAR] = build_in_year
BLOCKS[ACTIONS] = build_actions
