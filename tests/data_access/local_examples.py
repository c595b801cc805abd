"""A city in a store, and files of a council's own figures for it."""

from collections.abc import Mapping

from sqlalchemy import Engine

from dashboard.config import Settings
from dashboard.periods import Period, month
from dashboard.schema import Area
from data_access.audit import Actor
from data_access.local_figures import LocalFigure, LocalSource
from data_access.local_publication import protect, publish_protected
from data_access.protected import Protected
from data_access.publish import publish
from tests.data_access.publishing import EAST, LEEDS, WEST, batch, row

SOUTH = "leeds-south"
WEDGES = (EAST, SOUTH, WEST)
CITY = [
    Area(LEEDS, "Leeds", "authority", None, 383),
    *(Area(code, code.removeprefix("leeds-").capitalize(), "wedge", LEEDS) for code in WEDGES),
]
OCTOBER = month(2025, 10)
BY = Actor("Ada", "analyst")


def make_city(engine: Engine) -> None:
    """Version 1: the places, and an official figure of something else."""
    publish(engine, [batch("lait", [row(4.9, measure="participation-16-17")], areas=CITY)], by="init")


def figures(
    counts: Mapping[str, float], *, measure: str = "neet", period: Period = OCTOBER, whole: float = 1000, note: str = ""
) -> list[LocalFigure]:
    """Percentages by area, the city three times as large as a wedge."""
    found = []
    for area, part in counts.items():
        base = whole * 3 if area == LEEDS else whole
        found.append(
            LocalFigure(measure, "all", area, period, part / base * 100, part, base, None, note, provisional=True)
        )
    return found


def protect_file(
    engine: Engine, rows: list[LocalFigure], source: LocalSource = "sheet", *, unpublished: bool = False
) -> Protected:
    """Protected with the default settings."""
    return protect(engine, rows, Settings(), source, unpublished=unpublished)


def publish_file(
    engine: Engine, rows: list[LocalFigure], source: LocalSource = "sheet", *, unpublished: bool = False
) -> int:
    """Protected and published; the version."""
    return publish_protected(engine, protect_file(engine, rows, source, unpublished=unpublished), by=BY).version
