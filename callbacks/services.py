"""What create_app builds once and hands to every callback and route."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

from callbacks.access import current_rights
from callbacks.cache import Cache
from dashboard.config import Settings
from dashboard.pairs import pairs_of
from dashboard.pinned import Pinned
from dashboard.plan import PlanBook
from dashboard.plan_assembly import assemble_plans
from dashboard.plan_targets import TargetLines, collect_target_lines
from dashboard.plan_view import list_leads, list_plans
from dashboard.rights import PUBLISHED_ONLY, Sight
from dashboard.schema import Catalogue
from dashboard.selection import AREA_WORDS, Selection
from dashboard.selection_reading import Vocabulary, parse_parameters, read_version
from data_access.audit import AuditTrail
from data_access.card_reviews import CardReviews
from data_access.earlier_plans import plans_at
from data_access.plans import Plans
from data_access.repository import Repository

VERSIONS_OPEN = 4  # earlier versions that are held ready
VERSION_ENTRIES = 64  # what each of them keeps
SIGHTS_OPEN = 8  # as many different views of what is not published are held ready


@dataclass(frozen=True, slots=True)
class Services:
    """Settings, the store, and what was made from it. Nothing else is shared between requests.

    These see what is published. What else the reader of the current request sees is in those that ``open`` and
    ``of_request`` give. They keep what they make to themselves: nothing made for one sight is taken for another's.
    """

    settings: Settings
    repository: Repository
    cache: Cache = field(default_factory=Cache)
    newest: int | None = None  # where these keep to the version that a link names: the newest there was on opening
    opened: Cache = field(default_factory=lambda: Cache(VERSIONS_OPEN))
    sight: Sight = PUBLISHED_ONLY  # what these see beyond what is published
    everyone: "Services | None" = None  # where these see more: those of the same version that do not
    seen: Cache = field(default_factory=lambda: Cache(SIGHTS_OPEN))
    trail: AuditTrail | None = None  # where it is noted who takes unpublished figures
    plans: Plans | None = None  # the same for everyone; for an earlier version as they stood at its end
    reviews: CardReviews | None = None  # the same for everyone and every version

    def of_request(self) -> "Services":
        """The services with which to answer the current request: with the sight that its reader has a right to."""
        return self if self.sight else self.seen_by(current_rights().sight)

    def seen_by(self, sight: Sight) -> "Services":
        """These services with another sight. The same where nothing is unpublished: there is no difference then."""
        if sight == self.sight or not self.repository.holds_unpublished():
            return self

        def open_sight() -> Services:
            entries = min(VERSION_ENTRIES, self.settings.cache_entries)
            return replace(
                self,
                repository=self.repository.seen_by(sight),
                cache=Cache(entries),
                opened=Cache(VERSIONS_OPEN),
                sight=sight,
                everyone=self,
            )

        return self.seen.remember(sight, open_sight)

    def catalogue(self) -> Catalogue:
        """What the dataset version holds; kept in memory until a newer version is published."""
        return self.repository.fetch_catalogue()

    def stamp(self) -> str:
        """What an answer of the dataset version, the plans and the reviews is recognised by (the ETag)."""
        changes, steps = self.plan_stamp(), self.review_stamp()
        parts = (self.repository.fetch_stamp(), f"p{changes}" if changes else "", f"r{steps}" if steps else "")
        return "-".join(part for part in parts if part)

    def plan_stamp(self) -> int:
        """Another number after any change of a plan; 0 before any."""
        return self.plans.fetch_stamp() if self.plans else 0

    def review_stamp(self) -> int:
        """Another number after any step of the review of a report card; 0 before any."""
        return self.reviews.fetch_stamp() if self.reviews else 0

    def book(self) -> PlanBook:
        """Every plan as it stands; kept in memory until one is changed."""
        if self.plans is None:
            return PlanBook()
        plans, stamp, catalogue = self.plans, self.plans.fetch_stamp(), self.catalogue()
        return self.cache.remember(
            ("plans", stamp, catalogue.version),
            lambda: assemble_plans(plans.fetch_parts(), catalogue.measures, stamp),
        )

    def target_lines(self) -> TargetLines:
        """What the plans want of the measures, by measure and area; kept likewise."""
        book, catalogue = self.book(), self.catalogue()
        return self.cache.remember(
            ("target lines", book.stamp, catalogue.version), lambda: collect_target_lines(book, catalogue.measures)
        )

    def open(self, query: str) -> tuple["Services", Selection]:
        """The selection of a query string, and the services with which to answer it: of the version that it names,
        with the sight of the current request.

        Raises ReaderError naming every fault.
        """
        return self.open_parameters(parse_qsl(query.lstrip("?"), keep_blank_values=True))

    def open_parameters(self, pairs: Collection[tuple[str, str]]) -> tuple["Services", Selection]:
        """As ``open``, from (parameter, value) pairs."""
        services = self.of_request()
        version = next((services.find_version(text) for name, text in pairs if name == "version"), None)
        services = services.at(version)
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
            everyone = self.everyone.at(version) if self.everyone else None
            repository = self.repository.at(version)
            plans = plans_at(self.plans, version) if self.plans else None
            return replace(self, repository=repository, cache=cache, newest=newest, everyone=everyone, plans=plans)

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
            ("vocabulary", newest, self.plan_stamp()),
            lambda: build_vocabulary(catalogue, self.settings.home_authority, newest, self.book()),
        )

    def _newest(self) -> int:
        return self.newest or self.repository.fetch_version()


def build_vocabulary(catalogue: Catalogue, home: str, newest: int, book: PlanBook | None = None) -> Vocabulary:
    """Current authorities as homes, wedges as areas, every area and group on Explore, versions up to ``newest``, plans.

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
        plans=list_plans(book) if book else (),
        priorities=[priority.id for plan in book.plans for priority in plan.priorities] if book else (),
        leads=list_leads(book.plans) if book else (),
    )
