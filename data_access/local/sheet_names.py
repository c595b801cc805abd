"""Measures, places and groups as a council writes them: accepted where only one can be meant."""

import re
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from typing import Generic, TypeVar

from dashboard.areas import authority_of, plain_name, wedges
from dashboard.measures import Measure
from dashboard.schema import ALL, Area, Catalogue
from data_access.importers.area_names import RECODED, standard_name
from data_access.importers.area_names import plain_name as plain

_ALL = frozenset(("all", "total", "all children", "all young people", "all pupils", "everyone", "persons"))
_ASKED = 20  # unknown texts for which near names are looked for: it takes a while, and a reader wants no more
_CODE = re.compile(r"[ENSW]\d{5,7}", re.IGNORECASE)
_NEAR = 3
_RANK = {"wedge": 0, "committee": 1, "ward": 2, "school": 3}

Found = TypeVar("Found")


class UnknownNameError(Exception):
    """Nothing, or more than one thing, has this name."""

    def __init__(self, rule: str, remedy: str):
        super().__init__(rule)
        self.rule, self.remedy = rule, remedy


class _Names(Generic[Found]):
    """One kind of thing by its names, each text looked up once."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._by_name: dict[str, dict[str, Found]] = {}
        self._titles: dict[str, str] = {}
        self._seen: dict[str, Found | UnknownNameError] = {}
        self._asked = 0

    def add(self, name: str, code: str, title: str, found: Found) -> None:
        """Note that ``name`` may mean the thing of this code."""
        key = plain(name)
        if key:
            self._by_name.setdefault(key, {})[code] = found
            self._titles.setdefault(key, f"{title} ({code})")

    def has(self, name: str) -> bool:
        """Whether something has this name."""
        return plain(name) in self._by_name

    def find(self, text: str) -> Found:
        """The one thing of a name. Raises UnknownNameError."""
        known = self._seen.get(text)
        if known is None:
            known = self._seen[text] = self._look_up(text)
        if isinstance(known, UnknownNameError):
            raise known
        return known

    def _look_up(self, text: str) -> Found | UnknownNameError:
        if not text.strip():
            return UnknownNameError("this cell must not be empty", f"Fill in the {self._what}")
        found = self._by_name.get(plain(text), {})
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            codes = ", ".join(sorted(found))
            return UnknownNameError(f"more than one {self._what} has this name", f"Write one of {codes}")
        near = self._near(text)
        remedy = f"Did you mean {' or '.join(near)}?" if near else "Take it from the lists in the template"
        return UnknownNameError(f"no {self._what} has this code or name", remedy)

    def _near(self, text: str) -> list[str]:
        self._asked += 1
        if self._asked > _ASKED:
            return []
        key = plain(text)[:80]
        near = get_close_matches(key, self._by_name, _NEAR, 0.75)
        near = near or [name for name in self._by_name if len(key) > 3 and f" {key} " in f" {name} "]
        return list(dict.fromkeys(self._titles[name] for name in near))[:_NEAR]


class SheetNames:
    """How to find what a cell names."""

    def __init__(self, catalogue: Catalogue, home: str, kirkstall: str):
        self._catalogue, self._home = catalogue, home
        self._measures = _name_measures(catalogue.measures.values())
        self._areas = _name_areas(catalogue, home, kirkstall)
        self._breakdowns = _name_breakdowns(catalogue.breakdowns)

    def measure(self, text: str) -> Measure:
        """The measure of an id, a title, a short name or a publisher's code. Raises UnknownNameError."""
        return self._measures.find(text)

    def area(self, text: str) -> Area:
        """The place of a code or a name; in the home authority where there are others. Raises UnknownNameError."""
        try:
            return self._areas.find(RECODED.get(text, text))
        except UnknownNameError:
            self._explain_code(text)
            raise

    def breakdown(self, text: str) -> str:
        """The code of a group of children. Raises UnknownNameError."""
        return ALL if not text or plain(text) in _ALL else self._breakdowns.find(text)

    def knows(self, field: str, text: str) -> bool:
        """Whether a text is a measure, an area or a breakdown; for telling which column is which."""
        names: Mapping[str, _Names[Measure] | _Names[Area] | _Names[str]] = {
            "measure": self._measures, "area": self._areas, "breakdown": self._breakdowns,
        }  # fmt: skip
        return names[field].has(text)

    def _explain_code(self, text: str) -> None:
        """A code that a spreadsheet has shortened is named as that."""
        code = text.strip()
        if not _CODE.fullmatch(code):
            return
        area = self._catalogue.areas.get(code[0].upper() + code[1:].zfill(8))
        if area is not None:
            rule = "this code has lost a leading zero"
            raise UnknownNameError(rule, f"Write {area.code} ({plain_name(area)})")


def _name_measures(measures: Iterable[Measure]) -> _Names[Measure]:
    names: _Names[Measure] = _Names("measure")
    ordered = sorted(measures, key=lambda measure: not measure.shipped)
    for measure in ordered:
        names.add(measure.id, measure.id, measure.title, measure)
    for measure in ordered:
        for name in (measure.title, measure.short, measure.source_code or ""):
            if measure.shipped or not names.has(name):  # an imported twin does not make ours ambiguous
                names.add(name, measure.id, measure.title, measure)
    return names


def _name_breakdowns(breakdowns: Mapping[str, str]) -> _Names[str]:
    names: _Names[str] = _Names("breakdown")
    for code, title in breakdowns.items():
        names.add(code, code, title, code)
        names.add(title, code, title, code)
    return names


def _name_areas(catalogue: Catalogue, home: str, kirkstall: str) -> _Names[Area]:
    names: _Names[Area] = _Names("area")
    for area in catalogue.areas.values():
        names.add(area.code, area.code, area.name, area)
    for near in (True, False):  # names of elsewhere only where nothing at home has them
        taken: dict[str, list[Area]] = {}
        for area in catalogue.areas.values():
            authority = authority_of(catalogue, area.code)
            if (authority is not None and authority.code == home) == near:
                for name in _spellings(area, catalogue, home):
                    taken.setdefault(name, []).append(area)
        for name, areas in taken.items():
            if not names.has(name):
                for area in _meant(areas, {wedge.code for wedge in wedges(catalogue, home, kirkstall)}):
                    names.add(name, area.code, area.name, area)
    return names


def _spellings(area: Area, catalogue: Catalogue, home: str) -> set[str]:
    """Plain names under which a place is known: ``east``, ``east wedge``, ``leeds east``, ``east leeds`` …"""
    name = plain(plain_name(area))
    city = plain(catalogue.areas[home].name) if home in catalogue.areas else ""
    spelled = {name, plain(area.name)}
    if area.type in ("authority", "region"):
        spelled.add(standard_name(area.name))
    if area.code == home:
        spelled |= {
            "city",
            "citywide",
            "city wide",
            f"{city} city",
            f"{city} city council",
            f"{city} total",
            f"all {city}",
        }
    elif area.type in ("wedge", "committee"):
        spelled |= {f"{name} {kind}" for kind in ("wedge", "locality", "committee", "area", city)} | {f"{city} {name}"}
    elif area.type == "ward":
        spelled.add(f"{name} ward")
    return spelled


def _meant(areas: list[Area], usual: set[str]) -> list[Area]:
    """Those of several places with one name that can be meant: current ones, the wedges in use, the wider kind."""
    current = [area for area in areas if area.current] or areas
    current = [area for area in current if area.type != "wedge" or area.code in usual] or current
    first = min(_RANK.get(area.type, -1) for area in current)
    return [area for area in current if _RANK.get(area.type, -1) == first]
