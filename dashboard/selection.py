"""What a reader has chosen, as one frozen value; read from the URL once (selection_reading.py) and written back to it.

Everything that changes the query or the display lives here and so in the link. Nothing downstream sees raw strings.
"""

from dataclasses import dataclass, field, fields, replace
from typing import Literal
from urllib.parse import urlencode

NeighbourChoice = Literal["2025", "2021", "pre-2021", "own"]
NEIGHBOUR_SETS: dict[str, str] = {
    "2025": "statistical neighbours (May 2025)",
    "2021": "statistical neighbours (April 2021)",
    "pre-2021": "statistical neighbours (before April 2021)",
    "own": "own group",
}
AVERAGES = ("mean", "median")
COMPARATORS: dict[str, str] = {
    "neighbours": "Neighbours' average",
    "each": "Each neighbour",
    "core": "Core cities",
    "region": "Region",
    "england": "England",
    "wedges": "Wedges",
    "band": "NEET band",
    "interval": "Range of natural variation",
    "target": "Target",
}
DEFAULT_SHOWN = frozenset({"neighbours", "each", "region", "england", "wedges", "band", "interval", "target"})
# Words that stand for areas on Explore: what they mean follows from the home authority and its neighbours.
AREA_WORDS: dict[str, str] = {
    "home": "the home authority",
    "neighbours": "its statistical neighbours",
    "core": "core cities",
    "region": "its region",
    "england": "England",
    "wedges": "wedges",
    "authorities": "every authority",
    "regions": "every region",
    "committees": "community committees",
    "wards": "wards",
    "schools": "schools",
}
SHAPES: dict[str, str] = {
    "line": "Lines",
    "bars": "Ranked bars",
    "strip": "Distribution",
    "scatter": "Two measures",
    "multiples": "Small multiples",
}
GAP_ORDERS: dict[str, str] = {"size": "largest gap first", "movement": "most widened first"}
VIEWS: dict[str, str] = {"in-year": "In the year"}
PLAN_STATUSES: dict[str, str] = {"green": "Green", "amber": "Amber", "red": "Red", "none": "Not judged"}
PLAN_SORTS: dict[str, str] = {"": "the plan's order", "due": "due first", "lead": "by lead", "status": "by status"}
NEIGHBOURS_AVERAGE = "neighbours"  # in the place of a share not known
AHEAD: dict[str, str] = {"shown": "If nothing changes"}
EDITIONS: dict[str, str] = {"young": "For young people"}
PAPERS: dict[str, str] = {"slide": "Slide, 16:9"}
TABLES: dict[str, str] = {"wide": "A column a period", "long": "A row a figure"}


@dataclass(frozen=True, slots=True)
class Selection:
    """The filter bar. ``area`` is a wedge or None for the whole city; ``start`` and ``end`` are years of period end.

    ``shown`` holds the comparators that are switched on (keys of COMPARATORS); ``group`` the members of an own group.
    ``period`` is a period key, or None for the latest; ``since`` is the key of an earlier one that changes are from, or
    None for the one straight before. ``year`` is the year in which all that Pathway shows ends, ``version`` the dataset
    version to stay with, or None for the newest.

    Explore shows ``measures`` × ``areas`` × ``groups`` (breakdowns), in the order chosen; dashboard/explore.py says
    what they are where they are empty. ``areas`` holds codes and AREA_WORDS, ``shape`` the chart ("" chooses itself).

    ``view`` is "in-year" where the Overview shows what was counted since the last publication.

    ``ahead`` is "shown" where Trends shows where the measure is heading.

    What if on Trends supposes that ``unknown`` % of young people are not known (a number as written, or
    NEIGHBOURS_AVERAGE, or None: as now), that ``share`` % of those found turn out NEET (None: as among the known) and
    that ``moved`` leave NEET.

    Gaps shows one ``pair`` of dashboard/pairs.toml, and all of them in an ``order``.

    Plan shows a ``plan`` (an id, None for the one in force), one ``priority`` of it or all, and the actions of a
    ``lead`` and with a ``status``, in the order of ``sort``.

    Report card is of the year to 31 March of ``year``, or of one ``quarter`` of it (1 is April to June; without a year
    it says nothing), in an ``edition`` ("" for the Board) and on a ``paper`` ("" is A4).
    """

    home: str
    measure: str = "neet"
    area: str | None = None
    neighbours: NeighbourChoice = "2025"
    average: Literal["mean", "median"] = "mean"
    shown: frozenset[str] = field(default=DEFAULT_SHOWN)
    start: int | None = None
    end: int | None = None
    period: str | None = None
    since: str | None = None
    group: tuple[str, ...] = ()
    measures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    shape: str = ""
    table: Literal["wide", "long"] = "wide"
    year: int | None = None
    version: int | None = None
    pair: str = "persistent-absence-looked-after"
    order: Literal["size", "movement"] = "size"
    view: Literal["", "in-year"] = ""
    plan: str | None = None
    priority: str | None = None
    lead: str = ""
    status: Literal["", "green", "amber", "red", "none"] = ""
    sort: Literal["", "due", "lead", "status"] = ""
    ahead: Literal["", "shown"] = ""
    unknown: str | None = None
    share: int | None = None
    moved: int = 0
    quarter: int | None = None
    edition: Literal["", "young"] = ""
    paper: Literal["", "slide"] = ""

    @property
    def scenario(self) -> str:
        """``chosen`` where What if on Trends supposes anything."""
        return "chosen" if self.unknown is not None or self.share is not None or self.moved else ""

    def with_(self, **changes: object) -> "Selection":
        """The same selection with some fields changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


PARAMETERS = {
    "home": "home",
    "measure": "measure",
    "area": "area",
    "neighbours": "neighbours",
    "average": "average",
    "show": "shown",
    "from": "start",
    "to": "end",
    "period": "period",
    "since": "since",
    "group": "group",
    "measures": "measures",
    "areas": "areas",
    "groups": "groups",
    "shape": "shape",
    "table": "table",
    "year": "year",
    "version": "version",
    "pair": "pair",
    "order": "order",
    "view": "view",
    "plan": "plan",
    "priority": "priority",
    "lead": "lead",
    "status": "status",
    "sort": "sort",
    "ahead": "ahead",
    "unknown": "unknown",
    "share": "share",
    "moved": "moved",
    "quarter": "quarter",
    "edition": "edition",
    "paper": "paper",
}
LONGEST = {"measures": 100, "areas": 200}  # so that a link stays short enough for every server between here and there
LISTS = ("group", "measures", "areas", "groups")  # values joined by commas, in the order chosen


def to_query(selection: Selection) -> str:
    """The query string of a selection, shortest form: what equals the default is left out."""
    plain = Selection(home=selection.home)
    names = {attribute: name for name, attribute in PARAMETERS.items()}
    pairs = [("home", selection.home)]
    for item in fields(selection):
        value = getattr(selection, item.name)
        if item.name == "home" or value == getattr(plain, item.name):
            continue
        if item.name == "shown":
            value = ",".join(name for name in COMPARATORS if name in value) or "none"
        elif item.name in LISTS:
            value = ",".join(value)
        pairs.append((names[item.name], str(value)))
    return urlencode(pairs, safe=",/")
