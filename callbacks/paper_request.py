"""From what somebody asks for to a Paper: the blocks of a page, or those gathered in a pack.

They are of the version that is asked for, and with the sight of whoever asks.
"""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from callbacks.addresses import page_address
from callbacks.blocks import BLOCKS, fetch_block
from callbacks.card_blocks import find_time
from callbacks.services import Services
from dashboard.charts.visible import holds
from dashboard.errors import Fault, NoDataError, ReaderError, UnavailableError
from dashboard.formatting import format_day
from dashboard.papers.paper import Brand, Item, Paper, build_item
from dashboard.pinned import write_origin
from dashboard.plan_view import view_plan
from dashboard.selection import Selection
from layouts.pages import BLOCKS_OF_PAGE, PAGES, Page, page_at, page_of_block

MOST_ITEMS = 40
LONGEST_ITEM, LONGEST_NOTE, LONGEST_TITLE, LONGEST_PATH = 4_000, 500, 120, 8_000
USUAL_TITLE = "Charts for a meeting"


class Wanted(NamedTuple):
    """One block of a paper: its name, the services and the selection to make it of, and what the reader says of it."""

    name: str
    services: Services
    selection: Selection
    note: str = ""


def read_page(services: Services, address: str) -> tuple[Page, list[Wanted]]:
    """The page at an address and its blocks that are there for the selection. Raises ReaderError naming ``path``."""
    try:
        parts = urlsplit(address)
    except ValueError as error:
        raise ReaderError(Fault("path", address, "it is no address of a page")) from error
    page = page_at(parts.path) if parts.path.startswith("/") and not parts.netloc else None
    if page is None or page.name not in BLOCKS_OF_PAGE:
        known = tuple(each.path for each in PAGES if each.name in BLOCKS_OF_PAGE)
        raise ReaderError(Fault("path", address, "it must be the path of a page that has charts", known))
    opened, selection = _open(services, parts.query, "path")
    marks = [block.partition("?") for block in BLOCKS_OF_PAGE[page.name]]
    return page, [Wanted(name, opened, selection) for name, _, when in marks if holds(when, selection)]


def read_items(services: Services, items: Sequence[str], notes: Sequence[str]) -> list[Wanted]:
    """The blocks of a pack, each written ``chart?query of its page``; notes are in the same order.

    Raises ReaderError for every fault, naming the item.
    """
    faults: list[Fault] = []
    wanted: list[Wanted] = []
    if not items:
        faults.append(Fault("item", "", "it is needed: a chart with the query of its page", ("trends?measure=neet",)))
    if len(notes) > len(items):
        faults.append(Fault("note", f"{len(notes)} of them", "there may be one for each item, in the same order"))
    for number, item in enumerate(items, start=1):
        name, _, query = item.partition("?")
        if name not in BLOCKS:
            faults.append(Fault(f"item {number}", item, "it must begin with the name of a chart", tuple(BLOCKS)))
            continue
        try:
            note = notes[number - 1] if number <= len(notes) else ""
            wanted.append(Wanted(name, *_open(services, query, f"item {number}"), note))
        except UnavailableError:
            raise
        except ReaderError as error:
            faults.extend(error.faults)
    if faults:
        raise ReaderError(*faults)
    return wanted


def _open(services: Services, query: str, where: str) -> tuple[Services, Selection]:
    try:
        return services.open_parameters(parse_qsl(query, keep_blank_values=True))
    except UnavailableError:
        raise
    except ReaderError as error:
        raise type(error)(*(fault_in(where, fault) for fault in error.faults)) from error


def fault_in(where: str, fault: Fault) -> Fault:
    """A fault of a query inside another parameter."""
    return Fault(f"{where}, {fault.parameter}", fault.value, fault.rule, fault.allowed)


def build_paper(services: Services, title: str, wanted: Sequence[Wanted], *, page: bool) -> Paper:
    """The paper. A block without figures is left out: of a page silently, as the page does, else the paper says so.

    Raises NoDataError where nothing is left.
    """
    items: list[Item] = []
    missing: list[Fault] = []
    for one in wanted:
        try:
            block = fetch_block(one.services, one.name, one.selection)
        except NoDataError as error:
            missing += error.faults
            continue
        items.append(build_item(block, one.selection, one.note, _link(services, one)))
    if not items:
        raise NoDataError(*missing)
    newest = wanted[0].services
    catalogue = newest.catalogue()
    return Paper(
        title=title,
        brand=fetch_brand(services),
        items=tuple(items),
        version=catalogue.version,
        published=format_day(datetime.fromisoformat(catalogue.published_at)),
        made=_today(),
        left_out=() if page else tuple(f"Not in this paper: {fault.sentence()}" for fault in missing),
        origin=write_origin(newest.pinned()),
    )


def _today() -> date:
    return datetime.now(UTC).date()


def _link(services: Services, one: Wanted) -> str:
    page = page_of_block(one.name)
    return services.settings.public_url.rstrip("/") + page_address(page.path, one.selection) if page else ""


def fetch_brand(services: Services) -> Brand:
    """The council's name, colours and logo, by configuration."""
    settings = services.settings
    logo = settings.council_logo.read_bytes() if settings.council_logo else None
    return Brand(settings.council_name, settings.council_colour, logo)


def name_page(page: Page, services: Services, selection: Selection) -> str:
    """The title of a page's paper: ``Trends: NEET, 16 and 17, East, Leeds``; of a report card with its time, of a plan
    with its title and the chosen priority. Raises NotFoundError for a plan or a priority that is not there."""
    catalogue, words = services.catalogue(), []
    if "plan" in page.filters:
        view = view_plan(selection, services.book())
        words += [view.plan.title, view.priority.title if view.priority else ""]
    if "measure" in page.filters and selection.measure in catalogue.measures:
        words.append(catalogue.measures[selection.measure].short)
    if "area" in page.filters and selection.area:
        words.append(catalogue.areas[selection.area].name)
    home = catalogue.areas[selection.home].name if selection.home in catalogue.areas else ""
    if home not in " ".join(words):
        words.append(home)
    if page.name == "report-card":
        words.append(find_time(services, selection).words)
    return f"{page.title}: {', '.join(word for word in words if word)}"
