"""From the parameters of a URL to a Selection, against the values that exist; every fault is named at once."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import get_close_matches
from urllib.parse import parse_qsl

from dashboard.errors import Fault, ReaderError
from dashboard.selection import (
    AHEAD,
    AREA_WORDS,
    AVERAGES,
    COMPARATORS,
    EDITIONS,
    GAP_ORDERS,
    LISTS,
    LONGEST,
    NEIGHBOUR_SETS,
    NEIGHBOURS_AVERAGE,
    PAPERS,
    PARAMETERS,
    PLAN_SORTS,
    PLAN_STATUSES,
    SHAPES,
    TABLES,
    VIEWS,
    Selection,
)

YEARS = range(1990, 2100)
LONGEST_NUMBER = 9  # digits
MOST_MOVED = 100_000
_YEAR, _WHOLE, _PERCENTAGE = (
    re.compile(pattern, re.ASCII) for pattern in (r"\d{4}", r"\d{1,6}", r"\d{1,3}(\.\d{1,2})?")
)
_A_YEAR = (_YEAR, YEARS.start, YEARS.stop - 1, "it must be a year", f"{YEARS.start} to {YEARS.stop - 1}")
_NUMBERS: Mapping[str, tuple[re.Pattern[str], int, int, str, str]] = {
    "from": _A_YEAR,
    "to": _A_YEAR,
    "year": _A_YEAR,
    "unknown": (_PERCENTAGE, 0, 100, "it must be a percentage with at most two decimals", "0 to 100 or neighbours"),
    "share": (_WHOLE, 0, 100, "it must be a whole percentage", "0 to 100"),
    "quarter": (_WHOLE, 1, 4, "it must be a quarter of the year from April", "1 to 4"),
    "moved": (_WHOLE, 0, MOST_MOVED, "it must be a whole number of young people", f"0 to {MOST_MOVED}"),
}


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
    plans: Collection[str] = ()
    priorities: Collection[str] = ()  # of every plan
    leads: Collection[str] = ()


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
    elif name in _NUMBERS or name == "version":
        value = _read_number(name, text, known, faults)
    elif len(text) > 40:
        faults.append(Fault(name, text, "it must be a period such as 2025 or 2024/25"))
    chosen[PARAMETERS[name]] = value


def _read_number(name: str, text: str, known: Vocabulary, faults: list[Fault]) -> str | int | None:
    """A year, a version, a percentage or a number of people; a fault where it is none."""
    if name == "version":
        version = read_version(text, known.newest)
        if version is None:
            faults.append(version_fault(text, known.newest))
        return version
    if name == "unknown" and text == NEIGHBOURS_AVERAGE:
        return text
    pattern, lowest, highest, rule, allowed = _NUMBERS[name]
    if not (pattern.fullmatch(text) and lowest <= Decimal(text) <= highest):
        faults.append(Fault(name, text, rule, (allowed,)))
        return None
    return text if pattern is _PERCENTAGE else int(text)


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
        "view": VIEWS,
        "plan": known.plans,
        "priority": known.priorities,
        "lead": known.leads,
        "status": PLAN_STATUSES,
        "sort": [sort for sort in PLAN_SORTS if sort],
        "ahead": AHEAD,
        "edition": EDITIONS,
        "paper": PAPERS,
    }
    return allowed.get(name)


def _unknown(name: str, text: str, allowed: Collection[str]) -> Fault:
    nearest = get_close_matches(text[:80], allowed, n=5, cutoff=0.4) or sorted(allowed)[:8]
    return Fault(name, text, "there is no such value here", tuple(nearest))
