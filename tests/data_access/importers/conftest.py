"""A small country for the importers, and their faults in short."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dashboard.measures import load_catalogue
from dashboard.schema import ENGLAND, Area
from data_access.faults import ImportFault, InvalidFileError
from data_access.importers.context import Context

PLACES = [
    Area(ENGLAND, "England", "country", None, 970),
    Area("E12000003", "Yorkshire and The Humber", "region", ENGLAND, 982),
    Area("E13000001", "Inner London", "region", "E12000007", 987),
    Area("E08000035", "Leeds", "authority", "E12000003", 383),
    Area("E08000032", "Bradford", "authority", "E12000003", 380),
    Area("E06000047", "County Durham", "authority", "E12000001", 840),
    Area("E06000059", "Dorset", "authority", "E12000009", 838, date(2019, 4, 1)),
    Area("E10000009", "Dorset (before April 2019)", "authority", "E12000009", 835, None, date(2019, 3, 31)),
    Area("E06000065", "North Yorkshire", "authority", "E12000003", 815),
]


@pytest.fixture
def context() -> Context:
    """Leeds, Bradford, Durham, both Dorsets, North Yorkshire, a region and England, with the catalogue's measures."""
    return Context.from_areas(PLACES, load_catalogue().values())


@pytest.fixture
def refused() -> Callable[[Callable[[], object]], list[ImportFault]]:
    """Run an import that must be refused, and return its faults."""

    def run(importing: Callable[[], object]) -> list[ImportFault]:
        with pytest.raises(InvalidFileError) as caught:
            importing()
        return caught.value.faults

    return run


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a text file and return its path."""

    def save(name: str, text: str) -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return save
