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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The values that exist in the store, against which a query is read."""

    home: str
    homes: Collection[str]
    measures: Collection[str]
    areas: Collection[str]


@dataclass(frozen=True, slots=True)
class Selection:
    """The filter bar. ``area`` is a wedge or None for the whole city; ``start`` and ``end`` are years of period end.

    ``shown`` holds the comparators that are switched on (keys of COMPARATORS); ``group`` the members of an own group.
    ``period`` is a period key, or None for the latest; ``compare`` is a second measure or None.
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
    group: tuple[str, ...] = ()

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
    "group": "group",
}


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
    if name in ("home", "measure", "area", "neighbours", "average"):
        allowed: Mapping[str, Collection[str]] = {
            "home": known.homes,
            "measure": known.measures,
            "area": known.areas,
            "neighbours": NEIGHBOUR_SETS,
            "average": AVERAGES,
        }
        if text not in allowed[name]:
            faults.append(_unknown(name, text, allowed[name]))
    elif name in ("from", "to"):
        if not (len(text) == 4 and text.isascii() and text.isdigit() and int(text) in YEARS):
            faults.append(Fault(name, text, "it must be a year", (f"{YEARS.start} to {YEARS.stop - 1}",)))
        else:
            value = int(text)
    elif name in ("show", "group"):
        parts = [] if text == "none" else text.split(",")
        options = COMPARATORS if name == "show" else known.homes
        faults.extend(_unknown(name, part, options) for part in parts if part not in options)
        value = frozenset(parts) if name == "show" else tuple(dict.fromkeys(parts))
    elif len(text) > 40:
        faults.append(Fault(name, text, "it must be a period such as 2025 or 2024/25"))
    chosen[PARAMETERS[name]] = value


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
        elif item.name == "group":
            value = ",".join(value)
        pairs.append((names[item.name], str(value)))
    return urlencode(pairs, safe=",/")
