"""The pages there are: path, name, which filters matter there, and the chart blocks that a paper takes from each."""

from collections.abc import Mapping
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
    Page("/report-card", "report-card", "Report card", ("home", "area", "neighbours", "average", "year")),
    Page("/explore", "explore", "Explore", ("home", "neighbours"), grid=True),
    Page("/data", "data", "Data", ("measure", "home")),
    Page("/about", "about", "About", ()),
    Page("/pack", "pack", "Pack", ()),
)

# The chart blocks of each page in the order in which they stand on it. One may say when it is there, as parts of a
# figure do (dashboard/charts/visible.py): ``overview-in-year?view=in-year``.
BLOCKS_OF_PAGE: Mapping[str, tuple[str, ...]] = {
    "overview": ("overview?view=", "overview-in-year?view=in-year"),
    "trends": (
        "trends", "trends-in-year", "trends-forecast?ahead=shown", "trends-not-known", "trends-what-if?scenario=chosen",
    ),
    "wedges": (
        "wedges", "wedges-map", "wedges-contributions", "wedges-profile", "wedges-places", "wedges-schools",
    ),
    "neighbours": ("neighbours", "neighbours-distribution", "neighbours-change", "neighbours-twins"),
    "gaps": ("gaps-sides", "gaps", "gaps-all"),
    "pathway": ("pathway", "pathway-years", "pathway-timeliness", "pathway-history"),
    "plan": ("plan-targets", "plan-framework", "plan", "plan-money", "plan-recommendations", "plan-figures"),
    "explore": ("explore-chart", "explore"),
    "curve": ("curve", "curve-card"),
    "report-card": ("report-card", "report-card-in-year?edition=", "report-card-actions?edition="),
    "data": ("data",),
    "about": ("about-methods", "about-bands"),
}  # fmt: skip


def page_at(path: str) -> Page | None:
    """The page of a path (a trailing slash does no harm), or None."""
    plain = path.rstrip("/") or "/"
    return next((page for page in PAGES if page.path == plain), None)


def page_of_block(name: str) -> Page | None:
    """The page on which a chart block stands: its name is the page's or begins with it; None of any other name."""
    return next((page for page in PAGES if name == page.name or name.startswith(f"{page.name}-")), None)
