"""Explore: how far figures reach, the table of a selection, and what may be chosen next."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from urllib.parse import urlencode

from dash import ClientsideFunction, Dash, Input, Output

from callbacks.blocks import BLOCKS
from callbacks.services import Services
from dashboard.charts.block import ChartBlock, Table
from dashboard.explore import SHARED_WORDS
from dashboard.explore_block import (
    BLOCK,
    build_explore_block,
    cut_note,
    first_measures,
    list_notes,
    long_table,
    observation_origins,
    sheet_origins,
    sheet_table,
    write_headline,
)
from dashboard.explore_choice import MOST, Choice, check, read_choice, why_not_shown
from dashboard.explore_columns import columns_of_sheet, columns_of_table
from dashboard.explore_options import Offer, offer_areas, offer_groups, offer_measures, offer_years
from dashboard.explore_sheet import Origin, Sheet, plan_sheet
from dashboard.explore_words import write_sentence
from dashboard.rights import UNPUBLISHED, UNPUBLISHED_NOTE
from dashboard.schema import Observation
from dashboard.selection import LONGEST, Selection
from dashboard.wedge_notes import cite_sources, list_labels
from layouts import explore as page
from layouts import ids

PAGE_ROWS = 20_000  # of the long form on the page; more take the browser seconds, and the files have them


def register(app: Dash, _services: Services) -> None:
    """Have the browser show each selection: assets/explore.js asks the API for its options and its table."""
    app.clientside_callback(
        ClientsideFunction("explore", "show"), Output(page.ROOT, "data-query"), Input(ids.SELECTION, "data")
    )


def fetch_choice(services: Services, selection: Selection) -> Choice:
    """What a selection asks for; how far figures reach is read once for each dataset version."""
    catalogue = services.catalogue()
    reach = services.cache.remember(("reach", catalogue.version), services.repository.fetch_reach)
    return read_choice(selection, catalogue, reach, services.settings.kirkstall_wedge)


def fetch_sheet(services: Services, choice: Choice) -> Sheet:
    """The figures in rows and columns."""
    return services.repository.fetch_sheet(
        plan_sheet(choice.reach, choice.measures, choice.groups, choice.areas, choice.years)
    )


def fetch_figures(services: Services, choice: Choice, measures: Sequence[str] | None = None) -> tuple[Observation, ...]:
    """The figures one by one: of all measures chosen, or of these."""
    first, last = choice.years
    return services.repository.fetch_observations(
        choice.measures if measures is None else measures,
        areas=choice.areas,
        breakdowns=choice.groups,
        start=date(first, 1, 1) if first else None,
        end=date(last, 12, 31) if last else None,
    )


def build_block(services: Services, selection: Selection) -> ChartBlock:
    """The page's block, for exports. Raises ReaderError where there is too much to show, or nothing."""
    choice = fetch_choice(services, selection)
    check(choice)
    return build_explore_block(choice, *_fetch_table(services, choice))


def _fetch_table(services: Services, choice: Choice) -> tuple[Table, list[Origin]]:
    if choice.selection.table == "long":
        figures = fetch_figures(services, choice)
        return long_table(choice, figures), list(observation_origins(figures))
    sheet = fetch_sheet(services, choice)
    return sheet_table(choice, sheet), sheet_origins(sheet)


def build_page_columns(services: Services, selection: Selection) -> dict[str, Any]:
    """The same table in the form of dashboard/explore_columns.py, with its notes; ``message`` says why there is none.

    A choice without a table is no fault here: the page asks for this and for its options at the same time.
    """
    choice = fetch_choice(services, selection)
    message = why_not_shown(choice)
    if message:
        return {"message": message, "version": choice.catalogue.version}
    origins: list[Origin]
    cut: tuple[str, ...] = ()
    if selection.table == "long":
        figures = fetch_figures(services, choice, first_measures(choice, PAGE_ROWS))
        table = long_table(choice, figures, PAGE_ROWS)
        columns, origins = columns_of_table(table), list(observation_origins(figures))
        cut = cut_note(len(table.rows), choice.count)
    else:
        sheet = fetch_sheet(services, choice)
        columns, origins = columns_of_sheet(sheet, choice.catalogue, write_sentence(choice)), sheet_origins(sheet)
    held = sorted(origins)
    unpublished = any(choice.catalogue.datasets[origin.dataset].unpublished for origin in held)
    return columns | {
        "message": "",
        "version": choice.catalogue.version,
        "notes": [*((UNPUBLISHED_NOTE,) if unpublished else ()), *cut, *list_notes(choice, held)],
        "labels": [*((UNPUBLISHED,) if unpublished else ()), *list_labels(choice.catalogue, held)],
        "source": cite_sources(choice.catalogue, held),
    }


def build_page_options(services: Services, selection: Selection) -> dict[str, Any]:
    """What may be chosen, what is, and whether there is a table of it (``message`` says why not)."""
    choice = fetch_choice(services, selection)
    first, last = offer_years(choice)
    return {
        "headline": write_headline(choice),
        "sentence": write_sentence(choice),
        "message": why_not_shown(choice),
        "count": choice.count,
        "api": write_api_query(choice),
        "longest": LONGEST,
        "chosen": {"measures": choice.measures, "areas": choice.words, "groups": choice.groups},
        "offers": {
            "measures": _list(offer_measures(choice)),
            "areas": _list(offer_areas(choice)),
            "groups": _list(offer_groups(choice)),
        },
        "years": {"from": [list(option) for option in first], "to": [list(option) for option in last]},
    }


def _list(offer: Offer) -> list[list[Any]]:
    return [[title, [list(option) for option in options]] for title, options in offer]


def write_api_query(choice: Choice) -> str:
    """The address of the same figures in the read API; empty where no area is left, which there would mean all."""
    if not choice.areas:
        return ""
    areas: list[str] = []
    for word in choice.words:
        areas += [word] if word in SHARED_WORDS else choice.behind[word]
    first, last = choice.years
    pairs = [
        *(("measure", name) for name in choice.measures),
        *(("area", code) for code in dict.fromkeys(areas)),
        *(("breakdown", code) for code in choice.groups),
        *((("from", str(first)),) if first else ()),
        *((("to", str(last)),) if last else ()),
        ("limit", str(MOST)),
        *((("version", str(choice.selection.version)),) if choice.selection.version else ()),
    ]
    return f"/api/v1/observations?{urlencode(pairs, safe=':/')}"


BLOCKS[BLOCK] = build_block
