"""What the Explore page shows: measures × areas × groups of a selection, its words made into areas.

An empty list is a useful start, never nothing: the selection's measure, for the home authority, its neighbours and
England, without groups.
"""

from collections.abc import Callable, Iterable

from dashboard.areas import authorities, committees, core_cities, region_of, schools, wards, wedges
from dashboard.members import member_codes
from dashboard.schema import ALL, ENGLAND, Catalogue
from dashboard.selection import AREA_WORDS, Selection

SHARED_WORDS = frozenset({"authorities", "regions"})  # mean the same for every home: the read API takes them as well
START_AREAS = ("home", "neighbours", "england")


def chosen_measures(selection: Selection) -> tuple[str, ...]:
    """The ids of the measures, in the order chosen."""
    return selection.measures or (selection.measure,)


def chosen_groups(selection: Selection) -> tuple[str, ...]:
    """The breakdowns, in the order chosen."""
    return selection.groups or (ALL,)


def chosen_areas(selection: Selection, catalogue: Catalogue, kirkstall: str = "west") -> tuple[str, ...]:
    """The codes of the areas, in the order chosen, each once; words that stand for nobody here give none."""
    words = selection.areas or START_AREAS
    return tuple(dict.fromkeys(code for word in words for code in expand_word(word, selection, catalogue, kirkstall)))


def expand_word(word: str, selection: Selection, catalogue: Catalogue, kirkstall: str = "west") -> tuple[str, ...]:
    """The areas that one of AREA_WORDS stands for, or the code itself."""
    if word not in AREA_WORDS:
        return (word,)
    expand = _EXPAND.get(word)
    found = expand(selection, catalogue) if expand else _below(word, selection, catalogue, kirkstall)
    return tuple(code for code in found if code in catalogue.areas)


def _region(selection: Selection, catalogue: Catalogue) -> Iterable[str]:
    region = region_of(catalogue, selection.home)
    return [region.code] if region else []


def _regions(_: Selection, catalogue: Catalogue) -> Iterable[str]:
    found = (area for area in catalogue.areas.values() if area.type == "region" and area.current)
    return [area.code for area in sorted(found, key=lambda area: area.name)]


def _below(word: str, selection: Selection, catalogue: Catalogue, kirkstall: str) -> Iterable[str]:
    own = [area.code for area in wedges(catalogue, selection.home, kirkstall)]
    within = {"committees": committees, "wards": wards, "schools": schools}.get(word)
    return [area.code for wedge in own for area in within(catalogue, wedge)] if within else own


_EXPAND: dict[str, Callable[[Selection, Catalogue], Iterable[str]]] = {
    "home": lambda selection, _: [selection.home],
    "neighbours": member_codes,
    "core": lambda selection, catalogue: core_cities(catalogue, selection.home),
    "region": _region,
    "england": lambda *_: [ENGLAND],
    "authorities": lambda _, catalogue: [area.code for area in authorities(catalogue)],
    "regions": _regions,
}
