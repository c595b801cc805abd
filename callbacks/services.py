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

    def open(self, query: str) -> tuple["Services", Selection]:
        """The selection of a query string, and the services with which to answer it.

        Raises ReaderError naming every fault.
        """
        return self, parse_query(query, self.vocabulary())

    def vocabulary(self) -> Vocabulary:
        """The values a query may use, kept in memory like the catalogue."""
        catalogue = self.catalogue()
        return self.cache.remember(
            ("vocabulary", catalogue.version), lambda: build_vocabulary(catalogue, self.settings.home_authority)
        )


def build_vocabulary(catalogue: Catalogue, home: str) -> Vocabulary:
    """Current authorities as homes, wedges as areas, every area and group on Explore.

    ``home`` is the authority of a query that names none.
    """
    homes = [area.code for area in catalogue.areas.values() if area.type == "authority" and area.current]
    wedges = [area.code for area in catalogue.areas.values() if area.type == "wedge"]
    return Vocabulary(
        home,
        homes,
        catalogue.measures.keys(),
        wedges,
        places=AREA_WORDS.keys() | catalogue.areas.keys(),
        breakdowns=catalogue.breakdowns.keys(),
    )
