"""What a sheet of the council may refer to, and what the store already says about it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.areas import authority_of
from dashboard.config import Settings
from dashboard.schema import Catalogue, Observation
from data_access.repository import Repository

FetchFigures = Callable[[Sequence[str]], Sequence[Observation]]  # every breakdown, the whole of England left out


@dataclass(frozen=True, slots=True)
class SheetContext:
    """Places, measures and groups by the catalogue; ``fetch_figures`` what is known of some measures in the home
    authority and below, in-year figures included; ``today`` is the day after which there are no figures."""

    catalogue: Catalogue
    home: str
    kirkstall: str
    fetch_figures: FetchFigures
    today: date


def fetch_sheet_context(repository: Repository, settings: Settings, today: date | None = None) -> SheetContext:
    """The context of the store as it is now."""
    catalogue = repository.fetch_catalogue()
    home = settings.home_authority
    inside = [code for code, area in catalogue.areas.items() if code == home or _lies_in(catalogue, code, home)]

    def fetch_figures(measures: Sequence[str]) -> Sequence[Observation]:
        return repository.fetch_observations(measures, areas=inside, breakdowns=None, in_year=None)

    return SheetContext(catalogue, home, settings.kirkstall_wedge, fetch_figures, today or date.today())


def _lies_in(catalogue: Catalogue, code: str, home: str) -> bool:
    authority = authority_of(catalogue, code)
    return authority is not None and authority.code == home
