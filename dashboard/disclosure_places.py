"""Which places make up which: the sums that a reader can do on a map.

Cities are wedges, wedges are committees, committees are wards, wards hold schools; and the two ways of counting
Kirkstall differ by one ward.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.areas import base_wedge, wards
from dashboard.schema import Area, Catalogue

_BELOW = {"authority": "wedge", "wedge": "committee", "committee": "ward", "ward": "school"}


class PlaceSum(NamedTuple):
    """``whole`` is the sum of ``parts``; ``gaps`` says that some of its places are not among them."""

    whole: str
    parts: tuple[str, ...]
    gaps: bool


@dataclass(frozen=True)
class Places:
    """The places below authorities, by what they lie in."""

    children: Mapping[str, tuple[str, ...]]
    variants: Mapping[str, tuple[str, ...]]  # a wedge counted otherwise: the wards that it then has
    types: Mapping[str, str]

    @classmethod
    def from_catalogue(cls, catalogue: Catalogue) -> "Places":
        """The places of today; wedges in their usual extent, the other count of Kirkstall apart."""
        found: dict[str, list[str]] = {}
        variants: dict[str, tuple[str, ...]] = {}
        for area in sorted(catalogue.areas.values(), key=lambda each: each.code):
            parent = catalogue.areas.get(area.parent or "")
            if area.type == "wedge" and base_wedge(area.code) != area.code:
                variants[area.code] = tuple(ward.code for ward in wards(catalogue, area.code))
            elif area.current and parent is not None and _BELOW.get(parent.type) == area.type:
                found.setdefault(parent.code, []).append(area.code)
        kept = {code: tuple(codes) for code, codes in found.items()}
        return cls(kept, variants, {area.code: area.type for area in catalogue.areas.values()})

    def sums(self, there: Collection[str]) -> Iterator[PlaceSum]:
        """Every sum between places that have a figure, each over the nearest places below that have one."""
        with_schools = any(self.types.get(code) == "school" for code in there)
        for whole in sorted(there):
            if whole in self.variants:
                yield from self._sums_of_variant(whole, there)
                continue
            parts, gaps = self._nearest(whole, there, with_schools)
            if parts:
                yield PlaceSum(whole, tuple(parts), gaps)
        yield from self._sum_of_variants(there)

    def _nearest(self, code: str, there: Collection[str], with_schools: bool) -> tuple[list[str], bool]:
        parts: list[str] = []
        gaps = False
        for child in self.children.get(code, ()):
            if self.types.get(child) == "school" and not with_schools:
                continue
            if child in there:
                parts.append(child)
                continue
            below, missing = self._nearest(child, there, with_schools)
            parts += below
            gaps = gaps or missing or not below
        return parts, gaps

    def _sums_of_variant(self, variant: str, there: Collection[str]) -> Iterator[PlaceSum]:
        """The other extent of a wedge: against its wards, and against the usual extent."""
        members = self.variants[variant]
        given = [code for code in members if code in there]
        if given:
            yield PlaceSum(variant, tuple(given), len(given) < len(members))
        base = base_wedge(variant)
        if base not in there:
            return
        usual = {code for committee in self.children.get(base, ()) for code in self.children.get(committee, ())}
        small, large = (variant, base) if len(members) < len(usual) else (base, variant)
        between = sorted(usual ^ set(members))
        named = [code for code in between if code in there]
        yield PlaceSum(large, (small, *named), len(named) < len(between))

    def _sum_of_variants(self, there: Collection[str]) -> Iterator[PlaceSum]:
        """The city as the sum of its wedges in their other extent, where those are given."""
        others = {base_wedge(code): code for code in self.variants if code in there}
        for city, wedges in self.children.items():
            if city in there and self.types.get(city) == "authority" and others.keys() & set(wedges):
                extents = [others.get(code, code) for code in wedges]
                if len(others) == len(self.variants) and all(code in there for code in extents):
                    yield PlaceSum(city, tuple(extents), False)


def of_city(catalogue: Catalogue, city: str) -> tuple[Area, ...]:
    """An authority and every place inside it."""
    inside = {city}
    for _ in range(4):  # wedge, committee, ward, school
        inside |= {area.code for area in catalogue.areas.values() if area.parent in inside}
    return tuple(catalogue.areas[code] for code in sorted(inside) if code in catalogue.areas)
