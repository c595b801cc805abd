"""What create_app builds once and hands to every callback and route."""

from dataclasses import dataclass, field

from callbacks.cache import Cache
from dashboard.config import Settings
from dashboard.schema import Catalogue
from dashboard.selection import AREA_WORDS, Selection, Vocabulary, parse_query
from data_access.repository import Repository


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, the store, and what was made from it. Nothing else is shared between requests."""

    settings: Settings
    repository: Repository
    cache: Cache = field(default_factory=Cache)

    def catalogue(self) -> Catalogue:
        """What the current dataset version holds; kept in memory until a newer version is published."""
        return self.repository.fetch_catalogue()

    def read_selection(self, query: str) -> Selection:
        """The selection of a query string. Raises ReaderError naming every fault."""
        return parse_query(query, vocabulary(self.catalogue(), self.settings))


def vocabulary(catalogue: Catalogue, settings: Settings) -> Vocabulary:
    """The values a query may use: current authorities as homes, wedges as areas, every area and group on Explore."""
    homes = [area.code for area in catalogue.areas.values() if area.type == "authority" and area.current]
    wedges = [area.code for area in catalogue.areas.values() if area.type == "wedge"]
    return Vocabulary(
        settings.home_authority,
        homes,
        catalogue.measures.keys(),
        wedges,
        places=AREA_WORDS.keys() | catalogue.areas.keys(),
        breakdowns=catalogue.breakdowns.keys(),
    )
