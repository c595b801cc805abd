"""What a reader has chosen, as one frozen value; parsed from the URL once and written back to it.

Everything that changes the query or the display lives here and so in the link. Nothing downstream sees raw strings.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, fields, replace
from difflib import get_close_matches
from typing import Literal
from urllib.parse import parse_qsl, urlencode

from dashboard.errors import Fault, ReaderError

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
}
DEFAULT_SHOWN = frozenset({"neighbours", "each", "region", "england", "wedges", "band", "interval"})
YEARS = range(1990, 2100)
LONGEST_NUMBER = 9  # digits
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
TABLES: dict[str, str] = {"wide": "A column a period", "long": "A row a figure"}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values that exist in the store, against which a query is read."""

    home: str
    homes: Collection[str]
    measures: Collection[str]
    areas: Collection[str]  # wedges
    places: Collection[str] = tuple(AREA_WORDS)  # areas of every type, and AREA_WORDS
    breakdowns: Collection[str] = ("all",)
    newest: int = 0  # dataset version
    pairs: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """The filter bar. ``area`` is a wedge or None for the whole city; ``start`` and ``end`` are years of period end.

    ``shown`` holds the comparators that are switched on (keys of COMPARATORS); ``group`` the members of an own group.
    ``period`` is a period key, or None for the latest; ``since`` is the key of an earlier one that changes are from, or
    None for the one straight before. ``year`` is the year in which all that Pathway shows ends, ``version`` the dataset
    version to stay with, or None for the newest.

    Explore shows ``measures`` × ``areas`` × ``groups`` (breakdowns), in the order chosen; dashboard/explore.py says
    what they are where they are empty. ``areas`` holds codes and AREA_WORDS, ``shape`` the chart ("" chooses itself).

    Gaps shows one ``pair`` of dashboard/pairs.toml, and all of them in an ``order``.
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
}
LONGEST = {"measures": 100, "areas": 200}  # so that a link stays short enough for every server between here and there
LISTS = ("group", "measures", "areas", "groups")  # values joined by commas, in the order chosen


def parse_query(query: str, known: Vocabulary) -> Selection:
    """Read a query string. Raises ReaderError naming every parameter that is unknown or out of range."""
    return parse_parameters(parse_qsl(query.lstrip("?"), keep_blank_values=True), known)


def parse_parameters(pairs: Collection[tuple[str, str]], known: Vocabulary) -> Selection:
    """Read (parameter, value) pairs; an empty value means the default."""
    faults: list[Fault] = []
    chosen: dict[str, object] = {}
    seen: set[str] = set()
    for name, text in pairs:
        if name not in PARAMETERS:
            faults.append(Fault(name, text, "there is no such filter", tuple(PARAMETERS)))
        elif name in seen:
            faults.append(Fault(name, text, "it may be given once only"))
        elif text:
            _read(name, text, known, chosen, faults)
        seen.add(name)
    start, end = chosen.get("start"), chosen.get("end")
    if isinstance(start, int) and isinstance(end, int) and start > end:
        faults.append(Fault("from", str(start), f"it must not be after to ({end})"))
    if chosen.get("neighbours") == "own" and not chosen.get("group"):
        faults.append(Fault("group", "", "an own group needs at least one authority", ("codes joined by commas",)))
    if faults:
        raise ReaderError(*faults)
    return Selection(**({"home": known.home} | chosen))  # type: ignore[arg-type]


def _read(name: str, text: str, known: Vocabulary, chosen: dict[str, object], faults: list[Fault]) -> None:
    value: object = text
    options = _options(name, known)
    if options is not None and (name == "show" or name in LISTS):
        parts = [] if text == "none" and name in ("show", "group") else text.split(",")
        faults.extend(_unknown(name, part, options) for part in dict.fromkeys(parts) if part not in options)
        value = frozenset(parts) if name == "show" else tuple(dict.fromkeys(parts))
        if len(value) > LONGEST.get(name, len(value)):
            faults.append(Fault(name, f"{len(value)} of them", f"a link names at most {LONGEST[name]}"))
    elif options is not None:
        if text not in options:
            faults.append(_unknown(name, text, options))
    elif name in ("from", "to", "year"):
        if not (len(text) == 4 and text.isascii() and text.isdigit() and int(text) in YEARS):
            faults.append(Fault(name, text, "it must be a year", (f"{YEARS.start} to {YEARS.stop - 1}",)))
        else:
            value = int(text)
    elif name == "version":
        value = read_version(text, known.newest)
        if value is None:
            faults.append(version_fault(text, known.newest))
    elif len(text) > 40:
        faults.append(Fault(name, text, "it must be a period such as 2025 or 2024/25"))
    chosen[PARAMETERS[name]] = value


def read_version(text: str, newest: int) -> int | None:
    """The dataset version that a text names; None where there is no such version."""
    number = int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else 0
    return number if 1 <= number <= newest else None


def version_fault(text: str, newest: int) -> Fault:
    """What to say of a text that names no dataset version."""
    return Fault("version", text, "it must be the number of a dataset version", (f"1 to {newest}",) if newest else ())


def _options(name: str, known: Vocabulary) -> Collection[str] | None:
    """The values that a parameter may have; None for those that are not chosen from a list."""
    allowed: Mapping[str, Collection[str]] = {
        "home": known.homes,
        "measure": known.measures,
        "area": known.areas,
        "neighbours": NEIGHBOUR_SETS,
        "average": AVERAGES,
        "show": COMPARATORS,
        "group": known.homes,
        "measures": known.measures,
        "areas": known.places,
        "groups": known.breakdowns,
        "shape": SHAPES,
        "table": TABLES,
        "pair": known.pairs,
        "order": GAP_ORDERS,
    }
    return allowed.get(name)


def _unknown(name: str, text: str, allowed: Collection[str]) -> Fault:
    nearest = get_close_matches(text[:80], allowed, n=5, cutoff=0.4) or sorted(allowed)[:8]
    return Fault(name, text, "there is no such value here", tuple(nearest))


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
