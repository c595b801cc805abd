"""The pages there are: path, name, and which filters matter there."""

from typing import NamedTuple


class Page(NamedTuple):
    """One page. ``filters`` names the fields of the filter bar that change what it shows; ``grid`` says that it holds
    a ``layouts.data_table``, whose large script is loaded for such pages only."""

    path: str
    name: str
    title: str
    filters: tuple[str, ...]
    grid: bool = False


PAGES: tuple[Page, ...] = (
    Page("/", "overview", "Overview", ("home", "area", "neighbours", "average")),
    Page("/trends", "trends", "Trends", ("measure", "home", "area", "neighbours", "average", "show", "from", "to")),
    Page("/wedges", "wedges", "Wedges", ("measure", "home", "area", "period"), grid=True),
    Page("/neighbours", "neighbours", "Neighbours", ("measure", "home", "neighbours", "average", "period"), grid=True),
    Page("/gaps", "gaps", "Gaps", ("pair", "home", "neighbours", "average", "show")),
    Page("/pathway", "pathway", "Pathway", ("home", "neighbours", "average", "year")),
    Page("/plan", "plan", "Plan", ("plan", "priority", "lead", "status")),
    Page("/curve", "curve", "Curve", ("plan", "home", "neighbours", "average")),
    Page("/explore", "explore", "Explore", ("home", "neighbours"), grid=True),
    Page("/data", "data", "Data", ("measure", "home")),
    Page("/about", "about", "About", ()),
)


def page_at(path: str) -> Page | None:
    """The page of a path (a trailing slash does no harm), or None."""
    plain = path.rstrip("/") or "/"
    return next((page for page in PAGES if page.path == plain), None)
