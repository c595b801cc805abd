"""What an importer may refer to: the places and measures that are known."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from dashboard.measures import Measure
from dashboard.schema import Area
from data_access.importers.area_names import RECODED, standard_name

Published = Mapping[tuple[str, str, int], float]  # by measure, area and the year in which the period ends
_NOTHING: Published = MappingProxyType({})

# Where one name is borne by several places, the first of these is meant.
_RANK = {"authority": 0, "region": 1, "country": 2, "wedge": 3, "committee": 4, "ward": 5, "school": 6, "group": 7}


class Context:
    """Known areas by code, DfE number or name, and measures by id or by their publisher's code.

    ``published`` holds figures that the store already has: LAIT's, by which a source that prints one decimal less can
    set its counts, and the population, on which counts become rates.
    """

    def __init__(self, areas: Mapping[str, Area], measures: Mapping[str, Measure], published: Published = _NOTHING):
        self.areas = dict(areas)
        self.measures = dict(measures)
        self.published = published
        self._by_number = {area.number: area for area in self.areas.values() if area.number is not None}
        self._by_source: dict[str, Measure] = {}
        for measure in self.measures.values():
            if measure.source_code:
                known = self._by_source.get(measure.source_code)
                if known is None or (measure.shipped and not known.shipped):
                    self._by_source[measure.source_code] = measure
        self._by_name: dict[str, list[Area]] = {}
        for area in self.areas.values():
            self._by_name.setdefault(standard_name(area.name), []).append(area)

    @classmethod
    def from_areas(
        cls, areas: Iterable[Area], measures: Iterable[Measure], published: Published = _NOTHING
    ) -> "Context":
        """A context from lists, as the store or a bootstrap has them."""
        return cls({area.code: area for area in areas}, {measure.id: measure for measure in measures}, published)

    def area(self, code: str) -> Area | None:
        """The area of a GSS code (a replaced one included) or of a slug of ours."""
        return self.areas.get(code) or self.areas.get(RECODED.get(code, ""))

    def area_by_number(self, number: int) -> Area | None:
        """The authority, region or country of a DfE number."""
        return self._by_number.get(number)

    def areas_named(self, name: str) -> list[Area]:
        """Every area that bears a name, in any of its spellings: authorities first, those of today first."""
        found = self._by_name.get(standard_name(name), [])
        return sorted(found, key=lambda area: (_RANK[area.type], not area.current, area.code))

    def area_named(self, name: str) -> Area | None:
        """The one area that is meant by a name; None where there is none or no telling which."""
        found = self.areas_named(name)
        if len(found) > 1 and (found[0].type, found[0].current) == (found[1].type, found[1].current):
            return None
        return found[0] if found else None

    def measure(self, name: str) -> Measure | None:
        """The measure of an id of ours."""
        return self.measures.get(name)

    def measure_from(self, source_code: str) -> Measure | None:
        """The measure that its publisher calls ``source_code``; one that we ship comes first."""
        return self._by_source.get(source_code)
