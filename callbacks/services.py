"""What create_app builds once and hands to every callback and route."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

from callbacks.cache import Cache
from dashboard.config import Settings
from dashboard.pairs import pairs_of
from dashboard.pinned import Pinned
from dashboard.schema import Catalogue
from dashboard.selection import AREA_WORDS, Selection, Vocabulary, parse_parameters, read_version
from data_access.repository import Repository

VERSIONS_OPEN = 4  # earlier versions that are held ready
VERSION_ENTRIES = 64  # what each of them keeps


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, the store, and what was made from it. Nothing else is shared between requests."""

    settings: Settings
    repository: Repository
    cache: Cache = field(default_factory=Cache)
    newest: int | None = None  # where these keep to the version that a link names: the newest there was on opening
    opened: Cache = field(default_factory=lambda: Cache(VERSIONS_OPEN))

    def catalogue(self) -> Catalogue:
        """What the dataset version holds; kept in memory until a newer version is published."""
        return self.repository.fetch_catalogue()

    def stamp(self) -> str:
        """What an answer of the dataset version is recognised by (the ETag)."""
        return self.repository.fetch_stamp()

    def open(self, query: str) -> tuple["Services", Selection]:
        """The selection of a query string, and the services with which to answer it: of the version that it names.

        Raises ReaderError naming every fault.
        """
        return self.open_parameters(parse_qsl(query.lstrip("?"), keep_blank_values=True))

    def open_parameters(self, pairs: Collection[tuple[str, str]]) -> tuple["Services", Selection]:
        """As ``open``, from (parameter, value) pairs."""
        version = next((self.find_version(text) for name, text in pairs if name == "version"), None)
        services = self.at(version)
        return services, parse_parameters(pairs, services.vocabulary())

    def find_version(self, text: str) -> int | None:
        """The dataset version that a parameter names; None where there is no such version."""
        return read_version(text, self._newest()) if text else None

    def at(self, version: int | None) -> "Services":
        """These services as they were at a version that exists; None changes nothing.

        They have a cache of their own, so that nothing made for one version is ever taken for another's; it is left
        when a newer version is published, because that may have taken something out of all versions for good.
        """
        if version is None or (self.newest is not None and version == self.repository.fetch_version()):
            return self
        newest = self._newest()

        def open_version() -> Services:
            cache = Cache(min(VERSION_ENTRIES, self.settings.cache_entries))
            return replace(self, repository=self.repository.at(version), cache=cache, newest=newest)

        return self.opened.remember((version, newest), open_version)

    def pinned(self) -> Pinned | None:
        """The version that a link keeps these to; None where they follow the newest."""
        if self.newest is None:
            return None
        catalogue = self.catalogue()
        return Pinned(catalogue.version, catalogue.published_at, self.newest)

    def vocabulary(self) -> Vocabulary:
        """The values a query may use, kept in memory like the catalogue."""
        catalogue = self.catalogue()
        newest = max(catalogue.version, self.newest or 0)
        return self.cache.remember(
            ("vocabulary", newest), lambda: build_vocabulary(catalogue, self.settings.home_authority, newest)
        )

    def _newest(self) -> int:
        return self.newest or self.repository.fetch_version()


def build_vocabulary(catalogue: Catalogue, home: str, newest: int) -> Vocabulary:
    """Current authorities as homes, wedges as areas, every area and group on Explore, versions up to ``newest``.

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
        newest=newest,
        pairs=pairs_of(catalogue).keys(),
    )
