"""A small catalogue behind the real application: what the callbacks see, without a database."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import structlog
from dash import Dash

import app as application
from callbacks.services import Services
from dashboard.config import Settings
from dashboard.measures import Measure
from dashboard.periods import academic_year, winter_average
from dashboard.schema import ENGLAND, Area, Catalogue, Dataset, Observation
from data_access.engine import open_engine
from data_access.plans import Plans
from data_access.repository import Repository

HOME = "E08000035"


def measure(name: str, **changes: Any) -> Measure:
    body = {
        "title": name.capitalize(), "short": name.upper(), "topic": "Headline outcomes", "unit": "%",
        "definition": f"What {name} means.", "period_kind": "winter-average", "polarity": "low",
    }  # fmt: skip
    return Measure(**(body | {"id": name} | changes))


AREAS = [
    Area(ENGLAND, "England", "country"),
    Area("E12000003", "Yorkshire and The Humber", "region", ENGLAND),
    Area("E12000005", "West Midlands", "region", ENGLAND),
    Area(HOME, "Leeds", "authority", "E12000003", 383),
    Area("E08000019", "Sheffield", "authority", "E12000003", 373),
    Area("E08000025", "Birmingham", "authority", "E12000005", 330),
    Area("E09999999", "Gone", "authority", "E12000003", 999, None, date(2019, 3, 31)),
    Area("leeds-west", "West", "wedge", HOME),
    Area("leeds-east", "East", "wedge", HOME),
]
CATALOGUE = Catalogue(
    version=7,
    published_at="2026-04-02T10:00:00+00:00",
    measures={
        "neet": measure("neet", numerator="NEET", denominator="Everybody", caveat="Mind the unknown."),
        "attendance": measure("attendance", topic="School", polarity=None, period_kind="academic-year"),
        "empty": measure("empty"),
    },
    areas={area.code: area for area in AREAS},
    neighbour_sets={},
    datasets={"lait": Dataset("lait", "LAIT", "DfE", "OGL", "https://www.gov.uk", None, None, "0", "", "", 7)},
    breakdowns={"all": "All"},
    periods={
        "neet": tuple(winter_average(year) for year in (2024, 2025)),
        "attendance": tuple(academic_year(year) for year in (2024, 2025)),
        "empty": (),
    },
    below_city=frozenset({"neet"}),
)


class FakeRepository:
    """What the callbacks ask of the store. ``broken`` makes every question fail as a lost database does."""

    def __init__(self, catalogue: Catalogue = CATALOGUE) -> None:
        self.catalogue = catalogue
        self.broken = False

    def fetch_version(self) -> int:
        if self.broken:
            raise ConnectionError("secret words about the database")
        return self.catalogue.version

    def fetch_catalogue(self) -> Catalogue:
        self.fetch_version()
        return self.catalogue

    def fetch_stamp(self) -> str:
        return str(self.catalogue.version)

    def at(self, version: int) -> "FakeRepository":
        """The same small catalogue under the number of an earlier version."""
        return FakeRepository(replace(self.catalogue, version=version, published_at="2025-11-21T09:00:00+00:00"))

    def fetch_observations(self, measures: Sequence[str], **_: object) -> tuple[Observation, ...]:
        return ()


@pytest.fixture(autouse=True, scope="session")
def _logs_are_not_printed() -> None:
    structlog.configure(processors=[lambda _logger, _name, _event: ""], logger_factory=structlog.ReturnLoggerFactory())


@pytest.fixture
def settings() -> Settings:
    return Settings(_env_file=None)


@pytest.fixture
def repository() -> FakeRepository:
    return FakeRepository()


@pytest.fixture
def services(settings: Settings, repository: FakeRepository) -> Services:
    return Services(settings, repository)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def shipped_repository(shipped_store: str) -> Repository:
    """The shipped figures in a real store, read only."""
    return Repository(open_engine(shipped_store))


@pytest.fixture(scope="session")
def shipped_plans(shipped_store: str) -> Plans:
    """The shipped plans in the same store."""
    return Plans(open_engine(shipped_store))


@pytest.fixture
def shipped(settings: Settings, shipped_repository: Repository, shipped_plans: Plans) -> Services:
    """Services over the shipped figures and plans, with nothing kept from an earlier test."""
    return Services(settings, shipped_repository, plans=shipped_plans)


@pytest.fixture
def dash_app(monkeypatch: pytest.MonkeyPatch, settings: Settings, repository: FakeRepository) -> Dash:
    """The application as create_app wires it, over the small catalogue."""
    monkeypatch.setattr(application, "Repository", lambda _engine: repository)
    monkeypatch.setattr(application, "Plans", lambda _engine: None)
    monkeypatch.setattr(application, "CardReviews", lambda _engine: None)
    return application.create_app(settings)


@pytest.fixture
def client(dash_app: Dash):
    return dash_app.server.test_client()
